/**
 * Flat application logs: one object per call in the words of whoever wrote the application, such as
 * `{"model":"gpt-5.4","tokens":946,"status":"ok"}`, counts at the top or in a `usage` object.
 *
 * Asked last, because its words are everybody's. It does not look for provider bodies nested elsewhere, which is what
 * wrapped.ts does, and takes a plain `id` for a call's identity only when it has the shape a provider gives (`chatcmpl-`, `msg_`, …): application ids repeat.
 */
import { ANY_USAGE_FIELDS, anyUsageTokens, bucketUnits, recognisedDialect, type SERVED } from './any-usage.js';
import { ANTHROPIC_CACHE } from './dialects.js';
import { FAILED, FAILURE_CLASSES, FLAT_KEYS, TOKEN_KEYS, TOKENS_MEMBERS } from './flat-keys.js';
import type { Format, Shape } from './format.js';
import { anthropicGeo, batchTier, geminiTier } from './served.js';
import { narrowedShape } from './shape.js';
import { anyOf, local, NOTHING, oneOf, type Words, wordsFor } from './sql.js';

/** An `error` key that says there was none, as JSON text. */
const NO_ERROR = ['null', 'false', '""', '{}', '[]', '0', '"None"', '"null"'];

const textKeys = Object.entries(FLAT_KEYS)
  .filter(([name]) => name !== 'error')
  .flatMap(([, keys]) => keys as readonly string[]);

export const FLAT_FIELDS: Shape = {
  ...Object.fromEntries(textKeys.map((key) => [key, 'text' as const])),
  ...Object.fromEntries(FLAT_KEYS.error.map((key) => [key, 'json' as const])),
  id: 'text',
  status: 'text',
  api_called: 'text',
  type: 'text',
  finish_reason: 'text',
  is_batch: 'text',
  batch: 'text',
  speed: 'text',
  inference_geo: 'text',
  tags: 'json',
  // Counts in some logs, texts in most: only the kind of the value tells, and texts are not kept.
  prompt: 'json',
  completion: 'json',
  input: 'json',
  output: 'json',
  // The sum of both sides in some logs, an object with each of them in others.
  tokens: 'json',
  usage: ANY_USAGE_FIELDS,
};

/** Where the counts of a line are, beside those at its top: a usage object at the path `usage` of these words. */
export interface UsagePlace {
  readonly words: Words;
  /** Beside it, the tier that the answer was served at. */
  readonly tier?: string | undefined;
  /** Locals that the words need. */
  readonly locals: Readonly<Record<string, string>>;
}

/** What an application says of a call in its own words, whichever format `id` its line has. */
export function application(id: string, words: Words, narrowFields: Shape, place: UsagePlace): Format {
  const { at, either, firstAt, present } = words;
  const first = (keys: readonly string[]) => firstAt(...keys);
  const named = (name: string) => local(id, name);
  const dialect = named('dialect');
  const nested = anyUsageTokens('usage', dialect, place.words);
  const both = (keys: readonly string[], inner: string | undefined) => either(...keys.map(at), inner ?? NOTHING);

  const hasTokens = at('tokens') !== NOTHING;
  const members = (column: keyof typeof TOKENS_MEMBERS) =>
    hasTokens
      ? `coalesce(${TOKENS_MEMBERS[column].map((key) => `${at('tokens')} ->> '$.${key}'`).join(', ')})`
      : NOTHING;
  const isObject = `json_type(${at('tokens')}) = 'OBJECT'`;
  const inTokens = (column: keyof typeof TOKENS_MEMBERS) =>
    hasTokens ? `case when ${isObject} then ${members(column)} end` : NOTHING;
  // An object without a known member is no count: as it stands it is refused and not taken for a call without tokens.
  const bareTokens = hasTokens
    ? `case when not ${isObject} or coalesce(${members('total')}, ${members('input')}, ${members('output')}) is null
          then ${at('tokens')} ->> '$' else ${members('total')} end`
    : NOTHING;

  const bareCount = (key: string) =>
    at(key) === NOTHING ? NOTHING : `case when json_type(${at(key)}) = 'UBIGINT' then ${at(key)} ->> '$' end`;
  // Everybody's words for other things: counts of a call only beside its model, and where neither side is anything but a number.
  const hasModel = present(...FLAT_KEYS.model);
  const bareSide = (key: string, other: string) => {
    const count = bareCount(key);
    if (count === NOTHING || hasModel === 'false') return NOTHING;
    const isOtherCount =
      at(other) === NOTHING ? '' : ` and coalesce(json_type(${at(other)}), 'NULL') in ('UBIGINT', 'NULL')`;
    return `case when ${hasModel}${isOtherCount} then ${count} end`;
  };
  const bareInput = bareSide('input', 'output');
  const bareOutput = bareSide('output', 'input');
  const cacheHit = first(FLAT_KEYS.cache_read);
  const cacheMiss = first(FLAT_KEYS.cache_miss);
  const missedAndHit =
    cacheMiss === NOTHING
      ? NOTHING
      : `coalesce((to_count(${cacheMiss}) + coalesce(to_count(${cacheHit}), 0))::varchar, ${cacheMiss})`;

  const outcomeKeys = ['status', ...FLAT_KEYS.http_status, ...FLAT_KEYS.error, ...FLAT_KEYS.error_type];
  const timeKeys = [...FLAT_KEYS.duration_ms, ...FLAT_KEYS.duration_s, ...FLAT_KEYS.duration_either];

  const errorType = first(FLAT_KEYS.error_type);
  // What the answer says was served is billed, whatever the application asked for.
  const served = (key: (typeof SERVED)[number], ...said: readonly string[]) =>
    either(place.words.at(`usage.${key}`), ...said);
  const traffic = place.words.at('usage.trafficType');
  const bought = traffic === NOTHING ? NOTHING : geminiTier(traffic, 'null');

  /** Locals build on the ones before them. */
  const locals = {
    ...place.locals,
    dialect: recognisedDialect('usage', place.words),
    status: `lower(${firstAt('status')})`,
    http_status_text: first(FLAT_KEYS.http_status),
    success: first(FLAT_KEYS.success),
    // An error object, a text or a flag says that the call failed; null, false, '' and {} do not.
    error: `coalesce(${[
      ...FLAT_KEYS.error
        .filter((key) => at(key) !== NOTHING)
        .map((key) => `case when ${oneOf(`${at(key)}::varchar`, NO_ERROR)} then null else ${at(key)} end`),
      `to_json(${first(FLAT_KEYS.error_message)})`,
    ].join(', ')})`,
    // Some loggers print the absence of an error as a word.
    error_type:
      errorType === NOTHING
        ? NOTHING
        : `case when not ${oneOf(`lower(${errorType})`, ['none', 'null', 'false', '0', '-'])} then ${errorType} end`,
    duration_ms: first(FLAT_KEYS.duration_ms),
    duration_s: first(FLAT_KEYS.duration_s),
    duration_either: first(FLAT_KEYS.duration_either),
    first_token_ms: first(FLAT_KEYS.first_token_ms),
    first_token_s: first(FLAT_KEYS.first_token_s),
    cost: first(FLAT_KEYS.cost),
    cost_estimate: first(FLAT_KEYS.cost_estimate),
    tier: `lower(${either(bought, served('service_tier', place.tier ?? NOTHING, first(FLAT_KEYS.tier)))})`,
  };

  const status = named('status');
  const httpStatus = `coalesce(to_http_status(${named('http_status_text')}), to_http_status(${status}))`;
  const success = `to_flag(${named('success')})`;
  const error = named('error');
  const isError = `(${httpStatus} >= 400 or ${success} = false or ${error} is not null or ${oneOf(status, [...FAILURE_CLASSES, ...FAILED])}
      or (${named('error_type')} is not null and coalesce(${status} not in ('ok', 'success') and ${httpStatus} is distinct from 200, true)))`;
  const errorWord = `case json_type(${error})
      when 'OBJECT' then coalesce(${error} ->> '$.type', ${error} ->> '$.code', ${error} ->> '$.name')
      when 'VARCHAR' then ${error} ->> '$'
  end`;
  const bareDuration = named('duration_either');

  const units = bucketUnits('usage', place.words);
  return {
    id,
    title: 'Application log, one flat object per call',
    fields: narrowFields,
    locals,
    claims: anyOf(
      present(...TOKEN_KEYS),
      ...[bareCount('prompt'), bareCount('completion'), bareInput, bareOutput].flatMap((count) =>
        count === NOTHING ? [] : [`${count} is not null`],
      ),
      `${dialect} is not null`,
      `(${present(...FLAT_KEYS.model)} and ${present(...outcomeKeys, ...timeKeys)})`,
    ),
    ignores: [
      { when: `${status} = 'skipped' or to_flag(${at('api_called')}) = false`, reason: 'no call was made (skipped)' },
      { when: `${at('type')} like '%summary'`, reason: 'a summary of other lines' },
    ],
    rejects: [],
    tokens: {
      input: either(
        both(FLAT_KEYS.input, nested.input),
        missedAndHit,
        bareCount('prompt'),
        inTokens('input'),
        bareInput,
      ),
      output: either(both(FLAT_KEYS.output, nested.output), bareCount('completion'), inTokens('output'), bareOutput),
      total: either(
        ...FLAT_KEYS.total.map((key) => (key === 'tokens' ? bareTokens : at(key))),
        nested.total ?? NOTHING,
      ),
      cache_read: either(both(FLAT_KEYS.cache_read, nested.cache_read), inTokens('cache_read')),
      cache_write: either(both(FLAT_KEYS.cache_write, nested.cache_write), inTokens('cache_write')),
      reasoning: either(both(FLAT_KEYS.reasoning, nested.reasoning), inTokens('reasoning')),
      cache_write_5m: nested.cache_write_5m ?? NOTHING,
      cache_write_1h: nested.cache_write_1h ?? NOTHING,
      tool_input: nested.tool_input ?? NOTHING,
      input_audio: nested.input_audio ?? NOTHING,
      input_image: nested.input_image ?? NOTHING,
      input_video: nested.input_video ?? NOTHING,
      cache_read_audio: nested.cache_read_audio ?? NOTHING,
      output_audio: nested.output_audio ?? NOTHING,
      output_image: nested.output_image ?? NOTHING,
      web_searches: nested.web_searches ?? NOTHING,
    },
    convention: {
      cache: `case ${dialect}
          when 'anthropic' then ${ANTHROPIC_CACHE}
          when 'bedrock.converse' then 'exclusive'
          when 'openai.chat' then 'inclusive' when 'openai.responses' then 'inclusive' when 'gemini' then 'inclusive'
          when 'buckets' then 'inclusive'
          else case when ${present('cache_read_input_tokens', 'cache_creation_input_tokens')} then ${ANTHROPIC_CACHE} else 'by_file' end
      end`,
      reasoning: `case ${dialect} when 'gemini' then 'additive' when 'anthropic' then 'contained' when 'buckets' then 'contained' else 'inferred' end`,
    },
    record: {
      call_id: `case when regexp_matches(${at('id')}, '^(chatcmpl-|resp_|msg_|gen-|req_|cmpl-)') then ${at('id')} end`,
      call_id_kind: `'response_id'`,
      request_id: first(FLAT_KEYS.request),
      trace_id: first(FLAT_KEYS.trace),
      session_id: first(FLAT_KEYS.session),
      pair_id: first(FLAT_KEYS.pair),
      started_at_text: first(FLAT_KEYS.started_at),
      provider: `lower(${first(FLAT_KEYS.provider)})`,
      gateway: `lower(${first(FLAT_KEYS.gateway)})`,
      endpoint: first(FLAT_KEYS.endpoint),
      region: first(FLAT_KEYS.region),
      model: first(FLAT_KEYS.model),
      model_requested: first(FLAT_KEYS.model_requested),
      service_tier: named('tier'),
      speed: `lower(${served('speed', firstAt('speed'))})`,
      inference_geo: anthropicGeo(served('inference_geo', firstAt('inference_geo'))),
      is_batch: `coalesce(to_flag(${firstAt('is_batch', 'batch')}), ${batchTier(named('tier'))})`,
      ...(units === undefined ? {} : { other_units: `case when ${dialect} = 'buckets' then ${units} end` }),
      http_status: httpStatus,
      status: `case
          when ${status} in ('cancelled', 'canceled', 'aborted') then 'cancelled'
          when ${status} in ('blocked', 'filtered', 'content_filter') then 'blocked'
          when ${isError} then 'error'
          else 'ok'
      end`,
      error_type: `case when ${isError} then coalesce(error_class(${named('error_type')}), error_class(${errorWord}),
          case when ${oneOf(status, FAILURE_CLASSES)} then ${status} end, ${httpStatus}::varchar, 'error') end`,
      is_cut: `case when lower(${firstAt('finish_reason')}) in ('cut', 'connection_reset', 'aborted') then true end`,
      attempt: `try_cast(to_count(${first(FLAT_KEYS.attempt)}) as integer)`,
      quality_score: `to_finite(${first(FLAT_KEYS.quality)})`,
      // A bare `latency` is milliseconds unless it says `s` or is a fraction too small to be one.
      duration_us: `coalesce(
          milliseconds_to_us(${named('duration_ms')}),
          seconds_to_us(rtrim(${named('duration_s')}, ' s')),
          case
              when ${bareDuration} like '%ms' then milliseconds_to_us(rtrim(${bareDuration}, ' ms'))
              when ${bareDuration} like '%s' then seconds_to_us(rtrim(${bareDuration}, ' s'))
              when ${bareDuration} like '%.%' and try_cast(${bareDuration} as double) < 1000 then seconds_to_us(${bareDuration})
              else milliseconds_to_us(${bareDuration})
          end)`,
      first_token_us: `coalesce(milliseconds_to_us(${named('first_token_ms')}), seconds_to_us(rtrim(${named('first_token_s')}, ' s')))`,
      is_streamed: `to_flag(${first(FLAT_KEYS.streamed)})`,
      user_id: first(FLAT_KEYS.user),
      api_key: first(FLAT_KEYS.key),
      team: first(FLAT_KEYS.team),
      project: first(FLAT_KEYS.project),
      environment: first(FLAT_KEYS.environment),
      tags: `case when json_type(${at('tags')}) = 'OBJECT' and length(${at('tags')}) <= 4000 then ${at('tags')} end`,
      logged_cost: `coalesce(${named('cost')}, ${named('cost_estimate')})`,
      logged_cost_currency: `case when ${named('cost')} is not null or ${named('cost_estimate')} is not null then 'USD' end`,
      logged_cost_kind: `case when ${named('cost')} is not null then 'actual' when ${named('cost_estimate')} is not null then 'list_estimate' end`,
      rate_limit_remaining: `to_count(${first(FLAT_KEYS.rate_limit)})`,
    },
    identity: 'none, unless `id` has the shape a provider gives; attempts share the id of a request',
    notLogged: 'whatever the application leaves out',
  };
}

const declared = (words: Words, narrowFields: Shape) => application('flat', words, narrowFields, { words, locals: {} });

export const flat: Format = {
  ...declared(wordsFor(), FLAT_FIELDS),
  narrowed: (known) => declared(wordsFor(known), narrowedShape(FLAT_FIELDS, known)),
};
