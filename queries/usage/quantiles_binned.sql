-- purpose: quantiles of a measured value per group from counts of values that agree in their first nine binary digits, and how many
--     calls measured it: what has to be held does not grow with the calls
-- grain: group
-- reads: selected
-- slot: calls    the selected calls, or a relation of them
-- slot: groups   keys of the groups with a trailing comma, or nothing
-- slot: names    their names with a trailing comma, or nothing
-- slot: within   `partition by` their names, or nothing
-- slot: worded   `*`, or words in place of keys
-- slot: measure  the value, not negative; NULL where a call has none
-- slot: values   per quantile what it is of the bins
-- slot: where    which calls are meant beside those that have it, or nothing
-- order: none
-- engines: duckdb

with binned as (
    select
        {{groups}}
        nine_digits({{measure}}) as bin,
        count(*) as held
    from {{calls}}
    where calls = 1 and ({{measure}}) is not null {{where}}
    group by all
),

ranked as (
    select
        *,
        sum(held) over ({{within}} order by bin) as upto,
        sum(held) over ({{within}}) as total
    from binned
)

select {{worded}}
from (
    select
        {{names}}
        max(total)::bigint as calls,
        [{{values}}] as quantiles
    from ranked
    group by all
)
