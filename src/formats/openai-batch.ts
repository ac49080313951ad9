/**
 * Results of a batch as OpenAI, Azure, Groq and Mistral write them: a line per request, the answer's body inside. The lines
 * that were sent look alike and are no calls: they are refused, with the way out.
 *
 * Source: OpenAI API reference, "Batch: the request output object", read in autumn 2026.
 */
import { DIALECTS } from './dialects.js';
import type { Format } from './format.js';
import { mergeShapes } from './shape.js';
import { anyOf, at, firstAt, firstTokens, jsonMember, present } from './sql.js';

const chat = DIALECTS['openai.chat'];
const responses = DIALECTS['openai.responses'];

const body = (key: string) => at(`response.body.${key}`);
const bodyError = jsonMember('response.body.error', 'code', 'type');
const lineError = jsonMember('error', 'code', 'type');
const httpStatus = `to_http_status(${at('response.status_code')})`;
const isError = anyOf(
  `json_type(${at('error')}) = 'OBJECT'`,
  `json_type(${body('error')}) = 'OBJECT'`,
  `${httpStatus} >= 400`,
);
const isInput = present('method', 'url');

export const openaiBatch: Format = {
  id: 'openai.batch',
  title: 'OpenAI Batch output',
  fields: {
    id: 'text',
    custom_id: 'text',
    method: 'text',
    url: 'text',
    result: 'text',
    model: 'text',
    error: 'json',
    response: {
      status_code: 'text',
      request_id: 'text',
      body: {
        id: 'text',
        object: 'text',
        created: 'text',
        created_at: 'text',
        model: 'text',
        service_tier: 'text',
        x_groq: 'text',
        error: 'json',
        usage: mergeShapes(chat.fields, responses.fields),
      },
    },
  },
  signs: ['custom_id'],
  claims: `(${present('custom_id')} and ${at('result')} is null
    and (${isInput} or ${present('response')} or (json_type(${at('error')}) = 'OBJECT' and ${at('model')} is null)))`,
  ignores: [],
  rejects: [
    {
      when: isInput,
      reason: 'a request sent to a batch, not its result: load the output file of the batch instead',
    },
    {
      when: `${body('usage')} is null and not coalesce(${isError}, false)`,
      reason: 'a batch result with neither usage nor an error',
    },
  ],
  tokens: firstTokens(chat.tokens('response.body.usage'), responses.tokens('response.body.usage')),
  convention: chat.convention,
  record: {
    call_id: firstAt('response.body.id', 'id'),
    call_id_kind: `case when ${body('id')} is not null then 'response_id' else 'batch_id' end`,
    request_id: firstAt('response.request_id'),
    started_at_text: firstAt('response.body.created', 'response.body.created_at'),
    provider: `case when ${at('id')} like 'batch_req_out_%' or ${body('x_groq')} is not null then 'groq' end`,
    endpoint: `case ${body('object')} when 'chat.completion' then 'chat' when 'response' then 'responses'
        when 'list' then 'embeddings' when 'text_completion' then 'completions' end`,
    model: firstAt('response.body.model'),
    service_tier: `lower(${firstAt('response.body.service_tier')})`,
    is_batch: 'true',
    http_status: httpStatus,
    status: `case when ${lineError} = 'batch_cancelled' then 'cancelled' when ${isError} then 'error' else 'ok' end`,
    error_type: `coalesce(error_class(coalesce(${lineError}, ${bodyError})), ${httpStatus}::varchar)`,
    is_billed: `case when ${isError} then false end`,
  },
  identity: "`response.body.id`, else the line's `id`",
  notLogged: 'latency and user; when a request ran, beyond the time its answer was made',
};
