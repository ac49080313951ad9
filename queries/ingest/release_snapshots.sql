-- purpose: before a source goes, lets the next best sighting of each of its calls speak
-- grain: a sighting of a call that the source shares with others
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
    where snapshots.source_id not in (select source_id from batch_files)
)

update snapshots
set is_counted = ranked.place = 1
from ranked
where snapshots.rowid = ranked.snapshot
