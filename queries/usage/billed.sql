-- purpose: calls with what each is billed for where a price has a smallest quantity per request or a free amount per month
-- grain: a call
-- slot: source   a relation with the columns of `calls`
-- slot: charged  whether a call is charged
-- slot: shares   whether a call uses up a free amount
-- slot: used     the quantities of each term's meters: used_TxM
-- slot: topped   what a request is short of the smallest quantity of a term: top_T
-- slot: before   what earlier calls of the month were billed for, free or not: before_T
-- slot: nothing  the same of calls that use up no free amount
-- slot: billed   what the call comes to with and without what is free: asked_TxM, billed_TxM
-- slot: helpers  the columns top_T and before_T
-- order: none
-- engines: duckdb

with counted as (
    select *, {{charged}} as is_counted
    from {{source}}
),

used as (
    select
        *,
        {{used}}
    from counted
),

topped as (
    select
        *,
        {{topped}}
    from used
),

-- Only calls that share an amount are put in order: sorting all of them would take longer than everything else.
placed as (
    select
        *,
        {{before}}
    from topped
    where {{shares}}
    window earlier as (
        partition by date_trunc('month', started_at)
        order by started_at, call_id, source_id, source_line
        rows between unbounded preceding and 1 preceding
    )
    union all
    select
        *,
        {{nothing}}
    from topped
    where not coalesce({{shares}}, false)
)

select
    * exclude (is_counted, {{helpers}}),
    {{billed}}
from placed
