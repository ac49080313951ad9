/**
 * What a month is to a log: which calls make one, and the factor that turns them into it.
 *
 * A complete calendar month is never scaled. A part of one is scaled by days, which is said; a span too short for that is
 * inconclusive, not a straight line. Everything here is about days: no usage, no money. Rules and examples: README.md.
 */

import { toFixed } from '../core/decimal.js';
import type { Note } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { exact } from '../core/exact.js';
import { say } from '../core/phrase.js';
import { plural } from '../core/text.js';
import { dayAfter, daysBetween, daysInMonth, firstDay, lastDay, monthsBetween } from './calendar.js';
import { FEWEST_DAYS, fullest, inconclusive, type Month, type MonthInput } from './month-words.js';
import { assumedMonth, statedDays, statedVolume } from './stated-month.js';

export type { Month, MonthBasis, MonthInput } from './month-words.js';

/**
 * Decides it. Throws a usage error when no call has a time and neither --assume-month, --days nor a volume says what they
 * are, and when both flags are given.
 */
export function resolveMonth(input: MonthInput): Month {
  if (input.assumeMonth !== undefined && input.statedDays !== undefined)
    throw usageError('--assume-month and --days exclude each other', 'keep one of them');
  if (input.assumeMonth !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/u.test(input.assumeMonth))
    throw usageError(`--assume-month ${input.assumeMonth} is not a month`, 'write it as 2026-09');
  const days = input.days.filter((day) => day.calls > 0n).sort((left, right) => (left.date < right.date ? -1 : 1));
  const first = input.seen?.first ?? days[0]?.date;
  const last = input.seen?.last ?? days.at(-1)?.date;
  const isTimed = days.length > 0 && first !== undefined && last !== undefined;
  if (input.hasVolume) return statedVolume(input, isTimed ? { first, last } : undefined);
  // A flag for calls without a time decides nothing where there are none.
  if (input.assumeMonth !== undefined && input.callsWithoutTime > 0n)
    return assumedMonth(input, input.assumeMonth, days);
  if (isTimed) return fromDays(input, first, last);
  if (input.callsWithoutTime === 0n) return inconclusive('no calls', 0, null, [], [], null);
  if (input.statedDays === undefined) {
    throw usageError(
      `${plural(input.callsWithoutTime, 'call')} without a time and none with one: a monthly figure needs to know how long they took`,
      'say which month they are (--assume-month 2026-09), how many days they span (--days 30), or a volume (--volume 5Mtok/month)',
    );
  }
  return statedDays(input.statedDays);
}

function fromDays(input: MonthInput, first: string, last: string): Month {
  const notes = untimedNotes(input);
  const complete = monthsBetween(first, last).filter((month) => first <= firstDay(month) && lastDay(month) <= last);
  const latest = complete.at(-1);
  const [earliest] = complete;
  if (latest !== undefined && earliest !== undefined) {
    const period = { start: firstDay(earliest), end: dayAfter(lastDay(latest)) };
    const daysSeen = daysBetween(period.start, lastDay(latest));
    const hasCalls = input.days.some(({ date, calls }) => calls > 0n && period.start <= date && date < period.end);
    if (!hasCalls) {
      const which = complete.length === 1 ? `month ${latest} has` : `months ${earliest} to ${latest} have`;
      const reason = `the complete ${which} no call: a month without any says nothing about the others`;
      return inconclusive(reason, daysSeen, latest, complete, notes, period);
    }
    const sentence =
      complete.length === 1
        ? say('{month}, a complete month of {days} days, not scaled', { month: latest, days: daysSeen })
        : say('mean of {months} complete months ({first} to {last}), not scaled by time', {
            months: complete.length,
            first: earliest,
            last: latest,
          });
    return {
      basis: 'complete_months',
      months: complete,
      month: latest,
      factor: exact(1n, BigInt(complete.length)),
      daysSeen,
      daysInMonth: daysInMonth(latest),
      period,
      countsCallsWithoutTime: false,
      sentence,
      notes,
    };
  }
  const daysSeen = daysBetween(first, last);
  const months = monthsBetween(first, last);
  const month = fullest(first, last);
  const period = { start: first, end: dayAfter(last) };
  if (daysSeen < FEWEST_DAYS) {
    const reason =
      `the calls span ${plural(daysSeen, 'day')} (${first} to ${last}); monthly figures need at least ${FEWEST_DAYS} days, ` +
      'or a stated volume such as --volume 5Mtok/month';
    return inconclusive(reason, daysSeen, month, months, notes, period);
  }
  const length = daysInMonth(month);
  const factor = exact(BigInt(length), BigInt(daysSeen));
  const seen =
    months.length === 1
      ? say('{seen} of {days} days of {month}', { seen: daysSeen, days: length, month })
      : say('{seen} days from {first} to {last}, taken as {days} days of {month}', {
          seen: daysSeen,
          first,
          last,
          days: length,
          month,
        });
  return {
    basis: 'scaled',
    months,
    month,
    factor,
    daysSeen,
    daysInMonth: length,
    period,
    countsCallsWithoutTime: false,
    sentence: say('{seen}, scaled × {factor}', { seen, factor: toFixed(factor, 2) }),
    notes,
  };
}

function untimedNotes(input: MonthInput): Note[] {
  if (input.callsWithoutTime === 0n) return [];
  const flag = input.statedDays === undefined ? '' : '; --days counts only when no call has a time';
  return [
    {
      code: 'calls_without_time',
      message:
        `${plural(input.callsWithoutTime, 'call')} without a time ${input.callsWithoutTime === 1n ? 'is' : 'are'} not in the monthly figures: ` +
        `say which month they are in with --assume-month 2026-09${flag}`,
      count: Number(input.callsWithoutTime),
      incomplete: true,
    },
  ];
}
