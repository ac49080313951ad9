-- purpose: the rows of a batch with the names of their files and their places in them
-- grain: a line that was counted
-- reads: staged, read_parts
-- engines: duckdb

create or replace temp view stage as
select
    read_parts.file_name,
    -- Among the lines with content that are read of its file now, from 1.
    staged.rowid - read_parts.first_row + read_parts.rows_before + 1 as ordinal,
    -- What the row is known by in `staged`, which is what can be changed.
    staged.rowid as record,
    staged.* exclude (file_name, is_foreign)
from staged
inner join read_parts on staged.file_name = read_parts.read_path
-- What was written behind the counted lines since comes with the next load.
where staged.rowid < read_parts.first_row + read_parts.rows
