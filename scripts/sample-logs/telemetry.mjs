/**
 * Sample logs of telemetry: exporters' batches, spans that SDKs print, events of coding agents; and the chats of one.
 */
import { generator, iso, line, moment } from './words.mjs';

const hexadecimal = (random, length) =>
  Array.from({ length }, () => '0123456789abcdef'[random.between(0, 15)]).join('');
const typed = (value) =>
  typeof value === 'boolean'
    ? { boolValue: value }
    : typeof value === 'string'
      ? { stringValue: value }
      : Number.isInteger(value)
        ? { intValue: String(value) }
        : { doubleValue: value };
const pairs = (attributes) => Object.entries(attributes).map(([key, value]) => ({ key, value: typed(value) }));
const nanoseconds = (milliseconds) => `${milliseconds}000000`;

/** An agent with two requests to a model inside: one batch, three spans, two calls. */
function agentBatch(random, day) {
  const start = moment(random, day);
  const traceId = hexadecimal(random, 32);
  const agent = hexadecimal(random, 16);
  const requests = [0, 1].map((index) => {
    const cached = 128 * random.between(0, 12);
    const input = cached + random.between(200, 3_000);
    const from = start + 100 + index * 6_000;
    return {
      traceId,
      spanId: hexadecimal(random, 16),
      parentSpanId: agent,
      name: 'chat gpt-5.4',
      startTimeUnixNano: nanoseconds(from),
      endTimeUnixNano: nanoseconds(from + random.between(900, 5_500)),
      attributes: pairs({
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'gpt-5.4',
        'gen_ai.response.model': 'gpt-5.4',
        'gen_ai.response.id': `resp_${hexadecimal(random, 24)}`,
        'gen_ai.request.stream': true,
        'gen_ai.response.time_to_first_chunk': random.between(200, 900) / 1000,
        'gen_ai.usage.input_tokens': input,
        'gen_ai.usage.cache_read.input_tokens': cached,
        'gen_ai.usage.output_tokens': random.between(40, 900),
      }),
      status: {},
    };
  });
  const sum = (name) =>
    requests.reduce(
      (total, one) => total + Number(one.attributes.find((attribute) => attribute.key === name).value.intValue),
      0,
    );
  const around = {
    traceId,
    spanId: agent,
    name: 'invoke_agent planner',
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(start + 13_000),
    attributes: pairs({
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.usage.input_tokens': sum('gen_ai.usage.input_tokens'),
      'gen_ai.usage.output_tokens': sum('gen_ai.usage.output_tokens'),
    }),
  };
  const resource = { attributes: pairs({ 'service.name': 'planner', 'deployment.environment.name': 'production' }) };
  return line({
    resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'agents' }, spans: [around, ...requests] }] }],
  });
}

/** What Claude Code sends of one request, and of one that failed. */
function claudeCodeBatch(random, day) {
  const at = moment(random, day);
  const records = [
    {
      timeUnixNano: nanoseconds(at),
      body: { stringValue: 'claude_code.user_prompt' },
      attributes: pairs({
        'event.name': 'user_prompt',
        'session.id': `s-${day}`,
        prompt_length: random.between(10, 400),
      }),
    },
    {
      timeUnixNano: nanoseconds(at + 4_000),
      body: { stringValue: 'claude_code.api_request' },
      attributes: pairs({
        'event.name': 'api_request',
        'event.timestamp': iso(at + 4_000),
        'session.id': `s-${day}`,
        model: 'claude-sonnet-5',
        input_tokens: random.between(5, 400),
        output_tokens: random.between(50, 1_500),
        cache_read_tokens: random.between(10_000, 60_000),
        cache_creation_tokens: random.between(0, 4_000),
        duration_ms: random.between(1_500, 9_000),
        request_id: `req_${random.letters(20)}`,
      }),
    },
  ];
  if (day % 2 === 0) {
    records.push({
      timeUnixNano: nanoseconds(at + 9_000),
      body: { stringValue: 'claude_code.api_error' },
      attributes: pairs({
        'event.name': 'api_error',
        'session.id': `s-${day}`,
        model: 'claude-sonnet-5',
        status_code: 529,
        attempt: 1,
      }),
    });
  }
  return line({
    resourceLogs: [{ scopeLogs: [{ scope: { name: 'com.anthropic.claude_code.events' }, logRecords: records }] }],
  });
}

/** The AI SDK printed by JavaScript: the wrapper and the call inside it. */
function sdkSpans(random, day) {
  const start = Math.floor(moment(random, day) / 1000);
  const traceId = hexadecimal(random, 32);
  const counts = { 'ai.usage.inputTokens': random.between(100, 900), 'ai.usage.outputTokens': random.between(20, 400) };
  const model = { 'ai.model.id': 'gpt-5.4-mini', 'ai.model.provider': 'openai.responses' };
  const span = (name, attributes) => ({
    name,
    traceId,
    spanId: hexadecimal(random, 16),
    startTime: [start, 250_000_000],
    endTime: [start + 2, 750_000_000],
    attributes: { 'ai.operationId': name, ...model, ...counts, ...attributes },
  });
  const inner = { 'ai.response.id': `resp_${hexadecimal(random, 24)}`, 'ai.response.msToFirstChunk': 310.5 };
  return [line(span('ai.streamText.doStream', inner)), line(span('ai.streamText', {}))];
}

function otel() {
  const random = generator(20261101);
  return [
    ...[3, 9, 17, 24].map((day) => agentBatch(random, day)),
    ...[4, 5, 18].map((day) => claudeCodeBatch(random, day)),
    ...[6, 20].flatMap((day) => sdkSpans(random, day)),
    line({ resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'gen_ai.client.token.usage' }] }] }] }),
  ];
}

function geminiCli() {
  const random = generator(20261102);
  return [2, 11, 23].flatMap((day) => {
    const at = moment(random, day);
    const cached = random.between(0, 900);
    const tokens = {
      input: cached + random.between(100, 900),
      output: random.between(20, 300),
      cached,
      thoughts: random.between(0, 200),
      tool: 0,
    };
    const message = {
      sessionId: `session-${day}`,
      type: 'gemini',
      id: `message-${day}`,
      timestamp: iso(at),
      model: 'gemini-3.8-flash',
    };
    const total = tokens.input + tokens.output + tokens.thoughts;
    return [
      line({ ...message, tokens: { ...tokens, output: 1, total: total - tokens.output + 1 } }),
      line({ ...message, tokens: { ...tokens, total } }),
      line({ 'event.name': 'api_request', model: 'gemini-3.8-flash' }),
      line({
        'event.name': 'api_error',
        'event.timestamp': iso(at + 60_000),
        model_name: 'gemini-3.8-flash',
        status_code: 429,
        duration: 310,
      }),
    ];
  });
}

export const TELEMETRY_LOGS = [
  ['otel.jsonl', otel],
  ['gemini-cli.jsonl', geminiCli],
];
