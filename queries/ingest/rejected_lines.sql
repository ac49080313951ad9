-- purpose: the first rejected lines of each file, by their number among lines with content
-- grain: a rejected line
-- reads: stage, batch_files
-- param: limit  bigint, how many of a file
-- order: source_id, ordinal
-- engines: duckdb

select batch_files.source_id, stage.rowid - batch_files.first_row + 1 as ordinal, stage.reason
from stage
inner join batch_files on stage.file_name = batch_files.file_name
where stage.outcome = 'rejected'
qualify row_number() over (partition by batch_files.source_id order by stage.rowid) <= $limit
order by batch_files.source_id, ordinal
