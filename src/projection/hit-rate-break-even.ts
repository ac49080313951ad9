/**
 * The cache-hit rate at which two offers cost the same, when the same share of the text is read from a cache at both.
 *
 * Usage at a rate is a straight line between nothing read and everything read, meter by meter (what-if.ts), so each offer is
 * priced at both ends and its bill in between is arithmetic.
 */
import { type Exact, exact, isZero, ONE, subtract, ZERO } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import { blended } from '../offers/charges.js';
import { billOf } from '../offers/evaluate.js';
import { type PreparedOffer, prepareOffer } from '../offers/prepare.js';
import type { Offer } from '../pricing/offer-schema.js';
import { isPriceMissing } from '../pricing/types.js';
import type { Evaluated } from './candidates.js';
import { crossings } from './search.js';
import { atHitRate, cacheable, changed } from './what-if.js';

export interface HitRateBreakEven {
  /** 0 to 1 of the text that is sent. */
  readonly rate: Exact;
  /** On which side of it the alternative is the cheaper one. */
  readonly cheaper: 'above' | 'below';
}

/** Usage at some hit rate that an offer has no price for. */
export interface MissingPrice {
  readonly offer: string;
  readonly model: string | null;
  /** Null when nothing of the model could be priced. */
  readonly meter: Meter | null;
}

const STEPS = 20;
const NONE = { at: null, unpriced: [] } as const;

/**
 * The first such rate; null where one of the two is the cheaper at every rate. Where a price is missing at some rate neither is
 * known, and `unpriced` says which: told where these calls read from a cache, or where the missing price, were it 0, would
 * make the one cheaper than the other.
 */
export function hitRateBreakEven({ plan, candidate, usage, pricing }: Evaluated): {
  readonly at: HitRateBreakEven | null;
  readonly unpriced: readonly MissingPrice[];
} {
  const [offer] = candidate.offers;
  if (offer === undefined || candidate.kind === 'routed') return NONE;
  const at = (rate: Exact) => ({ ...usage, usage: changed(usage.usage, [atHitRate(rate)]) });
  const [cold, warm] = [at(ZERO), at(ONE)];
  const ends = (one: Offer) => ({
    cold: prepareOffer(one, cold, pricing, 'low'),
    warm: prepareOffer(one, warm, pricing, 'low'),
  });
  const cost = ({ cold: none, warm: all }: Record<'cold' | 'warm', PreparedOffer>, rate: Exact) =>
    billOf({ ...none, charges: blended(all.charges, none.charges, rate) }).total;
  const [before, after] = [ends(plan.baseline), ends(offer)];
  const rates = Array.from({ length: STEPS + 1 }, (_, step) => exact(BigInt(step), BigInt(STEPS)));
  const [found] = crossings((rate) => subtract(cost(before, rate), cost(after, rate)), rates);
  const unpriced = [
    ...missing(plan.baseline.id, [before.cold, before.warm]),
    ...missing(candidate.id, [after.cold, after.warm]),
  ];
  if (unpriced.length > 0) {
    const isRead = usage.usage.some((one) => !isZero(cacheable(one).read));
    return { at: null, unpriced: isRead || found !== undefined ? unpriced : [] };
  }
  return found === undefined ? NONE : { at: { rate: found.at, cheaper: found.isRise ? 'above' : 'below' }, unpriced };
}

function missing(offer: string, ends: readonly PreparedOffer[]): MissingPrice[] {
  const found = ends
    .flatMap(({ unpriced }) => unpriced.filter(isPriceMissing))
    .map(({ model, meter }): MissingPrice => ({ offer, model, meter }));
  return [...new Map(found.map((one) => [JSON.stringify([one.model, one.meter]), one])).values()];
}
