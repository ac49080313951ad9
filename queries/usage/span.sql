-- purpose: how many calls, how many without a time or usage, and the first and last time
-- grain: one row
-- reads: selected
-- engines: duckdb

select
    coalesce(sum(calls), 0) as calls,
    coalesce(sum(calls) filter (where started_at is null), 0) as calls_without_time,
    coalesce(sum(calls) filter (where usage_kind = 'missing' and status = 'ok'), 0) as calls_unmeasured,
    coalesce(sum(calls) filter (where started_at_kind = 'assumed_utc'), 0) as calls_assumed_utc,
    count(other_units) as rows_with_units,
    min(started_at) as first_at,
    max(started_at) as last_at
from selected
