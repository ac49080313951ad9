-- purpose: brings input of exclusive files to the canonical meaning: all input, cached included
-- grain: a line of the stage
-- reads: stage
-- engines: duckdb

update stage
set input_tokens = coalesce(input_tokens, 0) + coalesce(cache_read_tokens, 0) + coalesce(cache_write_tokens, 0)
where
    cache_convention = 'by_file'
    and outcome = 'call'
    and file_name in (select file_name from (
with cached as (
    select
        file_name,
        input_tokens,
        coalesce(cache_read_tokens, 0) + coalesce(cache_write_tokens, 0) as cached_tokens,
        output_tokens,
        logged_total
    from stage
    where cache_convention = 'by_file' and outcome = 'call' and coalesce(cache_read_tokens, cache_write_tokens) is not null
),

judged as (
    select
        file_name,
        coalesce(bool_or(cached_tokens > coalesce(input_tokens, 0)), false) as is_contradicted,
        count(*) filter (where cached_tokens > 0 and logged_total = input_tokens + output_tokens) as inclusive_totals,
        count(*) filter (where cached_tokens > 0 and logged_total = input_tokens + output_tokens + cached_tokens) as exclusive_totals
    from cached
    group by file_name
)

select file_name
from judged
where is_contradicted or (exclusive_totals > 0 and inclusive_totals = 0)
    ))
