/**
 * Results of an Anthropic Message Batch: a line per request, in no order, the message inside. Tokens of all kinds cost half;
 * what errored, expired or was cancelled costs nothing.
 *
 * Source: Anthropic API reference, "Retrieve Message Batch results", read in autumn 2026.
 */
import { anthropicBiller } from './anthropic-messages.js';
import { ANTHROPIC_CACHE, DIALECTS } from './dialects.js';
import type { Format } from './format.js';
import { anthropicGeo } from './served.js';
import { at, firstAt, present } from './sql.js';

const { fields, tokens } = DIALECTS.anthropic;

const outcome = at('result.type');
const message = (key: string) => at(`result.message.${key}`);

export const anthropicBatch: Format = {
  id: 'anthropic.batch',
  title: 'Anthropic Message Batch results',
  fields: {
    custom_id: 'text',
    result: {
      type: 'text',
      message: {
        id: 'text',
        model: 'text',
        stop_reason: 'text',
        usage: { ...fields, service_tier: 'text', inference_geo: 'text', speed: 'text' },
      },
      // Two nestings are met: the error itself, and the whole error body of the API with the error inside.
      error: { type: 'text', request_id: 'text', error: { type: 'text' } },
    },
  },
  signs: ['custom_id'],
  claims: `(${present('custom_id')} and ${present('result.type')})`,
  ignores: [],
  rejects: [
    { when: `${outcome} = 'succeeded' and ${message('usage')} is null`, reason: 'a message without usage' },
    {
      when: `${outcome} not in ('succeeded', 'errored', 'canceled', 'expired')`,
      reason: 'the result of a batch request has a type that is not known',
    },
  ],
  tokens: tokens('result.message.usage'),
  convention: { cache: ANTHROPIC_CACHE, reasoning: `'contained'` },
  record: {
    call_id: firstAt('result.message.id', 'result.error.request_id'),
    call_id_kind: `case when ${message('id')} is not null then 'response_id' else 'request_id' end`,
    request_id: firstAt('result.error.request_id'),
    provider: `coalesce(${anthropicBiller(message('id'))}, 'anthropic')`,
    endpoint: `'messages'`,
    model: firstAt('result.message.model'),
    service_tier: `lower(${firstAt('result.message.usage.service_tier')})`,
    inference_geo: anthropicGeo(message('usage.inference_geo')),
    speed: `lower(${firstAt('result.message.usage.speed')})`,
    is_batch: 'true',
    status: `case ${outcome}
        when 'canceled' then 'cancelled'
        when 'succeeded' then case when ${message('stop_reason')} = 'refusal' then 'blocked' else 'ok' end
        else 'error' end`,
    error_type: `case ${outcome} when 'expired' then 'expired'
        when 'errored' then coalesce(error_class(${at('result.error.error.type')}), error_class(${at('result.error.type')}), 'error')
        when 'succeeded' then case when ${message('stop_reason')} = 'refusal' then 'refusal' end end`,
    is_billed: `case when ${outcome} <> 'succeeded' then false end`,
  },
  identity:
    '`result.message.id`; without a message the request of the error where one is named: a `custom_id` is unique only within its batch',
  notLogged: 'time, latency, HTTP status, user; the model of what did not succeed',
};
