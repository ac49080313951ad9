-- purpose: gives rows that were read from many files put together the name of the file each is from
-- grain: a row of the stage
-- reads: stage, bundle_starts
-- engines: duckdb

update stage
set file_name = named.file_name
from (
    select stage.rowid as row_number, bundle_starts.file_name
    from stage
    asof inner join bundle_starts on stage.rowid - (select min(rowid) from stage) >= bundle_starts.first
) as named
where stage.rowid = named.row_number
