-- purpose: counters of which the batch holds a reading, or another sighting of a call that is a reading
-- grain: a counter
-- reads: snapshots, batch_files
-- engines: duckdb

create or replace temp table touched_counters as
with touched as (
    select snapshots.counter, snapshots.call_id
    from snapshots
    inner join batch_files on snapshots.source_id = batch_files.source_id
)

select distinct counter
from snapshots
where
    counter is not null
    and (
        counter in (select counter from touched where counter is not null)
        or call_id in (select call_id from touched where call_id is not null)
    )
