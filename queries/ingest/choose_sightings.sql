-- purpose: for skimmed lines what choose_snapshots.sql decides: which sighting speaks for a call that was seen more than once, and at
--     what time it stands
-- grain: a sighting that does not speak for its call, or speaks and stands at the time of another
-- reads: skimmed_sightings, skimmed_facts
-- slot: content  what a report may tell of a sighting beside its time
-- slot: counts   the counts that the order looks at beside input and output
-- slot: best_first  the order of sightings of a call by what they say
-- slot: part     a condition on the id: each part of the ids is looked at in a run of its own
-- engines: duckdb

create or replace temp table skimmed_choices as
with described as (
    select
        id_1,
        id_2,
        rowid as sighting,
        hash({{content}}) as content,
        -- By time, those without one last, then by file and line: one number, because comparing three takes longer.
        coalesce(epoch_us(started_at), 9000000000000000000)::hugeint * 18446744073709551616
            + source_id::hugeint * 1125899906842624 + place as turn
    from skimmed_sightings
    where id_1 is not null and {{part}}
),

repeated as (
    select
        id_1,
        id_2,
        min(content) = max(content) as are_alike,
        arg_min(sighting, turn) as first_sighting
    from described
    group by id_1, id_2
    having count(*) > 1
),

-- Nearly all that is written again is the same again.
alike as (
    select described.sighting
    from described
    inner join repeated on described.id_1 = repeated.id_1 and described.id_2 = repeated.id_2
    where repeated.are_alike and described.sighting <> repeated.first_sighting
),

different as (
    select
        described.id_1,
        described.id_2,
        described.sighting,
        described.content,
        described.turn,
        facts.status,
        {{counts}},
        sightings.output_tokens,
        sightings.input_tokens,
        sightings.started_at,
        min(sightings.started_at)
            over (partition by described.id_1, described.id_2, facts.format, facts.started_at_kind)
            as first_at,
        sightings.duration_us,
        facts.format,
        facts.model
    from described
    inner join repeated on described.id_1 = repeated.id_1 and described.id_2 = repeated.id_2
    inner join skimmed_sightings as sightings on described.sighting = sightings.rowid
    inner join skimmed_facts as facts on sightings.facts_number = facts.facts_number
    where not repeated.are_alike
),

ranked as (
    select
        id_1,
        id_2,
        sighting,
        content,
        turn,
        started_at,
        first_at,
        rank() over (
            partition by id_1, id_2
            order by {{best_first}}
        ) as rank
    from different
),

-- As good as the best, and something else: which of them speaks is not decided by what is known of them here.
undecided as (
    select id_1, id_2
    from ranked
    where rank = 1
    group by id_1, id_2
    having min(content) <> max(content)
),

placed as (
    select
        ranked.sighting,
        ranked.started_at,
        ranked.first_at,
        undecided.id_1 is not null as is_undecided,
        row_number() over (partition by ranked.id_1, ranked.id_2 order by ranked.rank, ranked.turn) as number
    from ranked
    left join undecided on ranked.id_1 = undecided.id_1 and ranked.id_2 = undecided.id_2
)

-- Of those that are alike the first speaks, and has the earliest time already.
select
    sighting,
    false as is_undecided,
    null::timestamp as stands_at
from alike
union all
select
    sighting,
    is_undecided,
    case when number = 1 then first_at end as stands_at
from placed
where number > 1 or first_at < started_at
