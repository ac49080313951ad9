-- purpose: exact quantiles of a measured value per group, and how many calls measured it
-- grain: group
-- reads: selected
-- slot: calls    the selected calls, or a relation of them
-- slot: groups   keys of the groups with a trailing comma, or nothing
-- slot: worded   `*`, or words in place of keys
-- slot: measure  the value, NULL where a call has none
-- slot: at       the quantiles
-- slot: where    which calls are meant beside those that have it, or nothing
-- order: none
-- engines: duckdb

select {{worded}}
from (
    select
        {{groups}}
        count(*) as calls,
        quantile_cont({{measure}}, {{at}}) as quantiles
    from {{calls}}
    where calls = 1 and ({{measure}}) is not null {{where}}
    group by all
)
