/**
 * How single values are spelled in logs, and what they become: counts, instants, durations, statuses and errors.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Case, compared, type Outcome, outcomes } from './support.js';

function table(title: string, cases: readonly Case[], settings: Parameters<typeof outcomes>[1] = {}): void {
  describe(title, () => {
    let found: Outcome[];
    beforeAll(async () => {
      found = await outcomes(
        cases.map((one) => one.line),
        settings,
      );
    });
    it.each(cases.map((one, index) => [one.name, one, index] as const))('%s', (_, one, index) => {
      const { expected, found: got } = compared(one, found[index]);
      expect(got).toEqual(expected);
    });
  });
}

const NOT_WHOLE = 'a token count is not a whole number';
/** A count as JSON text, so that spellings survive that JSON.stringify would change. */
const count = (spelling: string, expected: number | undefined | 'rejected'): Case => {
  const name = `a count of ${spelling}`;
  const line = `{"model":"m","prompt_tokens":${spelling},"completion_tokens":1}`;
  return expected === 'rejected'
    ? { name, line, rejected: NOT_WHOLE }
    : { name, line, record: { inputTokens: expected, outputTokens: 1 } };
};

table('counts', [
  count('12', 12),
  count('0', 0),
  count('"12"', 12),
  count('12.0', 12),
  count('"12.0"', 12),
  count('1e3', 1000),
  count('999999999999999999', Number('999999999999999999')),
  count('null', undefined),
  count('""', undefined),
  count('" 12 "', 'rejected'),
  count('12.7', 'rejected'),
  count('true', 'rejected'),
  count('{}', 'rejected'),
  count('[]', 'rejected'),
  count('-3', 'rejected'),
  count('"-0"', 'rejected'),
  count('"1_000"', 'rejected'),
  count('"1,000"', 'rejected'),
  count('"1e3"', 'rejected'),
  count('"12 tokens"', 'rejected'),
  count('NaN', 'rejected'),
  count('Infinity', 'rejected'),
  count('1e400', 'rejected'),
  count('1234567890123456789', 'rejected'),
  count('123456789012345678901234567890', 'rejected'),
]);

const AT = Date.UTC(2026, 8, 1, 10, 0, 0);
const time = (spelling: unknown, startedAt: number | undefined, startedAtKind = 'exact'): Case => ({
  name: JSON.stringify(spelling),
  line: { model: 'm', tokens: 1, ts: spelling },
  record: { startedAt, startedAtKind },
});
const halves = (value: bigint) => ({
  low: Number(BigInt.asIntN(32, value)),
  high: Number(value >> 32n),
  unsigned: true,
});
const missing = (spelling: unknown): Case => time(spelling, undefined, 'missing');
const unreadable = (spelling: unknown): Case => time(spelling, undefined, 'unreadable');

table('instants', [
  time('2026-09-01T10:00:00Z', AT),
  time('2026-09-01T10:00:00.123Z', AT + 123),
  time('2026-09-01T10:00:00.123456Z', AT + 123.456),
  time('2026-09-01T10:00:00.1234567Z', AT + 123.456),
  time('2026-09-01T10:00:00.123456789Z', AT + 123.456),
  time('2026-09-01T10:00:00+00:00', AT),
  time('2026-09-01T18:00:00+08:00', AT),
  time('2026-09-01T03:00:00.500-07:00', AT + 500),
  time('2026-09-01T15:45:00+05:45', AT),
  time('2026-09-01T12:00:00+0200', AT),
  time('2026-09-01T12:00:00.1234567+02:00', AT + 123.456),
  time('2026-09-01 10:00:00', AT, 'assumed_utc'),
  time('2026-09-01 10:00:00.123456', AT + 123.456, 'assumed_utc'),
  time('2026-09-01T10:00:00', AT, 'assumed_utc'),
  time('2026-09-01 10:00:00 UTC', AT),
  time('2026-09-01', Date.UTC(2026, 8, 1), 'date'),
  time(AT / 1000, AT),
  time(String(AT / 1000), AT),
  time(AT / 1000 + 0.25, AT + 250),
  time(AT, AT),
  time(AT * 1000, AT),
  time(`${AT}000000`, AT),
  // OpenTelemetry in JavaScript: seconds and nanoseconds; and a 64-bit number of nanoseconds in two halves, the low one signed.
  time([AT / 1000, 123_456_789], AT + 123.456),
  time([AT / 1000, 0], AT),
  time(halves(BigInt(AT) * 1_000_000n), AT),
  time(halves(BigInt(AT) * 1_000_000n + 900_000_000n), AT + 900),
  time(halves(BigInt(AT)), AT),
  unreadable([AT / 1000]),
  unreadable([-1, 0]),
  unreadable({ low: 1.5, high: 0, unsigned: true }),
  unreadable({ low: 1 }),
  missing(undefined),
  missing(null),
  missing(''),
  unreadable(false),
  unreadable('yesterday'),
  unreadable('now'),
  unreadable('infinity'),
  unreadable('2026-09-31T10:00:00Z'),
  unreadable('2026-13-01'),
  unreadable('2026-09-01T25:00:00Z'),
  unreadable('290000-01-01'),
  unreadable({ seconds: 1 }),
]);

table(
  'instants with --assume-tz=America/New_York, four hours behind in September',
  [
    time('2026-09-01 06:00:00', AT, 'assumed'),
    time('2026-09-01T06:00:00.250', AT + 250, 'assumed'),
    time('2026-09-01', Date.UTC(2026, 8, 1, 4), 'date'),
    time('2026-09-01T10:00:00Z', AT),
    time('2026-09-01T12:00:00+02:00', AT),
    time(AT / 1000, AT),
  ],
  { reading: { assumeZone: 'America/New_York' } },
);

// Clocks go forward on 8 March 2026 at 2:00 and back on 1 November at 2:00. A time that the zone skips is read with the offset
// before it; a time that it has twice is one of the two.
table(
  'instants with --assume-tz=America/New_York where clocks change',
  [
    time('2026-03-08 01:59:59', Date.UTC(2026, 2, 8, 6, 59, 59), 'assumed'),
    time('2026-03-08 03:00:00', Date.UTC(2026, 2, 8, 7), 'assumed'),
    time('2026-03-08 02:30:00', Date.UTC(2026, 2, 8, 7, 30), 'assumed'),
    time('2026-11-01 00:59:59', Date.UTC(2026, 10, 1, 4, 59, 59), 'assumed'),
    time('2026-11-01 02:00:00', Date.UTC(2026, 10, 1, 7), 'assumed'),
    time('2026-11-01', Date.UTC(2026, 10, 1, 4), 'date'),
    time('2026-11-02', Date.UTC(2026, 10, 2, 5), 'date'),
    time('2026-11-01T01:30:00-04:00', Date.UTC(2026, 10, 1, 5, 30)),
    time('2026-11-01T01:30:00-05:00', Date.UTC(2026, 10, 1, 6, 30)),
  ],
  { reading: { assumeZone: 'America/New_York' } },
);

table(
  'instants with --assume-tz=Asia/Kolkata, five and a half hours ahead',
  [
    time('2026-09-01T15:30:00.1234567', AT + 123.456, 'assumed'),
    time('2026-09-01', Date.UTC(2026, 7, 31, 18, 30), 'date'),
  ],
  { reading: { assumeZone: 'Asia/Kolkata' } },
);

const duration = (name: string, keys: object, durationUs: number | undefined): Case => ({
  name,
  line: { model: 'm', tokens: 1, ...keys },
  record: { durationUs },
});

table('durations', [
  duration('latency_ms', { latency_ms: 1200 }, 1_200_000),
  duration('latency_ms as text', { latency_ms: '1200.5' }, 1_200_500),
  duration('duration_ms', { duration_ms: 0 }, 0),
  duration('durationMs', { durationMs: 7 }, 7000),
  duration('elapsed_ms', { elapsed_ms: 7 }, 7000),
  duration('response_time_sec', { response_time_sec: 1.25 }, 1_250_000),
  duration('secs', { secs: 3 }, 3_000_000),
  duration('latency "1.2s"', { latency: '1.2s' }, 1_200_000),
  duration('latency "850ms"', { latency: '850ms' }, 850_000),
  duration('latency "850 ms"', { latency: '850 ms' }, 850_000),
  duration('a bare fraction below 1000 is seconds', { latency: 1.5 }, 1_500_000),
  duration('a bare whole number is milliseconds', { latency: 1500 }, 1_500_000),
  duration('negative', { latency_ms: -5 }, undefined),
  duration('no number', { latency_ms: 'fast' }, undefined),
  duration('infinite', { latency_ms: 'inf' }, undefined),
  {
    name: 'first token',
    line: { model: 'm', tokens: 1, ttft_ms: 180.25, stream: true },
    record: { firstTokenUs: 180_250, isStreamed: true },
  },
  {
    name: 'first token in seconds',
    line: { model: 'm', tokens: 1, ttft_s: '0.18', stream: 'yes' },
    record: { firstTokenUs: 180_000, isStreamed: true },
  },
  {
    name: 'canonical microseconds and milliseconds',
    line: { call_id: 'd1', model: 'm', unsplit_tokens: 1, duration_us: 1_500_001, first_token_ms: 200 },
    record: { durationUs: 1_500_001, firstTokenUs: 200_000 },
  },
]);

const outcome = (name: string, keys: object, status: string, errorType?: string, httpStatus?: number): Case => ({
  name,
  line: { model: 'm', tokens: 1, ...keys },
  record: { status, errorType, httpStatus },
});

table('statuses and errors of flat logs', [
  outcome('nothing said', {}, 'ok'),
  outcome('success', { status: 'success' }, 'ok'),
  outcome('200', { status: 200 }, 'ok', undefined, 200),
  outcome('"OK"', { status: 'OK' }, 'ok'),
  outcome('error', { status: 'error' }, 'error', 'error'),
  outcome('failed', { status: 'FAILED' }, 'error', 'error'),
  outcome('timeout', { status: 'timeout' }, 'error', 'timeout'),
  outcome('status 429', { status: 429 }, 'error', '429', 429),
  outcome('status_code 529', { status_code: '529' }, 'error', '529', 529),
  outcome('status_code 429.0, as data frames write it', { status_code: 429.0 }, 'error', '429', 429),
  outcome('ok false', { ok: false }, 'error', 'error'),
  outcome('success "true"', { success: 'true' }, 'ok'),
  outcome('cancelled', { status: 'canceled' }, 'cancelled'),
  outcome('blocked', { status: 'content_filter' }, 'blocked'),
  outcome('error as object', { error: { type: 'rate_limit_error', message: 'no' } }, 'error', 'rate_limit_error'),
  outcome('error as object with code', { error: { code: 'timeout' } }, 'error', 'timeout'),
  outcome('error as text', { error: 'overloaded_error' }, 'error', 'overloaded_error'),
  outcome(
    'error as a sentence becomes a class',
    { error: 'Rate limit reached for org-123 of Bob' },
    'error',
    'rate_limit',
  ),
  outcome('error as true', { error: true }, 'error', 'error'),
  outcome('error null', { error: null }, 'ok'),
  outcome('error empty', { error: '' }, 'ok'),
  outcome('error {}', { error: {} }, 'ok'),
  outcome('error false', { error: false }, 'ok'),
  outcome('error "None"', { error: 'None' }, 'ok'),
  outcome('error_message', { error_message: 'context length exceeded' }, 'error', 'context_length'),
  outcome('error_message empty', { error_message: '' }, 'ok'),
  outcome('error_type alone', { error_type: 'timeout' }, 'error', 'timeout'),
  outcome('error_type "None"', { error_type: 'None' }, 'ok'),
  outcome(
    'error_type beside success is the application, not the call',
    { error_type: 'validation_failed', status: 'success' },
    'ok',
  ),
  outcome(
    'error_type beside 200 is the application, not the call',
    { error_type: 'validation_failed', status_code: 200 },
    'ok',
    undefined,
    200,
  ),
  outcome('an error that is a key shows no key', { error: 'sk-live-abcdefghijklmnop' }, 'error', 'error'),
  { name: 'skipped is no call', line: { model: 'm', tokens: 0, status: 'skipped' }, ignored: true },
  { name: 'api_called false is no call', line: { model: 'm', tokens: 0, api_called: false }, ignored: true },
  { name: 'a summary is no call', line: { model: 'm', tokens: 999, type: 'thread_summary' }, ignored: true },
]);

table('other fields of flat logs', [
  {
    name: 'words of the application',
    line: {
      model_name: 'GPT-5.4',
      requested_model: 'gpt',
      tokens: 1,
      user: 'ada',
      session_id: 's',
      request_id: 'r',
      trace_id: 't',
      team: 'search',
      app: 'shop',
      env: 'production',
      route: '/v1',
      region: 'eu',
      vendor: 'OpenAI',
      tier: 'Flex',
      attempts: 2,
      cost_usd: '0.25',
      score: 0.5,
      tags: { a: 1 },
    },
    record: {
      model: 'GPT-5.4',
      modelRequested: 'gpt',
      userId: 'ada',
      sessionId: 's',
      requestId: 'r',
      traceId: 't',
      team: 'search',
      project: 'shop',
      environment: 'production',
      endpoint: '/v1',
      region: 'eu',
      provider: 'openai',
      serviceTier: 'flex',
      attempt: 2,
      loggedCost: '0.25',
      loggedCostCurrency: 'USD',
      loggedCostKind: 'actual',
      qualityScore: 0.5,
      tags: '{"a":1}',
      callId: undefined,
      calls: 1,
    },
  },
  {
    name: 'an attempt that is no count',
    line: { model: 'm', tokens: 1, attempt: 2.7 },
    record: { attempt: undefined },
  },
  {
    name: 'a plain id is no identity',
    line: { model: 'm', tokens: 1, id: '17' },
    record: { callId: undefined, callIdKind: undefined },
  },
  {
    name: 'an id a provider gave is one',
    line: { model: 'm', tokens: 1, id: 'chatcmpl-abc' },
    record: { callId: 'chatcmpl-abc', callIdKind: 'response_id' },
  },
  {
    name: 'started_at with an application’s status is an application’s line',
    line: {
      started_at: '2026-09-01T10:00:00Z',
      model: 'm',
      input_tokens: 3,
      output_tokens: 4,
      status: 'success',
      latency_ms: 5,
    },
    record: { format: 'flat', status: 'ok', durationUs: 5000, startedAt: AT },
  },
]);
