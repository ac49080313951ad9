-- purpose: the account of a copy: that of the file it is a copy of, whose calls stay where they are
-- grain: a file
-- reads: sources
-- param: source       integer: the number that the copy gets
-- param: copied       integer: the file with the same lines
-- param: path         varchar
-- param: bytes        bigint
-- param: modified_ms  double
-- engines: duckdb

insert into sources by name
select
    * replace (
        $source::integer as source_id,
        $path as path,
        $bytes::bigint as bytes,
        $modified_ms::double as modified_ms,
        null as cumulative_sessions,
        -- The calls of a copy of a copy are with neither of the two.
        coalesce(case when copied_lines is null then copy_of end, source_id) as copy_of,
        null as copied_lines
    )
from sources
where source_id = $copied::integer
