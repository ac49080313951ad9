-- purpose: what was used between one reading of a counter and the next. Readings are put in order by their times, those of
--     one time by their places, so that neither the order of files nor that of loads matters. A count that falls began
--     anew, and all counts of its call with it; a count that is not logged says nothing and is no 0
-- grain: a call that is a reading of a touched counter and is counted
-- reads: snapshots, sources, touched_counters
-- engines: duckdb

create or replace temp table counter_steps as
with readings as (
    select
        snapshots.rowid as snapshot,
        snapshots.source_id,
        snapshots.source_line,
        snapshots.counter,
        snapshots.started_at,
        snapshots.reading,
        sources.path,
        first_value(
            coalesce(snapshots.reading.input_tokens, 0)
            + coalesce(snapshots.reading.output_tokens, 0)
            + coalesce(snapshots.reading.unsplit_tokens, 0)
        ) over (
            partition by snapshots.counter, snapshots.source_id order by snapshots.source_line, snapshots.rowid
        ) as opening
    from snapshots
    inner join sources on snapshots.source_id = sources.source_id
    where snapshots.is_counted and snapshots.counter in (select counter from touched_counters)
),

placed as (
    select
        snapshot,
        source_id,
        source_line,
        counter,
        reading,
        row_number() over (
            partition by counter order by started_at nulls last, opening, path, source_line, snapshot
        ) as place
    from readings
),

counts as (
    select
        counter,
        place,
        unnest([
            {'name': 'input_tokens', 'is_main': true, 'total': reading.input_tokens},
            {'name': 'output_tokens', 'is_main': true, 'total': reading.output_tokens},
            {'name': 'unsplit_tokens', 'is_main': true, 'total': reading.unsplit_tokens},
            {'name': 'cache_read_tokens', 'is_main': false, 'total': reading.cache_read_tokens},
            {'name': 'cache_write_5m_tokens', 'is_main': false, 'total': reading.cache_write_5m_tokens},
            {'name': 'cache_write_1h_tokens', 'is_main': false, 'total': reading.cache_write_1h_tokens},
            {'name': 'cache_write_tokens', 'is_main': false, 'total': reading.cache_write_tokens},
            {'name': 'reasoning_tokens', 'is_main': false, 'total': reading.reasoning_tokens},
            {'name': 'input_audio_tokens', 'is_main': false, 'total': reading.input_audio_tokens},
            {'name': 'input_image_tokens', 'is_main': false, 'total': reading.input_image_tokens},
            {'name': 'input_video_tokens', 'is_main': false, 'total': reading.input_video_tokens},
            {'name': 'cache_read_audio_tokens', 'is_main': false, 'total': reading.cache_read_audio_tokens},
            {'name': 'output_audio_tokens', 'is_main': false, 'total': reading.output_audio_tokens},
            {'name': 'output_image_tokens', 'is_main': false, 'total': reading.output_image_tokens},
            {'name': 'web_searches', 'is_main': false, 'total': reading.web_searches}
        ], recursive := true)
    from placed
),

logged as (
    select
        *,
        lag(total) over steps as total_before,
        lag(place) over steps as place_before
    from counts
    where total is not null
    window steps as (partition by counter, name order by place)
),

falls as (
    select counter, place, max(place_before) as place_before
    from logged
    where is_main and total < total_before
    group by counter, place
),

-- A count that was last logged before another one fell is no witness of a second fall.
restarts as (
    select counter, place
    from (
        select counter, place, place_before, lag(place) over (partition by counter order by place) as fall_before
        from falls
    )
    where coalesce(fall_before <= place_before, true)
),

runs as (
    select
        placed.*,
        restarts.place is not null as is_restart,
        count(restarts.place) over (partition by placed.counter order by placed.place) as run
    from placed
    left join restarts on placed.counter = restarts.counter and placed.place = restarts.place
),

within_runs as (
    select
        logged.counter,
        logged.place,
        logged.name,
        logged.total,
        lag(logged.total) over (partition by logged.counter, logged.name, runs.run order by logged.place) as total_before
    from logged
    inner join runs on logged.counter = runs.counter and logged.place = runs.place
),

used as (
    select
        counter,
        place,
        name,
        -- A part that falls while the whole does not was counted anew by itself.
        case when total < total_before then total else total - coalesce(total_before, 0) end as quantity
    from within_runs
),

steps as (
    select
        counter,
        place,
        max(quantity) filter (where name = 'input_tokens') as input_tokens,
        max(quantity) filter (where name = 'cache_read_tokens') as cache_read_tokens,
        max(quantity) filter (where name = 'cache_write_5m_tokens') as cache_write_5m_tokens,
        max(quantity) filter (where name = 'cache_write_1h_tokens') as cache_write_1h_tokens,
        max(quantity) filter (where name = 'cache_write_tokens') as cache_write_tokens,
        max(quantity) filter (where name = 'output_tokens') as output_tokens,
        max(quantity) filter (where name = 'reasoning_tokens') as reasoning_tokens,
        max(quantity) filter (where name = 'input_audio_tokens') as input_audio_tokens,
        max(quantity) filter (where name = 'input_image_tokens') as input_image_tokens,
        max(quantity) filter (where name = 'input_video_tokens') as input_video_tokens,
        max(quantity) filter (where name = 'cache_read_audio_tokens') as cache_read_audio_tokens,
        max(quantity) filter (where name = 'output_audio_tokens') as output_audio_tokens,
        max(quantity) filter (where name = 'output_image_tokens') as output_image_tokens,
        max(quantity) filter (where name = 'unsplit_tokens') as unsplit_tokens,
        max(quantity) filter (where name = 'web_searches') as web_searches
    from used
    group by counter, place
)

select runs.snapshot, runs.source_id, runs.source_line, runs.is_restart, steps.* exclude (counter, place)
from runs
left join steps on runs.counter = steps.counter and runs.place = steps.place
