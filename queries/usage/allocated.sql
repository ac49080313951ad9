-- purpose: calls with the team and cost centre that pay for them
-- grain: a call
-- reads: calls
-- slot: rule         the number of the rule that takes a call, from 1, or null
-- slot: team         the team after the rules, from allocation_rule and the logged team
-- slot: cost_centre  the cost centre after the rules, from allocation_rule
-- slot: mark         which shared rule took the call, from allocation_rule; null where one pays for all of it
-- order: none
-- engines: duckdb

with ruled as (
    select *, {{rule}} as allocation_rule
    from calls
)

select
    * replace ({{team}} as team),
    team as logged_team,
    {{cost_centre}} as cost_centre,
    {{mark}} as allocation
from ruled
