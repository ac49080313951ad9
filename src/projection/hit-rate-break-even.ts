/**
 * The cache-hit rate at which two offers cost the same, when the same share of the text is read from a cache at both.
 *
 * Usage at a rate is a straight line between nothing read and everything read, meter by meter (what-if.ts), so each offer is
 * priced at both ends and its bill in between is arithmetic.
 */
import { type Exact, exact, ONE, subtract, ZERO } from '../core/exact.js';
import { blended } from '../offers/charges.js';
import { billOf } from '../offers/evaluate.js';
import { type PreparedOffer, prepareOffer } from '../offers/prepare.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { Evaluated } from './candidates.js';
import { crossings } from './search.js';
import { atHitRate, changed } from './what-if.js';

export interface HitRateBreakEven {
  /** 0 to 1 of the text that is sent. */
  readonly rate: Exact;
  /** On which side of it the alternative is the cheaper one. */
  readonly cheaper: 'above' | 'below';
}

const STEPS = 20;

/** The first such rate; null where one of the two is the cheaper at every rate. */
export function hitRateBreakEven({ plan, candidate, usage, pricing }: Evaluated): HitRateBreakEven | null {
  const [offer] = candidate.offers;
  if (offer === undefined || candidate.kind === 'routed') return null;
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
  return found === undefined ? null : { rate: found.at, cheaper: found.isRise ? 'above' : 'below' };
}
