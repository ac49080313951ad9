/**
 * What must hold for any input: reading never throws, every line is accounted for, the order and the grouping of lines
 * into files change nothing, and what is shown of a line holds none of its content.
 */
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ANY_USAGE_FIELDS } from '../../src/formats/any-usage.js';
import type { Shape } from '../../src/formats/format.js';
import { FORMATS } from '../../src/formats/registry.js';
import { masked } from '../../src/ingest/explain.js';
import { type CallRow, jsonLines, type Ledger, openLedger } from './support.js';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterEach(() => ledger.clear());
afterAll(() => ledger.close());

function keysOf(shape: Shape): string[] {
  return Object.entries(shape).flatMap(([key, value]) => [
    key,
    ...(typeof value === 'object' && !Array.isArray(value) ? keysOf(value as Shape) : []),
  ]);
}

/** Every key a format looks at: random lines made of these reach its expressions. */
const KEYS = [...new Set([...FORMATS.flatMap((format) => keysOf(format.fields)), ...keysOf(ANY_USAGE_FIELDS)])];

const awkward = fc.constantFrom<unknown>(
  null,
  true,
  false,
  0,
  -3,
  12,
  12.7,
  1e308,
  2 ** 60,
  '',
  ' ',
  '12',
  '1_000',
  '-0',
  'NaN',
  'infinity',
  'now',
  '290000-01-01',
  '294247-01-10 04:00:54.775806Z',
  '0000-00-00T00:00:00Z',
  '2026-09-01T10:00:00+15:59',
  '9999-12-31T23:59:59-12:00',
  '999999999999999999',
  '99999999999999999999',
  '1e400',
  '429',
  'error',
  'chat.completion',
  'chat.completion.chunk',
  'response',
  'response.completed',
  'message',
  'assistant',
  'system',
  'api_error',
  'gemini',
  'buckets',
  'anthropic',
  "it's",
  '{"a":1}',
  '\u0000',
  '\ud800',
  [],
  {},
  [1, 'a', null],
  { ttl: '5m', inputTokens: 'x' },
  [{ ttl: '5m', inputTokens: -1 }],
  [{ modality: 'AUDIO', tokenCount: 1e300 }],
  { message: 'text', type: {}, code: [] },
);

const { line: knownLine } = fc.letrec<{ line: unknown; value: unknown }>((tie) => ({
  value: fc.oneof({ weight: 6, arbitrary: awkward }, { weight: 1, arbitrary: tie('line') }),
  line: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 9 }),
}));
const anyLine = fc.oneof({ weight: 5, arbitrary: knownLine }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) });

async function expectAccounts(expected: number): Promise<void> {
  const rows = await ledger.engine.query<Record<'lines' | 'sum' | 'found' | 'stored' | 'counted' | 'ids', bigint>>(
    `select sum(lines)::bigint as lines, sum(blank + rejected + ignored + with_calls)::bigint as sum, sum(calls_found)::bigint as found,
       (select count(*) from snapshots) as stored, (select count(*) from calls) as counted,
       (select count(*) filter (where call_id is null) + count(distinct call_id) from snapshots) as ids
     from sources`,
  );
  const [row] = rows;
  expect([Number(row?.lines), row?.sum, row?.found, row?.counted]).toEqual([
    expected,
    row?.lines,
    row?.stored,
    row?.ids,
  ]);
}

describe('any JSON', () => {
  it('gives a call, an ignored line or a reject', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { minLength: 150, maxLength: 400 }), fc.boolean(), async (lines, isZoned) => {
        await ledger.clear();
        ledger.write('any.jsonl', jsonLines(...lines));
        await ledger.load(['any.jsonl'], { reading: isZoned ? { assumeZone: 'Asia/Kathmandu' } : {} });
        await expectAccounts(lines.length);
        const odd = await ledger.engine.query(
          `select * from snapshots where least(input_tokens, output_tokens, cache_read_tokens, unsplit_tokens, duration_us) < 0
             or (format <> 'flat' and coalesce(cache_read_tokens, 0) + coalesce(cache_write_tokens, 0) > coalesce(input_tokens, 0))
             or reasoning_tokens > coalesce(output_tokens, 0)
             or status not in ('ok', 'error', 'cancelled', 'blocked') or (started_at is null) <> (started_at_kind = 'missing')`,
        );
        expect(odd).toEqual([]);
      }),
      { numRuns: 6, seed: 20260901, endOnFailure: true },
    );
  });

  it('text that is no JSON never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { minLength: 200, maxLength: 300 }),
        async (texts) => {
          await ledger.clear();
          const lines = texts.map((text) => text.replaceAll('\n', ' '));
          ledger.write('any.jsonl', `${lines.join('\n')}\n`);
          await ledger.load(['any.jsonl']);
          await expectAccounts(lines.length);
        },
      ),
      { numRuns: 2, seed: 7, endOnFailure: true },
    );
  });
});

/** Lines whose sum depends on which snapshots are taken for one call. */
const snapshot = fc.record({
  type: fc.constant('assistant'),
  sessionId: fc.constantFrom('s1', 's2'),
  timestamp: fc.constantFrom('2026-09-01T10:00:00Z', '2026-09-01T10:00:03Z'),
  message: fc.record({
    id: fc.constantFrom('msg_a', 'msg_b', 'msg_c'),
    role: fc.constant('assistant'),
    model: fc.constantFrom('claude-opus-5', 'claude-sonnet-4-6'),
    usage: fc.record({
      input_tokens: fc.constantFrom(3, 5),
      output_tokens: fc.constantFrom(1, 40, 90),
      cache_read_input_tokens: fc.constantFrom(0, 700),
      service_tier: fc.constantFrom('standard', 'priority'),
    }),
  }),
});
const flatLine = fc.record({
  model: fc.constantFrom('gpt-5.4', 'gpt-5.4-mini'),
  prompt_tokens: fc.nat(1000),
  completion_tokens: fc.nat(1000),
  status: fc.constantFrom('ok', 'failed'),
});

/** The calls without where they came from, in an order of their own. */
async function content(): Promise<string[]> {
  const rows = await ledger.calls();
  return rows
    .map(({ sourceId, sourceLine, ...rest }: CallRow) =>
      JSON.stringify(rest, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)),
    )
    .sort();
}

async function loaded(files: readonly (readonly unknown[])[], isOneByOne = false): Promise<string[]> {
  await ledger.clear();
  const names = files.map((lines, index) => {
    ledger.write(`part-${index}.jsonl`, jsonLines(...lines));
    return `part-${index}.jsonl`;
  });
  if (isOneByOne) for (const name of names) await ledger.load([name]);
  else await ledger.load(names);
  return content();
}

describe('order and grouping', () => {
  it('lines in any order, split over files, loaded together or one after the other, give the same calls', {
    timeout: 120_000,
  }, async () => {
    const lines = fc.array(fc.oneof(snapshot, flatLine), { minLength: 12, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(lines, fc.infiniteStream(fc.nat(2)), async (all, places) => {
        const whole = await loaded([all]);
        const files: unknown[][] = [[], [], []];
        for (const line of all) files[places.next().value as number]?.push(line);
        expect(await loaded([[...all].reverse()])).toEqual(whole);
        expect(await loaded(files)).toEqual(whole);
        expect(await loaded([...files].reverse(), true)).toEqual(whole);
      }),
      { numRuns: 4, seed: 3, endOnFailure: true },
    );
  });

  it('a file twice under two names changes nothing for calls with an identity', async () => {
    const lines = fc.sample(snapshot, { numRuns: 40, seed: 5 });
    expect(await loaded([lines, lines])).toEqual(await loaded([lines]));
  });
});

describe('secrets', () => {
  const key = fc.stringMatching(/^(sk-|sk-proj-|sk-ant-|pk_|gsk_|xai-|hf_|AIza|Bearer )[A-Za-z0-9_-]{24,60}$/);
  const hexadecimal = fc.stringMatching(/^[0-9a-f]{32}$/);

  it('key-shaped api_key and user_id are stored as a hash with four characters', async () => {
    const secrets = fc.sample(fc.oneof(key, hexadecimal), { numRuns: 300, seed: 11 });
    const lines = secrets.map((secret, index) => ({
      model: 'm',
      tokens: index,
      ...(index % 2 === 0 ? { api_key: secret } : { user_id: secret }),
    }));
    lines.push({ model: 'm', tokens: secrets.length, user_id: 'u-ada' } as (typeof lines)[number]);
    ledger.write(
      'keys.jsonl',
      jsonLines(...lines, ...lines.map((line) => ({ call_id: `c${line.tokens}`, unsplit_tokens: 1, ...line }))),
    );
    await ledger.load(['keys.jsonl']);
    const calls = await ledger.calls();
    expect(calls.length).toBe(2 * lines.length);
    for (const call of calls) {
      const stored = (call.apiKey ?? call.userId) as string;
      if (stored !== 'u-ada') expect(stored).toMatch(/^sha256:[0-9a-f]{16}….{4}$/u);
    }
    const text = JSON.stringify(await ledger.engine.query('select * from snapshots'), (_, value) =>
      String(value) === '[object Object]' || Array.isArray(value) ? value : String(value),
    );
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('a masked line holds no value of the line, however it is broken', () => {
    // Recognisable content: letters and digits that no key, literal or punctuation has.
    const marker = fc.stringMatching(/^Zq[a-z0-9]{4,12}$/);
    const value = fc.oneof(
      marker,
      marker.map((text) => `say "${text}", ${text}: {${text}}`),
      marker.map((text) => `{"key":"${text}"}`),
      fc.constant(7777),
      fc.array(marker, { maxLength: 3 }),
      fc.record({ inner: marker }),
    );
    const line = fc.dictionary(fc.constantFrom('model', 'user', 'usage', 'a.b', 'x_y'), value, { minKeys: 1 });
    fc.assert(
      fc.property(
        line,
        fc.nat(200),
        fc.nat(200),
        fc.constantFrom('', '"', '{', ',', '}', ':', '\\', 'tail', ' '),
        (object, from, to, noise) => {
          const text = JSON.stringify(object);
          const start = from % text.length;
          for (const broken of [
            text,
            text.slice(0, start),
            text.slice(start),
            `${text.slice(0, start)}${noise}${text.slice(start)}`,
            text.slice(to % text.length) + text,
          ]) {
            expect(masked(broken)).not.toMatch(/Zq|7/);
          }
        },
      ),
      { numRuns: 2000, seed: 13 },
    );
  });

  it('a masked line shows keys, kinds of values and nothing else', () => {
    expect(masked('{"model":"gpt","tokens":12.5,"ok":true,"list":[null,"a",-3e4],"usage":{"n":{}}}')).toBe(
      '{"model":"…","tokens":0,"ok":true,"list":[null,"…",0],"usage":{"n":{}}}',
    );
    expect(masked('2026-09-01 ERROR user bob@example.com said "hello')).toBe('0?"…');
    expect(masked('{"api key sk-live-123":1,"model":"b"')).toBe('{"…":0,"model":"…"');
    expect(masked(`{"k":[${'1,'.repeat(500)}`).length).toBeLessThanOrEqual(121);
  });
});
