/**
 * The comparison: a plan, a month and the usage in; per offer a bill, per alternative what it saves, out.
 *
 * An inconclusive month gives no monthly figure at all, only what the calls seen cost each. Where token totals could not be
 * split every figure is a range whose two ends assume the same split on both sides. Words about the figures: notes.ts.
 */
import type { Note } from '../core/diagnostics.js';
import { compare, divide, type Exact, exact, isZero, multiply, ONE, subtract } from '../core/exact.js';
import type { Bill, Bound, Exchange, MonthlyUsage, OfferPricing } from '../offers/bill.js';
import type { Plan } from '../offers/plan.js';
import { type BreakEven, breakEven } from './break-even.js';
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
import { hitRateBreakEven } from './hit-rate-break-even.js';
import { oneTimeCost as costOfMoving, oneTimeParts } from './moving.js';
import { nearTiers } from './near-tiers.js';
import { comparisonNotes, resultNotes } from './notes.js';
import { economicsOf, volumesOf } from './savings.js';
import { sensitivities } from './sensitivity.js';
import { type Signs, type Suggestion, suggestions } from './suggestions.js';
import { callsOf, tokensOf, volumeFactor, volumeText } from './volume.js';
import { changed, changesOf, swapsOf } from './what-if.js';
import { whatIfNotes, whatIfText } from './what-if-words.js';

const MILLION = exact(1_000_000n);

/**
 * Throws a configuration error for what the offers refuse (usage no step charges, terms not supported), for offers in
 * different currencies, and for routes that overlap.
 */
export function compareOffers(input: CompareInput): CompareResult {
  const { month, exchange } = input;
  const plan = toldIn(input.plan, exchange);
  const pricing = remembered(input.pricing);
  const isConclusive = plan.volume !== null || month.basis !== 'inconclusive';
  const factor = isConclusive ? (plan.volume ? volumeFactor(plan.volume, input.usage) : month.factor) : ONE;
  const usage: MonthlyUsage = {
    month: month.month,
    days: exact(BigInt(month.daysInMonth)),
    usage: input.usage,
    factor,
    exchange,
  };
  const { currency } = input.plan;
  const baseline = singleCandidate(plan.baseline, usage, pricing, currency);
  const alternatives = plan.alternatives.map((offer) => singleCandidate(offer, usage, pricing, currency));
  if (plan.routes.length > 0) alternatives.push(routedCandidate(input.plan, usage, input.dimensions, pricing));
  const changedMonth = whatIfMonth(input, usage, pricing);
  const monthOf = new Map<Candidate, MonthlyUsage>();
  if (changedMonth !== undefined) {
    for (const offer of [plan.baseline, ...plan.alternatives]) {
      const candidate = singleCandidate(offer, changedMonth.month, pricing, currency);
      const one = {
        ...candidate,
        id: `${offer.id}${WHAT_IF}`,
        label: `${offer.label}, what if: ${changedMonth.text}`,
        variantOf: null,
      };
      monthOf.set(one, changedMonth.month);
      alternatives.push(one);
    }
  }
  const all = [baseline, ...alternatives];
  const offers = all.map((candidate) => costOf(candidate, candidate === baseline, isConclusive));
  const partial = {
    plan,
    month,
    isConclusive,
    reason: isConclusive ? null : (month.reason ?? null),
    sentence: plan.volume ? `${volumeText(plan.volume)}, the mix of the logs` : month.sentence,
    factor,
    calls: multiply(callsOf(input.usage), factor),
    tokens: multiply(tokensOf(input.usage), factor),
    offers,
    comparisons: isConclusive
      ? alternatives.map((candidate) =>
          compared(input, plan, baseline, candidate, monthOf.get(candidate) ?? usage, pricing),
        )
      : [],
    whatIf: input.whatIf ?? null,
  };
  const found = isConclusive && input.isSuggesting ? suggested(partial.comparisons) : null;
  const result = { ...partial, suggestions: found };
  return {
    ...result,
    notes: [...resultNotes(result, input, usage), ...(changedMonth?.notes ?? []), ...noSuggestion(result.suggestions)],
  };

  function suggested(comparisons: readonly Comparison[]): Suggestion[] {
    return suggestions({
      plan: input.plan,
      month: usage,
      baseline,
      alternatives: alternatives.flatMap((candidate, index) =>
        monthOf.has(candidate) ? [] : [{ candidate, cliffs: comparisons[index]?.cliffs ?? [] }],
      ),
      pricing,
      signs: input.signs ?? NO_SIGNS,
      currency,
    });
  }
}

function noSuggestion(found: readonly Suggestion[] | null): Note[] {
  if (found === null || found.length > 0) return [];
  return [{ code: 'no_suggestion', message: 'these calls show no way to pay less for them at the same seller' }];
}

/** What is put behind the id of an offer whose usage is another one. */
export const WHAT_IF = ':what-if';

const NO_SIGNS: Signs = { isFailure: () => false, isNight: () => false, isSmall: () => false };

/** The month with the usage as it would have been; undefined when nobody asked. */
function whatIfMonth(
  input: CompareInput,
  usage: MonthlyUsage,
  pricing: OfferPricing,
): { readonly month: MonthlyUsage; readonly text: string; readonly notes: readonly Note[] } | undefined {
  const { whatIf } = input;
  if (whatIf === undefined) return undefined;
  const swaps = swapsOf(whatIf, usage.usage, input.skuOf ?? (() => ({ sku: null, candidates: [] })));
  const after = changed(usage.usage, changesOf(whatIf, swaps, (input.signs ?? NO_SIGNS).isFailure));
  return {
    month: { ...usage, usage: after },
    text: whatIfText(whatIf),
    notes: whatIfNotes(whatIf, swaps, usage, after, pricing),
  };
}

/** The plan's own amounts in the currency of the figures. */
function toldIn(plan: Plan, exchange: Exchange | undefined): Plan {
  if (!exchange) return plan;
  return {
    ...plan,
    currency: exchange.to,
    oneTimeCost: plan.oneTimeCost && multiply(plan.oneTimeCost, exchange.rate),
    moving: plan.moving && { ...plan.moving, dayRate: multiply(plan.moving.dayRate, exchange.rate) },
  };
}

function costOf(candidate: Candidate, isBaseline: boolean, isConclusive: boolean): OfferCost {
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
    costPerCall: per((bill) => bill.requests, ONE),
    costPerMillionTokens: per((bill) => bill.tokens, MILLION),
    unpriced: use.low.unpriced,
  };
}

function compared(
  input: CompareInput,
  plan: Plan,
  baseline: Candidate,
  candidate: Candidate,
  usage: MonthlyUsage,
  pricing: OfferPricing,
): Comparison {
  const evaluated: Evaluated = { plan, baseline, candidate, usage, pricing };
  // Of calls as they would have been there is no other side with the same usage.
  const monthIsOther = candidate.id.endsWith(WHAT_IF);
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
  const volumes = volumesOf(plan.horizonMonths, plan.monthlyGrowth);
  // The dear end is the cheap one wherever nothing had to be split, and the searches below are worth doing once.
  const ends = <Value>(of: (bound: Bound) => Value): Record<Bound, Value> => {
    const low = of('low');
    return { low, high: hasTwoEnds(usage) ? of('high') : low };
  };
  const economics = ends((bound) =>
    economicsOf({
      monthlySavings: savingsOver(baseline, candidate, bound, volumes),
      oneTimeCost,
      yearlyDiscountRate: plan.yearlyDiscountRate,
    }),
  );
  const tokens = baseline.billAt('low').tokens;
  const thresholds = [...baseline.thresholds, ...candidate.thresholds];
  const breaks = ends((bound) => breakEven((volume) => savings(bound, total, volume), tokens, thresholds));
  const partial = {
    alternative: candidate.id,
    savings: {
      monthly: spread((bound) => savings(bound, total)),
      rate: nullable((bound) => rate(bound, total)),
      monthlyWithoutInfrastructure: spread((bound) => savings(bound, bare)),
      rateWithoutInfrastructure: nullable((bound) => rate(bound, bare)),
      byCause: savingsByCause(baseline.billAt('low'), candidate.billAt('low')),
    },
    months: monthPairs(baseline, candidate, volumes),
    oneTimeParts: parts,
    oneTimeCost,
    netBenefit: spread((bound) => economics[bound].netBenefit),
    roi: nullable((bound) => economics[bound].roi),
    paybackMonths: nullable((bound) => economics[bound].paybackMonths),
    npv: spread((bound) => economics[bound].npv),
    breakEven: sameBreakEven(breaks.low, breaks.high),
    hitRateBreakEven: monthIsOther ? null : hitRateBreakEven(evaluated),
    nearTiers: nearTiers(candidate),
    sensitivities:
      input.isSensitivityAsked === true && !monthIsOther
        ? sensitivities({
            plan,
            baseline,
            candidate,
            month: usage,
            pricing,
            currency: input.plan.currency,
            oneTimeCost: oneTimeCost ?? exact(0n),
          })
        : null,
    unknownCarries: unknownCarries(evaluated),
    cliffs: candidate.offers.flatMap(cliffsOf),
  };
  return { ...partial, notes: comparisonNotes(partial, evaluated, input.counted) };
}

/** Month after month, each starting with what the one before left: prepaid credit, yearly minimums. */
function savingsOver(baseline: Candidate, candidate: Candidate, bound: Bound, volumes: readonly Exact[]): Exact[] {
  const before = baseline.billsOver(bound, volumes);
  const after = candidate.billsOver(bound, volumes);
  return before.map((bill, index) => subtract(bill.total, (after[index] ?? bill).total));
}

function monthPairs(baseline: Candidate, candidate: Candidate, volumes: readonly Exact[]): MonthPair[] {
  const after = candidate.billsOver('low', volumes);
  return baseline
    .billsOver('low', volumes)
    .map((bill, index) => ({ baseline: bill.total, alternative: (after[index] ?? bill).total }));
}

/** A volume that depends on how totals split is not known, so it is not stated. */
function sameBreakEven(low: BreakEven | null, high: BreakEven | null): BreakEven | null {
  if (!low || !high || low.cheaper !== high.cheaper) return null;
  return compare(low.tokensPerMonth, high.tokensPerMonth) === 0 ? low : null;
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
