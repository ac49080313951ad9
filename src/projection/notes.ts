/**
 * What a comparison says in words beside its figures: what is assumed, what does not fit together, what is missing.
 *
 * Figures in these sentences are rounded to cents for reading; the exact ones are in the result.
 */

import { type Note, noteOf } from '../core/diagnostics.js';
import { add, ceiling, compare, type Exact, exact, floor, isZero, subtract, ZERO } from '../core/exact.js';
import { say } from '../core/phrase.js';
import { plural } from '../core/text.js';
import type { MonthlyUsage } from '../offers/bill.js';
import { isPriceMissing } from '../pricing/types.js';
import { type BreakEven, isOneSided } from './break-even.js';
import type { Evaluated } from './candidates.js';
import { unknownNotes } from './carries-unknown.js';
import type { Cliff } from './cliffs.js';
import {
  type CompareInput,
  type CompareResult,
  type Comparison,
  isRange,
  type OfferCost,
  type Spread,
  spreadOf,
} from './comparison.js';
import { flatPriceNote } from './flat-price-note.js';
import type { MissingPrice } from './hit-rate-break-even.js';
import { shownCount, shownMoney, shownRate } from './shown.js';

export function comparisonNotes(
  comparison: Omit<Comparison, 'notes'>,
  evaluated: Evaluated,
  counted?: CompareInput['counted'],
): Note[] {
  const { candidate, plan, baseline } = evaluated;
  const low = candidate.billAt('low');
  const notes: Note[] = [];
  const infrastructure = subtract(baseline.billAt('low').infrastructure, low.infrastructure);
  const { monthly, monthlyWithoutInfrastructure: bare } = comparison.savings;
  if (!isZero(infrastructure) && !isRange(monthly) && !isRange(bare)) {
    const before = shownMoney(baseline.billAt('low').totalWithoutInfrastructure);
    const after = shownMoney(low.totalWithoutInfrastructure);
    notes.push({
      code: 'assumed_infrastructure',
      message:
        `${candidate.id}: ${shownMoney(infrastructure)} of the ${shownMoney(monthly.low)} ${plan.currency} saved per month is assumed ` +
        `infrastructure; without it ${before} against ${after}, ${shownMoney(bare.low)}${rateText(comparison.savings.rateWithoutInfrastructure)}${countedText(counted)}`,
    });
  }
  if (!isZero(low.unusedCredit)) {
    notes.push({
      code: 'unused_credit',
      message:
        `${candidate.id}: ${shownMoney(low.unusedCredit)} ${plan.currency} of prepaid credit is left over and carried to the next ` +
        `month; ${shownMoney(add(low.total, low.creditChange))} is paid`,
    });
  }
  if (!isZero(low.oneTime)) {
    notes.push({
      code: 'one_time_charge',
      message: `${candidate.id}: charges ${shownMoney(low.oneTime)} ${plan.currency} once; it is part of the one-time cost`,
    });
  }
  const even = comparison.hitRateBreakEven;
  if (even !== null) {
    notes.push({
      code: 'break_even_cache_hit_rate',
      message: `${candidate.id}: cheaper than ${baseline.id} ${even.cheaper} a cache-hit rate of ${shownRate(even.rate)} at both`,
    });
  }
  notes.push(...hitRateUnknownNote(candidate.id, baseline.id, comparison.hitRateUnpriced));
  notes.push(...rangesNote(candidate.id, baseline.id, comparison.breakEven));
  for (const cliff of comparison.cliffs) notes.push(...cliffNote(candidate.id, cliff, low.tokens));
  const unpriced = low.unpriced.filter(isPriceMissing);
  if (unpriced.length > 0) {
    const isBaselineOpen = baseline.billAt('low').unpriced.some(isPriceMissing);
    notes.push({
      code: 'offer_lower_bound',
      message: isBaselineOpen
        ? `${candidate.id}: some usage has no price there and none at ${baseline.id}, so both costs are lower bounds and the savings may be more or less`
        : `${candidate.id}: some usage has no price there, so its cost is a lower bound and the savings an upper one`,
      count: unpriced.length,
      incomplete: true,
    });
  }
  return [...notes, ...unknownNotes(evaluated, comparison.unknownCarries)];
}

export function resultNotes(result: Omit<CompareResult, 'notes'>, input: CompareInput, usage: MonthlyUsage): Note[] {
  const notes: Note[] = [...result.month.notes];
  if (!result.isConclusive) {
    notes.push({
      code: 'inconclusive_month',
      message: result.reason ?? 'no month can be told from these calls',
      incomplete: true,
    });
  }
  notes.push(...variantNotes(result.offers), ...notWorthIt(result));
  notes.push(...flatPriceNote(input, usage));
  const [baseline] = result.offers;
  const unpriced = baseline?.unpriced.filter(isPriceMissing) ?? [];
  if (baseline && unpriced.length > 0) {
    notes.push({
      code: 'baseline_lower_bound',
      message: `${baseline.id}: some usage has no price, so the baseline's cost is a lower bound, and so are savings against offers that price all of it`,
      count: unpriced.length,
      incomplete: true,
    });
  }
  return notes;
}

/** Below this a month of list prices, looking for a better one costs more than it can bring. */
const SMALL_MONTH = exact(100n);

/** Where no alternative pays, and where there is little that any could save. */
function notWorthIt({ comparisons, offers, plan, isConclusive }: Omit<CompareResult, 'notes'>): Note[] {
  const bill = offers[0]?.bills?.high;
  if (!isConclusive || bill === undefined) return [];
  const notes: Note[] = [];
  if (bill.listCurrency === 'USD' && compare(bill.list, SMALL_MONTH) < 0 && !isZero(bill.list)) {
    notes.push({
      code: 'small_volume',
      message:
        `a month of these calls is ${shownMoney(bill.list)} USD at list prices: whatever an offer saves of it, ` +
        'the time to decide and to move is likely to cost more',
    });
  }
  const withCost = comparisons.filter((one) => one.oneTimeCost !== null && !isZero(one.oneTimeCost));
  if (withCost.length > 0 && withCost.every((one) => !isPositive(one.netBenefit.high))) {
    notes.push({
      code: 'never_pays_back',
      message: `no alternative brings back what moving costs within ${plural(plan.horizonMonths, 'month')}`,
    });
  }
  return notes;
}

function isPositive(value: Exact): boolean {
  return value.numerator > 0n;
}

/** Two price lists of one seller that disagree are a question to the seller, not a choice of ours. */
function variantNotes(offers: readonly OfferCost[]): Note[] {
  return offers.flatMap((offer) => {
    const original = offers.find((other) => other.id === offer.variantOf);
    if (!original?.bills || !offer.bills) return [];
    const [one, other] = [original.bills, offer.bills].map((bills) => spreadOf(bills, (bill) => bill.total)) as [
      Spread,
      Spread,
    ];
    if (compare(one.low, other.low) === 0 && compare(one.high, other.high) === 0) return [];
    return [
      {
        code: 'variants_differ',
        message:
          `${original.id} and ${offer.id} are two variants of one seller with different totals, ` +
          `${spreadText(one)} and ${spreadText(other)} per month: ask which one is billed`,
      },
    ];
  });
}

const MOST_NAMES_TOLD = 3;

/** A missing price is not 0, so that nothing follows from where it would make the one cheaper than the other. */
function hitRateUnknownNote(id: string, baseline: string, unpriced: readonly MissingPrice[]): Note[] {
  if (unpriced.length === 0) return [];
  const named = (names: readonly string[]) => {
    const all = [...new Set(names)].sort();
    const left = all.length - MOST_NAMES_TOLD;
    const told = all.slice(0, MOST_NAMES_TOLD);
    return left > 0 ? [...told, say('{count} more', { count: left })] : told;
  };
  const values = {
    id,
    baseline,
    models: named(unpriced.map(({ model }) => model ?? '(unknown)')),
    offers: named(unpriced.map(({ offer }) => offer)),
  };
  return [
    noteOf(
      'break_even_cache_hit_rate_unknown',
      unpriced.every(({ meter }) => meter?.startsWith('cache_read') === true)
        ? say(
            '{id}: at which cache-hit rate it costs as much as {baseline} cannot be known: what {models} costs that is read from a cache has no price at {offers}',
            values,
          )
        : say(
            '{id}: at which cache-hit rate it costs as much as {baseline} cannot be known: some usage of {models} has no price at {offers}',
            values,
          ),
    ),
  ];
}

const MOST_RANGES_TOLD = 4;

/** One volume tells it all only where the alternative is cheaper on all of one side of it. */
function rangesNote(id: string, baseline: string, even: BreakEven | null): Note[] {
  if (even === null || isOneSided(even)) return [];
  const told = even.ranges.slice(0, MOST_RANGES_TOLD).map(({ from, to }) => {
    if (from === null) return say('up to {to}', { to: floor(to ?? ZERO) });
    if (to === null) return say('{from} and more', { from: ceiling(from) });
    return say('{from} to {to}', { from: ceiling(from), to: floor(to) });
  });
  const values = { id, baseline, ranges: told, count: even.ranges.length - told.length };
  const code = 'break_even_ranges';
  if (!even.isComplete)
    return [
      noteOf(
        code,
        say(
          '{id}: by turns cheaper and dearer than {baseline} as volume grows, because what is bought in whole units costs the same until the next one is begun; tokens a month at which it is cheaper, the first: {ranges}',
          values,
        ),
      ),
    ];
  return [
    even.ranges.length > told.length
      ? noteOf(
          code,
          say(
            '{id}: tokens a month at which it is cheaper than {baseline}: {ranges}, and {count} more {count|range|ranges}; at all others it is dearer or costs the same',
            values,
          ),
        )
      : noteOf(
          code,
          say(
            '{id}: tokens a month at which it is cheaper than {baseline}: {ranges}; at all others it is dearer or costs the same',
            values,
          ),
        ),
  ];
}

/** Cliffs are a table of their own; a word is due when the month lies in one. */
function cliffNote(id: string, cliff: Cliff, tokens: Exact): Note[] {
  const isHere = compare(tokens, cliff.from) > 0 && compare(tokens, cliff.to) < 0;
  if (!isHere || cliff.metric !== 'tokens' || cliff.scope !== 'all') return [];
  const message =
    `${id}: this month's ${shownCount(tokens)} tokens cost more than ${shownCount(cliff.cheaperAt)} would, ` +
    `as do all between ${shownCount(cliff.from)} and ${shownCount(cliff.to)} (${cliff.step})`;
  return [{ code: 'in_tier_cliff', message }];
}

/** What is to be run instead, as far as calls can tell. */
function countedText(counted: CompareInput['counted']): string {
  if (counted === undefined || counted.keys + counted.endpoints === 0n) return '';
  const keys = counted.keys === 0n ? [] : [plural(counted.keys, 'key')];
  const endpoints = counted.endpoints === 0n ? [] : [plural(counted.endpoints, 'endpoint')];
  return `; these calls use ${[...keys, ...endpoints].join(' and ')}`;
}

function rateText(rate: Spread | null): string {
  return rate && !isRange(rate) ? ` (${shownRate(rate.low)})` : '';
}

function spreadText(spread: Spread): string {
  return isRange(spread) ? `${shownMoney(spread.low)} to ${shownMoney(spread.high)}` : shownMoney(spread.low);
}
