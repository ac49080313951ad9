/**
 * Whole lines of each provider's format: identity, time, provider, status, and what is not a call.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Case, compared, type Outcome, outcomes } from './support.js';

const chatUsage = { prompt_tokens: 3, completion_tokens: 4 };
const claudeUsage = { input_tokens: 3, output_tokens: 4 };
const transcript = (more: object) => ({ sessionId: 's', cwd: '/p', timestamp: '2026-09-01T10:00:00Z', ...more });
const AT = Date.UTC(2026, 8, 1, 10, 0, 0);

const CASES: readonly Case[] = [
  {
    name: 'a chat completion',
    line: {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: AT / 1000,
      model: 'gpt-5.4-2026-03-05',
      service_tier: 'default',
      usage: chatUsage,
    },
    record: {
      format: 'openai.chat',
      callId: 'chatcmpl-1',
      callIdKind: 'response_id',
      startedAt: AT,
      model: 'gpt-5.4-2026-03-05',
      serviceTier: 'default',
      endpoint: 'chat',
      provider: undefined,
      status: 'ok',
    },
  },
  {
    name: 'a chat completion of OpenRouter',
    line: { id: 'gen-1', object: 'chat.completion', model: 'x/y', usage: chatUsage },
    record: { provider: 'openrouter', gateway: 'openrouter' },
  },
  {
    name: 'a chat completion of Groq',
    line: { id: 'chatcmpl-2', object: 'chat.completion', model: 'm', x_groq: { id: 'req' }, usage: chatUsage },
    record: { provider: 'groq' },
  },
  {
    name: 'a chat completion without usage',
    line: { id: 'chatcmpl-3', object: 'chat.completion', model: 'm' },
    rejected: 'a chat completion without usage',
  },
  {
    name: 'a chunk without usage',
    line: { id: 'chatcmpl-4', object: 'chat.completion.chunk', model: 'm', usage: null },
    ignored: true,
  },
  {
    name: 'the chunk with usage',
    line: { id: 'chatcmpl-4', object: 'chat.completion.chunk', model: 'm', usage: chatUsage },
    record: { callId: 'chatcmpl-4', isStreamed: true, inputTokens: 3 },
  },
  {
    name: 'a response',
    line: {
      id: 'resp_1',
      object: 'response',
      created_at: AT / 1000,
      status: 'completed',
      model: 'gpt-5.4',
      usage: claudeUsage,
    },
    record: {
      format: 'openai.responses',
      callId: 'resp_1',
      startedAt: AT,
      endpoint: 'responses',
      status: 'ok',
      isStreamed: undefined,
    },
  },
  {
    name: 'a response in an event',
    line: {
      type: 'response.completed',
      response: { id: 'resp_2', object: 'response', status: 'completed', model: 'm', usage: claudeUsage },
    },
    record: { callId: 'resp_2', isStreamed: true, outputTokens: 4 },
  },
  {
    name: 'an event before the end',
    line: { type: 'response.created', response: { id: 'resp_2', object: 'response', status: 'in_progress' } },
    ignored: true,
  },
  {
    name: 'a response that is queued',
    line: { id: 'resp_3', object: 'response', status: 'queued', usage: null },
    ignored: true,
  },
  {
    name: 'a response that failed',
    line: {
      id: 'resp_4',
      object: 'response',
      status: 'failed',
      error: { code: 'server_error', message: 'no' },
      usage: null,
    },
    record: { status: 'error', errorType: 'server_error' },
  },
  {
    name: 'a response that was cut is a call',
    line: { id: 'resp_5', object: 'response', status: 'incomplete', usage: claudeUsage },
    record: { status: 'ok', outputTokens: 4 },
  },
  {
    name: 'a response that was cancelled',
    line: { id: 'resp_6', object: 'response', status: 'cancelled', usage: null },
    record: { status: 'cancelled', errorType: undefined },
  },
  {
    name: 'a completed response without usage',
    line: { id: 'resp_7', object: 'response', status: 'completed' },
    rejected: 'a completed response without usage',
  },
  {
    name: 'an Anthropic message',
    line: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-opus-5',
      usage: { ...claudeUsage, service_tier: 'batch', inference_geo: 'US', speed: 'fast' },
    },
    record: {
      format: 'anthropic.messages',
      callId: 'msg_1',
      provider: 'anthropic',
      serviceTier: 'batch',
      isBatch: true,
      inferenceGeo: 'us',
      speed: 'fast',
      startedAtKind: 'missing',
    },
  },
  {
    name: 'a message billed by Bedrock',
    line: { id: 'msg_bdrk_1', type: 'message', role: 'assistant', model: 'm', usage: claudeUsage },
    record: { provider: 'bedrock' },
  },
  {
    name: 'a message billed by Vertex',
    line: { id: 'msg_vrtx_1', type: 'message', role: 'assistant', model: 'm', usage: claudeUsage },
    record: { provider: 'vertex' },
  },
  {
    name: 'a refusal',
    line: { id: 'msg_2', type: 'message', role: 'assistant', model: 'm', stop_reason: 'refusal', usage: claudeUsage },
    record: { status: 'blocked' },
  },
  {
    name: 'a message without usage',
    line: { id: 'msg_3', type: 'message', role: 'assistant', model: 'm' },
    rejected: 'a message without usage',
  },
  {
    name: 'a Gemini body from Vertex',
    line: {
      responseId: 'g1',
      modelVersion: 'models/gemini-3.8-flash',
      createTime: '2026-09-01T10:00:00.000001Z',
      usageMetadata: { promptTokenCount: 3, trafficType: 'ON_DEMAND_FLEX' },
    },
    record: {
      format: 'gemini',
      callId: 'g1',
      model: 'gemini-3.8-flash',
      provider: 'vertex',
      serviceTier: 'flex',
      startedAt: AT + 0.001,
    },
  },
  {
    name: 'a Gemini body from the Gemini API',
    line: { responseId: 'g2', modelVersion: 'm', serviceTier: 'PRIORITY', usageMetadata: { promptTokenCount: 3 } },
    record: { provider: 'google', serviceTier: 'priority' },
  },
  {
    name: 'a blocked prompt',
    line: {
      responseId: 'g3',
      modelVersion: 'm',
      promptFeedback: { blockReason: 'SAFETY' },
      usageMetadata: { promptTokenCount: 3 },
    },
    record: { status: 'blocked', errorType: 'SAFETY', inputTokens: 3 },
  },
  {
    name: 'an assistant line of a transcript',
    line: transcript({
      type: 'assistant',
      uuid: 'u1',
      requestId: 'req_1',
      costUSD: 0.5,
      message: { id: 'msg_c1', model: 'claude-opus-5', usage: claudeUsage },
    }),
    record: {
      format: 'claude_code',
      callId: 'msg_c1',
      callIdKind: 'response_id',
      requestId: 'req_1',
      sessionId: 's',
      project: '/p',
      startedAt: AT,
      provider: 'anthropic',
      isStreamed: true,
      isNotional: true,
      loggedCost: '0.5',
      loggedCostKind: 'notional',
    },
  },
  {
    name: 'without a message id the request id',
    line: transcript({
      type: 'assistant',
      uuid: 'u2',
      requestId: 'req_2',
      message: { model: 'claude-opus-5', usage: claudeUsage },
    }),
    record: { callId: 'req_2', callIdKind: 'request_id' },
  },
  {
    name: 'sub-agent progress',
    line: transcript({
      type: 'progress',
      uuid: 'u3',
      data: {
        type: 'agent_progress',
        message: { requestId: 'req_3', message: { id: 'msg_c3', model: 'claude-haiku-4-5', usage: claudeUsage } },
      },
    }),
    record: { callId: 'msg_c3', requestId: 'req_3', outputTokens: 4 },
  },
  {
    name: 'what a tool result sums up is no call',
    line: transcript({ type: 'user', uuid: 'u4', message: { role: 'user' }, toolUseResult: { usage: claudeUsage } }),
    ignored: true,
  },
  {
    name: 'a final failure',
    line: transcript({
      type: 'assistant',
      uuid: 'u5',
      isApiErrorMessage: true,
      apiErrorStatus: 429,
      error: 'rate_limit',
      message: { id: 'e1', model: '<synthetic>', usage: { input_tokens: 0, output_tokens: 0 } },
    }),
    record: { status: 'error', errorType: 'rate_limit', httpStatus: 429, isBilled: false, model: undefined },
  },
  {
    name: 'a retried attempt, its error an object',
    line: transcript({
      type: 'system',
      subtype: 'api_error',
      uuid: 'u6',
      error: { status: 529, type: 'overloaded_error' },
      retryAttempt: 2,
    }),
    record: {
      status: 'error',
      errorType: 'overloaded_error',
      httpStatus: 529,
      attempt: 2,
      isBilled: false,
      callIdKind: 'line',
    },
  },
  {
    name: 'a message the client wrote',
    line: transcript({
      type: 'assistant',
      uuid: 'u7',
      isApiErrorMessage: false,
      message: { id: 'e2', model: '<synthetic>', usage: claudeUsage },
    }),
    ignored: true,
  },
  { name: 'a running total', line: { type: 'cost-state', sessionId: 's', totalCostUSD: 5 }, ignored: true },
  { name: 'a summary', line: { type: 'summary', leafUuid: 'u' }, ignored: true },
  {
    name: 'an error body of OpenAI',
    line: { error: { message: 'no', type: 'insufficient_quota', code: 'insufficient_quota' } },
    record: {
      format: 'provider_error',
      status: 'error',
      errorType: 'insufficient_quota',
      provider: 'openai',
      isBilled: false,
      model: undefined,
    },
  },
  {
    name: 'an error body of Anthropic',
    line: { type: 'error', error: { type: 'overloaded_error', message: 'no' }, request_id: 'req_9' },
    record: { errorType: 'overloaded_error', provider: 'anthropic', requestId: 'req_9', callId: 'req_9' },
  },
  {
    name: 'an error body of Google',
    line: { error: { code: 503, message: 'no', status: 'UNAVAILABLE' } },
    record: { errorType: 'UNAVAILABLE', provider: 'google', httpStatus: 503 },
  },
  {
    name: 'an error that is an object on this line',
    line: { model: 'm', status: 'error', error: { type: 'a', message: 'no' } },
    record: { format: 'flat', status: 'error', errorType: 'a' },
  },
  {
    name: 'and text on the next',
    line: { model: 'm', status: 'error', error: 'b' },
    record: { format: 'flat', status: 'error', errorType: 'b' },
  },
  {
    name: 'a canonical line with columns',
    line: {
      call_id: 'c1',
      started_at: '2026-09-01T10:00:00Z',
      provider: 'p',
      model: 'm',
      input_tokens: 10,
      cache_read_tokens: 4,
      output_tokens: 5,
      reasoning_tokens: 2,
      status: 'cancelled',
      is_billed: true,
      calls: 3,
      tags: { a: 'b' },
      other_units: [{ meter: 'page', quantity: '1.5' }],
    },
    record: {
      format: 'tollbook',
      callId: 'c1',
      callIdKind: 'call_id',
      inputTokens: 10,
      cacheReadTokens: 4,
      outputTokens: 5,
      reasoningTokens: 2,
      status: 'cancelled',
      isBilled: true,
      calls: 3,
      tags: '{"a":"b"}',
      otherUnits: [{ meter: 'page', quantity: '1.500000000' }],
    },
  },
  {
    name: 'a canonical line with a wrong status',
    line: { call_id: 'c2', model: 'm', status: 'fine' },
    rejected: 'status is not one of ok, error, cancelled, blocked',
  },
  {
    name: 'a canonical line for no call',
    line: { call_id: 'c3', model: 'm', calls: 0 },
    rejected: 'calls is not a whole number above 0',
  },
  {
    name: 'a canonical line with an HTTP error',
    line: { call_id: 'c4', model: 'm', http_status: 500 },
    record: { status: 'error', httpStatus: 500 },
  },
];

describe('lines', () => {
  let found: Outcome[];
  beforeAll(async () => {
    found = await outcomes(CASES.map((one) => one.line));
  });
  it.each(CASES.map((one, index) => [one.name, one, index] as const))('%s', (_, one, index) => {
    const { expected, found: got } = compared(one, found[index]);
    expect(got).toEqual(expected);
  });

  it('a message once however often it appears: the largest output counts', async () => {
    const grown = [1, 40, 90, 90].map((output_tokens, index) =>
      transcript({
        type: 'assistant',
        uuid: `u${index}`,
        timestamp: `2026-09-01T10:00:0${index}Z`,
        message: { id: 'msg_g', model: 'claude-opus-5', usage: { input_tokens: 3, output_tokens } },
      }),
    );
    for (const lines of [grown, [...grown].reverse()]) {
      const counted = (await outcomes(lines)).filter((row) => (row as Record<string, unknown>).isCounted === true);
      expect(counted.map((row) => (row as Record<string, unknown>).outputTokens)).toEqual([90n]);
    }
  });
});
