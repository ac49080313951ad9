/**
 * Offers of which it is not known what they carry. The figures assume that they do; here is what the month costs if not, and
 * for the prompt cache the hit rate at which the offer breaks even with the baseline.
 *
 * One thing at a time: the others are taken as carried meanwhile. Routed traffic is not looked at, because what one part of it
 * would cost elsewhere is no alternative by itself.
 */

import { concerned, sumCounts } from '../core/count.js';
import type { Note } from '../core/diagnostics.js';
import { compare, divide, type Exact, exact, isZero, multiply, ONE, subtract, sum, ZERO } from '../core/exact.js';
import { isInputMeter, type Meter } from '../core/meters.js';
import { plural } from '../core/text.js';
import type { Bill, MonthlyUsage } from '../offers/bill.js';
import { blended } from '../offers/charges.js';
import { billOf } from '../offers/evaluate.js';
import { prepareOffer } from '../offers/prepare.js';
import type { Carries, Offer } from '../pricing/offer-schema.js';
import { isPriceMissing } from '../pricing/types.js';
import type { Evaluated } from './candidates.js';
import { crossings } from './search.js';
import { shownMoney, shownRate } from './shown.js';

const STEPS = 64n;

/** What an offer may carry or not, in the order it is told. */
export type CarriedThing = Exclude<keyof Carries, 'models'>;
const THINGS: readonly CarriedThing[] = ['promptCache', 'batch', 'flex', 'priority', 'longContext'];

const WORDS: Record<CarriedThing, string> = {
  promptCache: 'the prompt cache',
  batch: 'batch',
  flex: 'the flex tier',
  priority: 'the priority tier',
  longContext: 'long context',
};

export interface UnknownCarry {
  readonly what: CarriedThing;
  readonly costIfCarried: Exact;
  /** A lower bound where some calls could then not be made there at all: see `callsLost`. */
  readonly costIfNot: Exact;
  /** Calls of a month that the offer could not serve (long context). */
  readonly callsLost: bigint;
  /** Of all input, what is read from the cache in these calls; null for anything but the prompt cache. */
  readonly observedHitRate: Exact | null;
  /** Null where the offer is on the same side of the baseline either way. */
  readonly breakEvenHitRate: Exact | null;
  /** False where some usage has no price at either: then nothing is known of where they break even. */
  readonly isHitRateKnown: boolean;
}

/** Everything unknown that makes a difference for this usage. */
export function unknownCarries(evaluated: Evaluated): UnknownCarry[] {
  const { candidate, usage, pricing } = evaluated;
  const [offer] = candidate.offers;
  if (!offer || candidate.kind === 'routed') return [];
  return THINGS.flatMap((what): UnknownCarry[] => {
    if (offer.carries?.[what] !== 'unknown') return [];
    const assumed = candidate.billAt('low');
    const without = billOf(prepareOffer(dropping(offer, what), usage, pricing, 'low'));
    const callsLost = lost(without) - lost(assumed);
    if (compare(assumed.total, without.total) === 0 && callsLost === 0n) return [];
    const isCache = what === 'promptCache';
    const isHitRateKnown = ![assumed, without, evaluated.baseline.billAt('low')].some(({ unpriced }) =>
      unpriced.some(isPriceMissing),
    );
    return [
      {
        what,
        costIfCarried: assumed.total,
        costIfNot: without.total,
        callsLost,
        observedHitRate: isCache ? hitRate(usage) : null,
        breakEvenHitRate: isCache && isHitRateKnown ? breakEvenHitRate(evaluated, offer) : null,
        isHitRateKnown,
      },
    ];
  });
}

export function unknownNotes({ candidate, plan, baseline }: Evaluated, unknown: readonly UnknownCarry[]): Note[] {
  return unknown.map((one) => {
    const lostText =
      one.callsLost > 0n ? `, without ${plural(one.callsLost, 'call')} that could not be made there` : '';
    const observed = one.observedHitRate;
    const even =
      observed === null
        ? ''
        : one.breakEvenHitRate
          ? `; it breaks even with ${baseline.id} at a cache-hit rate of ${shownRate(one.breakEvenHitRate)} (observed ${shownRate(observed)})`
          : one.isHitRateKnown
            ? '; either way it is on the same side of the baseline'
            : '; at which cache-hit rate it breaks even cannot be known, because some usage has no price';
    return {
      code: one.what === 'promptCache' ? 'prompt_cache_unknown' : 'carries_unknown',
      message:
        `${candidate.id}: whether ${WORDS[one.what]} is carried is unknown: ${shownMoney(one.costIfCarried)} ${plan.currency} per month ` +
        `if it is, as the figures assume, ${shownMoney(one.costIfNot)} if not${lostText}${even}`,
    };
  });
}

export function wordOf(what: CarriedThing): string {
  return WORDS[what];
}

function dropping(offer: Offer, what: CarriedThing): Offer {
  return {
    ...offer,
    carries: {
      ...offer.carries,
      promptCache: offer.carries?.promptCache,
      longContext: offer.carries?.longContext,
      [what]: 'no',
    },
  };
}

function lost(bill: Bill): bigint {
  return concerned(sumCounts(bill.unpriced.filter(isPriceMissing), (one) => one.calls));
}

function breakEvenHitRate({ baseline, usage, pricing }: Evaluated, offer: Offer): Exact | null {
  const kept = prepareOffer(offer, usage, pricing, 'low', ONE);
  const dropped = prepareOffer(offer, usage, pricing, 'low', ZERO);
  const costAt = (share: Exact) => billOf({ ...kept, charges: blended(kept.charges, dropped.charges, share) }).total;
  const baselineCost = baseline.billAt('low').total;
  const shares = Array.from({ length: Number(STEPS) + 1 }, (_, step) => exact(BigInt(step), STEPS));
  const [crossing] = crossings((share) => subtract(baselineCost, costAt(share)), shares);
  return crossing ? multiply(hitRate(usage), crossing.at) : null;
}

/** Cached input read, of all input. */
function hitRate({ usage }: MonthlyUsage): Exact {
  const quantity = (test: (meter: Meter) => boolean) =>
    sum(usage.flatMap((item) => [...item.quantities].map(([meter, amount]) => (test(meter) ? amount : ZERO))));
  const input = quantity(isInputMeter);
  return isZero(input)
    ? ZERO
    : divide(
        quantity((meter) => meter.startsWith('cache_read')),
        input,
      );
}
