/**
 * The quick way over flat logs: what it counts is what a naive reader counts, and what it is not sure of it leaves alone.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planLines } from '../../../src/ingest/direct/plan.js';
import { counted, naive, planOf } from './support.js';

const call = fc.record({
  timestamp: fc
    .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  request_id: fc.string(),
  model: fc.constantFrom('gpt-5.4', 'gpt-5.4-mini', 'a', 'ab', 'abc', 'größe'),
  prompt_tokens: fc.integer({ min: 1000, max: 5000 }),
  completion_tokens: fc.integer({ min: 0, max: 5000 }),
  cached_tokens: fc.integer({ min: 0, max: 1000 }),
  latency_ms: fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.constantFrom(0.5, 12.25, 1e3), fc.constant(null)),
  status: fc.constantFrom('ok', 'error', null),
  note: fc.jsonValue({ maxDepth: 3 }),
});
const EXAMPLE = {
  timestamp: '2026-09-01T00:00:00.000Z',
  request_id: 'r',
  model: 'gpt-5.4',
  prompt_tokens: 1000,
  completion_tokens: 5,
  cached_tokens: 0,
  latency_ms: 1,
  status: 'ok',
  note: null,
};
const PLAN = planOf([EXAMPLE]);
const STYLES: readonly ((value: unknown) => string)[] = [
  (value) => JSON.stringify(value),
  // As Python writes it.
  (value) => JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' '),
  (value) => `  ${JSON.stringify(value, null, '\t').replaceAll('\n', '\r')}\t`,
];

describe('lines of one shape', () => {
  it('are counted as a naive reader counts them, however they are written and in any order of keys', () =>
    fc.assert(
      fc.property(
        fc.array(call, { minLength: 1, maxLength: 30 }),
        fc.nat(2),
        fc.boolean(),
        (calls, style, reversed) => {
          const write = STYLES[style] as (value: unknown) => string;
          const shaped = calls.map((one) => (reversed ? Object.fromEntries(Object.entries(one).reverse()) : one));
          const text = `${shaped.map(write).join('\n')}\n`;
          expect(counted(text, PLAN)).toEqual(naive(text));
        },
      ),
      { numRuns: 300 },
    ));

  it('are counted or left alone, never miscounted, when a byte is wrong', () =>
    fc.assert(
      fc.property(
        fc.array(call, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        fc.constantFrom('replace', 'insert', 'remove'),
        (calls, where, byte, how) => {
          const bytes = [...Buffer.from(`${calls.map((one) => JSON.stringify(one)).join('\n')}\n`)];
          const at = where % (bytes.length - 1);
          bytes.splice(at, how === 'insert' ? 0 : 1, ...(how === 'remove' ? [] : [byte]));
          const spoilt = Buffer.from(bytes);
          const found = counted(spoilt, PLAN);
          if (found === undefined) return;
          // Counted: then the bytes are JSON text with the same sums.
          expect(Buffer.from(spoilt.toString('utf8'))).toEqual(spoilt);
          expect(found).toEqual(naive(spoilt.toString('utf8')));
        },
      ),
      { numRuns: 3000 },
    ));
});

describe('a line that could mean something else', () => {
  const changed = (change: Record<string, unknown>) => `${JSON.stringify({ ...EXAMPLE, ...change })}\n`;

  it.each([
    ['a key that some format knows', { usage: { prompt_tokens: 1 } }],
    ['another spelling', { input_tokens: 7 }],
    ['an error that no line had', { error: 'timeout' }],
    ['a sign of another format', { usageMetadata: {} }],
    ['a count that is no whole number', { prompt_tokens: 1000.5 }],
    ['a count that is text', { prompt_tokens: '1000' }],
    ['a count that is true', { prompt_tokens: true }],
    ['a negative count', { completion_tokens: -1 }],
    ['a count beyond exact numbers', { prompt_tokens: 1e16 }],
    ['more cached than input tokens', { cached_tokens: 1001 }],
    ['input without output', { completion_tokens: null }],
    ['a time without a zone', { timestamp: '2026-09-01T00:00:00.000' }],
    ['a day that does not exist', { timestamp: '2026-02-30T00:00:00.000Z' }],
    ['nanoseconds', { timestamp: '2026-09-01T00:00:00.000000001Z' }],
    ['no time', { timestamp: null }],
    ['a negative duration', { latency_ms: -1 }],
    ['a duration that is text', { latency_ms: '1' }],
  ])('is left to the general way: %s', (_, change) => {
    expect(counted(changed({}), PLAN)).toBeDefined();
    expect(counted(changed(change), PLAN)).toBeUndefined();
  });

  it.each([
    ['a key twice', `{"model":"a",${JSON.stringify(EXAMPLE).slice(1)}\n`],
    ['two objects', `${JSON.stringify(EXAMPLE)} {}\n`],
    ['an empty object', '{}\n'],
    ['a list', '[]\n'],
    ['a cut line', `${JSON.stringify(EXAMPLE).slice(0, -1)}\n`],
    ['a leading zero', `${JSON.stringify(EXAMPLE).replace('1000', '01000')}\n`],
    ['half a surrogate pair', `${JSON.stringify({ ...EXAMPLE, request_id: '?' }).replace('?', '\\ud800')}\n`],
  ])('is left to the general way: %s', (_, text) => {
    expect(counted(text, PLAN)).toBeUndefined();
  });

  it('has an offset, which is taken off', () => {
    const text = changed({ timestamp: '2026-09-01T05:30:00.250+05:30' });
    expect(counted(text, PLAN)?.firstUs).toBe(Date.parse('2026-09-01T00:00:00.250Z') * 1000);
  });

  it('has unknown keys and blank lines around it, which change nothing', () => {
    expect(counted(`\n \n${changed({ trace: { deep: [1, { x: '"' }] } })}\r\n`, PLAN)).toMatchObject({
      calls: 1,
      input: 1000,
    });
  });
});

describe('a log that is not for the quick way', () => {
  it.each([
    ['counts in a member', { model: 'a', usage: { prompt_tokens: 1, completion_tokens: 1 } }],
    ['lines of another format', { object: 'chat.completion', id: 'chatcmpl-1', model: 'a', usage: {} }],
    ['an id that may be a provider’s', { ...EXAMPLE, id: 'chatcmpl-1' }],
    ['Anthropic’s words for cached input', { ...EXAMPLE, cache_read_input_tokens: 5 }],
    ['durations in seconds', { model: 'a', tokens: 5, duration_s: 1.5 }],
  ])('has no plan: %s', (_, line) => {
    expect(planLines([line])).toBeUndefined();
  });

  it('has a plan when only a total is logged', () => {
    const line = { model: 'a', tokens: 5, status: 'ok' };
    expect(counted(`${JSON.stringify(line)}\n`, planOf([line]))).toMatchObject({ calls: 1, unsplit: 5, firstUs: null });
  });
});
