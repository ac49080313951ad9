-- purpose: files of flat logs whose input excludes cached tokens: a line has more cached than input tokens, or every total
--     that could tell says so
-- grain: a file of the stage
-- reads: stage
-- order: file_name
-- engines: duckdb

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
order by file_name
