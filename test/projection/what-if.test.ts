/**
 * Calls as they would have been: the changes of usage themselves, and what the built command makes of them with a book whose
 * prices are small whole numbers.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decimal, divide, exact, ONE, sum, ZERO } from '../../src/core/exact.js';
import { atHitRate, cacheable, callsIn, changed, inBatch, withoutFailures } from '../../src/projection/what-if.js';
import { text, usage } from '../offers/words.js';

const quantities = (one: { readonly quantities: ReadonlyMap<string, never> | ReadonlyMap<string, unknown> }) =>
  Object.fromEntries([...one.quantities].map(([meter, quantity]) => [meter, text(quantity as never)]).sort());

describe('a change of usage', () => {
  it('reads a share of the text from the cache, and leaves the rest its division', () => {
    const [changedOne] = atHitRate(decimal('0.6'))(usage({ input: '800', cache_write: '200', output: '7' }));
    expect(quantities(changedOne!)).toEqual({ input: '320', cache_write: '80', cache_read: '600', output: '7' });
  });
  it('makes what was read plain input where nothing else was sent', () => {
    const [changedOne] = atHitRate(decimal('0.25'))(usage({ cache_read: '1000' }));
    expect(quantities(changedOne!)).toEqual({ input: '750', cache_read: '250' });
  });
  it('leaves sound and pictures alone', () => {
    const [changedOne] = atHitRate(decimal('0.5'))(usage({ input_audio: '10', output: '3' }));
    expect(quantities(changedOne!)).toEqual({ input_audio: '10', output: '3' });
  });
  it('neither adds nor loses text, at any rate', () => {
    const count = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(
        count,
        count,
        count,
        count,
        fc.integer({ min: 0, max: 1000 }),
        (input, read, write, write1h, mille) => {
          const given = { input, cache_read: read, cache_write: write, cache_write_1h: write1h };
          const before = usage(
            Object.fromEntries(Object.entries(given).flatMap(([meter, n]) => (n === 0 ? [] : [[meter, String(n)]]))),
          );
          const [after] = atHitRate(exact(BigInt(mille), 1000n))(before);
          const all = (one: typeof before) => sum(Object.values(cacheable(one)));
          expect(text(all(after!))).toBe(String(input + read + write + write1h));
          const wanted = divide(exact(BigInt((input + read + write + write1h) * mille)), exact(1000n));
          expect(text(after!.quantities.get('cache_read') ?? ZERO)).toBe(text(wanted));
        },
      ),
    );
  });
  it('sends a share of the calls in batches, counted as parts of calls', () => {
    const before = { ...usage({ input: '100' }), calls: 7n };
    const after = changed([before], [inBatch(decimal('0.3'))]);
    expect(after.map((one) => [one.context.isBatch, text(one.share ?? ONE)])).toEqual([
      [true, '0.3'],
      [false, '0.7'],
    ]);
    expect(text(callsIn(after))).toBe('7');
    const already = { ...before, context: { ...before.context, isBatch: true } };
    expect(changed([already], [inBatch(decimal('0.3'))])).toEqual([already]);
  });
  it('leaves out what failed, and only that', () => {
    const [bad, good] = [usage({ input: '1' }), usage({ input: '2' })];
    expect(changed([bad, good], [withoutFailures((one) => one === bad)])).toEqual([good]);
  });
});

const BOOK = `
schema: tollbook-prices/1
id: demo
as_of: 2026-10-01
currency: USD
skus:
  - sku: acme/big
    provider: acme
    match: [{exact: big}]
    versions:
      - source: {retrieved: 2026-10-01, note: invented}
        rates: {input: 1000, cache_read: 100, output: 10000}
        multipliers: [{id: batch, when: {is_batch: true}, factor: 0.5}, {id: flex, when: {service_tier: [flex]}, factor: 0.25}]
  - sku: acme/small
    provider: acme
    match: [{exact: small}]
    versions:
      - source: {retrieved: 2026-10-01, note: invented}
        rates: {input: 100, cache_read: 10, output: 1000}
        overrides:
          - {id: long, when: {input_tokens: {gt: 5000}}, rates: {input: 200, output: 2000}}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollbook-what-if-'));
  writeFileSync(join(folder, 'prices.yaml'), BOOK);
  const at = (day: number, hour: number) => new Date(Date.UTC(2026, 8, day, hour)).toISOString();
  const lines = Array.from({ length: 30 }, (_, day) => ({
    ts: at(day + 1, 12),
    provider: 'acme',
    model: 'big',
    prompt_tokens: 2000,
    completion_tokens: 100,
    status: 'ok',
  }));
  // Thirty calls of 2.00 + 1.00; one long call; a failure that was billed; the other model, at night.
  const more = [
    { ...lines[0], ts: at(3, 13), prompt_tokens: 6000 },
    { ...lines[0], ts: at(4, 13), status: 'error' },
    { ...lines[0], ts: at(5, 23), model: 'small', prompt_tokens: 500 },
  ];
  writeFileSync(join(folder, 'calls.jsonl'), [...lines, ...more].map((line) => `${JSON.stringify(line)}\n`).join(''));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
function asked(...more: string[]) {
  const words = ['compare', 'calls.jsonl', '--prices', 'prices.yaml', '--month', '2026-09', ...more];
  return spawnSync(process.execPath, [MAIN, ...words], { cwd: folder, encoding: 'utf8' });
}
function result(...more: string[]) {
  const answer = asked(...more, '--json');
  expect(answer.stderr).toBe('');
  expect(answer.status).toBe(0);
  return JSON.parse(answer.stdout) as {
    offers: { offer: string; monthly_cost: string }[];
    notes: { code: string; message: string }[];
    what_if: unknown;
    suggestions: { kind: string; subject: string; calls: number | null; monthly_savings: string }[] | null;
  };
}
const costs = (...more: string[]) =>
  Object.fromEntries(result(...more).offers.map((one) => [one.offer, Number(one.monthly_cost)]));

/** 31 × 3.00 (one of them failed), 7.00 for the long call, 0.05 + 0.10 of the small model. */
const NOW = 31 * 3 + 7 + 0.15;

describe('compare, what if', () => {
  it('another model answered: each call’s own size decides its price', () => {
    // 31 × (0.20 + 0.10), the long call at the long price: 1.20 + 0.20, the small ones as they are
    expect(costs('--swap', 'big=small')).toEqual({ official: NOW, 'official:what-if': 31 * 0.3 + 1.4 + 0.15 });
  });
  it('a share of the calls was sent in batches', () => {
    // 30 % of the big ones cost half; the small ones have no price for batches and stay
    expect(costs('--batch', '30%')['official:what-if']).toBeCloseTo(100 * 0.85 + 0.15, 9);
    expect(result('--batch', '0.3').notes.map((note) => note.code)).not.toContain('what_if_swap');
  });
  it('a tier served the rest', () => {
    expect(costs('--batch', '30%', '--tier', 'flex')['official:what-if']).toBeCloseTo(
      100 * 0.3 * 0.5 + 100 * 0.7 * 0.25 + 0.15,
      9,
    );
  });
  it('the cache was hit', () => {
    // 31 calls: 1.00 plain, 0.10 read, 1.00 out; the long one 3.00 + 0.30 + 1.00; the small one 0.025 + 0.0025 + 0.1
    expect(costs('--cache-hit', '50%')['official:what-if']).toBeCloseTo(31 * 2.1 + 4.3 + 0.1275, 9);
  });
  it('no call failed', () => {
    expect(costs('--no-retries')['official:what-if']).toBeCloseTo(NOW - 3, 9);
  });
  it('all at once, at every offer', () => {
    const what = costs('--swap', 'big=small', '--no-retries', '--to', 'discount:10%');
    const after = 30 * 0.3 + 1.4 + 0.15;
    expect(what).toEqual({
      official: NOW,
      'discount:10%': expect.closeTo(NOW * 0.9, 9),
      'official:what-if': expect.closeTo(after, 9),
      'discount:10%:what-if': expect.closeTo(after * 0.9, 9),
    });
  });
  it('says what it assumes, and what it was asked', () => {
    const { notes, what_if } = result('--swap', 'big=small', '--cache-hit', '50%');
    const codes = notes.map((note) => note.code);
    expect(codes).toEqual(expect.arrayContaining(['what_if_swap', 'what_if_cache']));
    expect(what_if).toEqual({
      swaps: [{ from: 'big', to: 'small' }],
      batch: null,
      tier: null,
      cache_hit: 0.5,
      without_failures: false,
    });
  });
  it.each([
    [['--swap', 'big=unheard-of'], '--swap big=unheard-of: no price is known for unheard-of'],
    [['--swap', 'unused=small'], '--swap unused=small: none of these calls is to unused'],
    [['--swap', 'big'], '--swap: expected two models, found "big"'],
    [['--batch', '130%'], '--batch: expected a share from 0 % to 100 %, found "130%"'],
    [['--tier', '$(id)'], '--tier: expected the name of a tier, found "$(id)"'],
  ])('%s is refused', (words, message) => {
    const answer = asked(...words);
    expect(answer.stderr).toContain(message);
    expect(answer.status).toBe(2);
  });
});

describe('compare --suggest', () => {
  it('ranks what the calls show, each with what a month saves', () => {
    const found = result('--suggest').suggestions!;
    expect(
      found.map(({ kind, subject, calls, monthly_savings }) => [kind, subject, calls, Number(monthly_savings)]),
    ).toEqual([
      // half of 31 × 2000 + 6000 tokens read at 100 instead of 1000 per million: 34,000 × 0.0009
      ['cache', 'big', 32, 30.6],
      ['failures', 'big', 1, 3],
    ]);
  });
  it('moves short calls to a much cheaper model of the same seller', () => {
    const lines = Array.from({ length: 30 }, (_, day) => ({
      ts: new Date(Date.UTC(2026, 8, day + 1, 12)).toISOString(),
      provider: 'acme',
      model: day === 0 ? 'small' : 'big',
      prompt_tokens: 1000,
      completion_tokens: 200,
    }));
    writeFileSync(join(folder, 'short.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const words = ['compare', 'short.jsonl', '--prices', 'prices.yaml', '--month', '2026-09', '--suggest', '--json'];
    const answer = spawnSync(process.execPath, [MAIN, ...words], { cwd: folder, encoding: 'utf8' });
    const { suggestions } = JSON.parse(answer.stdout) as ReturnType<typeof result>;
    // 29 × (3.00 − 0.30)
    expect(suggestions!.map((one) => [one.kind, one.subject, one.calls, Number(one.monthly_savings)])).toEqual([
      ['model', 'big', 29, 78.3],
    ]);
  });
  it('finds what could wait, by the night of the report’s zone', () => {
    const lines = Array.from({ length: 30 }, (_, day) => ({
      ts: new Date(Date.UTC(2026, 8, day + 1, day < 10 ? 14 : 6)).toISOString(),
      provider: 'acme',
      model: 'big',
      prompt_tokens: 900,
      completion_tokens: 500,
      stream: day === 0,
    }));
    writeFileSync(join(folder, 'night.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const words = ['compare', 'night.jsonl', '--prices', 'prices.yaml', '--month', '2026-09', '--suggest', '--json'];
    const answer = spawnSync(process.execPath, [MAIN, ...words, '--tz', 'Asia/Seoul'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { suggestions } = JSON.parse(answer.stdout) as ReturnType<typeof result>;
    // Fourteen o'clock UTC is eleven at night in Seoul: nine calls not streamed, half of 5.90 each
    expect(suggestions!.map((one) => [one.kind, one.calls, Number(one.monthly_savings)])).toEqual([
      ['batch', 9, 26.55],
    ]);
  });
});
