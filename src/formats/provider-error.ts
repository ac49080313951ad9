/**
 * Error bodies alone on a line, as OpenAI, Anthropic and Google return them: a failed call, of which model and time are
 * not known.
 */
import type { Format } from './format.js';
import { at, firstAt, jsonMember } from './sql.js';

const code = jsonMember('error', 'code');

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
    id: 'text',
    object: 'text',
    event: 'text',
  },
  signs: ['error'],
  claims: `json_type(${at('error')}) = 'OBJECT' and (${at('error')} ->> '$.message') is not null
    and ${at('custom_id')} is null and ${at('model')} is null and ${at('status')} is null and ${at('object')} is null
    and ${at('event')} is null and (${at('type')} is null or ${at('type')} = 'error')`,
  ignores: [],
  rejects: [],
  tokens: {},
  convention: { cache: 'inclusive', reasoning: 'contained' },
  record: {
    call_id: firstAt('request_id'),
    call_id_kind: `'request_id'`,
    request_id: firstAt('request_id'),
    provider: `case
        when ${at('type')} = 'error' then 'anthropic'
        when (${at('error')} ->> '$.status') is not null then 'google'
        when (${at('error')} ->> '$.type') is not null then 'openai'
    end`,
    status: `'error'`,
    http_status: `to_http_status(${code})`,
    error_type: `coalesce(error_class(${jsonMember('error', 'type', 'status', 'code')}), 'error')`,
    is_billed: 'false',
  },
  identity: '`request_id` where there is one',
  notLogged: 'model, time, tokens, latency',
};
