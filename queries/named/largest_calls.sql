-- purpose: the hundred calls with the most tokens
-- grain: a call
-- reads: calls
-- order: tokens descending
-- engines: duckdb

select
    started_at,
    model,
    coalesce(input_tokens, 0) + coalesce(output_tokens, 0) + coalesce(unsplit_tokens, 0) as tokens,
    input_tokens,
    cache_read_tokens,
    output_tokens,
    duration_us // 1000 as duration_ms,
    status,
    team,
    call_id
from calls
order by tokens desc, started_at, call_id
limit 100
