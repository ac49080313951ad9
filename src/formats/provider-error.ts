/**
 * Error bodies alone on a line, as the providers return them: a failed call, of which model and time are not known.
 *
 * Read are OpenAI's (and DeepSeek's, Groq's, Perplexity's, OpenRouter's, …), Anthropic's, Google's, Mistral's, xAI's, Hugging
 * Face's, Cerebras's and those of AWS. A lone `{"message": "…"}`, as Bedrock's HTTP interface and Cohere answer, is what any
 * application may log and no proof of a call: it is left over.
 *
 * Sources: the error pages of those providers' API references, read in autumn 2026.
 */
import type { Format } from './format.js';
import { anyOf, at, either, firstAt, jsonMember, present } from './sql.js';

const code = jsonMember('error', 'code');
const text = `case when json_type(${at('error')}) = 'VARCHAR' then ${at('error')} ->> '$' end`;
/** `com.amazon.coral.service#ThrottlingException` */
const awsClass = `regexp_replace(coalesce(${at('__type')}, ${at('Error.Code')}), '^.*#', '')`;

const isAnthropic = `${at('type')} = 'error'`;
/** Anthropic documents the status that each type comes with. */
const ANTHROPIC_STATUSES: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

/** Keys of lines that tell more than an error body: they belong to whoever wrote the log. */
const nothingElse = [
  'custom_id',
  'key',
  'recordId',
  'model',
  'status',
  'event',
  'timestamp',
  'time',
  'level',
  'role',
  'usage',
]
  .map((key) => `${at(key)} is null`)
  .join(' and ');

export const providerError: Format = {
  id: 'provider_error',
  title: 'Error body of a provider',
  fields: {
    error: 'json',
    type: 'text',
    request_id: 'text',
    model: 'text',
    status: 'text',
    custom_id: 'text',
    key: 'text',
    recordId: 'text',
    id: 'text',
    object: 'text',
    event: 'text',
    timestamp: 'text',
    time: 'text',
    level: 'text',
    role: 'text',
    usage: 'text',
    message: 'text',
    code: 'text',
    param: 'text',
    raw_status_code: 'text',
    status_code: 'text',
    error_type: 'text',
    estimated_time: 'text',
    __type: 'text',
    Error: { Code: 'text', Message: 'text' },
    ResponseMetadata: { RequestId: 'text', HTTPStatusCode: 'text' },
  },
  signs: ['error', 'object', '__type', 'Error', 'param'],
  claims: `(${nothingElse} and (${anyOf(
    `(json_type(${at('error')}) = 'OBJECT' and (${at('error')} ->> '$.message') is not null and ${at('object')} is null
        and (${at('type')} is null or ${isAnthropic}))`,
    // Mistral and vLLM.
    `(${at('object')} = 'error' and ${present('message')})`,
    // Cerebras.
    `(${present('param', 'code')} and ${present('message')} and ${at('type')} like '%\\_error' escape '\\')`,
    // xAI gives a phrase as the code.
    `(${at('code')} like '% %' and json_type(${at('error')}) = 'VARCHAR')`,
    // Hugging Face.
    `(json_type(${at('error')}) = 'VARCHAR' and ${present('error_type', 'estimated_time')})`,
    // AWS: the JSON protocol and what the SDK for Python keeps.
    `(${present('__type')} and ${present('message')})`,
    present('Error.Code'),
  )}))`,
  ignores: [],
  rejects: [],
  tokens: {},
  convention: { cache: 'inclusive', reasoning: 'contained' },
  record: {
    call_id: firstAt('request_id', 'ResponseMetadata.RequestId'),
    call_id_kind: `'request_id'`,
    request_id: firstAt('request_id', 'ResponseMetadata.RequestId'),
    provider: `case
        when ${isAnthropic} then 'anthropic'
        when ${present('__type', 'Error.Code')} then 'bedrock'
        when ${at('object')} = 'error' then case when ${present('raw_status_code')} then 'mistral' end
        when ${present('estimated_time')} then 'huggingface'
        when (${at('error')} ->> '$.status') is not null then 'google'
        when (${at('error')} ->> '$.type') is not null then 'openai'
    end`,
    status: `'error'`,
    http_status: `coalesce(to_http_status(${code}),
        to_http_status(${firstAt('raw_status_code', 'status_code', 'ResponseMetadata.HTTPStatusCode', 'code')}),
        case when ${isAnthropic} then case ${jsonMember('error', 'type')} ${Object.entries(ANTHROPIC_STATUSES)
          .map(([type, status]) => `when '${type}' then ${status}`)
          .join(' ')} end end)`,
    error_type: `coalesce(error_class(${jsonMember('error', 'type', 'status', 'code')}), error_class(${awsClass}),
        error_class(case when coalesce(${at('type')}, '') <> 'error' then ${firstAt('type', 'error_type')} end),
        error_class(case when to_http_status(${at('code')}) is null then ${at('code')} end), error_class(${either(text, at('message'))}), 'error')`,
    is_billed: 'false',
  },
  identity: '`request_id` where there is one',
  notLogged: 'model, time, tokens, latency',
};
