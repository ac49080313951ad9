-- purpose: how many lines of each format the engine read, where they lie, and how many need formats or keys that were not read
-- grain: a file that was read, and a format
-- reads: lines
-- slot: formats  the ids of the formats read
-- order: none
-- engines: duckdb

select
    file_name,
    format,
    count(*) as rows,
    count(*) filter (
        where is_foreign
        or not list_contains([{{formats}}], format)
        or unclaimed_reason = 'not recognised as a line of any known format'
    ) as foreign_rows,
    min(rowid) as first_row,
    max(rowid) as last_row
from lines
group by file_name, format
