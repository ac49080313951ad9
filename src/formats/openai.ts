/**
 * OpenAI response bodies: chat completions (whole, and the last chunk of a stream) and Responses (whole, and the events
 * that end a stream). Compatible providers (Azure, Groq, OpenRouter, Cerebras, …) answer in the same shape.
 *
 * Source: OpenAI API reference, "Chat completion object" and "Response object", read in autumn 2026.
 */
import { DIALECTS } from './dialects.js';
import type { Format } from './format.js';
import { at, firstAt, jsonMember } from './sql.js';

const chat = DIALECTS['openai.chat'];
const responses = DIALECTS['openai.responses'];

/** Ids that only one vendor gives; everything else leaves the provider open. */
const chatProvider = `case
    when ${at('x_groq')} is not null then 'groq'
    when ${at('id')} like 'gen-%' then 'openrouter'
    when ${at('model')} like 'deepseek%' then 'deepseek'
end`;

export const openaiChat: Format = {
  id: 'openai.chat',
  title: 'OpenAI chat completion',
  fields: {
    id: 'text',
    object: 'text',
    created: 'text',
    model: 'text',
    service_tier: 'text',
    x_groq: 'json',
    usage: chat.fields,
    error: 'json',
  },
  signs: ['object'],
  claims: `${at('object')} in ('chat.completion', 'chat.completion.chunk')`,
  ignores: [
    {
      when: `${at('object')} = 'chat.completion.chunk' and ${at('usage')} is null`,
      reason: 'a stream chunk without usage',
    },
  ],
  rejects: [
    {
      when: `${at('object')} = 'chat.completion' and ${at('usage')} is null and ${at('error')} is null`,
      reason: 'a chat completion without usage',
    },
  ],
  tokens: chat.tokens('usage'),
  convention: chat.convention,
  record: {
    call_id: firstAt('id'),
    call_id_kind: `'response_id'`,
    started_at_text: firstAt('created'),
    provider: chatProvider,
    gateway: `case when ${at('id')} like 'gen-%' then 'openrouter' end`,
    endpoint: `'chat'`,
    model: firstAt('model'),
    service_tier: `lower(${firstAt('service_tier')})`,
    status: `case when json_type(${at('error')}) = 'OBJECT' then 'error' else 'ok' end`,
    error_type: `error_class(${jsonMember('error', 'type', 'code')})`,
    is_streamed: `case when ${at('object')} = 'chat.completion.chunk' then true end`,
  },
  identity: '`id`',
  notLogged: 'latency, time to first token, HTTP status, user',
};

const event = `${at('type')} like 'response.%'`;
const part = (key: string) => `coalesce(${at(key)}, ${at(`response.${key}`)})`;
const status = part('status');
const tokens = Object.fromEntries(
  Object.entries(responses.tokens('usage')).map(([column, expression]) => [
    column,
    `coalesce(${expression}, ${(responses.tokens('response.usage') as Record<string, string>)[column]})`,
  ]),
);
const body = {
  id: 'text',
  object: 'text',
  created_at: 'text',
  completed_at: 'text',
  status: 'text',
  model: 'text',
  service_tier: 'text',
  error: 'json',
  usage: responses.fields,
} as const;

export const openaiResponses: Format = {
  id: 'openai.responses',
  title: 'OpenAI Responses',
  fields: { ...body, type: 'text', response: body },
  signs: ['object', 'response'],
  claims: `(${at('object')} in ('response', 'response.compaction') or (${event} and ${at('response.object')} = 'response'))`,
  ignores: [
    {
      when: `${status} in ('in_progress', 'queued')`,
      reason: 'a response that is still running: it appears again when it ends',
    },
    {
      when: `${event} and ${at('type')} in ('response.created', 'response.in_progress')`,
      reason: 'a stream event before the end',
    },
  ],
  rejects: [
    {
      when: `${part('usage')} is null and coalesce(${status}, 'completed') = 'completed'`,
      reason: 'a completed response without usage',
    },
  ],
  tokens,
  convention: responses.convention,
  record: {
    call_id: `filled(${part('id')})`,
    call_id_kind: `'response_id'`,
    started_at_text: `filled(${part('created_at')})`,
    endpoint: `'responses'`,
    model: `filled(${part('model')})`,
    service_tier: `lower(filled(${part('service_tier')}))`,
    status: `case ${status} when 'failed' then 'error' when 'cancelled' then 'cancelled' else 'ok' end`,
    error_type: `case when ${status} = 'failed' then coalesce(error_class(coalesce(${jsonMember('error', 'code', 'type')}, ${jsonMember('response.error', 'code', 'type')})), 'failed') end`,
    is_streamed: `case when ${event} then true end`,
  },
  identity: '`id`',
  notLogged: 'latency, time to first token, HTTP status',
};
