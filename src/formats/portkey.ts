/**
 * Portkey's export of logs, and its older names. Which columns there are is chosen with the export: all of them may be missing.
 * Cached and reasoning tokens stand only in the logged answer.
 *
 * Costs are in cents, estimated at list prices; they become units of the currency by moving the point.
 *
 * Source: Portkey documentation, "Logs Export", in its present and its former version, read in autumn 2026.
 */
import type { Format } from './format.js';
import {
  bodyConvention,
  bodyTokens,
  endpointOf,
  firstFilled,
  knownCost,
  namedProvider,
  providerResponseId,
  statusOf,
} from './gateway.js';
import { anyOf, at, either, firstAt, jsonObject, local, objectTags, oneOf, present, wordsWithin } from './sql.js';

const ID = 'portkey';
const named = (name: string) => local(ID, name);
const request = wordsWithin(named('request'));
const body = wordsWithin(named('body'));
const metadata = wordsWithin(named('metadata'));
/** The body is within the logged request and answer, or is all there is of them. */
const bodyOf = (whole: string) => `coalesce(${jsonObject(`(${whole} -> '$.body')`)}, ${whole})`;

const httpStatus = `to_http_status(${firstFilled(at('response_status_code'), at('status_code'))})`;
const isError = `coalesce(${httpStatus} >= 400, to_flag(${at('is_success')}) = false, false)`;
const isHit = `coalesce(${oneOf(`upper(${at('cache_status')})`, ['HIT', 'SEMANTIC HIT'])}, false)`;
const answered = providerResponseId(body.at('id'));
const counted = bodyTokens(body);
const convention = bodyConvention(body);
const retries = `to_count(${at('retry_success_count')})`;
/** What the answer calls input excludes cached tokens at Anthropic; then Portkey's own count may be either, and is not read. */
const isBeside = `${named('nesting')} = 'exclusive'`;

export const portkey: Format = {
  id: ID,
  title: 'Portkey export',
  fields: {
    id: 'text',
    trace_id: 'text',
    created_at: 'text',
    request: 'json',
    response: 'json',
    ai_org: 'text',
    ai_provider: 'text',
    ai_model: 'text',
    req_units: 'text',
    res_units: 'text',
    total_units: 'text',
    request_tokens: 'text',
    response_tokens: 'text',
    total_tokens: 'text',
    request_url: 'text',
    cost: 'text',
    cost_currency: 'text',
    response_time: 'text',
    response_status_code: 'text',
    status_code: 'text',
    is_success: 'text',
    cache_status: 'text',
    stream_mode: 'text',
    retry_success_count: 'text',
    metadata: 'json',
  },
  locals: {
    whole_request: jsonObject(at('request')),
    whole_response: jsonObject(at('response')),
    request: bodyOf(named('whole_request')),
    body: bodyOf(named('whole_response')),
    metadata: jsonObject(at('metadata')),
    nesting: convention.cache,
    cost: `cents_to_units(${knownCost(at('cost'), isHit)})`,
  },
  signs: ['req_units', 'res_units', 'ai_model', 'ai_org', 'ai_provider'],
  claims: anyOf(
    present('req_units', 'res_units'),
    `(${present('ai_model', 'ai_org', 'ai_provider')} and ${present('response_status_code', 'status_code', 'is_success', 'request_tokens', 'response_tokens', 'total_units', 'cost_currency')})`,
  ),
  ignores: [],
  rejects: [],
  tokens: {
    ...counted,
    input: `coalesce(case when ${isBeside} then ${counted.input} end, ${at('req_units')}, ${at('request_tokens')}, ${counted.input})`,
    output: `coalesce(case when ${isBeside} then ${counted.output} end, ${at('res_units')}, ${at('response_tokens')}, ${counted.output})`,
    total: either(at('total_units'), at('total_tokens')),
  },
  convention: {
    cache: named('nesting'),
    // Portkey's own count of the output has the thoughts in it.
    reasoning: `case when ${either(at('res_units'), at('response_tokens'))} is not null then 'inferred' else ${convention.reasoning} end`,
  },
  record: {
    call_id: `coalesce(case when not ${isHit} then ${answered} end, ${firstAt('id')})`,
    call_id_kind: `case when not ${isHit} and ${answered} is not null then 'response_id' else 'request_id' end`,
    request_id: firstAt('id'),
    trace_id: firstAt('trace_id'),
    started_at_text: firstAt('created_at'),
    provider: namedProvider(firstFilled(at('ai_org'), at('ai_provider'))),
    gateway: `'portkey'`,
    endpoint: endpointOf(firstAt('request_url')),
    model: `coalesce(${body.firstAt('model', 'modelVersion')}, ${firstAt('ai_model')})`,
    model_requested: `coalesce(${request.firstAt('model')}, ${firstAt('ai_model')})`,
    service_tier: `lower(${body.firstAt('service_tier', 'usage.service_tier')})`,
    // 446: a guardrail of Portkey's refused.
    status: statusOf(httpStatus, isError, [446]),
    http_status: httpStatus,
    error_type: `case when ${httpStatus} = 446 then 'guardrail' when ${isError} then coalesce(error_class(${body.firstAt('error.type', 'error.code')}), ${httpStatus}::varchar, 'error') end`,
    attempt: `case when ${retries} > 0 then try_cast(${retries} + 1 as integer) end`,
    gateway_cache_hit: `case when ${firstAt('cache_status')} is not null then ${isHit} end`,
    duration_us: `milliseconds_to_us(${at('response_time')})`,
    is_streamed: `coalesce(to_flag(${at('stream_mode')}), to_flag(${request.at('stream')}))`,
    user_id: metadata.firstAt('_user'),
    environment: metadata.firstAt('_environment'),
    tags: objectTags(named('metadata')),
    logged_cost: named('cost'),
    logged_cost_currency: `case when ${named('cost')} is not null then coalesce(upper(${firstAt('cost_currency')}), 'USD') end`,
    logged_cost_kind: `case when ${named('cost')} is not null then 'list_estimate' end`,
  },
  identity: "the provider's id in `response`, where Portkey did not answer itself; else `id`",
  notLogged: 'cached and reasoning tokens, unless answers are exported; time to first token',
};
