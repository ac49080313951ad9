/**
 * Offers of which it is not known what they carry. The figures assume that they do; the notes say what it costs if not, and
 * for the prompt cache the hit rate at which the offer breaks even with the baseline.
 */
import type { Note } from '../core/diagnostics.js';
import { divide, type Exact, exact, isZero, multiply, ONE, subtract, sum, ZERO } from '../core/exact.js';
import { isInputMeter, type Meter } from '../core/meters.js';
import type { MonthlyUsage } from '../offers/bill.js';
import { dependsOnUnknown } from '../offers/carries.js';
import { blended } from '../offers/charges.js';
import { billOf } from '../offers/evaluate.js';
import { prepareOffer } from '../offers/prepare.js';
import type { Evaluated } from './candidates.js';
import { crossings } from './search.js';
import { shownMoney, shownRate } from './shown.js';

const STEPS = 64n;

export function cacheNote({ baseline, candidate, usage, pricing, plan }: Evaluated): Note[] {
  const [offer] = candidate.offers;
  if (!offer || candidate.kind === 'routed' || !dependsOnUnknown(usage.usage, offer.carries).includes('promptCache'))
    return [];
  const kept = prepareOffer(offer, usage, pricing, 'low', ONE);
  const dropped = prepareOffer(offer, usage, pricing, 'low', ZERO);
  const costAt = (share: Exact) => billOf({ ...kept, charges: blended(kept.charges, dropped.charges, share) }).total;
  const baselineCost = baseline.billAt('low').total;
  const shares = Array.from({ length: Number(STEPS) + 1 }, (_, step) => exact(BigInt(step), STEPS));
  const [crossing] = crossings((share) => subtract(baselineCost, costAt(share)), shares);
  const observed = hitRate(usage);
  const even = crossing
    ? `; it breaks even with ${baseline.id} at a cache-hit rate of ${shownRate(multiply(observed, crossing.at))} (observed ${shownRate(observed)})`
    : '; either way it is on the same side of the baseline';
  return [
    {
      code: 'prompt_cache_unknown',
      message:
        `${candidate.id}: whether the prompt cache is carried is unknown: ${shownMoney(costAt(ONE))} ${plan.currency} per month if it is, ` +
        `${shownMoney(costAt(ZERO))} if not${even}`,
    },
  ];
}

export function carriesNotes({ candidate, usage }: Evaluated): Note[] {
  return candidate.offers.flatMap((offer) => {
    const unknown = dependsOnUnknown(usage.usage, offer.carries).filter((what) => what !== 'promptCache');
    const notes: Note[] = unknown.map((what) => ({
      code: 'carries_unknown',
      message: `${offer.id}: whether ${what} is carried is unknown; the figures assume that it is`,
    }));
    if (offer.carries?.longContext === 'no') {
      notes.push({
        code: 'carries_not_applied',
        message: `${offer.id}: long context is not carried there; calls that are too long for it are priced as if they were`,
      });
    }
    return notes;
  });
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
