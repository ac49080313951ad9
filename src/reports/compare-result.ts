/**
 * `compare` as programs read it. Money is exact; volumes, rates and months are numbers.
 *
 * Where token totals could not be split a figure is null and has `_low` and `_high` beside it, as in `cost`.
 */

import type { Note } from '../core/diagnostics.js';
import { compare, type Exact, isZero, ONE, subtract, toNumber } from '../core/exact.js';
import { english } from '../core/phrase.js';
import type { Bill, BillStep } from '../offers/bill.js';
import type { BreakEven } from '../projection/break-even.js';
import type { CompareResult, Comparison, OfferCost, SavingsBound, Spread } from '../projection/comparison.js';
import { isRange, isUncertain, savingsBound, spreadOf } from '../projection/comparison.js';
import type { NearTier } from '../projection/near-tiers.js';
import type { Outcomes, PathInterval } from '../projection/outcomes.js';
import type { Suggestion } from '../projection/suggestions.js';
import { backtestResult } from './backtest.js';
import type { ResultValue } from './report.js';

type Entries = Record<string, ResultValue>;

export function compareResult(result: CompareResult): Entries {
  const { plan, month } = result;
  const alternatives = result.offers.filter((offer) => !offer.isBaseline);
  return {
    scenario: plan.id,
    baseline: plan.baseline.id,
    horizon_months: plan.horizonMonths,
    month: {
      basis: result.isConclusive && plan.volume ? 'stated_volume' : month.basis,
      months: month.months,
      factor: numberOf(result.factor),
      days_seen: month.daysSeen,
      days_in_month: month.daysInMonth,
      sentence: english(result.sentence),
    },
    horizon: horizonResult(result),
    is_conclusive: result.isConclusive,
    reason: result.reason,
    calls: numberOf(result.calls),
    tokens: numberOf(result.tokens),
    offers: result.offers.map((offer) => offerResult(offer)),
    comparisons: result.isConclusive
      ? result.comparisons.map((comparison) =>
          isUncertain(result, comparison)
            ? noComparison(comparison.alternative)
            : comparisonResult(comparison, plan.horizonMonths, savingsBound(result, comparison.alternative)),
        )
      : alternatives.map((offer) => noComparison(offer.id)),
    what_if: whatIfResult(result.whatIf),
    suggestions: result.suggestions?.map(suggestionResult) ?? null,
  };
}

function horizonResult({ horizon, plan, isConclusive }: CompareResult): Entries | null {
  if (!isConclusive) return null;
  const { basis, reason, ahead } = horizon;
  return {
    basis,
    reason,
    monthly_growth:
      basis === 'stated_growth' && plan.monthlyGrowth ? numberOf(subtract(plan.monthlyGrowth, ONE)) : null,
    as_of: ahead?.asOf ?? null,
    paths: ahead?.paths.length ?? null,
    seed: ahead?.seed ?? null,
    backtest: ahead && backtestResult(ahead.tested),
  };
}

function outcomesResult(outcomes: Outcomes | null): Entries {
  const ends = (key: string, interval: PathInterval<Exact | null> | null, as: (value: Exact) => ResultValue = same) =>
    Object.fromEntries(
      (['at80', 'at95'] as const).flatMap((level) =>
        (['low', 'high'] as const).map((end) => {
          const value = interval?.[level][end] ?? null;
          return [`${key}_${level.slice(2)}_${end}`, value && as(value)];
        }),
      ),
    );
  return {
    ...spreadEntries('probability_of_paying', outcomes?.probability ?? null, numberOf),
    ...ends('net_benefit', outcomes?.netBenefit ?? null),
    ...ends('payback_months', outcomes?.paybackMonths ?? null, numberOf),
  };
}

function same(value: Exact): ResultValue {
  return value;
}

function whatIfResult(whatIf: CompareResult['whatIf']): Entries | null {
  if (whatIf === null) return null;
  return {
    swaps: whatIf.swaps.map(({ from, to }) => ({ from, to })),
    batch: whatIf.batch === undefined ? null : numberOf(whatIf.batch),
    tier: whatIf.tier ?? null,
    cache_hit: whatIf.cacheHit === undefined ? null : numberOf(whatIf.cacheHit),
    without_failures: whatIf.isWithoutFailures,
  };
}

function suggestionResult({ kind, subject, advice, calls, monthlySavings }: Suggestion): Entries {
  return { kind, subject, advice, calls: calls && numberOf(calls), monthly_savings: monthlySavings };
}

function offerResult(offer: OfferCost): Entries {
  const { bills } = offer;
  const isOpen = offer.unpriced.length > 0;
  const known = (spread: Spread | null) =>
    spread && isOpen && isZero(spread.low) && isZero(spread.high) ? null : spread;
  const money = (key: string, value: (bill: Bill) => Exact) =>
    spreadEntries(key, bills && known(spreadOf(bills, value)));
  return {
    offer: offer.id,
    label: offer.label,
    kind: offer.kind,
    variant_of: offer.variantOf,
    is_baseline: offer.isBaseline,
    steps: bills ? bills.low.steps.map((step, index) => stepResult(step, bills.high.steps[index] ?? step, isOpen)) : [],
    ...money('monthly_cost', (bill) => bill.total),
    ...money('monthly_cost_without_infrastructure', (bill) => bill.totalWithoutInfrastructure),
    ...money('list_cost', (bill) => bill.list),
    ...spreadEntries('unused_credit', bills && spreadOf(bills, (bill) => bill.unusedCredit)),
    one_time_charge: bills ? bills.low.oneTime : null,
    ...spreadEntries('cost_per_call', known(offer.costPerCall)),
    ...spreadEntries('cost_per_million_tokens', known(offer.costPerMillionTokens)),
    is_lower_bound: offer.unpriced.length > 0,
  };
}

/** What a step makes of usage is not known, and not 0, where nothing of that usage has a price. */
export function isStepUnknown({ kind, amount }: BillStep, isOpen: boolean): boolean {
  return isOpen && isZero(amount) && ['usage', 'tiered_rate', 'percent'].includes(kind);
}

/** `isOpen`: the bill holds usage without a price. */
export function stepResult(low: BillStep, high: BillStep, isOpen: boolean): Entries {
  const isOne = compare(low.amount, high.amount) === 0;
  const formula = low.formula === high.formula ? low.formula : `${low.formula} — or, at the dear end: ${high.formula}`;
  return {
    id: low.id,
    kind: low.kind,
    formula,
    amount: isOne && !isStepUnknown(low, isOpen) ? low.amount : null,
    ...(isOne ? {} : { amount_low: low.amount, amount_high: high.amount }),
  };
}

function comparisonResult(comparison: Comparison, horizonMonths: number, bound: SavingsBound | null): Entries {
  const { savings, breakEven, hitRateBreakEven: hitRate, nearTiers: tiers, outcomes } = comparison;
  return {
    alternative: comparison.alternative,
    savings: {
      ...spreadEntries('monthly', savings.monthly),
      ...spreadEntries('rate', savings.rate, numberOf),
      ...spreadEntries('monthly_without_infrastructure', savings.monthlyWithoutInfrastructure),
      ...spreadEntries('rate_without_infrastructure', savings.rateWithoutInfrastructure, numberOf),
      by_cause: { ...savings.byCause },
    },
    savings_bound: bound,
    one_time_cost: comparison.oneTimeCost,
    one_time_parts: comparison.oneTimeParts.map(({ id, formula, amount }) => ({ id, formula, amount })),
    horizon_months: horizonMonths,
    ...spreadEntries('net_benefit', comparison.netBenefit),
    ...spreadEntries('roi', comparison.roi, numberOf),
    ...spreadEntries('payback_months', comparison.paybackMonths, numberOf),
    ...spreadEntries('npv', comparison.npv),
    ...outcomesResult(outcomes),
    months: comparison.months.map((one, index) => {
      const interval = outcomes?.months[index];
      return {
        month: index + 1,
        calendar_month: one.month,
        tokens: numberOf(one.tokens),
        baseline: one.baseline,
        alternative: one.alternative,
        savings: subtract(one.baseline, one.alternative),
        savings_80_low: interval?.at80.low ?? null,
        savings_80_high: interval?.at80.high ?? null,
        savings_95_low: interval?.at95.low ?? null,
        savings_95_high: interval?.at95.high ?? null,
      };
    }),
    break_even_cache_hit_rate: hitRate && { rate: numberOf(hitRate.rate), cheaper: hitRate.cheaper },
    near_tiers: tiers && {
      here: tierResult(tiers.here),
      below: tiers.below && tierResult(tiers.below),
      above: tiers.above && tierResult(tiers.above),
    },
    sensitivity:
      comparison.sensitivities?.map(({ factor, less, more }) => ({
        factor,
        net_benefit_less: less,
        net_benefit_more: more,
      })) ?? null,
    break_even: breakEven && breakEvenResult(breakEven),
    carries_unknown: comparison.unknownCarries.map((one) => ({
      what: snakeCase(one.what),
      monthly_cost_if_carried: one.costIfCarried,
      monthly_cost_if_not: one.costIfNot,
      calls_lost_if_not: one.callsLost,
      cache_hit_rate: one.observedHitRate && numberOf(one.observedHitRate),
      break_even_cache_hit_rate: one.breakEvenHitRate && numberOf(one.breakEvenHitRate),
    })),
    cliffs: comparison.cliffs.map((cliff) => ({
      from: numberOf(cliff.from),
      to: numberOf(cliff.to),
      cheaper_at: numberOf(cliff.cheaperAt),
      step: cliff.step,
      metric: cliff.metric,
      scope: cliff.scope,
    })),
    notes: comparison.notes.map(noteResult),
  };
}

function breakEvenResult({ tokensPerMonth, cheaper, until, ranges, isComplete }: BreakEven): Entries {
  return {
    tokens_per_month: numberOf(tokensPerMonth),
    cheaper,
    until_tokens_per_month: until && numberOf(until),
    cheaper_ranges: ranges.map(({ from, to }) => ({ from: from && numberOf(from), to: to && numberOf(to) })),
    is_complete: isComplete,
  };
}

function tierResult({ tokens, monthlyCost, costPerMillionTokens }: NearTier): Entries {
  return { tokens: numberOf(tokens), monthly_cost: monthlyCost, cost_per_million_tokens: costPerMillionTokens };
}

/** An inconclusive month has no monthly figure; the alternative is named all the same. */
function noComparison(alternative: string): Entries {
  const unknown = [
    'savings',
    'savings_bound',
    'one_time_cost',
    'net_benefit',
    'roi',
    'payback_months',
    'npv',
    'break_even_cache_hit_rate',
    'near_tiers',
    'sensitivity',
    'break_even',
  ];
  return {
    alternative,
    ...Object.fromEntries(unknown.map((key) => [key, null])),
    ...outcomesResult(null),
    one_time_parts: [],
    months: [],
    carries_unknown: [],
    cliffs: [],
    notes: [],
  };
}

function snakeCase(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function spreadEntries(
  key: string,
  spread: Spread | null,
  as: (value: Exact) => ResultValue = (value) => value,
): Entries {
  if (!spread) return { [key]: null };
  return isRange(spread)
    ? { [key]: null, [`${key}_low`]: as(spread.low), [`${key}_high`]: as(spread.high) }
    : { [key]: as(spread.low) };
}

function noteResult({ code, message, count }: Note): Entries {
  return { code, message, count: count ?? null };
}

/** The float nearest to the value: a division of two integers that floats hold is rounded once, and correctly. */
export function numberOf(value: Exact): number {
  const [numerator, denominator] = [Number(value.numerator), Number(value.denominator)];
  const isHeld = Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator);
  return isHeld ? numerator / denominator : toNumber(value);
}
