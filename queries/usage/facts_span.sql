-- purpose: the same row as span.sql, from facts that were counted while a log was read
-- grain: one row
-- reads: facts
-- engines: duckdb

select
    coalesce(sum(calls), 0)::bigint as calls,
    coalesce(sum(calls) filter (where bucket_at is null), 0)::bigint as calls_without_time,
    coalesce(sum(calls) filter (where unlogged = 'all'), 0)::bigint as calls_unmeasured,
    coalesce(sum(assumed_utc), 0)::bigint as calls_assumed_utc,
    -- A log with a time that cannot be read is not counted while it is read.
    0::bigint as calls_with_unreadable_time,
    0::bigint as rows_with_units,
    min(first_at) as first_at,
    max(last_at) as last_at
from facts
