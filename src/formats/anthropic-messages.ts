/**
 * Anthropic Messages response bodies, as the API, Bedrock and Vertex return them.
 *
 * Source: Anthropic API reference, "Messages" and "Errors", read in autumn 2026.
 */
import { ANTHROPIC_CACHE, DIALECTS } from './dialects.js';
import type { Format } from './format.js';
import { anthropicGeo, batchTier } from './served.js';
import { at, firstAt } from './sql.js';

const { fields, tokens } = DIALECTS.anthropic;

/** Bedrock and Vertex bill Claude themselves; their message ids say so. */
export function anthropicBiller(id: string): string {
  return `case when ${id} like 'msg_bdrk_%' then 'bedrock' when ${id} like 'msg_vrtx_%' then 'vertex' when ${id} like 'msg_%' then 'anthropic' end`;
}

export const anthropicMessages: Format = {
  id: 'anthropic.messages',
  title: 'Anthropic message',
  fields: {
    id: 'text',
    type: 'text',
    role: 'text',
    model: 'text',
    stop_reason: 'text',
    usage: { ...fields, service_tier: 'text', inference_geo: 'text', speed: 'text' },
  },
  signs: ['role'],
  claims: `${at('type')} = 'message' and ${at('role')} = 'assistant'`,
  ignores: [],
  rejects: [{ when: `${at('usage')} is null`, reason: 'a message without usage' }],
  tokens: tokens('usage'),
  convention: { cache: ANTHROPIC_CACHE, reasoning: `'contained'` },
  record: {
    call_id: firstAt('id'),
    call_id_kind: `'response_id'`,
    provider: anthropicBiller(at('id')),
    endpoint: `'messages'`,
    model: firstAt('model'),
    service_tier: `lower(${firstAt('usage.service_tier')})`,
    is_batch: batchTier(at('usage.service_tier')),
    inference_geo: anthropicGeo(at('usage.inference_geo')),
    speed: `lower(${firstAt('usage.speed')})`,
    status: `case when ${at('stop_reason')} = 'refusal' then 'blocked' else 'ok' end`,
    error_type: `case when ${at('stop_reason')} = 'refusal' then 'refusal' end`,
  },
  identity: '`id`',
  notLogged: 'time, latency, HTTP status, user',
};
