-- purpose: what became of the lines of each file of a batch
-- grain: a file
-- reads: stage, batch_files
-- order: none
-- engines: duckdb

select
    batch_files.source_id,
    count(*) filter (where stage.outcome = 'rejected') as rejected,
    count(*) filter (where stage.outcome = 'ignored') as ignored,
    count(*) filter (where stage.outcome = 'call') as with_calls,
    count(*) filter (where stage.outcome = 'call') as calls_found
from stage
inner join batch_files on stage.file_name = batch_files.file_name
group by batch_files.source_id
