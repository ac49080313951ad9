-- purpose: calls that are alike for a report and for prices, counted; everything money needs is cut here, nothing is priced
-- grain: group, everything a price depends on, an outcome, and an edge-aligned piece of time and size
-- slot: source    a relation with the columns of `calls`
-- slot: keys      what calls are told apart by: groups, columns that prices depend on, bucket_at, size_cut
-- slot: charged   whether a call is charged
-- slot: unlogged  which of its tokens a call does not log
-- slot: sums      sums of the counters; those that no call has, as what they then are
-- slot: units     sums of other_units per meter and further sums with a leading comma, or nothing
-- slot: words     the words of the groups with a trailing comma each, or nothing
-- slot: inner     names of the groups among the keys with a trailing comma each, or nothing
-- slot: nothing   columns that prices depend on and no call has, with a trailing comma each, or nothing
-- engines: duckdb

create or replace temp table facts as
with counted as (
    select
        {{keys}},
        status,
        {{charged}} as is_charged,
        {{unlogged}} as unlogged,
        sum(calls)::bigint as calls,
        min(started_at) as first_at,
        max(started_at) as last_at,
        {{sums}}
        {{units}}
    from {{source}}
    group by all
)

select
    {{nothing}}
    {{words}}
    bucket_at::timestamp as bucket_at,
    case when is_charged and status in ('ok', 'cancelled') then unlogged end as unlogged,
    case when status = 'error' then calls else 0 end as errors,
    case when status = 'cancelled' then calls else 0 end as cancelled,
    case when status = 'blocked' then calls else 0 end as blocked,
    * exclude ({{inner}}bucket_at, unlogged, status)
from counted
