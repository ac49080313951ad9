/**
 * How much a decision hangs on each thing that was assumed: one at a time a tenth less and a tenth more, the others as they
 * are, and what is then left of the net benefit over the horizon. Growth is moved by one percentage point a month, because a
 * tenth of no growth is no growth.
 *
 * These are not probabilities: nobody knows whether a tenth is much. They say what to look at first.
 */
import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  isNegative,
  isZero,
  minimum,
  multiply,
  ONE,
  subtract,
  sum,
} from '../core/exact.js';
import type { MonthlyUsage, OfferPricing } from '../offers/bill.js';
import type { Plan } from '../offers/plan.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { Step } from '../pricing/offer-steps.js';
import { type Candidate, singleCandidate } from './candidates.js';
import { volumesOf } from './savings.js';
import { atHitRate, type Change, cacheable, changed } from './what-if.js';

export type SensitiveTo = 'volume' | 'cache_hit_rate' | 'discount' | 'fees' | 'exchange_rate' | 'growth';

export interface Sensitivity {
  readonly factor: SensitiveTo;
  /** The net benefit with a tenth less of it, and a tenth more; of growth a point less and more. */
  readonly less: Exact;
  readonly more: Exact;
}

export interface SensitivityInput {
  readonly plan: Plan;
  readonly baseline: Candidate;
  readonly candidate: Candidate;
  readonly month: MonthlyUsage;
  readonly pricing: OfferPricing;
  readonly currency: string;
  readonly oneTimeCost: Exact;
}

const TENTH = exact(1n, 10n);
const POINT = exact(1n, 100n);

/** The widest first. What makes no difference is left out. */
export function sensitivities(input: SensitivityInput): Sensitivity[] {
  const { plan, baseline, candidate, month } = input;
  const [offer] = candidate.kind === 'routed' ? [] : candidate.offers;
  const costOver = (one: Candidate, volumes: readonly Exact[]) =>
    sum(one.billsOver('low', volumes).map((bill) => bill.total));
  const netBenefit = (before: Candidate, after: Candidate, volumes: readonly Exact[]) =>
    subtract(subtract(costOver(before, volumes), costOver(after, volumes)), input.oneTimeCost);
  const volumes = volumesOf(plan.horizonMonths, plan.monthlyGrowth);
  const both = (of: (factor: Exact) => Exact) => ({ less: of(subtract(ONE, TENTH)), more: of(add(ONE, TENTH)) });
  const at = (one: Offer, changedMonth: MonthlyUsage) =>
    singleCandidate(one, changedMonth, input.pricing, input.currency);
  const withOffers = (change: (one: Offer) => Offer, changedMonth: MonthlyUsage = month) =>
    offer === undefined
      ? netBenefit(baseline, candidate, volumes)
      : netBenefit(at(change(plan.baseline), changedMonth), at(change(offer), changedMonth), volumes);
  const same = (one: Offer) => one;

  const found: Sensitivity[] = [
    {
      factor: 'volume',
      ...both((factor) =>
        netBenefit(
          baseline,
          candidate,
          volumes.map((volume) => multiply(volume, factor)),
        ),
      ),
    },
    {
      factor: 'cache_hit_rate',
      ...both((factor) => withOffers(same, { ...month, usage: changed(month.usage, [timesHitRate(factor)]) })),
    },
    {
      factor: 'discount',
      ...both((factor) => withOffers((one) => withSteps(one, (step) => discounted(step, factor)))),
    },
    { factor: 'fees', ...both((factor) => withOffers((one) => withSteps(one, (step) => charged(step, factor)))) },
    { factor: 'exchange_rate', ...both((factor) => exchangedAt(factor)) },
    {
      factor: 'growth',
      less: netBenefit(baseline, candidate, volumesOf(plan.horizonMonths, subtract(plan.monthlyGrowth, POINT))),
      more: netBenefit(baseline, candidate, volumesOf(plan.horizonMonths, add(plan.monthlyGrowth, POINT))),
    },
  ];
  const swing = ({ less, more }: Sensitivity) => {
    const difference = subtract(more, less);
    return isNegative(difference) ? multiply(difference, exact(-1n)) : difference;
  };
  return found.filter((one) => !isZero(swing(one))).sort((left, right) => compare(swing(right), swing(left)));

  function exchangedAt(factor: Exact): Exact {
    const exchanges = month.exchanges?.map((exchange) => ({ ...exchange, rate: multiply(exchange.rate, factor) }));
    const rated = { ...month, exchanges };
    return withOffers(
      (one) => withSteps(one, (step) => (step.kind === 'fx' ? { ...step, rate: multiply(step.rate, factor) } : step)),
      rated,
    );
  }
}

function withSteps(offer: Offer, change: (step: Step) => Step): Offer {
  return { ...offer, steps: offer.steps.map(change) };
}

function discounted(step: Step, factor: Exact): Step {
  return step.kind === 'percent' && isNegative(step.percent)
    ? { ...step, percent: multiply(step.percent, factor) }
    : step;
}

/** What is charged beside the usage: percentages on top, fixed amounts, minimums. */
function charged(step: Step, factor: Exact): Step {
  if (step.kind === 'percent')
    return isNegative(step.percent) ? step : { ...step, percent: multiply(step.percent, factor) };
  if (step.kind === 'fixed' || step.kind === 'minimum') return { ...step, amount: multiply(step.amount, factor) };
  return step;
}

/** Each call's own hit rate, times the factor and at most everything. */
function timesHitRate(factor: Exact): Change {
  return (usage) => {
    const { read, rest } = cacheable(usage);
    const all = add(read, rest);
    return isZero(all) || isZero(read) ? [usage] : atHitRate(minimum(ONE, multiply(divide(read, all), factor)))(usage);
  };
}
