-- purpose: groups of lines of a large flat log, as they were counted beside the engine
-- grain: the texts of a line that few lines differ in, the keys it has, an edge-aligned piece of time, and a size segment
-- param: groups  varchar, JSON: one object per group
-- slot: shape    types of the members of the objects, as JSON
-- slot: columns  columns of the parsed line by their path, with a trailing comma
-- engines: duckdb

select
    {{columns}}
    group_id,
    make_timestamp(bucket_us) as bucket_at,
    size_cut,
    has_tokens,
    calls,
    unlogged,
    make_timestamp(first_us) as first_at,
    make_timestamp(last_us) as last_at,
    input_tokens,
    output_tokens,
    unsplit_tokens,
    cache_read_tokens,
    cache_write_tokens,
    reasoning_tokens
from (select unnest(from_json($groups, {{shape}}), recursive := true))
