-- purpose: one quantile of a duration of the answered calls, in all and per day
-- grain: group, date; the row whose `is_whole` is true is all days of the group
-- reads: selected
-- param: fraction  double
-- slot: groups   grouping expressions with a trailing comma, or nothing
-- slot: names    their names with a trailing comma, or nothing
-- slot: measure  the duration in microseconds
-- slot: local    the wall clock of the zone
-- order: groups, whole first, date
-- engines: duckdb

with answered as (
    select {{groups}} strftime({{local}}, '%Y-%m-%d') as date, {{measure}} as duration
    from selected
    where status = 'ok' and calls = 1 and coalesce(is_batch, false) is not true and {{measure}} is not null
),

both_ways as (
    select * exclude (date), null as date, true as is_whole from answered
    union all by name
    select *, false as is_whole from answered where date is not null
)

select
    {{names}}
    is_whole,
    date,
    count(*) as calls,
    quantile_cont(duration, $fraction::double) as duration_us
from both_ways
group by all
order by {{names}} is_whole desc, date
