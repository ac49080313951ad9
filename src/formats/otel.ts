/**
 * OpenTelemetry: spans and log records about calls of models, one to a line, with `attributes` as a map. Exporters' batches
 * (OTLP) are opened into such records first.
 *
 * Only what stands for one request to a model is a call. Spans around calls (agents, chains, `ai.generateText`) and events
 * that repeat a call carry its sums again: they count only where nothing closer to the call is known, which the query named
 * in `completedBy` decides over all files that are read together, whatever the order of their lines. What it cannot see: a
 * call whose spans are in files that are loaded one after the other, and agents within agents of which no call was traced.
 *
 * By convention input contains cached tokens and output contains reasoning. Events of Claude Code do not count so, and a
 * record of Anthropic with fewer input than cached tokens says that its sender does not either.
 */

import { ANTHROPIC_CACHE } from './dialects.js';
import type { Format, Shape } from './format.js';
import { ATTRIBUTES } from './otel-attributes.js';
import { anyOf, local, oneOf, pathTo, type Words, wordsFor } from './sql.js';

const ID = 'otel';
const named = (name: string) => local(ID, name);

/** A record beside its attributes. Times are JSON: text, number, pair or a long in two halves. */
const RECORD_FIELDS: Shape = {
  name: 'text',
  type: 'text',
  eventName: 'text',
  body: 'json',
  _body: 'json',
  traceId: 'text',
  trace_id: 'text',
  spanId: 'text',
  span_id: 'text',
  context: { trace_id: 'text', span_id: 'text' },
  spanContext: { traceId: 'text', spanId: 'text' },
  startTimeUnixNano: 'json',
  endTimeUnixNano: 'json',
  timeUnixNano: 'json',
  observedTimeUnixNano: 'json',
  startTime: 'json',
  endTime: 'json',
  start_time: 'json',
  end_time: 'json',
  hrTime: 'json',
  status: 'json',
  resource: 'json',
};

const fields: Shape = {
  ...RECORD_FIELDS,
  attributes: Object.fromEntries(
    Object.values(ATTRIBUTES)
      .flat()
      .map((name) => [name, 'text' as const]),
  ),
};

/** Operations of the GenAI conventions, and kinds of OpenInference and OpenLLMetry, that are one request to a model. */
const CALLS = [
  ...['chat', 'generate_content', 'text_completion', 'embeddings', 'responses', 'completion', 'embedding', 'rerank'],
  ...['image_generation', 'transcription', 'speech', 'messages', 'llm', 'generation'],
];
const AROUND_CALLS = ['invoke_agent', 'agent', 'chain', 'workflow', 'invoke_workflow', 'task'];
const NO_CALLS = ['execute_tool', 'create_agent', 'tool', 'retriever', 'guardrail', 'evaluator', 'prompt', 'reranker'];
const CALL_EVENTS = [
  'api_request',
  'api_error',
  'claude_code.api_request',
  'claude_code.api_error',
  'gemini_cli.api_response',
  'gemini_cli.api_error',
];
const CLAUDE_CODE = ['claude_code.api_request', 'claude_code.api_error', 'api_request', 'api_error'];

function declared(words: Words, narrowFields: Shape): Format {
  const { at, either, firstAt, present } = words;
  const attribute = (name: keyof typeof ATTRIBUTES) =>
    firstAt(...ATTRIBUTES[name].map((one) => pathTo('attributes', one)));
  const text = (path: string) => `(${at(path)} ->> '$')`;
  const firstText = (...paths: string[]) => `filled(coalesce(${paths.map(text).join(', ')}))`;
  const resource = (...names: string[]) =>
    `filled(coalesce(${names.flatMap((name) => [`${at('resource')} ->> '$.attributes."${name}"'`, `${at('resource')} ->> '$._attributes."${name}"'`]).join(', ')}))`;
  const traceId = `nullif(regexp_replace(lower(${firstAt('traceId', 'trace_id', 'context.trace_id', 'spanContext.traceId')}), '^0x', ''), '00000000000000000000000000000000')`;
  const spanId = `regexp_replace(lower(${firstAt('spanId', 'span_id', 'context.span_id', 'spanContext.spanId')}), '^0x', '')`;
  const locals = {
    operation: `lower(coalesce(${attribute('operation')}, ${attribute('kind')}, ${attribute('request_type')}))`,
    sdk_operation: attribute('sdk_operation'),
    // Names of events: an attribute, a member of its own, or the body.
    event: `coalesce(${attribute('event')}, ${firstAt('eventName')}, case when json_type(${at('body')}) = 'VARCHAR' then ${text('body')} end)`,
    input: attribute('input'),
    output: attribute('output'),
    total: attribute('total'),
    cache_read: attribute('cache_read'),
    cache_write: attribute('cache_write'),
    model: attribute('model'),
    provider: `lower(coalesce(${attribute('provider')}, split_part(${attribute('sdk_provider')}, '.', 1)))`,
    response_id: attribute('response_id'),
    trace: traceId,
    span: spanId,
    started: firstText(
      'startTimeUnixNano',
      'startTime',
      'start_time',
      'hrTime',
      'timeUnixNano',
      'endTimeUnixNano',
      'endTime',
      'end_time',
      'observedTimeUnixNano',
    ),
    ended: firstText('endTimeUnixNano', 'endTime', 'end_time'),
    status_code: `upper(coalesce(${at('status')} ->> '$.code', ${at('status')} ->> '$.status_code', case when json_type(${at('status')}) = 'VARCHAR' then ${text('status')} end))`,
    http_status: `to_http_status(${attribute('http_status')})`,
    error: attribute('error'),
  };
  const operation = named('operation');
  const sdk = named('sdk_operation');
  const event = named('event');
  const isCallEvent = oneOf(event, CALL_EVENTS);
  const isClaudeCode = oneOf(event, CLAUDE_CODE);
  const isGeminiCli = `${event} like 'gemini_cli.%'`;
  const hasCounts = `coalesce(${named('input')}, ${named('output')}, ${named('total')}) is not null`;
  /** How far a record stands from the call: 0 is the call itself; NULL is nothing of the kind. */
  const level = `case
      when ${at('type')} = 'metric' then null
      when ${isCallEvent} then 0
      when ${event} = 'gen_ai.client.inference.operation.details' then 1
      when ${sdk} like 'ai.%.do%' then 0
      when ${sdk} like 'ai.%' then case when ${hasCounts} then 2 end
      when ${oneOf(operation, CALLS)} then 0
      when ${oneOf(operation, AROUND_CALLS)} then case when ${hasCounts} then 3 end
      when ${oneOf(operation, NO_CALLS)} then null
      when ${event} is null and ${named('span')} is not null and ${hasCounts} and ${named('model')} is not null then 0
  end`;
  const isError = `(${event} like '%api_error' or ${named('error')} is not null or ${named('status_code')} in ('2', 'ERROR', 'STATUS_CODE_ERROR') or coalesce(${named('http_status')} >= 400, false))`;
  const cost = attribute('cost');
  return {
    id: ID,
    title: 'OpenTelemetry span or log record',
    fields: narrowFields,
    locals: { ...locals, level },
    signs: ['attributes', 'resource', 'spanContext', 'name'],
    claims: anyOf(
      `(${present('attributes')} and ${present('traceId', 'trace_id', 'spanId', 'span_id', 'context.trace_id', 'spanContext.traceId', 'hrTime', 'timeUnixNano', 'observedTimeUnixNano', 'startTimeUnixNano', '_body')})`,
      `(${present('attributes')} and ${present('body')})`,
      `(${at('type')} = 'metric' and ${at('name')} like 'gen_ai%')`,
      `(${present('resource')} and ${present('traceId', 'timeUnixNano', 'startTimeUnixNano', 'hrTime', 'body')})`,
    ),
    ignores: [{ when: `${named('level')} is null`, reason: 'telemetry that is not a call of a model' }],
    rejects: [],
    tokens: {
      input: named('input'),
      output: named('output'),
      total: named('total'),
      cache_read: named('cache_read'),
      cache_write: named('cache_write'),
      reasoning: attribute('reasoning'),
      tool_input: attribute('tool_input'),
    },
    convention: {
      cache: `case
          when ${isClaudeCode} then ${ANTHROPIC_CACHE}
          when to_count(${named('input')}) < coalesce(to_count(${named('cache_read')}), 0) + coalesce(to_count(${named('cache_write')}), 0)
              and (${named('provider')} like '%anthropic%' or ${named('provider')} like '%bedrock%' or ${named('model')} ilike '%claude%') then 'exclusive'
          else 'inclusive'
      end`,
      reasoning: `case when ${isGeminiCli} then 'additive' else 'inferred' end`,
    },
    completedBy: 'formats/otel',
    record: {
      call_id: `coalesce(${named('response_id')}, ${named('trace')} || ':' || ${named('span')})`,
      // The query that completes these records reads the distance from here and puts the kind in its place.
      call_id_kind: `case ${named('level')} when 0 then case when ${named('response_id')} is not null then 'response_id' else 'span' end else 'level ' || ${named('level')} end`,
      trace_id: named('trace'),
      session_id: attribute('session'),
      started_at_text: `coalesce(${attribute('time')}, ${named('started')})`,
      provider: `case when ${isClaudeCode} then 'anthropic' when ${isGeminiCli} then 'google' else ${named('provider')} end`,
      endpoint: `case when ${oneOf(operation, CALLS)} then ${operation} end`,
      model: named('model'),
      model_requested: attribute('model_requested'),
      service_tier: `lower(${attribute('tier')})`,
      speed: `lower(${attribute('speed')})`,
      status: `case when ${isError} then 'error' else 'ok' end`,
      http_status: named('http_status'),
      error_type: `case when ${isError} then coalesce(error_class(${named('error')}), ${named('http_status')}::varchar, error_class(${attribute('error_message')}), 'error') end`,
      is_billed: `case when ${event} like '%api_error' then false end`,
      attempt: `try_cast(to_count(${attribute('attempt')}) as integer)`,
      duration_us: `coalesce(milliseconds_to_us(${attribute('duration_ms')}),
          case when to_instant(${named('ended')}) > to_instant(${named('started')}) then epoch_us(to_instant(${named('ended')})) - epoch_us(to_instant(${named('started')})) end)`,
      first_token_us: `coalesce(seconds_to_us(${attribute('first_token_s')}), milliseconds_to_us(${attribute('first_token_ms')}))`,
      is_streamed: `case when ${sdk} like '%.doStream' or ${isClaudeCode} then true when ${sdk} like '%.do%' then false else to_flag(${attribute('streamed')}) end`,
      user_id: attribute('user'),
      project: resource('service.name'),
      environment: either(attribute('environment'), resource('deployment.environment.name', 'deployment.environment')),
      logged_cost: cost,
      logged_cost_currency: `case when ${cost} is not null then 'USD' end`,
      logged_cost_kind: `case when ${cost} is null then null when ${isClaudeCode} then 'notional' else 'list_estimate' end`,
      is_notional: `case when ${isClaudeCode} then true end`,
    },
    identity:
      'id of the response, else trace and span; spans around calls and events that repeat one count only where nothing closer to the call is known',
    notLogged: 'whatever the instrumentation leaves out; cached tokens often',
  };
}

export const otel: Format = declared(wordsFor(), fields);
