-- purpose: what became of the lines of each file of a batch, where a line may hold several records: it has calls if one of
--     them is a call, else it is rejected if one of them is
-- grain: a file
-- reads: stage, batch_files, batch_shifts
-- order: none
-- engines: duckdb

with records as (
    select
        stage.file_name,
        batch_files.source_id,
        stage.outcome,
        stage.rowid - batch_files.first_row + 1 as ordinal
    from stage
    inner join batch_files on stage.file_name = batch_files.file_name
),

units as (
    select
        records.source_id,
        records.ordinal + coalesce(batch_shifts.unit_by, 0) as unit,
        count(*) filter (where records.outcome = 'call') as calls,
        count(*) filter (where records.outcome = 'rejected') as rejects
    from records
    asof left join batch_shifts
        on records.file_name = batch_shifts.file_name and records.ordinal >= batch_shifts.shift_from
    group by records.source_id, unit
)

select
    source_id,
    count(*) filter (where calls = 0 and rejects > 0) as rejected,
    count(*) filter (where calls = 0 and rejects = 0) as ignored,
    count(*) filter (where calls > 0) as with_calls,
    sum(calls)::bigint as calls_found
from units
group by source_id
