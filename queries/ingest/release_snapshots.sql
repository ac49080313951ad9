-- purpose: before a source goes, lets the next best sighting of each of its calls speak
-- grain: a sighting of a call that the source shares with others
-- reads: snapshots, batch_files
-- slot: part  a condition on the id: each part of the ids is looked at in a run of its own
-- engines: duckdb

with touched as (
    select distinct hash(snapshots.call_id) as key
    from snapshots
    inner join batch_files on snapshots.source_id = batch_files.source_id
    where snapshots.call_id is not null and {{part}}
),

-- Where a sighting came from is no part of its content; everything it says is.
sightings as (
    select
        *,
        rowid as snapshot,
        hash(*columns(* exclude (source_id, source_line, is_counted))) as content
    from snapshots
    where
        call_id is not null
        and {{part}}
        and hash(call_id) in (select key from touched)
        and source_id not in (select source_id from batch_files)
),

ranked as (
    select
        snapshot,
        row_number() over (
            partition by call_id
            order by
                coalesce(output_tokens, 0) desc,
                coalesce(input_tokens, 0) desc,
                status = 'ok' desc,
                -- Of two that come to the same, the one that says more of it is the more complete.
                (input_tokens is not null)::integer + (output_tokens is not null)::integer
                + (cache_read_tokens is not null)::integer + (cache_write_tokens is not null)::integer
                + (cache_write_5m_tokens is not null)::integer + (cache_write_1h_tokens is not null)::integer
                + (reasoning_tokens is not null)::integer desc,
                started_at is not null desc,
                duration_us is not null desc,
                started_at,
                format,
                model,
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
