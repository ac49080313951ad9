-- purpose: lines of a large flat log that are alike, counted while they are read
-- grain: the texts of a line that few lines differ in, an edge-aligned piece of time, and a size segment
-- slot: lines      a row per line: texts, counts as text and number, durations, and whether its keys were foreseen
-- slot: texts      names of the text columns with a trailing comma
-- slot: time_unit  coarsest unit on whose edges days and prices change
-- slot: size_cut   the lower bound of the size segment of the input
-- slot: bad_counts true of a line with a count that is not a plain whole number
-- engines: duckdb

select
    {{texts}}
    date_trunc('{{time_unit}}', started_at) as bucket_at,
    case when n_input is not null then {{size_cut}} end as size_cut,
    coalesce(n_input, 0) + coalesce(n_output, 0) > 0 as has_tokens,
    count(*) filter (where n_input is null) as uncounted,
    count(*) as calls,
    min(started_at) as first_at,
    max(started_at) as last_at,
    sum(n_input) as input_tokens,
    sum(n_cache_read) as cache_read_tokens,
    sum(n_output) as output_tokens,
    sum(n_reasoning) as reasoning_tokens,
    list(duration_us::uinteger) filter (where duration_us <= 4294967295) as duration_list,
    list(first_token_us::uinteger) filter (where first_token_us <= 4294967295 and coalesce(is_streamed, true))
        as first_token_list,
    count(*) filter (
        where is_foreign
            or started_at is null
            or {{bad_counts}}
            or (n_input is null) <> (n_output is null)
            or (n_input is null and coalesce(n_total, n_cache_read, n_reasoning) is not null)
            or duration_us > 4294967295
            or first_token_us > 4294967295
            or t_cache_write is not null
            or n_cache_read > n_input
            or n_reasoning > n_output
            or (n_total > n_input + n_output)
    ) as surprises
from ({{lines}})
group by all
