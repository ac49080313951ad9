/**
 * What one unit of each meter costs in one situation: a version of a SKU, and which of its conditions hold.
 *
 * Overrides apply in order, the later wins per meter; a meter without a rate takes that of its fallback; every multiplier
 * that holds multiplies. Quantities are priced in price-usage.ts.
 */
import { type Exact, exact, multiply, ZERO } from '../core/exact.js';
import { isTokenMeter, type Meter } from '../core/meters.js';
import type { PriceContext } from '../core/usage.js';
import { type BilledTerm, hasTerms, rateMeter, termOf, termTexts } from './billed-terms.js';
import type { Multiplier, Rate, Version } from './book-model.js';
import { holds, unknownFor } from './conditions.js';

export interface UnitPrice {
  readonly unitPrice: Exact;
  readonly per: Exact;
  /** `rates`, `free` or the id of an override, then fallback and multipliers. */
  readonly rule: string;
  readonly pricedAs?: Meter | undefined;
  /** Where not the quantity itself is billed. */
  readonly term?: BilledTerm | undefined;
}

/** Why a meter has no unit price. */
export interface NoUnitPrice {
  readonly reason: 'no_rate' | 'not_supported';
  readonly detail: string;
}

export interface Situation {
  /** The reason of the first combination the book forbids that holds here. */
  readonly forbidden: string | undefined;
  /** What conditions that might hold depend on and the calls do not say: the price is that without them. */
  readonly assumed: readonly ('size' | 'time')[];
  readonly priceOf: (meter: Meter) => UnitPrice | NoUnitPrice;
}

const MILLION = exact(1_000_000n);
const ONE_UNIT = exact(1n);

const situations = new WeakMap<Version, Map<string, Situation>>();

/** The prices of a version in this context; computed once per version and set of conditions that hold. */
export function situationOf(version: Version, context: PriceContext, at: number): Situation {
  const whens = [...version.overrides, ...version.multipliers, ...version.forbid].map((entry) => entry.when);
  const held = whens.map((when) => holds(when, context, at));
  const assumed = [...new Set(whens.flatMap((when) => unknownFor(when, context, at)))].sort();
  const key = `${held.map((one) => (one ? '1' : '0')).join('')} ${assumed.join(' ')}`;
  const known = situations.get(version) ?? new Map<string, Situation>();
  situations.set(version, known);
  const before = known.get(key);
  if (before) return before;
  const situation = compute(version, held, assumed);
  known.set(key, situation);
  return situation;
}

function compute(version: Version, held: readonly boolean[], assumed: readonly ('size' | 'time')[]): Situation {
  const { overrides, multipliers, forbid } = version;
  const rates = new Map<Meter, { readonly rate: Rate; readonly from: string }>();
  for (const [meter, rate] of version.rates) rates.set(meter, { rate, from: 'rates' });
  overrides.forEach((override, index) => {
    if (held[index]) for (const [meter, rate] of override.rates) rates.set(meter, { rate, from: override.id });
  });
  const factors = multipliers.filter((_, index) => held[overrides.length + index]);
  const forbidden = forbid.find((_, index) => held[overrides.length + multipliers.length + index])?.reason;

  const priceOf = (meter: Meter): UnitPrice | NoUnitPrice => {
    const hasRate = (one: Meter) => rates.has(one);
    const source = rateMeter(version, meter, hasRate);
    const entry = source && rates.get(source);
    if (!entry) {
      if (version.isFree) return { unitPrice: ZERO, per: isTokenMeter(meter) ? MILLION : ONE_UNIT, rule: 'free' };
      return { reason: 'no_rate', detail: `no rate for ${meter} and no fallback to one` };
    }
    const applied = factors.filter((factor) => appliesTo(factor, meter, source));
    const pricedAs = source === meter ? undefined : source;
    return {
      unitPrice: applied.reduce((price, { factor }) => multiply(price, factor), entry.rate.price),
      per: entry.rate.per,
      rule: [
        entry.from,
        ...(pricedAs ? [`fallback ${pricedAs}`] : []),
        ...termTexts(entry.rate),
        ...applied.map(({ id }) => id),
      ].join(' + '),
      pricedAs,
      ...(hasTerms(entry.rate) ? { term: termOf(version, entry.rate, source, hasRate) } : {}),
    };
  };
  const prices = new Map<Meter, UnitPrice | NoUnitPrice>();
  return {
    forbidden,
    assumed,
    priceOf(meter) {
      const price = prices.get(meter) ?? priceOf(meter);
      prices.set(meter, price);
      return price;
    },
  };
}

/** A multiplier on a meter also holds for what is priced as that meter: reasoning at the output price, at batch. */
function appliesTo({ meters }: Multiplier, meter: Meter, source: Meter): boolean {
  return meters === undefined || meters.has(meter) || meters.has(source);
}
