-- purpose: how many calls were answered, streamed and not, and how many of them were timed
-- grain: group, streamed
-- reads: selected
-- slot: groups  grouping expressions with a trailing comma, or nothing
-- slot: names   their names with a trailing comma, or nothing
-- order: groups, streamed first
-- engines: duckdb

with answered as (
    select
        {{groups}}
        is_streamed,
        duration_us,
        case when coalesce(is_streamed, true) then first_token_us end as first_token_us
    from selected
    where status = 'ok' and calls = 1 and coalesce(is_batch, false) is not true
)

select
    {{names}}
    is_streamed,
    count(*) as calls,
    count(duration_us) as timed,
    count(first_token_us) as first_token_timed,
    sum(duration_us) as duration_us_sum
from answered
group by all
order by {{names}} is_streamed desc nulls last
