-- purpose: lines that no format takes for its own, as rejects
-- grain: a line
-- reads: lines, read_parts
-- engines: duckdb

insert into stage by name
select
    read_parts.file_name,
    lines.rowid - read_parts.first_row + read_parts.rows_before + 1 as ordinal,
    'rejected' as outcome,
    lines.unclaimed_reason as reason
from lines
inner join read_parts on lines.file_name = read_parts.read_path
where lines.format is null and lines.rowid < read_parts.first_row + read_parts.rows
