/** Application lines around a provider's answer: what the answer says, and what the application says. */
import { describeCases } from './support.js';

const chat = {
  id: 'chatcmpl-9',
  object: 'chat.completion',
  model: 'gpt-5.4-2026-03-05',
  choices: [{ message: { role: 'assistant', content: 'secret words' } }],
  usage: { prompt_tokens: 100, completion_tokens: 20, prompt_tokens_details: { cached_tokens: 40 } },
};
const message = {
  id: 'msg_9',
  type: 'message',
  model: 'claude-sonnet-4-5',
  usage: { input_tokens: 5, cache_read_input_tokens: 100, output_tokens: 7 },
};
const gemini = {
  responseId: 'r9',
  modelVersion: 'models/gemini-2.5-pro',
  usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 5, thoughtsTokenCount: 4, totalTokenCount: 19 },
};

describeCases('answers inside application lines', [
  {
    name: 'an answer one level down',
    line: { ts: '2026-10-01T10:00:00Z', model: 'gpt-5.4', latency_ms: 1200, user_id: 'u1', response: chat },
    record: {
      format: 'wrapped',
      callId: 'chatcmpl-9',
      model: 'gpt-5.4-2026-03-05',
      modelRequested: 'gpt-5.4',
      inputTokens: 100,
      cacheReadTokens: 40,
      outputTokens: 20,
      durationUs: 1_200_000,
      userId: 'u1',
    },
  },
  {
    name: 'cached tokens of Anthropic are beside the input, two levels down too',
    line: { ts: '2026-10-01T10:00:00Z', result: { response: message } },
    record: { format: 'wrapped', model: 'claude-sonnet-4-5', inputTokens: 105, cacheReadTokens: 100, outputTokens: 7 },
  },
  {
    name: 'the tier that OpenAI answered at, whatever was asked for',
    line: { service_tier: 'auto', response: { ...chat, service_tier: 'flex' } },
    record: { format: 'wrapped', serviceTier: 'flex' },
  },
  {
    name: 'speed, place and batch as Anthropic served them',
    line: {
      result: {
        response: {
          ...message,
          usage: { ...message.usage, service_tier: 'batch', speed: 'fast', inference_geo: 'US' },
        },
      },
    },
    record: { format: 'wrapped', serviceTier: 'batch', isBatch: true, speed: 'fast', inferenceGeo: 'us' },
  },
  {
    name: 'traffic of Vertex as it was bought',
    line: { response: { ...gemini, usageMetadata: { ...gemini.usageMetadata, trafficType: 'ON_DEMAND_FLEX' } } },
    record: { format: 'wrapped', serviceTier: 'flex' },
  },
  {
    name: 'a message at the top with the counts alone says how it was served in its usage',
    line: {
      id: 'msg_3',
      type: 'message',
      model: 'claude-opus-5',
      usage: {
        input_tokens: 10,
        output_tokens: 0,
        speed: 'fast',
        inference_geo: 'not_available',
        service_tier: 'priority',
      },
    },
    record: { format: 'flat', serviceTier: 'priority', speed: 'fast' },
  },
  {
    name: 'thoughts of Gemini are beside the candidates',
    line: { model: 'gemini-pro', raw_response: gemini },
    record: { format: 'wrapped', model: 'gemini-2.5-pro', inputTokens: 10, outputTokens: 9 },
  },
  ...['response', 'raw_response', 'body', 'result', 'data', 'completion', 'output'].map((key) => ({
    name: `an answer under ${key}`,
    line: { latency_ms: 5, [key]: chat },
    record: { format: 'wrapped', inputTokens: 100, outputTokens: 20 },
  })),
  {
    name: 'a line with counts of its own is a flat log',
    line: { model: 'a', prompt_tokens: 3, completion_tokens: 1, response: chat },
    record: { format: 'flat', inputTokens: 3, outputTokens: 1 },
  },
  {
    name: 'a text under such a key says nothing',
    line: { model: 'a', status: 'ok', response: 'usage: 7 tokens' },
    record: { format: 'flat', inputTokens: undefined, outputTokens: undefined },
  },
  {
    name: 'a count that is none is refused, not left out',
    line: { model: 'a', response: { usage: { prompt_tokens: 1.5, completion_tokens: 2 } } },
    rejected: 'a token count is not a whole number',
  },
  {
    name: 'the outcome is what the application says',
    line: { model: 'a', status: 'error', error_type: 'validation_failed', response: chat },
    record: { status: 'error', errorType: 'validation_failed', inputTokens: 100 },
  },
]);
