/**
 * The tables of `compare`: steps by offers as an invoice would list them, then what follows from the totals.
 */

import { ceiling, type Exact, floor, isZero } from '../core/exact.js';
import { type Phrase, say } from '../core/phrase.js';
import type { Bill } from '../offers/bill.js';
import { money } from '../offers/figures.js';
import type { BreakEven } from '../projection/break-even.js';
import { wordOf } from '../projection/carries-unknown.js';
import type { Cliff } from '../projection/cliffs.js';
import {
  type CompareResult,
  type Comparison,
  isRange,
  isUncertain,
  type OfferCost,
  type SavingsBound,
  type Spread,
  savingsBound,
  spreadOf,
} from '../projection/comparison.js';
import { isStepUnknown, numberOf } from './compare-result.js';
import type { Cell, Column, Table } from './report.js';

/** Steps in rows, offers in columns, the month in the last row. */
export function offerTable({ offers, plan }: CompareResult, explain: boolean): Table {
  const rows = stepOrder(offers).map((step) => [step, ...offers.map((offer) => stepCell(offer, step))]);
  return {
    id: 'offers',
    title: 'Cost per month',
    columns: [
      { key: 'step', label: 'step', type: 'text' },
      ...offers.map(
        (offer): Column => ({
          key: offer.id,
          label: say('{name}', { name: offer.id }),
          type: 'money',
          currency: plan.currency,
        }),
      ),
    ],
    rows,
    totals: [say('per month'), ...offers.map((offer) => billCell(offer, (bill) => bill.total))],
    remarks: explain ? formulas(offers) : undefined,
  };
}

/** Baseline first, with and without what is only assumed. */
export function savingsTable({ offers, comparisons, plan }: CompareResult): Table {
  const { currency } = plan;
  const hasVariants = offers.some((offer) => offer.variantOf !== null);
  return {
    id: 'savings',
    title: say('Savings per month against {baseline}', { baseline: plan.baseline.id }),
    columns: [
      { key: 'offer', label: 'offer', type: 'text' },
      { key: 'variant_of', label: 'variant of', type: 'text', isDetail: !hasVariants },
      { key: 'monthly_cost', label: 'per month', type: 'money', currency },
      { key: 'savings', label: 'savings', type: 'money', currency },
      { key: 'savings_rate', label: 'rate', type: 'rate' },
      { key: 'monthly_cost_without_infrastructure', label: 'without infra', type: 'money', currency },
      { key: 'savings_without_infrastructure', label: 'savings', type: 'money', currency },
      { key: 'savings_rate_without_infrastructure', label: 'rate', type: 'rate' },
    ],
    rows: offers.map((offer) => {
      const savings = comparisons.find(
        (one) => one.alternative === offer.id && !offer.isBaseline && !isUncertain({ offers }, one),
      )?.savings;
      const bound = offer.isBaseline ? null : savingsBound({ offers }, offer.id);
      return [
        offer.id,
        offer.variantOf,
        billCell(offer, (bill) => bill.total),
        boundedCell(savings?.monthly, bound),
        rateCell(savings?.rate, bound),
        billCell(offer, (bill) => bill.totalWithoutInfrastructure),
        boundedCell(savings?.monthlyWithoutInfrastructure, bound),
        rateCell(savings?.rateWithoutInfrastructure, bound),
      ];
    }),
  };
}

export function decisionTable({ comparisons, offers, plan }: CompareResult): Table | undefined {
  if (comparisons.length === 0) return undefined;
  const { currency } = plan;
  const hasBreakEven = comparisons.some((comparison) => comparison.breakEven !== null);
  return {
    id: 'decision',
    title: say('Over {months} {months|month|months}', { months: plan.horizonMonths }),
    columns: [
      { key: 'alternative', label: 'alternative', type: 'text' },
      { key: 'one_time_cost', label: 'one-time cost', type: 'money', currency },
      { key: 'net_benefit', label: 'net benefit', type: 'money', currency },
      { key: 'roi', label: 'ROI', type: 'rate' },
      // A figure in months with two decimals: money without a currency is printed like that, and exact everywhere else.
      { key: 'payback_months', label: 'payback (months)', type: 'money' },
      { key: 'npv', label: 'net present value', type: 'money', currency },
      { key: 'break_even_tokens', label: 'break-even tokens/month', type: 'integer', isDetail: !hasBreakEven },
      { key: 'cheaper', label: 'cheaper', type: 'text', isWords: true, isDetail: !hasBreakEven },
    ],
    rows: comparisons.map((comparison: Comparison) => {
      if (isUncertain({ offers }, comparison)) return [comparison.alternative, ...Array<Cell>(7).fill(null)];
      const bound = savingsBound({ offers }, comparison.alternative);
      return [
        comparison.alternative,
        comparison.oneTimeCost,
        boundedCell(comparison.netBenefit, bound),
        rateCell(comparison.roi, bound),
        // The less is saved, the longer it takes.
        boundedCell(comparison.paybackMonths, bound && opposite(bound)),
        boundedCell(comparison.npv, bound),
        breakEvenTokens(comparison.breakEven),
        comparison.breakEven && cheaperSide(comparison.breakEven),
      ];
    }),
  };
}

/** What a month costs if an offer does not carry what nobody knows whether it does. */
export function carriesTable({ comparisons, plan }: CompareResult): Table | undefined {
  const rows = comparisons.flatMap(({ alternative, unknownCarries }) =>
    unknownCarries.map((one): Cell[] => [
      alternative,
      wordOf(one.what),
      one.costIfCarried,
      one.callsLost > 0n ? { low: one.costIfNot, high: one.costIfNot, isLowerBound: true } : one.costIfNot,
      one.observedHitRate && numberOf(one.observedHitRate),
      one.breakEvenHitRate && numberOf(one.breakEvenHitRate),
    ]),
  );
  if (rows.length === 0) return undefined;
  const { currency } = plan;
  const hasRates = comparisons.some(({ unknownCarries }) => unknownCarries.some((one) => one.observedHitRate));
  return {
    id: 'carries',
    title: 'Not known whether it is carried',
    columns: [
      { key: 'offer', label: 'offer', type: 'text' },
      { key: 'what', label: 'what', type: 'text', isWords: true },
      { key: 'monthly_cost_if_carried', label: 'per month if it is', type: 'money', currency },
      { key: 'monthly_cost_if_not', label: 'if not', type: 'money', currency },
      { key: 'cache_hit_rate', label: 'cache-hit rate', type: 'rate', isDetail: !hasRates },
      { key: 'break_even_cache_hit_rate', label: 'breaks even at', type: 'rate', isDetail: !hasRates },
    ],
    rows,
  };
}

export function cliffTable({ comparisons }: CompareResult): Table | undefined {
  const rows = comparisons.flatMap(({ alternative, cliffs }) =>
    cliffs.map((cliff): Cell[] => [
      alternative,
      cliff.step,
      cliff.metric,
      cliff.scope,
      wholeBound(cliff, cliff.from, floor),
      wholeBound(cliff, cliff.to, ceiling),
      wholeBound(cliff, cliff.cheaperAt, ceiling),
    ]),
  );
  if (rows.length === 0) return undefined;
  return {
    id: 'cliffs',
    title: 'Cliffs: volumes that cost more than a larger one',
    columns: [
      { key: 'offer', label: 'offer', type: 'text' },
      { key: 'step', label: 'step', type: 'text' },
      { key: 'metric', label: 'counted in', type: 'text', isWords: true },
      { key: 'scope', label: 'over', type: 'text', isDetail: true },
      { key: 'more_than', label: 'more than', type: 'decimal' },
      { key: 'fewer_than', label: 'and fewer than', type: 'decimal' },
      { key: 'cheaper_at', label: 'cost more than', type: 'decimal' },
    ],
    rows,
  };
}

/** What is left to say when there is no month: what the calls seen cost each, without any monthly fee. */
export function perCallTable({ offers, plan }: CompareResult): Table {
  const { currency } = plan;
  return {
    id: 'per_call',
    title: 'Cost of the calls seen, without what is charged per month',
    columns: [
      { key: 'offer', label: 'offer', type: 'text' },
      { key: 'cost_per_call', label: 'per call', type: 'average', currency },
      { key: 'cost_per_million_tokens', label: 'per million tokens', type: 'money', currency },
    ],
    rows: offers.map((offer) => [offer.id, spreadCell(offer.costPerCall), spreadCell(offer.costPerMillionTokens)]),
  };
}

/** Every step once: those of the first offer in its order, others right after the step they follow in their own offer. */
function stepOrder(offers: readonly OfferCost[]): string[] {
  const order: string[] = [];
  for (const offer of offers) {
    let place = 0;
    for (const step of offer.bills?.low.steps ?? []) {
      const known = order.indexOf(step.id);
      if (known >= 0) place = known + 1;
      else order.splice(place++, 0, step.id);
    }
  }
  return order;
}

function stepCell({ bills, unpriced }: OfferCost, id: string): Cell {
  const step = bills?.low.steps.find((one) => one.id === id);
  if (step && isStepUnknown(step, unpriced.length > 0)) return 'unpriced';
  const of = (bill: Bill) => bill.steps.find((one) => one.id === id)?.amount;
  const [low, high] = [bills && of(bills.low), bills && of(bills.high)];
  return low && high ? spreadCell({ low, high }) : null;
}

function billCell({ bills, unpriced }: OfferCost, value: (bill: Bill) => Exact): Cell {
  if (!bills) return null;
  const spread = spreadOf(bills, value);
  if (unpriced.length === 0) return spreadCell(spread);
  return isZero(spread.low) && isZero(spread.high) ? 'unpriced' : { ...spread, isLowerBound: true };
}

function spreadCell(spread: Spread | null | undefined): Cell {
  if (!spread) return null;
  return isRange(spread) ? { low: spread.low, high: spread.high } : spread.low;
}

/** Where a price is missing on both sides the note says so, and the figure stands for what has one. */
export function boundedCell(spread: Spread | null | undefined, bound: SavingsBound | null): Cell {
  if (!spread || bound === null || bound === 'neither') return spreadCell(spread);
  return { ...spread, isLowerBound: bound === 'lower', isUpperBound: bound === 'upper' };
}

function opposite(bound: SavingsBound): SavingsBound {
  return bound === 'upper' ? 'lower' : bound === 'lower' ? 'upper' : bound;
}

/** Rates have no range of their own: people get both ends as words, programs find them in the JSON. */
function rateCell(rate: Spread | null | undefined, bound: SavingsBound | null): Cell {
  if (!rate) return null;
  if (bound === 'upper') return `≤ ${(numberOf(rate.high) * 100).toFixed(2)} %`;
  if (bound === 'lower') return `≥ ${(numberOf(rate.low) * 100).toFixed(2)} %`;
  if (!isRange(rate)) return numberOf(rate.low);
  return [rate.low, rate.high].map((end) => `${(numberOf(end) * 100).toFixed(2)} %`).join(' – ');
}

/** The first whole volume on the cheaper side. */
function breakEvenTokens(breakEven: BreakEven | null): bigint | null {
  if (!breakEven) return null;
  return breakEven.cheaper === 'above' ? ceiling(breakEven.tokensPerMonth) : floor(breakEven.tokensPerMonth);
}

/** A range with two ends is told with both: beyond the other one the alternative is dearer again. */
function cheaperSide(breakEven: BreakEven): Cell {
  const { cheaper, until, isComplete } = breakEven;
  if (!isComplete) return say('now above, now below it');
  if (until === null) return `${cheaper} it`;
  return cheaper === 'above'
    ? say('above it, up to {tokens}', { tokens: floor(until) })
    : say('below it, down to {tokens}', { tokens: ceiling(until) });
}

/** Tokens and requests are whole, so a bound between two of them says the same as the whole number beside it. */
function wholeBound(cliff: Cliff, bound: Exact, whole: (value: Exact) => bigint): Cell {
  return cliff.metric === 'spend' ? bound : { numerator: whole(bound), denominator: 1n };
}

function formulas(offers: readonly OfferCost[]): Phrase[] {
  return offers.flatMap((offer) =>
    (offer.bills?.low.steps ?? []).map((step) =>
      say('{offer}: {step}: {formula} = {amount}', {
        offer: offer.id,
        step: step.id,
        formula: say(step.formula),
        amount: money(step.amount),
      }),
    ),
  );
}
