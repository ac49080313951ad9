/**
 * Kong's AI proxy: lines of Kong's request log (file-log, http-log) with what its AI plugins say under `ai`. Older versions
 * name the plugin there. A request that several plugins asked a model for is cut into one record each before it comes here
 * (`src/ingest/unpack`).
 *
 * The tokens of an answer from Kong's cache are logged again and not billed. Costs are Kong's estimate from the prices in its
 * own settings: 0 where there are none, which is unknown here.
 *
 * Sources: Kong documentation, "AI Gateway audit log reference" (versions 3.6 to 3.13) and "Log format" of the File Log
 * plugin, read in autumn 2026.
 */
import type { Format } from './format.js';
import { areBeside, endpointOf, firstFilled, knownCost, namedProvider, statusOf } from './gateway.js';
import { anyOf, at, either, firstAt, literal, local, oneOf, present } from './sql.js';

const ID = 'kong';
/** The plugins that pass a request on to a model, under the names of all versions: a line has one of them. */
const PROXIES = ['proxy', 'ai-proxy', 'ai-proxy-advanced'] as const;
/** Plugins that ask a model themselves, to change a request or an answer. */
const TRANSFORMERS = ['ai-request-transformer', 'ai-response-transformer'] as const;
export const KONG_PLUGINS: readonly string[] = [...PROXIES, ...TRANSFORMERS];
/** What else stands under `ai` when no model was called. */
const OTHER_TRAFFIC = ['mcp', 'a2a'];

const named = (name: string) => local(ID, name);
/** What is said of a call, by whichever plugin. */
const said = (path: string) => either(...KONG_PLUGINS.map((name) => at(`ai.${name}.${path}`)));
const firstSaid = (...paths: readonly string[]) => `filled(${either(...paths.map(said))})`;

const isProxy = oneOf(named('plugin'), PROXIES);
const cacheStatus = firstSaid('cache.cache_status');
const isHit = `coalesce(lower(${cacheStatus}) = 'hit', false)`;
/** What the client got: of a plugin's own call nothing is known but that it took place. */
const httpStatus = `case when ${isProxy} then to_http_status(${at('response.status')}) end`;
const isError = `coalesce(${httpStatus} >= 400, false)`;
const mode = `lower(${firstSaid('meta.request_mode')})`;
const requestTime = `milliseconds_to_us(${at('latencies.request')})`;
const cacheRead = said('usage.prompt_tokens_details.cached_tokens');
const total = said('usage.total_tokens');

const pluginFields = {
  usage: {
    prompt_tokens: 'text',
    prompt_token: 'text',
    prompt_tokens_details: { cached_tokens: 'text', audio_tokens: 'text' },
    completion_tokens: 'text',
    completion_token: 'text',
    completion_tokens_details: { reasoning_tokens: 'text', audio_tokens: 'text' },
    input_tokens: 'text',
    input_tokens_details: { image_tokens: 'text', audio_tokens: 'text', audio_tokens_count: 'text' },
    output_tokens: 'text',
    output_tokens_details: { audio_tokens: 'text' },
    total_tokens: 'text',
    time_to_first_token: 'text',
    cost: 'text',
  },
  meta: {
    request_model: 'text',
    response_model: 'text',
    provider_name: 'text',
    llm_latency: 'text',
    request_mode: 'text',
  },
  cache: { cache_status: 'text' },
} as const;

export const kong: Format = {
  id: ID,
  title: 'Kong AI proxy',
  fields: {
    ai: {
      ...Object.fromEntries(KONG_PLUGINS.map((name) => [name, pluginFields])),
      ...Object.fromEntries(OTHER_TRAFFIC.map((name) => [name, 'text' as const])),
    },
    started_at: 'text',
    upstream_uri: 'text',
    request: { id: 'text', uri: 'text' },
    response: { status: 'text' },
    latencies: { request: 'text', proxy: 'text', kong: 'text' },
    consumer: { username: 'text', custom_id: 'text' },
    service: { name: 'text' },
    route: { name: 'text' },
  },
  locals: {
    plugin: `case ${KONG_PLUGINS.map((name) => `when ${present(`ai.${name}`)} then ${literal(name)}`).join(' ')} end`,
    input: either(...['prompt_tokens', 'prompt_token', 'input_tokens'].map((key) => said(`usage.${key}`))),
    output: either(...['completion_tokens', 'completion_token', 'output_tokens'].map((key) => said(`usage.${key}`))),
    cost: `case when not ${isHit} then ${knownCost(said('usage.cost'), 'false')} end`,
  },
  signs: ['ai', 'latencies'],
  claims: anyOf(
    present(...[...KONG_PLUGINS, ...OTHER_TRAFFIC].map((name) => `ai.${name}`)),
    `(${present('latencies.kong', 'latencies.proxy')} and ${present('started_at')})`,
  ),
  ignores: [
    {
      when: `${named('plugin')} is null and ${present(...OTHER_TRAFFIC.map((name) => `ai.${name}`))}`,
      reason: 'traffic of tools or agents, not a call of a model',
    },
    { when: `${named('plugin')} is null`, reason: 'a request that calls no model' },
  ],
  rejects: [],
  tokens: {
    input: named('input'),
    cache_read: cacheRead,
    output: named('output'),
    reasoning: said('usage.completion_tokens_details.reasoning_tokens'),
    total,
    input_audio: either(
      said('usage.prompt_tokens_details.audio_tokens'),
      said('usage.input_tokens_details.audio_tokens'),
      said('usage.input_tokens_details.audio_tokens_count'),
    ),
    input_image: said('usage.input_tokens_details.image_tokens'),
    output_audio: either(
      said('usage.completion_tokens_details.audio_tokens'),
      said('usage.output_tokens_details.audio_tokens'),
    ),
  },
  convention: {
    cache: `case when ${areBeside({ input: named('input'), output: named('output'), total, cached: `to_count(${cacheRead})` })} then 'exclusive' else 'inclusive' end`,
    reasoning: 'inferred',
  },
  record: {
    call_id: `case when ${isProxy} then ${firstAt('request.id')} else ${firstAt('request.id')} || '/' || ${named('plugin')} end`,
    call_id_kind: `'request_id'`,
    request_id: firstAt('request.id'),
    started_at_text: firstAt('started_at'),
    provider: namedProvider(said('meta.provider_name')),
    gateway: `'kong'`,
    endpoint: `case when ${isProxy} then ${endpointOf(firstFilled(at('upstream_uri'), at('request.uri')))} end`,
    model: firstSaid('meta.response_model', 'meta.request_model'),
    model_requested: firstSaid('meta.request_model'),
    status: statusOf(httpStatus, isError),
    http_status: httpStatus,
    error_type: `case when ${isError} then ${httpStatus}::varchar end`,
    gateway_cache_hit: `case when ${cacheStatus} is not null then ${isHit} end`,
    // Of an answer from the cache the provider's time is that of the call it repeats.
    duration_us: `case when ${isHit} then ${requestTime}
        else coalesce(milliseconds_to_us(${said('meta.llm_latency')}), case when ${isProxy} then coalesce(milliseconds_to_us(${at('latencies.proxy')}), ${requestTime}) end) end`,
    first_token_us: `case when not ${isHit} and coalesce(${mode} <> 'oneshot', true) then nullif(milliseconds_to_us(${said('usage.time_to_first_token')}), 0) end`,
    is_streamed: `case ${mode} when 'stream' then true when 'oneshot' then false end`,
    user_id: firstFilled(at('consumer.username'), at('consumer.custom_id')),
    project: firstAt('service.name'),
    tags: `case when length(${firstAt('route.name')}) <= 200 then to_json({'route': ${firstAt('route.name')}})::varchar end`,
    logged_cost: named('cost'),
    logged_cost_currency: `case when ${named('cost')} is not null then 'USD' end`,
    logged_cost_kind: `case when ${named('cost')} is not null then 'list_estimate' end`,
  },
  identity: '`request.id`, with the name of the plugin where that asked a model itself; older versions have none',
  notLogged:
    "cache writes; embeddings that Kong's cache and its retrieval ask for; the status of calls that plugins make themselves",
};
