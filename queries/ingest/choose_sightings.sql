-- purpose: for skimmed lines what choose_snapshots.sql decides: which sighting speaks for a call that was seen more than once
-- grain: a sighting that does not speak for its call
-- reads: skimmed_sightings, skimmed_facts
-- slot: content  what a report may tell of a sighting
-- engines: duckdb

create or replace temp table skimmed_duplicates as
with repeated as (
    select id_1, id_2
    from skimmed_sightings
    where id_1 is not null
    group by id_1, id_2
    having count(*) > 1
),

described as (
    select
        sightings.*,
        sightings.rowid as sighting,
        facts.status = 'ok' as is_ok,
        facts.format,
        facts.model,
        hash(
            facts.status = 'ok', sightings.output_tokens, sightings.input_tokens, sightings.duration_us is not null,
            sightings.started_at, facts.format, facts.model
        ) as rank,
        hash({{content}}) as content
    from skimmed_sightings as sightings
    inner join repeated on sightings.id_1 = repeated.id_1 and sightings.id_2 = repeated.id_2
    inner join skimmed_facts as facts on sightings.facts_number = facts.facts_number
),

ranked as (
    select
        sighting,
        row_number() over best_first as position,
        rank = first_value(rank) over best_first and content <> first_value(content) over best_first as is_undecided
    from described
    window best_first as (
        partition by id_1, id_2
        order by
            is_ok desc,
            output_tokens desc nulls last,
            input_tokens desc nulls last,
            started_at is not null desc,
            duration_us is not null desc,
            started_at,
            format,
            model,
            source_id,
            place
    )
)

select
    sighting,
    is_undecided
from ranked
where position > 1
