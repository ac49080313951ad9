-- purpose: lets one sighting speak for each call: the most complete, ties by content, so that file order never matters
-- grain: a sighting of a call that the batch touched
-- reads: snapshots, batch_files
-- slot: best_first  the order of sightings of a call by what they say
-- slot: part  a condition on the id: each part of the ids is looked at in a run of its own
-- engines: duckdb

with seen as (
    select distinct hash(snapshots.call_id) as key
    from snapshots
    inner join batch_files on snapshots.source_id = batch_files.source_id
    where snapshots.call_id is not null and {{part}}
),

-- A call that was seen once speaks for itself already. Two ids of one hash are looked at in vain, each then ranks alone.
touched as (
    select hash(call_id) as key
    from snapshots
    where call_id is not null and {{part}} and hash(call_id) in (select key from seen)
    group by key
    having count(*) > 1
),

-- Where a sighting came from is no part of its content; everything it says is.
sightings as (
    select
        *,
        rowid as snapshot,
        hash(*columns(* exclude (source_id, source_line, is_counted))) as content
    from snapshots
    where call_id is not null and {{part}} and hash(call_id) in (select key from touched)
),

ranked as (
    select
        snapshot,
        row_number() over (
            partition by call_id
            order by
                {{best_first}},
                content,
                source_id,
                source_line,
                snapshot
        ) as place
    from sightings
)

update snapshots
set is_counted = ranked.place = 1
from ranked
where
    snapshots.rowid = ranked.snapshot
    -- A row that is written, even as it was, has its part of the ledger stored anew.
    and snapshots.is_counted is distinct from (ranked.place = 1)
