/**
 * Usage that is counted and priced; where a meter turns out to have no price, counted again with the calls that use it apart, so
 * that how many calls are unpriced does not depend on what they were summed with.
 */
import { ZERO } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import type { MeteredUsage } from '../core/usage.js';
import type { PriceBook } from '../pricing/price-book.js';
import { type PriceOptions, priceUsage } from '../pricing/price-usage.js';
import { isPriceMissing, type PricedUsage } from '../pricing/types.js';

export interface CountedApart {
  readonly metered: readonly MeteredUsage[];
  readonly priced: PricedUsage[];
}

export async function countedApart(
  book: PriceBook,
  options: PriceOptions,
  meter: (apart: readonly Meter[]) => Promise<readonly MeteredUsage[]>,
): Promise<CountedApart> {
  const together = await meter([]);
  const priced = priceAll(book, together, options);
  const apart = pricelessMeters(priced);
  if (apart.length === 0) return { metered: together, priced };
  const metered = await meter(apart);
  return { metered, priced: priceAll(book, metered, options) };
}

/** Meters that have no price where others of the same calls may have one. */
export function pricelessMeters(priced: readonly PricedUsage[]): Meter[] {
  const meters = priced.flatMap(({ usage, unpriced }) =>
    // What one call or calls that are all alike used, every one of them used.
    usage.isAlike === true || usage.calls === 1n
      ? []
      : unpriced.flatMap((one) => (one.meter !== null && isPriceMissing(one) ? [one.meter] : [])),
  );
  return [...new Set(meters)].sort();
}

/** Prices what was charged; the other calls are there to be counted, and cost nothing. */
export function priceAll(book: PriceBook, metered: readonly MeteredUsage[], options: PriceOptions): PricedUsage[] {
  return metered.map((usage) =>
    usage.isCharged === false
      ? { usage, sku: null, lines: [], unpriced: [], low: ZERO, high: ZERO }
      : priceUsage(book, usage, options),
  );
}
