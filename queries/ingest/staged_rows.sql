-- purpose: how many rows each file that was read gave, where they lie, and how many need formats or keys that were not read
-- grain: a file that was read
-- reads: staged
-- slot: formats  the ids of the formats read
-- order: none
-- engines: duckdb

select
    file_name as read_path,
    count(*) as rows,
    min(rowid) as first_row,
    max(rowid) as last_row,
    count(*) filter (where is_foreign or not list_contains([{{formats}}], format)
        or reason = 'not recognised as a line of any known format') as foreign_rows
from staged
group by file_name
