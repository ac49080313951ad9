-- purpose: usage per group, model and everything a price depends on, time and size as one representative each; calls that
--     were not charged, and calls that do not log all they used, apart
-- grain: price signature within a group
-- reads: facts, time_classes
-- slot: names  grouping columns with a trailing comma, or nothing
-- slot: apart  what else calls are told apart by, with a trailing comma, or nothing
-- slot: units  sums of other units with a leading comma, or nothing
-- order: all columns that make the grain
-- engines: duckdb

select
    {{names}}
    facts.provider,
    facts.gateway,
    facts.model,
    time_classes.class_at,
    facts.size_cut,
    facts.service_tier,
    facts.is_batch,
    facts.speed,
    facts.region,
    facts.inference_geo,
    facts.endpoint,
    facts.is_notional,
    facts.is_charged,
    facts.unlogged,
    {{apart}}
    sum(facts.calls) as calls,
    min(facts.first_at) as first_at,
    max(facts.last_at) as last_at,
    coalesce(sum(input_tokens), 0) as input_tokens,
    coalesce(sum(cache_read_tokens), 0) as cache_read_tokens,
    coalesce(sum(cache_write_tokens), 0) as cache_write_tokens,
    coalesce(sum(output_tokens), 0) as output_tokens,
    coalesce(sum(reasoning_tokens), 0) as reasoning_tokens,
    coalesce(sum(unsplit_tokens), 0) as unsplit_tokens,
    coalesce(sum(cache_write_5m_tokens), 0) as cache_write_5m_tokens,
    coalesce(sum(cache_write_1h_tokens), 0) as cache_write_1h_tokens,
    coalesce(sum(input_audio_tokens), 0) as input_audio_tokens,
    coalesce(sum(input_image_tokens), 0) as input_image_tokens,
    coalesce(sum(input_video_tokens), 0) as input_video_tokens,
    coalesce(sum(cache_read_audio_tokens), 0) as cache_read_audio_tokens,
    coalesce(sum(output_audio_tokens), 0) as output_audio_tokens,
    coalesce(sum(output_image_tokens), 0) as output_image_tokens,
    coalesce(sum(web_searches), 0) as web_searches
    {{units}}
from facts
left join time_classes on facts.bucket_at = time_classes.bucket_at
group by all
order by all
