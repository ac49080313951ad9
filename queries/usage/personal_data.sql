-- purpose: how many calls log a prompt that was looked at, and how many of those prompts look as if they held personal data
-- grain: group
-- reads: selected
-- slot: groups  grouping expressions with a trailing comma, or nothing
-- order: none
-- engines: duckdb

select
    {{groups}}
    coalesce(sum(calls) filter (where has_personal_data is not null), 0)::bigint as prompts,
    (sum(calls) filter (where has_personal_data))::bigint as personal
from selected
group by all
