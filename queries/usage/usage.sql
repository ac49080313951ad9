-- purpose: calls, outcomes and tokens per group
-- grain: group
-- reads: facts
-- slot: names  grouping columns with a trailing comma, or nothing
-- slot: order  order by clause
-- engines: duckdb

select
    {{names}}
    coalesce(sum(calls), 0) as calls,
    coalesce(sum(errors), 0) as errors,
    coalesce(sum(cancelled), 0) as cancelled,
    coalesce(sum(blocked), 0) as blocked,
    sum(input_tokens) as input_tokens,
    sum(cache_read_tokens) as cache_read_tokens,
    sum(cache_write_tokens) as cache_write_tokens,
    sum(output_tokens) as output_tokens,
    sum(reasoning_tokens) as reasoning_tokens,
    sum(unsplit_tokens) as unsplit_tokens,
    case
        when count(input_tokens) + count(output_tokens) + count(unsplit_tokens) > 0
            then coalesce(sum(input_tokens), 0) + coalesce(sum(output_tokens), 0) + coalesce(sum(unsplit_tokens), 0)
    end as total_tokens
from facts
{{order}}
