-- purpose: everything that gates add up, per group and day
-- grain: group, date; a null date is the calls without a time
-- reads: selected
-- slot: groups  grouping expressions with a trailing comma, or nothing
-- slot: names   their names with a trailing comma, or nothing
-- slot: local   the wall clock of the zone
-- order: groups, date
-- engines: duckdb

select
    {{groups}}
    strftime({{local}}, '%Y-%m-%d') as date,
    sum(calls)::bigint as calls,
    coalesce(sum(calls) filter (where status = 'error'), 0)::bigint as errors,
    coalesce(sum(calls) filter (where http_status = 429 or error_type = 'rate_limit'), 0)::bigint as rate_limited,
    coalesce(sum(calls) filter (where error_type = 'connection'), 0)::bigint as connection_errors,
    coalesce(sum(calls) filter (where is_cut), 0)::bigint as cut_streams,
    count(duration_us) filter (where status = 'ok' and calls = 1 and coalesce(is_batch, false) is not true) as timed,
    sum(duration_us) filter (where status = 'ok' and calls = 1 and coalesce(is_batch, false) is not true)::bigint as duration_us,
    count(quality_score) as scored,
    sum(round(quality_score * 1000000)::bigint)::bigint as quality_millionths,
    min(rate_limit_remaining) as headroom,
    min(started_at) as first_at
from selected
group by all
order by {{names}} date
