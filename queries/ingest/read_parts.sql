-- purpose: where the rows of each part of a file begin among the lines that were read
-- grain: a part of a file that is as it was counted
-- param: parts  varchar, JSON: the parts
-- engines: duckdb

create or replace temp table read_parts as
select unnest(
    from_json(
        $parts,
        '[{"read_path":"VARCHAR","file_name":"VARCHAR","first_row":"BIGINT","rows_before":"BIGINT","rows":"BIGINT"}]'
    ),
    recursive := true
)
