/** Sample logs of gateways and of what observes calls: LiteLLM, OpenRouter, Langfuse, Portkey, Helicone, Cloudflare, Vercel. */
import { counts, dollars, hex, naive, openai, PRICES, teams, uuid } from './traffic.mjs';
import { generator, iso, line, moment } from './words.mjs';

/** One of LiteLLM's calls, in the words that its payloads and its table share. */
function litellmCall(random, day) {
  const model = random.pick(openai);
  const one = counts(random);
  const started = moment(random, day);
  const took = random.between(400, 9_000);
  const streamed = random.chance(0.5);
  return {
    id: `chatcmpl-${uuid(random)}`,
    model,
    started,
    ended: started + took,
    first: streamed ? started + Math.floor(took / 4) : started + took,
    streamed,
    team: random.pick(teams),
    one,
    usage: {
      prompt_tokens: one.prompt_tokens,
      completion_tokens: one.completion_tokens,
      total_tokens: one.prompt_tokens + one.completion_tokens,
      prompt_tokens_details: { cached_tokens: one.cached_tokens },
      completion_tokens_details: { reasoning_tokens: one.reasoning_tokens },
    },
    cost: dollars(one.prompt_tokens, one.completion_tokens, PRICES[model]),
  };
}

/** Calls, one that failed, one of Anthropic with cached input, and an answer from LiteLLM's own cache. */
function litellm() {
  const random = generator(20260960);
  const written = (call, more = {}) => ({
    id: call.id,
    trace_id: uuid(random),
    call_type: 'acompletion',
    cache_hit: null,
    stream: call.streamed,
    status: 'success',
    custom_llm_provider: 'openai',
    saved_cache_cost: 0,
    startTime: naive(call.started, '417'),
    endTime: naive(call.ended, '417'),
    completionStartTime: naive(call.first, '417'),
    response_time: (call.ended - call.started) / 1000,
    model: call.model,
    model_group: 'answers',
    model_id: hex(random, 64),
    metadata: {
      user_api_key_hash: hex(random, 64),
      user_api_key_alias: `${call.team}-production`,
      user_api_key_team_alias: call.team,
      usage_object: call.usage,
    },
    response_cost: call.cost,
    total_tokens: call.usage.total_tokens,
    prompt_tokens: call.usage.prompt_tokens,
    completion_tokens: call.usage.completion_tokens,
    request_tags: ['answers'],
    end_user: '',
    response: { id: call.id, object: 'chat.completion', usage: call.usage },
    hidden_params: { litellm_model_name: call.model, litellm_overhead_time_ms: 1.8 },
    model_map_information: { model_map_key: call.model },
    error_information: { error_code: '', error_class: '' },
    ...more,
  });
  const lines = Array.from({ length: 10 }, (_, index) => written(litellmCall(random, 2 + 3 * index)));
  const none = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, response_cost: 0 };
  const failed = litellmCall(random, 9);
  lines.push(
    written(failed, {
      ...none,
      id: uuid(random),
      status: 'failure',
      metadata: { user_api_key_team_alias: failed.team, usage_object: none },
      response: {},
      error_information: { error_code: '429', error_class: 'RateLimitError', llm_provider: 'openai' },
    }),
  );
  const claude = litellmCall(random, 14);
  const usage_object = {
    prompt_tokens: 6_200,
    completion_tokens: 310,
    total_tokens: 6_510,
    cache_read_input_tokens: 4_800,
    cache_creation_input_tokens: 1_100,
    prompt_tokens_details: { cached_tokens: 4_800, cache_creation_tokens: 1_100 },
  };
  lines.push(
    written(claude, {
      custom_llm_provider: 'anthropic',
      model: 'claude-sonnet-4-5',
      prompt_tokens: 6_200,
      completion_tokens: 310,
      total_tokens: 6_510,
      metadata: { user_api_key_team_alias: 'search', usage_object },
      response: { id: claude.id, object: 'chat.completion', usage: usage_object },
      response_cost: 0.011115,
    }),
  );
  const repeated = litellmCall(random, 21);
  lines.push(
    written(repeated, {
      id: `${repeated.id}_cache_hit1790000000.25`,
      cache_hit: true,
      response_cost: 0,
      stream: false,
    }),
  );
  return lines.map(line);
}

/** Rows of the table: metadata and tags are text. One failed, one came from the cache, one lists files and calls no model. */
function litellmSpendLogs() {
  const random = generator(20260961);
  const row = (call, more = {}, metadata = {}) =>
    line({
      request_id: call.id,
      session_id: uuid(random),
      call_type: 'acompletion',
      api_key: hex(random, 64),
      spend: call.cost,
      total_tokens: call.usage.total_tokens,
      prompt_tokens: call.usage.prompt_tokens,
      completion_tokens: call.usage.completion_tokens,
      startTime: naive(call.started, '902'),
      endTime: naive(call.ended, '902'),
      completionStartTime: naive(call.first, '902'),
      request_duration_ms: call.ended - call.started,
      model: call.model,
      model_group: 'answers',
      custom_llm_provider: 'openai',
      user: 'default_user_id',
      team_id: call.team,
      end_user: '',
      cache_hit: 'None',
      cache_key: 'Cache OFF',
      request_tags: '["answers"]',
      metadata: JSON.stringify({ usage_object: call.usage, user_api_key_team_alias: call.team, ...metadata }),
      proxy_server_request: '{}',
      status: 'success',
      ...more,
    });
  const none = { spend: 0, prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
  const calls = Array.from({ length: 9 }, (_, index) => litellmCall(random, 1 + 3 * index));
  const [failed, repeated, listed] = [12, 18, 24].map((day) => litellmCall(random, day));
  return [
    ...calls.map((call) => row(call)),
    row(
      failed,
      { ...none, request_id: uuid(random), status: 'failure' },
      { usage_object: null, error_information: { error_code: '500', error_class: 'InternalServerError' } },
    ),
    row(repeated, { request_id: `${repeated.id}_cache_hit1790000000.75`, cache_hit: 'True', spend: 0 }),
    row(listed, { ...none, request_id: uuid(random), call_type: 'alist_files', model: '' }, { usage_object: null }),
  ];
}

/** What the API answers for single calls: one stopped by the client, one with a key of the user's own, one free. */
function openrouterGenerations() {
  const random = generator(20260962);
  const generation = (day, more = {}) => {
    const one = counts(random);
    const generation_time = random.between(700, 9_000);
    return line({
      data: {
        id: `gen-${Math.floor(moment(random, day) / 1000)}-${random.letters(20)}`,
        api_type: 'completions',
        model: 'anthropic/claude-sonnet-4.5',
        provider_name: 'Anthropic',
        created_at: iso(moment(random, day)).replace('Z', '000+00:00'),
        tokens_prompt: Math.floor(one.prompt_tokens * 0.9),
        tokens_completion: Math.floor(one.completion_tokens * 0.9),
        native_tokens_prompt: one.prompt_tokens,
        native_tokens_completion: one.completion_tokens,
        native_tokens_reasoning: one.reasoning_tokens,
        native_tokens_cached: one.cached_tokens,
        total_cost: dollars(one.prompt_tokens, one.completion_tokens, PRICES['claude-sonnet-4-5']),
        upstream_inference_cost: null,
        is_byok: false,
        latency: random.between(200, 600),
        generation_time,
        finish_reason: 'stop',
        streamed: true,
        cancelled: false,
        app_id: 4_711,
        ...more,
      },
    });
  };
  return [
    ...[2, 6, 11, 17, 23, 28].map((day) => generation(day)),
    generation(12, { cancelled: true, finish_reason: null }),
    generation(19, { is_byok: true, total_cost: 0, upstream_inference_cost: 0.00213 }),
    generation(25, { model: 'openai/gpt-oss-120b:free', provider_name: 'Groq', total_cost: 0 }),
  ];
}

/** Rows of the activity export, all their values text, and sums of three days as the API gives them. */
function openrouterActivity() {
  const random = generator(20260963);
  const row = (day, more = {}) => {
    const one = counts(random);
    const started = moment(random, day);
    return line({
      generation_id: `gen-${Math.floor(started / 1000)}-${random.letters(20)}`,
      created_at: naive(started),
      cost_total: String(dollars(one.prompt_tokens, one.completion_tokens, PRICES['gpt-5.4-mini'])),
      cost_web_search: '0',
      cost_cache: one.cached_tokens > 0 ? '-0.00012' : '0',
      cost_file_processing: '0',
      byok_usage_inference: '0',
      tokens_prompt: String(one.prompt_tokens),
      tokens_completion: String(one.completion_tokens),
      tokens_reasoning: String(one.reasoning_tokens),
      tokens_cached: String(one.cached_tokens),
      model_permaslug: 'openai/gpt-5.4-mini',
      provider_name: 'OpenAI',
      variant: 'standard',
      cancelled: 'false',
      streamed: 'true',
      user: '',
      finish_reason_raw: 'stop',
      finish_reason_normalized: 'stop',
      generation_time_ms: String(random.between(700, 6_000)),
      time_to_first_token_ms: String(random.between(150, 600)),
      api_key_disabled: 'false',
      api_key_name: 'answers',
      app_name: 'shop',
      ...more,
    });
  };
  const sum = (day, requests) =>
    line({
      date: `2026-09-${day}`,
      model: 'openai/gpt-5.4',
      model_permaslug: 'openai/gpt-5.4-2026-03-05',
      endpoint_id: uuid(random),
      provider_name: 'OpenAI',
      usage: 0.0125 * requests,
      byok_usage_inference: 0,
      requests,
      prompt_tokens: requests * random.between(800, 3_000),
      completion_tokens: requests * random.between(100, 400),
      reasoning_tokens: requests * random.between(0, 90),
    });
  return [
    ...[3, 7, 12, 18, 24].map((day) => row(day)),
    row(20, { cancelled: 'true', finish_reason_raw: 'cancelled', finish_reason_normalized: 'cancelled' }),
    row(26, { byok_usage_inference: '0.00184', cost_total: '0' }),
    sum('27', 12),
    sum('28', 31),
    sum('29', 7),
  ];
}

/** Observations as the blob export writes them, the spans around them, two rows of the API, and a trace. */
function langfuse() {
  const random = generator(20260964);
  const observation = (day, more = {}) => {
    const one = counts(random);
    const started = moment(random, day);
    const took = random.between(500, 8_000);
    return line({
      id: uuid(random),
      trace_id: hex(random, 32),
      project_id: 'shop',
      environment: 'production',
      type: 'GENERATION',
      parent_observation_id: null,
      start_time: naive(started),
      end_time: naive(started + took),
      name: 'answer',
      level: 'DEFAULT',
      status_message: null,
      provided_model_name: 'gpt-5.4',
      usage_details: {
        input: String(one.prompt_tokens - one.cached_tokens),
        input_cached_tokens: String(one.cached_tokens),
        output: String(one.completion_tokens - one.reasoning_tokens),
        output_reasoning_tokens: String(one.reasoning_tokens),
        total: String(one.prompt_tokens + one.completion_tokens),
      },
      cost_details: {},
      completion_start_time: naive(started + Math.floor(took / 5)),
      total_cost: dollars(one.prompt_tokens, one.completion_tokens, PRICES['gpt-5.4']),
      latency: took / 1000,
      time_to_first_token: Math.floor(took / 5) / 1000,
      ...more,
    });
  };
  const span = (day, type) =>
    observation(day, {
      type,
      provided_model_name: null,
      usage_details: {},
      total_cost: null,
      time_to_first_token: null,
    });
  const answered = (day, more) => {
    const started = moment(random, day);
    return line({
      id: uuid(random),
      traceId: hex(random, 32),
      projectId: 'shop',
      environment: 'production',
      type: 'GENERATION',
      startTime: iso(started),
      endTime: iso(started + 2_400),
      completionStartTime: null,
      level: 'DEFAULT',
      statusMessage: null,
      model: 'claude-sonnet-4-5',
      usageDetails: { input: 310, cache_read_input_tokens: 5_200, output: 240, total: 5_750 },
      costDetails: {},
      calculatedTotalCost: 0.00609,
      latency: 2.4,
      timeToFirstToken: null,
      tags: ['support'],
      ...more,
    });
  };
  const failure = { level: 'ERROR', statusMessage: '529 overloaded', usageDetails: {}, calculatedTotalCost: null };
  return [
    ...[2, 5, 9, 13, 18].flatMap((day) => [observation(day), span(day, 'SPAN')]),
    span(20, 'AGENT'),
    observation(21, {
      type: 'EMBEDDING',
      provided_model_name: 'text-embedding-3-small',
      usage_details: { input: '812', total: '812' },
    }),
    answered(22, {}),
    answered(26, failure),
    line({ id: hex(random, 32), timestamp: naive(moment(random, 22)), name: 'chat', bookmarked: false, public: false }),
  ];
}

/** Events as senders post them: four generations that begin and end on lines of their own, one whole, and what is around them. */
function langfuseEvents() {
  const random = generator(20260965);
  const event = (type, at, body) => line({ id: uuid(random), type, timestamp: iso(at), body });
  const lines = [];
  for (const day of [4, 10, 16, 23]) {
    const one = counts(random);
    const started = moment(random, day);
    const [id, traceId] = [uuid(random), uuid(random)];
    lines.push(event('trace-create', started, { id: traceId, name: 'answer' }));
    lines.push(
      event('generation-create', started, {
        id,
        traceId,
        environment: 'production',
        startTime: iso(started),
        model: 'gpt-5.4-mini',
      }),
      event('generation-update', started + 4_000, {
        id,
        traceId,
        completionStartTime: iso(started + 600),
        endTime: iso(started + 3_900),
        usageDetails: {
          input: one.prompt_tokens - one.cached_tokens,
          input_cached_tokens: one.cached_tokens,
          output: one.completion_tokens,
        },
        costDetails: { total: dollars(one.prompt_tokens, one.completion_tokens, PRICES['gpt-5.4-mini']) },
        ...(day === 16 ? { level: 'ERROR', statusMessage: 'the stream timed out' } : {}),
      }),
    );
  }
  const started = moment(random, 27);
  lines.push(
    event('generation-create', started, {
      id: `time-${iso(started).slice(11, 19).replaceAll(':', '-')}-120000_chatcmpl-${uuid(random)}`,
      traceId: uuid(random),
      startTime: iso(started),
      endTime: iso(started + 1_200),
      completionStartTime: iso(started + 1_200),
      model: 'bedrock/anthropic.claude-haiku-4-5-20251001-v1:0',
      usage: { input: 930, output: 110, unit: 'TOKENS', totalCost: 0.00148 },
      usageDetails: {
        input: 930,
        output: 110,
        total: 1_040,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
      },
    }),
  );
  return lines;
}

/** Columns of both versions of the export. Costs are in cents. One failed, one came from the cache, one was retried. */
function portkey() {
  const random = generator(20260966);
  const cents = (amount) => Number((amount * 100).toFixed(8));
  const row = (day, more = {}) => {
    const one = counts(random);
    const total_units = one.prompt_tokens + one.completion_tokens;
    return line({
      id: uuid(random),
      trace_id: uuid(random),
      created_at: iso(moment(random, day)),
      response: {
        body: {
          id: `chatcmpl-${random.letters(24)}`,
          object: 'chat.completion',
          model: 'gpt-5.4-2026-03-05',
          usage: {
            prompt_tokens: one.prompt_tokens,
            completion_tokens: one.completion_tokens,
            total_tokens: total_units,
            prompt_tokens_details: { cached_tokens: one.cached_tokens },
          },
        },
      },
      ai_org: 'openai',
      ai_model: 'gpt-5.4',
      req_units: one.prompt_tokens,
      res_units: one.completion_tokens,
      total_units,
      request_url: 'https://api.openai.com/v1/chat/completions',
      cost: cents(dollars(one.prompt_tokens, one.completion_tokens, PRICES['gpt-5.4'])),
      cost_currency: 'USD',
      response_time: random.between(500, 7_000),
      response_status_code: 200,
      metadata: { team: random.pick(teams) },
      ...more,
    });
  };
  const older = (day, more) => {
    const [request_tokens, response_tokens] = [random.between(300, 4_000), random.between(30, 500)];
    return line({
      id: uuid(random),
      created_at: iso(moment(random, day)),
      ai_provider: 'anthropic',
      ai_model: 'claude-sonnet-4-5',
      request_tokens,
      response_tokens,
      total_tokens: request_tokens + response_tokens,
      cost: cents(dollars(request_tokens, response_tokens, PRICES['claude-sonnet-4-5'])),
      response_time: random.between(500, 7_000),
      status_code: 200,
      is_success: 1,
      cache_status: 'MISS',
      stream_mode: 'TRUE',
      retry_success_count: 0,
      ...more,
    });
  };
  const none = { request_tokens: 0, response_tokens: 0, total_tokens: 0, cost: 0 };
  return [
    ...[1, 4, 8, 13, 19, 25].map((day) => row(day)),
    older(6, {}),
    older(15, { ...none, status_code: 429, is_success: 0, cache_status: 'DISABLED' }),
    older(22, { cost: 0, cache_status: 'HIT' }),
    older(28, { retry_success_count: 1 }),
  ];
}

/** Requests of two providers; one was refused, one cancelled, one answered by Helicone's cache, one still waits. */
function helicone() {
  const random = generator(20260967);
  const request = (day, more = {}) => {
    const one = counts(random);
    const started = moment(random, day);
    const delay_ms = random.between(400, 8_000);
    return line({
      response_id: uuid(random),
      response_created_at: iso(started + delay_ms),
      response_status: 200,
      response_model: 'gpt-5.4-2026-03-05',
      request_id: uuid(random),
      request_created_at: iso(started),
      request_path: 'https://api.openai.com/v1/chat/completions',
      request_user_id: random.pick({ 'user-17': 2, 'user-4': 1 }),
      request_model: 'gpt-5.4',
      model_override: null,
      provider: 'OPENAI',
      delay_ms,
      time_to_first_token: Math.floor(delay_ms / 5),
      prompt_tokens: one.prompt_tokens,
      prompt_cache_read_tokens: one.cached_tokens,
      prompt_cache_write_tokens: 0,
      completion_tokens: one.completion_tokens,
      total_tokens: one.prompt_tokens + one.completion_tokens,
      costUSD: dollars(one.prompt_tokens, one.completion_tokens, PRICES['gpt-5.4']),
      country_code: 'DE',
      properties: { Environment: 'production', team: random.pick(teams) },
      target_url: 'https://api.openai.com/v1/chat/completions',
      model: 'gpt-5.4-2026-03-05',
      cache_enabled: false,
      cache_reference_id: '00000000-0000-0000-0000-000000000000',
      ...more,
    });
  };
  const none = {
    response_id: null,
    prompt_tokens: null,
    prompt_cache_read_tokens: null,
    prompt_cache_write_tokens: null,
    completion_tokens: null,
    total_tokens: null,
    costUSD: null,
    time_to_first_token: null,
  };
  return [
    ...[2, 6, 11, 16, 21, 27].map((day) => request(day)),
    request(9, {
      provider: 'ANTHROPIC',
      request_path: 'https://api.anthropic.com/v1/messages',
      request_model: 'claude-sonnet-4-5',
      response_model: 'claude-sonnet-4-5-20250929',
      model: 'claude-sonnet-4-5-20250929',
      prompt_tokens: 412,
      prompt_cache_read_tokens: 6_300,
      prompt_cache_write_tokens: 900,
      completion_tokens: 350,
      total_tokens: 762,
      costUSD: 0.011751,
    }),
    request(14, { ...none, response_status: 401 }),
    request(18, { ...none, response_status: -3, delay_ms: null }),
    request(23, { costUSD: 0, cache_enabled: true, cache_reference_id: uuid(random) }),
    request(30, { ...none, response_status: -2, delay_ms: null }),
  ];
}

/** Entries as the API lists them; one was cached, one refused by data loss prevention, one answered by the second choice. */
function cloudflare() {
  const random = generator(20260968);
  const entry = (day, more = {}) => {
    const one = counts(random);
    return line({
      id: `01K${random.letters(23).toUpperCase()}`,
      created_at: iso(moment(random, day)),
      provider: 'openai',
      model: 'gpt-5.4-mini',
      path: 'chat/completions',
      success: true,
      cached: false,
      status_code: 200,
      duration: random.between(300, 6_000),
      tokens_in: one.prompt_tokens,
      tokens_out: one.completion_tokens,
      cost: dollars(one.prompt_tokens, one.completion_tokens, PRICES['gpt-5.4-mini']),
      custom_cost: false,
      metadata: JSON.stringify({ team: random.pick(teams) }),
      model_type: '',
      request_type: '',
      request_content_type: 'application/json',
      response_content_type: 'application/json',
      step: 0,
      ...more,
    });
  };
  const none = { tokens_in: 0, tokens_out: 0, cost: 0, success: false };
  return [
    ...[3, 8, 12, 17, 22, 29].map((day) => entry(day)),
    entry(10, { cached: true, cost: 0, duration: 12 }),
    entry(19, { ...none, status_code: 424 }),
    entry(24, { ...none, status_code: 503 }),
    entry(24, { provider: 'google-ai-studio', model: 'gemini-3.8-flash', step: 1, cost: 0 }),
  ];
}

/** Lines whose bodies somebody has decrypted. What is still encrypted is refused, and stands in no sample. */
function cloudflareLogpush() {
  const random = generator(20260969);
  const pushed = (day, more = {}) => {
    const one = counts(random);
    const usage = {
      prompt_tokens: one.prompt_tokens,
      completion_tokens: one.completion_tokens,
      total_tokens: one.prompt_tokens + one.completion_tokens,
      prompt_tokens_details: { cached_tokens: one.cached_tokens },
    };
    const body = { id: `chatcmpl-${random.letters(24)}`, object: 'chat.completion', model: 'gpt-5.4-mini', usage };
    return line({
      Cached: false,
      Endpoint: 'chat/completions',
      Gateway: 'production',
      Metadata: { team: random.pick(teams) },
      Metrics: {
        cost: dollars(one.prompt_tokens, one.completion_tokens, PRICES['gpt-5.4-mini']),
        durationMs: random.between(300, 6_000),
      },
      Model: 'gpt-5.4-mini',
      Provider: 'openai',
      RateLimited: false,
      ResponseBody: JSON.stringify(body),
      StatusCode: 200,
      Timestamp: iso(moment(random, day)),
      ...more,
    });
  };
  const none = { ResponseBody: '', Metrics: { cost: 0, durationMs: 4 } };
  return [
    ...[2, 9, 15, 20, 26].map((day) => pushed(day)),
    pushed(11, { Cached: true, Metrics: { cost: 0, durationMs: 9 } }),
    pushed(18, { ...none, StatusCode: 429, RateLimited: true }),
  ];
}

/** Sums per day and model, among them calls with the team's own keys, and a day on which nothing happened. */
function vercel() {
  const random = generator(20260970);
  const row = (day, model, prices, more = {}) => {
    const request_count = random.between(8, 60);
    const input_tokens = request_count * random.between(700, 3_000);
    const output_tokens = request_count * random.between(80, 400);
    const cost = dollars(input_tokens, output_tokens, prices);
    return line({
      day: `2026-09-${day}`,
      model,
      total_cost: cost,
      market_cost: cost,
      input_tokens,
      cached_input_tokens: Math.floor(input_tokens / 4),
      cache_creation_input_tokens: 0,
      output_tokens,
      reasoning_tokens: Math.floor(output_tokens / 5),
      request_count,
      ...more,
    });
  };
  const zero = {
    total_cost: 0,
    market_cost: 0,
    input_tokens: 0,
    cached_input_tokens: 0,
    output_tokens: 0,
    reasoning_tokens: 0,
    request_count: 0,
  };
  return [
    ...['07', '08', '09', '10', '11'].flatMap((day) => [
      row(day, 'anthropic/claude-sonnet-4.5', PRICES['claude-sonnet-4-5']),
      row(day, 'openai/gpt-5.4-mini', PRICES['gpt-5.4-mini']),
    ]),
    row('11', 'openai/gpt-5.4', PRICES['gpt-5.4'], { total_cost: 0 }),
    row('12', 'openai/gpt-5.4', PRICES['gpt-5.4'], zero),
  ];
}

export const GATEWAY_LOGS = [
  ['litellm.jsonl', litellm],
  ['litellm-spend-logs.jsonl', litellmSpendLogs],
  ['openrouter-generations.jsonl', openrouterGenerations],
  ['openrouter-activity.jsonl', openrouterActivity],
  ['langfuse.jsonl', langfuse],
  ['langfuse-events.jsonl', langfuseEvents],
  ['portkey.jsonl', portkey],
  ['helicone.jsonl', helicone],
  ['cloudflare.jsonl', cloudflare],
  ['cloudflare-logpush.jsonl', cloudflareLogpush],
  ['vercel-report.jsonl', vercel],
];
