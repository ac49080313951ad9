-- purpose: every sighting of a call among skimmed lines, its counts brought to one convention
-- grain: a sighting of a call
-- slot: table       `table`, or `temp table` where all of them fit into memory
-- slot: normalised  the calls, as normalise.sql gives lines
-- slot: tokens      columns of tokens that some call can have
-- engines: duckdb

create {{table}} skimmed_sightings as
select
    source_id,
    place,
    facts_number,
    id_1,
    id_2,
    started_at,
    duration_us,
    first_token_us,
    usage_kind,
    logged_total,
    {{tokens}},
    outcome <> 'call' as is_refused,
    true as is_counted
from ({{normalised}})
