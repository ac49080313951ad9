/**
 * What a comparison takes and gives. Types, and how two ends become a range; no evaluation.
 */

import type { Note } from '../core/diagnostics.js';
import { compare, type Exact, isZero, maximum, minimum } from '../core/exact.js';
import type { Phrase } from '../core/phrase.js';
import type { Dimension, WhatIf } from '../core/question.js';
import type { MeteredUsage } from '../core/usage.js';
import type { Bill, Bound, Exchange, OfferPricing } from '../offers/bill.js';
import type { Plan } from '../offers/plan.js';
import { isPriceMissing, type UnpricedUsage } from '../pricing/types.js';
import type { BreakEven } from './break-even.js';
import type { Candidate } from './candidates.js';
import type { UnknownCarry } from './carries-unknown.js';
import type { Cause } from './causes.js';
import type { Cliff } from './cliffs.js';
import type { HitRateBreakEven, MissingPrice } from './hit-rate-break-even.js';
import type { Ahead, Horizon } from './horizon.js';
import type { Month } from './month.js';
import type { OneTimePart } from './moving.js';
import type { NearTiers } from './near-tiers.js';
import type { Outcomes } from './outcomes.js';
import type { Sensitivity } from './sensitivity.js';
import type { Signs, Suggestion } from './suggestions.js';
import type { SkuOf } from './what-if.js';

/** Two ends that are equal wherever nothing had to be split. */
export interface Spread {
  readonly low: Exact;
  readonly high: Exact;
}

export interface OfferCost {
  readonly id: string;
  readonly label: string;
  readonly kind: Candidate['kind'];
  readonly variantOf: string | null;
  readonly isBaseline: boolean;
  /** The bill of the month; null when the month is inconclusive. */
  readonly bills: Readonly<Record<Bound, Bill>> | null;
  /** What depends on use, per call and per million tokens of it; null without calls or tokens. */
  readonly costPerCall: Spread | null;
  readonly costPerMillionTokens: Spread | null;
  /** Usage the offer could not price: its cost is then a lower bound. */
  readonly unpriced: readonly UnpricedUsage[];
}

/** What both sides cost in one month of the horizon. */
export interface MonthPair {
  /** YYYY-MM where the months are those of a forecast. */
  readonly month: string | null;
  readonly tokens: Exact;
  readonly baseline: Exact;
  readonly alternative: Exact;
}

/** Nothing that the offer's cost depends on could be priced: it is not known, and certainly not 0. */
export function isUnknown({ bills, unpriced }: OfferCost): boolean {
  return bills !== null && unpriced.length > 0 && isZero(bills.low.total) && isZero(bills.high.total);
}

export interface Comparison {
  readonly alternative: string;
  readonly savings: {
    readonly monthly: Spread;
    /** Of the baseline's cost; null where that is 0. */
    readonly rate: Spread | null;
    readonly monthlyWithoutInfrastructure: Spread;
    readonly rateWithoutInfrastructure: Spread | null;
    /** At the cheap end; the parts add up to the saving there. */
    readonly byCause: Readonly<Record<Cause, Exact>>;
  };
  /** Month by month of the horizon, at the cheap end. */
  readonly months: readonly MonthPair[];
  readonly oneTimeParts: readonly OneTimePart[];
  /** Of moving, with what the offer charges once; null when nobody stated one. */
  readonly oneTimeCost: Exact | null;
  readonly netBenefit: Spread;
  readonly roi: Spread | null;
  readonly paybackMonths: Spread | null;
  readonly npv: Spread;
  /** How sure it is, by the forecast; null without one. */
  readonly outcomes: Outcomes | null;
  readonly breakEven: BreakEven | null;
  readonly hitRateBreakEven: HitRateBreakEven | null;
  /** Why there is none to be told: what has no price that it depends on. Empty where nothing lacks one. */
  readonly hitRateUnpriced: readonly MissingPrice[];
  readonly nearTiers: NearTiers | null;
  /** Null when nobody asked for it. */
  readonly sensitivities: readonly Sensitivity[] | null;
  /** What is not known of the alternative and makes a difference. */
  readonly unknownCarries: readonly UnknownCarry[];
  readonly cliffs: readonly Cliff[];
  readonly notes: readonly Note[];
}

/** Whether either side of a comparison is not known at all: then neither is what the one saves against the other. */
export function isUncertain({ offers }: Pick<CompareResult, 'offers'>, { alternative }: Comparison): boolean {
  return offers.some((offer) => (offer.isBaseline || offer.id === alternative) && isUnknown(offer));
}

/**
 * What savings are where some usage has no price: at most the figure where it is the alternative's, at least where it is the
 * baseline's, and neither where it is both's. Null where all has one.
 */
export type SavingsBound = 'upper' | 'lower' | 'neither';

export function savingsBound({ offers }: Pick<CompareResult, 'offers'>, alternative: string): SavingsBound | null {
  const isOpen = (offer: OfferCost | undefined) => offer?.unpriced.some(isPriceMissing) === true;
  const before = isOpen(offers.find(({ isBaseline }) => isBaseline));
  const after = isOpen(offers.find(({ id, isBaseline }) => !isBaseline && id === alternative));
  if (before && after) return 'neither';
  return after ? 'upper' : before ? 'lower' : null;
}

export interface WhatIfInput {
  readonly asked: WhatIf;
  /** Finds models that a swap names. */
  readonly skuOf: SkuOf;
  readonly signs: Pick<Signs, 'isFailure'>;
}

export interface CompareInput {
  readonly plan: Plan;
  readonly month: Month;
  /** Of the calls the month counts (`month.period`), grouped by `dimensions`. */
  readonly usage: readonly MeteredUsage[];
  /** Of the same calls those that nobody is charged for; undefined: none. They are calls all the same, of a volume too. */
  readonly uncharged?: readonly MeteredUsage[] | undefined;
  readonly dimensions: readonly Dimension[];
  readonly pricing: OfferPricing;
  /** What figures are told at, where the plan or an offer is in another currency; all to the same one. */
  readonly exchanges?: readonly Exchange[] | undefined;
  /** The list prices that come with the tool, for a remark on flat prices; left out, the remark is too. */
  readonly publishedPricing?: OfferPricing | undefined;
  /** Left out, no other usage is looked at. */
  readonly whatIf?: WhatIfInput | undefined;
  /** What tells calls apart that a suggestion is about; left out, nothing is suggested. */
  readonly suggestBy?: Signs | undefined;
  readonly isSensitivityAsked?: boolean | undefined;
  /** The months after the last call, or why nothing is known of them. */
  readonly ahead?: Ahead | { readonly reason: string } | undefined;
  /** Distinct keys and endpoints among the calls, for what is assumed of infrastructure. */
  readonly counted?: { readonly keys: bigint; readonly endpoints: bigint } | undefined;
}

export interface CompareResult {
  readonly plan: Plan;
  readonly month: Month;
  readonly isConclusive: boolean;
  /** Why not, and what to do. */
  readonly reason: string | null;
  /** How the month's usage came about from the calls seen. */
  readonly sentence: Phrase;
  /** Calls seen × factor = calls of the month. */
  readonly factor: Exact;
  /** Of the month; of the calls seen when it is inconclusive. */
  readonly calls: Exact;
  readonly tokens: Exact;
  /** Baseline first, then the alternatives in the order asked, then what routes make. */
  readonly offers: readonly OfferCost[];
  readonly comparisons: readonly Comparison[];
  readonly horizon: Horizon;
  readonly whatIf: WhatIf | null;
  /** The largest first; null when nobody asked for them. */
  readonly suggestions: readonly Suggestion[] | null;
  readonly notes: readonly Note[];
}

/** The one bill of a spread, or both: low is the cheaper end of what could not be split. */
export function spreadOf(bills: Readonly<Record<Bound, Bill>>, value: (bill: Bill) => Exact): Spread {
  return ordered(value(bills.low), value(bills.high));
}

export function isRange(spread: Spread): boolean {
  return compare(spread.low, spread.high) !== 0;
}

export function ordered(left: Exact, right: Exact): Spread {
  return { low: minimum(left, right), high: maximum(left, right) };
}
