-- purpose: a ledger of version 4 gets what version 5 has: what a sighting logged as its start, where its call stands at an earlier one
-- engines: duckdb

alter table snapshots add column own_started_at timestamp;
