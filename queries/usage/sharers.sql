-- purpose: the selected calls, one that several share once for each of them
-- grain: a call and one who shares it
-- reads: selected
-- slot: parts  rows of a shared rule's number, a team or null for the logged one, and a cost centre
-- order: none
-- engines: duckdb

with parts (allocation, part_team, part_cost_centre) as (
    values {{parts}}
)

select
    selected.*
    replace (
        coalesce(parts.part_team, selected.team) as team,
        coalesce(parts.part_cost_centre, selected.cost_centre) as cost_centre
    )
from selected
left join parts on selected.allocation = parts.allocation
