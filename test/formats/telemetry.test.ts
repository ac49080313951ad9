/** Spans, log records and chats: lines in, records out. Counts and rules are those of the conventions named in the formats. */
import { describe, expect, it } from 'vitest';
import { withLedger } from '../ingest/support.js';
import { describeCases, outcomes, picked } from './support.js';

const span = (attributes: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  traceId: 'a1',
  spanId: `b${JSON.stringify(attributes).length}`,
  startTime: [1_767_225_600, 500_000_000],
  endTime: [1_767_225_602, 0],
  ...more,
  attributes,
});
const time = new Date('2026-01-01T00:00:00.500Z').getTime();

describeCases('telemetry', [
  {
    name: 'a request of the GenAI conventions: input contains what was cached, output what was thought',
    line: span({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'Anthropic',
      'gen_ai.response.model': 'claude-sonnet-5',
      'gen_ai.request.model': 'sonnet',
      'gen_ai.response.id': 'msg_1',
      'gen_ai.request.stream': true,
      'gen_ai.response.time_to_first_chunk': 0.52,
      'gen_ai.usage.input_tokens': 5100,
      'gen_ai.usage.cache_read.input_tokens': 4000,
      'gen_ai.usage.cache_creation.input_tokens': 1000,
      'gen_ai.usage.output_tokens': '300',
      'gen_ai.usage.reasoning.output_tokens': 120,
    }),
    record: {
      format: 'otel',
      callId: 'msg_1',
      callIdKind: 'response_id',
      traceId: 'a1',
      startedAt: time,
      provider: 'anthropic',
      model: 'claude-sonnet-5',
      modelRequested: 'sonnet',
      inputTokens: 5100,
      cacheReadTokens: 4000,
      cacheWriteTokens: 1000,
      outputTokens: 300,
      reasoningTokens: 120,
      durationUs: 1_500_000,
      firstTokenUs: 520_000,
      isStreamed: true,
      status: 'ok',
    },
  },
  {
    name: 'a sender that counts as Anthropic does: fewer input than cached tokens',
    line: span(
      {
        'gen_ai.operation.name': 'chat',
        'gen_ai.system': 'anthropic',
        'gen_ai.request.model': 'claude-sonnet-5',
        'gen_ai.usage.input_tokens': 10,
        'gen_ai.usage.cache_read.input_tokens': 4000,
        'gen_ai.usage.output_tokens': 5,
      },
      { traceId: 'a2' },
    ),
    record: { inputTokens: 4010, cacheReadTokens: 4000, outputTokens: 5 },
  },
  {
    name: 'OpenInference',
    line: span(
      {
        'openinference.span.kind': 'LLM',
        'llm.model_name': 'gpt-5.4',
        'llm.provider': 'openai',
        'llm.token_count.prompt': 12,
        'llm.token_count.completion': 3,
        'llm.token_count.prompt_details.cache_read': 4,
      },
      { traceId: 'a3' },
    ),
    record: {
      model: 'gpt-5.4',
      provider: 'openai',
      inputTokens: 12,
      outputTokens: 3,
      cacheReadTokens: 4,
      callIdKind: 'span',
    },
  },
  {
    name: 'the old words of OpenLLMetry, and a Python span',
    line: {
      name: 'openai.chat',
      context: { trace_id: '0xA4', span_id: '0xB4' },
      start_time: '2026-01-01T00:00:00.500000Z',
      end_time: '2026-01-01T00:00:01.000000Z',
      attributes: {
        'llm.request.type': 'chat',
        'gen_ai.system': 'OpenAI',
        'gen_ai.request.model': 'gpt-5.4',
        'gen_ai.usage.prompt_tokens': 7,
        'gen_ai.usage.completion_tokens': 2,
        'llm.usage.total_tokens': 9,
      },
    },
    record: {
      callId: 'a4:b4',
      startedAt: time,
      durationUs: 500_000,
      inputTokens: 7,
      outputTokens: 2,
      provider: 'openai',
    },
  },
  {
    name: 'a request that failed, with the class of the failure',
    line: span(
      { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-5.4', 'error.type': '429' },
      { traceId: 'a5', status: { code: 2 } },
    ),
    record: { status: 'error', errorType: '429', usageKind: 'missing', inputTokens: undefined },
  },
  {
    name: 'an event of Claude Code counts input beside the cache and costs what its plan says',
    line: {
      timeUnixNano: '1767225600500000000',
      body: 'claude_code.api_request',
      attributes: {
        'session.id': 's1',
        model: 'claude-haiku-4-5',
        input_tokens: 10,
        output_tokens: 39,
        cache_read_tokens: 25192,
        cache_creation_tokens: 11802,
        cost_usd: 0.026,
        duration_ms: 1200,
        request_id: 'req_1',
        speed: 'fast',
      },
    },
    record: {
      provider: 'anthropic',
      inputTokens: 37004,
      cacheReadTokens: 25192,
      cacheWriteTokens: 11802,
      outputTokens: 39,
      loggedCost: '0.026',
      loggedCostKind: 'notional',
      isNotional: true,
      durationUs: 1_200_000,
      sessionId: 's1',
      callId: 'req_1',
      startedAt: time,
    },
  },
  {
    name: 'a failure of Claude Code',
    line: {
      timeUnixNano: '1767225600500000000',
      body: 'claude_code.api_error',
      attributes: { model: 'claude-haiku-4-5', status_code: 529, attempt: 2 },
    },
    record: { status: 'error', httpStatus: 529, errorType: '529', attempt: 2, isBilled: false },
  },
  {
    name: 'an answer to Gemini CLI: thoughts are beside the output',
    line: {
      hrTime: [1_767_225_600, 500_000_000],
      attributes: {
        'event.name': 'gemini_cli.api_response',
        model: 'gemini-3.8-flash',
        input_token_count: 1000,
        output_token_count: 50,
        cached_content_token_count: 800,
        thoughts_token_count: 120,
        tool_token_count: 7,
        total_token_count: 1177,
        duration_ms: 4100,
      },
    },
    record: {
      provider: 'google',
      inputTokens: 1007,
      outputTokens: 170,
      reasoningTokens: 120,
      cacheReadTokens: 800,
      durationUs: 4_100_000,
      startedAt: time,
    },
  },
  { name: 'a tool', line: span({ 'gen_ai.operation.name': 'execute_tool' }, { traceId: 'a6' }), ignored: true },
  { name: 'a metric', line: { type: 'metric', name: 'gen_ai.client.token.usage' }, ignored: true },
  { name: 'a span of something else', line: span({ 'http.method': 'GET' }, { traceId: 'a7' }), ignored: true },
  {
    name: 'a message of a Gemini CLI chat',
    line: {
      sessionId: 's',
      type: 'gemini',
      id: 'g1',
      timestamp: '2026-01-01T00:00:00.500Z',
      model: 'gemini-3.8-flash',
      tokens: { input: 1000, output: 50, cached: 800, thoughts: 120, tool: 0, total: 1170 },
    },
    record: {
      format: 'gemini_cli',
      callId: 's:g1',
      inputTokens: 1000,
      outputTokens: 170,
      cacheReadTokens: 800,
      startedAt: time,
    },
  },
]);

describe('spans around calls', () => {
  const inner = (id: string, output: number) =>
    span(
      {
        'gen_ai.operation.name': 'chat',
        'gen_ai.response.model': 'm',
        'gen_ai.response.id': id,
        'gen_ai.usage.input_tokens': 1,
        'gen_ai.usage.output_tokens': output,
      },
      { traceId: 't', spanId: id },
    );
  const agent = span(
    {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.response.id': 'r1',
      'gen_ai.usage.input_tokens': 9,
      'gen_ai.usage.output_tokens': 90,
    },
    { traceId: 't', spanId: 'agent' },
  );
  const event = {
    hrTime: [1, 0],
    _body: 'x',
    attributes: {
      'event.name': 'gen_ai.client.inference.operation.details',
      'gen_ai.response.id': 'r1',
      'gen_ai.usage.input_tokens': 5,
      'gen_ai.usage.output_tokens': 50,
    },
  };

  it('do not count beside the calls, in whatever order they come', async () => {
    for (const lines of [
      [agent, event, inner('r1', 3), inner('r2', 4)],
      [inner('r2', 4), inner('r1', 3), event, agent],
    ]) {
      const found = await outcomes(lines);
      expect(found.flatMap((one) => picked(one, ['outputTokens']).outputTokens ?? []).sort()).toEqual([3, 4]);
    }
  });

  it('count where no call inside them was traced', async () => {
    const [alone] = await outcomes([agent]);
    expect(picked(alone, ['inputTokens', 'outputTokens', 'callIdKind'])).toEqual({
      inputTokens: 9,
      outputTokens: 90,
      callIdKind: 'span',
    });
  });

  it('are told from calls in other files of the same load', () =>
    withLedger(async (ledger) => {
      ledger.write('a.jsonl', `${JSON.stringify(agent)}\n`);
      ledger.write('b.jsonl', `${JSON.stringify(inner('r1', 3))}\n`);
      await ledger.load(['.']);
      expect((await ledger.calls()).map((call) => Number(call.outputTokens))).toEqual([3]);
    }));
});
