-- purpose: exact quantiles of latency and of the time to the first token per group, from durations kept as lists
-- grain: group
-- reads: facts
-- slot: names  grouping columns with a trailing comma, or nothing
-- order: none
-- engines: duckdb

with durations as (
    select {{names}} unnest(duration_list) as duration_us
    from facts
),

first_tokens as (
    select {{names}} unnest(first_token_list) as first_token_us
    from facts
),

measured as (
    select {{names}} duration_us, null as first_token_us from durations
    union all
    select {{names}} null, first_token_us from first_tokens
)

select
    {{names}}
    quantile_cont(duration_us, [0.5, 0.95, 0.99]) as duration_us,
    quantile_cont(first_token_us, [0.5, 0.95]) as first_token_us
from measured
group by all
