/**
 * OpenAI's smaller endpoints, and what compatible providers add to a chat completion: whose it is, what it counts beside
 * the usual, what is no call.
 */
import { describeCases } from './support.js';

const AT = Date.UTC(2026, 8, 1, 10, 0, 0);
const created = AT / 1000;
const chat = (more: object) => ({ id: 'chatcmpl-1', object: 'chat.completion', created, model: 'm', ...more });
const audio = (more: object) => ({
  usage: {
    type: 'tokens',
    input_tokens: 14,
    input_token_details: { text_tokens: 4, audio_tokens: 10 },
    output_tokens: 45,
    total_tokens: 59,
  },
  ...more,
});
const realtime = (status: string, usage: object | null, more: object = {}) => ({
  type: 'response.done',
  event_id: 'event_1',
  response: { object: 'realtime.response', id: `resp_${status}`, status, usage, ...more },
});
const realtimeUsage = {
  input_tokens: 132,
  output_tokens: 121,
  total_tokens: 253,
  input_token_details: {
    text_tokens: 119,
    audio_tokens: 13,
    cached_tokens: 64,
    cached_tokens_details: { text_tokens: 60, audio_tokens: 4 },
  },
  output_token_details: { text_tokens: 30, audio_tokens: 91 },
};
const imageUsage = {
  input_tokens: 50,
  input_tokens_details: { text_tokens: 10, image_tokens: 40 },
  output_tokens: 1056,
  total_tokens: 1106,
};

describeCases('text endpoints', [
  {
    name: 'a legacy completion',
    line: {
      id: 'cmpl-1',
      object: 'text_completion',
      created,
      model: 'gpt-3.5-turbo-instruct',
      usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 },
    },
    record: {
      format: 'openai.completions',
      callId: 'cmpl-1',
      callIdKind: 'response_id',
      startedAt: AT,
      endpoint: 'completions',
      model: 'gpt-3.5-turbo-instruct',
      inputTokens: 5,
      outputTokens: 7,
      status: 'ok',
    },
  },
  {
    name: 'a piece of a legacy completion',
    line: { id: 'cmpl-2', object: 'text_completion', created, model: 'm', usage: null },
    ignored: true,
  },
  {
    name: 'embeddings: nothing is generated, which is 0 and not unknown',
    line: { object: 'list', data: [], model: 'text-embedding-3-small', usage: { prompt_tokens: 8, total_tokens: 8 } },
    record: {
      format: 'openai.embeddings',
      endpoint: 'embeddings',
      model: 'text-embedding-3-small',
      callId: undefined,
      inputTokens: 8,
      outputTokens: 0,
      unsplitTokens: undefined,
      usageKind: 'provider',
    },
  },
  {
    name: 'embeddings of a provider that gives the total alone',
    line: { object: 'list', data: [], model: 'voyage-3', usage: { total_tokens: 10 } },
    record: { format: 'openai.embeddings', inputTokens: 10, outputTokens: 0 },
  },
  {
    name: 'a moderation: a call, free of charge, of which no tokens are counted',
    line: { id: 'modr-1', model: 'omni-moderation-latest', results: [{ flagged: false }] },
    record: {
      format: 'openai.moderation',
      callId: 'modr-1',
      endpoint: 'moderations',
      inputTokens: undefined,
      isBilled: false,
      status: 'ok',
    },
  },
]);

describeCases('images', [
  {
    name: 'a picture counted in tokens: what comes out is all picture',
    line: { created, data: [{ b64_json: '' }], usage: imageUsage },
    record: {
      format: 'openai.images',
      endpoint: 'images',
      startedAt: AT,
      model: undefined,
      inputTokens: 50,
      inputImageTokens: 40,
      outputTokens: 1056,
      outputImageTokens: 1056,
      otherUnits: undefined,
    },
  },
  {
    name: 'a picture whose output is split',
    line: {
      created,
      data: [{ b64_json: '' }],
      usage: { ...imageUsage, output_tokens_details: { image_tokens: 1000, text_tokens: 56 } },
    },
    record: { outputTokens: 1056, outputImageTokens: 1000 },
  },
  {
    name: 'pictures that are paid by the picture',
    line: { created, data: [{ url: 'https://images.example/1' }, { url: 'https://images.example/2' }] },
    record: {
      format: 'openai.images',
      inputTokens: undefined,
      otherUnits: [{ meter: 'image', quantity: '2.000000000' }],
      usageKind: 'provider',
    },
  },
  {
    name: 'the end of a streamed picture',
    line: { type: 'image_edit.completed', created_at: created, usage: imageUsage },
    record: { format: 'openai.images', startedAt: AT, isStreamed: true, inputTokens: 50 },
  },
  {
    name: 'a preview of a streamed picture',
    line: { type: 'image_generation.partial_image', partial_image_index: 0, created_at: created },
    ignored: true,
  },
]);

describeCases('audio and realtime', [
  {
    name: 'a transcription counted in tokens',
    line: audio({}),
    record: {
      format: 'openai.audio',
      endpoint: 'audio',
      inputTokens: 14,
      inputAudioTokens: 10,
      outputTokens: 45,
      callId: undefined,
      isStreamed: undefined,
    },
  },
  {
    name: 'a transcription counted in seconds',
    line: { task: 'transcribe', duration: 27.4, usage: { type: 'duration', seconds: 27 } },
    record: {
      format: 'openai.audio',
      inputTokens: undefined,
      outputTokens: undefined,
      otherUnits: [{ meter: 'audio_second', quantity: '27.000000000' }],
      usageKind: 'provider',
    },
  },
  {
    name: 'the end of a streamed transcription',
    line: audio({ type: 'transcript.text.done' }),
    record: { format: 'openai.audio', isStreamed: true, inputTokens: 14 },
  },
  { name: 'a piece of a streamed transcription', line: { type: 'transcript.text.delta', delta: 'a' }, ignored: true },
  {
    name: 'speech: what comes out is audio',
    line: { type: 'speech.audio.done', usage: { input_tokens: 14, output_tokens: 101, total_tokens: 115 } },
    record: { format: 'openai.audio', inputTokens: 14, outputTokens: 101, outputAudioTokens: 101, isStreamed: true },
  },
  {
    name: 'a transcription within a session',
    line: audio({
      type: 'conversation.item.input_audio_transcription.completed',
      event_id: 'event_9',
      item_id: 'item_9',
    }),
    record: { format: 'openai.audio', callId: 'item_9', inputTokens: 14 },
  },
  {
    name: 'a realtime response',
    line: realtime('completed', realtimeUsage),
    record: {
      format: 'openai.realtime',
      callId: 'resp_completed',
      endpoint: 'realtime',
      inputTokens: 132,
      cacheReadTokens: 64,
      cacheReadAudioTokens: 4,
      inputAudioTokens: 13,
      outputTokens: 121,
      outputAudioTokens: 91,
      status: 'ok',
      isStreamed: true,
    },
  },
  {
    name: 'a realtime response that was interrupted',
    line: realtime('cancelled', realtimeUsage),
    record: { status: 'cancelled', inputTokens: 132 },
  },
  {
    name: 'a realtime response that failed',
    line: realtime('failed', null, { status_details: { error: { type: 'server_error', code: null } } }),
    record: { status: 'error', errorType: 'server_error', inputTokens: undefined },
  },
  {
    name: 'a realtime response with more cached than input tokens',
    line: realtime('x', { ...realtimeUsage, input_tokens: 60 }),
    rejected: 'more cached tokens than input tokens',
  },
  {
    name: 'the start of a realtime response',
    line: { type: 'response.created', event_id: 'e', response: { object: 'realtime.response', id: 'resp_1' } },
    ignored: true,
  },
  { name: 'another realtime event', line: { type: 'rate_limits.updated', event_id: 'e' }, ignored: true },
  {
    name: 'a piece of a streamed response',
    line: { type: 'response.output_text.delta', item_id: 'msg_1', output_index: 0, sequence_number: 4, delta: 'a' },
    ignored: true,
  },
]);

describeCases('what users say of a call', [
  {
    name: 'a stored chat completion: its request and metadata',
    line: chat({
      id: 'chatcmpl-stored',
      request_id: 'req_9',
      metadata: { feature: 'search' },
      usage: { prompt_tokens: 13, completion_tokens: 18 },
    }),
    record: { requestId: 'req_9', tags: '{"feature":"search"}' },
  },
  {
    name: 'a chat completion with nothing said',
    line: chat({ id: 'chatcmpl-bare', metadata: {}, usage: { prompt_tokens: 13, completion_tokens: 18 } }),
    record: { requestId: undefined, tags: undefined, inputTokens: 13 },
  },
  {
    name: 'a response: its user and metadata',
    line: {
      id: 'resp_tagged',
      object: 'response',
      status: 'completed',
      model: 'm',
      safety_identifier: 'u-1',
      metadata: { feature: 'chat' },
      usage: { input_tokens: 1, output_tokens: 2 },
    },
    record: { userId: 'u-1', tags: '{"feature":"chat"}' },
  },
]);

describeCases('chat completions of others', [
  {
    name: 'Groq: its own clock, and nothing cached',
    line: chat({
      id: 'chatcmpl-groq',
      x_groq: { id: 'req_1' },
      usage: {
        queue_time: 0.1,
        prompt_tokens: 55,
        prompt_time: 0.003,
        completion_tokens: 76,
        completion_time: 0.101,
        total_tokens: 131,
        total_time: 0.104,
      },
    }),
    record: { provider: 'groq', inputTokens: 55, outputTokens: 76, durationUs: 204_000 },
  },
  {
    name: 'Groq: the usage of a stream stands in its own member',
    line: chat({
      id: 'chatcmpl-groq2',
      object: 'chat.completion.chunk',
      x_groq: { id: 'req_2', usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 } },
    }),
    record: { provider: 'groq', inputTokens: 9, outputTokens: 4, isStreamed: true },
  },
  {
    name: 'Cerebras: its own clock',
    line: chat({
      id: 'chatcmpl-cerebras',
      time_info: { total_time: 0.25 },
      usage: { prompt_tokens: 13, completion_tokens: 7, total_tokens: 20 },
    }),
    record: { provider: 'cerebras', inputTokens: 13, outputTokens: 7, durationUs: 250_000 },
  },
  {
    name: 'Azure: named by what it adds',
    line: chat({
      id: 'chatcmpl-azure',
      prompt_filter_results: [{ prompt_index: 0 }],
      usage: { prompt_tokens: 1, completion_tokens: 2 },
    }),
    record: { provider: 'azure' },
  },
  {
    name: 'DeepSeek: the prompt is the hits and the misses',
    line: chat({
      id: 'ds-1',
      model: 'deepseek-v4-flash',
      usage: {
        prompt_tokens: 563,
        prompt_cache_hit_tokens: 512,
        prompt_cache_miss_tokens: 51,
        completion_tokens: 116,
        completion_tokens_details: { reasoning_tokens: 60 },
        total_tokens: 679,
      },
    }),
    record: { provider: 'deepseek', inputTokens: 563, cacheReadTokens: 512, outputTokens: 116, reasoningTokens: 60 },
  },
  {
    name: 'Mistral and Together: the cached count at the top of the usage',
    line: chat({ id: 'mistral-1', usage: { prompt_tokens: 90, num_cached_tokens: 64, completion_tokens: 2 } }),
    record: { inputTokens: 90, cacheReadTokens: 64 },
  },
  {
    name: 'Together, through Hugging Face',
    line: chat({ id: 'hf-1', usage: { prompt_tokens: 90, cached_tokens: 32, completion_tokens: 2 } }),
    record: { inputTokens: 90, cacheReadTokens: 32 },
  },
  {
    name: 'xAI: reasoning is added to the completion, as the total shows',
    line: chat({
      id: 'xai-1',
      model: 'grok-4',
      usage: {
        prompt_tokens: 32,
        completion_tokens: 9,
        completion_tokens_details: { reasoning_tokens: 94 },
        total_tokens: 135,
      },
    }),
    record: { inputTokens: 32, outputTokens: 103, reasoningTokens: 94, usageKind: 'provider' },
  },
  {
    name: 'hidden thinking is only in the total',
    line: chat({ id: 'hidden-1', usage: { prompt_tokens: 35, completion_tokens: 12, total_tokens: 109 } }),
    record: { inputTokens: 35, outputTokens: 74, usageKind: 'inferred' },
  },
  {
    name: 'Perplexity: research thinks beyond the completion, reads citations and searches',
    line: chat({
      id: 'px-1',
      model: 'sonar-deep-research',
      usage: {
        prompt_tokens: 33,
        completion_tokens: 7163,
        total_tokens: 7196,
        citation_tokens: 20_016,
        num_search_queries: 18,
        reasoning_tokens: 8_395,
        cost: { input_tokens_cost: 0.1, total_cost: 1.19 },
      },
    }),
    record: {
      loggedCost: '1.19',
      loggedCostKind: 'actual',
      provider: 'perplexity',
      inputTokens: 33,
      outputTokens: 7_163 + 8_395 + 20_016,
      reasoningTokens: 8_395,
      webSearches: 18,
      otherUnits: [{ meter: 'output_citation', quantity: '20016.000000000' }],
    },
  },
  {
    name: 'OpenRouter: what it charged',
    line: chat({
      id: 'gen-1',
      model: 'google/gemini-3.8-flash',
      provider: 'Google',
      usage: {
        prompt_tokens: 550,
        prompt_tokens_details: { cached_tokens: 500, cache_write_tokens: 20, video_tokens: 10 },
        completion_tokens: 12,
        total_tokens: 562,
        cost: 0.00183,
        is_byok: false,
        cost_details: { upstream_inference_cost: 0.00183 },
      },
    }),
    record: {
      provider: 'openrouter',
      gateway: 'openrouter',
      inputTokens: 550,
      cacheReadTokens: 500,
      cacheWriteTokens: 20,
      inputVideoTokens: 10,
      loggedCost: '0.00183',
      loggedCostCurrency: 'USD',
      loggedCostKind: 'actual',
    },
  },
  {
    // 2,161 tokens for 5 minutes are 2,161 / 12,000,000 = 0.000180083 hours of a million tokens.
    name: 'OpenRouter: what a request wrote for five minutes and read at once is read, and stored',
    line: chat({
      id: 'gen-3',
      model: 'google/gemini-2.5-flash',
      usage: {
        prompt_tokens: 2168,
        prompt_tokens_details: { cached_tokens: 2161, cache_write_tokens: 2161 },
        completion_tokens: 100,
        total_tokens: 2268,
      },
    }),
    record: {
      inputTokens: 2168,
      cacheReadTokens: 2161,
      cacheWriteTokens: 0,
      outputTokens: 100,
      otherUnits: [{ meter: 'cache_storage_mtok_hour', quantity: '0.000180083' }],
    },
  },
  {
    name: 'OpenRouter: who charges otherwise for writing has tokens under one of both alone',
    line: chat({
      id: 'gen-4',
      model: 'anthropic/claude-sonnet-4.6',
      usage: {
        prompt_tokens: 10,
        prompt_tokens_details: { cached_tokens: 9, cache_write_tokens: 9 },
        completion_tokens: 1,
      },
    }),
    rejected: 'more cached tokens than input tokens',
  },
  {
    name: "OpenRouter: with a key of one's own its cost leaves out what the provider charged",
    line: chat({
      id: 'gen-2',
      usage: {
        prompt_tokens: 326,
        completion_tokens: 91,
        cost: 0,
        is_byok: true,
        cost_details: { upstream_inference_cost: 0.0003253 },
      },
    }),
    record: { loggedCost: '0.0003253', loggedCostKind: 'upstream_only' },
  },
]);
