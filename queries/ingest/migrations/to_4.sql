-- purpose: a ledger of version 3 gets what version 4 has: copies of files have an account of their own
-- engines: duckdb

alter table sources add column copy_of integer;
alter table sources add column copied_lines bigint;
