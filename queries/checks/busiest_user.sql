-- purpose: the calls per day of the user with most calls
-- grain: group, date
-- reads: selected
-- slot: groups  grouping expressions with a trailing comma, or nothing
-- slot: names   their names with a trailing comma, or nothing
-- slot: busiest_names  their names in the table of users with a trailing comma, or nothing
-- slot: same    the join on them and the user
-- slot: local   the wall clock of the zone
-- order: groups, date
-- engines: duckdb

with attempts as (
    select {{groups}} user_id, started_at, calls
    from selected
    where user_id is not null
),

users as (
    select {{names}} user_id, sum(calls) as calls
    from attempts
    group by all
),

busiest as (
    select * exclude (place)
    from (
        select *, row_number() over (partition by {{names}} true order by calls desc, user_id) as place
        from users
    )
    where place = 1
)

select
    {{busiest_names}}
    busiest.user_id,
    strftime({{local}}, '%Y-%m-%d') as date,
    sum(attempts.calls)::bigint as calls,
    min(attempts.started_at) as first_at
from attempts
inner join busiest on {{same}}
group by all
order by {{busiest_names}} date
