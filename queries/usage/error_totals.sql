-- purpose: attempts, failures, and how retries ended
-- grain: one row
-- reads: selected
-- engines: duckdb

with attempts as (
    select
        coalesce(request_id, trace_id, call_id, format || source_id::varchar || ':' || source_line::varchar) as request,
        status,
        calls,
        coalesce(is_cut, false) as is_cut
    from selected
),

requests as (
    select
        request,
        bool_and(status = 'error') as has_failed,
        count(*) > 1 and bool_or(status = 'error') as is_retried
    from attempts
    group by request
),

folded as (
    select
        count(*) as requests,
        count(*) filter (where has_failed) as requests_failed,
        count(*) filter (where is_retried) as requests_retried
    from requests
)

select
    coalesce(sum(calls), 0) as attempts,
    coalesce(sum(calls) filter (where status = 'error'), 0) as errors,
    any_value(folded.requests) as requests,
    any_value(folded.requests_failed) as requests_failed,
    any_value(folded.requests_retried) as requests_retried,
    coalesce(sum(calls) filter (where is_cut), 0) as cut_streams
from attempts
cross join folded
