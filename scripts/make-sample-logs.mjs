// Writes the logs in sample-logs/: invented traffic of September 2026, the same bytes on every run. It holds no prompts, no
// real names and no measurements; prices are not its business either.
//
//   node scripts/make-sample-logs.mjs [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AGENT_LOGS } from './sample-logs/agents.mjs';
import { CODEX_LOGS } from './sample-logs/codex.mjs';
import { GATEWAY_LOGS } from './sample-logs/gateways.mjs';
import { OPEN_GATEWAY_LOGS } from './sample-logs/gateways-open.mjs';
import { PROVIDER_LOGS } from './sample-logs/providers.mjs';
import { TELEMETRY_LOGS } from './sample-logs/telemetry.mjs';
import { DAYS, generator, iso, line, moment, seconds } from './sample-logs/words.mjs';
import { WRAPPED_LOGS } from './sample-logs/wrapped.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('../sample-logs', import.meta.url));

function write(name, lines) {
  writeFileSync(`${folder}/${name}`, `${lines.join('\n')}\n`);
}

/** An application's own log: several teams, retries, streamed answers, cached input, failures of several kinds. */
function flat() {
  const random = generator(20260901);
  const teams = {
    search: { models: { 'gpt-5.4-mini': 6, 'gpt-5.4': 2 }, users: ['u-ada', 'u-bo', 'u-cem'], endpoint: '/v1/answers' },
    support: {
      models: { 'claude-haiku-4-5-20251001': 5, 'claude-sonnet-4-5-20250929': 3 },
      users: ['u-dot', 'u-eli', 'u-fay', 'u-gus'],
      endpoint: '/v1/replies',
    },
    growth: {
      models: { 'gemini-3.8-flash': 4, 'deepseek-v4-flash': 3 },
      users: ['u-hal', 'u-ivy'],
      endpoint: '/v1/drafts',
    },
  };
  const failures = {
    rate_limit: { status_code: 429, weight: 5, latency: [40, 300] },
    timeout: { status_code: 504, weight: 2, latency: [30_000, 30_100] },
    overloaded: { status_code: 529, weight: 2, latency: [200, 2_000] },
    context_length_exceeded: { status_code: 400, weight: 1, latency: [50, 200] },
    server_error: { status_code: 500, weight: 1, latency: [100, 5_000] },
  };
  const provider = (model) =>
    model.startsWith('gpt')
      ? 'openai'
      : model.startsWith('claude')
        ? 'anthropic'
        : model.startsWith('gemini')
          ? 'google'
          : 'deepseek';
  const calls = [];
  for (let day = 1; day <= DAYS; day += 1) {
    const weekday = new Date(Date.UTC(2026, 8, day)).getUTCDay();
    const requests = weekday === 0 || weekday === 6 ? random.between(5, 8) : random.between(12, 16);
    for (let count = 0; count < requests; count += 1) {
      const team = random.pick({ search: 5, support: 4, growth: 3 });
      const { models, users, endpoint } = teams[team];
      const model = random.pick(models);
      const shared = {
        request_id: `rq-${random.letters(12)}`,
        provider: provider(model),
        model,
        endpoint,
        team,
        user: users[random.between(0, users.length - 1)],
        environment: random.chance(0.92) ? 'production' : 'staging',
      };
      let at = moment(random, day);
      const last = Date.UTC(2026, 8, day, 23, 59, 59, 999);
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        const streamed = random.chance(0.6);
        if (random.chance(attempt === 1 ? 0.08 : 0.3)) {
          const type = random.pick(
            Object.fromEntries(Object.entries(failures).map(([name, one]) => [name, one.weight])),
          );
          const failure = failures[type];
          const latency_ms = random.between(...failure.latency);
          // Two spellings of one failure, as two versions of an application write them.
          const error = random.chance(0.5) ? { type, message: 'upstream refused the request' } : type;
          calls.push({
            at,
            ...shared,
            attempt,
            status: 'error',
            status_code: failure.status_code,
            error,
            latency_ms,
            stream: streamed,
          });
          if (failure.status_code === 400) break;
          at = Math.min(at + latency_ms + 500 * 2 ** attempt, last);
          continue;
        }
        const prompt_tokens = random.skewed(180, 9_000);
        const cached =
          prompt_tokens > 2_048 && random.chance(0.55)
            ? 1_024 * random.between(1, Math.floor(prompt_tokens / 1_024))
            : 0;
        const completion_tokens = random.skewed(20, 1_600);
        const ttft_ms = random.between(180, 900) + Math.floor(prompt_tokens / 40);
        calls.push({
          at,
          ...shared,
          attempt,
          status: 'ok',
          status_code: 200,
          prompt_tokens,
          ...(cached === 0 ? {} : { cached_tokens: cached }),
          completion_tokens,
          total_tokens: prompt_tokens + completion_tokens,
          latency_ms: ttft_ms + completion_tokens * random.between(9, 21),
          stream: streamed,
          ...(streamed ? { ttft_ms } : {}),
        });
        break;
      }
    }
  }
  calls.sort((left, right) => left.at - right.at);
  const lines = calls.map(({ at, ...call }) => line({ timestamp: iso(at), ...call }));
  // What logs in use look like: blank lines where a rotation script glued files, and a line that a restart cut short.
  lines.splice(120, 0, '');
  lines.splice(260, 0, '   ');
  lines.splice(300, 0, lines[299].slice(0, 90));
  write('flat.jsonl', lines);
}

/** The least an application can log: a total, from which no split of input and output can be told. */
function flatTotals() {
  const random = generator(20260902);
  const lines = [];
  for (let day = 1; day <= DAYS; day += 1) {
    const times = Array.from({ length: random.between(1, 3) }, () => moment(random, day)).sort(
      (left, right) => left - right,
    );
    for (const at of times) {
      const failed = random.chance(0.05);
      lines.push(
        line({
          time: iso(at).replace(/\.\d+Z/, 'Z'),
          model: random.pick({ 'gpt-5.4': 2, 'gpt-5.4-mini': 3 }),
          tokens: failed ? 0 : random.skewed(300, 12_000),
          status: failed ? 'failed' : 'success',
        }),
      );
    }
  }
  write('flat-totals.jsonl', lines);
}

/** tollbook's own format: its columns as keys, or the provider's usage object as it came. */
function canonical() {
  const random = generator(20260903);
  const usages = [
    () => {
      const cached_tokens = 256 * random.between(0, 6);
      const prompt_tokens = cached_tokens + random.between(100, 4_000);
      const completion_tokens = random.between(30, 900);
      return [
        'openai',
        'gpt-5.4',
        'openai.chat',
        { prompt_tokens, completion_tokens, prompt_tokens_details: { cached_tokens } },
      ];
    },
    () => {
      const input_tokens = random.between(100, 5_000);
      const output_tokens = random.between(200, 2_000);
      const usage = {
        input_tokens,
        output_tokens,
        output_tokens_details: { reasoning_tokens: Math.floor(output_tokens / 3) },
      };
      return ['openai', 'gpt-5.4-mini', 'openai.responses', { ...usage, total_tokens: input_tokens + output_tokens }];
    },
    () => [
      'anthropic',
      'claude-opus-5',
      'anthropic',
      {
        input_tokens: random.between(20, 600),
        cache_read_input_tokens: random.between(1_000, 20_000),
        cache_creation_input_tokens: random.between(500, 2_000),
        output_tokens: random.between(80, 1_200),
      },
    ],
    () => {
      const promptTokenCount = random.between(200, 6_000);
      const candidatesTokenCount = random.between(50, 700);
      const thoughtsTokenCount = random.between(100, 900);
      return ['google', 'gemini-3.8-flash', 'gemini', { promptTokenCount, candidatesTokenCount, thoughtsTokenCount }];
    },
    () => [
      'bedrock',
      'claude-sonnet-4-5-20250929',
      'bedrock.converse',
      {
        inputTokens: random.between(50, 900),
        outputTokens: random.between(50, 700),
        cacheReadInputTokens: random.between(0, 4_000),
        cacheWriteInputTokens: 0,
      },
    ],
    () => {
      const prompt_cache_hit_tokens = 64 * random.between(0, 40);
      const prompt_cache_miss_tokens = random.between(100, 2_000);
      const prompt_tokens = prompt_cache_hit_tokens + prompt_cache_miss_tokens;
      const usage = {
        prompt_tokens,
        prompt_cache_hit_tokens,
        prompt_cache_miss_tokens,
        completion_tokens: random.between(50, 800),
      };
      return ['deepseek', 'deepseek-v4-flash', 'deepseek', usage];
    },
    () => [
      'anthropic',
      'claude-haiku-4-5-20251001',
      'buckets',
      {
        input: random.between(100, 2_000),
        cache_read: random.between(0, 5_000),
        output: random.between(20, 500),
        web_search: random.between(0, 2),
      },
    ],
  ];
  const lines = [];
  for (let day = 1; day <= DAYS; day += 1) {
    const at = moment(random, day);
    const shared = {
      call_id: `night-${String(day).padStart(2, '0')}-${random.letters(6)}`,
      started_at: iso(at),
      team: random.pick({ research: 2, platform: 1 }),
      project: 'night-report',
    };
    if (day % 10 === 4) {
      lines.push(
        line({
          ...shared,
          provider: 'openai',
          model: 'gpt-5.4',
          status: 'error',
          http_status: 429,
          error_type: 'rate_limit',
          duration_ms: random.between(50, 400),
        }),
      );
      continue;
    }
    if (day % 10 === 8) {
      const cache_read_tokens = random.between(0, 900);
      lines.push(
        line({
          ...shared,
          provider: 'anthropic',
          model: 'claude-opus-5',
          input_tokens: cache_read_tokens + random.between(100, 2_000),
          cache_read_tokens,
          output_tokens: random.between(50, 900),
          status: 'ok',
          duration_us: random.between(900_000, 20_000_000),
          first_token_us: random.between(200_000, 800_000),
          is_streamed: true,
          quality_score: random.between(60, 100) / 100,
          tags: { ticket: `T-${random.between(100, 999)}` },
        }),
      );
      continue;
    }
    const [provider, model, usage_dialect, usage] = usages[day % usages.length]();
    lines.push(
      line({
        ...shared,
        provider,
        model,
        usage_dialect,
        usage,
        status: 'ok',
        duration_ms: random.between(700, 15_000),
      }),
    );
  }
  write('canonical.jsonl', lines);
}

/** Bodies of chat completions as a proxy stored them, and one stream whose last chunk carries the usage. */
function openaiChat() {
  const random = generator(20260904);
  const lines = [];
  for (let day = 1; day <= DAYS; day += 2) {
    const id = `chatcmpl-${random.letters(24)}`;
    const created = seconds(moment(random, day));
    const model = random.pick({ 'gpt-5.4-2026-03-05': 2, 'gpt-5.4-mini': 3 });
    const prompt_tokens = random.between(300, 7_000);
    const completion_tokens = random.between(40, 1_500);
    const usage = {
      prompt_tokens,
      completion_tokens,
      total_tokens: prompt_tokens + completion_tokens,
      prompt_tokens_details: { cached_tokens: prompt_tokens > 1_400 ? 1_280 : 0, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: Math.floor(completion_tokens / 4), audio_tokens: 0 },
    };
    if (day % 10 === 5) {
      const chunk = { id, object: 'chat.completion.chunk', created, model };
      lines.push(line({ ...chunk, choices: [{ index: 0, delta: {}, finish_reason: null }], usage: null }));
      lines.push(line({ ...chunk, choices: [], usage }));
    } else {
      const choices = [{ index: 0, finish_reason: 'stop' }];
      lines.push(line({ id, object: 'chat.completion', created, model, choices, usage, service_tier: 'default' }));
    }
  }
  write('openai-chat.jsonl', lines);
}

/** Responses, whole and as the event that ends a stream; one that is seen queued and then done, one that fails. */
function openaiResponses() {
  const random = generator(20260905);
  const lines = [];
  for (let day = 2; day <= DAYS; day += 2) {
    const id = `resp_${random.letters(32)}`;
    const created_at = seconds(moment(random, day));
    const input_tokens = random.between(300, 9_000);
    const output_tokens = random.between(100, 2_400);
    const usage = {
      input_tokens,
      input_tokens_details: { cached_tokens: input_tokens > 2_048 ? 2_048 : 0 },
      output_tokens,
      output_tokens_details: { reasoning_tokens: Math.floor(output_tokens / 2) },
      total_tokens: input_tokens + output_tokens,
    };
    const body = { id, object: 'response', created_at, model: 'gpt-5.4', service_tier: 'default' };
    const done = { ...body, status: 'completed', completed_at: created_at + random.between(2, 40), error: null, usage };
    if (day === 8) {
      lines.push(line({ ...body, status: 'queued', error: null, usage: null }));
      lines.push(line(done));
    } else if (day === 16) {
      const error = { code: 'server_error', message: 'the model could not finish' };
      lines.push(line({ ...body, status: 'failed', error, usage: null }));
    } else if (day % 6 === 0)
      lines.push(line({ type: 'response.completed', sequence_number: random.between(20, 90), response: done }));
    else lines.push(line(done));
  }
  write('openai-responses.jsonl', lines);
}

/** Anthropic message bodies: no time, cached input beside the input, one refusal. */
function anthropicMessages() {
  const random = generator(20260906);
  const lines = Array.from({ length: 16 }, (_, index) => {
    const written = index % 3 === 0 ? random.between(1_024, 4_000) : 0;
    const long = index % 6 === 0 ? written : 0;
    return line({
      id: `msg_${random.letters(24)}`,
      type: 'message',
      role: 'assistant',
      model: index % 4 === 0 ? 'claude-opus-5' : 'claude-sonnet-4-5-20250929',
      stop_reason: index === 9 ? 'refusal' : 'end_turn',
      usage: {
        input_tokens: random.between(8, 900),
        cache_creation_input_tokens: written,
        cache_creation: { ephemeral_5m_input_tokens: written - long, ephemeral_1h_input_tokens: long },
        cache_read_input_tokens: index % 2 === 0 ? 0 : random.between(1_024, 18_000),
        output_tokens: random.between(30, 1_400),
        ...(index === 5 ? { server_tool_use: { web_search_requests: 2 } } : {}),
        service_tier: 'standard',
      },
    });
  });
  write('anthropic-messages.jsonl', lines);
}

/** Gemini bodies from Vertex, which gives the time: thinking outside of the answer, a blocked prompt, a stream of three. */
function gemini() {
  const random = generator(20260907);
  const lines = [];
  for (let day = 1; day <= DAYS; day += 2) {
    const head = {
      responseId: random.letters(22),
      modelVersion: 'gemini-3.8-flash',
      createTime: iso(moment(random, day)).replace('Z', '000Z'),
    };
    const promptTokenCount = random.between(200, 8_000);
    const thoughtsTokenCount = random.between(50, 1_500);
    const body = (candidatesTokenCount) => ({
      ...head,
      usageMetadata: {
        promptTokenCount,
        candidatesTokenCount,
        thoughtsTokenCount,
        totalTokenCount: promptTokenCount + candidatesTokenCount + thoughtsTokenCount,
        ...(promptTokenCount > 4_096 ? { cachedContentTokenCount: 4_096 } : {}),
        trafficType: 'ON_DEMAND',
      },
    });
    if (day === 11) {
      const usageMetadata = { promptTokenCount, totalTokenCount: promptTokenCount };
      lines.push(line({ ...head, promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata }));
    } else if (day === 21) for (const grown of [40, 120, 310]) lines.push(line(body(grown)));
    else lines.push(line(body(random.between(20, 900))));
  }
  write('gemini.jsonl', lines);
}

/** Claude Code: a line per content block with the usage so far, and everything else such a transcript holds. */
function claudeCode() {
  const random = generator(20260908);
  const lines = [];
  const uuid = () =>
    `${random.letters(8)}-${random.letters(4)}-${random.letters(4)}-${random.letters(4)}-${random.letters(12)}`;
  for (let day = 1; day <= DAYS; day += 3) {
    const sessionId = uuid();
    const shared = { sessionId, cwd: '/home/dev/orchard', version: '2.1.40', isSidechain: false };
    let at = moment(random, day);
    const later = (low, high) => {
      at += random.between(low, high);
      return iso(at);
    };
    const message = (usage, model = 'claude-opus-5') => ({
      id: `msg_${random.letters(24)}`,
      type: 'message',
      role: 'assistant',
      model,
      usage,
    });
    lines.push(line({ ...shared, type: 'user', uuid: uuid(), timestamp: later(0, 0), message: { role: 'user' } }));
    for (let turn = 0; turn < 2; turn += 1) {
      const usage = {
        input_tokens: random.between(2, 40),
        cache_creation_input_tokens: random.between(200, 6_000),
        cache_read_input_tokens: random.between(8_000, 60_000),
        output_tokens: 1,
        service_tier: 'standard',
      };
      usage.cache_creation = {
        ephemeral_5m_input_tokens: usage.cache_creation_input_tokens,
        ephemeral_1h_input_tokens: 0,
      };
      const whole = message(usage);
      const requestId = `req_${random.letters(24)}`;
      for (const output_tokens of [1, random.between(10, 60), random.between(100, 1_800)]) {
        const grown = { ...whole, usage: { ...usage, output_tokens } };
        lines.push(
          line({ ...shared, type: 'assistant', uuid: uuid(), requestId, timestamp: later(300, 4_000), message: grown }),
        );
      }
      lines.push(
        line({
          ...shared,
          type: 'user',
          uuid: uuid(),
          timestamp: later(100, 9_000),
          message: { role: 'user' },
          toolUseResult: { durationMs: random.between(20, 4_000), usage: { input_tokens: 900, output_tokens: 90 } },
        }),
      );
    }
    if (day % 9 === 4) {
      const inner = message(
        { input_tokens: random.between(5, 300), output_tokens: random.between(5, 90) },
        'claude-haiku-4-5-20251001',
      );
      const timestamp = later(100, 900);
      const data = {
        type: 'agent_progress',
        message: { type: 'assistant', timestamp, requestId: `req_${random.letters(24)}`, message: inner },
      };
      lines.push(line({ ...shared, type: 'progress', uuid: uuid(), timestamp, data }));
    }
    if (day === 10) {
      const error = { status: 529, type: 'overloaded_error' };
      lines.push(
        line({
          ...shared,
          type: 'system',
          subtype: 'api_error',
          uuid: uuid(),
          timestamp: later(100, 900),
          error,
          retryAttempt: 1,
          maxRetries: 10,
        }),
      );
    }
    const nothing = message({ input_tokens: 0, output_tokens: 0 }, '<synthetic>');
    if (day === 19) {
      lines.push(
        line({
          ...shared,
          type: 'assistant',
          uuid: uuid(),
          timestamp: later(100, 900),
          isApiErrorMessage: true,
          apiErrorStatus: 429,
          error: 'rate_limit',
          message: nothing,
        }),
      );
    }
    if (day === 28) {
      lines.push(
        line({
          ...shared,
          type: 'assistant',
          uuid: uuid(),
          timestamp: later(100, 900),
          isApiErrorMessage: false,
          message: nothing,
        }),
      );
      lines.push(line({ type: 'summary', leafUuid: uuid() }));
    }
  }
  write('claude-code.jsonl', lines);
}

/** Error bodies alone: all that is left of calls a proxy logged without their requests. */
function providerErrors() {
  const random = generator(20260909);
  write('provider-errors.jsonl', [
    line({ error: { message: 'Rate limit reached', type: 'tokens', param: null, code: 'rate_limit_exceeded' } }),
    line({
      error: {
        message: 'Incorrect API key provided',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
      },
    }),
    line({
      type: 'error',
      error: { type: 'overloaded_error', message: 'Overloaded' },
      request_id: `req_${random.letters(24)}`,
    }),
    line({
      type: 'error',
      error: { type: 'rate_limit_error', message: 'Slow down' },
      request_id: `req_${random.letters(24)}`,
    }),
    line({ error: { code: 429, message: 'Quota exceeded', status: 'RESOURCE_EXHAUSTED' } }),
    line({ error: { code: 503, message: 'The model is overloaded', status: 'UNAVAILABLE' } }),
  ]);
}

mkdirSync(folder, { recursive: true });
for (const make of [
  flat,
  flatTotals,
  canonical,
  openaiChat,
  openaiResponses,
  anthropicMessages,
  gemini,
  claudeCode,
  providerErrors,
])
  make();
for (const [name, lines] of [
  ...PROVIDER_LOGS,
  ...CODEX_LOGS,
  ...AGENT_LOGS,
  ...TELEMETRY_LOGS,
  ...WRAPPED_LOGS,
  ...GATEWAY_LOGS,
  ...OPEN_GATEWAY_LOGS,
])
  write(name, lines());
