-- purpose: lets one sighting speak for each call: the most complete, ties by content, so that file order never matters. It stands
--     at the earliest time that a sighting of its format and kind of time has: the first line of an answer is the nearest to its start
-- grain: a sighting of a call that the batch touched
-- reads: snapshots, batch_files
-- slot: best_first  the order of sightings of a call by what they say
-- slot: part  a condition on the id: each part of the ids is looked at in a run of its own
-- slot: staying  a condition on the source: sightings of others take no part, because they go
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

logged as (
    select
        * exclude (own_started_at) replace (coalesce(own_started_at, started_at) as started_at),
        rowid as snapshot
    from snapshots
    where call_id is not null and {{part}} and hash(call_id) in (select key from touched) and {{staying}}
),

-- Where a sighting came from is no part of its content; everything it says is.
sightings as (
    select
        *,
        hash(*columns(* exclude (source_id, source_line, is_counted, snapshot))) as content,
        min(started_at) over (partition by call_id, format, started_at_kind) as first_at
    from logged
),

ranked as (
    select
        snapshot,
        started_at,
        first_at,
        row_number() over (
            partition by call_id
            order by
                {{best_first}},
                content,
                source_id,
                source_line,
                snapshot
        ) = 1 as speaks
    from sightings
),

chosen as (
    select
        snapshot,
        speaks as is_counted,
        case when speaks then first_at else started_at end as started_at,
        case when speaks and first_at < started_at then started_at end as own_started_at
    from ranked
)

update snapshots
set
    is_counted = chosen.is_counted,
    started_at = chosen.started_at,
    own_started_at = chosen.own_started_at
from chosen
where
    snapshots.rowid = chosen.snapshot
    -- A row that is written, even as it was, has its part of the ledger stored anew.
    and (
        snapshots.is_counted is distinct from chosen.is_counted
        or snapshots.started_at is distinct from chosen.started_at
        or snapshots.own_started_at is distinct from chosen.own_started_at
    )
