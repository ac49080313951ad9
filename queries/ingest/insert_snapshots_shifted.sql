-- purpose: stores the calls of the stage, with blank lines counted into line numbers
-- grain: a sighting of a call
-- reads: stage, batch_files, batch_shifts
-- engines: duckdb

insert into snapshots by name
select
    batch_files.source_id,
    stage.rowid - batch_files.first_row + 1 + coalesce(batch_shifts.shift_by, 0) as source_line,
    -- Columns that no line of the batch can fill are not in the stage.
    stage.* exclude (file_name, is_foreign, outcome, reason, cache_convention, is_switched, logged_total),
    -- Until choose_snapshots.sql finds that the call was seen more than once.
    true as is_counted
from stage
inner join batch_files on stage.file_name = batch_files.file_name
asof left join batch_shifts
    on stage.file_name = batch_shifts.file_name
    and stage.rowid - batch_files.first_row + 1 >= batch_shifts.shift_from
where stage.outcome = 'call'
