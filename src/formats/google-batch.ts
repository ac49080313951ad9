/**
 * Results of Gemini batches: the Gemini API's `{key, response | error}`, Vertex AI's predictions with the request beside the
 * response, and the rows of Vertex AI's request-response logging. Batch traffic costs half.
 *
 * Sources: Gemini API "Batch mode", Vertex AI "Batch prediction for Gemini" and "Request-response logging", read in autumn
 * 2026. Lines of a batch's input have a request and no response: they are refused.
 */
import { DIALECTS } from './dialects.js';
import type { Format } from './format.js';
import { anyOf, at, firstAt, jsonMember, jsonObject, local, present, wordsWithin } from './sql.js';

const { fields, tokens, convention } = DIALECTS.gemini;

const part = (key: string) => at(`response.${key}`);
const isVertex = present('processed_time');
const failure = `filled(${at('status')})`;
const isBlocked = `${part('promptFeedback.blockReason')} is not null`;
const error = anyOf(`json_type(${at('error')}) = 'OBJECT'`, `json_type(${part('error')}) = 'OBJECT'`);
const isError = anyOf(`(${isVertex} and ${failure} is not null)`, error);

export const googleBatch: Format = {
  id: 'google.batch',
  title: 'Gemini batch and Vertex AI predictions',
  fields: {
    key: 'text',
    model: 'text',
    status: 'text',
    processed_time: 'text',
    error: 'json',
    request: { labels: 'text', contents: 'text' },
    response: {
      responseId: 'text',
      modelVersion: 'text',
      createTime: 'text',
      usageMetadata: fields,
      promptFeedback: { blockReason: 'text' },
      error: 'json',
    },
  },
  signs: ['request', 'key'],
  claims: `((${present('key')} or ${present('request.contents')})
    and (${anyOf(present('response.usageMetadata'), isVertex, `(${present('key')} and ${at('model')} is null and ${anyOf(present('request.contents'), error)})`)}))`,
  ignores: [],
  rejects: [
    {
      when: `${at('response')} is null and not coalesce(${isError}, false)`,
      reason: 'a request sent to a batch, not its result: load the output file of the batch instead',
    },
  ],
  tokens: tokens('response.usageMetadata'),
  convention,
  record: {
    call_id: firstAt('response.responseId'),
    call_id_kind: `'response_id'`,
    started_at_text: firstAt('response.createTime', 'processed_time'),
    provider: `case when ${isVertex} or ${part('createTime')} is not null then 'vertex' else 'google' end`,
    endpoint: `'generate_content'`,
    model: `regexp_replace(${firstAt('response.modelVersion')}, '^models/', '')`,
    is_batch: 'true',
    http_status: `coalesce(to_http_status(regexp_extract(${failure}, '\\b([45][0-9]{2})\\b', 1)),
        to_http_status(coalesce(${jsonMember('error', 'code')}, ${jsonMember('response.error', 'code')})))`,
    status: `case when ${isError} then 'error' when ${isBlocked} then 'blocked' else 'ok' end`,
    error_type: `case
        when ${isError} then coalesce(error_class(coalesce(${jsonMember('error', 'status', 'code')}, ${jsonMember('response.error', 'status', 'code')})),
            error_class(filled(regexp_extract(${failure}, '\\b[A-Z]+(_[A-Z]+)+\\b'))), error_class(${failure}), 'error')
        when ${isBlocked} then error_class(${part('promptFeedback.blockReason')}) end`,
    is_billed: `case when ${isError} then false end`,
    tags: `case when json_valid(${at('request.labels')}) and length(${at('request.labels')}) <= 4000 then ${at('request.labels')} end`,
  },
  identity: '`response.responseId`, which older batches lack',
  notLogged: 'latency, user; the model and the time in older batches of the Gemini API',
};

/** BigQuery keeps the body as an object or as its text. */
const body = local('vertex.request_log', 'body');
const within = wordsWithin(body);
const metadata = Object.fromEntries(
  Object.entries(tokens('usageMetadata', within)).filter(([, sql]) => !sql.includes('modality_tokens')),
);

export const vertexRequestLog: Format = {
  id: 'vertex.request_log',
  title: 'Vertex AI request-response logging',
  fields: {
    logging_time: 'text',
    model: 'text',
    endpoint: 'text',
    deployed_model_id: 'text',
    request_id: 'text',
    full_response: 'json',
  },
  locals: { body: jsonObject(at('full_response')) },
  signs: ['full_response'],
  claims: `(${present('logging_time')} and ${present('full_response')})`,
  ignores: [],
  rejects: [{ when: `${within.at('usageMetadata')} is null`, reason: 'a logged response without usage' }],
  tokens: metadata,
  convention,
  record: {
    call_id: within.firstAt('responseId'),
    call_id_kind: `'response_id'`,
    request_id: firstAt('request_id'),
    // The BigQuery export writes `2026-09-01 10:00:00.123456 UTC`.
    started_at_text: `coalesce(${within.firstAt('createTime')}, regexp_replace(${firstAt('logging_time')}, ' UTC$', '+00:00'))`,
    provider: `'vertex'`,
    endpoint: `'generate_content'`,
    model: `regexp_replace(coalesce(${within.firstAt('modelVersion')}, ${firstAt('model')}), '^(.*/)?models/', '')`,
    status: `case when ${within.at('promptFeedback.blockReason')} is not null then 'blocked' else 'ok' end`,
    error_type: `error_class(${within.at('promptFeedback.blockReason')})`,
  },
  identity: '`full_response.responseId`',
  notLogged: 'latency, HTTP status, user, modalities',
};
