-- purpose: latency of calls that were answered, streamed and not
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
        case when coalesce(is_streamed, true) then first_token_us end as first_token_us,
        output_tokens
    from selected
    where status = 'ok' and calls = 1 and coalesce(is_batch, false) is not true
)

select
    {{names}}
    is_streamed,
    count(*) as calls,
    count(duration_us) as timed,
    count(first_token_us) as first_token_timed,
    sum(duration_us) as duration_us_sum,
    quantile_cont(duration_us, [0.5, 0.95, 0.99]) as duration_us,
    quantile_cont(first_token_us, [0.5, 0.95, 0.99]) as first_token_us,
    quantile_cont(output_tokens * 1000000.0::double / duration_us, 0.5)
        filter (where duration_us > 0 and output_tokens > 0) as output_tokens_per_second,
    quantile_cont(1 - first_token_us / duration_us, 0.5)
        filter (where duration_us > 0 and first_token_us <= duration_us) as perceived
from answered
group by all
order by {{names}} is_streamed desc nulls last
