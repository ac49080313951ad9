-- purpose: a call that was seen more than once stands at the earliest time of its sightings of one format and kind of time, as it does
--     since version 5
-- grain: a sighting that speaks for a call seen more than once
-- engines: duckdb

update snapshots
set
    own_started_at = started_at,
    started_at = first.first_at
from (
    select
        hash(call_id) as key,
        call_id,
        format,
        started_at_kind,
        min(started_at) as first_at
    from snapshots
    where call_id is not null and hash(call_id) in (select hash(call_id) from snapshots where call_id is not null group by 1 having count(*) > 1)
    group by all
) as first
where
    snapshots.is_counted
    and hash(snapshots.call_id) = first.key
    and snapshots.call_id = first.call_id
    and snapshots.format = first.format
    and snapshots.started_at_kind = first.started_at_kind
    and first.first_at < snapshots.started_at;
