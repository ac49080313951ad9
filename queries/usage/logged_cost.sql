-- purpose: logged cost per group without arithmetic on amounts: the digits as they are written, as whole numbers, summed apart
--     for every number of decimal places, so that nothing is rounded and nothing is a float
-- grain: group and decimal places; null for texts that are no plain number
-- reads: selected
-- slot: groups    grouping expressions as group_1, group_2, … with a trailing comma
-- slot: names     their names with a trailing comma
-- slot: readable  whether a text is a plain number
-- order: all columns that make the grain
-- engines: duckdb

with logged as (
    select
        {{groups}}
        calls,
        {{readable}} as is_readable,
        regexp_extract(
            logged_cost,
            '^(-?)([0-9]+)(?:[.]([0-9]+))?(?:[eE]([-+]?[0-9]{1,2}))?$',
            ['sign', 'whole', 'fraction', 'exponent']
        ) as part
    from selected
    where logged_cost is not null
),

written as (
    select
        {{names}}
        calls,
        case
            when is_readable then length(part.fraction) - coalesce(try_cast(part.exponent as integer), 0)
        end as decimal_places,
        case when is_readable then (part.sign || '0' || part.whole || part.fraction)::hugeint end as number
    from logged
)

select
    {{names}}
    decimal_places,
    count(*) as amounts,
    sum(calls) as calls,
    sum(number) as digits
from written
group by all
order by all
