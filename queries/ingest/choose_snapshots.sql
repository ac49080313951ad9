-- purpose: lets one sighting speak for each call: the most complete, ties by content, so that file order never matters
-- grain: a sighting of a call that the batch touched
-- reads: snapshots, batch_files
-- engines: duckdb

with touched as (
    select distinct snapshots.call_id
    from snapshots
    inner join batch_files on snapshots.source_id = batch_files.source_id
    where snapshots.call_id is not null
),

ranked as (
    select
        snapshots.rowid as snapshot,
        row_number() over (
            partition by snapshots.call_id
            order by
                snapshots.status = 'ok' desc,
                snapshots.output_tokens desc nulls last,
                snapshots.input_tokens desc nulls last,
                snapshots.started_at is not null desc,
                snapshots.duration_us is not null desc,
                snapshots.started_at,
                snapshots.format,
                snapshots.model,
                hash(
                    snapshots.request_id,
                    snapshots.session_id,
                    snapshots.cache_read_tokens,
                    snapshots.cache_write_tokens,
                    snapshots.reasoning_tokens,
                    snapshots.service_tier,
                    snapshots.team,
                    snapshots.project,
                    snapshots.user_id
                ),
                snapshots.rowid
        ) as place
    from snapshots
    inner join touched on snapshots.call_id = touched.call_id
)

update snapshots
set is_counted = ranked.place = 1
from ranked
where snapshots.rowid = ranked.snapshot
