-- purpose: what there is to say of the files of a batch that were read as cumulative
-- grain: a file with a count that fell, or with a call that no counter is known for
-- reads: snapshots, sources, batch_files, counter_steps
-- param: sources  varchar, JSON: the ids of the files
-- slot: formats   application logs
-- order: path
-- engines: duckdb

with restarts as (
    select source_id, count(*) as restarts, min(source_line) as first_line
    from counter_steps
    where is_restart
    group by source_id
),

loose as (
    select source_id, count(*) as loose_calls
    from snapshots
    where
        list_contains(from_json($sources, '["INTEGER"]'), source_id)
        and counter is null
        and list_contains([{{formats}}], format)
        and coalesce(input_tokens, output_tokens, unsplit_tokens) is not null
    group by source_id
)

select
    sources.path,
    coalesce(restarts.restarts, 0) as restarts,
    restarts.first_line,
    coalesce(loose.loose_calls, 0) as loose_calls
from sources
inner join batch_files on sources.source_id = batch_files.source_id
left join restarts on sources.source_id = restarts.source_id
left join loose on sources.source_id = loose.source_id
where restarts.restarts > 0 or loose.loose_calls > 0
order by sources.path
