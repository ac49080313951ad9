-- purpose: lets only what stands closest to a call count: spans around calls and events that repeat one are no calls where
--     their trace or their response has something closer
-- grain: a record of the stage
-- reads: stage
-- engines: duckdb

with records as (
    select
        rowid as record,
        call_id,
        trace_id,
        case when call_id_kind like 'level %' then right(call_id_kind, 1)::integer else 0 end as level
    from stage
    where format = 'otel' and outcome = 'call'
),

judged as (
    select
        record,
        level,
        call_id is not null and level > min(level) over (partition by call_id)
        or trace_id is not null and level > min(level) over (partition by trace_id) as is_repeated
    from records
)

update stage
set
    outcome = case when judged.is_repeated then 'ignored' else stage.outcome end,
    reason = case when judged.is_repeated then 'sums up calls that are traced themselves' else stage.reason end,
    call_id_kind = 'span'
from judged
where stage.rowid = judged.record and judged.level > 0
