/**
 * Cliffs of a tier table: volumes at which using more would cost less, because the next tier prices everything anew.
 *
 * Only what the table itself says: discounts after it keep their proportion. Graduated tables have none.
 */
import {
  ceiling,
  compare,
  divide,
  type Exact,
  exact,
  floor,
  isZero,
  maximum,
  multiply,
  subtract,
  ZERO,
} from '../core/exact.js';
import { kept, tierOf } from '../offers/tiers.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { StepOf, Tier } from '../pricing/offer-steps.js';

type TieredStep = StepOf<'tiered_rate'>;

/** More than `from` and fewer than `to` cost more than `cheaperAt`. */
export interface Cliff {
  readonly step: string;
  readonly metric: TieredStep['metric'];
  readonly scope: TieredStep['scope'];
  readonly from: Exact;
  readonly to: Exact;
  readonly cheaperAt: Exact;
}

export function cliffsOf(offer: Offer): Cliff[] {
  return offer.steps.flatMap((step) => (step.kind === 'tiered_rate' ? cliffsOfStep(step) : []));
}

/** Thresholds in units of the step's metric. */
export function cliffsOfStep(step: TieredStep): Cliff[] {
  const discounts = step.tiers.filter((tier) => tier.percentOff !== undefined).length;
  // Money and percentages of something else cannot be put on one scale without knowing the something.
  if (step.mode === 'graduated' || (discounts > 0 && discounts < step.tiers.length)) return [];
  return step.tiers.slice(1).flatMap((_, index) => cliffBefore(step, index + 1) ?? []);
}

function cliffBefore(step: TieredStep, index: number): Cliff | undefined {
  const { tiers } = step;
  const start = tiers[index]?.from ?? ZERO;
  const isPackage = step.mode === 'package';
  const cheaperAt = isPackage ? multiply(exact(ceiling(divide(start, step.per))), step.per) : start;
  const cost = costIn(tierOf(tiers, cheaperAt), cheaperAt, step.per);
  // In packages, what is bought counts: the last quantity that does not already buy this one.
  const to = isPackage ? subtract(cheaperAt, step.per) : start;
  let from = to;
  for (const [position, tier] of [...tiers.slice(0, index).entries()].reverse()) {
    const end = position + 1 < index ? (tiers[position + 1]?.from ?? to) : to;
    const dearer = maximum(tier.from, dearerFrom(tier, cost, step));
    if (compare(dearer, end) >= 0) break;
    from = dearer;
    if (compare(dearer, tier.from) > 0) break;
  }
  if (compare(from, to) >= 0) return undefined;
  return { step: step.id, metric: step.metric, scope: step.scope, from, to, cheaperAt };
}

/** The quantity above which this tier costs more than `cost`; its end is not looked at. */
function dearerFrom(tier: Tier, cost: Exact, step: TieredStep): Exact {
  if (tier.flat) return compare(tier.flat, cost) > 0 ? tier.from : NEVER;
  const slope = tier.price ? divide(tier.price, step.per) : kept(tier);
  if (isZero(slope)) return NEVER;
  const quantity = divide(cost, slope);
  return step.mode === 'package' ? multiply(exact(floor(divide(quantity, step.per))), step.per) : quantity;
}

const NEVER = exact(10n ** 40n);

function costIn(tier: Tier, quantity: Exact, per: Exact): Exact {
  if (tier.flat) return tier.flat;
  return tier.price ? divide(multiply(quantity, tier.price), per) : multiply(quantity, kept(tier));
}
