-- purpose: which files of flat logs have input that excludes cached tokens: a line has more cached than input tokens, or
--     every total that could tell says so. What earlier lines of a continued file showed is part of it.
-- grain: a file of the stage with a line that could tell, or of which an earlier line could
-- reads: stage
-- param: held  varchar, JSON: what earlier lines of continued files showed
-- engines: duckdb

create or replace temp table cache_evidence as
with held as (
    select unnest(
        from_json(
            $held,
            '[{"file_name":"VARCHAR","is_contradicted":"BOOLEAN","inclusive_totals":"BIGINT","exclusive_totals":"BIGINT"}]'
        ),
        recursive := true
    )
),

cached as (
    select
        file_name,
        input_tokens,
        coalesce(cache_read_tokens, 0) + coalesce(cache_write_tokens, 0) as cached_tokens,
        output_tokens,
        logged_total
    from stage
    where cache_convention = 'by_file' and outcome = 'call' and coalesce(cache_read_tokens, cache_write_tokens) is not null
),

shown as (
    select
        file_name,
        coalesce(bool_or(cached_tokens > coalesce(input_tokens, 0)), false) as is_contradicted,
        count(*) filter (where cached_tokens > 0 and logged_total = input_tokens + output_tokens) as inclusive_totals,
        count(*) filter (where cached_tokens > 0 and logged_total = input_tokens + output_tokens + cached_tokens) as exclusive_totals
    from cached
    group by file_name
),

together as (
    select
        coalesce(shown.file_name, held.file_name) as file_name,
        coalesce(shown.is_contradicted, false) or coalesce(held.is_contradicted, false) as is_contradicted,
        coalesce(shown.inclusive_totals, 0) + coalesce(held.inclusive_totals, 0) as inclusive_totals,
        coalesce(shown.exclusive_totals, 0) + coalesce(held.exclusive_totals, 0) as exclusive_totals,
        held.is_contradicted or (held.exclusive_totals > 0 and held.inclusive_totals = 0) as was_exclusive
    from shown
    full outer join held on shown.file_name = held.file_name
)

select
    file_name,
    is_contradicted,
    inclusive_totals,
    exclusive_totals,
    is_contradicted or (exclusive_totals > 0 and inclusive_totals = 0) as is_exclusive,
    was_exclusive
from together
