/**
 * The canonical record as it leaves: one row per call, its columns those that tollbook's own format reads back.
 *
 * Where a call was read from (file, line, format) is of a ledger and not of the call, so it is not among them. Logged costs
 * are text, as they were logged: nothing here computes with them.
 */

/** How a column is written; `json` and `units` hold JSON, which is text everywhere but in JSONL. */
type CallType = 'text' | 'integer' | 'float' | 'boolean' | 'instant' | 'json' | 'units';

const COLUMNS: Readonly<Record<string, CallType>> = {
  call_id: 'text',
  call_id_kind: 'text',
  request_id: 'text',
  trace_id: 'text',
  session_id: 'text',
  pair_id: 'text',
  started_at: 'instant',
  started_at_kind: 'text',
  provider: 'text',
  gateway: 'text',
  endpoint: 'text',
  region: 'text',
  model: 'text',
  model_requested: 'text',
  service_tier: 'text',
  speed: 'text',
  inference_geo: 'text',
  is_batch: 'boolean',
  input_tokens: 'integer',
  cache_read_tokens: 'integer',
  cache_write_5m_tokens: 'integer',
  cache_write_1h_tokens: 'integer',
  cache_write_tokens: 'integer',
  output_tokens: 'integer',
  reasoning_tokens: 'integer',
  input_audio_tokens: 'integer',
  input_image_tokens: 'integer',
  input_video_tokens: 'integer',
  cache_read_audio_tokens: 'integer',
  output_audio_tokens: 'integer',
  output_image_tokens: 'integer',
  unsplit_tokens: 'integer',
  web_searches: 'integer',
  other_units: 'units',
  usage_kind: 'text',
  status: 'text',
  http_status: 'integer',
  error_type: 'text',
  is_billed: 'boolean',
  is_cut: 'boolean',
  attempt: 'integer',
  gateway_cache_hit: 'boolean',
  quality_score: 'float',
  duration_us: 'integer',
  first_token_us: 'integer',
  is_streamed: 'boolean',
  user_id: 'text',
  api_key: 'text',
  team: 'text',
  project: 'text',
  environment: 'text',
  tags: 'json',
  logged_cost: 'text',
  logged_cost_currency: 'text',
  logged_cost_kind: 'text',
  calls: 'integer',
  rate_limit_remaining: 'integer',
  is_notional: 'boolean',
  has_personal_data: 'boolean',
};

export const CALL_COLUMNS: readonly string[] = Object.keys(COLUMNS);

const ENTRIES = Object.entries(COLUMNS);
const INSTANT_TEXT = "strftime(started_at, '%Y-%m-%dT%H:%M:%S.%fZ')";
/** Quantities as text: a reader that makes a double of a number would lose digits. */
const UNITS_JSON =
  "to_json(list_transform(other_units, lambda unit: {'meter': unit.meter, 'quantity': unit.quantity::varchar}))::varchar";

/** Typed columns, for files that have types. */
export function typedColumns(): string {
  return ENTRIES.map(([name, type]) => `${typed(name, type)} as ${name}`).join(', ');
}

function typed(name: string, type: CallType): string {
  switch (type) {
    case 'integer':
      return `${name}::bigint`;
    case 'units':
      return UNITS_JSON;
    case 'text':
    case 'json':
    case 'float':
    case 'boolean':
    case 'instant':
      return name;
  }
}

/** The same where an instant carries its zone, as Parquet wants it. */
export function zonedColumns(): string {
  return ENTRIES.map(([name, type]) =>
    type === 'instant' ? `${name} at time zone 'UTC' as ${name}` : `${typed(name, type)} as ${name}`,
  ).join(', ');
}

/** A line of JSON: only what is known, because a missing value and a missing key mean the same to whoever reads it. */
export function jsonLine(): string {
  const members = ENTRIES.map(([name, type]) => `'"${name}":' || ${json(name, type)}`);
  return `'{' || concat_ws(',', ${members.join(', ')}) || '}' as line`;
}

function json(name: string, type: CallType): string {
  switch (type) {
    case 'instant':
      return `'"' || ${INSTANT_TEXT} || '"'`;
    case 'units':
      return UNITS_JSON;
    case 'json':
    case 'integer':
    case 'boolean':
      return `${name}::varchar`;
    case 'text':
    case 'float':
      return `to_json(${name})::varchar`;
  }
}

/** A line of CSV. */
export function csvLine(): string {
  const fields = ENTRIES.map(([name, type]) => `csv_field(${csv(name, type)})`);
  return `concat_ws(',', ${fields.join(', ')}) as line`;
}

function csv(name: string, type: CallType): string {
  if (type === 'instant') return INSTANT_TEXT;
  return type === 'units' ? UNITS_JSON : `${name}::varchar`;
}
