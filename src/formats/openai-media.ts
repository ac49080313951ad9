/**
 * OpenAI's endpoints for images, audio and realtime sessions. They count in `input_tokens` and `output_tokens` with a split
 * by modality, or in seconds of audio; image and transcription bodies do not name the model.
 *
 * Source: OpenAI API reference, "Images", "Audio" and "Realtime server events", read in autumn 2026.
 */
import { DIALECTS } from './dialects.js';
import type { Format, Shape, TokenColumn } from './format.js';
import { anyOf, at, firstAt, jsonMember, oneOf, present } from './sql.js';

const responses = DIALECTS['openai.responses'];

export const openaiImages: Format = {
  id: 'openai.images',
  title: 'OpenAI images',
  fields: {
    type: 'text',
    created: 'text',
    created_at: 'text',
    object: 'text',
    model: 'text',
    data: 'json',
    usage: responses.fields,
  },
  signs: ['data', 'type'],
  claims: anyOf(
    `${oneOf(at('type'), ['image_generation.completed', 'image_edit.completed', 'image_generation.partial_image', 'image_edit.partial_image'])}`,
    `(${present('created')} and ${present('data')} and ${at('object')} is null and ${present('usage.input_tokens')})`,
    `(${present('created')} and ${at('object')} is null
        and coalesce(${at('data')} ->> '$[0].url', ${at('data')} ->> '$[0].revised_prompt') is not null)`,
  ),
  ignores: [{ when: `${at('type')} like '%.partial_image'`, reason: 'a stream event before the end' }],
  rejects: [],
  tokens: {
    ...responses.tokens('usage'),
    // Older bodies do not split the output: all of it is the picture.
    output_image: `case when ${at('usage.output_tokens_details')} is null then ${at('usage.output_tokens')}
        else ${at('usage.output_tokens_details.image_tokens')} end`,
  },
  convention: responses.convention,
  record: {
    started_at_text: firstAt('created', 'created_at'),
    endpoint: `'images'`,
    model: firstAt('model'),
    // Models before gpt-image-1 are billed per picture and give no tokens.
    other_units: `case when ${at('usage')} is null and json_array_length(${at('data')}) > 0
        then [{'meter': 'image', 'quantity': json_array_length(${at('data')})::decimal(38, 9)}] end`,
    usage_kind: `case when ${at('usage')} is null and json_array_length(${at('data')}) > 0 then 'provider' end`,
    status: `'ok'`,
    is_streamed: `case when ${at('type')} is not null then true end`,
  },
  identity: 'none: the body has no id',
  notLogged: 'model, latency, HTTP status, user',
};

/** Where Responses say `input_tokens_details`, audio says `input_token_details`. */
const audioUsage: Shape = {
  input_tokens: 'text',
  output_tokens: 'text',
  total_tokens: 'text',
  input_token_details: {
    cached_tokens: 'text',
    audio_tokens: 'text',
    image_tokens: 'text',
    cached_tokens_details: { audio_tokens: 'text' },
  },
  output_token_details: { audio_tokens: 'text' },
};

function audioTokens(usage: string): Partial<Record<TokenColumn, string>> {
  return {
    input: at(`${usage}.input_tokens`),
    cache_read: at(`${usage}.input_token_details.cached_tokens`),
    output: at(`${usage}.output_tokens`),
    total: at(`${usage}.total_tokens`),
    input_audio: at(`${usage}.input_token_details.audio_tokens`),
    input_image: at(`${usage}.input_token_details.image_tokens`),
    cache_read_audio: at(`${usage}.input_token_details.cached_tokens_details.audio_tokens`),
    output_audio: at(`${usage}.output_token_details.audio_tokens`),
  };
}

const AUDIO_EVENTS = [
  'transcript.text.done',
  'transcript.text.delta',
  'transcript.text.segment',
  'speech.audio.done',
  'speech.audio.delta',
  'conversation.item.input_audio_transcription.completed',
];
const isSpeech = `${at('type')} = 'speech.audio.done'`;

export const openaiAudio: Format = {
  id: 'openai.audio',
  title: 'OpenAI speech and transcription',
  fields: {
    type: 'text',
    item_id: 'text',
    model: 'text',
    usage: { ...audioUsage, type: 'text', seconds: 'text' },
  },
  signs: ['usage', 'type'],
  claims: anyOf(`${at('usage.type')} in ('tokens', 'duration')`, oneOf(at('type'), AUDIO_EVENTS)),
  ignores: [{ when: `${at('usage')} is null`, reason: 'a stream event without usage' }],
  rejects: [],
  tokens: {
    ...audioTokens('usage'),
    // Speech gives no split: everything that comes out is audio.
    output_audio: `case when ${isSpeech} then ${at('usage.output_tokens')} else ${at('usage.output_token_details.audio_tokens')} end`,
  },
  convention: { cache: 'inclusive', reasoning: 'contained' },
  record: {
    call_id: firstAt('item_id'),
    call_id_kind: `'response_id'`,
    endpoint: `'audio'`,
    model: firstAt('model'),
    other_units: `case when ${at('usage.type')} = 'duration' and try_cast(${at('usage.seconds')} as decimal(38, 9)) >= 0
        then [{'meter': 'audio_second', 'quantity': try_cast(${at('usage.seconds')} as decimal(38, 9))}] end`,
    // Seconds are what the provider counted, though there are no tokens.
    usage_kind: `case when ${at('usage.type')} = 'duration' then 'provider' end`,
    status: `'ok'`,
    is_streamed: `case when ${at('type')} in ('transcript.text.done', 'speech.audio.done') then true end`,
  },
  identity: '`item_id` in realtime sessions, else none',
  notLogged: 'model, time, latency, HTTP status, user',
};

const event = anyOf(
  ...['response.', 'conversation.', 'session.', 'input_audio_buffer.', 'output_audio_buffer.', 'rate_limits.'].map(
    (start) => `${at('type')} like '${start}%'`,
  ),
);
const status = at('response.status');

/** Applications have events of such names too, and then say what they used beside them. */
const SOMEBODY_ELSES = ['model', 'usage', 'tokens', 'total_tokens', 'prompt_tokens', 'input_tokens'];

export const openaiRealtime: Format = {
  id: 'openai.realtime',
  title: 'OpenAI realtime events',
  fields: {
    ...Object.fromEntries(SOMEBODY_ELSES.map((key) => [key, 'text' as const])),
    type: 'text',
    event_id: 'text',
    response: {
      id: 'text',
      object: 'text',
      status: 'text',
      status_details: { error: 'json' },
      usage: audioUsage,
    },
  },
  signs: ['event_id', 'response'],
  claims: anyOf(
    `${at('response.object')} = 'realtime.response'`,
    `(${present('event_id')} and ${event} and not ${oneOf(at('type'), AUDIO_EVENTS)} and not ${present(...SOMEBODY_ELSES)})`,
  ),
  ignores: [
    {
      when: `coalesce(${at('type')}, '') <> 'response.done'`,
      reason: 'an event of a realtime session that is not the end of a response',
    },
  ],
  rejects: [],
  tokens: audioTokens('response.usage'),
  convention: { cache: 'inclusive', reasoning: 'contained' },
  record: {
    call_id: firstAt('response.id'),
    call_id_kind: `'response_id'`,
    endpoint: `'realtime'`,
    status: `case ${status} when 'failed' then 'error' when 'cancelled' then 'cancelled' else 'ok' end`,
    error_type: `case when ${status} = 'failed' then coalesce(error_class(${jsonMember('response.status_details.error', 'code', 'type')}), 'failed') end`,
    is_streamed: 'true',
  },
  identity: '`response.id`',
  notLogged: 'model, time, latency, user: the event that opens the session has the model',
};
