-- purpose: before a source goes, gives the calls of the lines that a copy has too to that copy
-- grain: a call of those lines
-- reads: sources, snapshots
-- param: from  integer: the source that goes
-- param: to    integer: the copy
-- engines: duckdb

update snapshots
set source_id = $to::integer
from sources
where
    sources.source_id = $to::integer
    and snapshots.source_id = $from::integer
    and (sources.copied_lines is null or snapshots.source_line <= sources.copied_lines)
