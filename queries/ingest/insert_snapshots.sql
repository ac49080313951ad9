-- purpose: stores the calls of the stage
-- grain: a sighting of a call
-- reads: stage, batch_files
-- engines: duckdb

insert into snapshots by name
select
    batch_files.source_id,
    stage.rowid - batch_files.first_row + 1 as source_line,
    -- Columns that no line of the batch can fill are not in the stage.
    stage.* exclude (file_name, is_foreign, outcome, reason, cache_convention, is_switched, logged_total),
    -- Until choose_snapshots.sql finds that the call was seen more than once.
    true as is_counted
from stage
inner join batch_files on stage.file_name = batch_files.file_name
where stage.outcome = 'call'
