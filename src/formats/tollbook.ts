/**
 * Our own canonical JSONL: one object per call, its keys the columns of the canonical record.
 *
 * Instead of token columns a line may carry the provider's raw `usage` object; its convention is recognised from its
 * keys or named by `usage_dialect`.
 */

import { ANY_USAGE_FIELDS, anyUsageTokens, bucketUnits, recognisedDialect } from './any-usage.js';
import { ANTHROPIC_CACHE, DIALECTS } from './dialects.js';
import { FLAT_KEYS } from './flat-keys.js';
import type { Format, RecordColumn, Shape, TokenColumn } from './format.js';
import { narrowedShape } from './shape.js';
import { anyOf, local, NOTHING, oneOf, type Words, wordsFor } from './sql.js';

const TOKENS: Record<TokenColumn, string> = {
  input: 'input_tokens',
  cache_read: 'cache_read_tokens',
  cache_write: 'cache_write_tokens',
  cache_write_5m: 'cache_write_5m_tokens',
  cache_write_1h: 'cache_write_1h_tokens',
  output: 'output_tokens',
  reasoning: 'reasoning_tokens',
  total: 'unsplit_tokens',
  tool_input: '',
  input_audio: 'input_audio_tokens',
  input_image: 'input_image_tokens',
  input_video: 'input_video_tokens',
  cache_read_audio: 'cache_read_audio_tokens',
  output_audio: 'output_audio_tokens',
  output_image: 'output_image_tokens',
  web_searches: 'web_searches',
};

const TEXTS: readonly RecordColumn[] = [
  'call_id',
  'request_id',
  'trace_id',
  'session_id',
  'pair_id',
  'provider',
  'gateway',
  'endpoint',
  'region',
  'model',
  'model_requested',
  'service_tier',
  'speed',
  'inference_geo',
  'error_type',
  'user_id',
  'api_key',
  'team',
  'project',
  'environment',
  'logged_cost',
  'logged_cost_currency',
  'logged_cost_kind',
];
const FLAGS: readonly RecordColumn[] = [
  'is_batch',
  'is_billed',
  'is_cut',
  'gateway_cache_hit',
  'is_streamed',
  'is_notional',
  'has_personal_data',
];

/** Words that nobody else's logs have. */
/** Words of nobody else. */
const SIGNS = [
  'usage_dialect',
  'unsplit_tokens',
  'duration_us',
  'is_notional',
  'cache_write_5m_tokens',
  'usage_kind',
] as const;

const OTHER_TIMES = FLAT_KEYS.started_at.filter((key) => key !== 'started_at');

const TIME_KINDS = ['exact', 'date', 'assumed_utc', 'assumed'];

const STATUSES = ['ok', 'error', 'cancelled', 'blocked'];

const fields: Shape = {
  ...Object.fromEntries([...TEXTS, ...FLAGS, ...OTHER_TIMES].map((key) => [key, 'text' as const])),
  ...Object.fromEntries(
    Object.values(TOKENS)
      .filter((key) => key !== '')
      .map((key) => [key, 'text' as const]),
  ),
  call_id_kind: 'text',
  started_at: 'text',
  started_at_kind: 'text',
  usage_kind: 'text',
  usage_dialect: 'text',
  usage: ANY_USAGE_FIELDS,
  status: 'text',
  http_status: 'text',
  attempt: 'text',
  quality_score: 'text',
  duration_us: 'text',
  duration_ms: 'text',
  first_token_us: 'text',
  first_token_ms: 'text',
  calls: 'text',
  rate_limit_remaining: 'text',
  other_units: [{ meter: 'text', quantity: 'text' }],
  tags: 'json',
};

function declared(words: Words, narrowFields: Shape): Format {
  const { at, either, firstAt, present } = words;
  const dialect = local('tollbook', 'dialect');
  const nested = anyUsageTokens('usage', dialect, words);
  const known = [...Object.keys(DIALECTS), 'buckets'];
  const loggedUnits =
    at('other_units') === NOTHING
      ? undefined
      : `list_transform(${at('other_units')}, lambda unit: {'meter': unit.meter, 'quantity': try_cast(unit.quantity as decimal(38, 9))})`;

  const units = bucketUnits('usage', words);
  const none = 'null::struct(meter varchar, quantity decimal(38, 9))[]';
  return {
    id: 'tollbook',
    title: "tollbook's own canonical JSONL",
    fields: narrowFields,
    locals: { dialect: recognisedDialect('usage', words, at('usage_dialect')) },
    signs: [...SIGNS, 'call_id', 'started_at'],
    claims: anyOf(
      present(...SIGNS),
      // An application that numbers its calls says when they were in words of its own.
      `(${present('call_id')} and ${firstAt(...OTHER_TIMES)} is null)`,
      // Application logs use these words too; their statuses and milliseconds are read by the flat format.
      `(${present('started_at')} and ${present('model')} and ${present('input_tokens', 'usage')}
        and coalesce(${oneOf(at('status'), STATUSES)}, true) and not ${present('latency_ms', 'prompt_tokens')})`,
    ),
    ignores: [],
    rejects: [
      {
        when: `not ${oneOf(at('usage_dialect'), known)}`,
        reason: `usage_dialect is not one of ${known.join(', ')}`,
      },
      {
        when: `not ${oneOf(at('status'), STATUSES)}`,
        reason: `status is not one of ${STATUSES.join(', ')}`,
      },
      {
        when: `${at('calls')} is not null and coalesce(to_count(${at('calls')}), 0) = 0`,
        reason: 'calls is not a whole number above 0',
      },
    ],
    tokens: Object.fromEntries(
      Object.entries(TOKENS).map(([column, key]) => [
        column,
        key === ''
          ? (nested[column as TokenColumn] ?? NOTHING)
          : either(at(key), nested[column as TokenColumn] ?? NOTHING),
      ]),
    ),
    convention: {
      cache: `case ${dialect} when 'anthropic' then ${ANTHROPIC_CACHE} when 'bedrock.converse' then 'exclusive' else 'inclusive' end`,
      reasoning: `case ${dialect} when 'gemini' then 'additive' when 'openai.chat' then 'inferred' when 'openai.responses' then 'inferred' else 'contained' end`,
    },
    record: {
      ...Object.fromEntries(TEXTS.map((key) => [key, firstAt(key)])),
      ...Object.fromEntries(FLAGS.map((key) => [key, `to_flag(${firstAt(key)})`])),
      call_id_kind: `coalesce(${firstAt('call_id_kind')}, 'call_id')`,
      started_at_text: firstAt('started_at'),
      stated_time_kind: `case when ${oneOf(at('started_at_kind'), TIME_KINDS)} then ${at('started_at_kind')} end`,
      usage_kind: firstAt('usage_kind'),
      status: `coalesce(${firstAt('status')}, case when ${at('error_type')} is not null or to_http_status(${at('http_status')}) >= 400 then 'error' else 'ok' end)`,
      http_status: `to_http_status(${at('http_status')})`,
      attempt: `try_cast(to_count(${at('attempt')}) as integer)`,
      quality_score: `to_finite(${at('quality_score')})`,
      duration_us: `coalesce(to_count(${at('duration_us')}), milliseconds_to_us(${at('duration_ms')}))`,
      first_token_us: `coalesce(to_count(${at('first_token_us')}), milliseconds_to_us(${at('first_token_ms')}))`,
      calls_text: at('calls'),
      rate_limit_remaining: `to_count(${at('rate_limit_remaining')})`,
      other_units: `coalesce(${loggedUnits ?? none}, ${units === undefined ? none : `case when ${dialect} = 'buckets' then ${units} end`})`,
      tags: `case when json_type(${at('tags')}) = 'OBJECT' and length(${at('tags')}) <= 4000 then ${at('tags')} end`,
    },
    identity: '`call_id`',
    notLogged: 'nothing: every column has a key',
  };
}

export const tollbook: Format = {
  ...declared(wordsFor(), fields),
  narrowed: (known) => declared(wordsFor(known), narrowedShape(fields, known)),
};
