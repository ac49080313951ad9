-- purpose: stores the calls of the stage, with blank lines counted into line numbers
-- grain: a sighting of a call
-- reads: stage, batch_files, batch_shifts
-- engines: duckdb

insert into snapshots by name
select
    batch_files.source_id,
    stage.rowid - batch_files.first_row + 1 + coalesce(batch_shifts.shift_by, 0) as source_line,
    stage.format,
    stage.call_id,
    stage.call_id_kind,
    stage.request_id,
    stage.trace_id,
    stage.session_id,
    stage.pair_id,
    stage.started_at,
    stage.started_at_kind,
    stage.provider,
    stage.gateway,
    stage.endpoint,
    stage.region,
    stage.model,
    stage.model_requested,
    stage.service_tier,
    stage.speed,
    stage.inference_geo,
    stage.is_batch,
    stage.input_tokens,
    stage.cache_read_tokens,
    stage.cache_write_5m_tokens,
    stage.cache_write_1h_tokens,
    stage.cache_write_tokens,
    stage.output_tokens,
    stage.reasoning_tokens,
    stage.input_audio_tokens,
    stage.input_image_tokens,
    stage.input_video_tokens,
    stage.cache_read_audio_tokens,
    stage.output_audio_tokens,
    stage.output_image_tokens,
    stage.unsplit_tokens,
    stage.web_searches,
    stage.other_units,
    stage.usage_kind,
    stage.status,
    stage.http_status,
    stage.error_type,
    stage.is_billed,
    stage.is_cut,
    stage.attempt,
    stage.gateway_cache_hit,
    stage.quality_score,
    stage.duration_us,
    stage.first_token_us,
    stage.is_streamed,
    stage.user_id,
    stage.api_key,
    stage.team,
    stage.project,
    stage.environment,
    stage.tags,
    stage.logged_cost,
    stage.logged_cost_currency,
    stage.logged_cost_kind,
    stage.calls,
    stage.rate_limit_remaining,
    stage.is_notional,
    stage.has_personal_data,
    -- Until choose_snapshots.sql finds that the call was seen more than once.
    true as is_counted
from stage
inner join batch_files on stage.file_name = batch_files.file_name
asof left join batch_shifts
    on stage.file_name = batch_shifts.file_name
    and stage.rowid - batch_files.first_row + 1 >= batch_shifts.shift_from
where stage.outcome = 'call'
