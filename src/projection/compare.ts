/**
 * The comparison: a plan, a month and the usage in; per offer a bill, per alternative what it saves, out.
 *
 * An inconclusive month gives no monthly figure at all, only what the calls seen cost each. Where token totals could not be
 * split every figure is a range whose two ends assume the same split on both sides. Words about the figures: notes.ts.
 */

import type { Note } from '../core/diagnostics.js';
import { add, compare, divide, type Exact, exact, isZero, multiply, ONE, subtract } from '../core/exact.js';
import { say } from '../core/phrase.js';
import type { Bill, Bound, Exchange, MonthlyUsage, OfferPricing } from '../offers/bill.js';
import type { Plan } from '../offers/plan.js';
import { allBends } from './bill-bends.js';
import { type BreakEven, breakEven, isSameBreakEven } from './break-even.js';
import {
  type Candidate,
  type Evaluated,
  hasTwoEnds,
  remembered,
  routedCandidate,
  singleCandidate,
} from './candidates.js';
import { unknownCarries } from './carries-unknown.js';
import { savingsByCause } from './causes.js';
import { cliffsOf } from './cliffs.js';
import {
  type CompareInput,
  type CompareResult,
  type Comparison,
  type MonthPair,
  type OfferCost,
  ordered,
  type Spread,
  spreadOf,
} from './comparison.js';
import { type Course, courseOf } from './course.js';
import { hitRateBreakEven } from './hit-rate-break-even.js';
import { type Horizon, horizonOf } from './horizon.js';
import { oneTimeCost as costOfMoving, oneTimeParts } from './moving.js';
import { nearTiers } from './near-tiers.js';
import { comparisonNotes, resultNotes } from './notes.js';
import { outcomesOf, widest } from './outcomes.js';
import { economicsOf } from './savings.js';
import { sensitivities } from './sensitivity.js';
import { type Suggestion, suggestions } from './suggestions.js';
import { callsOf, tokensIn, volumeFactor, volumeText } from './volume.js';
import { whatIfCandidates } from './what-if-month.js';

const MILLION = exact(1_000_000n);

/**
 * Throws a configuration error for what the offers refuse (usage no step charges, terms not supported), for offers in
 * different currencies, and for routes that overlap.
 */
export function compareOffers(input: CompareInput): CompareResult {
  const { month, exchanges = [] } = input;
  const plan = toldIn(input.plan, exchanges);
  const pricing = remembered(input.pricing);
  const isConclusive = plan.volume !== null || month.basis !== 'inconclusive';
  const { uncharged = [] } = input;
  const logged = [...input.usage, ...uncharged];
  const factor = isConclusive ? (plan.volume ? volumeFactor(plan.volume, logged) : month.factor) : ONE;
  const usage: MonthlyUsage = {
    month: month.month,
    days: exact(BigInt(month.daysInMonth)),
    usage: input.usage,
    factor,
    // Complete months are billed as they were, and their mean is taken.
    isProjected: month.basis !== 'complete_months' && compare(factor, ONE) !== 0,
    exchanges,
  };
  const { currency } = plan;
  const baseline = singleCandidate(plan.baseline, usage, pricing, currency);
  const alternatives = plan.alternatives.map((offer) => singleCandidate(offer, usage, pricing, currency));
  if (plan.routes.length > 0) alternatives.push(routedCandidate(plan, usage, input.dimensions, pricing));
  const whatIf = input.whatIf && whatIfCandidates(input.whatIf, plan, usage, pricing, currency);
  alternatives.push(...(whatIf?.candidates ?? []));
  const horizon = horizonOf(plan, usage, input.ahead ?? { reason: 'no days to forecast from were given' });
  const course = courseOf(baseline.partsOf, horizon.months, pricing);
  const all = [baseline, ...alternatives];
  const free = multiply(callsOf(uncharged), factor);
  const offers = all.map((candidate) => costOf(candidate, candidate === baseline, isConclusive, free));
  const partial = {
    plan,
    month,
    isConclusive,
    reason: isConclusive ? null : (month.reason ?? null),
    sentence: plan.volume
      ? say('{volume}, the mix of the logs', { volume: say(volumeText(plan.volume)) })
      : month.sentence,
    factor,
    calls: multiply(callsOf(logged), factor),
    tokens: multiply(tokensIn(input.usage), factor),
    offers,
    comparisons: isConclusive
      ? alternatives.map((candidate) => compared(input, { plan, baseline, course, horizon, pricing }, candidate))
      : [],
    horizon,
    whatIf: input.whatIf?.asked ?? null,
  };
  const { suggestBy: signs } = input;
  const found =
    isConclusive && signs !== undefined
      ? suggestions({ plan, baseline, alternatives, pricing, signs, currency })
      : null;
  const result = { ...partial, suggestions: found };
  return {
    ...result,
    notes: [...resultNotes(result, input, usage), ...(whatIf?.notes ?? []), ...noSuggestion(found)],
  };
}

function noSuggestion(found: readonly Suggestion[] | null): Note[] {
  if (found === null || found.length > 0) return [];
  return [{ code: 'no_suggestion', message: 'these calls show no way to pay less for them at the same seller' }];
}

/** The plan's own amounts in the currency of the figures. */
function toldIn(plan: Plan, exchanges: readonly Exchange[]): Plan {
  const exchange = exchanges.find(({ from }) => from === plan.currency);
  if (!exchange) return plan;
  return {
    ...plan,
    currency: exchange.to,
    oneTimeCost: plan.oneTimeCost && multiply(plan.oneTimeCost, exchange.rate),
    moving: plan.moving && { ...plan.moving, dayRate: multiply(plan.moving.dayRate, exchange.rate) },
  };
}

/** `free`: calls that nobody is charged for. */
function costOf(candidate: Candidate, isBaseline: boolean, isConclusive: boolean, free: Exact): OfferCost {
  const use = both((bound) => candidate.billAt(bound, { onlyUse: true }));
  const per = (quantity: (bill: Bill) => Exact, of: Exact): Spread | null =>
    isZero(quantity(use.low)) ? null : spreadOf(use, (bill) => divide(multiply(bill.total, of), quantity(bill)));
  return {
    id: candidate.id,
    label: candidate.label,
    kind: candidate.kind,
    variantOf: candidate.variantOf,
    isBaseline,
    bills: isConclusive ? both((bound) => candidate.billAt(bound)) : null,
    costPerCall: per((bill) => add(bill.requests, free), ONE),
    costPerMillionTokens: per((bill) => bill.tokens, MILLION),
    unpriced: use.low.unpriced,
  };
}

/** What every alternative is compared against. */
interface Against {
  readonly plan: Plan;
  readonly baseline: Candidate;
  /** Of the baseline. */
  readonly course: Course;
  readonly horizon: Horizon;
  readonly pricing: OfferPricing;
}

function compared(
  input: CompareInput,
  { plan, baseline, course, horizon, pricing }: Against,
  candidate: Candidate,
): Comparison {
  const usage = candidate.month;
  const evaluated: Evaluated = { plan, baseline, candidate, usage, pricing };
  // What both sides share can only be varied where they are billed for the same calls.
  const isSameUsage = candidate.month.usage === baseline.month.usage;
  const savings = (bound: Bound, value: (bill: Bill) => Exact, volume: Exact = ONE) =>
    subtract(value(baseline.billAt(bound, { volume })), value(candidate.billAt(bound, { volume })));
  const rate = (bound: Bound, value: (bill: Bill) => Exact) => {
    const whole = value(baseline.billAt(bound));
    return isZero(whole) ? null : divide(savings(bound, value), whole);
  };
  const total = (bill: Bill) => bill.total;
  const bare = (bill: Bill) => bill.totalWithoutInfrastructure;
  const parts = oneTimeParts(plan, candidate, usage, 'low');
  const oneTimeCost = costOfMoving(parts);
  // The dear end is the cheap one wherever nothing had to be split, and the searches below are worth doing once.
  const ends = <Value>(of: (bound: Bound) => Value): Record<Bound, Value> => {
    const low = of('low');
    return { low, high: hasTwoEnds(usage) ? of('high') : low };
  };
  const alternative = courseOf(candidate.partsOf, horizon.months, pricing);
  const months = ends((bound) => monthPairs(course, alternative, horizon, bound));
  const economics = ends((bound) =>
    economicsOf({
      monthlySavings: months[bound].map((one) => subtract(one.baseline, one.alternative)),
      oneTimeCost,
      yearlyDiscountRate: plan.yearlyDiscountRate,
    }),
  );
  const { ahead } = horizon;
  const outcomes =
    ahead === null || ahead.paths.length === 0
      ? null
      : ends((bound) => outcomesOf(course, alternative, ahead.paths, oneTimeCost ?? exact(0n), bound));
  const tokens = baseline.billAt('low').tokens;
  const breaks = ends((bound) =>
    breakEven(
      (volume) => savings(bound, total, volume),
      tokens,
      allBends([baseline.bendsOf(bound), candidate.bendsOf(bound)]),
    ),
  );
  const hitRate = isSameUsage ? hitRateBreakEven(evaluated) : { at: null, unpriced: [] };
  const partial = {
    alternative: candidate.id,
    savings: {
      monthly: spread((bound) => savings(bound, total)),
      rate: nullable((bound) => rate(bound, total)),
      monthlyWithoutInfrastructure: spread((bound) => savings(bound, bare)),
      rateWithoutInfrastructure: nullable((bound) => rate(bound, bare)),
      byCause: savingsByCause(baseline.billAt('low'), candidate.billAt('low')),
    },
    months: months.low,
    oneTimeParts: parts,
    oneTimeCost,
    netBenefit: spread((bound) => economics[bound].netBenefit),
    roi: nullable((bound) => economics[bound].roi),
    paybackMonths: nullable((bound) => economics[bound].paybackMonths),
    npv: spread((bound) => economics[bound].npv),
    outcomes: outcomes && widest(outcomes.low, outcomes.high),
    breakEven: sameBreakEven(breaks.low, breaks.high),
    hitRateBreakEven: hitRate.at,
    hitRateUnpriced: hitRate.unpriced,
    nearTiers: nearTiers(candidate),
    sensitivities:
      input.isSensitivityAsked === true && isSameUsage
        ? sensitivities({
            plan,
            baseline,
            candidate,
            horizon,
            pricing,
            oneTimeCost: oneTimeCost ?? exact(0n),
          })
        : null,
    unknownCarries: unknownCarries(evaluated),
    cliffs: candidate.offers.flatMap(cliffsOf),
  };
  return { ...partial, notes: comparisonNotes(partial, evaluated, input.counted) };
}

function monthPairs(baseline: Course, alternative: Course, { basis, months }: Horizon, bound: Bound): MonthPair[] {
  const before = baseline.costs(bound);
  const after = alternative.costs(bound);
  return months.map(({ usage, volume }, index) => ({
    month: basis === 'forecast' ? usage.month : null,
    tokens: multiply(multiply(tokensIn(usage.usage), usage.factor), volume),
    baseline: before[index] ?? exact(0n),
    alternative: after[index] ?? exact(0n),
  }));
}

/** A volume that depends on how totals split is not known, so it is not stated. */
function sameBreakEven(low: BreakEven | null, high: BreakEven | null): BreakEven | null {
  return low && high && isSameBreakEven(low, high) ? low : null;
}

function both<Value>(of: (bound: Bound) => Value): Record<Bound, Value> {
  return { low: of('low'), high: of('high') };
}

function spread(of: (bound: Bound) => Exact): Spread {
  return ordered(of('low'), of('high'));
}

function nullable(of: (bound: Bound) => Exact | null): Spread | null {
  const [low, high] = [of('low'), of('high')];
  return low && high ? ordered(low, high) : null;
}
