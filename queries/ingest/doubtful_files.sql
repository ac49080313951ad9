-- purpose: files whose Anthropic-shaped input was read as excluding cached tokens, and on every call with cached input is at
--     least as large as what came from the cache: as it would be if it held them
-- grain: a file of the stage
-- reads: stage
-- order: file_name
-- engines: duckdb

with cached as (
    select
        file_name,
        cache_read_tokens,
        input_tokens - cache_read_tokens - coalesce(cache_write_tokens, 0) as logged_input
    from stage
    where is_switched and outcome = 'call' and cache_convention = 'exclusive' and cache_read_tokens > 0
)

select
    file_name,
    count(*) as calls
from cached
group by file_name
having count(*) >= 3 and bool_and(logged_input >= cache_read_tokens)
order by file_name
