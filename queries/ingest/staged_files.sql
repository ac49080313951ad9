-- purpose: how many rows each file gave, where they start, and how many need formats or keys that were not read, or are lists that may hold records
-- grain: a file of the stage
-- reads: stage
-- slot: formats  the ids of the formats read
-- order: none
-- engines: duckdb

select
    file_name,
    count(*) as rows,
    min(rowid) as first_row,
    count(*) filter (where is_foreign or not list_contains([{{formats}}], format)
        or reason in ('not recognised as a line of any known format', 'a list that is not of records alone')) as foreign_rows
from stage
group by file_name
