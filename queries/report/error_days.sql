-- purpose: attempts per day, and those that failed or were cut off by class
-- grain: day, failed or not, error type, HTTP status
-- reads: selected
-- slot: local  the wall clock of the zone
-- order: date, error_type, http_status
-- engines: duckdb

select
    strftime({{local}}, '%Y-%m-%d') as date,
    status = 'error' as is_error,
    case when status = 'error' then error_type end as error_type,
    case when status = 'error' then http_status end as http_status,
    sum(calls)::bigint as calls,
    coalesce(sum(calls) filter (where coalesce(is_cut, false)), 0)::bigint as cut_streams
from selected
where started_at is not null
group by all
order by date, is_error, error_type, http_status
