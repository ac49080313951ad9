-- purpose: the first rejected lines of each file, by their number among lines with content that are read now
-- grain: a rejected line
-- reads: stage, batch_files, rejects
-- param: limit  bigint, how many of a file are kept, those of earlier rounds included
-- order: source_id, ordinal
-- engines: duckdb

with kept as (
    select source_id, count(*) as lines
    from rejects
    group by source_id
)

select batch_files.source_id, stage.ordinal, stage.reason
from stage
inner join batch_files on stage.file_name = batch_files.file_name
left join kept on batch_files.source_id = kept.source_id
where stage.outcome = 'rejected'
qualify row_number() over (partition by batch_files.source_id order by stage.ordinal) <= $limit - coalesce(kept.lines, 0)
order by batch_files.source_id, stage.ordinal
