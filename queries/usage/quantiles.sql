-- purpose: exact quantiles of a measured time per group
-- grain: group
-- reads: selected
-- slot: calls    the selected calls, or a relation of them
-- slot: groups   keys of the groups with a trailing comma, or nothing
-- slot: worded   `*`, or words in place of keys
-- slot: measure  the time in microseconds
-- slot: at       the quantiles
-- slot: where    which calls are meant beside those that log it, or nothing
-- order: none
-- engines: duckdb

select {{worded}}
from (
    select
        {{groups}}
        quantile_cont({{measure}}, {{at}}) as quantiles
    from {{calls}}
    where calls = 1 and {{measure}} is not null {{where}}
    group by all
)
