/** A representative of a piece costs what every call of the piece costs: cuts, units and classes against brute force. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Sku } from '../../src/pricing/book-model.js';
import { openPriceBook, type PriceBook } from '../../src/pricing/price-book.js';
import { priceUsage } from '../../src/pricing/price-usage.js';
import { sizeCuts, timeAlignment, timeClass } from '../../src/pricing/segments.js';
import { bookText, oneSku, own, shared, usageOf } from './helpers.js';

const S = 'source: {retrieved: 2026-11-23}';

async function skuOf(versions: string): Promise<Sku[]> {
  const book = await own(oneSku(versions));
  return [book.find('test/m')!];
}

const one = (extra: string) => skuOf(`[{${S}, rates: {input: "1"}, ${extra}}]`);
const when = (condition: string) => one(`overrides: [{id: o, when: ${condition}, rates: {input: "2"}}]`);

describe('size cuts', () => {
  it('are the first size above every threshold', async () => {
    const skus = await one(
      'overrides: [{id: a, when: {input_tokens: {gt: 200000}}, rates: {input: "2"}}, {id: b, when: {input_tokens: {gte: 128000, lt: 500000}}, rates: {input: "2"}}], ' +
        'multipliers: [{id: c, when: {input_tokens: {lte: 99}}, factor: "2"}], forbid: [{when: {input_tokens: {gte: 0}, speed: x}, reason: r}]',
    );
    expect(sizeCuts(skus)).toEqual([100n, 128_000n, 200_001n, 500_000n]);
    expect(sizeCuts([])).toEqual([]);
  });
});

describe('time alignment', () => {
  it.each([
    ['{is_batch: true}', 'day'],
    ['{at: {from: 2026-01-01}}', 'day'],
    ['{at: {from: "2026-01-01T06:00:00Z"}}', 'hour'],
    ['{at: {to: "2026-01-01T06:00:01Z"}}', 'second'],
    ['{at: {to: "2026-01-01T06:00:00.001Z"}}', 'millisecond'],
    ['{clock: {tz: UTC, days: [mon]}}', 'day'],
    ['{clock: {tz: UTC, windows: [["00:30", "16:30"]]}}', 'minute'],
    ['{clock: {tz: UTC, windows: [["01:00", "24:00"]]}}', 'hour'],
    ['{clock: {tz: Asia/Shanghai, days: [mon, tue]}}', 'hour'],
    ['{clock: {tz: Asia/Kolkata, windows: [["09:00", "17:00"]]}}', 'minute'],
    ['{clock: {tz: Asia/Kolkata, windows: [["09:30", "17:30"]]}}', 'hour'],
    ['{clock: {tz: America/New_York, windows: [["09:00", "17:00"]]}}', 'hour'],
    ['{clock: {tz: Australia/Lord_Howe, windows: [["09:00", "17:00"]]}}', 'minute'],
  ])('of %s is the %s', async (condition, unit) => {
    expect(timeAlignment(await when(condition))).toBe(unit);
  });

  it('counts the bounds of versions', async () => {
    const dated = (bound: string) =>
      skuOf(`[{${S}, to: ${bound}, rates: {input: "1"}}, {${S}, from: ${bound}, rates: {input: "2"}}]`);
    expect(timeAlignment(await dated('2026-08-17'))).toBe('day');
    expect(timeAlignment(await dated('"2026-08-17T12:00:00Z"'))).toBe('hour');
    expect(timeAlignment([])).toBe('day');
  });
});

describe('time classes', () => {
  it('are one for SKUs without dates', async () => {
    const classOf = timeClass(await when('{is_batch: true}'));
    expect(classOf(0)).toBe(classOf(Date.UTC(2026, 1, 1)));
  });

  it('tell versions, spans and clocks apart, for all SKUs at once', async () => {
    const book = await own(
      bookText(
        `  - {sku: a, provider: p, match: [{exact: a}], versions: [{${S}, to: 2026-06-01, rates: {input: "1"}}, {${S}, from: 2026-06-01, to: 2026-07-01, rates: {input: "2"}}]}\n` +
          `  - {sku: b, provider: p, match: [{exact: b}], versions: [{${S}, rates: {input: "1"}, overrides: [{id: o, when: {clock: {tz: UTC, windows: [["12:00", "13:00"]]}}, rates: {input: "2"}}]}]}\n`,
      ),
    );
    const classOf = timeClass(book.list().map((entry) => entry.sku));
    const at = (text: string) => classOf(Date.parse(text));
    const distinct = [
      '2026-05-31T11:00:00Z',
      '2026-05-31T12:30:00Z',
      '2026-06-02T11:00:00Z',
      '2026-06-02T12:00:00Z',
      '2026-07-01T11:00:00Z',
    ];
    expect(new Set(distinct.map(at)).size).toBe(distinct.length);
    expect(at('2026-05-31T13:00:00Z')).toBe(at('2020-01-01T00:00:00Z'));
  });
});

describe('a representative', () => {
  const TEXT = bookText(
    `  - {sku: t/a, provider: test, match: [{exact: a}], versions: [{${S}, to: 2026-03-29, rates: {input: "1", output: "5"}, ` +
      'overrides: [{id: long, when: {input_tokens: {gt: 1000}}, rates: {input: "2"}}, {id: huge, when: {input_tokens: {gte: 5000, lt: 9000}}, rates: {output: "9"}}]}, ' +
      `{${S}, from: 2026-03-29, rates: {input: "3"}, overrides: [` +
      '{id: peak, when: {clock: {tz: Europe/Berlin, days: [mon, tue, sun], windows: [["01:30", "04:00"], ["22:00", "00:30"]]}}, rates: {input: "6"}}, ' +
      '{id: sale, when: {at: {from: "2026-04-02T10:00:00Z", to: "2026-04-03T11:00:00Z"}, input_tokens: {lte: 1000}}, rates: {input: "0.5"}}]}]}\n' +
      `  - {sku: t/b, provider: test, match: [{exact: b}], versions: [{${S}, rates: {input: "1"}, multipliers: [` +
      '{id: night, when: {clock: {tz: Asia/Kolkata, windows: [["20:15", "06:45"]]}}, factor: "0.5"}]}]}\n',
  );
  const UNIT = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1000, millisecond: 1 } as const;
  let book: PriceBook;
  beforeAll(async () => {
    book = await own(TEXT);
  });

  const instants = fc.integer({ min: Date.UTC(2026, 2, 25), max: Date.UTC(2026, 3, 10) });
  const sizes = fc.bigInt({ min: 0n, max: 10_000n });

  function unitPrices(of: PriceBook, model: string, provider: string, at: number, inputTokens: bigint): string {
    const usage = usageOf({ model, provider, quantities: { input: '1', output: '1' }, context: { at, inputTokens } });
    const { lines, unpriced } = priceUsage(of, usage);
    return JSON.stringify([
      lines.map((line) => [line.meter, `${line.unitPrice.numerator}/${line.unitPrice.denominator}`]),
      unpriced.map((entry) => entry.reason),
    ]);
  }

  /** The least size of the segment and the start of the unit stand for the call. */
  function holdsFor(of: PriceBook, sku: Sku, name: string, at: number, size: bigint): void {
    const cuts = sizeCuts([sku]);
    const least = cuts.filter((cut) => cut <= size).at(-1) ?? 0n;
    const length = UNIT[timeAlignment([sku])];
    const start = Math.floor(at / length) * length;
    expect(timeClass([sku])(start)).toBe(timeClass([sku])(at));
    expect(unitPrices(of, name, sku.provider, start, least)).toBe(unitPrices(of, name, sku.provider, at, size));
  }

  it('stands for every call of its piece', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'b'), instants, sizes, (name, at, size) => {
        holdsFor(book, book.find(`t/${name}`)!, name, at, size);
      }),
      { numRuns: 600 },
    );
  });

  it('is any other call of the same class', () => {
    const skus = [book.find('t/a')!, book.find('t/b')!];
    const classOf = timeClass(skus);
    fc.assert(
      fc.property(instants, instants, sizes, (left, right, size) => {
        if (classOf(left) !== classOf(right)) return;
        for (const name of ['a', 'b']) {
          expect(unitPrices(book, name, 'test', left, size)).toBe(unitPrices(book, name, 'test', right, size));
        }
      }),
      { numRuns: 600 },
    );
  });

  it('stands for calls of the bundled list and of the worked book', async () => {
    const file = shared('oracle/request-cases.book.yaml');
    const all = await openPriceBook({ files: file ? [file] : [] });
    const dated = all
      .list()
      .filter(({ sku }) => sku.versions.length > 1 || sku.versions.some((version) => version.overrides.length > 0))
      .map(({ sku }) => sku)
      .filter((sku) => nameOf(all, sku) !== undefined);
    expect(dated.length).toBeGreaterThan(30);
    const wide = fc.integer({ min: Date.UTC(2025, 4, 1), max: Date.UTC(2027, 1, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...dated), wide, fc.bigInt({ min: 0n, max: 600_000n }), (sku, at, size) => {
        holdsFor(all, sku, nameOf(all, sku)!, at, size);
      }),
      { numRuns: 400 },
    );
  });

  function nameOf(of: PriceBook, sku: Sku): string | undefined {
    const name = sku.sku.slice(sku.sku.indexOf('/') + 1);
    return of.shelves.some((shelf) => shelf.named(name, sku.provider)[0] === sku.sku) ? name : undefined;
  }
});
