/**
 * OpenAI's smaller text endpoints: legacy completions, embeddings and moderations. Compatible providers (Voyage, Mistral,
 * vLLM, …) answer in the same shapes.
 *
 * Source: OpenAI API reference, "Completions", "Embeddings" and "Moderations", read in autumn 2026.
 */
import { DIALECTS } from './dialects.js';
import type { Format } from './format.js';
import { at, either, firstAt, jsonMember } from './sql.js';

const { fields, tokens, convention } = DIALECTS['openai.chat'];

export const openaiCompletions: Format = {
  id: 'openai.completions',
  title: 'OpenAI completion (legacy)',
  fields: { id: 'text', object: 'text', created: 'text', model: 'text', usage: fields, error: 'json' },
  signs: ['object'],
  claims: `${at('object')} in ('text_completion', 'text_completion.chunk')`,
  ignores: [{ when: `${at('usage')} is null and ${at('error')} is null`, reason: 'a stream chunk without usage' }],
  rejects: [],
  tokens: tokens('usage'),
  convention,
  record: {
    call_id: firstAt('id'),
    call_id_kind: `'response_id'`,
    started_at_text: firstAt('created'),
    endpoint: `'completions'`,
    model: firstAt('model'),
    status: `case when json_type(${at('error')}) = 'OBJECT' then 'error' else 'ok' end`,
    error_type: `error_class(${jsonMember('error', 'type', 'code')})`,
  },
  identity: '`id`',
  notLogged: 'latency, time to first token, HTTP status, user; whether it was streamed',
};

export const openaiEmbeddings: Format = {
  id: 'openai.embeddings',
  title: 'OpenAI embeddings',
  fields: {
    id: 'text',
    object: 'text',
    model: 'text',
    usage: { prompt_tokens: 'text', total_tokens: 'text' },
  },
  signs: ['object'],
  claims: `${at('object')} = 'list' and ${at('model')} is not null and ${either(at('usage.prompt_tokens'), at('usage.total_tokens'))} is not null`,
  ignores: [],
  rejects: [],
  tokens: {
    // Nothing is generated, so the total is the input; some providers give no more than that.
    input: either(at('usage.prompt_tokens'), at('usage.total_tokens')),
    output: `'0'`,
  },
  convention: { cache: 'inclusive', reasoning: 'contained' },
  record: {
    call_id: firstAt('id'),
    call_id_kind: `'response_id'`,
    endpoint: `'embeddings'`,
    model: firstAt('model'),
    status: `'ok'`,
  },
  identity: 'none: the body of OpenAI has no id; `id` where a compatible provider gives one',
  notLogged: 'time, latency, HTTP status, user',
};

export const openaiModeration: Format = {
  id: 'openai.moderation',
  title: 'OpenAI moderation',
  fields: { id: 'text', model: 'text', results: 'text' },
  signs: ['results'],
  claims: `${at('id')} like 'modr-%' and ${at('results')} is not null`,
  ignores: [],
  rejects: [],
  tokens: {},
  convention: { cache: 'inclusive', reasoning: 'contained' },
  record: {
    call_id: firstAt('id'),
    call_id_kind: `'response_id'`,
    provider: `'openai'`,
    endpoint: `'moderations'`,
    model: firstAt('model'),
    status: `'ok'`,
    // Moderation is free of charge.
    is_billed: 'false',
  },
  identity: '`id`',
  notLogged: 'time, latency, HTTP status, user; tokens are not counted, and the endpoint is free',
};
