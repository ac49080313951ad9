/**
 * Results of batches and events of streams: the identity, the half-price mark, every way to fail, and what belongs together.
 */
import { describe, expect, it } from 'vitest';
import { describeCases, outcomes, picked } from './support.js';

const AT = Date.UTC(2026, 8, 1, 10, 0, 0);
const chatBody = (id: string, more: object = {}) => ({
  id,
  object: 'chat.completion',
  created: AT / 1000,
  model: 'gpt-5.4-mini',
  service_tier: 'default',
  usage: { prompt_tokens: 24, completion_tokens: 15, total_tokens: 39 },
  ...more,
});
const result = (id: string, body: object, status_code = 200) => ({
  id,
  custom_id: 'request-1',
  response: { status_code, request_id: `rq-${id}`, body },
  error: null,
});

describeCases('OpenAI and Groq batches', [
  {
    name: 'a result',
    line: result('batch_req_1', chatBody('chatcmpl-b1')),
    record: {
      format: 'openai.batch',
      callId: 'chatcmpl-b1',
      callIdKind: 'response_id',
      requestId: 'rq-batch_req_1',
      startedAt: AT,
      endpoint: 'chat',
      isBatch: true,
      httpStatus: 200,
      inputTokens: 24,
      outputTokens: 15,
      durationUs: undefined,
      provider: undefined,
      status: 'ok',
    },
  },
  {
    name: 'a result in the shape of Responses',
    line: result('batch_req_2', {
      id: 'resp_b2',
      object: 'response',
      created_at: AT / 1000,
      model: 'gpt-5.4',
      usage: { input_tokens: 30, input_tokens_details: { cached_tokens: 20 }, output_tokens: 9, total_tokens: 39 },
    }),
    record: { callId: 'resp_b2', endpoint: 'responses', startedAt: AT, inputTokens: 30, cacheReadTokens: 20 },
  },
  {
    name: 'embeddings, whose body has no id',
    line: result('batch_req_3', { object: 'list', model: 'm', usage: { prompt_tokens: 8, total_tokens: 8 } }),
    record: { callId: 'batch_req_3', callIdKind: 'batch_id', endpoint: 'embeddings', inputTokens: 8 },
  },
  {
    name: 'a result of Groq',
    line: result('batch_req_out_4', chatBody('chatcmpl-b4', { x_groq: { id: 'req_1' } })),
    record: { provider: 'groq', isBatch: true, durationUs: undefined },
  },
  {
    name: 'a refused request',
    line: result('batch_req_5', { error: { message: 'no', type: 'invalid_request_error', code: 'unsupported' } }, 400),
    record: {
      callId: 'batch_req_5',
      status: 'error',
      httpStatus: 400,
      errorType: 'unsupported',
      isBilled: false,
      inputTokens: undefined,
      usageKind: 'missing',
    },
  },
  {
    name: 'a request that expired',
    line: { id: 'batch_req_6', custom_id: 'r', response: null, error: { code: 'batch_expired', message: 'late' } },
    record: { callId: 'batch_req_6', status: 'error', errorType: 'batch_expired', isBilled: false, isBatch: true },
  },
  {
    name: 'a request that was cancelled',
    line: { id: 'batch_req_7', custom_id: 'r', response: null, error: { code: 'batch_cancelled' } },
    record: { status: 'cancelled', errorType: undefined, isBilled: false },
  },
  {
    name: 'a request that was sent is no call',
    line: { custom_id: 'r', method: 'POST', url: '/v1/chat/completions', body: { model: 'gpt-5.4', max_tokens: 5 } },
    rejected: 'a request sent to a batch, not its result: load the output file of the batch instead',
  },
  {
    name: 'a result that says nothing',
    line: result('batch_req_8', { id: 'chatcmpl-b8', object: 'chat.completion', model: 'm' }),
    rejected: 'a batch result with neither usage nor an error',
  },
]);

const claude = (id: string, more: object = {}) => ({
  id,
  type: 'message',
  role: 'assistant',
  model: 'claude-haiku-4-5-20251001',
  stop_reason: 'end_turn',
  usage: { input_tokens: 10, cache_read_input_tokens: 90, output_tokens: 5, service_tier: 'batch' },
  ...more,
});
const batched = (one: object) => ({ custom_id: 'q', result: one });
const badRequest = { type: 'invalid_request_error', message: 'max_tokens' };

describeCases('Anthropic Message Batches', [
  {
    name: 'a message: cached input stands beside the input',
    line: batched({ type: 'succeeded', message: claude('msg_b1') }),
    record: {
      format: 'anthropic.batch',
      callId: 'msg_b1',
      callIdKind: 'response_id',
      provider: 'anthropic',
      endpoint: 'messages',
      isBatch: true,
      serviceTier: 'batch',
      inputTokens: 100,
      cacheReadTokens: 90,
      outputTokens: 5,
      startedAt: undefined,
      status: 'ok',
    },
  },
  {
    name: 'a message without an id has no identity: custom ids repeat from batch to batch',
    line: batched({ type: 'succeeded', message: { ...claude(''), id: undefined } }),
    record: { callId: undefined, inputTokens: 100, status: 'ok' },
  },
  {
    name: 'a refusal',
    line: batched({ type: 'succeeded', message: claude('msg_b2', { stop_reason: 'refusal' }) }),
    record: { status: 'blocked', errorType: 'refusal', inputTokens: 100 },
  },
  {
    name: 'an error, plain',
    line: batched({ type: 'errored', error: badRequest }),
    record: { status: 'error', errorType: 'invalid_request_error', isBilled: false, usageKind: 'missing' },
  },
  {
    name: 'an error within the error body of the API',
    line: batched({ type: 'errored', error: { type: 'error', error: badRequest, request_id: 'req_b3' } }),
    record: { status: 'error', errorType: 'invalid_request_error', requestId: 'req_b3', callId: 'req_b3' },
  },
  {
    name: 'what was cancelled',
    line: batched({ type: 'canceled' }),
    record: { status: 'cancelled', errorType: undefined, isBilled: false },
  },
  {
    name: 'what expired',
    line: batched({ type: 'expired' }),
    record: { status: 'error', errorType: 'expired', isBilled: false },
  },
  {
    name: 'a message without usage',
    line: batched({ type: 'succeeded', message: { content: [], stop_reason: 'refusal' } }),
    rejected: 'a message without usage',
  },
  {
    name: 'a result of a kind nobody knows',
    line: batched({ type: 'paused' }),
    rejected: 'the result of a batch request has a type that is not known',
  },
]);

const geminiUsage = { promptTokenCount: 9, candidatesTokenCount: 10, thoughtsTokenCount: 4, totalTokenCount: 23 };
const geminiBody = { responseId: 'g-1', modelVersion: 'models/gemini-3.8-flash', usageMetadata: geminiUsage };

describeCases('Gemini batches and Vertex AI', [
  {
    name: 'a result of the Gemini API',
    line: { key: 'request-1', response: geminiBody },
    record: {
      format: 'google.batch',
      provider: 'google',
      callId: 'g-1',
      model: 'gemini-3.8-flash',
      isBatch: true,
      inputTokens: 9,
      outputTokens: 14,
      reasoningTokens: 4,
      status: 'ok',
    },
  },
  {
    name: 'a failure of the Gemini API',
    line: { key: 'request-2', error: { code: 400, message: 'too large', status: 'INVALID_ARGUMENT' } },
    record: {
      status: 'error',
      httpStatus: 400,
      errorType: 'INVALID_ARGUMENT',
      isBilled: false,
      outputTokens: undefined,
    },
  },
  {
    name: 'a prediction of Vertex AI: labels are tags',
    line: {
      status: '',
      processed_time: '2026-09-01T10:00:05.25+00:00',
      request: { contents: [{ parts: [{ text: 'x' }] }], labels: { run: 'night' } },
      response: { ...geminiBody, responseId: 'g-2', createTime: '2026-09-01T10:00:00.000000Z' },
    },
    record: { provider: 'vertex', startedAt: AT, tags: '{"run":"night"}', isBatch: true, inputTokens: 9 },
  },
  {
    name: 'a prediction that failed: the time is when it ended, and no count is 0',
    line: {
      status: 'Bad Request: 400 INVALID_ARGUMENT',
      processed_time: '2026-09-01T10:00:00Z',
      request: { contents: [] },
      response: {},
    },
    record: {
      status: 'error',
      httpStatus: 400,
      errorType: 'INVALID_ARGUMENT',
      startedAt: AT,
      isBilled: false,
      inputTokens: undefined,
      outputTokens: undefined,
      usageKind: 'missing',
    },
  },
  {
    name: 'a request that was sent is no call',
    line: { key: 'request-3', request: { contents: [{ parts: [{ text: 'x' }] }] } },
    rejected: 'a request sent to a batch, not its result: load the output file of the batch instead',
  },
  {
    name: 'a row of request-response logging',
    line: {
      logging_time: '2026-09-01 10:00:00.000000 UTC',
      model: 'publishers/google/models/gemini-3.8-pro',
      request_id: 77,
      full_response: { responseId: 'g-4', usageMetadata: geminiUsage },
    },
    record: {
      format: 'vertex.request_log',
      callId: 'g-4',
      requestId: '77',
      startedAt: AT,
      model: 'gemini-3.8-pro',
      provider: 'vertex',
      inputTokens: 9,
      outputTokens: 14,
    },
  },
  {
    name: 'a row with the body as text',
    line: {
      logging_time: '2026-09-01 10:00:00 UTC',
      full_response: JSON.stringify({ ...geminiBody, responseId: 'g-5' }),
    },
    record: { format: 'vertex.request_log', callId: 'g-5', model: 'gemini-3.8-flash', inputTokens: 9 },
  },
  {
    name: 'a body as the SDK for Python dumps it',
    line: {
      response_id: 'g-6',
      model_version: 'gemini-3.8-flash',
      usage_metadata: {
        prompt_token_count: 20,
        cached_content_token_count: 8,
        tool_use_prompt_token_count: 5,
        candidates_token_count: 6,
        thoughts_token_count: 2,
        prompt_tokens_details: [
          { modality: 'MediaModality.AUDIO', token_count: 12 },
          { modality: 'TEXT', token_count: 8 },
        ],
      },
    },
    record: {
      format: 'gemini',
      callId: 'g-6',
      inputTokens: 25,
      cacheReadTokens: 8,
      outputTokens: 8,
      inputAudioTokens: 12,
    },
  },
]);

describe('Anthropic stream events', () => {
  const start = (id: string, usage: object) => ({ type: 'message_start', message: claude(id, { usage }) });
  const delta = (usage: object, stop_reason: string | null = 'end_turn') => ({
    type: 'message_delta',
    delta: { stop_reason },
    usage,
  });
  const opening = { input_tokens: 10, cache_read_input_tokens: 90, output_tokens: 1 };
  const COLUMNS = ['callId', 'model', 'inputTokens', 'cacheReadTokens', 'outputTokens', 'status', 'isStreamed'];
  const counted = async (lines: readonly object[]) =>
    (await outcomes(lines)).filter((one) => (one as Record<string, unknown>).isCounted === true);

  it('one message is one call: the input of its start, the output of its last event', async () => {
    const [only, ...others] = await counted([
      start('msg_s1', opening),
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'a' } },
      delta({ output_tokens: 20 }, null),
      delta({ output_tokens: 57 }),
      { type: 'message_stop' },
    ]);
    expect(others).toEqual([]);
    expect(picked(only, COLUMNS)).toEqual({
      callId: 'msg_s1',
      model: 'claude-haiku-4-5-20251001',
      inputTokens: 100,
      cacheReadTokens: 90,
      outputTokens: 57,
      status: 'ok',
      isStreamed: true,
    });
  });

  it('the input that the last event repeats is its own', async () => {
    const [only] = await counted([
      start('msg_s2', opening),
      delta({ input_tokens: 12, cache_read_input_tokens: 90, output_tokens: 40 }),
    ]);
    expect(picked(only, ['inputTokens', 'outputTokens'])).toEqual({ inputTokens: 102, outputTokens: 40 });
  });

  it('events belong to the message that started last, and a refusal to all of its message', async () => {
    const calls = await counted([
      start('msg_s3', opening),
      delta({ output_tokens: 5 }, 'refusal'),
      start('msg_s4', { ...opening, input_tokens: 7 }),
      delta({ output_tokens: 9 }),
    ]);
    expect(calls.map((call) => picked(call, ['callId', 'inputTokens', 'outputTokens', 'status', 'errorType']))).toEqual(
      [
        { callId: 'msg_s3', inputTokens: 100, outputTokens: 5, status: 'blocked', errorType: 'refusal' },
        { callId: 'msg_s4', inputTokens: 97, outputTokens: 9, status: 'ok' },
      ],
    );
  });

  it('the message itself, logged by somebody else, is the same call', async () => {
    const whole = claude('msg_s5', { usage: { ...opening, output_tokens: 57 } });
    const calls = await counted([start('msg_s5', opening), delta({ output_tokens: 57 }), whole]);
    expect(calls.map((call) => picked(call, ['callId', 'inputTokens', 'outputTokens']))).toEqual([
      { callId: 'msg_s5', inputTokens: 100, outputTokens: 57 },
    ]);
  });
});
