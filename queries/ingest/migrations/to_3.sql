-- purpose: a ledger of version 2 gets what version 3 has: what became of identities, and whether prompts look personal
-- engines: duckdb

alter table sources add column redaction varchar default '';
alter table sources alter column redaction set not null;
alter table sources alter column redaction drop default;

alter table snapshots add column has_personal_data boolean;
