-- purpose: calls of skimmed lines as counted.sql gives lines: counts, and what settles how they nest
-- grain: a call
-- reads: skimmed_facts
-- slot: rows    the rows as they were handed in; a value that is not a number stands for none
-- slot: started_us  when the call began
-- slot: counts  counts, times and identities, those that no line has as what they then are
-- slot: others  further columns of the record, as nothing
-- engines: duckdb

select
    '' as file_name,
    false as is_foreign,
    facts.format,
    null::varchar as unclaimed_reason,
    null::varchar as ignored_reason,
    null::varchar as rejected_reason,
    facts.cache_convention,
    facts.reasoning_convention,
    facts.is_switched,
    facts.stated_usage_kind as usage_kind,
    make_timestamp({{started_us}}) as any_instant,
    false as has_bad_count,
    {{counts}},
    {{others}},
    rows.source_id::integer as source_id,
    rows.place::bigint as place,
    rows.facts_number::integer as facts_number
from ({{rows}}) as rows
inner join skimmed_facts as facts on rows.facts_number::integer = facts.facts_number
