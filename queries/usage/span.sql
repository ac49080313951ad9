-- purpose: how many calls, how many without a time or usage, and the first and last time
-- grain: one row
-- reads: selected
-- slot: charged  whether a call is charged
-- engines: duckdb

-- What few calls or none are is asked for by itself: the engine then skips what its bounds rule out.
select
    coalesce(sum(calls), 0) as calls,
    (select coalesce(sum(calls), 0) from selected where started_at is null) as calls_without_time,
    (
        select coalesce(sum(calls), 0)
        from selected
        where usage_kind = 'missing' and status in ('ok', 'cancelled') and {{charged}}
    ) as calls_unmeasured,
    (select coalesce(sum(calls), 0) from selected where started_at_kind = 'assumed_utc') as calls_assumed_utc,
    (select coalesce(sum(calls), 0) from selected where started_at_kind = 'unreadable') as calls_with_unreadable_time,
    (select count(*) from selected where other_units is not null) as rows_with_units,
    min(started_at) as first_at,
    max(started_at) as last_at
from selected
