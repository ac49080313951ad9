/**
 * LLM Gateway (llmgateway.io): rows of its log, as its API lists them (camelCase) or its database exports them (snake_case).
 * Counts are decimals as text. Every attempt is a row of its own; those of a request share its id.
 *
 * `cost` is what was charged where its credits paid, and its estimate at list prices where a key of the user's own did.
 *
 * Source: github.com/theopenco/llmgateway, `packages/db/src/schema.ts` and `packages/db/src/logs.ts`, read in autumn 2026.
 */
import type { Format, Shape } from './format.js';
import { areBeside, firstFilled, knownCost, namedProvider, statusOf } from './gateway.js';
import { anyOf, at, either, jsonObject, local, present, wordsWithin } from './sql.js';

const ID = 'llmgateway';
const named = (name: string) => local(ID, name);
const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const TEXTS = [
  ...['id', 'requestId', 'createdAt', 'organizationId', 'projectId', 'apiKeyId', 'endCustomerId', 'duration'],
  ...['timeToFirstToken', 'requestedModel', 'requestedProvider', 'usedModel', 'usedProvider', 'usedServiceTier'],
  ...['unifiedFinishReason', 'promptTokens', 'completionTokens', 'totalTokens', 'reasoningTokens', 'cachedTokens'],
  ...['cacheWriteTokens', 'cacheWrite5mTokens', 'cacheWrite1hTokens', 'imageInputTokens', 'imageOutputTokens'],
  ...['audioInputTokens', 'audioOutputTokens', 'hasError', 'canceled', 'streamed', 'cached', 'cost', 'billingCost'],
  ...['estimatedCost', 'usedMode', 'apiOrigin', 'source', 'sessionId', 'traceId'],
] as const;
const bothFields: Shape = {
  ...Object.fromEntries(TEXTS.flatMap((key) => [key, snake(key)]).map((key) => [key, 'text' as const])),
  errorDetails: 'json',
  error_details: 'json',
};

const of = (key: string) => (snake(key) === key ? at(key) : either(at(key), at(snake(key))));
const first = (key: string) => `filled(${of(key)})`;
const there = (key: string) => present(key, snake(key));
const count = (key: string) => `coalesce(to_count(${of(key)}), 0)`;
const cached = `(${count('cachedTokens')} + greatest(${count('cacheWriteTokens')}, ${count('cacheWrite5mTokens')} + ${count('cacheWrite1hTokens')}))`;

const isHit = `to_flag(${of('cached')})`;
const isCancelled = `coalesce(to_flag(${of('canceled')}), false)`;
const isError = `coalesce(to_flag(${of('hasError')}), false)`;
const error = wordsWithin(named('error'));
const httpStatus = `to_http_status(${error.at('statusCode')})`;
const cost = named('cost');
const isEstimate = `coalesce(to_flag(${of('estimatedCost')}), false)`;

export const llmgateway: Format = {
  id: ID,
  title: 'LLM Gateway log',
  fields: bothFields,
  locals: {
    error: jsonObject(either(at('errorDetails'), at('error_details'))),
    cost: knownCost(firstFilled(of('billingCost'), of('cost')), isHit),
  },
  signs: ['usedModel', 'used_model'],
  claims: `(${there('usedModel')} and ${there('usedProvider')} and ${there('requestedModel')}
      and ${anyOf(there('promptTokens'), there('hasError'), there('usedMode'))})`,
  ignores: [],
  rejects: [],
  tokens: {
    input: of('promptTokens'),
    cache_read: of('cachedTokens'),
    cache_write: of('cacheWriteTokens'),
    cache_write_5m: of('cacheWrite5mTokens'),
    cache_write_1h: of('cacheWrite1hTokens'),
    output: of('completionTokens'),
    reasoning: of('reasoningTokens'),
    total: of('totalTokens'),
    input_image: of('imageInputTokens'),
    input_audio: of('audioInputTokens'),
    output_image: of('imageOutputTokens'),
    output_audio: of('audioOutputTokens'),
  },
  convention: {
    cache: `case when ${areBeside({ input: of('promptTokens'), output: of('completionTokens'), total: of('totalTokens'), cached })} then 'exclusive' else 'inclusive' end`,
    reasoning: 'inferred',
  },
  record: {
    call_id: first('id'),
    call_id_kind: `'request_id'`,
    request_id: first('requestId'),
    trace_id: first('traceId'),
    session_id: first('sessionId'),
    started_at_text: first('createdAt'),
    provider: namedProvider(of('usedProvider')),
    gateway: `'llmgateway'`,
    endpoint: `case ${of('apiOrigin')} when 'chat-completions' then 'chat' when 'speech' then 'audio' when 'transcriptions' then 'audio'
        when 'ai-sdk' then null else ${first('apiOrigin')} end`,
    model: first('usedModel'),
    model_requested: first('requestedModel'),
    service_tier: `lower(${first('usedServiceTier')})`,
    usage_kind: `case when ${isEstimate} and coalesce(${of('promptTokens')}, ${of('completionTokens')}) is not null then 'estimated' end`,
    status: `case when ${isCancelled} then 'cancelled' else ${statusOf(httpStatus, isError)} end`,
    http_status: httpStatus,
    error_type: `case when ${isError} then coalesce(error_class(${first('unifiedFinishReason')}), ${httpStatus}::varchar, 'error') end`,
    gateway_cache_hit: isHit,
    duration_us: `milliseconds_to_us(${of('duration')})`,
    first_token_us: `nullif(milliseconds_to_us(${of('timeToFirstToken')}), 0)`,
    is_streamed: `to_flag(${of('streamed')})`,
    user_id: first('endCustomerId'),
    api_key: first('apiKeyId'),
    team: first('organizationId'),
    project: first('projectId'),
    tags: `case when length(${first('source')}) <= 200 then to_json({'source': ${first('source')}})::varchar end`,
    logged_cost: cost,
    logged_cost_currency: `case when ${cost} is not null then 'USD' end`,
    logged_cost_kind: `case when ${cost} is not null then case ${of('usedMode')} when 'credits' then 'actual' else 'list_estimate' end end`,
  },
  identity: '`id` of the row: attempts of one request share `requestId`',
  notLogged: 'the id that the provider gave its answer',
};
