/**
 * What a month is to a log, as types, and the few things both ways of deciding it share. Decided in month.ts.
 */

import type { Note } from '../core/diagnostics.js';
import { type Exact, ONE } from '../core/exact.js';
import { type Phrase, say } from '../core/phrase.js';
import type { DayCount } from '../queries/rows.js';
import { daysBetween, daysInMonth, firstDay, lastDay, monthOf, monthsBetween } from './calendar.js';

export type MonthBasis =
  | 'complete_months' // one or more whole calendar months: their mean
  | 'scaled' // part of a month, times days in month ÷ days seen
  | 'stated_volume' // the mix of the log at a volume the user states
  | 'assumed_month' // calls without a time, said to be one month
  | 'stated_days' // calls without a time, said to span so many days
  | 'inconclusive'; // too little to say anything about a month

export interface MonthInput {
  /** Days with calls, in the period asked for. */
  readonly days: readonly DayCount[];
  readonly callsWithoutTime: bigint;
  /**
   * First and last day the logs are known to cover within the period, both included, where the caller knows more than the
   * calls say (a ledger that goes on beyond the month asked for). Default: the first and last day with a call.
   */
  readonly seen?: { readonly first: string; readonly last: string } | undefined;
  /** --assume-month: YYYY-MM */
  readonly assumeMonth?: string | undefined;
  /** --days: above 0 */
  readonly statedDays?: number | undefined;
  /** A volume is stated, so no time is needed. */
  readonly hasVolume?: boolean | undefined;
}

export interface Month {
  readonly basis: MonthBasis;
  /** Months the counted calls are in, YYYY-MM, in order; empty where no time is known. */
  readonly months: readonly string[];
  /** The month that bills are made out for: the latest of `months`; null where none is known. */
  readonly month: string | null;
  /** Usage of the counted calls × factor = usage of a month. 1 for a stated volume, whose factor needs the usage. */
  readonly factor: Exact;
  /** Calendar days from the first to the last counted call. */
  readonly daysSeen: number;
  /** Days of the month billed: of the calendar, 30 where the month is not known. */
  readonly daysInMonth: number;
  /** Calls to count, as dates of the zone, half-open; null counts every call that has a time. */
  readonly period: { readonly start: string; readonly end: string } | null;
  readonly countsCallsWithoutTime: boolean;
  /** How the month came about, for a header: `12 of 31 days of 2026-10, scaled × 2.58`. */
  readonly sentence: Phrase;
  /** Why it is inconclusive, and what to do. */
  readonly reason?: string | undefined;
  readonly notes: readonly Note[];
}

/** A shorter span says nothing about a month: not even one weekend is in it. */
export const FEWEST_DAYS = 7;
export const DAYS_WHERE_UNKNOWN = 30;

/** The month in which most of the days lie, the later of two. Bills are made out for it. */
export function fullest(first: string, last: string): string {
  let best = monthOf(last);
  let most = 0;
  for (const month of monthsBetween(first, last)) {
    const start = first > firstDay(month) ? first : firstDay(month);
    const end = last < lastDay(month) ? last : lastDay(month);
    const days = daysBetween(start, end);
    if (days < most) continue;
    best = month;
    most = days;
  }
  return best;
}

export function inconclusive(
  reason: string,
  daysSeen: number,
  month: string | null,
  months: readonly string[],
  notes: readonly Note[],
  period: Month['period'],
): Month {
  return {
    basis: 'inconclusive',
    months,
    month,
    factor: ONE,
    daysSeen,
    daysInMonth: month === null ? DAYS_WHERE_UNKNOWN : daysInMonth(month),
    period,
    countsCallsWithoutTime: false,
    sentence: say('inconclusive: {reason}', { reason: say(reason) }),
    reason,
    notes,
  };
}
