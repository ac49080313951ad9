-- purpose: files of application logs whose counts look like totals so far: within a session no count falls, for at least
--     five lines on average, and all of them grow; in more than nineteen of twenty sessions. The first lines of a file tell
-- grain: a file of the batch that looks so
-- reads: snapshots, batch_files
-- param: lines  bigint, how many lines of a file are looked at
-- slot: formats  application logs
-- order: source_id
-- engines: duckdb

with looked_at as (
    select
        snapshots.source_id,
        snapshots.source_line,
        snapshots.rowid as snapshot,
        snapshots.session_id,
        snapshots.input_tokens,
        snapshots.output_tokens,
        snapshots.unsplit_tokens
    from snapshots
    inner join batch_files on snapshots.source_id = batch_files.source_id
    where
        snapshots.source_line <= $lines
        and snapshots.session_id is not null
        and snapshots.counter is null
        and snapshots.calls = 1
        and list_contains([{{formats}}], snapshots.format)
        and coalesce(snapshots.input_tokens, snapshots.output_tokens, snapshots.unsplit_tokens) is not null
),

long_sessions as (
    select session_id
    from looked_at
    group by session_id
    having
        count(*) >= 5
        and coalesce(max(input_tokens) > min(input_tokens), true)
        and coalesce(max(output_tokens) > min(output_tokens), true)
        and coalesce(max(unsplit_tokens) > min(unsplit_tokens), true)
),

steps as (
    select
        session_id,
        coalesce(input_tokens < lag(input_tokens ignore nulls) over session_lines, false)
        or coalesce(output_tokens < lag(output_tokens ignore nulls) over session_lines, false)
        or coalesce(unsplit_tokens < lag(unsplit_tokens ignore nulls) over session_lines, false) as is_fall
    from looked_at
    where session_id in (select session_id from long_sessions)
    window session_lines as (partition by session_id order by source_id, source_line, snapshot)
),

cumulative_sessions as (
    select session_id
    from steps
    group by session_id
    having count(*) >= 5 * (count(*) filter (where is_fall) + 1)
),

of_files as (
    select looked_at.source_id, looked_at.session_id
    from looked_at
    where looked_at.session_id in (select session_id from looked_at group by session_id having count(*) >= 5)
    group by looked_at.source_id, looked_at.session_id
)

select
    of_files.source_id,
    count(cumulative_sessions.session_id) as sessions
from of_files
left join cumulative_sessions on of_files.session_id = cumulative_sessions.session_id
group by of_files.source_id
having count(cumulative_sessions.session_id) * 20 > count(*) * 19
order by of_files.source_id
