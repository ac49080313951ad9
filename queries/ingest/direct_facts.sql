-- purpose: facts.sql from groups of lines that were counted while they were read
-- grain: as facts.sql, and whether the period and the filters take the group in
-- slot: record  the groups with the columns of the record that their texts give
-- slot: groups  grouping expressions with a trailing comma
-- engines: duckdb

with recorded as (
    select *, bucket_at as started_at
    from ({{record}})
),

tagged as (
    select
        {{groups}}
        *,
        status <> 'error' or has_tokens as is_charged
    from recorded
)

select
    * exclude (started_at, is_batch, has_tokens, unlogged),
    coalesce(is_batch, false) as is_batch,
    false as is_notional,
    case when status = 'error' then calls else 0 end as errors,
    case when status = 'cancelled' then calls else 0 end as cancelled,
    case when status = 'blocked' then calls else 0 end as blocked,
    case when status in ('ok', 'cancelled') then unlogged end as unlogged,
    0 as assumed_utc,
    null::bigint as cache_write_5m_tokens,
    null::bigint as cache_write_1h_tokens,
    null::bigint as input_audio_tokens,
    null::bigint as input_image_tokens,
    null::bigint as input_video_tokens,
    null::bigint as cache_read_audio_tokens,
    null::bigint as output_audio_tokens,
    null::bigint as output_image_tokens,
    null::bigint as web_searches
from tagged
