-- purpose: calls that are alike for a report and for prices, counted; everything money needs is cut here, nothing is priced
-- grain: group, model, everything a price depends on, and an edge-aligned piece of time and size
-- slot: target   the temporary table to fill
-- slot: source   a relation with the columns of `calls`
-- slot: groups     keys of the groups as group_1, group_2, … with a trailing comma, or nothing
-- slot: worded     `*`, or words in place of keys
-- slot: alike      columns that prices depend on; those that no call has, as what they then are
-- slot: names      their names with a trailing comma, or nothing
-- slot: time_unit  coarsest unit on whose edges days and prices change
-- slot: size_cut   the lower bound of the size segment of input_tokens
-- slot: charged    whether a call is charged
-- slot: sums       sums of the counters; those that no call has, as what they then are
-- slot: units      sums of other_units per meter and further sums with a leading comma, or nothing
-- engines: duckdb

create or replace temp table {{target}} as
with tagged as (
    select
        {{groups}}
        provider,
        gateway,
        model,
        date_trunc('{{time_unit}}', started_at) as bucket_at,
        case when calls = 1 and input_tokens is not null then {{size_cut}} end as size_cut,
        service_tier,
        coalesce(is_batch, false) as is_batch,
        speed,
        region,
        inference_geo,
        endpoint,
        coalesce(is_notional, false) as is_notional,
        {{charged}} as is_charged,
        usage_kind = 'missing' and status = 'ok' as is_unmeasured,
        *
        exclude (provider, gateway, model, service_tier, is_batch, speed, region, inference_geo, endpoint, is_notional)
    from {{source}}
)

select {{worded}}
from (
    select
        {{names}}
        model,
        bucket_at,
        size_cut,
        {{alike}},
        is_charged,
        sum(calls)::bigint as calls,
        coalesce(sum(calls) filter (where status = 'error'), 0)::bigint as errors,
        coalesce(sum(calls) filter (where status = 'cancelled'), 0)::bigint as cancelled,
        coalesce(sum(calls) filter (where status = 'blocked'), 0)::bigint as blocked,
        coalesce(sum(calls) filter (where is_unmeasured), 0)::bigint as unmeasured,
        min(started_at) as first_at,
        max(started_at) as last_at,
        {{sums}}
        {{units}}
    from tagged
    group by all
)
