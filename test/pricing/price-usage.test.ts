/** The rules of pricing, each on the smallest book that has it; the defects users met elsewhere; what holds for any book. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDecimal, toFraction } from '../../src/core/decimal.js';
import { add, compare, decimal, exact, multiply, sum } from '../../src/core/exact.js';
import { METERS, type Meter } from '../../src/core/meters.js';
import type { PriceContext } from '../../src/core/usage.js';
import { ownerOf, termKey, termsOf } from '../../src/pricing/billed-terms.js';
import { BUILTIN_ID } from '../../src/pricing/list-prices.js';
import { openPriceBook, type PriceBook } from '../../src/pricing/price-book.js';
import { type PriceOptions, priceUsage } from '../../src/pricing/price-usage.js';
import type { PricedUsage } from '../../src/pricing/types.js';
import { oneSku, own, usageOf } from './helpers.js';

const S = 'source: {retrieved: 2026-11-23}';
const AT = Date.UTC(2026, 9, 8, 12);

type Quantities = Partial<Record<Meter, string>>;

function price(
  book: PriceBook,
  quantities: Quantities,
  context: Partial<PriceContext> = { at: AT },
  options: PriceOptions = {},
) {
  return priceUsage(book, usageOf({ model: 'm', provider: 'test', quantities, context }), options);
}

async function version(words: string): Promise<PriceBook> {
  return own(oneSku(`[{${S}, ${words}}]`));
}

/** `meter quantity × unit price / per = amount (rule)` of every line. */
function written({ lines }: PricedUsage): string[] {
  return lines.map(
    (line) =>
      `${line.meter} ${toDecimal(line.quantity)} × ${toDecimal(line.unitPrice)} / ${toDecimal(line.per)} = ` +
      `${toFraction(line.amount) ?? toDecimal(line.amount)} (${line.rule})`,
  );
}

function reasons({ unpriced }: PricedUsage): string[] {
  return unpriced.map((one) => `${one.meter ?? 'all'} ${one.tokens}: ${one.reason}`);
}

describe('a version', () => {
  const DATED = `[{${S}, to: 2026-01-01, rates: {input: "1"}}, {${S}, from: 2026-01-01, to: 2026-12-01, rates: {input: "2"}}]`;

  it('holds from its start, not at its end, to the millisecond', async () => {
    const book = await own(oneSku(DATED));
    const at = (text: string) => price(book, { input: '1000000' }, { at: Date.parse(text) });
    expect(toDecimal(at('2025-12-31T23:59:59.999Z').low)).toBe('1');
    expect(toDecimal(at('2026-01-01T00:00:00.000Z').low)).toBe('2');
    expect(toDecimal(at('2026-11-30T23:59:59.999Z').low)).toBe('2');
    const after = at('2026-12-01T00:00:00.000Z');
    expect(reasons(after)).toEqual(['all 1000000: no_version']);
    expect(after.sku).toBe('test/m');
    expect(after.unpriced[0]?.detail).toBe('the book has prices of test/m until 2026-12-01');
  });

  it('is that of the day of the book for calls without a time, and the answer says so', async () => {
    const priced = price(await own(oneSku(DATED)), { input: '1000000' }, { at: null });
    expect(toDecimal(priced.low)).toBe('2');
    expect(priced.assumed).toEqual(['time']);
    expect(price(await version('rates: {input: "1"}'), { input: '1' }, { at: null }).assumed).toEqual([]);
  });
});

describe('overrides', () => {
  it('apply in order, the later wins per meter, all conditions of each hold', async () => {
    const book = await version(
      'rates: {input: "1", output: "10"}, overrides: [' +
        '{id: flex, when: {service_tier: [flex, batch]}, rates: {input: "0.5", output: "5"}}, ' +
        '{id: long, when: {input_tokens: {gt: 100}}, rates: {input: "2"}}, ' +
        '{id: long-flex, when: {input_tokens: {gt: 100}, service_tier: [flex]}, rates: {input: "0.7"}}]',
    );
    const rules = (context: Partial<PriceContext>) =>
      price(book, { input: '1', output: '1' }, { at: AT, ...context }).lines.map(
        (line) => `${toDecimal(line.unitPrice)} ${line.rule}`,
      );
    expect(rules({ inputTokens: 100n })).toEqual(['1 rates', '10 rates']);
    expect(rules({ inputTokens: 101n })).toEqual(['2 long', '10 rates']);
    expect(rules({ inputTokens: 100n, serviceTier: 'FLEX' })).toEqual(['0.5 flex', '5 flex']);
    expect(rules({ inputTokens: 101n, serviceTier: 'flex' })).toEqual(['0.7 long-flex', '5 flex']);
    expect(rules({ inputTokens: 101n, serviceTier: 'batch' })).toEqual(['2 long', '5 flex']);
    expect(rules({ inputTokens: 101n, serviceTier: 'default' })).toEqual(['2 long', '10 rates']);
  });

  it.each([
    ['gt: 100', 100n, 101n],
    ['gte: 100', 99n, 100n],
    ['gt: 100, lt: 200', 200n, 199n],
    ['lte: 100', 101n, 100n],
    ['lt: 100', 100n, 99n],
  ])('compare sizes: {%s} not at %s, at %s', async (comparison, outside, inside) => {
    const book = await version(
      `rates: {input: "1"}, overrides: [{id: o, when: {input_tokens: {${comparison}}}, rates: {input: "2"}}]`,
    );
    expect(price(book, { input: '1' }, { at: AT, inputTokens: outside }).lines[0]?.rule).toBe('rates');
    expect(price(book, { input: '1' }, { at: AT, inputTokens: inside }).lines[0]?.rule).toBe('o');
  });

  it('on an unknown size do not hold, and the answer says so where it could have mattered', async () => {
    const book = await version(
      'rates: {input: "1"}, overrides: [{id: o, when: {input_tokens: {gte: 1}, is_batch: true}, rates: {input: "2"}}]',
    );
    expect(price(book, { input: '1' }, { at: AT, isBatch: true })).toMatchObject({
      assumed: ['size'],
      lines: [{ rule: 'rates' }],
    });
    expect(price(book, { input: '1' }, { at: AT, isBatch: false }).assumed).toEqual([]);
  });

  it.each([
    ['speed: fast', { speed: 'Fast' }, { speed: 'slow' }],
    ['is_batch: false', { isBatch: false }, { isBatch: true }],
    ['region: [eu, us]', { region: 'us' }, { region: 'us-east-1' }],
    ['inference_geo: us', { inferenceGeo: 'us' }, {}],
    ['endpoint: responses', { endpoint: 'responses' }, { endpoint: 'chat' }],
    ['dims: {a: x, b: y}', { dims: { a: 'x', b: 'Y', c: 'z' } }, { dims: { a: 'x' } }],
    ['at: {from: 2026-10-08, to: 2026-10-09}', {}, { at: Date.UTC(2026, 9, 9) }],
  ] as [string, Partial<PriceContext>, Partial<PriceContext>][])('look at {%s}', async (when, inside, outside) => {
    const book = await version(`rates: {input: "1"}, overrides: [{id: o, when: {${when}}, rates: {input: "2"}}]`);
    expect(price(book, { input: '1' }, { at: AT, ...inside }).lines[0]?.rule).toBe('o');
    expect(price(book, { input: '1' }, { at: AT, ...outside }).lines[0]?.rule).toBe('rates');
  });

  it('look at the wall clock of their zone, daylight saving included', async () => {
    const book = await version(
      'rates: {input: "1"}, overrides: [' +
        '{id: day, when: {clock: {tz: Europe/Berlin, days: [mon], windows: [["09:00", "17:30"]]}}, rates: {input: "2"}}, ' +
        '{id: night, when: {clock: {tz: Europe/Berlin, windows: [["22:00", "06:00"]]}}, rates: {input: "0.5"}}]',
    );
    const rule = (text: string) => price(book, { input: '1' }, { at: Date.parse(text) }).lines[0]?.rule;
    // Monday 2026-07-06, UTC+2; Monday 2026-01-05, UTC+1.
    expect(rule('2026-07-06T06:59:59.999Z')).toBe('rates');
    expect(rule('2026-07-06T07:00:00Z')).toBe('day');
    expect(rule('2026-07-06T15:29:59.999Z')).toBe('day');
    expect(rule('2026-07-06T15:30:00Z')).toBe('rates');
    expect(rule('2026-01-05T07:30:00Z')).toBe('rates');
    expect(rule('2026-01-05T08:00:00Z')).toBe('day');
    expect(rule('2026-07-07T08:00:00Z')).toBe('rates');
    expect(rule('2026-07-06T20:00:00Z')).toBe('night');
    expect(rule('2026-07-06T03:59:00Z')).toBe('night');
    expect(rule('2026-07-06T04:00:00Z')).toBe('rates');
    const timeless = price(book, { input: '1' }, { at: null });
    expect(timeless).toMatchObject({ assumed: ['time'], lines: [{ rule: 'rates' }] });
  });
});

describe('a way of serving the bundled list has no price for', () => {
  it.each([
    [{ isBatch: true }, ['mode']],
    [{ serviceTier: 'Priority' }, ['mode']],
    [{ speed: 'fast' }, ['mode']],
    [{ inferenceGeo: 'us' }, ['mode']],
    [{ serviceTier: 'standard', speed: 'standard', inferenceGeo: 'global', region: 'us-east-1' }, []],
  ] as [Partial<PriceContext>, string[]][])('%o is told', async (context, expected) => {
    const book = await openPriceBook({ files: [], builtin: [BUILTIN_ID] });
    const usage = usageOf({
      model: 'claude-sonnet-5',
      quantities: { input: '1' },
      context: { at: AT, inputTokens: 1n, ...context },
    });
    expect(priceUsage(book, usage).assumed).toEqual(expected);
    expect(price(await version('rates: {input: "1"}'), { input: '1' }, { at: AT, ...context }).assumed).toEqual([]);
  });
});

describe('fallbacks', () => {
  it('give a meter another one’s rate, through several, never a guess', async () => {
    const book = await version(
      'rates: {output: "10", cache_write: "2"}, fallback: {output_citation: output_reasoning}',
    );
    const priced = price(book, {
      output_reasoning: '1',
      output_citation: '1',
      cache_write_5m: '1',
      cache_write_1h: '7',
      cache_read: '3',
    });
    expect(written(priced)).toEqual([
      'cache_write_5m 1 × 2 / 1000000 = 0.000002 (rates + fallback cache_write)',
      'output_reasoning 1 × 10 / 1000000 = 0.00001 (rates + fallback output)',
      'output_citation 1 × 10 / 1000000 = 0.00001 (rates + fallback output)',
    ]);
    expect(priced.lines.map((line) => line.pricedAs)).toEqual(['cache_write', 'output', 'output']);
    expect(reasons(priced)).toEqual(['cache_read 3: no_rate', 'cache_write_1h 7: no_rate']);
  });

  it('take the rate of the situation, and a book may turn a default round', async () => {
    const book = await version(
      'rates: {input: "1", cache_write_5m: "1.25"}, fallback: {cache_write: cache_write_5m}, ' +
        'overrides: [{id: long, when: {input_tokens: {gt: 9}}, rates: {cache_write_5m: "2.5"}}]',
    );
    expect(written(price(book, { cache_write: '4' }, { at: AT, inputTokens: 10n }))).toEqual([
      'cache_write 4 × 2.5 / 1000000 = 0.00001 (long + fallback cache_write_5m)',
    ]);
  });
});

describe('multipliers', () => {
  it('stack, on their meters and on what is priced as them', async () => {
    const book = await version(
      'rates: {input: "4", output: "8", web_search: {price: "10", per: "1000"}}, multipliers: [' +
        '{id: batch, when: {is_batch: true}, factor: "0.5", meters: [input, output]}, ' +
        '{id: us, when: {region: [us]}, factor: "1.1"}]',
    );
    const quantities: Quantities = { input: '1', output: '1', output_reasoning: '1', web_search: '1' };
    const units = (context: Partial<PriceContext>) => written(price(book, quantities, { at: AT, ...context }));
    expect(units({ isBatch: true, region: 'us' })).toEqual([
      'input 1 × 2.2 / 1000000 = 0.0000022 (rates + batch + us)',
      'output 1 × 4.4 / 1000000 = 0.0000044 (rates + batch + us)',
      'output_reasoning 1 × 4.4 / 1000000 = 0.0000044 (rates + fallback output + batch + us)',
      'web_search 1 × 11 / 1000 = 0.011 (rates + us)',
    ]);
    expect(units({ isBatch: true })[3]).toBe('web_search 1 × 10 / 1000 = 0.01 (rates)');
  });
});

describe('what is not priced', () => {
  it('a forbidden combination, whole and with the book’s reason', async () => {
    const book = await version(
      'rates: {input: "1"}, forbid: [{when: {speed: fast, is_batch: true}, reason: not with batch}]',
    );
    const priced = price(book, { input: '5', web_search: '2' }, { at: AT, speed: 'fast', isBatch: true });
    expect(priced).toMatchObject({
      lines: [],
      sku: 'test/m',
      unpriced: [{ reason: 'forbidden', detail: 'not with batch', tokens: 5n, meter: null }],
    });
    expect(reasons(price(book, { input: '5' }, { at: AT, speed: 'fast' }))).toEqual([]);
  });

  it('a meter without a rate, while the others are', async () => {
    const priced = price(await version('rates: {input: "1"}'), { input: '1000000', output: '7', web_search: '2' });
    expect(toDecimal(priced.low)).toBe('1');
    expect(reasons(priced)).toEqual(['output 7: no_rate', 'web_search 0: no_rate']);
    expect(toDecimal(priced.unpriced[1]!.quantity)).toBe('2');
  });

  it('sums under terms that look at requests or months; one call is another matter', async () => {
    const book = await version(
      'rates: {audio_second: {price: "0.111", per: "3600", min_qty_per_request: "10"}, ' +
        'code_exec_hour: {price: "0.05", per: "1", free_per_month: "1550"}, session_hour: {price: "0.08", per: "1", free_per_month: "0"}}',
    );
    const quantities = { audio_second: '3', code_exec_hour: '2', session_hour: '1' };
    const two = priceUsage(book, usageOf({ model: 'm', provider: 'test', quantities, calls: 2n }));
    expect(reasons(two)).toEqual(['audio_second 0: not_supported', 'code_exec_hour 0: not_supported']);
    expect(toDecimal(two.low)).toBe('0.08');
    // 10 seconds of 0.111 an hour, 2 hours at 0.05 as if the month's free ones were used up, 0.08
    const one = price(book, quantities);
    expect(reasons(one)).toEqual([]);
    expect(one.lines.map(({ quantity }) => toDecimal(quantity))).toEqual(['10', '2', '1']);
    expect(one.low).toEqual(add(exact(37n, 120_000n), decimal('0.18')));
    expect(one.assumed).toEqual(['allowance']);
  });

  it('counts of calls that are not these any more', async () => {
    const book = await version('rates: {input: {price: "1", per: "1000000", min_qty_per_request: "10"}, output: "1"}');
    const [term] = termsOf(book.find('test/m')!);
    const counted = (used: string, quantity: string) =>
      priceUsage(book, {
        ...usageOf({ model: 'm', provider: 'test', quantities: { input: used }, calls: 3n }),
        billed: new Map([
          [
            termKey(term!, ownerOf(book.hash, 'test/m')),
            {
              used: new Map([['input', decimal(quantity)]]),
              asked: new Map([['input', decimal('30')]]),
              billed: new Map([['input', decimal('30')]]),
              hasAggregates: false,
            },
          ],
        ]),
      });
    expect(toDecimal(counted('12', '12').low)).toBe('0.00003');
    expect(reasons(counted('13', '12'))).toEqual(['input 13: not_supported']);
  });

  it('a model the book does not know, with what is near', async () => {
    const book = await openPriceBook({ files: [] });
    const priced = priceUsage(
      book,
      usageOf({ model: 'claude-sonnet-5-6', quantities: { input: '10', output: '5', web_search: '1' } }),
    );
    expect(priced).toMatchObject({
      sku: null,
      lines: [],
      unpriced: [{ reason: 'unknown_model', tokens: 15n, meter: null }],
    });
    expect(priced.unpriced[0]?.candidates[0]).toBe('anthropic/claude-sonnet-5');
    expect(priceUsage(book, usageOf({ model: null, quantities: { input: '1' } })).unpriced[0]?.reason).toBe('no_model');
    expect(priceUsage(book, usageOf({ model: 'claude-sonnet-5-6' })).unpriced).toEqual([]);
  });
});

describe('free', () => {
  it('costs 0 on every meter, as a line', async () => {
    const priced = price(await version('free: true'), { input: '3', unsplit: '4', web_search: '1' });
    expect(written(priced)).toEqual([
      'input 3 × 0 / 1000000 = 0 (free)',
      'unsplit 4 × 0 / 1000000 = 0 (free)',
      'web_search 1 × 0 / 1 = 0 (free)',
    ]);
    expect(priced.unpriced).toEqual([]);
  });
});

describe('a fee per request', () => {
  const FEE = 'rates: {input: "1", request: {price: "12", per: "1000"}}';
  it('counts calls where the log does not count requests', async () => {
    const book = await version(FEE);
    const usage = { model: 'm', provider: 'test', calls: 5n };
    expect(toDecimal(priceUsage(book, usageOf({ ...usage, quantities: { input: '1' } })).low)).toBe('0.060001');
    expect(toDecimal(priceUsage(book, usageOf({ ...usage, quantities: { input: '1', request: '2' } })).low)).toBe(
      '0.024001',
    );
    expect(toDecimal(priceUsage(book, usageOf({ ...usage, quantities: {} })).low)).toBe('0');
    expect(written(price(await version('free: true'), { input: '1' }))).toHaveLength(1);
  });
});

describe('a token total', () => {
  const BOTH = 'rates: {input: "3", output: "15"}';

  it('is exact at a flat price', async () => {
    const priced = price(await version('rates: {unsplit: "15", input: "3", output: "15"}'), { unsplit: '5000000' });
    expect(written(priced)).toEqual(['unsplit 5000000 × 15 / 1000000 = 75 (rates)']);
    const same = price(await version('rates: {input: "15", output: "15"}'), { unsplit: '5000000' });
    expect(toDecimal(same.low)).toBe('75');
    expect(compare(same.low, same.high)).toBe(0);
  });

  it('is a range from all at the cheaper to all at the dearer price', async () => {
    const priced = price(await version(BOTH), { unsplit: '5000000', input: '1000000' });
    expect([toDecimal(priced.low), toDecimal(priced.high)]).toEqual(['18', '78']);
    expect(priced.unpriced).toEqual([]);
    expect(written(priced)).toEqual(['input 1000000 × 3 / 1000000 = 3 (rates)']);
    expect(priced.range?.low).toMatchObject({ meter: 'unsplit', pricedAs: 'input' });
    const dearInput = price(await version('rates: {input: "15", output: "3"}'), { unsplit: '1000000' });
    expect([toDecimal(dearInput.low), toDecimal(dearInput.high)]).toEqual(['3', '15']);
  });

  it('is exact with a split', async () => {
    const priced = price(await version(BOTH), { unsplit: '5000000' }, { at: AT }, { split: '0.75' });
    expect(written(priced)).toEqual([
      'unsplit 3750000 × 3 / 1000000 = 11.25 (rates)',
      'unsplit 1250000 × 15 / 1000000 = 18.75 (rates)',
    ]);
    expect(priced.lines.map((line) => line.pricedAs)).toEqual(['input', 'output']);
    expect([toDecimal(priced.low), toDecimal(priced.high)]).toEqual(['30', '30']);
  });

  it('is unpriced where one of the two has no price', async () => {
    const book = await version('rates: {input: "1"}');
    expect(reasons(price(book, { unsplit: '9' }))).toEqual(['unsplit 9: unsplit']);
    expect(toDecimal(price(book, { unsplit: '1000000' }, { at: AT }, { split: '1' }).low)).toBe('1');
    expect(reasons(price(book, { unsplit: '8' }, { at: AT }, { split: '0.5' }))).toEqual(['unsplit 4: no_rate']);
  });

  it.each(['1.5', '-0.1', 'half', '75%'])('refuses the split %s', async (split) => {
    const book = await version(BOTH);
    expect(() => price(book, { unsplit: '9' }, { at: AT }, { split })).toThrowError(
      expect.objectContaining({
        code: 'usage',
        message: `expected an input share from 0 to 1 for --split, found ${split}`,
      }),
    );
  });
});

describe('amounts', () => {
  it('have no floor, no ceiling and no rounding', async () => {
    // 10 s at 0.111 USD an hour is 37/120000, which has no finite decimal form.
    const speech = price(await version('rates: {audio_second: {price: "0.111", per: "3600"}}'), { audio_second: '10' });
    expect(toFraction(speech.low)).toBe('37/120000');
    // 1e12 requests of 1e6 tokens at 600 USD per million.
    const yotta = price(await version('rates: {input: "600"}'), { input: '1000000000000000000' });
    expect(toDecimal(yotta.low)).toBe('600000000000000');
    const atto = price(await version('rates: {input: "0.00199375"}'), { input: '1' });
    expect(toDecimal(atto.low)).toBe('0.00000000199375');
    const fractional = price(await version('rates: {input: "1", cache_read: "2"}'), {
      input: '0.2',
      cache_read: '0.1',
    });
    expect(toDecimal(fractional.low)).toBe('0.0000004');
  });
});

describe('defects that users met elsewhere', () => {
  const SONNET = 'rates: {input: "3", output: "15", cache_read: "0.3", cache_write: "3.75"}';
  const LONG = 'overrides: [{id: long, when: {input_tokens: {gt: 200000}}, rates: {input: "6", output: "22.5"}}]';

  it('NB10: cache writes are billed once, at their own rate', async () => {
    expect(toDecimal(price(await version(SONNET), { input: '3', cache_write: '12304', output: '550' }).low)).toBe(
      '0.054399',
    );
  });

  it('NB12: cached input is not input', async () => {
    const book = await openPriceBook({ files: [] });
    const usage = usageOf({
      model: 'gpt-5',
      quantities: { input: '4262', cache_read: '4864', output: '3197' },
      context: { at: AT, inputTokens: 9126n },
    });
    expect(toDecimal(priceUsage(book, usage).low)).toBe('0.0379055');
  });

  it('NB14: the size with its cached part chooses the tier, for every meter', async () => {
    const book = await openPriceBook({ files: [] });
    const quantities: Quantities = { input: '5005', cache_read: '257955', output: '1744' };
    const at = (inputTokens: bigint) =>
      toDecimal(
        priceUsage(book, usageOf({ model: 'gemini-2.5-pro', quantities, context: { at: AT, inputTokens } })).low,
      );
    // The case's own card has cached reads at 0.625; the list has since gone to 0.25: 5005 × 2.5 + 257955 × 0.25 + 1744 × 15.
    expect(at(262_960n)).toBe('0.10316125');
    const card = await version(
      'rates: {input: "1.25", cache_read: "0.31", output: "10"}, overrides: [{id: long, when: {input_tokens: {gt: 200000}}, ' +
        'rates: {input: "2.5", cache_read: "0.625", output: "15"}}]',
    );
    expect(toDecimal(price(card, quantities, { at: AT, inputTokens: 262_960n }).low)).toBe('0.199894375');
  });

  it('NB18: cached tokens without a cache price are unpriced', async () => {
    expect(
      reasons(price(await version('rates: {input: "5", output: "25"}'), { input: '1', cache_read: '100' })),
    ).toEqual(['cache_read 100: no_rate']);
  });

  it('NB20: 5-minute and 1-hour writes have their own prices', async () => {
    const book = await version(
      'rates: {input: "1000000", cache_write_5m: "1250000", cache_write_1h: "2000000", cache_read: "100000"}',
    );
    expect(toDecimal(price(book, { cache_write_5m: '10', cache_write_1h: '20', cache_read: '30' }).low)).toBe('55.5');
  });

  it('NB30, NB34: above the tier the whole request pays the tier', async () => {
    const book = await version(`${SONNET}, ${LONG}`);
    const usage: Quantities = { input: '300000', output: '100000' };
    expect(toDecimal(price(book, usage, { at: AT, inputTokens: 300_000n }).low)).toBe('4.05');
    const gpt = await openPriceBook({ files: [] });
    const long = usageOf({
      model: 'gpt-5.5',
      quantities: { input: '300000', output: '10000' },
      context: { at: AT, inputTokens: 300_000n },
    });
    expect(toDecimal(priceUsage(gpt, long).low)).toBe('3.45');
  });

  it('NB32: at exactly 200,000 xAI is in the tier', async () => {
    const book = await openPriceBook({ files: [] });
    const at = (inputTokens: bigint) =>
      priceUsage(
        book,
        usageOf({ model: 'grok-4.3', quantities: { input: '1000000' }, context: { at: AT, inputTokens } }),
      );
    expect(toDecimal(at(199_999n).low)).toBe('1.25');
    expect(toDecimal(at(200_000n).low)).toBe('2.5');
  });

  it('NB36: batch halves the long tier too', async () => {
    const book = await version(`${SONNET}, ${LONG}, multipliers: [{id: batch, when: {is_batch: true}, factor: "0.5"}]`);
    const long = price(book, { input: '300000' }, { at: AT, inputTokens: 300_000n });
    const batch = price(book, { input: '300000' }, { at: AT, inputTokens: 300_000n, isBatch: true });
    expect(multiply(batch.low, decimal('2'))).toEqual(long.low);
  });

  it('NB38: a tier without a cache rate keeps the tier for the rest', async () => {
    const book = await version(
      'rates: {input: "30", cache_read: "3"}, overrides: [{id: long, when: {input_tokens: {gt: 200000}}, rates: {input: "60"}}]',
    );
    expect(toDecimal(price(book, { input: '500000' }, { at: AT, inputTokens: 500_000n }).low)).toBe('30');
  });

  it('NB41, NB43: the served tier counts, batch is half', async () => {
    const book = await version(
      'rates: {input: "4"}, overrides: [{id: priority, when: {service_tier: [priority]}, rates: {input: "8"}}], ' +
        'multipliers: [{id: batch, when: {is_batch: true}, factor: "0.5"}]',
    );
    const unit = (context: Partial<PriceContext>) =>
      toDecimal(price(book, { input: '1000000' }, { at: AT, ...context }).low);
    expect([unit({ serviceTier: 'default' }), unit({ serviceTier: 'priority' }), unit({ isBatch: true })]).toEqual([
      '4',
      '8',
      '2',
    ]);
  });

  it('NB55, NB57: a price is bound to its meter, its unit and the place it comes from', async () => {
    const [line] = price(await version('rates: {input: "3", cache_read: "0.3"}'), { cache_read: '1000' }).lines;
    expect(line).toMatchObject({ sku: 'test/m', meter: 'cache_read', per: exact(1_000_000n), rule: 'rates' });
    expect(toDecimal(line!.amount)).toBe('0.0003');
  });
});

describe('for any prices and quantities', () => {
  const PRICED = [
    'input',
    'cache_read',
    'cache_write_5m',
    'output',
    'output_reasoning',
  ] as const satisfies readonly Meter[];
  const cents = fc.integer({ min: 0, max: 10_000_000 }).map((value) => toDecimal(exact(BigInt(value), 10_000n)));
  const amounts = fc.record(Object.fromEntries(PRICED.map((meter) => [meter, fc.nat({ max: 1_000_000_000 })])));
  const card = fc.record(
    Object.fromEntries(['input', 'cache_read', 'cache_write', 'output', 'long'].map((key) => [key, cents])),
  );
  const context = fc.record({ inputTokens: fc.bigInt({ min: 0n, max: 400_000n }), isBatch: fc.boolean() });

  async function bookOf({ long, ...rates }: Record<string, string>): Promise<PriceBook> {
    const pairs = Object.entries(rates).map(([meter, value]) => `${meter}: "${value}"`);
    return version(
      `rates: {${pairs.join(', ')}}, overrides: [{id: long, when: {input_tokens: {gt: 200000}}, rates: {input: "${long}"}}], ` +
        'multipliers: [{id: batch, when: {is_batch: true}, factor: "0.5", meters: [input, output]}]',
    );
  }
  const texts = (record: Record<string, number>) =>
    Object.fromEntries(Object.entries(record).map(([meter, value]) => [meter, String(value)])) as Quantities;

  it('k times the price is k times the cost', async () => {
    await fc.assert(
      fc.asyncProperty(
        card,
        amounts,
        context,
        fc.integer({ min: 1, max: 9 }),
        async (prices, usage, situation, factor) => {
          const times = decimal(String(factor));
          const dearer = Object.fromEntries(
            Object.entries(prices).map(([key, value]) => [key, toDecimal(multiply(decimal(value), times))]),
          );
          const one = price(await bookOf(prices), texts(usage), { at: AT, ...situation });
          const many = price(await bookOf(dearer), texts(usage), { at: AT, ...situation });
          expect(many.low).toEqual(multiply(one.low, times));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('a higher price never costs less', async () => {
    await fc.assert(
      fc.asyncProperty(
        card,
        amounts,
        context,
        fc.constantFrom('input', 'cache_read', 'cache_write', 'output', 'long'),
        cents,
        async (prices, usage, situation, which, more) => {
          const raised = { ...prices, [which]: toDecimal(add(decimal(prices[which]!), decimal(more))) };
          const before = price(await bookOf(prices), texts(usage), { at: AT, ...situation });
          const after = price(await bookOf(raised), texts(usage), { at: AT, ...situation });
          expect(compare(after.low, before.low)).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('the parts cost what the whole costs, and the lines what the usage costs', async () => {
    const book = await bookOf({ input: '3', cache_read: '0.3', cache_write: '3.75', output: '15', long: '6' });
    fc.assert(
      fc.property(amounts, amounts, context, (left, right, situation) => {
        const both = Object.fromEntries(PRICED.map((meter) => [meter, (left[meter] ?? 0) + (right[meter] ?? 0)]));
        const cost = (usage: Record<string, number>) => price(book, texts(usage), { at: AT, ...situation });
        const whole = cost(both);
        expect(whole.low).toEqual(add(cost(left).low, cost(right).low));
        expect(whole.low).toEqual(sum(whole.lines.map((line) => line.amount)));
        expect(whole.high).toEqual(whole.low);
      }),
      { numRuns: 100 },
    );
  });

  it('every quantity is in a line, in the range or unpriced, once', async () => {
    const book = await version('rates: {input: "1", output: "2", web_search: {price: "1", per: "1000"}}');
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...METERS), fc.integer({ min: 1, max: 1000 })), (usage) => {
        const priced = price(book, texts(usage));
        const seen = [...priced.lines, ...priced.unpriced, ...(priced.range ? [priced.range.low] : [])].map(
          (one) => one.meter,
        );
        expect(seen.sort()).toEqual(Object.keys(usage).sort());
      }),
      { numRuns: 100 },
    );
  });
});
