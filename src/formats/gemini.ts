/**
 * Gemini generateContent response bodies, from the Gemini API and from Vertex; streams repeat a cumulative usage per chunk
 * under one `responseId`, of which the largest counts.
 *
 * Source: Gemini API reference, `GenerateContentResponse` and `UsageMetadata`, read in autumn 2026.
 */
import { DIALECTS } from './dialects.js';
import type { Format } from './format.js';
import { geminiTier } from './served.js';
import { at, either, firstAt, firstTokens, present } from './sql.js';

const { fields, tokens, convention } = DIALECTS.gemini;

/** The SDK for Python dumps its objects in snake case. */
const snakeDetails = [{ modality: 'text', token_count: 'text' }] as const;
const snake = (key: string) => at(`usage_metadata.${key}`);
const snakeModality = (details: string, modality: string) =>
  `nullif(list_sum(list_transform(list_filter(${snake(details)}, lambda d: d.modality ilike '%${modality}'), lambda d: to_count(d.token_count))), 0)::varchar`;
const snakeTokens = {
  input: snake('prompt_token_count'),
  tool_input: snake('tool_use_prompt_token_count'),
  cache_read: snake('cached_content_token_count'),
  output: snake('candidates_token_count'),
  reasoning: snake('thoughts_token_count'),
  input_audio: snakeModality('prompt_tokens_details', 'AUDIO'),
  input_image: snakeModality('prompt_tokens_details', 'IMAGE'),
  input_video: snakeModality('prompt_tokens_details', 'VIDEO'),
  output_audio: snakeModality('candidates_tokens_details', 'AUDIO'),
  output_image: snakeModality('candidates_tokens_details', 'IMAGE'),
};

const blockReason = either(at('promptFeedback.blockReason'), at('prompt_feedback.block_reason'));
const traffic = `regexp_replace(${either(at('usageMetadata.trafficType'), snake('traffic_type'))}, '^TrafficType\\.', '')`;
const created = firstAt('createTime', 'create_time');

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
    response: { responseId: 'text' },
    response_id: 'text',
    model_version: 'text',
    create_time: 'text',
    usage_metadata: {
      prompt_token_count: 'text',
      tool_use_prompt_token_count: 'text',
      cached_content_token_count: 'text',
      candidates_token_count: 'text',
      thoughts_token_count: 'text',
      prompt_tokens_details: snakeDetails,
      candidates_tokens_details: snakeDetails,
      traffic_type: 'text',
    },
    prompt_feedback: { block_reason: 'text' },
  },
  signs: ['usageMetadata', 'usage_metadata'],
  claims: `(${present('usageMetadata', 'usage_metadata.prompt_token_count')} and ${at('response')} is null)`,
  ignores: [],
  rejects: [],
  tokens: firstTokens(tokens('usageMetadata'), snakeTokens),
  convention,
  record: {
    call_id: firstAt('responseId', 'response_id'),
    call_id_kind: `'response_id'`,
    started_at_text: created,
    // Only Vertex says how the traffic was bought and when the answer was made.
    provider: `case when ${traffic} is not null or ${created} is not null then 'vertex' else 'google' end`,
    endpoint: `'generate_content'`,
    model: `regexp_replace(${firstAt('modelVersion', 'model_version')}, '^models/', '')`,
    service_tier: geminiTier(
      traffic,
      `lower(coalesce(${firstAt('serviceTier')}, ${firstAt('usageMetadata.serviceTier')}))`,
    ),
    status: `case when ${blockReason} is not null then 'blocked' else 'ok' end`,
    error_type: `error_class(${blockReason})`,
  },
  identity: '`responseId`',
  notLogged: 'latency, HTTP status, user; the time, except on Vertex',
};
