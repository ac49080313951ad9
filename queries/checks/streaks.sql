-- purpose: the longest run of failures in the order of time, and when the run first reached a length
-- grain: group
-- reads: selected
-- slot: groups  grouping expressions with a trailing comma
-- slot: names   their names with a trailing comma
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
        count(*) filter (where not is_error) over (
            partition by {{names}} true
            order by started_at, source_id, source_line
        ) as run
    from attempts
),

runs as (
    select
        *,
        count(*) filter (where is_error) over (
            partition by {{names}} run
            order by started_at, source_id, source_line
        ) as failures
    from numbered
)

select
    {{names}}
    count(*) as calls,
    max(failures) as longest,
    min(started_at) filter (where failures >= $length) as first_at
from runs
group by all
order by {{names}} calls
