-- purpose: calls per calendar day of the zone, and when in the day the first and the last began
-- grain: day
-- reads: selected
-- slot: local  the wall clock of the zone
-- order: date
-- engines: duckdb

select
    strftime({{local}}, '%Y-%m-%d') as date,
    sum(calls) as calls,
    min(date_diff('second', date_trunc('day', {{local}}), {{local}})) as first_second,
    max(date_diff('second', date_trunc('day', {{local}}), {{local}})) as last_second
from selected
where started_at is not null
group by date
order by date
