/**
 * Langfuse: observations as the API gives them (camelCase) and as the blob storage export writes them (snake_case), and the
 * events that senders post. Only generations and embeddings are calls; spans, agents and tools around them carry their sums
 * again. Inputs and outputs are never read.
 *
 * An event of a generation may be completed by later ones: `queries/formats/langfuse_event.sql` puts together what a file says
 * of one observation. Costs are Langfuse's or the sender's estimate; 0 where nobody knew a price.
 *
 * Sources: github.com/langfuse/langfuse, `packages/shared/src/domain/observation-field-groups.ts`, `fern/apis/server` and
 * `packages/shared/src/server/ingestion/types.ts`, read in autumn 2026.
 */
import type { Format, RecordColumn, Shape } from './format.js';
import { knownCost } from './gateway.js';
import { langfuseUsage } from './langfuse-usage.js';
import { anyOf, at, either, jsonObject, local, oneOf, present, wordsWithin } from './sql.js';

/** Every kind of observation; those that call a model come first. */
const CALLS = ['GENERATION', 'EMBEDDING'];
const KINDS = [...CALLS, 'SPAN', 'EVENT', 'AGENT', 'TOOL', 'CHAIN', 'RETRIEVER', 'EVALUATOR', 'GUARDRAIL'];

/** Members whose value is an object, or a list, on some lines. */
const NESTED = ['usageDetails', 'costDetails', 'usage', 'metadata', 'tags'] as const;
const SCALARS = [
  ...['id', 'type', 'traceId', 'projectId', 'startTime', 'endTime', 'completionStartTime', 'createdAt'],
  ...['model', 'providedModelName', 'level', 'statusMessage', 'totalCost', 'calculatedTotalCost', 'latency'],
  ...['timeToFirstToken', 'userId', 'sessionId', 'environment', 'promptTokens', 'completionTokens', 'totalTokens'],
] as const;
const camelFields: Shape = {
  ...Object.fromEntries(SCALARS.map((key) => [key, 'text' as const])),
  ...Object.fromEntries(NESTED.map((key) => [key, 'json' as const])),
};
const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const bothFields: Shape = {
  ...camelFields,
  ...Object.fromEntries(SCALARS.map((key) => [snake(key), 'text' as const])),
  ...Object.fromEntries(NESTED.map((key) => [snake(key), 'json' as const])),
};

const microseconds = (time: string) => `epoch_us(to_instant(${time}))`;
/** LiteLLM makes its observations' ids of the time and the id of the answer. */
const ANSWER = '(chatcmpl-|resp_|msg_|gen-)[A-Za-z0-9_-]+$';

/** What rows and events say alike; `field` gives a member by its camelCase name. */
function read(id: string, field: (key: string) => string) {
  const named = (name: string) => local(id, name);
  const first = (...keys: string[]) =>
    `filled(${keys.length === 1 ? field(keys[0] as string) : `coalesce(${keys.map(field).join(', ')})`})`;
  const usage = langfuseUsage(id, field('usageDetails'), field('usage'), {
    input: field('promptTokens'),
    output: field('completionTokens'),
    total: field('totalTokens'),
  });
  const metadata = wordsWithin(named('metadata'));
  const costs = wordsWithin(named('costs'));
  const isHit = `coalesce(to_flag(${metadata.at('cache_hit')}), false)`;
  const isError = `coalesce(${field('level')} = 'ERROR', false)`;
  const answer = `case when not ${isHit} then filled(regexp_extract(${field('id')}, '${ANSWER}')) end`;
  const message = first('statusMessage');
  const httpStatus = `case when ${isError} then to_http_status(regexp_extract(${message}, '(?i)(?:^|status(?: code)?:? |error code:? )([45][0-9]{2})\\b', 1)) end`;
  const whole = `coalesce(seconds_to_us(${field('latency')}), case when ${microseconds(field('endTime'))} >= ${microseconds(field('startTime'))}
      then ${microseconds(field('endTime'))} - ${microseconds(field('startTime'))} end)`;
  const start = `coalesce(seconds_to_us(${field('timeToFirstToken')}), case when ${microseconds(field('completionStartTime'))} >= ${microseconds(field('startTime'))}
      then ${microseconds(field('completionStartTime'))} - ${microseconds(field('startTime'))} end)`;
  const list = field('tags');
  const record: Partial<Record<RecordColumn, string>> = {
    call_id: `coalesce(${answer}, ${first('id')})`,
    call_id_kind: `case when ${answer} is not null then 'response_id' else 'span' end`,
    trace_id: first('traceId'),
    session_id: first('sessionId'),
    started_at_text: first('startTime'),
    model: first('providedModelName', 'model'),
    other_units: usage.otherUnits,
    status: `case when ${isError} then 'error' else 'ok' end`,
    http_status: httpStatus,
    error_type: `case when ${isError} then coalesce(error_class(${message}), 'error') end`,
    gateway_cache_hit: `case when ${isHit} then true end`,
    duration_us: named('whole'),
    // Of an answer in one piece the first part is the whole.
    first_token_us: `case when ${named('start')} < ${named('whole')} then ${named('start')} end`,
    is_streamed: `case when ${named('start')} < ${named('whole')} then true end`,
    user_id: first('userId'),
    project: first('projectId'),
    environment: first('environment'),
    tags: `case when json_type(${list}) = 'ARRAY' and json_array_length(${list}) > 0 and length(${list}) <= 4000 then '{"tags":' || ${list} || '}' end`,
    logged_cost: named('cost'),
    logged_cost_currency: `case when ${named('cost')} is not null then 'USD' end`,
    logged_cost_kind: `case when ${named('cost')} is not null then 'list_estimate' end`,
  };
  return {
    named,
    isHit,
    locals: {
      ...usage.locals,
      metadata: jsonObject(field('metadata')),
      costs: jsonObject(field('costDetails')),
      cost: knownCost(
        `coalesce(${first('totalCost', 'calculatedTotalCost')}, ${costs.at('total')}, ${wordsWithin(named('usage')).at('totalCost')})`,
        isHit,
      ),
      whole,
      start,
    },
    tokens: usage.tokens,
    convention: usage.convention,
    record,
  };
}

const ROW = 'langfuse.observation';
const row = read(ROW, (key) => (snake(key) === key ? at(key) : either(at(key), at(snake(key)))));
const isObservation = oneOf(at('type'), KINDS);
const ROW_SIGNS = [
  ...[
    'usageDetails',
    'providedModelName',
    'parentObservationId',
    'completionStartTime',
    'statusMessage',
    'costDetails',
  ],
].flatMap((key) => [key, snake(key)]);
const isTrace = present('htmlPath', 'bookmarked');
const isScore = `(${present('observation_id', 'observationId')} and ${present('data_type', 'dataType')})`;

export const langfuseObservation: Format = {
  id: ROW,
  title: 'Langfuse observation',
  fields: {
    ...bothFields,
    ...Object.fromEntries(
      [...ROW_SIGNS, 'htmlPath', 'bookmarked', 'timestamp', 'observation_id', 'observationId', 'data_type', 'dataType']
        .filter((key) => !(key in bothFields))
        .map((key) => [key, 'text' as const]),
    ),
  },
  locals: row.locals,
  signs: [...ROW_SIGNS, 'htmlPath', 'bookmarked', 'observation_id', 'observationId'],
  claims: anyOf(
    `(${isObservation} and ${present(...ROW_SIGNS)})`,
    `(${isTrace} and ${present('timestamp')} and ${at('model')} is null)`,
    isScore,
  ),
  ignores: [
    { when: `${isTrace} and not coalesce(${isObservation}, false)`, reason: 'a trace: its calls are its observations' },
    { when: `${isScore} and not coalesce(${isObservation}, false)`, reason: 'a score, not a call' },
    { when: `not ${oneOf(at('type'), CALLS)}`, reason: 'an observation that is not a call of a model' },
  ],
  rejects: [],
  tokens: row.tokens,
  convention: row.convention,
  record: { ...row.record, endpoint: `case ${at('type')} when 'EMBEDDING' then 'embeddings' end` },
  identity: 'the id of the answer where `id` ends with one, as those of LiteLLM do; else `id`',
  notLogged: 'HTTP status, beyond what the message of a failure says; who was paid',
};

const EVENT = 'langfuse.event';
const event = read(EVENT, (key) => at(`body.${key}`));
const isOwnEvent = `regexp_full_match(${at('type')}, '(trace|score|dataset-run-item|event|span|generation|observation|agent|tool|chain|retriever|evaluator|embedding|guardrail)-(create|update)|sdk-log')`;
const isCall = anyOf(
  `regexp_full_match(${at('type')}, '(generation|embedding)-(create|update)')`,
  `(${at('type')} in ('observation-create', 'observation-update') and ${at('body.type')} in ('GENERATION', 'EMBEDDING'))`,
);
const stamp = (key: string) => `coalesce(${microseconds(at(`body.${key}`))}::varchar, '')`;

export const langfuseEvent: Format = {
  id: EVENT,
  title: 'Langfuse ingestion event',
  fields: { type: 'text', body: camelFields },
  locals: event.locals,
  signs: ['body'],
  claims: `(${isOwnEvent} and ${present('body')})`,
  ignores: [{ when: `not ${isCall}`, reason: 'an event that is not a call of a model' }],
  rejects: [
    {
      when: `${at('body.id')} is null and ${at('type')} like '%-update'`,
      reason: 'an update without the id of what it updates',
    },
  ],
  tokens: event.tokens,
  convention: event.convention,
  record: {
    ...event.record,
    // The query that completes these records reads the end and the first part from here and puts the kind in its place.
    call_id_kind: `concat_ws('/', ${event.record.call_id_kind}, ${stamp('endTime')}, ${stamp('completionStartTime')})`,
    endpoint: `case when ${at('type')} like 'embedding-%' or ${at('body.type')} = 'EMBEDDING' then 'embeddings' end`,
  },
  completedBy: 'formats/langfuse_event',
  identity:
    'the id of the answer where `body.id` ends with one, as those of LiteLLM do; else `body.id`; the events of one observation in a file are put together',
  notLogged: 'HTTP status, beyond what the message of a failure says; who was paid',
};
