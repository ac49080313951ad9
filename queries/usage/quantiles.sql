-- purpose: exact quantiles of latency and of the time to the first token per group
-- grain: group
-- reads: selected
-- slot: calls   the selected calls, or a relation of them
-- slot: groups  keys of the groups with a trailing comma, or nothing
-- slot: worded  `*`, or words in place of keys
-- order: none
-- engines: duckdb

select {{worded}}
from (
    select
        {{groups}}
        quantile_cont(duration_us, [0.5, 0.95, 0.99]) as duration_us,
        quantile_cont(first_token_us, [0.5, 0.95]) filter (where coalesce(is_streamed, true)) as first_token_us
    from {{calls}}
    where calls = 1 and (duration_us is not null or first_token_us is not null)
    group by all
)
