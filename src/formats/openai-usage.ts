/**
 * OpenAI's own account of an organisation: the buckets of its Usage API. A result is many calls at once, of a day or an hour,
 * one per model, project, user and key only where it was asked for so. Buckets are opened into their results first, each with
 * the bucket's times.
 *
 * Because calls are summed, no price that depends on the length of one prompt can be told from them. Costs, storage and
 * sessions of the code interpreter are no calls of a model.
 *
 * Source: OpenAI API reference, "Usage" (`organization.usage.*.result`), read in autumn 2026.
 */
import type { Format } from './format.js';
import { at, firstAt, oneOf } from './sql.js';

const kind = `split_part(${at('object')}, '.', 3)`;
const quantity = (key: string) => `try_cast(${at(key)} as decimal(38, 9))`;
/** What tells the results of one bucket from each other. */
const DIMENSIONS = ['object', 'start_time', 'model', 'project_id', 'user_id', 'api_key_id', 'batch', 'service_tier'];

export const openaiUsage: Format = {
  id: 'openai.usage',
  title: 'OpenAI organisation usage (sums of many calls)',
  fields: {
    ...Object.fromEntries(DIMENSIONS.map((key) => [key, 'text' as const])),
    size: 'text',
    source: 'text',
    end_time: 'text',
    num_model_requests: 'text',
    input_tokens: 'text',
    input_cached_tokens: 'text',
    input_audio_tokens: 'text',
    output_tokens: 'text',
    output_audio_tokens: 'text',
    images: 'text',
    seconds: 'text',
  },
  signs: ['object'],
  claims: `${at('object')} like 'organization.%.result'`,
  ignores: [
    { when: `${at('object')} not like 'organization.usage.%'`, reason: 'costs of the organisation, not calls' },
    {
      when: oneOf(kind, ['vector_stores', 'code_interpreter_sessions', 'file_search_calls', 'web_search_calls']),
      reason: 'usage that is not calls of a model',
    },
    { when: `to_count(${at('num_model_requests')}) = 0`, reason: 'a bucket without calls' },
  ],
  rejects: [
    {
      when: `to_count(${at('num_model_requests')}) is null`,
      reason: 'the number of requests is missing or no whole number',
    },
  ],
  tokens: {
    input: at('input_tokens'),
    cache_read: at('input_cached_tokens'),
    input_audio: at('input_audio_tokens'),
    output: `case when ${oneOf(kind, ['embeddings', 'moderations'])} then coalesce(${at('output_tokens')}, '0') else ${at('output_tokens')} end`,
    output_audio: at('output_audio_tokens'),
  },
  convention: { cache: 'inclusive', reasoning: 'contained' },
  record: {
    call_id: `concat_ws('/', ${[...DIMENSIONS, 'size', 'source'].map((key) => `coalesce(${at(key)}, '')`).join(', ')})`,
    call_id_kind: `'line'`,
    started_at_text: firstAt('start_time'),
    provider: `'openai'`,
    endpoint: kind,
    model: firstAt('model'),
    service_tier: `lower(${firstAt('service_tier')})`,
    is_batch: `to_flag(${at('batch')})`,
    other_units: `case when ${quantity('images')} > 0 then [{'meter': 'image', 'quantity': ${quantity('images')}}]
        when ${quantity('seconds')} > 0 then [{'meter': 'audio_second', 'quantity': ${quantity('seconds')}}] end`,
    // Moderation is free of charge.
    is_billed: `case when ${kind} = 'moderations' then false end`,
    status: `'ok'`,
    user_id: firstAt('user_id'),
    api_key: firstAt('api_key_id'),
    project: firstAt('project_id'),
    calls_text: at('num_model_requests'),
  },
  identity:
    'what it is a sum of: start of the bucket, model, project, user, key, batch and tier; a later, larger sum replaces it',
  notLogged:
    'the single calls, failed calls, latency; tokens written to the cache; model, project and user unless grouped by',
};
