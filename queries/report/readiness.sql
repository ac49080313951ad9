-- purpose: what the calls of a period log that a migration needs: a baseline to compare with, keys to pair and to split by
-- grain: one row
-- reads: selected
-- engines: duckdb

select
    coalesce(sum(calls), 0)::bigint as calls,
    coalesce(sum(calls) filter (where usage_kind <> 'missing' or status <> 'ok'), 0)::bigint as calls_measured,
    coalesce(sum(calls) filter (where duration_us is not null), 0)::bigint as calls_timed,
    coalesce(sum(calls) filter (where is_streamed is not null), 0)::bigint as calls_stream_known,
    coalesce(sum(calls) filter (where is_streamed), 0)::bigint as calls_streamed,
    coalesce(sum(calls) filter (where is_streamed and first_token_us is not null), 0)::bigint as calls_first_token,
    coalesce(sum(calls) filter (where coalesce(request_id, trace_id) is not null), 0)::bigint as calls_traced,
    coalesce(sum(calls) filter (where pair_id is not null), 0)::bigint as calls_paired,
    coalesce(sum(calls) filter (where coalesce(user_id, session_id) is not null), 0)::bigint as calls_with_user,
    coalesce(sum(calls) filter (where quality_score is not null), 0)::bigint as calls_scored,
    coalesce(sum(calls) filter (where rate_limit_remaining is not null), 0)::bigint as calls_with_headroom,
    coalesce(sum(calls) filter (where coalesce(is_batch, false)), 0)::bigint as calls_in_batches,
    coalesce(sum(calls) filter (where coalesce(cache_read_tokens, 0) > 0), 0)::bigint as calls_with_cache,
    count(distinct api_key)::bigint as api_keys,
    count(distinct endpoint)::bigint as endpoints
from selected
