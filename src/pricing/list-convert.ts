/**
 * A model of `@pydantic/genai-prices` in the book's own model: dated versions, size tiers and clock windows as overrides.
 *
 * Its rules (genai-prices 0.1.8): the last matching entry wins; a `start_date` is the first UTC midnight; a tier holds for
 * the whole request when its input tokens are above `start`; no prices at all means declared free. A clock window cannot
 * say since when it holds there, so it is taken to belong to the dated entry before it.
 */
import type { ConditionalPrice, ModelInfo, ModelPrice, Provider } from '@pydantic/genai-prices';
import type { Meter } from '../core/meters.js';
import type { Override, PriceSource, Rate, Rates, Sku, Version, When } from './book-model.js';
import { listFallback, publishedPrice, UNITS } from './list-units.js';
import { instantOf } from './schema-parts.js';
import { withDefaults } from './version-schema.js';

export function skuIdOf(provider: Provider, model: ModelInfo): string {
  return `${provider.id}/${model.id}`;
}

/** `retrieved` is the date of the package: it does not say when it read which page. */
export function convertModel(provider: Provider, model: ModelInfo, packageName: string, retrieved: string): Sku {
  const source: PriceSource = {
    url: provider.pricing_urls?.[0],
    retrieved,
    note: model.price_comments ? `${packageName}: ${model.price_comments}` : packageName,
  };
  const fallback = withDefaults(listFallback(provider.id, model.id));
  const versions: Version[] = [];
  for (const entry of Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }]) {
    const current = versions.pop();
    const next = followedBy(current, entry);
    if (current && next.from !== current.from) versions.push({ ...current, to: next.from });
    versions.push({ ...next, source, fallback });
  }
  return {
    sku: skuIdOf(provider, model),
    provider: provider.id,
    name: model.name,
    match: [],
    versions,
  };
}

type Undated = Omit<Version, 'source' | 'fallback'>;

/** The version in force after this entry: the one before with a window added, or a new one from its date. */
function followedBy(current: Undated | undefined, entry: ConditionalPrice): Undated {
  const { constraint, prices } = entry;
  const tiers = tiersOf(prices);
  if (current && constraint?.type === 'time_of_date') {
    const start = minuteOf(constraint.start_time);
    const end = minuteOf(constraint.end_time);
    const when: When = { clock: { zone: 'UTC', windows: [{ start, end }] } };
    const id = `${constraint.start_time.slice(0, 5)}–${constraint.end_time.slice(0, 5)}`;
    const inWindow: Override[] = [
      { id, when, rates: ratesOf(prices, baseOf) },
      ...tiers.map((tier) => narrowed(tier, id, when)),
    ];
    return { ...current, overrides: [...current.overrides, ...inWindow] };
  }
  const rates = ratesOf(prices, baseOf);
  return {
    from: constraint?.type === 'start_date' ? (instantOf(constraint.start_date) ?? null) : null,
    to: null,
    isFree: Object.keys(prices).length === 0,
    rates,
    overrides: tiers,
    multipliers: [],
    forbid: [],
  };
}

function narrowed(tier: Override, id: string, when: When): Override {
  return { id: `${id} ${tier.id}`, when: { ...tier.when, ...when }, rates: tier.rates };
}

/** One override for each start, smallest first, so that the highest tier that was passed wins. */
function tiersOf(prices: ModelPrice): Override[] {
  const starts = new Set<number>();
  for (const price of Object.values(prices)) {
    if (typeof price === 'object') for (const tier of price.tiers) starts.add(tier.start);
  }
  return [...starts]
    .sort((left, right) => left - right)
    .map((start) => ({
      id: `over ${start} input tokens`,
      when: { inputTokens: { gt: BigInt(start) } },
      rates: ratesOf(prices, (price) =>
        typeof price === 'object' ? price.tiers.find((tier) => tier.start === start)?.price : undefined,
      ),
    }));
}

type Price = ModelPrice[string];

function baseOf(price: Price): number | undefined {
  return typeof price === 'object' ? price.base : price;
}

function ratesOf(prices: ModelPrice, pick: (price: Price) => number | undefined): Rates {
  const rates = new Map<Meter, Rate>();
  for (const [key, unit] of Object.entries(UNITS)) {
    const value = pick(prices[key]);
    const price = value === undefined ? undefined : publishedPrice(value);
    if (price) rates.set(unit.meter, { price, per: unit.per });
  }
  return rates;
}

/** Minutes after UTC midnight of `00:30:00Z`. */
function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
