-- purpose: the longest run of failures in the order of time, and when a run first reached a length
-- grain: group
-- reads: selected
-- slot: groups  grouping expressions with a trailing comma
-- slot: names   their names with a trailing comma
-- slot: counted_names  their names in the table of calls with a trailing comma
-- slot: same    the join on them
-- param: length  bigint
-- order: groups
-- engines: duckdb

with attempts as (
    select
        {{groups}}
        started_at,
        status = 'error' as is_error,
        source_id,
        source_line
    from selected
    where started_at is not null
),

numbered as (
    select
        *,
        sum(case when is_error then 0 else 1 end) over (
            partition by {{names}} true
            order by started_at, source_id, source_line
            rows between unbounded preceding and current row
        ) as run
    from attempts
),

-- Failures between two successes; a run of none is not there.
runs as (
    select
        {{names}}
        run,
        count(*) as failures,
        list(started_at order by started_at, source_id, source_line)[$length::bigint] as reached_at
    from numbered
    where is_error
    group by all
),

counted as (
    select {{names}} count(*) as calls
    from attempts
    group by all
),

longest as (
    select {{names}} max(failures) as longest, min(reached_at) as first_at
    from runs
    group by all
)

select
    {{counted_names}}
    counted.calls,
    coalesce(longest.longest, 0) as longest,
    longest.first_at
from counted
left join longest on {{same}}
order by {{counted_names}} calls
