-- purpose: calls per calendar day of the zone
-- grain: day
-- reads: selected
-- slot: local  the wall clock of the zone
-- order: date
-- engines: duckdb

select strftime({{local}}, '%Y-%m-%d') as date, sum(calls) as calls
from selected
where started_at is not null
group by date
order by date
