/**
 * Helicone's export of requests, as lines or as CSV. Whether its prompt tokens contain cached ones is up to the provider: of
 * Anthropic they do not (`--anthropic-input`), and neither do they where the total adds the cached ones or they are fewer.
 *
 * Costs are Helicone's estimate at list prices, in USD; 0 where it knew no price.
 *
 * Source: github.com/Helicone/helicone, `packages/llm-mapper/types.ts` (HeliconeRequest) and the statuses below 0 of its
 * request table, read in autumn 2026.
 */
import { ANTHROPIC_CACHE } from './dialects.js';
import type { Format } from './format.js';
import { areBeside, endpointOf, firstFilled, knownCost, namedProvider, providerResponseId } from './gateway.js';
import { at, firstAt, jsonObject, local, objectTags, present, wordsWithin } from './sql.js';

const ID = 'helicone';
const named = (name: string) => local(ID, name);
const properties = wordsWithin(named('properties'));
const body = wordsWithin(named('body'));

/** Helicone answered itself when it names the request whose answer it gave. */
const isHit = `coalesce(${firstAt('cache_reference_id')} <> '00000000-0000-0000-0000-000000000000', false)`;
const status = `try_cast(${at('response_status')} as integer)`;
const httpStatus = `to_http_status(${at('response_status')})`;
const isError = `coalesce(${httpStatus} >= 400 or ${status} = -1, false)`;

const count = (key: string) => `coalesce(to_count(${at(key)}), 0)`;
const lifetimes = `${count('prompt_cache_write_5m')} + ${count('prompt_cache_write_1h')}`;
const cached = `(${count('prompt_cache_read_tokens')} + greatest(${count('prompt_cache_write_tokens')}, ${lifetimes}))`;
const isBeside = areBeside({
  input: at('prompt_tokens'),
  output: at('completion_tokens'),
  total: at('total_tokens'),
  cached,
});
const provider = namedProvider(at('provider'));
const answered = providerResponseId(body.at('id'));

export const helicone: Format = {
  id: ID,
  title: 'Helicone export',
  fields: {
    request_id: 'text',
    request_created_at: 'text',
    request_path: 'text',
    target_url: 'text',
    request_user_id: 'text',
    request_model: 'text',
    request_properties: 'json',
    response_body: 'json',
    response_model: 'text',
    response_status: 'text',
    model: 'text',
    model_override: 'text',
    provider: 'text',
    properties: 'json',
    delay_ms: 'text',
    time_to_first_token: 'text',
    prompt_tokens: 'text',
    prompt_cache_read_tokens: 'text',
    prompt_cache_write_tokens: 'text',
    prompt_cache_write_5m: 'text',
    prompt_cache_write_1h: 'text',
    completion_tokens: 'text',
    total_tokens: 'text',
    prompt_audio_tokens: 'text',
    completion_audio_tokens: 'text',
    reasoning_tokens: 'text',
    cache_reference_id: 'text',
    cost: 'text',
    costUSD: 'text',
  },
  locals: {
    properties: `coalesce(${jsonObject(at('properties'))}, ${jsonObject(at('request_properties'))})`,
    // Of a logged answer only its id is read.
    body: jsonObject(at('response_body')),
    cost: knownCost(firstFilled(at('costUSD'), at('cost')), isHit),
  },
  signs: ['request_created_at'],
  claims: `(${present('request_created_at')} and ${present('delay_ms', 'response_status', 'request_path')})`,
  ignores: [{ when: `${status} = -2`, reason: 'a request whose answer has not been logged yet' }],
  rejects: [],
  tokens: {
    input: at('prompt_tokens'),
    cache_read: at('prompt_cache_read_tokens'),
    cache_write: at('prompt_cache_write_tokens'),
    cache_write_5m: at('prompt_cache_write_5m'),
    cache_write_1h: at('prompt_cache_write_1h'),
    output: at('completion_tokens'),
    reasoning: at('reasoning_tokens'),
    total: `case when ${at('prompt_tokens')} is null and ${at('completion_tokens')} is null then ${at('total_tokens')} end`,
    input_audio: at('prompt_audio_tokens'),
    output_audio: at('completion_audio_tokens'),
  },
  convention: {
    cache: `case when ${isBeside} then 'exclusive' when ${provider} = 'anthropic' then ${ANTHROPIC_CACHE} else 'inclusive' end`,
    reasoning: `'contained'`,
  },
  record: {
    call_id: `coalesce(case when not ${isHit} then ${answered} end, ${firstAt('request_id')})`,
    call_id_kind: `case when not ${isHit} and ${answered} is not null then 'response_id' else 'request_id' end`,
    request_id: firstAt('request_id'),
    session_id: `filled(${named('properties')} ->> '$."Helicone-Session-Id"')`,
    started_at_text: firstAt('request_created_at'),
    provider: `case ${provider} when 'x' then 'x-ai' else ${provider} end`,
    gateway: `'helicone'`,
    endpoint: endpointOf(firstFilled(at('request_path'), at('target_url'))),
    model: firstFilled(at('model_override'), at('response_model'), at('model'), at('request_model')),
    model_requested: firstAt('request_model'),
    status: `case when ${status} = -3 or ${httpStatus} = 499 then 'cancelled' when ${status} = -4 then 'blocked' when ${isError} then 'error' else 'ok' end`,
    http_status: httpStatus,
    error_type: `case when ${status} = -4 then 'threat' when ${status} = -1 then 'timeout' when ${isError} then ${httpStatus}::varchar end`,
    gateway_cache_hit: `case when ${firstAt('cache_reference_id')} is not null then ${isHit} end`,
    duration_us: `milliseconds_to_us(${at('delay_ms')})`,
    first_token_us: `nullif(milliseconds_to_us(${at('time_to_first_token')}), 0)`,
    is_streamed: `case when milliseconds_to_us(${at('time_to_first_token')}) > 0 then true end`,
    user_id: firstAt('request_user_id'),
    environment: properties.firstAt('Environment', 'environment'),
    tags: objectTags(named('properties')),
    logged_cost: named('cost'),
    logged_cost_currency: `case when ${named('cost')} is not null then 'USD' end`,
    logged_cost_kind: `case when ${named('cost')} is not null then 'list_estimate' end`,
  },
  identity:
    "the provider's id in `response_body`, where bodies are exported and Helicone did not answer itself; else `request_id`",
  notLogged: 'whether it was streamed, unless a first token is; service tier',
};
