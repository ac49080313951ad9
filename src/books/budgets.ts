/**
 * Budgets: what they are of, which period an instant's month is in, and how a period stands. Pure; what was spent and where
 * the period lands is the pipeline's to find out.
 */
import { add, compare, divide, type Exact, isZero, subtract } from '../core/exact.js';
import type { Filter } from '../core/question.js';
import { nextMonth } from '../core/zone.js';

export const BUDGET_PERIODS = ['month', 'quarter', 'fiscal_year'] as const;
export type BudgetPeriod = (typeof BUDGET_PERIODS)[number];

export interface Budget {
  readonly id: string;
  /** Empty: all calls. */
  readonly where: readonly Filter[];
  readonly per: BudgetPeriod;
  /** For each period. */
  readonly amount: Exact;
  /** Undefined: the currency of the answer. */
  readonly currency: string | undefined;
  /** First and last month it holds for, YYYY-MM. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface Budgets {
  readonly budgets: readonly Budget[];
  /** 1 to 12: the month in which fiscal years, and with them their quarters, begin. */
  readonly fiscalYearStart: number;
}

export interface Period {
  /** `2026-10`, `2026-Q4`, `FY2026`; fiscal years by the calendar year they end in, as are their quarters. */
  readonly label: string;
  /** First and last month, YYYY-MM. */
  readonly first: string;
  readonly last: string;
}

const LENGTH: Readonly<Record<BudgetPeriod, number>> = { month: 1, quarter: 3, fiscal_year: 12 };

/** The period that a month is in. */
export function periodOf(per: BudgetPeriod, month: string, fiscalYearStart: number): Period {
  const number = Number(month.slice(5));
  const intoYear = (number - fiscalYearStart + 12) % 12;
  const length = LENGTH[per];
  const first = nextMonth(month, -(intoYear % length));
  const last = nextMonth(first, length - 1);
  if (per === 'month') return { label: month, first, last };
  const year = nextMonth(month, 11 - intoYear).slice(0, 4);
  const isCalendar = fiscalYearStart === 1;
  const quarter = Math.floor(intoYear / 3) + 1;
  const name = isCalendar ? year : `FY${year}`;
  return { label: per === 'quarter' ? `${name}-Q${quarter}` : `FY${year}`, first, last };
}

export interface Amounts {
  readonly low: Exact;
  readonly high: Exact;
}

export interface Standing {
  /** actual ÷ amount, at the cheap end; null where the budget is 0. */
  readonly share: Exact | null;
  readonly landingShare: Exact | null;
  /** What is left of the budget; negative where it is exceeded, null where nothing is known of what was spent. */
  readonly left: Exact | null;
  /**
   * exceeded: more was spent; lands_above: the rest of the period is expected to exceed it; at_risk: the upper bound of what is
   * expected does; unknown: nothing is known of the rest.
   */
  readonly status: 'exceeded' | 'lands_above' | 'at_risk' | 'within' | 'unknown';
}

/** Where nothing of what was spent has a known cost. */
export const UNKNOWN: Standing = { share: null, landingShare: null, left: null, status: 'unknown' };

/** `upper` is the bound under which the landing lies with 80 %. Costs that are only known as a range count at the cheap end. */
export function standingOf(amount: Exact, actual: Amounts, landing: Amounts | null, upper: Exact | null): Standing {
  const shareOf = (value: Exact) => (isZero(amount) ? null : divide(value, amount));
  const isAbove = (value: Exact) => compare(value, amount) > 0;
  const status = isAbove(actual.low)
    ? 'exceeded'
    : landing === null
      ? 'unknown'
      : isAbove(landing.low)
        ? 'lands_above'
        : upper !== null && isAbove(upper)
          ? 'at_risk'
          : 'within';
  return {
    share: shareOf(actual.low),
    landingShare: landing && shareOf(landing.low),
    left: subtract(amount, actual.low),
    status,
  };
}

export function plus(left: Amounts, right: Amounts): Amounts {
  return { low: add(left.low, right.low), high: add(left.high, right.high) };
}

/** How a scope is written: `team=search model=alpha`; empty for all calls. */
export function scopeText(where: readonly Filter[]): string {
  return where.map(({ dimension, value }) => `${dimension}=${value}`).join(' ');
}
