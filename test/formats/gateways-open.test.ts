/**
 * Logs of gateways that teams run themselves: Kong, one-api and new-api, LLM Gateway. Lines in, records out.
 */
import { describe, expect, it } from 'vitest';
import { jsonLines, withLedger } from '../ingest/support.js';
import { describeCases, outcomes, picked } from './support.js';

const AT = Date.UTC(2026, 8, 1, 10, 0, 0);

const used = (prompt: number, completion: number, more: object = {}) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
  ...more,
});
const meta = { request_model: 'gpt-5.4', response_model: 'gpt-5.4-2026-03-05', provider_name: 'openai' };
const logged = (ai: object, more: object = {}) => ({
  ai,
  started_at: AT,
  request: { uri: '/ask' },
  upstream_uri: '/v1/chat/completions',
  response: { status: 200 },
  latencies: { request: 2_500, proxy: 2_490, kong: 10 },
  consumer: { username: 'shop' },
  service: { name: 'answers' },
  route: { name: 'ask' },
  ...more,
});
const request = (id: string) => ({ request: { id, uri: '/ask' } });

describeCases('Kong', [
  {
    name: 'a streamed call with all there is about it',
    line: logged(
      {
        payload: { request: 'never read' },
        proxy: {
          usage: used(100, 20, {
            prompt_tokens_details: { cached_tokens: 64, audio_tokens: 8 },
            completion_tokens_details: { reasoning_tokens: 5, audio_tokens: 2 },
            cost: 0.0042,
            time_to_first_token: 631,
          }),
          meta: { ...meta, llm_latency: 2_400, request_mode: 'stream' },
          cache: { cache_status: 'Miss' },
        },
      },
      request('r-1'),
    ),
    record: {
      format: 'kong',
      callId: 'r-1',
      callIdKind: 'request_id',
      requestId: 'r-1',
      startedAt: AT,
      startedAtKind: 'exact',
      provider: 'openai',
      gateway: 'kong',
      endpoint: 'chat',
      model: 'gpt-5.4-2026-03-05',
      modelRequested: 'gpt-5.4',
      inputTokens: 100,
      cacheReadTokens: 64,
      inputAudioTokens: 8,
      outputTokens: 20,
      reasoningTokens: 5,
      outputAudioTokens: 2,
      usageKind: 'provider',
      status: 'ok',
      httpStatus: 200,
      durationUs: 2_400_000,
      firstTokenUs: 631_000,
      isStreamed: true,
      gatewayCacheHit: false,
      userId: 'shop',
      project: 'answers',
      tags: '{"route":"ask"}',
      loggedCost: '0.0042',
      loggedCostCurrency: 'USD',
      loggedCostKind: 'list_estimate',
    },
  },
  {
    name: 'an answer from the cache: its tokens are logged again, its cost and the time of the provider are not those of this call',
    line: logged(
      {
        proxy: {
          usage: used(14, 21, { cost: 0.003, time_to_first_token: 631 }),
          meta: { ...meta, llm_latency: 2_670 },
          cache: { cache_status: 'Hit', fetch_latency: 12 },
        },
      },
      { ...request('r-2'), latencies: { request: 15, proxy: -1, kong: 15 } },
    ),
    record: {
      callId: 'r-2',
      inputTokens: 14,
      outputTokens: 21,
      gatewayCacheHit: true,
      loggedCost: undefined,
      loggedCostKind: undefined,
      durationUs: 15_000,
      firstTokenUs: undefined,
    },
  },
  {
    name: 'a cost of 0 is that of prices that nobody set',
    line: logged({ proxy: { usage: used(14, 21, { cost: 0 }), meta } }, request('r-3')),
    record: { loggedCost: undefined, gatewayCacheHit: undefined, isStreamed: undefined, durationUs: 2_490_000 },
  },
  {
    name: 'the name of the plugin, and the counts of older versions',
    line: logged({ 'ai-proxy': { usage: { prompt_token: 28, completion_token: 20, total_tokens: 48 }, meta } }),
    record: { format: 'kong', callId: undefined, inputTokens: 28, outputTokens: 20 },
  },
  {
    name: 'pictures',
    line: logged({
      'ai-proxy-advanced': {
        usage: {
          input_tokens: 50,
          input_tokens_details: { text_tokens: 10, image_tokens: 40 },
          output_tokens: 900,
          total_tokens: 950,
        },
        meta,
      },
    }),
    record: { inputTokens: 50, inputImageTokens: 40, outputTokens: 900 },
  },
  {
    name: 'cached tokens beside the prompt, which the total adds',
    line: logged({
      proxy: { usage: { ...used(100, 20, { prompt_tokens_details: { cached_tokens: 40 } }), total_tokens: 160 }, meta },
    }),
    record: { inputTokens: 140, cacheReadTokens: 40, outputTokens: 20 },
  },
  {
    name: 'a failure of the provider',
    line: logged({ proxy: { meta } }, { ...request('r-4'), response: { status: 429 } }),
    record: { status: 'error', httpStatus: 429, errorType: '429', inputTokens: undefined, usageKind: 'missing' },
  },
  {
    name: 'a client that left',
    line: logged({ proxy: { meta } }, { ...request('r-5'), response: { status: 499 } }),
    record: { status: 'cancelled' },
  },
  { name: 'no more than the usage', line: { ai: { proxy: { usage: used(3, 4) } } }, record: { inputTokens: 3 } },
  { name: 'tools', line: { ai: { mcp: { mcp_session_id: 'm', rpc: [{ method: 'tools/call' }] } } }, ignored: true },
  { name: 'agents', line: logged({ a2a: { rpc: [] } }), ignored: true },
  { name: 'a request without a model', line: logged({}, { ai: undefined, upstream_uri: '/health' }), ignored: true },
  { name: 'a filter without a model', line: logged({ sanitizer: { pii_identified: 3 } }), ignored: true },
  {
    name: 'an application that says ai',
    line: { ai: 'yes', model: 'm', prompt_tokens: 3, completion_tokens: 4 },
    record: { format: 'flat', inputTokens: 3 },
  },
]);

describe('Kong: plugins that ask a model themselves', () => {
  const ai = {
    payload: { request: 'never read' },
    'ai-request-transformer': {
      usage: used(7, 3),
      meta: { ...meta, response_model: 'gpt-5.4-mini', llm_latency: 300 },
    },
    'ai-proxy': { usage: used(100, 20), meta },
    sanitizer: { pii_identified: 3 },
  };
  it('are calls of their own on the same line', async () => {
    await withLedger(async (ledger) => {
      ledger.write('kong.jsonl', jsonLines(logged(ai, request('r-9')), logged({ proxy: { usage: used(1, 1), meta } })));
      await ledger.load(['kong.jsonl']);
      const calls = (await ledger.calls()).map((one) =>
        picked(one, ['callId', 'requestId', 'sourceLine', 'model', 'inputTokens', 'durationUs', 'httpStatus']),
      );
      expect(calls).toHaveLength(3);
      expect(calls).toContainEqual({
        callId: 'r-9/ai-request-transformer',
        requestId: 'r-9',
        sourceLine: 1,
        model: 'gpt-5.4-mini',
        inputTokens: 7,
        durationUs: 300_000,
      });
      expect(calls).toContainEqual({
        callId: 'r-9',
        requestId: 'r-9',
        sourceLine: 1,
        model: 'gpt-5.4-2026-03-05',
        inputTokens: 100,
        durationUs: 2_490_000,
        httpStatus: 200,
      });
      const [source] = await ledger.sources();
      expect([source?.lines, source?.withCalls, source?.callsFound].map(Number)).toEqual([2, 2, 3]);
    });
  });
});

const entry = <More extends object>(more: More, other: object = {}) => ({
  user_id: 7,
  created_at: AT / 1000,
  type: 2,
  content: '',
  username: 'ada',
  token_name: 'answers',
  model_name: 'gpt-5.4',
  quota: 750,
  prompt_tokens: 100,
  completion_tokens: 20,
  use_time: 4,
  is_stream: true,
  channel: 12,
  channel_name: 'upstream-a',
  token_id: 3,
  group: 'default',
  ip: '203.0.113.9',
  other: JSON.stringify(other),
  ...more,
});
const money = (quota: number | string, loggedCost: string) => ({
  name: `a quota of ${quota}`,
  line: entry({ id: 2_000, request_id: `q-${quota}`, quota }),
  record: { loggedCost, loggedCostCurrency: 'USD', loggedCostKind: 'actual' },
});

describeCases('one-api and new-api', [
  {
    name: 'what was consumed, with all there is about it',
    line: entry(
      { id: 5_000, request_id: '20260901abc' },
      { cache_tokens: 64, frt: 820, request_path: '/v1/chat/completions', admin_info: { use_channel: ['12'] } },
    ),
    record: {
      format: 'one_api',
      // 5000 = 4 × 1024 + 904.
      callId: '20260901abc/904',
      callIdKind: 'request_id',
      requestId: '20260901abc',
      startedAt: AT,
      startedAtKind: 'exact',
      provider: undefined,
      gateway: 'new-api',
      endpoint: 'chat',
      model: 'gpt-5.4',
      modelRequested: 'gpt-5.4',
      inputTokens: 100,
      cacheReadTokens: 64,
      outputTokens: 20,
      usageKind: 'provider',
      status: 'ok',
      durationUs: 4_000_000,
      firstTokenUs: 820_000,
      isStreamed: true,
      userId: 'ada',
      apiKey: 'answers',
      team: 'default',
      tags: '{"channel":"upstream-a"}',
      loggedCost: '0.001500',
      loggedCostCurrency: 'USD',
      loggedCostKind: 'actual',
    },
  },
  {
    name: 'a call of Claude Messages: its cached tokens stand beside the prompt',
    line: entry(
      { id: 5_001, model_name: 'claude-sonnet-4-5' },
      {
        claude: true,
        cache_tokens: 60,
        cache_creation_tokens: 30,
        cache_creation_tokens_5m: 20,
        cache_creation_tokens_1h: 10,
      },
    ),
    record: {
      inputTokens: 190,
      cacheReadTokens: 60,
      cacheWriteTokens: 30,
      cacheWrite5mTokens: 20,
      cacheWrite1hTokens: 10,
      outputTokens: 20,
    },
  },
  {
    name: 'more cached than prompted: it stands beside it',
    line: entry({ id: 5_002 }, { cache_tokens: 500 }),
    record: { inputTokens: 600, cacheReadTokens: 500 },
  },
  {
    name: 'a model under another name',
    line: entry({ id: 5_003, model_name: 'fast' }, { is_model_mapped: true, upstream_model_name: 'gpt-5.4-mini' }),
    record: { model: 'gpt-5.4-mini', modelRequested: 'fast' },
  },
  {
    name: 'sound, counted by the relay itself',
    line: entry(
      { id: 5_004 },
      { audio: true, audio_input: 40, audio_output: 15, admin_info: { local_count_tokens: true } },
    ),
    record: { inputAudioTokens: 40, outputAudioTokens: 15, usageKind: 'estimated' },
  },
  {
    name: 'a stream that broke',
    line: entry({ id: 5_005 }, { stream_status: { status: 'error', end_reason: 'timeout' } }),
    record: { status: 'ok', isCut: true },
  },
  {
    name: 'what a plan paid for',
    line: entry({ id: 5_006 }, { billing_source: 'subscription' }),
    record: { loggedCost: '0.001500', loggedCostKind: 'notional' },
  },
  {
    name: 'less than a second, in whole seconds',
    line: entry({ id: 5_007, use_time: 0, is_stream: false }, { frt: 300 }),
    record: { durationUs: undefined, firstTokenUs: undefined, isStreamed: false },
  },
  {
    name: 'a failure: neither its message nor a cost is kept',
    line: entry(
      {
        id: 5_008,
        type: 5,
        request_id: '20260901abc',
        content: 'status_code=429, too many requests for key sk-1234567890abcdef',
        quota: 0,
        prompt_tokens: 0,
        completion_tokens: 0,
      },
      { status_code: 429, error_type: 'rate_limit_error' },
    ),
    record: {
      callId: '20260901abc/912',
      requestId: '20260901abc',
      status: 'error',
      httpStatus: 429,
      errorType: 'rate_limit_error',
      loggedCost: undefined,
      loggedCostKind: undefined,
    },
  },
  {
    name: 'a failure that only says so',
    line: entry({ id: 5_009, type: 5, content: 'too many requests', quota: 0, other: '' }),
    record: { status: 'error', httpStatus: undefined, errorType: 'rate_limit' },
  },
  {
    name: 'a row of one-api: milliseconds, and no more about it',
    line: entry({
      id: 104,
      request_id: '2026010100000012345',
      use_time: undefined,
      other: undefined,
      elapsed_time: 830,
      is_stream: false,
    }),
    record: { gateway: 'one-api', durationUs: 830_000, cacheReadTokens: undefined, inputTokens: 100 },
  },
  {
    name: 'a row of a CSV',
    line: entry({
      id: '5010',
      type: '2',
      quota: '750',
      prompt_tokens: '7',
      is_stream: '1',
      created_at: String(AT / 1000),
    }),
    record: { inputTokens: 7, loggedCost: '0.001500', isStreamed: true, startedAt: AT },
  },
  { name: 'a top-up', line: entry({ id: 1, type: 1, quota: 500_000 }), ignored: true },
  { name: 'administration', line: entry({ id: 2, type: 3 }), ignored: true },
  { name: 'the system', line: entry({ id: 3, type: 4 }), ignored: true },
  { name: 'a refund', line: entry({ id: 4, type: 6, quota: 900 }, { task_id: 'task_1' }), ignored: true },
  {
    name: 'what the charge for a task was corrected by',
    line: entry({ id: 5, prompt_tokens: 0, completion_tokens: 0 }, { pre_consumed_quota: 500, actual_quota: 620 }),
    ignored: true,
  },
  money(0, '0.000000'),
  money(1, '0.000002'),
  money(500_000, '1.000000'),
  money('1234567', '2.469134'),
]);

describe('one-api and new-api', () => {
  it('the same entries as the operator and as the user gets them are the same calls', async () => {
    const own = [
      entry({ id: 5_000 }, { cache_tokens: 1, admin_info: {} }),
      entry({ id: 5_001 }),
      entry({ id: 5_002, type: 5, request_id: 'one' }),
      entry({ id: 5_003, request_id: 'one' }),
    ];
    const seen = own.map((one, index) => ({
      ...one,
      id: one.id % 1024,
      channel_name: '',
      other: index === 0 ? '{"cache_tokens":1}' : '{}',
    }));
    const counted = (await outcomes([...own, ...seen])).filter(
      (one) => (one as Record<string, unknown>).isCounted === true,
    );
    expect(counted).toHaveLength(4);
  });
  it('a row that names neither itself nor its request is a call each time', async () => {
    const rows = [entry({ id: 0 }), entry({ id: 0 })];
    expect((await outcomes(rows)).map((one) => picked(one, ['callId', 'isCounted']))).toEqual([
      { isCounted: true },
      { isCounted: true },
    ]);
  });
  it('--anthropic-input says how relays count for Claude', async () => {
    const line = entry({ id: 1, model_name: 'claude-sonnet-4-5' }, { claude: true, cache_tokens: 60 });
    const [found] = await outcomes([line], { reading: { anthropicInput: 'inclusive' } });
    expect(picked(found, ['inputTokens', 'cacheReadTokens'])).toEqual({ inputTokens: 100, cacheReadTokens: 60 });
  });
});

const row = (more: object) => ({
  requestId: 'rq-1',
  createdAt: '2026-09-01T10:00:00.000Z',
  organizationId: 'org-1',
  projectId: 'answers',
  apiKeyId: 'key-3',
  duration: 2_500,
  timeToFirstToken: 420,
  requestedModel: 'gpt-5.4',
  requestedProvider: null,
  usedModel: 'openai/gpt-5.4',
  usedProvider: 'OpenAI',
  content: 'never read',
  promptTokens: '1200',
  completionTokens: '300',
  totalTokens: '1500',
  reasoningTokens: '40',
  cachedTokens: '1024',
  hasError: false,
  cost: 0.00472,
  canceled: false,
  streamed: true,
  cached: false,
  usedMode: 'credits',
  apiOrigin: 'chat-completions',
  ...more,
});

describeCases('LLM Gateway', [
  {
    name: 'a row with all there is about it',
    line: row({
      id: 'lg-1',
      source: 'shop',
      sessionId: 's-1',
      traceId: 't-1',
      endCustomerId: 'ada',
      usedServiceTier: 'Flex',
      cacheWriteTokens: '100',
      cacheWrite5mTokens: '60',
      cacheWrite1hTokens: '40',
    }),
    record: {
      format: 'llmgateway',
      callId: 'lg-1',
      callIdKind: 'request_id',
      requestId: 'rq-1',
      traceId: 't-1',
      sessionId: 's-1',
      startedAt: AT,
      provider: 'openai',
      gateway: 'llmgateway',
      endpoint: 'chat',
      model: 'openai/gpt-5.4',
      modelRequested: 'gpt-5.4',
      serviceTier: 'flex',
      inputTokens: 1_200,
      cacheReadTokens: 1_024,
      cacheWriteTokens: 100,
      cacheWrite5mTokens: 60,
      cacheWrite1hTokens: 40,
      outputTokens: 300,
      reasoningTokens: 40,
      usageKind: 'provider',
      status: 'ok',
      durationUs: 2_500_000,
      firstTokenUs: 420_000,
      isStreamed: true,
      gatewayCacheHit: false,
      userId: 'ada',
      apiKey: 'key-3',
      team: 'org-1',
      project: 'answers',
      tags: '{"source":"shop"}',
      loggedCost: '0.00472',
      loggedCostCurrency: 'USD',
      loggedCostKind: 'actual',
    },
  },
  {
    name: 'thoughts that the total adds to the answer',
    line: row({ id: 'lg-2', totalTokens: '1540' }),
    record: { outputTokens: 340, reasoningTokens: 40 },
  },
  {
    name: 'cached tokens beside the prompt',
    line: row({ id: 'lg-3', promptTokens: '176', totalTokens: '1500' }),
    record: { inputTokens: 1_200, cacheReadTokens: 1_024 },
  },
  {
    name: 'a key of the user’s own, and counts that the gateway made',
    line: row({ id: 'lg-4', usedMode: 'api-keys', estimatedCost: true }),
    record: { loggedCostKind: 'list_estimate', usageKind: 'estimated' },
  },
  {
    name: 'the exact charge where there is one',
    line: row({ id: 'lg-5', billingCost: '0.0047200001' }),
    record: { loggedCost: '0.0047200001' },
  },
  {
    name: 'a failure: its text is not kept',
    line: row({
      id: 'lg-6',
      promptTokens: null,
      completionTokens: null,
      totalTokens: null,
      reasoningTokens: null,
      cachedTokens: null,
      cost: 0,
      hasError: true,
      unifiedFinishReason: 'upstream_error',
      errorDetails: { statusCode: 503, statusText: 'Service Unavailable', responseText: 'sk-1234567890abcdef' },
    }),
    record: {
      status: 'error',
      httpStatus: 503,
      errorType: 'upstream_error',
      inputTokens: undefined,
      loggedCost: undefined,
    },
  },
  {
    name: 'a call that the client gave up',
    line: row({ id: 'lg-7', canceled: true, cost: 0 }),
    record: { status: 'cancelled', errorType: undefined, loggedCost: undefined },
  },
  {
    name: 'an answer from the cache cost nothing',
    line: row({ id: 'lg-8', cached: true, cost: 0, timeToFirstToken: null }),
    record: { gatewayCacheHit: true, loggedCost: '0', loggedCostKind: 'actual' },
  },
  {
    name: 'a row of the database',
    line: {
      id: 'lg-9',
      request_id: 'rq-9',
      created_at: '2026-09-01 10:00:00.000',
      requested_model: 'gpt-5.4',
      used_model: 'gpt-5.4',
      used_provider: 'openai',
      prompt_tokens: '10',
      completion_tokens: '20',
      cache_write5m_tokens: '4',
      has_error: 'false',
      canceled: 'false',
      cost: '0.06',
      used_mode: 'credits',
      api_origin: 'transcriptions',
    },
    record: {
      format: 'llmgateway',
      callId: 'lg-9',
      requestId: 'rq-9',
      startedAt: AT,
      startedAtKind: 'assumed_utc',
      endpoint: 'audio',
      inputTokens: 10,
      outputTokens: 20,
      cacheWrite5mTokens: 4,
      loggedCost: '0.06',
    },
  },
  {
    name: 'an application with the same word is one',
    line: { usedModel: 'm', promptTokens: 3, completionTokens: 4 },
    record: { format: 'flat', inputTokens: 3 },
  },
]);
