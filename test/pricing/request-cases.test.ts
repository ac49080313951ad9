/**
 * Every worked request case that lies beside the checkout: total, lines and unit prices, and the same book layered over
 * the bundled list. The quantities are those of the cases; reading them out of a provider's usage is the formats' test.
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../src/core/decimal.js';
import { divide, multiply } from '../../src/core/exact.js';
import { openOwnBook, openPriceBook } from '../../src/pricing/price-book.js';
import { priceUsage } from '../../src/pricing/price-usage.js';
import { shared, usageOf } from './helpers.js';

interface Expected {
  readonly total: string;
  readonly buckets: Record<string, string>;
  readonly lines: {
    readonly unit: string;
    readonly qty: string;
    readonly rate: string;
    readonly per: number;
    readonly amount: string;
    readonly priced_as?: string;
    readonly multipliers?: string[];
  }[];
}

interface Explained {
  readonly rows: { readonly model: string; readonly cost: string }[];
  readonly unpriced: unknown[];
  readonly signatures: {
    readonly group: [string];
    readonly meter: string;
    readonly priced_as: string | null;
    readonly quantity: string;
    readonly unit_price: string;
    readonly per: string;
    readonly amount: string;
  }[];
}

interface LogLine {
  readonly started_at: string;
  readonly provider: string;
  readonly model: string;
  readonly service_tier?: string;
  readonly is_batch?: boolean;
  readonly region?: string;
  readonly inference_geo?: string;
}

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const bookFile = shared('oracle/request-cases.book.yaml');

describe.skipIf(bookFile === undefined)('worked request cases', async () => {
  const text = async (name: string) => readFile(shared(`oracle/request-cases.${name}`) ?? '', 'utf8');
  const cases = bookFile ? (JSON.parse(await text('expected.json')) as Record<string, Expected>) : {};
  const log = bookFile
    ? (await text('log.jsonl'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as LogLine)
    : [];
  const books = bookFile ? [await openOwnBook(bookFile), await openPriceBook({ files: [bookFile] })] : [];

  it('has a line for every case', () => {
    expect(log.map((line) => line.model).sort()).toEqual(Object.keys(cases).sort());
    expect(log.length).toBeGreaterThan(0);
  });

  for (const line of log) {
    const expected = cases[line.model];
    if (!expected) continue;
    it(line.model, () => {
      const input = Object.entries(expected.buckets)
        .filter(([meter]) => /^(input|cache_read|cache_write)/.test(meter))
        .reduce((sum, [, quantity]) => sum + Number(quantity), 0);
      const usage = usageOf({
        model: line.model,
        provider: line.provider,
        quantities: expected.buckets,
        context: {
          at: Date.parse(line.started_at),
          inputTokens: BigInt(Math.ceil(input)),
          serviceTier: line.service_tier ?? null,
          isBatch: line.is_batch ?? false,
          region: line.region ?? null,
          inferenceGeo: line.inference_geo ?? null,
        },
      });
      for (const book of books) {
        const priced = priceUsage(book, usage);
        expect(priced.unpriced).toEqual([]);
        expect(toDecimal(priced.low)).toBe(expected.total);
        expect(toDecimal(priced.high)).toBe(expected.total);
        expect(priced.assumed).toEqual([]);
        const lines = priced.lines.map((one) => ({
          unit: one.meter,
          qty: toDecimal(one.quantity),
          rate: toDecimal(one.unitPrice),
          per: Number(one.per.numerator),
          amount: toDecimal(one.amount),
          ...(one.pricedAs ? { priced_as: one.pricedAs } : {}),
        }));
        const byMeter = (left: { unit: string }, right: { unit: string }) => (left.unit < right.unit ? -1 : 1);
        expect([...lines].sort(byMeter)).toEqual(
          expected.lines.map(({ multipliers: _, ...rest }) => rest).sort(byMeter),
        );
        for (const one of priced.lines) {
          expect(one.amount).toEqual(divide(multiply(one.quantity, one.unitPrice), one.per));
          const multipliers = expected.lines.find((other) => other.unit === one.meter)?.multipliers ?? [];
          expect(one.rule.split(' + ').slice(-multipliers.length || undefined)).toEqual(
            multipliers.length > 0 ? multipliers : one.rule.split(' + '),
          );
        }
        expect(priced.usage.calls).toBe(1n);
      }
    });
  }

  it('the built `cost` says the same of the log: totals, lines and meters', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [MAIN, 'cost', shared('oracle/request-cases.log.jsonl') ?? '', '--prices', bookFile ?? '', '--explain', '--json'],
      { encoding: 'utf8' },
    );
    expect(status).toBe(0);
    const { rows, signatures, unpriced } = JSON.parse(stdout) as Explained;
    expect(unpriced).toEqual([]);
    expect(Object.fromEntries(rows.map(({ model, cost }) => [model, cost]))).toEqual(
      Object.fromEntries(Object.entries(cases).map(([model, { total }]) => [model, total])),
    );
    const told = signatures.map(({ group, meter, quantity, unit_price, per, amount, priced_as }) =>
      [group[0], meter, quantity, unit_price, per, amount, priced_as].join(' '),
    );
    const worked = Object.entries(cases).flatMap(([model, { lines }]) =>
      lines.map((line) =>
        [model, line.unit, line.qty, line.rate, line.per, line.amount, line.priced_as ?? null].join(' '),
      ),
    );
    expect(told.sort()).toEqual(worked.sort());
  });
});
