/**
 * Gemini generateContent response bodies, from the Gemini API and from Vertex; streams repeat a cumulative usage per chunk
 * under one `responseId`, of which the largest counts.
 *
 * Source: Gemini API reference, `GenerateContentResponse` and `UsageMetadata`, read in autumn 2026.
 */
import { DIALECTS } from './dialects.js';
import type { Format } from './format.js';
import { at, firstAt, present } from './sql.js';

const { fields, tokens, convention } = DIALECTS.gemini;

export const gemini: Format = {
  id: 'gemini',
  title: 'Gemini generateContent',
  fields: {
    responseId: 'text',
    modelVersion: 'text',
    createTime: 'text',
    serviceTier: 'text',
    usageMetadata: { ...fields, serviceTier: 'text' },
    promptFeedback: { blockReason: 'text' },
    response: { usageMetadata: 'text' },
  },
  signs: ['usageMetadata'],
  claims: `${present('usageMetadata')} and ${at('response')} is null`,
  ignores: [],
  rejects: [],
  tokens: tokens('usageMetadata'),
  convention,
  record: {
    call_id: firstAt('responseId'),
    call_id_kind: `'response_id'`,
    started_at_text: firstAt('createTime'),
    // Only Vertex says how the traffic was bought.
    provider: `case when ${at('usageMetadata.trafficType')} is not null or ${at('createTime')} is not null then 'vertex' else 'google' end`,
    endpoint: `'generate_content'`,
    model: `regexp_replace(${firstAt('modelVersion')}, '^models/', '')`,
    service_tier: `case ${at('usageMetadata.trafficType')}
        when 'ON_DEMAND_FLEX' then 'flex' when 'PROVISIONED_THROUGHPUT' then 'provisioned' when 'ON_DEMAND' then 'standard'
        else lower(coalesce(${firstAt('serviceTier')}, ${firstAt('usageMetadata.serviceTier')})) end`,
    status: `case when ${at('promptFeedback.blockReason')} is not null then 'blocked' else 'ok' end`,
    error_type: `case when ${at('promptFeedback.blockReason')} is not null then error_class(${at('promptFeedback.blockReason')}) end`,
  },
  identity: '`responseId`',
  notLogged: 'latency, HTTP status, user; the time, except on Vertex',
};
