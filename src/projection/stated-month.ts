/**
 * Months the user states because the log cannot: calls without a time, and a volume instead of a time.
 */

import { toFixed } from '../core/decimal.js';
import type { Note } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { exact, ONE } from '../core/exact.js';
import { say } from '../core/phrase.js';
import { plural } from '../core/text.js';
import type { DayCount } from '../queries/rows.js';
import { dayAfter, daysBetween, daysInMonth, firstDay, lastDay, monthOf, monthsBetween } from './calendar.js';
import { DAYS_WHERE_UNKNOWN, FEWEST_DAYS, fullest, inconclusive, type Month, type MonthInput } from './month-words.js';

/** Calls without a time are all of that month; of those with one, the ones that are in it. */
export function assumedMonth(input: MonthInput, month: string, days: readonly DayCount[]): Month {
  const outside = days.filter((day) => monthOf(day.date) !== month).reduce((calls, day) => calls + day.calls, 0n);
  const notes: Note[] = [];
  if (outside > 0n) {
    notes.push({
      code: 'calls_outside_month',
      message: `${plural(outside, 'call')} with a time outside ${month} are not in the monthly figures`,
      count: Number(outside),
    });
  }
  return {
    basis: 'assumed_month',
    months: [month],
    month,
    factor: ONE,
    daysSeen: daysInMonth(month),
    daysInMonth: daysInMonth(month),
    period: { start: firstDay(month), end: dayAfter(lastDay(month)) },
    countsCallsWithoutTime: true,
    sentence: say('{calls} {calls|call|calls} without a time taken as all of {month} (--assume-month), not scaled', {
      calls: input.callsWithoutTime,
      month,
    }),
    notes,
  };
}

/** 28 to 31 days are a month as they are, because a month is never scaled; any other number is scaled to 30. */
export function statedDays(days: number): Month {
  if (!Number.isSafeInteger(days) || days <= 0) {
    throw usageError(`--days ${days} is not a number of days`, 'write a whole number above 0, such as --days 30');
  }
  if (days < FEWEST_DAYS) {
    const reason =
      `--days ${days} is too short: monthly figures need at least ${FEWEST_DAYS} days, ` +
      'or a stated volume such as --volume 5Mtok/month';
    return { ...inconclusive(reason, days, null, [], [], null), countsCallsWithoutTime: true };
  }
  const isMonth = days >= 28 && days <= 31;
  const length = isMonth ? days : DAYS_WHERE_UNKNOWN;
  const factor = exact(BigInt(length), BigInt(days));
  return {
    basis: 'stated_days',
    months: [],
    month: null,
    factor,
    daysSeen: days,
    daysInMonth: length,
    period: null,
    countsCallsWithoutTime: true,
    sentence: isMonth
      ? say('calls without a time taken to span {days} days (--days), a month, not scaled', { days })
      : say('calls without a time taken to span {days} days (--days), scaled × {factor} to a month of 30 days', {
          days,
          factor: toFixed(factor, 2),
        }),
    notes: [],
  };
}

/** With a stated volume every call is a sample of the mix, timed or not. */
export function statedVolume(input: MonthInput, span: { first: string; last: string } | undefined): Month {
  const month = input.assumeMonth ?? (span ? fullest(span.first, span.last) : null);
  return {
    basis: 'stated_volume',
    months: span ? monthsBetween(span.first, span.last) : month === null ? [] : [month],
    month,
    factor: ONE,
    daysSeen: span ? daysBetween(span.first, span.last) : 0,
    daysInMonth: month === null ? DAYS_WHERE_UNKNOWN : daysInMonth(month),
    period: null,
    countsCallsWithoutTime: true,
    sentence: say('the mix of the logs at a stated volume, not scaled by time'),
    notes: [],
  };
}
