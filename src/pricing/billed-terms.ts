/**
 * Terms of a price that look at single requests or at a month: a smallest billed quantity of a request, and an amount of the
 * month that is free. Sums of quantities cannot tell what they come to, so the engine counts it per call (queries/billed.ts)
 * under the key of the term, and pricing finds it there.
 *
 * Meters that are priced at the rate of another share its terms: reasoning at the price of output has no minimum and no
 * allowance of its own.
 */
import { toDecimal } from '../core/decimal.js';
import type { Exact } from '../core/exact.js';
import { METERS, type Meter } from '../core/meters.js';
import type { Rate, Sku, Version } from './book-model.js';
import { chain } from './version-schema.js';

export interface BilledTerm {
  /** All that are priced at the rate, whose own meter comes first. */
  readonly meters: readonly Meter[];
  /** Billed of a request that uses any of them, at least. */
  readonly minimum?: Exact | undefined;
  /** Of a calendar month (UTC), all that is billed for the SKU's calls taken in the order of their times. */
  readonly free?: Exact | undefined;
}

export function hasTerms(rate: Rate): boolean {
  return rate.minimumPerRequest !== undefined || rate.freePerMonth !== undefined;
}

/** The term of the rate of `source`, where `hasRate` says which meters have one of their own. */
export function termOf(version: Version, rate: Rate, source: Meter, hasRate: (meter: Meter) => boolean): BilledTerm {
  const others = METERS.filter((meter) => meter !== source && rateMeter(version, meter, hasRate) === source);
  return { meters: [source, ...others], minimum: rate.minimumPerRequest, free: rate.freePerMonth };
}

/** The meter whose rate this one is priced at; undefined where there is none. */
export function rateMeter(version: Version, meter: Meter, hasRate: (meter: Meter) => boolean): Meter | undefined {
  return chain(version.fallback, meter)?.find(hasRate);
}

/** Equal text, equal count. An allowance belongs to one SKU of one book (`owner`); a minimum is the same for whoever states it. */
export function termKey({ meters, minimum, free }: BilledTerm, owner: string): string {
  const text = (value: Exact | undefined) => value && toDecimal(value);
  return JSON.stringify([meters, text(minimum), text(free), free && owner]);
}

/** Whose a free amount is. */
export function ownerOf(bookHash: string, sku: string): string {
  return `${bookHash} ${sku}`;
}

/** Every term that some combination of the SKU's overrides can bring about. */
export function termsOf(sku: Sku): BilledTerm[] {
  return sku.versions.flatMap((version) => {
    const rates = [version.rates, ...version.overrides.map((override) => override.rates)];
    const terms = rates.flatMap((some) => [...some].filter(([, rate]) => hasTerms(rate)));
    if (terms.length === 0) return [];
    return ratedMeters(version).flatMap((rated) =>
      terms
        .filter(([source]) => rated.has(source))
        .map(([source, rate]) => termOf(version, rate, source, (meter) => rated.has(meter))),
    );
  });
}

/** The sets of meters that can have rates of their own, whichever overrides hold. */
function ratedMeters({ rates, overrides }: Version): ReadonlySet<Meter>[] {
  const sets = new Map<string, ReadonlySet<Meter>>();
  const put = (meters: Iterable<Meter>) => {
    const one = new Set(meters);
    sets.set([...one].sort().join(' '), one);
  };
  put(rates.keys());
  for (const override of overrides) for (const one of [...sets.values()]) put([...one, ...override.rates.keys()]);
  return [...sets.values()];
}

/** `at least 10 per request`, `the first 1550 of a month free`. */
export function termTexts({ minimumPerRequest, freePerMonth }: Rate): string[] {
  return [
    ...(minimumPerRequest ? [`at least ${toDecimal(minimumPerRequest)} per request`] : []),
    ...(freePerMonth ? [`the first ${toDecimal(freePerMonth)} of a month free`] : []),
  ];
}
