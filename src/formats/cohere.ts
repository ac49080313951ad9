/**
 * Cohere response bodies: Chat, Embed and Rerank, in both versions of the API. What is paid for are `billed_units`; `tokens`
 * counts what the model saw, its own preamble included, and is not read.
 *
 * Source: Cohere API reference, "Chat", "Embed", "Rerank" and "Tokenize", read in autumn 2026.
 */
import type { Format, Shape } from './format.js';
import { anyOf, at, either, firstAt, oneOf, present } from './sql.js';

const billed: Shape = { input_tokens: 'text', output_tokens: 'text', search_units: 'text', images: 'text' };
const unit = (key: string) => either(at(`usage.billed_units.${key}`), at(`meta.billed_units.${key}`));
const searches = `try_cast(${unit('search_units')} as decimal(38, 9))`;
const isToxic = `${at('finish_reason')} = 'ERROR_TOXIC'`;
const isError = `${oneOf(at('finish_reason'), ['ERROR', 'TIMEOUT', 'ERROR_LIMIT'])}`;

export const cohere: Format = {
  id: 'cohere',
  title: 'Cohere response',
  fields: {
    id: 'text',
    response_id: 'text',
    generation_id: 'text',
    finish_reason: 'text',
    model: 'text',
    embeddings: 'text',
    results: 'text',
    token_strings: 'text',
    usage: { billed_units: billed },
    meta: { billed_units: billed, api_version: { version: 'text' } },
  },
  signs: ['usage', 'meta'],
  claims: anyOf(present('usage.billed_units', 'meta.billed_units'), present('meta.api_version.version')),
  ignores: [
    {
      when: `${present('token_strings')} or not ${present('usage.billed_units', 'meta.billed_units')}`,
      reason: 'an answer without billed units, such as a tokenisation: nothing is paid for it',
    },
  ],
  rejects: [],
  tokens: {
    input: unit('input_tokens'),
    // Embed and Rerank generate nothing.
    output: `coalesce(${unit('output_tokens')}, case when ${present('embeddings', 'results')} then '0' end)`,
  },
  convention: { cache: 'inclusive', reasoning: 'contained' },
  record: {
    call_id: firstAt('id', 'generation_id', 'response_id'),
    call_id_kind: `'response_id'`,
    provider: `'cohere'`,
    endpoint: `case when ${present('embeddings')} then 'embeddings' when ${present('results')} then 'rerank' else 'chat' end`,
    model: firstAt('model'),
    other_units: `case when ${searches} > 0 then [{'meter': 'request', 'quantity': ${searches}}] end`,
    status: `case when ${isToxic} then 'blocked' when ${isError} then 'error' else 'ok' end`,
    error_type: `case when ${isToxic} then 'toxic' when ${isError} then lower(${at('finish_reason')}) end`,
  },
  identity: '`id`, in version 1 `generation_id`',
  notLogged: 'model, time, latency, HTTP status, user; cached tokens are no part of the billed units',
};
