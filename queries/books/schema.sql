-- purpose: the tables of what a ledger holds beside its logs: closed months, lines that people entered, reconciliations. Rows
--     are added and never changed
-- engines: duckdb

create table if not exists book_records (
    record_number integer primary key,
    -- close, reopen, entry or reconciliation
    kind varchar not null,
    -- YYYY-MM
    month varchar not null,
    -- JSON, src/books/stored.ts
    content varchar not null
);

-- Usage of a closed month as it was counted and charged, one row per group of alike calls.
create table if not exists closed_usage (record_number integer not null, content varchar not null);
