-- purpose: the parsed lines of one format, with their places in their files
-- grain: a line
-- reads: lines, read_parts
-- slot: json    the line itself where it is needed
-- slot: format  the id of the format
-- order: none
-- engines: duckdb

select
    read_parts.file_name,
    lines.rowid - read_parts.first_row + read_parts.rows_before + 1 as ordinal,
    {{json}},
    lines.r
from lines
inner join read_parts on lines.file_name = read_parts.read_path
where
    lines.format = {{format}}
    -- What was written behind the counted lines since comes with the next load.
    and lines.rowid < read_parts.first_row + read_parts.rows
