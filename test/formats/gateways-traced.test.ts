/**
 * What LiteLLM and Langfuse keep of calls: lines in, records out.
 */
import { describe, expect, it } from 'vitest';
import { jsonLines, withLedger } from '../ingest/support.js';
import { describeCases, outcomes, picked } from './support.js';

const AT = Date.UTC(2026, 8, 1, 10, 0, 0);

const payload = (more: object) => ({
  call_type: 'acompletion',
  hidden_params: { litellm_model_name: 'gpt-5.4' },
  status: 'success',
  custom_llm_provider: 'openai',
  model: 'gpt-5.4',
  model_group: 'fast',
  startTime: '2026-09-01 10:00:00.000000',
  endTime: '2026-09-01 10:00:02.500000',
  completionStartTime: '2026-09-01 10:00:00.750000',
  prompt_tokens: 100,
  completion_tokens: 20,
  total_tokens: 120,
  ...more,
});
const usage = (usage_object: object) => ({ metadata: { usage_object } });
const claude = { custom_llm_provider: 'anthropic', model: 'claude-sonnet-4-5' };

describeCases('LiteLLM: payloads', [
  {
    name: 'a streamed call with all there is about it',
    line: payload({
      id: 'chatcmpl-ll1',
      trace_id: 't-1',
      stream: true,
      response_time: 2.25,
      response_cost: 0.00022500000000000002,
      cache_hit: null,
      end_user: 'ada',
      request_tags: ['search', 'beta'],
      metadata: {
        user_api_key_hash: 'h-1',
        user_api_key_alias: 'shop',
        user_api_key_team_id: 't-9',
        user_api_key_team_alias: 'search',
        user_api_key_user_id: 'u-1',
        user_api_key_project_alias: 'answers',
        spend_logs_metadata: { run: 'night' },
        usage_object: {
          prompt_tokens: 100,
          completion_tokens: 20,
          prompt_tokens_details: { cached_tokens: 64, audio_tokens: 8 },
          completion_tokens_details: { reasoning_tokens: 5 },
        },
      },
      response: { choices: [], service_tier: 'Priority', usage: { prompt_tokens: 1 } },
    }),
    record: {
      format: 'litellm.payload',
      callId: 'chatcmpl-ll1',
      callIdKind: 'response_id',
      traceId: 't-1',
      startedAt: AT,
      startedAtKind: 'assumed_utc',
      provider: 'openai',
      gateway: 'litellm',
      endpoint: 'chat',
      model: 'gpt-5.4',
      modelRequested: 'fast',
      serviceTier: 'priority',
      inputTokens: 100,
      cacheReadTokens: 64,
      inputAudioTokens: 8,
      outputTokens: 20,
      reasoningTokens: 5,
      status: 'ok',
      durationUs: 2_250_000,
      firstTokenUs: 750_000,
      isStreamed: true,
      userId: 'ada',
      apiKey: 'shop',
      team: 'search',
      project: 'answers',
      tags: '{"run":"night","request_tags":["search","beta"]}',
      loggedCost: '0.00022500000000000002',
      loggedCostCurrency: 'USD',
      loggedCostKind: 'list_estimate',
      usageKind: 'provider',
    },
  },
  {
    name: 'times as seconds since the epoch; the whole from the times; an answer in one piece has no first token',
    line: payload({
      id: 'chatcmpl-ll2',
      stream: false,
      startTime: AT / 1000,
      endTime: AT / 1000 + 1.5,
      completionStartTime: AT / 1000 + 1.5,
      response_cost: 0.5,
    }),
    record: {
      startedAt: AT,
      startedAtKind: 'exact',
      durationUs: 1_500_000,
      firstTokenUs: undefined,
      isStreamed: false,
    },
  },
  {
    name: 'usage in the answer where the metadata has none',
    line: payload({
      id: 'chatcmpl-ll3',
      metadata: { usage_object: null },
      response: { usage: { prompt_tokens_details: { cached_tokens: 32 } } },
    }),
    record: { inputTokens: 100, cacheReadTokens: 32 },
  },
  {
    name: 'an answer that was redacted to text',
    line: payload({ id: 'chatcmpl-ll4', response: 'redacted-by-litellm', metadata: 'not json' }),
    record: { inputTokens: 100, outputTokens: 20, cacheReadTokens: undefined, team: undefined },
  },
  {
    name: 'Anthropic in newer versions: the prompt contains what was read and what was written',
    line: payload({
      ...claude,
      id: 'chatcmpl-ll5',
      prompt_tokens: 1_000,
      total_tokens: 1_020,
      ...usage({
        cache_read_input_tokens: 600,
        cache_creation_input_tokens: 300,
        prompt_tokens_details: {
          cached_tokens: 600,
          cache_creation_token_details: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 100 },
        },
      }),
    }),
    record: {
      inputTokens: 1_000,
      cacheReadTokens: 600,
      cacheWriteTokens: 300,
      cacheWrite5mTokens: 200,
      cacheWrite1hTokens: 100,
      usageKind: 'provider',
    },
  },
  {
    name: 'Anthropic in older versions: a prompt that cannot hold the writes lacks them',
    line: payload({
      ...claude,
      id: 'chatcmpl-ll6',
      prompt_tokens: 700,
      total_tokens: 720,
      ...usage({ cache_read_input_tokens: 600, cache_creation_input_tokens: 300 }),
    }),
    record: { inputTokens: 1_000, cacheReadTokens: 600, cacheWriteTokens: 300, usageKind: 'inferred' },
  },
  {
    name: 'a prompt that cannot hold the reads either is what was not cached',
    line: payload({
      ...claude,
      id: 'chatcmpl-ll7',
      prompt_tokens: 100,
      total_tokens: 120,
      ...usage({ cache_read_input_tokens: 600, cache_creation_input_tokens: 300 }),
    }),
    record: { inputTokens: 1_000, cacheReadTokens: 600, cacheWriteTokens: 300, usageKind: 'inferred' },
  },
  {
    name: 'of two words for what was cached the one that is not 0',
    line: payload({
      id: 'chatcmpl-ll8',
      ...usage({ cache_read_input_tokens: 0, prompt_tokens_details: { cached_tokens: 48 } }),
    }),
    record: { cacheReadTokens: 48 },
  },
  {
    name: 'a failure: the cost of 0 is not known, and neither a message nor a trace is kept',
    line: payload({
      id: 'f-1',
      status: 'failure',
      prompt_tokens: 0,
      completion_tokens: 0,
      total_tokens: 0,
      response_cost: 0,
      error_str: 'litellm.RateLimitError: key sk-1234567890abcdef over limit',
      error_information: { error_code: '429', error_class: 'RateLimitError', error_message: 'no' },
    }),
    record: {
      status: 'error',
      httpStatus: 429,
      errorType: 'RateLimitError',
      loggedCost: undefined,
      loggedCostKind: undefined,
      callId: 'f-1',
    },
  },
  {
    name: 'a client that left',
    line: payload({ id: 'f-2', status: 'failure', error_information: { error_code: '499' } }),
    record: { status: 'cancelled', httpStatus: 499 },
  },
  {
    name: 'a cost of 0 for a model without a price is unknown',
    line: payload({ id: 'chatcmpl-ll9', response_cost: 0.0 }),
    record: { loggedCost: undefined, loggedCostCurrency: undefined, loggedCostKind: undefined },
  },
  {
    name: 'an answer from the cache cost nothing, and is another call than the one it repeats',
    line: payload({ id: 'chatcmpl-ll1', litellm_call_id: 'c-10', cache_hit: 'True', response_cost: 0 }),
    record: { callId: 'c-10', gatewayCacheHit: true, loggedCost: '0', loggedCostKind: 'list_estimate' },
  },
  {
    name: 'an answer from the cache whose id says so',
    line: payload({ id: 'chatcmpl-ll1_cache_hit1788256800.5', cache_hit: true, response_cost: 0 }),
    record: { callId: 'chatcmpl-ll1_cache_hit1788256800.5', gatewayCacheHit: true },
  },
  {
    name: 'no cache is the word None',
    line: payload({ id: 'chatcmpl-ll11', cache_hit: 'None' }),
    record: { gatewayCacheHit: undefined },
  },
  {
    name: 'other endpoints by the type of the call',
    line: payload({ id: 'e-1', call_type: 'aembedding' }),
    record: { endpoint: 'embeddings' },
  },
  { name: 'messages', line: payload({ id: 'e-2', call_type: 'anthropic_messages' }), record: { endpoint: 'messages' } },
  {
    name: 'a type that is not known is itself',
    line: payload({ id: 'e-3', call_type: 'pass_through_endpoint' }),
    record: { endpoint: 'pass_through_endpoint' },
  },
  {
    name: 'a request about files calls no model',
    line: payload({ id: 'e-4', call_type: 'afile_content', prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }),
    ignored: true,
  },
  {
    name: 'a batch that is fetched with its usage was billed',
    line: payload({ id: 'e-5', call_type: 'aretrieve_batch' }),
    record: { inputTokens: 100, isBatch: true },
  },
]);

const row = (more: object, metadata: object = {}) => ({
  request_id: 'chatcmpl-sp',
  call_type: 'acompletion',
  api_key: 'h-1',
  spend: 0.00042,
  startTime: '2026-09-01 10:00:00.000000',
  endTime: '2026-09-01 10:00:02.000000',
  completionStartTime: '2026-09-01 10:00:02.000000',
  model: 'gpt-5.4',
  model_group: '',
  custom_llm_provider: 'openai',
  user: 'u-1',
  team_id: 't-9',
  end_user: '',
  cache_hit: 'False',
  prompt_tokens: 100,
  completion_tokens: 20,
  total_tokens: 120,
  request_tags: '["search"]',
  messages: '{}',
  response: '{}',
  metadata: JSON.stringify({ usage_object: null, ...metadata }),
  ...more,
});

describeCases('LiteLLM: spend logs', [
  {
    name: 'a row, whose metadata and tags are text',
    line: row(
      { request_id: 'chatcmpl-sp1', session_id: 's-1' },
      {
        user_api_key_alias: 'shop',
        user_api_key_team_alias: 'search',
        usage_object: { prompt_tokens_details: { cached_tokens: 64 } },
      },
    ),
    record: {
      format: 'litellm.spend_logs',
      callId: 'chatcmpl-sp1',
      callIdKind: 'response_id',
      sessionId: 's-1',
      startedAt: AT,
      provider: 'openai',
      gateway: 'litellm',
      endpoint: 'chat',
      modelRequested: undefined,
      inputTokens: 100,
      cacheReadTokens: 64,
      outputTokens: 20,
      durationUs: 2_000_000,
      firstTokenUs: undefined,
      isStreamed: undefined,
      userId: 'u-1',
      apiKey: 'shop',
      team: 'search',
      tags: '{"request_tags":["search"]}',
      loggedCost: '0.00042',
      loggedCostKind: 'list_estimate',
      gatewayCacheHit: false,
      status: 'ok',
    },
  },
  {
    name: 'the other place for cached tokens, and the length in milliseconds',
    line: row(
      { request_id: 'chatcmpl-sp2', request_duration_ms: 1_250, completionStartTime: '2026-09-01 10:00:00.500000' },
      { additional_usage_values: { cache_read_input_tokens: 60, cache_creation_input_tokens: 30 } },
    ),
    record: {
      inputTokens: 100,
      cacheReadTokens: 60,
      cacheWriteTokens: 30,
      durationUs: 1_250_000,
      firstTokenUs: 500_000,
      isStreamed: true,
    },
  },
  {
    name: 'metadata and tags that are no JSON are passed over',
    line: row({ request_id: 'chatcmpl-sp3', metadata: '{"cut', request_tags: 'search' }),
    record: { inputTokens: 100, team: 't-9', apiKey: 'h-1', tags: undefined },
  },
  {
    name: 'metadata that are objects, as the API gives them',
    line: row({ request_id: 'chatcmpl-sp4', metadata: { user_api_key_alias: 'shop' }, request_tags: ['a'] }),
    record: { apiKey: 'shop', tags: '{"request_tags":["a"]}' },
  },
  {
    name: 'a failure says why in its metadata',
    line: row(
      { request_id: 'f-3', status: 'failure', spend: 0, prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
      { error_information: { error_code: '401', error_class: 'AuthenticationError' } },
    ),
    record: { status: 'error', httpStatus: 401, errorType: 'AuthenticationError', loggedCost: undefined },
  },
  {
    name: 'a failure that only its metadata tell',
    line: row({ request_id: 'f-4', spend: 0 }, { status: 'failure' }),
    record: { status: 'error', errorType: 'error' },
  },
  {
    name: 'an answer from the cache',
    line: row({ request_id: 'chatcmpl-sp1_cache_hit1788256800.5', cache_hit: 'True', spend: 0 }),
    record: { callId: 'chatcmpl-sp1_cache_hit1788256800.5', gatewayCacheHit: true, loggedCost: '0' },
  },
  {
    name: 'a row of a CSV',
    line: row({
      request_id: 'chatcmpl-sp5',
      spend: '1.2e-05',
      prompt_tokens: '7',
      completion_tokens: '3',
      total_tokens: '10',
    }),
    record: { inputTokens: 7, outputTokens: 3, loggedCost: '1.2e-05' },
  },
  {
    name: 'a count that is none is refused',
    line: row({ request_id: 'chatcmpl-sp6', prompt_tokens: 'many' }),
    rejected: 'a token count is not a whole number',
  },
  {
    name: 'a daily sum is no call',
    line: {
      id: 'd-1',
      user_id: 'u-1',
      date: '2026-09-01',
      model: 'gpt-5.4',
      prompt_tokens: 5_000,
      completion_tokens: 900,
      spend: 0.1,
      api_requests: 12,
      successful_requests: 11,
      failed_requests: 1,
    },
    ignored: true,
  },
]);

describe('LiteLLM', () => {
  it('one call in the payload and in the spend logs is one call', async () => {
    const lines = [payload({ id: 'chatcmpl-one' }), row({ request_id: 'chatcmpl-one' })];
    const counted = (await outcomes(lines)).filter((one) => (one as Record<string, unknown>).isCounted === true);
    expect(counted.map((one) => picked(one, ['callId', 'inputTokens']))).toEqual([
      { callId: 'chatcmpl-one', inputTokens: 100 },
    ]);
  });
});

const observation = (more: object) => ({
  trace_id: 'tr-1',
  project_id: 'p-1',
  environment: 'production',
  type: 'GENERATION',
  start_time: '2026-09-01 10:00:00.000',
  end_time: '2026-09-01 10:00:05.500',
  level: 'DEFAULT',
  status_message: null,
  provided_model_name: 'gpt-5.4',
  usage_details: {},
  ...more,
});
const counts = (id: string, usage_details: object) => observation({ id, usage_details });

describeCases('Langfuse: observations', [
  {
    name: 'a row of the blob export: buckets exclude each other, values are text',
    line: observation({
      id: 'lf-1',
      usage_details: {
        input: '80',
        input_cached_tokens: '20',
        output: '150',
        output_reasoning_tokens: '50',
        total: '300',
      },
      total_cost: 0.0017,
      completion_start_time: '2026-09-01 10:00:01.000',
      latency: 5.5,
      time_to_first_token: 1,
      user_id: 'ada',
      session_id: 's-1',
      input: 'never read',
    }),
    record: {
      format: 'langfuse.observation',
      callId: 'lf-1',
      callIdKind: 'span',
      traceId: 'tr-1',
      sessionId: 's-1',
      startedAt: AT,
      startedAtKind: 'assumed_utc',
      model: 'gpt-5.4',
      endpoint: undefined,
      inputTokens: 100,
      cacheReadTokens: 20,
      outputTokens: 200,
      reasoningTokens: 50,
      durationUs: 5_500_000,
      firstTokenUs: 1_000_000,
      isStreamed: true,
      userId: 'ada',
      project: 'p-1',
      environment: 'production',
      loggedCost: '0.0017',
      loggedCostCurrency: 'USD',
      loggedCostKind: 'list_estimate',
      status: 'ok',
    },
  },
  {
    name: 'a row of the API',
    line: {
      id: 'lf-2',
      traceId: 'tr-2',
      type: 'GENERATION',
      startTime: '2026-09-01T10:00:00.000Z',
      endTime: '2026-09-01T10:00:02.000Z',
      completionStartTime: null,
      level: 'DEFAULT',
      model: 'claude-sonnet-4-5',
      usageDetails: { input: 10, output: 5, total: 15 },
      usage: { input: 99, output: 99, total: 198, unit: 'TOKENS' },
      calculatedTotalCost: 0.00025,
      userId: 'u1',
      sessionId: 's1',
      tags: ['a'],
    },
    record: {
      format: 'langfuse.observation',
      startedAt: AT,
      startedAtKind: 'exact',
      inputTokens: 10,
      outputTokens: 5,
      durationUs: 2_000_000,
      isStreamed: undefined,
      sessionId: 's1',
      tags: '{"tags":["a"]}',
      loggedCost: '0.00025',
    },
  },
  {
    name: 'a failure, whose message becomes a class',
    line: observation({ id: 'lf-3', level: 'ERROR', status_message: '429 rate limited for org-1', total_cost: 0 }),
    record: {
      status: 'error',
      httpStatus: 429,
      errorType: 'rate_limit',
      loggedCost: undefined,
      inputTokens: undefined,
    },
  },
  {
    name: 'a number within a message is no status',
    line: observation({ id: 'lf-4', level: 'ERROR', status_message: 'prompt of 500 tokens is too long' }),
    record: { status: 'error', httpStatus: undefined, errorType: 'context_length' },
  },
  {
    name: 'buckets of cache writes by lifetime, and of sound',
    line: counts('lf-5', {
      input: 10,
      input_cache_read: 60,
      input_cache_creation: 7,
      input_cache_creation_5m: 20,
      input_cache_creation_1h: 3,
      input_audio_tokens: 5,
      output: 30,
      output_audio_tokens: 6,
      total: 141,
    }),
    record: {
      inputTokens: 105,
      cacheReadTokens: 60,
      cacheWriteTokens: 30,
      cacheWrite5mTokens: 20,
      cacheWrite1hTokens: 3,
      inputAudioTokens: 5,
      outputTokens: 36,
      outputAudioTokens: 6,
    },
  },
  {
    name: 'without a total buckets exclude each other',
    line: counts('lf-6', { input: 10, input_cached_tokens: 40, output: 5 }),
    record: { inputTokens: 50, cacheReadTokens: 40, outputTokens: 5 },
  },
  {
    name: 'a total of input and output alone says that the others are parts of them',
    line: counts('lf-7', { input: 50, input_cached_tokens: 40, output: 9, output_reasoning_tokens: 4, total: 59 }),
    record: { inputTokens: 50, cacheReadTokens: 40, outputTokens: 9, reasoningTokens: 4 },
  },
  {
    name: 'names of Anthropic: the total adds them, so they stand beside the input',
    line: counts('lf-8', {
      input: 10,
      cache_read_input_tokens: 60,
      cache_creation_input_tokens: 30,
      output: 5,
      total: 105,
    }),
    record: { inputTokens: 100, cacheReadTokens: 60, cacheWriteTokens: 30, outputTokens: 5 },
  },
  {
    name: 'names of Anthropic: the total does not add them, so the sender counted them with the input',
    line: counts('lf-9', {
      input: 100,
      cache_read_input_tokens: 60,
      cache_creation_input_tokens: 30,
      output: 5,
      total: 105,
    }),
    record: { inputTokens: 100, cacheReadTokens: 60, cacheWriteTokens: 30 },
  },
  {
    name: 'names of Anthropic: more cached than input',
    line: counts('lf-10', { input_tokens: 10, cache_read_input_tokens: 60, output_tokens: 5 }),
    record: { inputTokens: 70, cacheReadTokens: 60, outputTokens: 5 },
  },
  {
    name: 'names of Anthropic: without a total as --anthropic-input says, by default beside the input',
    line: counts('lf-11', { input: 100, cache_read_input_tokens: 60, output: 5 }),
    record: { inputTokens: 160, cacheReadTokens: 60 },
  },
  {
    name: 'an undivided count of writes repeats the divided ones',
    line: counts('lf-12', {
      input: 1,
      cache_creation_input_tokens: 30,
      cache_creation_5m_input_tokens: 20,
      cache_creation_1h_input_tokens: 10,
      output: 5,
      total: 36,
    }),
    record: { inputTokens: 31, cacheWriteTokens: 30, cacheWrite5mTokens: 20, cacheWrite1hTokens: 10 },
  },
  {
    name: 'a provider’s own object, flattened: its details are parts',
    line: counts('lf-13', {
      prompt_tokens: 100,
      'prompt_tokens_details.cached_tokens': 60,
      completion_tokens: 20,
      'completion_tokens_details.reasoning_tokens': 5,
      total_tokens: 120,
    }),
    record: { inputTokens: 100, cacheReadTokens: 60, outputTokens: 20, reasoningTokens: 5 },
  },
  {
    name: 'only a total',
    line: counts('lf-14', { total: 42 }),
    record: { inputTokens: undefined, outputTokens: undefined, unsplitTokens: 42 },
  },
  {
    name: 'a count that is none is refused',
    line: counts('lf-15', { input: 'ten', output: 5 }),
    rejected: 'a token count is not a whole number',
  },
  {
    name: 'usage that is no map is passed over',
    line: observation({ id: 'lf-16', usage_details: 'none' }),
    record: { inputTokens: undefined, usageKind: 'missing' },
  },
  {
    name: 'usage as the text of a map, as in a CSV',
    line: observation({ id: 'lf-17', usage_details: '{"input":"3","output":"4","total":"7"}' }),
    record: { inputTokens: 3, outputTokens: 4 },
  },
  {
    name: 'the older object, and the cost of 0 that nobody knew',
    line: observation({ id: 'lf-18', usage: { promptTokens: 8, completionTokens: 2, totalTokens: 10 }, total_cost: 0 }),
    record: { inputTokens: 8, outputTokens: 2, loggedCost: undefined },
  },
  {
    name: 'characters are no tokens',
    line: observation({ id: 'lf-19', usage: { input: 800, output: 200, total: 1000, unit: 'CHARACTERS' } }),
    record: { inputTokens: undefined, outputTokens: undefined, unsplitTokens: undefined, usageKind: 'missing' },
  },
  {
    name: 'pictures are counted as pictures',
    line: observation({ id: 'lf-20', usage: { output: 2, unit: 'IMAGES' } }),
    record: { outputTokens: undefined, otherUnits: [{ meter: 'image', quantity: '2.000000000' }] },
  },
  {
    name: 'an embedding',
    line: observation({ id: 'lf-21', type: 'EMBEDDING', usage_details: { input: 8, total: 8 } }),
    record: { endpoint: 'embeddings', inputTokens: 8, outputTokens: undefined },
  },
  {
    name: 'the id of the answer, where the sender put it into its own',
    line: observation({ id: 'time-10-00-00-000001_chatcmpl-lf22', usage_details: { input: 1, output: 1 } }),
    record: { callId: 'chatcmpl-lf22', callIdKind: 'response_id' },
  },
  {
    name: 'but not of an answer from the cache',
    line: observation({
      id: 'time-10-00-00-000002_chatcmpl-lf22',
      usage_details: { input: 1, output: 1 },
      metadata: { cache_hit: true },
      total_cost: 0,
    }),
    record: { callId: 'time-10-00-00-000002_chatcmpl-lf22', gatewayCacheHit: true, loggedCost: '0' },
  },
  { name: 'a span is no call', line: observation({ id: 'lf-23', type: 'SPAN' }), ignored: true },
  {
    name: 'an agent that carries the sums of its calls is none',
    line: observation({ id: 'lf-24', type: 'AGENT', usage_details: { input: 99, output: 9 } }),
    ignored: true,
  },
  {
    name: 'a trace is no call',
    line: {
      id: 'tr-1',
      timestamp: '2026-09-01 10:00:00.000',
      name: 'chat',
      bookmarked: false,
      public: false,
      tags: [],
    },
    ignored: true,
  },
  {
    name: 'a score is no call',
    line: { id: 'sc-1', trace_id: 'tr-1', observation_id: 'lf-1', name: 'good', value: 1, data_type: 'NUMERIC' },
    ignored: true,
  },
]);

const event = (type: string, body: object) => ({ id: 'ev', type, timestamp: '2026-09-01T10:00:09Z', body });

describeCases('Langfuse: single events', [
  {
    name: 'a generation as LiteLLM posts it',
    line: event('generation-create', {
      id: 'time-10-00-00-000000_chatcmpl-ev1',
      traceId: 'tr-9',
      startTime: '2026-09-01T03:00:00.000000-07:00',
      endTime: '2026-09-01T03:00:00.325602-07:00',
      completionStartTime: '2026-09-01T03:00:00.325602-07:00',
      model: 'bedrock/anthropic.claude-haiku-4-5-20251001-v1:0',
      usage: { input: 10, output: 10, unit: 'TOKENS', totalCost: 0.00018 },
      usageDetails: { input: 10, output: 10, total: 20, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
      level: 'DEFAULT',
    }),
    record: {
      format: 'langfuse.event',
      callId: 'chatcmpl-ev1',
      callIdKind: 'response_id',
      traceId: 'tr-9',
      startedAt: AT,
      inputTokens: 10,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 10,
      durationUs: 325_602,
      firstTokenUs: undefined,
      loggedCost: '0.00018',
      status: 'ok',
    },
  },
  {
    name: 'an older observation',
    line: event('observation-create', { id: 'ev-2', type: 'GENERATION', usage: { input: 3, output: 4 } }),
    record: { callId: 'ev-2', callIdKind: 'span', inputTokens: 3, outputTokens: 4 },
  },
  { name: 'a span', line: event('span-create', { id: 'ev-3' }), ignored: true },
  { name: 'an older span', line: event('observation-create', { id: 'ev-4', type: 'SPAN' }), ignored: true },
  { name: 'a trace', line: event('trace-create', { id: 'ev-5' }), ignored: true },
  {
    name: 'an update of nobody knows what',
    line: event('generation-update', { usageDetails: { input: 1 } }),
    rejected: 'an update without the id of what it updates',
  },
]);

describe('Langfuse: events of one observation', () => {
  const start = event('generation-create', {
    id: 'gen-a',
    traceId: 'tr-1',
    startTime: '2026-09-01T10:00:00.000Z',
    model: 'gpt-5.4',
    environment: 'production',
  });
  const first = event('generation-update', { id: 'gen-a', completionStartTime: '2026-09-01T10:00:00.400Z' });
  const end = event('generation-update', {
    id: 'gen-a',
    endTime: '2026-09-01T10:00:02.000Z',
    usageDetails: { input: 30, input_cached_tokens: 10, output: 7, total: 47 },
    costDetails: { total: 0.002 },
  });
  const COLUMNS = ['startedAt', 'model', 'environment', 'traceId', 'inputTokens', 'cacheReadTokens', 'outputTokens'];
  const MORE = ['durationUs', 'firstTokenUs', 'loggedCost', 'usageKind', 'status', 'errorType', 'callIdKind'];
  const whole = {
    startedAt: AT,
    model: 'gpt-5.4',
    environment: 'production',
    traceId: 'tr-1',
    inputTokens: 40,
    cacheReadTokens: 10,
    outputTokens: 7,
    durationUs: 2_000_000,
    firstTokenUs: 400_000,
    loggedCost: '0.002',
    usageKind: 'provider',
    status: 'ok',
    callIdKind: 'response_id',
  };
  const counted = async (lines: readonly object[]) =>
    (await outcomes(lines))
      .filter((one) => (one as Record<string, unknown>).isCounted === true)
      .map((one) => picked(one, [...COLUMNS, ...MORE]));

  it('are one call with what each of them says, in any order', async () => {
    expect(await counted([start, first, end])).toEqual([whole]);
    expect(await counted([end, start, first])).toEqual([whole]);
  });
  it('one of which says that it failed', async () => {
    const failed = event('generation-update', { id: 'gen-a', level: 'ERROR', statusMessage: 'timed out' });
    expect(await counted([start, first, end, failed])).toEqual([{ ...whole, status: 'error', errorType: 'timeout' }]);
  });
  it('posted together in one line', async () => {
    await withLedger(async (ledger) => {
      ledger.write('posted.jsonl', jsonLines({ batch: [start, first, end], metadata: { sdk_name: 'js' } }));
      await ledger.load(['posted.jsonl']);
      const calls = await ledger.calls();
      expect(calls.map((one) => picked(one, [...COLUMNS, ...MORE]))).toEqual([whole]);
    });
  });
});
