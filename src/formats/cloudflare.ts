/**
 * Cloudflare AI Gateway: the logs its API lists, and the lines of Logpush, whose bodies are encrypted for whoever holds the
 * private key. Nothing is decrypted here: such a line says which model answered but not with how many tokens, and is refused.
 *
 * Costs are estimates at list prices, or at the account's own prices where `custom_cost` says so.
 *
 * Sources: Cloudflare API reference, "List Gateway Logs", and the Logpush dataset "AI Gateway Events", read in autumn 2026.
 */
import type { Format } from './format.js';
import {
  bodyConvention,
  bodyTokens,
  endpointOf,
  knownCost,
  namedProvider,
  providerResponseId,
  statusOf,
} from './gateway.js';
import { anyOf, at, firstAt, jsonObject, local, objectTags, present, wordsWithin } from './sql.js';

const LOGS = 'cloudflare.logs';
const isHit = `to_flag(${at('cached')})`;
const httpStatus = `to_http_status(${at('status_code')})`;
const isError = `coalesce(${httpStatus} >= 400, to_flag(${at('success')}) = false, false)`;
/** 424: the gateway's data loss prevention stopped the request or the answer. */
const DLP = 424;
const step = `to_count(${at('step')})`;
const cost = local(LOGS, 'cost');

export const cloudflareLogs: Format = {
  id: LOGS,
  title: 'Cloudflare AI Gateway logs',
  fields: {
    id: 'text',
    created_at: 'text',
    provider: 'text',
    model: 'text',
    path: 'text',
    success: 'text',
    cached: 'text',
    status_code: 'text',
    duration: 'text',
    tokens_in: 'text',
    tokens_out: 'text',
    cost: 'text',
    custom_cost: 'text',
    metadata: 'json',
    request_type: 'text',
    request_content_type: 'text',
    model_type: 'text',
    step: 'text',
  },
  locals: {
    cost: knownCost(at('cost'), isHit),
    metadata: jsonObject(at('metadata')),
  },
  signs: ['request_type', 'request_content_type', 'model_type', 'step', 'custom_cost'],
  claims: `(${present('tokens_in', 'tokens_out')} and ${present('provider')} and ${present('cached')} and ${present('success')}
      and ${present('request_type', 'request_content_type', 'model_type', 'step', 'custom_cost')})`,
  ignores: [],
  rejects: [],
  tokens: { input: at('tokens_in'), output: at('tokens_out') },
  convention: { cache: 'inclusive', reasoning: 'contained' },
  record: {
    call_id: firstAt('id'),
    call_id_kind: `'request_id'`,
    request_id: firstAt('id'),
    started_at_text: firstAt('created_at'),
    provider: namedProvider(at('provider')),
    gateway: `'cloudflare'`,
    endpoint: endpointOf(firstAt('path')),
    model: firstAt('model'),
    status: statusOf(httpStatus, isError, [DLP]),
    http_status: httpStatus,
    error_type: `case when ${httpStatus} = ${DLP} then 'dlp' when ${isError} then coalesce(${httpStatus}::varchar, 'error') end`,
    attempt: `try_cast(${step} + 1 as integer)`,
    gateway_cache_hit: isHit,
    duration_us: `milliseconds_to_us(${at('duration')})`,
    tags: objectTags(local(LOGS, 'metadata')),
    logged_cost: cost,
    logged_cost_currency: `case when ${cost} is not null then 'USD' end`,
    logged_cost_kind: `case when ${cost} is not null then case when to_flag(${at('custom_cost')}) then 'actual' else 'list_estimate' end end`,
  },
  identity: '`id` of the log entry',
  notLogged: 'cached and reasoning tokens, time to first token, user',
};

const PUSH = 'cloudflare.logpush';
const body = wordsWithin(local(PUSH, 'body'));
const metrics = wordsWithin(local(PUSH, 'metrics'));
const pushStatus = `to_http_status(${at('StatusCode')})`;
const pushError = `coalesce(${pushStatus} >= 400, false)`;
const isPushHit = `coalesce(to_flag(${at('Cached')}), false)`;
const isEncrypted = anyOf(
  `${body.at('type')} = 'encrypted'`,
  `(${body.at('iv')} is not null and ${body.at('data')} is not null)`,
);
const answered = providerResponseId(body.at('id'));
const pushCost = local(PUSH, 'cost');

export const cloudflareLogpush: Format = {
  id: PUSH,
  title: 'Cloudflare AI Gateway Logpush',
  fields: {
    Cached: 'text',
    Endpoint: 'text',
    Gateway: 'text',
    Metadata: 'json',
    Metrics: 'json',
    Model: 'text',
    Provider: 'text',
    RateLimited: 'text',
    RequestBody: 'text',
    RequestedModel: 'text',
    ResponseBody: 'json',
    StatusCode: 'text',
    Timestamp: 'text',
  },
  locals: {
    body: jsonObject(at('ResponseBody')),
    metadata: jsonObject(at('Metadata')),
    metrics: jsonObject(at('Metrics')),
    cost: knownCost(metrics.at('cost'), isPushHit),
  },
  signs: ['Gateway'],
  claims: `(${present('Gateway')} and ${present('Provider', 'Model')} and ${present('ResponseBody', 'RequestBody', 'Metrics', 'Cached')})`,
  ignores: [],
  rejects: [
    {
      when: isEncrypted,
      reason:
        'its bodies are encrypted, and the tokens are in them: decrypt the log with the private key of the gateway, or export the logs of its API',
    },
  ],
  tokens: bodyTokens(body),
  convention: bodyConvention(body),
  record: {
    call_id: `case when not ${isPushHit} then ${answered} end`,
    call_id_kind: `'response_id'`,
    started_at_text: firstAt('Timestamp'),
    provider: namedProvider(at('Provider')),
    gateway: `'cloudflare'`,
    endpoint: endpointOf(firstAt('Endpoint')),
    model: `coalesce(${firstAt('Model')}, ${body.firstAt('model')})`,
    model_requested: firstAt('RequestedModel'),
    service_tier: `lower(${body.firstAt('service_tier', 'usage.service_tier')})`,
    status: statusOf(pushStatus, pushError, [DLP]),
    http_status: pushStatus,
    error_type: `case when ${pushStatus} = ${DLP} then 'dlp' when to_flag(${at('RateLimited')}) then 'rate_limit' when ${pushError} then ${pushStatus}::varchar end`,
    gateway_cache_hit: isPushHit,
    duration_us: `milliseconds_to_us(${metrics.at('durationMs')})`,
    project: firstAt('Gateway'),
    tags: `case when (${local(PUSH, 'metadata')} ->> '$.iv') is null then ${objectTags(local(PUSH, 'metadata'))} end`,
    logged_cost: pushCost,
    logged_cost_currency: `case when ${pushCost} is not null then 'USD' end`,
    logged_cost_kind: `case when ${pushCost} is not null then 'list_estimate' end`,
  },
  identity: "the provider's id in a readable `ResponseBody`, where the gateway did not answer itself; else none",
  notLogged: 'tokens, as long as bodies are encrypted: such lines are refused; of streamed answers they stay unknown',
};
