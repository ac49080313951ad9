-- purpose: an empty stage
-- grain: a line that was read
-- reads: snapshots
-- slot: columns  columns of stored calls that no line of the stage can fill
-- engines: duckdb

create or replace temp table stage as
select
    null::varchar as file_name,
    -- Among the lines with content that are read of its file now, from 1.
    null::bigint as ordinal,
    null::varchar as outcome,
    null::varchar as reason,
    null::varchar as cache_convention,
    null::boolean as is_switched,
    null::bigint as logged_total,
    * exclude ({{columns}})
from snapshots
limit 0
