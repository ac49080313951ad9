/**
 * One dated version of a SKU's prices, as a book writes it: rates, conditions, multipliers. See book-schema.ts for the rest.
 */
import { z } from 'zod';
import { type Exact, exact, isZero } from '../core/exact.js';
import { isTokenMeter, METERS, type Meter } from '../core/meters.js';
import { DEFAULT_FALLBACK, type Rate, type Rates, type Version } from './book-model.js';
import {
  expected,
  MeterName,
  Name,
  Positive,
  Price,
  RealDate,
  Source,
  shape,
  someOf,
  TrueFalse,
} from './schema-parts.js';
import { endsAfterStart, notEmpty, WhenShape } from './when-schema.js';

const MILLION = exact(1_000_000n);

// What calls use is counted to nine places, so a finer bound could never be met exactly.
const Quantity = Price.refine((value: Exact) => 1_000_000_000n % value.denominator === 0n, {
  error: expected('a quantity with at most 9 decimals'),
});

function fullRate(otherwise?: string) {
  return shape(
    { price: Price, per: Positive, min_qty_per_request: Quantity.optional(), free_per_month: Quantity.optional() },
    otherwise,
  ).transform(
    (rate): Rate => ({
      price: rate.price,
      per: rate.per,
      minimumPerRequest:
        rate.min_qty_per_request && !isZero(rate.min_qty_per_request) ? rate.min_qty_per_request : undefined,
      freePerMonth: rate.free_per_month && !isZero(rate.free_per_month) ? rate.free_per_month : undefined,
    }),
  );
}

const FullRate = fullRate();

const BareRate = Price.transform((price): Rate => ({ price, per: MILLION }));

const TokenRate = z.union([BareRate, FullRate], { error: expected('a price such as 15.00, or {price, per}') });

// A bare 10 for a meter that counts searches or hours would be a silent factor of 1,000.
const OtherRate = fullRate(
  expected(
    '{price, per}',
    'this meter does not count tokens: write {price: "10", per: "1000"} or what its price is for',
  ),
);

const RatesShape = shape(
  Object.fromEntries(METERS.map((meter) => [meter, (isTokenMeter(meter) ? TokenRate : OtherRate).optional()])),
  expected('a map of meters'),
)
  .refine(notEmpty, { error: expected('at least one rate', 'write free: true if the model really is free') })
  .transform(
    (rates): Rates => new Map(METERS.flatMap((meter) => (rates[meter] ? [[meter, rates[meter]] as const] : []))),
  );

const OverrideShape = shape({ id: Name, when: WhenShape, rates: RatesShape });

const MultiplierShape = shape({
  id: Name,
  when: WhenShape,
  factor: Price,
  meters: someOf(MeterName).optional(),
}).transform(({ meters, ...rest }) => ({ ...rest, meters: meters && new Set(meters) }));

const FallbackShape = z
  .partialRecord(MeterName, MeterName, { error: expected('a map of meters') })
  .transform((map) => new Map(Object.entries(map) as [Meter, Meter][]))
  .superRefine((fallback, context) => {
    const circle = [...fallback.keys()].find((meter) => chain(fallback, meter) === undefined);
    if (circle) {
      context.addIssue({
        code: 'custom',
        path: [circle],
        message: expected('fallbacks that end at a meter with a rate', `${circle} leads back to itself`),
      });
    }
  });

export const VersionShape = shape({
  from: RealDate.optional(),
  to: RealDate.optional(),
  source: Source,
  free: TrueFalse.optional(),
  rates: RatesShape.optional(),
  fallback: FallbackShape.optional(),
  overrides: z.array(OverrideShape, { error: expected('a list') }).optional(),
  multipliers: z.array(MultiplierShape, { error: expected('a list') }).optional(),
  forbid: z.array(shape({ when: WhenShape, reason: Name }), { error: expected('a list') }).optional(),
})
  .refine(endsAfterStart, { error: expected('an end after the start'), path: ['to'] })
  .refine((version) => (version.free ?? false) !== (version.rates !== undefined), {
    error: expected('either rates or free: true', 'write one of the two'),
  })
  .transform(
    (version): Version => ({
      from: version.from ?? null,
      to: version.to ?? null,
      source: version.source,
      isFree: version.free ?? false,
      rates: version.rates ?? new Map(),
      fallback: withDefaults(version.fallback ?? new Map()),
      overrides: version.overrides ?? [],
      multipliers: version.multipliers ?? [],
      forbid: version.forbid ?? [],
    }),
  );

/** A book may turn a default round (`cache_write: cache_write_5m`); then the book's direction is the one that holds. */
export function withDefaults(fallback: ReadonlyMap<Meter, Meter>): ReadonlyMap<Meter, Meter> {
  const all = new Map(fallback);
  for (const [meter, target] of DEFAULT_FALLBACK) {
    if (all.has(meter)) continue;
    if (chain(all, target)?.includes(meter) === false) all.set(meter, target);
  }
  return all;
}

/** The meter and those it falls back to, in order; undefined when they run in a circle. */
export function chain(fallback: ReadonlyMap<Meter, Meter>, meter: Meter): readonly Meter[] | undefined {
  const seen: Meter[] = [];
  for (let next: Meter | undefined = meter; next !== undefined; next = fallback.get(next)) {
    if (seen.includes(next)) return undefined;
    seen.push(next);
  }
  return seen;
}
