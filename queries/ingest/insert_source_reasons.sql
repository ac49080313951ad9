-- purpose: why lines of a file are not calls, with the first line of each reason
-- grain: a file, outcome and reason
-- reads: stage, batch_files, batch_shifts
-- engines: duckdb

insert into source_reasons
with first_lines as (
    select
        stage.file_name,
        batch_files.source_id,
        case stage.outcome when 'ignored' then 'ignored' else 'rejected' end as outcome,
        stage.reason,
        count(*) as lines,
        min(stage.rowid - batch_files.first_row + 1) as first_ordinal
    from stage
    inner join batch_files on stage.file_name = batch_files.file_name
    where stage.outcome <> 'call'
    group by stage.file_name, batch_files.source_id, stage.outcome, stage.reason
)

select
    first_lines.source_id,
    first_lines.outcome,
    first_lines.reason,
    first_lines.lines,
    first_lines.first_ordinal + coalesce(batch_shifts.shift_by, 0) as first_line
from first_lines
asof left join batch_shifts
    on first_lines.file_name = batch_shifts.file_name
    and first_lines.first_ordinal >= batch_shifts.shift_from
