-- purpose: calls per calendar day of the zone
-- grain: day
-- reads: selected
-- slot: local  the wall clock of the zone
-- order: date
-- engines: duckdb

select strftime(date, '%Y-%m-%d') as date, calls
from (
    select ({{local}})::date as date, sum(calls) as calls
    from selected
    where started_at is not null
    group by all
)
order by date
