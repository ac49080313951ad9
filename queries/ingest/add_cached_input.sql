-- purpose: brings input of exclusive files to the canonical meaning: all input, cached included
-- grain: a line of the stage
-- reads: staged, read_parts, cache_evidence
-- engines: duckdb

update staged
set input_tokens = coalesce(input_tokens, 0) + coalesce(cache_read_tokens, 0) + coalesce(cache_write_tokens, 0)
where
    cache_convention = 'by_file'
    and outcome = 'call'
    and file_name in (
        select read_parts.read_path
        from read_parts
        inner join cache_evidence on read_parts.file_name = cache_evidence.file_name
        where cache_evidence.is_exclusive
    )
