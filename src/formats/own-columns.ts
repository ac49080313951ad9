/**
 * The columns that a format of one's own may fill, under the names of the canonical record. Durations also go by
 * `duration` and `first_token`, whose unit the mapping states.
 */
import type { RecordColumn, TokenColumn } from './format.js';

export const OWN_TOKENS: Readonly<Record<string, TokenColumn>> = {
  input_tokens: 'input',
  output_tokens: 'output',
  total_tokens: 'total',
  unsplit_tokens: 'total',
  cache_read_tokens: 'cache_read',
  cache_write_tokens: 'cache_write',
  cache_write_5m_tokens: 'cache_write_5m',
  cache_write_1h_tokens: 'cache_write_1h',
  reasoning_tokens: 'reasoning',
  input_audio_tokens: 'input_audio',
  input_image_tokens: 'input_image',
  input_video_tokens: 'input_video',
  cache_read_audio_tokens: 'cache_read_audio',
  output_audio_tokens: 'output_audio',
  output_image_tokens: 'output_image',
  web_searches: 'web_searches',
};

export const OWN_TEXTS = [
  'model',
  'model_requested',
  'provider',
  'gateway',
  'endpoint',
  'region',
  'service_tier',
  'speed',
  'inference_geo',
  'request_id',
  'trace_id',
  'session_id',
  'pair_id',
  'user_id',
  'api_key',
  'team',
  'project',
  'environment',
  'logged_cost_currency',
] as const satisfies readonly RecordColumn[];

export const OWN_FLAGS = [
  'is_batch',
  'is_billed',
  'is_cut',
  'is_streamed',
  'is_notional',
  'gateway_cache_hit',
] as const satisfies readonly RecordColumn[];

const OTHERS = [
  'started_at',
  'status',
  'http_status',
  'error_type',
  'duration',
  'duration_us',
  'duration_ms',
  'first_token',
  'first_token_us',
  'first_token_ms',
  'logged_cost',
  'logged_cost_kind',
  'calls',
  'attempt',
  'quality_score',
  'rate_limit_remaining',
  'tags',
] as const;

export const OWN_COLUMNS: readonly string[] = [...Object.keys(OWN_TOKENS), ...OWN_TEXTS, ...OWN_FLAGS, ...OTHERS];
