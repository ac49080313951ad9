-- purpose: models and bands of output tokens (powers of four) in which streamed and not streamed answers can be compared
-- grain: model and band
-- reads: selected
-- slot: band   the least output tokens of a call's band
-- slot: where  which calls are meant
-- param: least  bigint, calls that each side must have
-- order: model, output_from
-- engines: duckdb

with answered as (
    select model, is_streamed, {{band}} as output_from
    from selected
    where calls = 1 and duration_us is not null {{where}}
),

strata as (
    select
        model,
        output_from,
        output_from * 4 as output_below,
        count(*) filter (where is_streamed) as streamed_calls,
        count(*) filter (where not is_streamed) as not_streamed_calls
    from answered
    group by model, output_from
)

select *
from strata
where streamed_calls >= $least and not_streamed_calls >= $least
order by model, output_from
