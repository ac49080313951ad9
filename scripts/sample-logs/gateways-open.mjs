/** Sample logs of gateways that teams run themselves: Kong, one-api and new-api, LLM Gateway. */
import { counts, dollars, hex, PRICES, uuid } from './traffic.mjs';
import { generator, iso, line, moment } from './words.mjs';

/** Lines of Kong's request log: streamed and whole, one from its cache, one refused, one with a plugin's own call, tools, a health check. */
function kong() {
  const random = generator(20260971);
  const used = (one, model, more = {}) => ({
    usage: {
      prompt_tokens: one.prompt_tokens,
      completion_tokens: one.completion_tokens,
      total_tokens: one.prompt_tokens + one.completion_tokens,
      prompt_tokens_details: { cached_tokens: one.cached_tokens, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: one.reasoning_tokens, audio_tokens: 0 },
      time_to_first_token: random.between(180, 700),
      cost: dollars(one.prompt_tokens, one.completion_tokens, PRICES[model]),
    },
    meta: {
      request_model: model,
      response_model: model,
      provider_name: 'openai',
      plugin_id: uuid(random),
      llm_latency: random.between(800, 7_000),
      request_mode: 'stream',
    },
    ...more,
  });
  const request = (day, ai, more = {}) => {
    const took = random.between(900, 7_500);
    return line({
      ai,
      started_at: moment(random, day),
      request: { id: hex(random, 32), method: 'POST', uri: '/ask' },
      upstream_uri: '/v1/chat/completions',
      response: { status: 200 },
      latencies: { request: took, proxy: took - 8, kong: 8 },
      consumer: { username: random.pick({ 'shop-frontend': 3, 'back-office': 1 }) },
      service: { name: 'answers' },
      route: { name: 'ask' },
      ...more,
    });
  };
  const model = 'gpt-5.4-mini';
  return [
    ...[2, 8, 13, 17, 23].map((day) => request(day, { proxy: used(counts(random), model) })),
    request(10, { proxy: used(counts(random), model, { cache: { cache_status: 'Hit', fetch_latency: 9 } }) }),
    request(15, { proxy: { meta: { request_model: model, provider_name: 'openai' } } }, { response: { status: 429 } }),
    request(21, { 'ai-proxy': used(counts(random), model), 'ai-request-transformer': used(counts(random), 'gpt-5.4') }),
    request(24, { mcp: { mcp_session_id: hex(random, 12), rpc: [{ method: 'tools/call', latency: 6, id: '2' }] } }),
    request(26, undefined, {
      upstream_uri: '/health',
      request: { id: hex(random, 32), method: 'GET', uri: '/health' },
    }),
  ];
}

/** Entries of a relay: consumed, failed and then served, of Claude with its cache beside the prompt, a top-up, a refund, a settlement. */
function oneApi() {
  const random = generator(20260972);
  let id = 4_000;
  const entry = (day, more = {}, other = {}) => {
    const one = counts(random);
    id += random.between(1, 9);
    return {
      id,
      user_id: 7,
      created_at: Math.floor(moment(random, day) / 1000),
      type: 2,
      username: 'shop',
      token_name: 'answers',
      model_name: 'gpt-5.4-mini',
      quota: Math.round((one.prompt_tokens + one.completion_tokens * 8) / 8),
      prompt_tokens: one.prompt_tokens,
      completion_tokens: one.completion_tokens,
      use_time: random.between(1, 9),
      is_stream: true,
      channel: 3,
      channel_name: 'first',
      group: 'default',
      request_id: `202609${String(day).padStart(2, '0')}${random.letters(12)}`,
      other: JSON.stringify({
        model_ratio: 0.125,
        completion_ratio: 8,
        group_ratio: 1,
        cache_tokens: one.cached_tokens,
        cache_ratio: 0.1,
        frt: random.between(200, 900),
        request_path: '/v1/chat/completions',
        ...other,
      }),
      ...more,
    };
  };
  const none = { prompt_tokens: 0, completion_tokens: 0, quota: 0 };
  const served = entry(11);
  const claude = {
    model_name: 'claude-sonnet-4-5',
    prompt_tokens: 420,
    completion_tokens: 310,
    quota: 4_452,
  };
  const account = (day, type, quota) => {
    id += 1;
    return {
      id,
      user_id: 7,
      created_at: Math.floor(moment(random, day) / 1000),
      type,
      model_name: '',
      username: 'shop',
      quota,
    };
  };
  const older = (day) => {
    const { use_time, group, other, channel_name, ...rest } = entry(day);
    return { ...rest, elapsed_time: random.between(300, 6_000), is_stream: false, system_prompt_reset: false };
  };
  return [
    account(1, 1, 5_000_000),
    ...[2, 5, 9].map((day) => entry(day)),
    entry(
      11,
      { ...none, type: 5, use_time: 1, request_id: served.request_id, created_at: served.created_at - 3 },
      { cache_tokens: 0, status_code: 429 },
    ),
    served,
    entry(14, claude, { claude: true, cache_tokens: 5_600, cache_creation_tokens: 800, cache_creation_tokens_5m: 800 }),
    entry(18, { type: 6, ...none, quota: 900 }, { cache_tokens: 0, task_id: 'task_1', reason: 'failed' }),
    entry(
      19,
      { ...none, quota: 120 },
      { cache_tokens: 0, task_id: 'task_2', pre_consumed_quota: 500, actual_quota: 620 },
    ),
    older(22),
    older(27),
  ].map(line);
}

/** Rows of the log of LLM Gateway: counts as text; one that failed and its retry, one cancelled, one from the cache. */
function llmgateway() {
  const random = generator(20260973);
  const row = (day, more = {}) => {
    const one = counts(random);
    const duration = random.between(600, 8_000);
    return line({
      id: random.letters(20),
      requestId: random.letters(20),
      createdAt: iso(moment(random, day)),
      organizationId: 'org-shop',
      projectId: 'answers',
      apiKeyId: 'key-3',
      duration,
      timeToFirstToken: Math.floor(duration / 5),
      requestedModel: 'gpt-5.4-mini',
      requestedProvider: null,
      usedModel: 'openai/gpt-5.4-mini',
      usedProvider: 'openai',
      finishReason: 'stop',
      unifiedFinishReason: 'completed',
      promptTokens: String(one.prompt_tokens),
      completionTokens: String(one.completion_tokens),
      totalTokens: String(one.prompt_tokens + one.completion_tokens),
      reasoningTokens: String(one.reasoning_tokens),
      cachedTokens: String(one.cached_tokens),
      hasError: false,
      errorDetails: null,
      cost: dollars(one.prompt_tokens, one.completion_tokens, PRICES['gpt-5.4-mini']),
      estimatedCost: false,
      canceled: false,
      streamed: true,
      cached: false,
      mode: 'hybrid',
      usedMode: 'credits',
      apiOrigin: 'chat-completions',
      source: 'shop',
      ...more,
    });
  };
  const none = {
    promptTokens: null,
    completionTokens: null,
    totalTokens: null,
    reasoningTokens: null,
    cachedTokens: null,
    cost: 0,
  };
  const requestId = random.letters(20);
  return [
    ...[3, 7, 16, 22, 28].map((day) => row(day)),
    row(12, {
      ...none,
      requestId,
      hasError: true,
      unifiedFinishReason: 'upstream_error',
      errorDetails: { statusCode: 503, statusText: 'Service Unavailable' },
    }),
    row(12, { requestId, usedModel: 'azure/gpt-5.4-mini', usedProvider: 'azure', usedMode: 'api-keys' }),
    row(18, { ...none, canceled: true, unifiedFinishReason: 'canceled' }),
    row(25, { cached: true, cost: 0, duration: 4, timeToFirstToken: null }),
  ];
}

export const OPEN_GATEWAY_LOGS = [
  ['kong.jsonl', kong],
  ['one-api.jsonl', oneApi],
  ['llmgateway.jsonl', llmgateway],
];
