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
  negate,
  ONE,
  subtract,
  sum,
} from '../core/exact.js';
import type { MonthlyUsage, OfferPricing } from '../offers/bill.js';
import type { Plan } from '../offers/plan.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { Step } from '../pricing/offer-steps.js';
import type { Candidate, PartsOf } from './candidates.js';
import { courseOf, type MonthAhead } from './course.js';
import type { Horizon } from './horizon.js';
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
  readonly horizon: Pick<Horizon, 'months' | 'grown'>;
  readonly pricing: OfferPricing;
  readonly oneTimeCost: Exact;
}

const TENTH = exact(1n, 10n);
const POINT = exact(1n, 100n);

/** The widest first. What makes no difference is left out. */
export function sensitivities(input: SensitivityInput): Sensitivity[] {
  const { plan, baseline, candidate, horizon, pricing } = input;
  const [offer] = candidate.kind === 'routed' ? [] : candidate.offers;
  const costOver = (one: PartsOf, months: readonly MonthAhead[]) => sum(courseOf(one, months, pricing).costs('low'));
  const netBenefit = (before: PartsOf, after: PartsOf, months: readonly MonthAhead[]) =>
    subtract(subtract(costOver(before, months), costOver(after, months)), input.oneTimeCost);
  const { months } = horizon;
  const both = (of: (factor: Exact) => Exact) => ({ less: of(subtract(ONE, TENTH)), more: of(add(ONE, TENTH)) });
  const asTheyAre = (ahead: readonly MonthAhead[]) => netBenefit(baseline.partsOf, candidate.partsOf, ahead);
  const withOffers = (change: (one: Offer) => Offer, ahead: readonly MonthAhead[] = months) =>
    offer === undefined ? asTheyAre(months) : netBenefit(alone(change(plan.baseline)), alone(change(offer)), ahead);
  const same = (one: Offer) => one;

  const found: Sensitivity[] = [
    {
      factor: 'volume',
      ...both((factor) => asTheyAre(months.map((one) => ({ ...one, volume: multiply(one.volume, factor) })))),
    },
    {
      factor: 'cache_hit_rate',
      ...both((factor) =>
        withOffers(
          same,
          withUsage(months, (usage) => ({ ...usage, usage: changed(usage.usage, [timesHitRate(factor)]) })),
        ),
      ),
    },
    {
      factor: 'discount',
      ...both((factor) => withOffers((one) => withSteps(one, (step) => discounted(step, factor)))),
    },
    { factor: 'fees', ...both((factor) => withOffers((one) => withSteps(one, (step) => charged(step, factor)))) },
    { factor: 'exchange_rate', ...both((factor) => exchangedAt(factor)) },
    {
      factor: 'growth',
      less: asTheyAre(grownBy(negate(POINT))),
      more: asTheyAre(grownBy(POINT)),
    },
  ];
  const swing = ({ less, more }: Sensitivity) => {
    const difference = subtract(more, less);
    return isNegative(difference) ? multiply(difference, exact(-1n)) : difference;
  };
  return found.filter((one) => !isZero(swing(one))).sort((left, right) => compare(swing(right), swing(left)));

  function grownBy(points: Exact): MonthAhead[] {
    const volumes = horizon.grown(points);
    return months.map((one, index) => ({ ...one, volume: volumes[index] ?? one.volume }));
  }

  function exchangedAt(factor: Exact): Exact {
    return withOffers(
      (one) => withSteps(one, (step) => (step.kind === 'fx' ? { ...step, rate: multiply(step.rate, factor) } : step)),
      withUsage(months, ({ exchanges, ...usage }) => ({
        ...usage,
        exchanges: exchanges?.map((exchange) => ({ ...exchange, rate: multiply(exchange.rate, factor) })),
      })),
    );
  }
}

function alone(offer: Offer): PartsOf {
  return (month) => [{ offer, month }];
}

/** Months that share their usage share what it becomes. */
function withUsage(months: readonly MonthAhead[], change: (usage: MonthlyUsage) => MonthlyUsage): MonthAhead[] {
  const after = new Map<MonthlyUsage, MonthlyUsage>();
  return months.map(({ usage, volume }) => {
    const found = after.get(usage) ?? change(usage);
    after.set(usage, found);
    return { usage: found, volume };
  });
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
