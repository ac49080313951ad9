-- purpose: streamed against not streamed where both answered the same model with answers of a like size
-- grain: model and band of output tokens (powers of four)
-- reads: selected
-- param: least  bigint, calls that each side must have
-- order: model, output_from
-- engines: duckdb

with answered as (
    select
        model,
        is_streamed,
        duration_us,
        first_token_us,
        pow(4, (length(bin(greatest(output_tokens, 1))) - 1) // 2)::bigint as output_from
    from selected
    where
        status = 'ok'
        and calls = 1
        and coalesce(is_batch, false) is not true
        and is_streamed is not null
        and duration_us is not null
        and output_tokens is not null
),

strata as (
    select
        model,
        output_from,
        output_from * 4 as output_below,
        count(*) filter (where is_streamed) as streamed_calls,
        count(*) filter (where not is_streamed) as not_streamed_calls,
        quantile_cont(duration_us, 0.5) filter (where is_streamed) as streamed_duration_us,
        quantile_cont(duration_us, 0.5) filter (where not is_streamed) as not_streamed_duration_us,
        quantile_cont(first_token_us, 0.5) filter (where is_streamed) as streamed_first_token_us
    from answered
    group by model, output_from
)

select *
from strata
where streamed_calls >= $least and not_streamed_calls >= $least
order by model, output_from
