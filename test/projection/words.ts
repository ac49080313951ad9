/** Words of the projection tests: a comparison from a scenario or from offers, on usage of a known month. Asserts nothing. */
import { fileURLToPath } from 'node:url';
import { add, decimal } from '../../src/core/exact.js';
import type { MeteredUsage } from '../../src/core/usage.js';
import { parseYaml, readShape } from '../../src/core/yaml.js';
import type { OfferPricing } from '../../src/offers/bill.js';
import { type PlanChoice, planComparison } from '../../src/offers/plan.js';
import { loadScenario, type Scenario, ScenarioShape } from '../../src/offers/scenario.js';
import type { Offer } from '../../src/pricing/offer-schema.js';
import { openPriceBook } from '../../src/pricing/price-book.js';
import { priceUsage } from '../../src/pricing/price-usage.js';
import { compareOffers } from '../../src/projection/compare.js';
import type { CompareInput, CompareResult } from '../../src/projection/comparison.js';
import { type Month, resolveMonth } from '../../src/projection/month.js';
import type { DayCount } from '../../src/queries/rows.js';

export function example(name: string): string {
  return fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
}

/** A call on each of these days. */
export function days(first: string, last: string): DayCount[] {
  const found: DayCount[] = [];
  for (let at = Date.parse(`${first}T00:00:00Z`); at <= Date.parse(`${last}T00:00:00Z`); at += 86_400_000)
    found.push({ date: new Date(at).toISOString().slice(0, 10), calls: 10n });
  return found;
}

export const SEPTEMBER: Month = resolveMonth({ days: days('2026-09-01', '2026-09-30'), callsWithoutTime: 0n });

export async function bookPricing(
  files: readonly string[],
): Promise<{ pricing: OfferPricing; offers: readonly Offer[] }> {
  const book = await openPriceBook({ files });
  return {
    offers: book.offers,
    pricing: { currency: () => book.currency, price: (usage) => priceUsage(book, usage) },
  };
}

export function scenario(text: string): Scenario {
  const full = `schema: tollbook-scenario/1\nid: test\ncurrency: USD\n${text}`;
  return readShape(ScenarioShape, parseYaml(full, 'scenario.yaml'), 'scenario.yaml');
}

/** The shipped example, whole: its scenario, its book, and the prices that come with the tool. */
export async function workedExample(
  usage: readonly MeteredUsage[],
  more: Partial<CompareInput> = {},
  choice: PlanChoice = { to: [] },
): Promise<CompareResult> {
  const read = await loadScenario(example('worked-example.scenario.yaml'));
  const { pricing, offers } = await bookPricing(read.books);
  const plan = planComparison(read, choice, offers, 'USD');
  const { pricing: publishedPricing } = await bookPricing([]);
  return compareOffers({ plan, month: SEPTEMBER, usage, dimensions: [], pricing, publishedPricing, ...more });
}

/** Input 10 a million, and no price for what is read from the cache. */
export const UNCACHED: OfferPricing = {
  currency: () => 'USD',
  price(used) {
    const priced = CACHING.price(used);
    const [input, read] = priced.lines;
    const { provider, model, calls } = used;
    const missing = { provider, model, meter: 'cache_read', calls, reason: 'no_rate', candidates: [] } as const;
    const quantity = read?.quantity ?? decimal('0');
    return {
      ...priced,
      lines: input ? [input] : [],
      unpriced: quantity.numerator === 0n ? [] : [{ ...missing, tokens: quantity.numerator, quantity }],
      low: input?.amount ?? decimal('0'),
      high: input?.amount ?? decimal('0'),
    };
  },
};

/** Input 10 a million, read from the cache 1, output 0. */
export const CACHING: OfferPricing = {
  currency: () => 'USD',
  price(used) {
    const line = (meter: 'input' | 'cache_read', price: string) => {
      const quantity = used.quantities.get(meter) ?? decimal('0');
      const millions = { numerator: quantity.numerator, denominator: quantity.denominator * 1_000_000n };
      const unitPrice = decimal(price);
      return {
        sku: 'a/a',
        provider: 'a',
        meter,
        quantity,
        unitPrice,
        per: decimal('1000000'),
        amount: {
          numerator: millions.numerator * unitPrice.numerator,
          denominator: millions.denominator * unitPrice.denominator,
        },
        rule: 'rates',
      };
    };
    const lines = [line('input', '10'), line('cache_read', '1')];
    const total = lines.map((one) => one.amount).reduce(add);
    return { usage: used, sku: 'a/a', lines, unpriced: [], low: total, high: total };
  },
};
