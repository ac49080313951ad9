-- purpose: how many of the selected calls a rule took, several share, and nobody is known to pay for
-- grain: one row
-- reads: selected
-- engines: duckdb

select
    coalesce(sum(calls), 0) as calls,
    coalesce(sum(calls) filter (where allocation_rule is not null), 0) as taken,
    coalesce(sum(calls) filter (where allocation is not null), 0) as shared,
    coalesce(sum(calls) filter (where allocation_rule is null and coalesce(logged_team, '') = ''), 0) as unallocated
from selected
