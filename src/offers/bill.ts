/**
 * The words of this folder: what an offer is evaluated on, and the bill that comes out. No behaviour.
 */
import type { Exact } from '../core/exact.js';
import type { MeteredUsage } from '../core/usage.js';
import type { StepKind } from '../pricing/offer-steps.js';
import type { PricedUsage, UnpricedUsage } from '../pricing/types.js';
import type { Carry } from './carry.js';

/** Usage of which an offer may get only a part: calls are whole in a log, so a share of them is kept beside them. */
export interface UsageShare extends MeteredUsage {
  /** 0 to 1; all of it when left out. */
  readonly share?: Exact | undefined;
}

/** Usage of one month: `usage` as counted, times `factor`. */
export interface MonthlyUsage {
  /** YYYY-MM; null where the logs have no times: steps with dates are then refused. */
  readonly month: string | null;
  /** Days of that month, for steps charged per hour; 30 where the month is not known. */
  readonly days: Exact;
  readonly usage: readonly UsageShare[];
  /** What a month is to the usage: 31/12 for twelve of 31 days. Quantities and calls are multiplied by it before they are priced. */
  readonly factor: Exact;
  /**
   * The usage is not the calls of that month but stands for them: what of a month is free was then not used up in the order of
   * their times, and is taken off their sum.
   */
  readonly isProjected?: boolean | undefined;
  /** What bills are told at, where offers are in other currencies than the comparison; all to the same one. */
  readonly exchanges?: readonly Exchange[] | undefined;
}

/** A rate somebody stated: `rate` units of `to` are one unit of `from`. */
export interface Exchange {
  readonly from: string;
  readonly to: string;
  readonly rate: Exact;
}

/** What an offer needs of price books. `book` names the offer's own book; without it the list prices answer. */
export interface OfferPricing {
  price(usage: MeteredUsage, book?: string): PricedUsage;
  /** The currency of the book's prices. */
  currency(book?: string): string;
}

/**
 * Which end of the range to charge where calls log only a token total: the cheaper or the dearer way to split it. The
 * two ends are two bills, so that both sides of a comparison assume the same.
 */
export type Bound = 'low' | 'high';

export interface BillStep {
  readonly id: string;
  readonly kind: StepKind | 'rounding';
  /** How the amount comes about, for a person: every figure in it is exact. */
  readonly formula: string;
  /** What the step was computed on; null for steps without a base. */
  readonly base: Exact | null;
  /** What the step adds to the total, in the bill's currency. */
  readonly amount: Exact;
}

/** What one month costs at an offer. The total is the sum of the steps' amounts. */
export interface Bill {
  readonly offer: string;
  readonly currency: string;
  readonly steps: readonly BillStep[];
  readonly total: Exact;
  /** Sum of the steps of kind infra: assumed by whoever wrote the offer, not billed by the seller. */
  readonly infrastructure: Exact;
  readonly totalWithoutInfrastructure: Exact;
  /** The same usage at list prices without any step, in the list's currency. */
  readonly list: Exact;
  readonly listCurrency: string;
  /** Usage the offer's `usage` steps could not price: the total is then a lower bound. */
  readonly unpriced: readonly UnpricedUsage[];
  /** Prepaid credit that is left at the end of the month, carried to the next one: not part of the total. */
  readonly unusedCredit: Exact;
  /** Prepaid credit bought less credit used: what is paid in the month is total + this. */
  readonly creditChange: Exact;
  /** What the next month's bill starts with. */
  readonly after: Carry;
  /** Charged once and not per month (fixed steps `per: once`): not part of the total. */
  readonly oneTime: Exact;
  readonly tokens: Exact;
  readonly requests: Exact;
}
