/**
 * Events of streamed Anthropic messages, one per line: `message_start` has the id, the model and the input side,
 * `message_delta` the output so far and nothing that says whose it is.
 *
 * An event without an id belongs to the message that started last before it in its file, which
 * `queries/formats/anthropic_stream.sql` works out once the lines are staged. Events of several streams written into one
 * file at the same time cannot be told apart.
 *
 * Source: Anthropic API reference, "Streaming messages" (usage in `message_delta` is cumulative), read in autumn 2026.
 */
import { anthropicBiller } from './anthropic-messages.js';
import { ANTHROPIC_CACHE, DIALECTS } from './dialects.js';
import type { Format } from './format.js';
import { anthropicGeo } from './served.js';
import { at, firstAt, firstTokens, oneOf, present } from './sql.js';

const { fields, tokens } = DIALECTS.anthropic;

const usage = { ...fields, service_tier: 'text', inference_geo: 'text', speed: 'text' } as const;

/** Events in between. A ping has nothing but its name. */
const WITHOUT_USAGE = ['content_block_start', 'content_block_delta', 'content_block_stop', 'message_stop', 'ping'];

const isRefusal = `${at('delta.stop_reason')} = 'refusal'`;

export const anthropicStream: Format = {
  id: 'anthropic.stream',
  title: 'Anthropic stream events',
  fields: {
    type: 'text',
    model: 'text',
    tokens: 'text',
    input_tokens: 'text',
    delta: { stop_reason: 'text' },
    message: { id: 'text', model: 'text', usage },
    usage,
  },
  signs: ['type'],
  claims: `((${at('type')} = 'message_start' and ${present('message.id')})
    or (${at('type')} = 'message_delta' and ${present('delta', 'usage')})
    or (${oneOf(at('type'), WITHOUT_USAGE)} and not ${present('model', 'usage', 'tokens', 'input_tokens')}))`,
  ignores: [{ when: `${oneOf(at('type'), WITHOUT_USAGE)}`, reason: 'a stream event without usage' }],
  rejects: [],
  tokens: firstTokens(tokens('message.usage'), tokens('usage')),
  convention: { cache: ANTHROPIC_CACHE, reasoning: `'contained'` },
  completedBy: 'formats/anthropic_stream',
  record: {
    call_id: firstAt('message.id'),
    call_id_kind: `'response_id'`,
    provider: anthropicBiller(at('message.id')),
    endpoint: `'messages'`,
    model: firstAt('message.model'),
    service_tier: `lower(${firstAt('message.usage.service_tier')})`,
    inference_geo: anthropicGeo(at('message.usage.inference_geo')),
    speed: `lower(${firstAt('message.usage.speed')})`,
    status: `case when ${isRefusal} then 'blocked' else 'ok' end`,
    error_type: `case when ${isRefusal} then 'refusal' end`,
    is_streamed: 'true',
  },
  identity: '`message.id`, which the first event has and the later ones follow',
  notLogged: 'time, latency, time to first token, HTTP status, user',
};
