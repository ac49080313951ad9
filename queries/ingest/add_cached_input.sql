-- purpose: brings input of exclusive files to the canonical meaning: all input, cached included
-- grain: a line of the stage
-- reads: stage, cache_evidence
-- engines: duckdb

update stage
set input_tokens = coalesce(input_tokens, 0) + coalesce(cache_read_tokens, 0) + coalesce(cache_write_tokens, 0)
where
    cache_convention = 'by_file'
    and outcome = 'call'
    -- A line that logs none of them stays one that logs none.
    and coalesce(input_tokens, cache_read_tokens, cache_write_tokens) is not null
    and file_name in (select file_name from cache_evidence where is_exclusive)
