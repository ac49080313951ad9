-- purpose: requests and those that failed in the end, retries folded, per group and the day they began
-- grain: group, date
-- reads: selected
-- slot: groups  grouping expressions with a trailing comma, or nothing
-- slot: names   their names with a trailing comma, or nothing
-- slot: local   the wall clock of the zone
-- order: groups, date
-- engines: duckdb

with attempts as (
    select
        {{groups}}
        coalesce(request_id, trace_id, call_id, format || source_id::varchar || ':' || source_line::varchar) as request,
        status,
        started_at
    from selected
),

requests as (
    select {{names}} request, bool_and(status = 'error') as has_failed, min(started_at) as started_at
    from attempts
    group by all
)

select
    {{names}}
    strftime({{local}}, '%Y-%m-%d') as date,
    count(*) as requests,
    count(*) filter (where has_failed) as requests_failed
from requests
group by all
order by {{names}} date
