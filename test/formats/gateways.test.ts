/**
 * Logs of OpenRouter, Portkey, Helicone, Cloudflare and Vercel: lines in, records out.
 */
import { describe, expect, it } from 'vitest';
import { withLedger } from '../ingest/support.js';
import { describeCases, outcomes, picked } from './support.js';

const AT = Date.UTC(2026, 8, 1, 10, 0, 0);

const generation = (more: object) => ({
  data: {
    model: 'openai/gpt-5.4',
    provider_name: 'OpenAI',
    created_at: '2026-09-01T10:00:00.000000+00:00',
    native_tokens_prompt: 100,
    native_tokens_completion: 20,
    tokens_prompt: 90,
    tokens_completion: 18,
    streamed: true,
    cancelled: false,
    is_byok: false,
    total_cost: 0.0015,
    finish_reason: 'stop',
    ...more,
  },
});

describeCases('OpenRouter: generations', [
  {
    name: 'native counts are what is billed',
    line: generation({
      id: 'gen-1',
      api_type: 'completions',
      request_id: 'req-1',
      session_id: 's-1',
      external_user: 'ada',
      app_id: 17,
      service_tier: 'Flex',
      native_tokens_cached: 64,
      native_tokens_reasoning: 5,
      latency: 400,
      generation_time: 2_000,
    }),
    record: {
      format: 'openrouter.generation',
      callId: 'gen-1',
      callIdKind: 'response_id',
      requestId: 'req-1',
      sessionId: 's-1',
      startedAt: AT,
      provider: 'openrouter',
      gateway: 'openrouter',
      endpoint: 'chat',
      model: 'openai/gpt-5.4',
      serviceTier: 'flex',
      inputTokens: 100,
      cacheReadTokens: 64,
      outputTokens: 20,
      reasoningTokens: 5,
      usageKind: 'provider',
      status: 'ok',
      durationUs: 2_000_000,
      firstTokenUs: 400_000,
      isStreamed: true,
      userId: 'ada',
      project: '17',
      tags: '{"provider_name":"OpenAI"}',
      loggedCost: '0.0015',
      loggedCostCurrency: 'USD',
      loggedCostKind: 'actual',
    },
  },
  {
    name: 'a latency above the time of generation is the whole',
    line: generation({ id: 'gen-2', latency: 1_250, generation_time: 1_200 }),
    record: { durationUs: 1_250_000, firstTokenUs: undefined },
  },
  {
    name: 'without native counts those of its own tokenizer are an estimate',
    line: generation({
      id: 'gen-3',
      native_tokens_prompt: undefined,
      native_tokens_completion: undefined,
      native_tokens_cached: 3,
    }),
    record: { inputTokens: 90, outputTokens: 18, cacheReadTokens: 3, usageKind: 'estimated' },
  },
  {
    name: 'a cancelled stream is paid',
    line: generation({ id: 'gen-4', cancelled: true, total_cost: 0.00042 }),
    record: { status: 'cancelled', isBilled: undefined, loggedCost: '0.00042', loggedCostKind: 'actual' },
  },
  {
    name: 'with a key of one’s own the cost is what the provider charged',
    line: generation({ id: 'gen-5', is_byok: true, total_cost: 0.00006, upstream_inference_cost: 0.0012 }),
    record: { loggedCost: '0.0012', loggedCostKind: 'upstream_only' },
  },
  {
    name: 'a key of one’s own that only the amounts tell',
    line: generation({ id: 'gen-6', is_byok: undefined, total_cost: 0, upstream_inference_cost: 0.0012 }),
    record: { loggedCost: '0.0012', loggedCostKind: 'upstream_only' },
  },
  {
    name: 'with a key of one’s own and no charge of the provider the cost is unknown',
    line: generation({ id: 'gen-7', is_byok: true, total_cost: 0, upstream_inference_cost: 0 }),
    record: { loggedCost: undefined, loggedCostKind: undefined },
  },
  {
    name: 'a model that is free costs 0',
    line: generation({ id: 'gen-8', model: 'openai/gpt-oss-120b:free', total_cost: 0 }),
    record: { loggedCost: '0', loggedCostKind: 'actual' },
  },
  {
    name: 'the provider’s id where its own is missing; an object without a wrapper',
    line: { ...generation({ upstream_id: 'chatcmpl-up1' }).data },
    record: { format: 'openrouter.generation', callId: 'chatcmpl-up1', inputTokens: 100, isStreamed: true },
  },
  {
    name: 'a failure',
    line: generation({ id: 'gen-9', finish_reason: 'error' }),
    record: { status: 'error', errorType: 'error' },
  },
  {
    name: 'a generation of Vercel’s gateway',
    line: generation({ id: 'gen_01ARZ', provider_name: 'Anthropic', model: 'anthropic/claude-sonnet-4.5' }),
    record: { gateway: 'vercel', provider: 'anthropic', callId: 'gen_01ARZ' },
  },
]);

const activity = (more: object) => ({
  created_at: '2026-09-01 10:00:00.000',
  cost_total: '0.0123',
  byok_usage_inference: '0',
  tokens_prompt: '1000',
  tokens_completion: '137',
  tokens_reasoning: '20',
  tokens_cached: '512',
  model_permaslug: 'openai/gpt-oss-120b',
  provider_name: 'Groq',
  variant: 'standard',
  cancelled: 'false',
  streamed: 'true',
  user: '',
  finish_reason_normalized: 'stop',
  generation_time_ms: '2100',
  time_to_first_token_ms: '310',
  api_key_name: 'shop',
  app_name: 'answers',
  ...more,
});
const day = (more: object) => ({
  date: '2026-09-01',
  model: 'openai/gpt-5.4',
  model_permaslug: 'openai/gpt-5.4-2026-03-05',
  endpoint_id: '550e8400-e29b-41d4-a716-446655440000',
  provider_name: 'OpenAI',
  usage: 0.15,
  byok_usage_inference: 0,
  requests: 5,
  prompt_tokens: 500,
  completion_tokens: 125,
  reasoning_tokens: 25,
  ...more,
});

describeCases('OpenRouter: activity', [
  {
    name: 'a row of the export',
    line: activity({ generation_id: 'gen-a1' }),
    record: {
      format: 'openrouter.activity',
      callId: 'gen-a1',
      startedAt: AT,
      startedAtKind: 'assumed_utc',
      provider: 'openrouter',
      gateway: 'openrouter',
      model: 'openai/gpt-oss-120b',
      inputTokens: 1_000,
      cacheReadTokens: 512,
      outputTokens: 137,
      reasoningTokens: 20,
      status: 'ok',
      durationUs: 2_100_000,
      firstTokenUs: 310_000,
      isStreamed: true,
      userId: undefined,
      apiKey: 'shop',
      project: 'answers',
      calls: 1,
      loggedCost: '0.0123',
      loggedCostKind: 'actual',
    },
  },
  {
    name: 'a variant is a model of its own, and free is 0',
    line: activity({ generation_id: 'gen-a2', variant: 'free', cost_total: '0' }),
    record: { model: 'openai/gpt-oss-120b:free', loggedCost: '0', loggedCostKind: 'actual' },
  },
  {
    name: 'a cancelled call',
    line: activity({ generation_id: 'gen-a3', cancelled: 'true' }),
    record: { status: 'cancelled' },
  },
  {
    name: 'a key of one’s own',
    line: activity({ generation_id: 'gen-a4', cost_total: '0', byok_usage_inference: '0.0021' }),
    record: { loggedCost: '0.0021', loggedCostKind: 'upstream_only' },
  },
  {
    name: 'a day’s sum stands for many calls',
    line: day({}),
    record: {
      format: 'openrouter.activity',
      callId: undefined,
      startedAt: Date.UTC(2026, 8, 1),
      startedAtKind: 'date',
      model: 'openai/gpt-5.4-2026-03-05',
      calls: 5,
      inputTokens: 500,
      outputTokens: 125,
      reasoningTokens: 25,
      loggedCost: '0.15',
      loggedCostKind: 'actual',
    },
  },
  {
    name: 'a day’s sum in a CSV, its date with a time',
    line: day({ date: '2026-09-01 00:00:00', requests: '12', usage: '0', byok_usage_inference: '0.4' }),
    record: { startedAtKind: 'date', calls: 12, loggedCost: '0.4', loggedCostKind: 'upstream_only' },
  },
  { name: 'a sum of nothing', line: day({ requests: 0 }), ignored: true },
  {
    name: 'a sum of nobody knows how many',
    line: day({ requests: 'some' }),
    rejected: 'requests is not a whole number',
  },
]);

describe('OpenRouter', () => {
  it('an answer, its generation and its row of the activity are one call', async () => {
    const answer = { id: 'gen-x', object: 'chat.completion', usage: { prompt_tokens: 1_000, completion_tokens: 137 } };
    const counted = (
      await outcomes([
        answer,
        generation({ id: 'gen-x', native_tokens_prompt: 1_000, native_tokens_completion: 137 }),
        activity({ generation_id: 'gen-x' }),
      ])
    ).filter((one) => (one as Record<string, unknown>).isCounted === true);
    expect(counted.map((one) => picked(one, ['callId', 'inputTokens', 'outputTokens']))).toEqual([
      { callId: 'gen-x', inputTokens: 1_000, outputTokens: 137 },
    ]);
  });
  it('the export is a CSV', async () => {
    await withLedger(async (ledger) => {
      const row = activity({ generation_id: 'gen-csv' });
      ledger.write('activity.csv', `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`);
      await ledger.load(['activity.csv']);
      expect((await ledger.calls()).map((one) => picked(one, ['callId', 'inputTokens', 'loggedCost']))).toEqual([
        { callId: 'gen-csv', inputTokens: 1_000, loggedCost: '0.0123' },
      ]);
    });
  });
});

const exported = (more: object) => ({
  trace_id: 't-1',
  created_at: '2026-09-01T10:00:00.000Z',
  ai_org: 'openai',
  ai_model: 'gpt-5.4',
  req_units: 1_200,
  res_units: 300,
  total_units: 1_500,
  request_url: 'https://api.openai.com/v1/chat/completions',
  cost: 0.472,
  cost_currency: 'USD',
  response_time: 1_830,
  response_status_code: 200,
  ...more,
});
const answer = (id: string, usage: object) => ({ body: { id, model: 'gpt-5.4-2026-03-05', usage } });
const cents = (spelling: string, loggedCost: string) => ({
  name: `${spelling} cents`,
  line: JSON.stringify(exported({ id: `pk-${spelling}`, cost: 'X' })).replace('"X"', spelling),
  record: { loggedCost, loggedCostCurrency: 'USD', loggedCostKind: 'list_estimate' },
});

describeCases('Portkey', [
  {
    name: 'a row with the answer',
    line: exported({
      id: 'pk-1',
      request: { body: { model: 'gpt-5.4', stream: false } },
      response: answer('chatcmpl-pk1', {
        prompt_tokens: 1_200,
        completion_tokens: 300,
        prompt_tokens_details: { cached_tokens: 1_024 },
        completion_tokens_details: { reasoning_tokens: 40 },
      }),
      metadata: { _user: 'ada', _environment: 'production', team: 'search' },
    }),
    record: {
      format: 'portkey',
      callId: 'chatcmpl-pk1',
      callIdKind: 'response_id',
      requestId: 'pk-1',
      traceId: 't-1',
      startedAt: AT,
      provider: 'openai',
      gateway: 'portkey',
      endpoint: 'chat',
      model: 'gpt-5.4-2026-03-05',
      modelRequested: 'gpt-5.4',
      inputTokens: 1_200,
      cacheReadTokens: 1_024,
      outputTokens: 300,
      reasoningTokens: 40,
      status: 'ok',
      httpStatus: 200,
      durationUs: 1_830_000,
      isStreamed: false,
      userId: 'ada',
      environment: 'production',
      tags: '{"_user":"ada","_environment":"production","team":"search"}',
      loggedCost: '0.00472',
      gatewayCacheHit: undefined,
    },
  },
  {
    name: 'bodies and metadata as text, as in a CSV',
    line: exported({
      id: 'pk-2',
      req_units: '1200',
      response: JSON.stringify(answer('chatcmpl-pk2', { prompt_tokens_details: { cached_tokens: 7 } })),
      metadata: '{"team":"search"}',
      cost: '0.472',
    }),
    record: {
      callId: 'chatcmpl-pk2',
      inputTokens: 1_200,
      cacheReadTokens: 7,
      tags: '{"team":"search"}',
      loggedCost: '0.00472',
    },
  },
  {
    name: 'bodies that are no JSON are passed over',
    line: exported({ id: 'pk-3', request: 'cut {', response: 'data: [DONE]', metadata: 'none' }),
    record: { callId: 'pk-3', callIdKind: 'request_id', inputTokens: 1_200, outputTokens: 300, model: 'gpt-5.4' },
  },
  {
    name: 'an answer of Anthropic counts what it read from the cache beside its input',
    line: exported({
      id: 'pk-4',
      ai_org: 'anthropic',
      ai_model: 'claude-sonnet-4-5',
      req_units: 10,
      response: {
        body: {
          id: 'msg_pk4',
          usage: {
            input_tokens: 10,
            cache_read_input_tokens: 90,
            cache_creation_input_tokens: 30,
            output_tokens: 300,
          },
        },
      },
    }),
    record: {
      callId: 'msg_pk4',
      inputTokens: 130,
      cacheReadTokens: 90,
      cacheWriteTokens: 30,
      outputTokens: 300,
      provider: 'anthropic',
    },
  },
  {
    name: 'an answer of Anthropic in the shape of OpenAI, its cached tokens beside the prompt: the total adds them',
    line: exported({
      id: 'pk-10',
      ai_org: 'anthropic',
      ai_model: 'claude-sonnet-4-5',
      req_units: 200,
      total_units: undefined,
      response: {
        body: {
          id: 'msg_pk10',
          usage: {
            prompt_tokens: 200,
            completion_tokens: 300,
            total_tokens: 620,
            prompt_tokens_details: { cached_tokens: 90 },
            cache_read_input_tokens: 90,
            cache_creation_input_tokens: 30,
          },
        },
      },
    }),
    record: { inputTokens: 320, cacheReadTokens: 90, cacheWriteTokens: 30, outputTokens: 300 },
  },
  {
    name: 'the same with its cached tokens in the prompt: the total does not add them',
    line: exported({
      id: 'pk-11',
      ai_org: 'vertex-ai',
      ai_model: 'claude-sonnet-4-5',
      req_units: 320,
      total_units: 620,
      response: {
        body: {
          id: 'msg_pk11',
          usage: {
            prompt_tokens: 320,
            completion_tokens: 300,
            total_tokens: 620,
            prompt_tokens_details: { cached_tokens: 90 },
            cache_read_input_tokens: 90,
            cache_creation_input_tokens: 30,
          },
        },
      },
    }),
    record: { inputTokens: 320, cacheReadTokens: 90, cacheWriteTokens: 30, outputTokens: 300 },
  },
  {
    name: 'the older names; a failure',
    line: {
      id: 'pk-5',
      created_at: '2026-09-01T10:00:00.000Z',
      ai_provider: 'anthropic',
      ai_model: 'claude-sonnet-4-5',
      request_tokens: 0,
      response_tokens: 0,
      cost: 0,
      status_code: 429,
      is_success: 0,
      cache_status: 'DISABLED',
      stream_mode: 'TRUE',
      retry_success_count: 2,
    },
    record: {
      format: 'portkey',
      status: 'error',
      httpStatus: 429,
      errorType: '429',
      attempt: 3,
      isStreamed: true,
      loggedCost: undefined,
      loggedCostKind: undefined,
      gatewayCacheHit: false,
    },
  },
  {
    name: 'an answer from the cache has the id of the call it repeats',
    line: exported({
      id: 'pk-6',
      cache_status: 'SEMANTIC HIT',
      cost: 0,
      response: answer('chatcmpl-pk1', { prompt_tokens: 1_200 }),
    }),
    record: { callId: 'pk-6', gatewayCacheHit: true, loggedCost: '0.00' },
  },
  {
    name: 'a guardrail',
    line: exported({ id: 'pk-7', response_status_code: 446 }),
    record: { status: 'blocked', errorType: 'guardrail' },
  },
  {
    name: 'no more columns than these',
    line: { req_units: 3, res_units: 4 },
    record: { format: 'portkey', inputTokens: 3, outputTokens: 4, callId: undefined, status: 'ok' },
  },
  {
    name: 'counts of the answer where the row has none',
    line: exported({
      id: 'pk-8',
      req_units: undefined,
      res_units: undefined,
      total_units: undefined,
      response: answer('chatcmpl-pk8', { prompt_tokens: 11, completion_tokens: 7 }),
    }),
    record: { inputTokens: 11, outputTokens: 7 },
  },
  {
    name: 'an answer of Gemini thinks beside its candidates',
    line: exported({
      id: 'pk-9',
      ai_org: 'google',
      req_units: undefined,
      res_units: undefined,
      total_units: undefined,
      response: {
        body: { usageMetadata: { promptTokenCount: 11, candidatesTokenCount: 7, thoughtsTokenCount: 5 } },
      },
    }),
    record: { inputTokens: 11, outputTokens: 12, reasoningTokens: 5 },
  },
  cents('0.472', '0.00472'),
  cents('47.2', '0.472'),
  cents('1234', '12.34'),
  cents('5', '0.05'),
  cents('0.47200000000000003', '0.0047200000000000003'),
  cents('4.72e-05', '4.72e-7'),
]);

const requested = (more: object) => ({
  request_created_at: '2026-09-01T10:00:00.000Z',
  request_path: 'https://api.openai.com/v1/chat/completions',
  request_model: 'gpt-5.4',
  response_model: 'gpt-5.4-2026-03-05',
  model: 'gpt-5.4-2026-03-05',
  model_override: null,
  provider: 'OPENAI',
  response_status: 200,
  delay_ms: 1_800,
  time_to_first_token: 420,
  prompt_tokens: 1_200,
  prompt_cache_read_tokens: 1_024,
  prompt_cache_write_tokens: 0,
  completion_tokens: 300,
  total_tokens: 1_500,
  cost: 0.00472,
  properties: {},
  cache_reference_id: '00000000-0000-0000-0000-000000000000',
  ...more,
});
const anthropic = { provider: 'ANTHROPIC', response_model: 'claude-sonnet-4-5', model: 'claude-sonnet-4-5' };

describeCases('Helicone', [
  {
    name: 'a request',
    line: requested({
      request_id: 'he-1',
      request_user_id: 'ada',
      properties: { Environment: 'production', 'Helicone-Session-Id': 's-1' },
    }),
    record: {
      format: 'helicone',
      callId: 'he-1',
      callIdKind: 'request_id',
      sessionId: 's-1',
      startedAt: AT,
      provider: 'openai',
      gateway: 'helicone',
      endpoint: 'chat',
      model: 'gpt-5.4-2026-03-05',
      modelRequested: 'gpt-5.4',
      inputTokens: 1_200,
      cacheReadTokens: 1_024,
      outputTokens: 300,
      status: 'ok',
      httpStatus: 200,
      durationUs: 1_800_000,
      firstTokenUs: 420_000,
      isStreamed: true,
      userId: 'ada',
      environment: 'production',
      tags: '{"Environment":"production","Helicone-Session-Id":"s-1"}',
      loggedCost: '0.00472',
      loggedCostCurrency: 'USD',
      loggedCostKind: 'list_estimate',
      gatewayCacheHit: false,
    },
  },
  {
    name: 'the provider’s id where the answer is exported',
    line: requested({ request_id: 'he-2', response_body: { id: 'chatcmpl-he2', choices: [] } }),
    record: { callId: 'chatcmpl-he2', callIdKind: 'response_id', requestId: 'he-2' },
  },
  {
    name: 'an answer of Helicone’s own cache',
    line: requested({
      request_id: 'he-3',
      response_body: { id: 'chatcmpl-he2' },
      cache_reference_id: '11111111-1111-1111-1111-111111111111',
      cost: 0,
    }),
    record: { callId: 'he-3', gatewayCacheHit: true, loggedCost: '0' },
  },
  {
    name: 'a cost of 0 is unknown',
    line: requested({ request_id: 'he-4', cost: 0 }),
    record: { loggedCost: undefined, loggedCostKind: undefined },
  },
  {
    name: 'a total that adds what was cached: the prompt does not contain it',
    line: requested({ request_id: 'he-5', prompt_tokens: 176 }),
    record: { inputTokens: 1_200, cacheReadTokens: 1_024 },
  },
  {
    name: 'Anthropic: the prompt does not contain it',
    line: requested({
      request_id: 'he-6',
      ...anthropic,
      prompt_tokens: 2_000,
      prompt_cache_read_tokens: 500,
      prompt_cache_write_tokens: 300,
      prompt_cache_write_5m: 200,
      prompt_cache_write_1h: 100,
      total_tokens: 2_300,
    }),
    record: {
      provider: 'anthropic',
      inputTokens: 2_800,
      cacheReadTokens: 500,
      cacheWriteTokens: 300,
      cacheWrite5mTokens: 200,
      cacheWrite1hTokens: 100,
    },
  },
  {
    name: 'a row of a CSV',
    line: requested({
      request_id: 'he-7',
      response_status: '429',
      prompt_tokens: '',
      prompt_cache_read_tokens: '',
      prompt_cache_write_tokens: '',
      completion_tokens: '',
      total_tokens: '',
      cost: '',
      model_override: '',
      properties: '{"team":"search"}',
      provider: 'X',
    }),
    record: {
      status: 'error',
      httpStatus: 429,
      errorType: '429',
      inputTokens: undefined,
      loggedCost: undefined,
      model: 'gpt-5.4-2026-03-05',
      provider: 'x-ai',
      tags: '{"team":"search"}',
    },
  },
  {
    name: 'a request that was cancelled, without a length',
    line: requested({ request_id: 'he-8', response_status: -3, delay_ms: null, provider: 'CUSTOM' }),
    record: { status: 'cancelled', httpStatus: undefined, provider: undefined },
  },
  {
    name: 'a threat',
    line: requested({ request_id: 'he-9', response_status: -4 }),
    record: { status: 'blocked', errorType: 'threat' },
  },
  {
    name: 'a request that timed out',
    line: requested({ request_id: 'he-10', response_status: -1 }),
    record: { status: 'error', errorType: 'timeout' },
  },
  { name: 'a request that still waits', line: requested({ request_id: 'he-11', response_status: -2 }), ignored: true },
]);

const entry = (more: object) => ({
  created_at: '2026-09-01T10:00:00.000Z',
  provider: 'openai',
  model: 'gpt-5.4',
  path: 'chat/completions',
  success: true,
  cached: false,
  status_code: 200,
  duration: 850,
  tokens_in: 100,
  tokens_out: 20,
  cost: 0.00045,
  custom_cost: false,
  metadata: '{"team":"search"}',
  request_type: 'chat',
  step: 0,
  ...more,
});

describeCases('Cloudflare: logs of the API', [
  {
    name: 'an entry',
    line: entry({ id: '01CF1' }),
    record: {
      format: 'cloudflare.logs',
      callId: '01CF1',
      callIdKind: 'request_id',
      startedAt: AT,
      provider: 'openai',
      gateway: 'cloudflare',
      endpoint: 'chat',
      model: 'gpt-5.4',
      inputTokens: 100,
      cacheReadTokens: undefined,
      outputTokens: 20,
      status: 'ok',
      httpStatus: 200,
      attempt: 1,
      durationUs: 850_000,
      tags: '{"team":"search"}',
      gatewayCacheHit: false,
      loggedCost: '0.00045',
      loggedCostCurrency: 'USD',
      loggedCostKind: 'list_estimate',
    },
  },
  {
    name: 'prices of one’s own',
    line: entry({ id: '01CF2', custom_cost: true }),
    record: { loggedCost: '0.00045', loggedCostKind: 'actual' },
  },
  {
    name: 'an answer from the cache cost nothing; metadata that are no JSON',
    line: entry({ id: '01CF3', cached: true, cost: 0, metadata: 'metadata' }),
    record: { gatewayCacheHit: true, loggedCost: '0', tags: undefined },
  },
  { name: 'a cost of 0 is unknown', line: entry({ id: '01CF4', cost: 0 }), record: { loggedCost: undefined } },
  {
    name: 'a failure of the second choice',
    line: entry({ id: '01CF5', success: false, status_code: 500, step: 1, cost: 0 }),
    record: { status: 'error', httpStatus: 500, errorType: '500', attempt: 2 },
  },
  {
    name: 'a failure without a status',
    line: entry({ id: '01CF6', success: false, status_code: 0 }),
    record: { status: 'error', httpStatus: undefined, errorType: 'error' },
  },
  {
    name: 'an application with the same words is one',
    line: { model: 'm', provider: 'openai', tokens_in: 3, tokens_out: 4, cached: false, success: true },
    record: { format: 'flat', inputTokens: 3, outputTokens: 4 },
  },
]);

const ENCRYPTED = { type: 'encrypted', key: 'a', iv: 'b', data: 'c' };
const REFUSED =
  'its bodies are encrypted, and the tokens are in them: decrypt the log with the private key of the gateway, or export the logs of its API';
const pushed = (more: object) => ({
  Cached: false,
  Endpoint: 'chat/completions',
  Gateway: 'production',
  Metadata: ENCRYPTED,
  Model: 'gpt-5.4',
  Provider: 'openai',
  RateLimited: false,
  RequestBody: ENCRYPTED,
  StatusCode: 200,
  Timestamp: '2026-09-01T10:00:00Z',
  ...more,
});
const readable = (id: string) => ({ id, usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 } });

describeCases('Cloudflare: Logpush', [
  { name: 'an encrypted line', line: pushed({ ResponseBody: ENCRYPTED }), rejected: REFUSED },
  {
    name: 'an encrypted line without a type',
    line: pushed({ ResponseBody: { key: 'a', iv: 'b', data: 'c' } }),
    rejected: REFUSED,
  },
  {
    name: 'an encrypted line as newer jobs write it, a failure too',
    line: pushed({ ResponseBody: { type: 'encrypted', data: 'c' }, StatusCode: 500 }),
    rejected: REFUSED,
  },
  {
    name: 'a line whose answer was decrypted',
    line: pushed({
      ResponseBody: JSON.stringify(readable('chatcmpl-cf1')),
      RequestedModel: 'cloudflare/auto',
      Metrics: { cost: 0.0042, durationMs: 1_234 },
    }),
    record: {
      format: 'cloudflare.logpush',
      callId: 'chatcmpl-cf1',
      startedAt: AT,
      provider: 'openai',
      gateway: 'cloudflare',
      endpoint: 'chat',
      model: 'gpt-5.4',
      modelRequested: 'cloudflare/auto',
      inputTokens: 11,
      outputTokens: 7,
      status: 'ok',
      durationUs: 1_234_000,
      project: 'production',
      tags: undefined,
      loggedCost: '0.0042',
      loggedCostKind: 'list_estimate',
    },
  },
  {
    name: 'what data loss prevention stopped',
    line: pushed({ ResponseBody: readable('chatcmpl-cf2'), StatusCode: 424, Metadata: { team: 'search' } }),
    record: { status: 'blocked', httpStatus: 424, errorType: 'dlp', inputTokens: 11, tags: '{"team":"search"}' },
  },
  {
    name: 'a limit of the gateway',
    line: pushed({ ResponseBody: '', StatusCode: 429, RateLimited: true }),
    record: { status: 'error', httpStatus: 429, errorType: 'rate_limit', inputTokens: undefined },
  },
  {
    name: 'an answer from the cache repeats an id',
    line: pushed({ ResponseBody: readable('chatcmpl-cf1'), Cached: true }),
    record: { callId: undefined, gatewayCacheHit: true },
  },
  {
    name: 'a streamed answer, whose tokens stay unknown',
    line: pushed({ ResponseBody: 'data: {"x":1}\n\ndata: [DONE]' }),
    record: { inputTokens: undefined, usageKind: 'missing', status: 'ok' },
  },
]);

const report = (more: object) => ({
  day: '2026-09-01',
  model: 'anthropic/claude-sonnet-4.6',
  total_cost: 1.25,
  market_cost: 1.5,
  input_tokens: 1_000,
  cached_input_tokens: 400,
  cache_creation_input_tokens: 100,
  output_tokens: 200,
  reasoning_tokens: 50,
  request_count: 3,
  ...more,
});

describeCases('Vercel: report', [
  {
    name: 'a row stands for as many calls as it says',
    line: report({}),
    record: {
      format: 'vercel.report',
      callId: undefined,
      startedAt: Date.UTC(2026, 8, 1),
      startedAtKind: 'date',
      provider: undefined,
      gateway: 'vercel',
      model: 'anthropic/claude-sonnet-4.6',
      calls: 3,
      inputTokens: 1_000,
      cacheReadTokens: 400,
      cacheWriteTokens: 100,
      outputTokens: 200,
      reasoningTokens: 50,
      loggedCost: '1.25',
      loggedCostCurrency: 'USD',
      loggedCostKind: 'actual',
    },
  },
  {
    name: 'keys of one’s own are charged 0, and the list price is all there is',
    line: report({ total_cost: 0, credential_type: 'byok' }),
    record: { loggedCost: '1.5', loggedCostKind: 'list_estimate', tags: '{"credential_type":"byok"}' },
  },
  {
    name: 'a cost of 0 beside no other is unknown',
    line: report({ total_cost: 0, market_cost: 0 }),
    record: { loggedCost: undefined, loggedCostKind: undefined },
  },
  {
    name: 'by hour, user and provider',
    line: report({ day: undefined, hour: '2026-09-01T10:00:00Z', user: 'ada', provider: 'Bedrock' }),
    record: { startedAt: AT, startedAtKind: 'exact', userId: 'ada', provider: 'bedrock' },
  },
  {
    name: 'more cached than input: it is beside it',
    line: report({ input_tokens: 300 }),
    record: { inputTokens: 800, cacheReadTokens: 400, cacheWriteTokens: 100 },
  },
  { name: 'a sum of nothing', line: report({ request_count: 0 }), ignored: true },
  {
    name: 'a sum of nobody knows how many',
    line: report({ request_count: 'x' }),
    rejected: 'request_count is not a whole number',
  },
]);
