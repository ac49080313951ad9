/**
 * What the monthly report is made of: typed figures, computed once, exact, and each with the word that says what it is. The
 * files beside this one lay it out; nothing here or there computes a price.
 */
import type { Entry } from '../../books/entries.js';
import type { Count } from '../../core/count.js';
import type { Exact } from '../../core/exact.js';
import type { PricedUsage, UnpricedUsage } from '../../pricing/types.js';
import type { CompareResult } from '../../projection/comparison.js';
import type { Tested } from '../../projection/forecast/band.js';
import type { ErrorDay, ReadinessFacts } from '../../queries/finance.js';
import type { Coverage, FileAccount, LatencyRow, LatencyStratum } from '../../queries/rows.js';
import type { ComparedRow } from '../cost-difference.js';
import type { Basis, PriceBookIdentity } from '../envelope.js';
import type { Interval } from '../forecast.js';
import type { GroupCost } from '../group-cost.js';

/** What one group cost and used. */
export interface Spending {
  /** Null: not logged. */
  readonly name: string | null;
  readonly calls: Count;
  /** Null where no call logs any. */
  readonly tokens: Count | null;
  readonly cost: GroupCost;
}

export interface DaySpending extends Spending {
  /** YYYY-MM-DD */
  readonly date: string;
}

/** Dates of the zone, both included. */
export interface Dates {
  readonly first: string;
  readonly last: string;
}

/** Tokens of one model, and what its cache did to the cost. */
export interface CacheUse {
  readonly model: string | null;
  /** All input, cached included. */
  readonly input: Exact;
  readonly cacheRead: Exact;
  readonly cacheWrite: Exact;
  readonly output: Exact;
  readonly cost: GroupCost;
  /** The same usage with every cached token as plain input; null where not all of it has a price. */
  readonly costWithoutCache: Exact | null;
}

export interface Landing {
  readonly kind: 'observed' | 'closed' | 'forecast' | 'inconclusive';
  readonly cost: Interval<{ readonly low: Exact; readonly high: Exact }> | null;
  readonly basis: 'backtest' | 'plain_rate' | 'stated_volume' | 'inconclusive';
  readonly tested: Tested | null;
}

/** A limit somebody set, and how the period stands against it. */
export interface BudgetLine {
  readonly id: string;
  /** Such as `team=search`; empty for all calls. */
  readonly scope: string;
  /** YYYY-MM, `2026-Q4` or `FY2026`. */
  readonly period: string;
  readonly amount: Exact;
  readonly actual: GroupCost;
  /** actual ÷ amount; null where the amount is 0. */
  readonly share: Exact | null;
  /** Where the period ends up; null where too little is known. */
  readonly landing: { readonly low: Exact; readonly high: Exact } | null;
}

export interface FinanceModel {
  /** YYYY-MM */
  readonly month: string;
  readonly zone: string;
  readonly currency: string;
  readonly basis: Basis;
  /** The log goes on beyond the month, or to its last day. */
  readonly isComplete: boolean;
  /** The part of the month that the log covers; its last day is the last day of a complete one. */
  readonly seen: Dates;
  readonly total: Omit<Spending, 'name'>;
  readonly days: readonly DaySpending[];
  /** The days of last month that are compared with: all of them, or as many as this month has seen. Null: no calls then. */
  readonly before: (Dates & { readonly month: string; readonly isWhole: boolean }) | null;
  /** Per model; empty where there is nothing to compare with. */
  readonly rowsBefore: readonly ComparedRow[];
  readonly rowsAfter: readonly ComparedRow[];
  readonly landing: Landing;
  readonly budgets: readonly BudgetLine[];
  readonly payers: readonly { readonly by: 'team' | 'project' | 'key'; readonly rows: readonly Spending[] }[];
  /** Null where no offer was asked for. */
  readonly comparison: CompareResult | null;
  readonly caches: readonly CacheUse[];
  readonly errorDays: readonly ErrorDay[];
  /** What failed and cut attempts cost, by `errorCostKey`. */
  readonly errorCosts: ReadonlyMap<string, GroupCost>;
  readonly latency: readonly LatencyRow[];
  readonly strata: readonly LatencyStratum[];
  readonly coverage: Coverage;
  readonly files: readonly FileAccount[];
  /** Credits and adjustments of the month. */
  readonly entered: readonly Entry[];
  readonly callsPriced: Count;
  readonly tokensPriced: Count;
  readonly unpriced: readonly UnpricedUsage[];
  readonly priced: readonly PricedUsage[];
  readonly book: PriceBookIdentity;
  readonly version: string;
  readonly readiness: ReadinessFacts;
}

/** The key of one day's failed attempts of a class in the map of what they cost. */
export function errorCostKey(date: string, errorType: string | null, httpStatus: number | null): string {
  return JSON.stringify([date, errorType, httpStatus === null ? null : String(httpStatus)]);
}
