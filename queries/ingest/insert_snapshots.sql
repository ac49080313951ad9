-- purpose: stores the calls of the stage; input of files that turned out to log it without what is cached has that added
-- grain: a sighting of a call
-- reads: stage, batch_files
-- slot: bookkeeping  columns of the stage that a call has not
-- engines: duckdb

insert into snapshots by name
select
    batch_files.source_id,
    stage.rowid - batch_files.first_row + 1 as source_line,
    -- Columns that no line of the batch can fill are not in the stage.
    stage.* exclude ({{bookkeeping}})
        replace (
            all_input(
                batch_files.is_exclusive and stage.cache_convention = 'by_file',
                stage.input_tokens, stage.cache_read_tokens, stage.cache_write_tokens
            ) as input_tokens
        ),
    -- Until choose_snapshots.sql finds that the call was seen more than once.
    true as is_counted
from stage
inner join batch_files on stage.file_name = batch_files.file_name
where stage.outcome = 'call' and not batch_files.is_within
