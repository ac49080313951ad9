/** Relations that hold for any usage and any terms. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOfCount } from '../../src/core/count.js';
import { add, compare, decimal, exact, multiply, sum } from '../../src/core/exact.js';
import type { MeteredUsage } from '../../src/core/usage.js';
import { billOf } from '../../src/offers/evaluate.js';
import { prepareOffer } from '../../src/offers/prepare.js';
import { bill, flat, month, offer, SONNET, text, usage } from './words.js';

const tokens = fc.bigInt({ min: 0n, max: 10n ** 12n });
const models = ['claude-sonnet-4', 'claude-opus-5', 'gpt-5'];
const PRICES = { 'claude-sonnet-4': '15', 'claude-opus-5': '25', 'gpt-5': '1.25' };
const used = fc.array(
  fc
    .record({ model: fc.constantFrom(...models), amount: tokens })
    .map(({ model, amount }) => usage({ input: String(amount) }, { model })),
  { maxLength: 6 },
);
const percent = fc
  .integer({ min: -9000, max: 9000 })
  .map(
    (hundredths) =>
      `${hundredths < 0 ? '-' : ''}${Math.trunc(Math.abs(hundredths) / 100)}.${String(Math.abs(hundredths) % 100).padStart(2, '0')}`,
  );

const TABLE = '[{from: 0, price: 15}, {from: 1000000, price: 12.5}, {from: 10000000, price: 10.5}]';
const ANY = (rate: string) => `id: usage, kind: usage
  id: fee, kind: percent, percent: ${rate}, base: [usage]
  id: seat, kind: fixed, amount: 20, per: month
  id: credits, kind: prepaid, increment: 10, base: [usage]
  id: least, kind: minimum, amount: 50, base: [usage, fee]
  id: tax, kind: tax, percent: 19, base: [usage, fee, least]
  id: infra, kind: infra, amount: 10, per: month`;

describe('bills', () => {
  it('are the sum of their steps, and infrastructure is the only difference between the two totals', () => {
    fc.assert(
      fc.property(used, percent, (items, rate) => {
        const result = bill(offer(ANY(rate)), items, flat(PRICES));
        expect(text(sum(result.steps.map((step) => step.amount)))).toBe(text(result.total));
        expect(text(add(result.totalWithoutInfrastructure, decimal('10')))).toBe(text(result.total));
      }),
      { numRuns: 60 },
    );
  });

  it('of two logs add up where nothing is tiered or per month', () => {
    const linear = (rate: string) =>
      offer(
        `id: usage, kind: usage\nid: fee, kind: percent, percent: ${rate}, base: [usage]\nid: call, kind: per_unit, metric: requests, price: 0.1, per: 1000`,
      );
    const total = (rate: string, items: MeteredUsage[]) => bill(linear(rate), items, flat(PRICES)).total;
    fc.assert(
      fc.property(used, used, percent, (left, right, rate) => {
        expect(text(total(rate, [...left, ...right]))).toBe(text(add(total(rate, left), total(rate, right))));
      }),
      { numRuns: 60 },
    );
  });

  it('do not depend on the order of usage', () => {
    fc.assert(
      fc.property(used, percent, (items, rate) => {
        const result = (list: MeteredUsage[]) => text(bill(offer(ANY(rate)), list, flat(PRICES)).total);
        expect(result([...items].reverse())).toBe(result(items));
      }),
      { numRuns: 30 },
    );
  });

  it('price × k is usage × k, and volume × k is what k times the usage costs', () => {
    const tiered = offer(
      `id: usage, kind: usage\nid: tier, kind: tiered_rate, mode: graduated, metric: tokens, scope: all, per: 1000000, tiers: ${TABLE}`,
    );
    fc.assert(
      fc.property(used, fc.integer({ min: 1, max: 1000 }), (items, times) => {
        const k = exact(BigInt(times));
        const scaledPrices = Object.fromEntries(
          Object.entries(PRICES).map(([model, price]) => [model, String(Number(price) * times)]),
        );
        const usageOf = (result: ReturnType<typeof bill>) => result.steps[0]?.amount ?? exact(0n);
        expect(text(usageOf(bill(tiered, items, flat(scaledPrices))))).toBe(
          text(multiply(usageOf(bill(tiered, items, flat(PRICES))), k)),
        );
        const more = items.map((item) => ({
          ...item,
          calls: shareOfCount(item.calls, k),
          quantities: new Map([...item.quantities].map(([meter, quantity]) => [meter, multiply(quantity, k)])),
        }));
        const prepared = prepareOffer(tiered, month(items), flat(PRICES), 'low');
        expect(text(billOf(prepared, { volume: k }).total)).toBe(text(bill(tiered, more, flat(PRICES)).total));
      }),
      { numRuns: 60 },
    );
  });
});

describe('tiers', () => {
  const total = (mode: string, amount: bigint, table = TABLE) =>
    bill(
      offer(`id: usage, kind: tiered_rate, mode: ${mode}, metric: tokens, scope: all, per: 1000000, tiers: ${table}`),
      [usage({ unsplit: String(amount) })],
      SONNET,
    ).total;
  it('a graduated table never charges less for more, nor less than the volume table of the same falling prices', () => {
    fc.assert(
      fc.property(tokens, tokens, (left, right) => {
        const [less, more] = left < right ? [left, right] : [right, left];
        expect(compare(total('graduated', less), total('graduated', more))).toBeLessThanOrEqual(0);
        expect(compare(total('graduated', less), total('volume', less))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });
  it('one tier is a plain price in every mode but packages, which are at most one package dearer', () => {
    const one = '[{from: 0, price: 15}]';
    fc.assert(
      fc.property(tokens, (amount) => {
        const plain = multiply(exact(amount), decimal('0.000015'));
        expect(text(total('volume', amount, one))).toBe(text(plain));
        expect(text(total('graduated', amount, one))).toBe(text(plain));
        const packages = total('package', amount, one);
        expect(compare(packages, plain)).toBeGreaterThanOrEqual(0);
        expect(compare(packages, add(plain, decimal('15')))).toBeLessThan(0);
      }),
      { numRuns: 60 },
    );
  });
});
