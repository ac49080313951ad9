-- purpose: failed attempts and cut streams by class, and whether the request came through in the end
-- grain: group, error type, HTTP status
-- reads: selected
-- slot: groups  grouping expressions with a trailing comma, or nothing
-- slot: names   their names with a trailing comma, or nothing
-- slot: join_totals  the join of group_totals on the grouping columns
-- order: groups, calls descending
-- engines: duckdb

with attempts as (
    select
        {{groups}}
        coalesce(request_id, trace_id, call_id, format || source_id::varchar || ':' || source_line::varchar) as request,
        status,
        error_type,
        http_status,
        calls,
        coalesce(is_cut, false) as is_cut,
        input_tokens,
        output_tokens,
        unsplit_tokens,
        started_at
    from selected
),

outcomes as (
    select request, bool_or(status <> 'error') as is_answered
    from attempts
    group by request
),

group_totals as (
    select {{names}} sum(calls) as all_calls
    from attempts
    group by all
)

select
    {{names}}
    attempts.error_type,
    attempts.http_status,
    sum(attempts.calls) as calls,
    sum(attempts.calls) / any_value(all_calls) as share,
    count(distinct attempts.request) as requests,
    count(distinct attempts.request) filter (where not outcomes.is_answered) as requests_failed,
    coalesce(sum(attempts.calls) filter (where attempts.is_cut), 0) as cut_streams,
    case
        when count(input_tokens) + count(output_tokens) + count(unsplit_tokens) > 0
            then coalesce(sum(input_tokens), 0) + coalesce(sum(output_tokens), 0) + coalesce(sum(unsplit_tokens), 0)
    end as tokens,
    min(attempts.started_at) as first_at,
    max(attempts.started_at) as last_at
from attempts
inner join outcomes on attempts.request = outcomes.request
{{join_totals}}
where attempts.status = 'error' or attempts.is_cut
group by all
order by {{names}} calls desc, error_type, http_status
