-- purpose: skimmed calls with the columns of `snapshots` that were asked for
-- grain: a sighting of a call
-- reads: skimmed_sightings, skimmed_facts
-- slot: facts   columns that are the same for all calls of a group of lines
-- slot: tokens  columns of tokens, those that no call has as what they then are
-- engines: duckdb

select
    sightings.source_id,
    sightings.place as source_line,
    {{facts}},
    sightings.started_at,
    sightings.duration_us,
    sightings.first_token_us,
    sightings.usage_kind,
    {{tokens}},
    null::struct(meter varchar, quantity decimal(38, 9))[] as other_units,
    1::bigint as calls,
    sightings.is_counted
from skimmed_sightings as sightings
inner join skimmed_facts as facts on sightings.facts_number = facts.facts_number
