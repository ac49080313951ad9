-- purpose: calls, errors and tokens per UTC day and model
-- grain: day and model
-- reads: calls
-- order: day, model
-- engines: duckdb

select
    started_at::date as day,
    model,
    sum(calls) as calls,
    coalesce(sum(calls) filter (where status = 'error'), 0) as errors,
    sum(input_tokens) as input_tokens,
    sum(output_tokens) as output_tokens,
    sum(unsplit_tokens) as unsplit_tokens
from calls
group by day, model
order by day, model
