-- purpose: calls that are alike for a report and for prices, counted; everything money needs is cut here, nothing is priced
-- grain: group, model, everything a price depends on, and an edge-aligned piece of time and size
-- slot: target   the temporary table to fill
-- slot: source   a relation with the columns of `calls`
-- slot: groups     grouping expressions as group_1, group_2, … with a trailing comma, or nothing
-- slot: names      their names with a trailing comma, or nothing
-- slot: time_unit  coarsest unit on whose edges days and prices change
-- slot: size_cut   the lower bound of the size segment of input_tokens
-- slot: charged    whether a call is charged
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

select
    {{names}}
    provider,
    gateway,
    model,
    bucket_at,
    size_cut,
    service_tier,
    is_batch,
    speed,
    region,
    inference_geo,
    endpoint,
    is_notional,
    is_charged,
    sum(calls)::bigint as calls,
    coalesce(sum(calls) filter (where status = 'error'), 0)::bigint as errors,
    coalesce(sum(calls) filter (where status = 'cancelled'), 0)::bigint as cancelled,
    coalesce(sum(calls) filter (where status = 'blocked'), 0)::bigint as blocked,
    coalesce(sum(calls) filter (where is_unmeasured), 0)::bigint as unmeasured,
    min(started_at) as first_at,
    max(started_at) as last_at,
    sum(input_tokens) as input_tokens,
    sum(cache_read_tokens) as cache_read_tokens,
    sum(cache_write_tokens) as cache_write_tokens,
    sum(output_tokens) as output_tokens,
    sum(reasoning_tokens) as reasoning_tokens,
    sum(unsplit_tokens) as unsplit_tokens,
    sum(cache_write_5m_tokens) as cache_write_5m_tokens,
    sum(cache_write_1h_tokens) as cache_write_1h_tokens,
    sum(input_audio_tokens) as input_audio_tokens,
    sum(input_image_tokens) as input_image_tokens,
    sum(input_video_tokens) as input_video_tokens,
    sum(cache_read_audio_tokens) as cache_read_audio_tokens,
    sum(output_audio_tokens) as output_audio_tokens,
    sum(output_image_tokens) as output_image_tokens,
    sum(web_searches) as web_searches
    {{units}}
from tagged
group by all
