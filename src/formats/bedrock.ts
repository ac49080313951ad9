/**
 * Amazon Bedrock: the model invocation log (one record per call, to S3 or CloudWatch), results of batch inference, and bodies
 * of the Converse API.
 *
 * Of a logged body only counters and latencies are read, and never those of a request: prompts may hold keys of any name.
 *
 * Sources: Amazon Bedrock User Guide, "Monitor model invocation" and "Batch inference"; API reference, `InvokeModel` (errors
 * and their HTTP statuses) and `TokenUsage`; all read in autumn 2026.
 */
import { DIALECTS } from './dialects.js';
import type { Format } from './format.js';
import { at, either, firstAt, firstTokens, local, objectTags, oneOf, present, type Words, wordsWithin } from './sql.js';

const anthropic = DIALECTS.anthropic;
const converse = DIALECTS['bedrock.converse'];

const named = (name: string) => local('bedrock.invocation_log', name);
const body = wordsWithin(named('body'));
const metrics = wordsWithin(named('metrics'));
const startUsage = wordsWithin(named('start_usage'));
const METRICS = `"amazon-bedrock-invocationMetrics"`;

/** The last that some chunk of a streamed body has; bodies come as the events themselves or wrapped one level deeper. */
const lastOf = (path: string) =>
  `coalesce((${named('body')} -> '$[*].${path}')[-1], (${named('body')} -> '$[*].chunk.${path}')[-1])`;

const HTTP_STATUSES: Readonly<Record<string, number>> = {
  ValidationException: 400,
  ServiceQuotaExceededException: 400,
  ConflictException: 400,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ModelTimeoutException: 408,
  ModelErrorException: 424,
  ModelStreamErrorException: 424,
  ThrottlingException: 429,
  ModelNotReadyException: 429,
  InternalServerException: 500,
  ServiceUnavailableException: 503,
};

const bodyTokens = firstTokens(jsonCounts(body, 'usage.'), jsonCounts(startUsage));

/** Counts of a body whichever of the two families it is of. */
function jsonCounts({ at: member }: Words, parent = '') {
  const key = (name: string) => member(`${parent}${name}`);
  return {
    cache_read: either(key('cache_read_input_tokens'), key('cacheReadInputTokens')),
    cache_write: either(key('cache_creation_input_tokens'), key('cacheWriteInputTokens')),
    cache_write_5m: key('cache_creation.ephemeral_5m_input_tokens'),
    cache_write_1h: key('cache_creation.ephemeral_1h_input_tokens'),
    reasoning: key('output_tokens_details.thinking_tokens'),
    input: either(key('input_tokens'), key('inputTokens')),
    output: either(key('output_tokens'), key('outputTokens')),
  };
}

/** Writes by lifetime in Converse bodies, which list them. */
const writtenFor = (ttl: string) => `nullif(list_sum(list_transform(
    list_filter(from_json(coalesce(${named('body')} -> '$.usage.cacheDetails', '[]'::json), '[{"inputTokens":"VARCHAR","ttl":"VARCHAR"}]'), lambda d: d.ttl = '${ttl}'),
    lambda d: to_count(d."inputTokens"))), 0)::varchar`;

export const bedrockInvocationLog: Format = {
  id: 'bedrock.invocation_log',
  title: 'Amazon Bedrock model invocation log',
  fields: {
    schemaType: 'text',
    timestamp: 'text',
    accountId: 'text',
    region: 'text',
    inferenceRegion: 'text',
    requestId: 'text',
    operation: 'text',
    modelId: 'text',
    errorCode: 'text',
    identity: { arn: 'text' },
    requestMetadata: 'json',
    input: { inputTokenCount: 'text', cacheReadInputTokenCount: 'text', cacheWriteInputTokenCount: 'text' },
    output: { outputTokenCount: 'text', outputBodyJson: 'json' },
  },
  locals: {
    body: at('output.outputBodyJson'),
    metrics: `case when json_type(${named('body')}) = 'ARRAY' then ${lastOf(METRICS)} end`,
    start_usage: `case when json_type(${named('body')}) = 'ARRAY'
        then coalesce(${lastOf('message.usage')}, ${lastOf('metadata.usage')}) end`,
  },
  signs: ['schemaType'],
  claims: `${at('schemaType')} = 'ModelInvocationLog'`,
  ignores: [],
  rejects: [],
  tokens: {
    ...bodyTokens,
    input: either(at('input.inputTokenCount'), metrics.at('inputTokenCount'), bodyTokens.input as string),
    output: either(at('output.outputTokenCount'), metrics.at('outputTokenCount'), bodyTokens.output as string),
    cache_read: either(
      at('input.cacheReadInputTokenCount'),
      metrics.at('cacheReadInputTokenCount'),
      bodyTokens.cache_read as string,
    ),
    cache_write: either(
      at('input.cacheWriteInputTokenCount'),
      metrics.at('cacheWriteInputTokenCount'),
      bodyTokens.cache_write as string,
    ),
    cache_write_5m: either(bodyTokens.cache_write_5m as string, writtenFor('5m')),
    cache_write_1h: either(bodyTokens.cache_write_1h as string, writtenFor('1h')),
  },
  convention: converse.convention,
  record: {
    call_id: firstAt('requestId'),
    call_id_kind: `'request_id'`,
    request_id: firstAt('requestId'),
    started_at_text: firstAt('timestamp'),
    provider: `'bedrock'`,
    endpoint: `lower(regexp_replace(regexp_replace(${firstAt('operation')}, '(WithResponse)?Stream$', ''), '([a-z])([A-Z])', '\\1_\\2', 'g'))`,
    region: firstAt('region', 'inferenceRegion'),
    // A profile of one's own hides the model, which bodies of Claude name.
    model: `case when ${at('modelId')} like '%:application-inference-profile/%' then coalesce(${body.firstAt('model')}, ${firstAt('modelId')})
        else ${firstAt('modelId')} end`,
    model_requested: `case when ${at('modelId')} like '%:application-inference-profile/%' then ${at('modelId')} end`,
    is_batch: `case when ${at('operation')} ilike '%ModelInvocationJob%' then true end`,
    status: `case when ${firstAt('errorCode')} is not null then 'error' else 'ok' end`,
    http_status: `case ${at('errorCode')} ${Object.entries(HTTP_STATUSES)
      .map(([code, status]) => `when '${code}' then ${status}`)
      .join(' ')} end`,
    error_type: `error_class(${firstAt('errorCode')})`,
    is_billed: `case when ${firstAt('errorCode')} is not null then false end`,
    duration_us: `coalesce(milliseconds_to_us(${body.at('metrics.latencyMs')}), milliseconds_to_us(${metrics.at('invocationLatency')}))`,
    first_token_us: `milliseconds_to_us(${metrics.at('firstByteLatency')})`,
    is_streamed: `case when ${at('operation')} is not null then ${at('operation')} like '%Stream' end`,
    user_id: firstAt('identity.arn'),
    project: firstAt('accountId'),
    tags: objectTags(at('requestMetadata')),
  },
  identity: '`requestId`',
  notLogged: 'HTTP status, beyond what an error code stands for; latency, unless the body is delivered and has it',
};

const output = (key: string) => at(`modelOutput.${key}`);

export const bedrockBatch: Format = {
  id: 'bedrock.batch',
  title: 'Amazon Bedrock batch inference output',
  fields: {
    recordId: 'text',
    model: 'text',
    modelInput: 'text',
    modelOutput: {
      id: 'text',
      model: 'text',
      stop_reason: 'text',
      usage: { ...anthropic.fields, ...converse.fields },
      prompt_token_count: 'text',
      generation_token_count: 'text',
      inputTextTokenCount: 'text',
    },
    error: { errorCode: 'text' },
  },
  signs: ['recordId'],
  claims: `(${present('recordId')} and (${present('modelOutput', 'modelInput')} or (${present('error.errorCode')} and ${at('model')} is null)))`,
  ignores: [],
  rejects: [
    {
      when: `${at('modelOutput')} is null and ${at('error')} is null`,
      reason: 'a request sent to a batch, not its result: load the output file of the batch instead',
    },
  ],
  tokens: firstTokens(anthropic.tokens('modelOutput.usage'), converse.tokens('modelOutput.usage'), {
    input: either(output('prompt_token_count'), output('inputTextTokenCount')),
    output: output('generation_token_count'),
  }),
  convention: converse.convention,
  record: {
    call_id: firstAt('modelOutput.id'),
    call_id_kind: `'response_id'`,
    provider: `'bedrock'`,
    endpoint: `'invoke_model'`,
    model: firstAt('modelOutput.model'),
    is_batch: 'true',
    http_status: `to_http_status(${at('error.errorCode')})`,
    status: `case when ${at('modelOutput')} is null then 'error' when ${output('stop_reason')} = 'refusal' then 'blocked' else 'ok' end`,
    error_type: `case when ${at('modelOutput')} is null then coalesce(error_class(${at('error.errorCode')}), 'error')
        when ${output('stop_reason')} = 'refusal' then 'refusal' end`,
    is_billed: `case when ${at('modelOutput')} is null then false end`,
  },
  identity: '`modelOutput.id`: a `recordId` is unique only within its job',
  notLogged: 'time, latency, user; the model, unless it names itself',
};

const usage = (key: string) => at(`usage.${key}`);

export const bedrockConverse: Format = {
  id: 'bedrock.converse',
  title: 'Amazon Bedrock Converse response',
  fields: {
    stopReason: 'text',
    metrics: { latencyMs: 'text' },
    output: { message: 'text' },
    ResponseMetadata: { RequestId: 'text', HTTPStatusCode: 'text' },
    model: 'text',
    usage: { ...converse.fields, totalTokens: 'text' },
  },
  signs: ['metrics', 'output'],
  claims: `(${usage('inputTokens')} is not null and ${present('metrics.latencyMs', 'output.message')} and ${at('model')} is null)`,
  ignores: [],
  rejects: [],
  tokens: converse.tokens('usage'),
  convention: converse.convention,
  record: {
    call_id: firstAt('ResponseMetadata.RequestId'),
    call_id_kind: `'request_id'`,
    request_id: firstAt('ResponseMetadata.RequestId'),
    provider: `'bedrock'`,
    endpoint: `'converse'`,
    http_status: `to_http_status(${at('ResponseMetadata.HTTPStatusCode')})`,
    status: `case when ${oneOf(at('stopReason'), ['guardrail_intervened', 'content_filtered'])} then 'blocked' else 'ok' end`,
    error_type: `case when ${oneOf(at('stopReason'), ['guardrail_intervened', 'content_filtered'])} then ${at('stopReason')} end`,
    duration_us: `milliseconds_to_us(${at('metrics.latencyMs')})`,
  },
  identity: '`ResponseMetadata.RequestId`, which the SDK for Python adds; the body alone has none',
  notLogged: 'model, time, user',
};
