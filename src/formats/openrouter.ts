/**
 * OpenRouter beyond its answers: generation objects (`GET /generation`, which Vercel's gateway answers in the same shape), rows
 * of the activity export, and activity summed per day, where a row stands for many calls.
 *
 * Its own token counts are those of one tokenizer for all models; what is billed are the native ones. Amounts are what was
 * charged. With a key of one's own (BYOK) they leave out what the provider charged, which stands beside them.
 *
 * Sources: OpenRouter API reference, "Get request & usage metadata for a generation" and "Get user activity"; Vercel AI Gateway,
 * "Look up a generation"; read in autumn 2026.
 */
import type { Format, Shape } from './format.js';
import { firstFilled } from './gateway.js';
import { anyOf, at, either, firstAt, present } from './sql.js';

const text = (...keys: readonly string[]): Shape => Object.fromEntries(keys.map((key) => [key, 'text' as const]));

const NATIVE = [
  'native_tokens_prompt',
  'native_tokens_completion',
  'native_tokens_reasoning',
  'native_tokens_cached',
  'native_tokens_completion_images',
] as const;
const generation = text(
  ...['id', 'upstream_id', 'request_id', 'session_id', 'created_at', 'model', 'provider_name', 'api_type', 'app_id'],
  ...[
    'external_user',
    'service_tier',
    'streamed',
    'cancelled',
    'finish_reason',
    'is_byok',
    'latency',
    'generation_time',
  ],
  ...['tokens_prompt', 'tokens_completion', 'total_cost', 'upstream_inference_cost'],
  ...NATIVE,
);

/** The object is alone on its line, or within `data`, as the API answers it. */
const of = (key: string) => either(at(`data.${key}`), at(key));
const first = (key: string) => `filled(${of(key)})`;
const milliseconds = (key: string) => `milliseconds_to_us(${of(key)})`;
const isVercel = `${of('id')} like 'gen\\_%' escape '\\'`;
const isZero = (amount: string) => `coalesce(try_cast(${amount} as double) = 0, true)`;
const isOwnKey = `coalesce(to_flag(${of('is_byok')}), ${isZero(of('total_cost'))} and not ${isZero(of('upstream_inference_cost'))})`;
/** Of a key of one's own only the provider's charge says what the call cost; its 0 says nothing. */
const generationCost = `case when ${isOwnKey} then case when not ${isZero(of('upstream_inference_cost'))} then ${first('upstream_inference_cost')} end else ${first('total_cost')} end`;
const isStreamed = `to_flag(${of('streamed')})`;

export const openrouterGeneration: Format = {
  id: 'openrouter.generation',
  title: 'OpenRouter generation',
  fields: { data: generation, ...generation },
  signs: ['data', ...NATIVE],
  claims: anyOf(
    present(...NATIVE.map((key) => `data.${key}`)),
    `(${present(...NATIVE)} and ${present('total_cost', 'generation_time')})`,
  ),
  ignores: [],
  rejects: [],
  tokens: {
    input: either(of('native_tokens_prompt'), of('tokens_prompt')),
    cache_read: of('native_tokens_cached'),
    output: either(of('native_tokens_completion'), of('tokens_completion')),
    reasoning: of('native_tokens_reasoning'),
    output_image: of('native_tokens_completion_images'),
  },
  convention: { cache: 'inclusive', reasoning: 'contained' },
  record: {
    call_id: `coalesce(${first('id')}, ${first('upstream_id')})`,
    call_id_kind: `'response_id'`,
    request_id: first('request_id'),
    session_id: first('session_id'),
    started_at_text: first('created_at'),
    provider: `case when ${isVercel} then lower(${first('provider_name')}) else 'openrouter' end`,
    gateway: `case when ${isVercel} then 'vercel' else 'openrouter' end`,
    endpoint: `case lower(${first('api_type')}) when 'completions' then 'chat' else lower(${first('api_type')}) end`,
    model: first('model'),
    service_tier: `lower(${first('service_tier')})`,
    usage_kind: `case when ${of('native_tokens_prompt')} is null and ${of('native_tokens_completion')} is null
        and coalesce(${of('tokens_prompt')}, ${of('tokens_completion')}) is not null then 'estimated' end`,
    status: `case when to_flag(${of('cancelled')}) then 'cancelled' when ${of('finish_reason')} = 'error' then 'error' else 'ok' end`,
    error_type: `case when ${of('finish_reason')} = 'error' then 'error' end`,
    // The latency is the whole in some versions and the wait for the first token in others; it cannot be less than its part.
    duration_us: `coalesce(greatest(${milliseconds('latency')}, ${milliseconds('generation_time')}), ${milliseconds('generation_time')}, ${milliseconds('latency')})`,
    first_token_us: `case when ${isStreamed} and ${milliseconds('latency')} < ${milliseconds('generation_time')} then ${milliseconds('latency')} end`,
    is_streamed: isStreamed,
    user_id: first('external_user'),
    project: first('app_id'),
    tags: `case when length(${first('provider_name')}) <= 200 then to_json({'provider_name': ${first('provider_name')}})::varchar end`,
    logged_cost: generationCost,
    logged_cost_currency: `case when ${generationCost} is not null then 'USD' end`,
    logged_cost_kind: `case when ${generationCost} is not null then case when ${isOwnKey} then 'upstream_only' else 'actual' end end`,
  },
  identity: '`id` (`gen-…`), else `upstream_id`',
  notLogged: 'HTTP status, cache writes; native counts in some rows, where the normalised ones count as estimates',
};

const isSum = `${at('generation_id')} is null`;
const isByok = `not ${isZero(at('byok_usage_inference'))}`;
const charged = either(at('cost_total'), at('usage'));
const activityCost = `filled(case when ${isByok} then ${at('byok_usage_inference')} else ${charged} end)`;
const name = firstFilled(at('model_permaslug'), at('model'));
/** A variant has a price of its own, and its name is that of the model with the variant behind it. */
const variant = `case when ${at('variant')} <> 'standard' and not contains(${name}, ':') then ':' || ${firstAt('variant')} end`;

export const openrouterActivity: Format = {
  id: 'openrouter.activity',
  title: 'OpenRouter activity',
  fields: text(
    ...['generation_id', 'created_at', 'date', 'cost_total', 'usage', 'byok_usage_inference', 'requests'],
    ...['tokens_prompt', 'tokens_completion', 'tokens_reasoning', 'tokens_cached'],
    ...[
      'prompt_tokens',
      'completion_tokens',
      'reasoning_tokens',
      'model',
      'model_permaslug',
      'provider_name',
      'variant',
    ],
    ...['cancelled', 'streamed', 'user', 'finish_reason_normalized', 'generation_time_ms', 'time_to_first_token_ms'],
    ...['api_key_name', 'app_name'],
  ),
  signs: ['cost_total', 'byok_usage_inference'],
  claims: anyOf(
    `(${present('generation_id')} and ${present('cost_total')})`,
    `(${present('requests')} and ${present('byok_usage_inference')})`,
  ),
  ignores: [{ when: `${isSum} and to_count(${at('requests')}) = 0`, reason: 'a sum of no requests' }],
  rejects: [{ when: `${isSum} and to_count(${at('requests')}) is null`, reason: 'requests is not a whole number' }],
  tokens: {
    input: either(at('tokens_prompt'), at('prompt_tokens')),
    cache_read: at('tokens_cached'),
    output: either(at('tokens_completion'), at('completion_tokens')),
    reasoning: either(at('tokens_reasoning'), at('reasoning_tokens')),
  },
  convention: { cache: 'inclusive', reasoning: 'inferred' },
  record: {
    call_id: firstAt('generation_id'),
    call_id_kind: `'response_id'`,
    started_at_text: `coalesce(${firstAt('created_at')}, left(${firstAt('date')}, 10))`,
    provider: `'openrouter'`,
    gateway: `'openrouter'`,
    model: `concat(${name}, ${variant})`,
    status: `case when to_flag(${at('cancelled')}) then 'cancelled' when ${at('finish_reason_normalized')} = 'error' then 'error' else 'ok' end`,
    error_type: `case when ${at('finish_reason_normalized')} = 'error' then 'error' end`,
    duration_us: `milliseconds_to_us(${at('generation_time_ms')})`,
    first_token_us: `case when to_flag(${at('streamed')}) then milliseconds_to_us(${at('time_to_first_token_ms')}) end`,
    is_streamed: `to_flag(${at('streamed')})`,
    user_id: firstAt('user'),
    api_key: firstAt('api_key_name'),
    project: firstAt('app_name'),
    tags: `case when length(${firstAt('provider_name')}) <= 200 then to_json({'provider_name': ${firstAt('provider_name')}})::varchar end`,
    calls_text: `case when ${isSum} then ${at('requests')} end`,
    logged_cost: activityCost,
    logged_cost_currency: `case when ${activityCost} is not null then 'USD' end`,
    logged_cost_kind: `case when ${activityCost} is not null then case when ${isByok} then 'upstream_only' else 'actual' end end`,
  },
  identity: '`generation_id`; a sum of a day has none, so no two exports of the same days should be loaded',
  notLogged: 'failed calls, HTTP status; of sums everything but tokens and cost, cached tokens too',
};
