/**
 * Holidays that the configuration names: they teach the methods nothing, and those to come are as busy as those that were. A log
 * without any takes them for days like its idlest weekday.
 */
import { asExact } from '../../core/count.js';
import { toNumber } from '../../core/exact.js';
import type { MeteredUsage } from '../../core/usage.js';
import { daysBetween } from '../calendar.js';
import type { LogDays } from './days.js';
import { at, type Series, WEEK } from './series.js';
import { weekdayEffect } from './weekday.js';

/** Per day ahead what its usage is to that of an ordinary day of its weekday: 1 for all but holidays. */
export function holidayFactors(
  usage: readonly MeteredUsage[],
  days: LogDays,
  holidays: ReadonlySet<string>,
  ahead: number,
): Float64Array {
  const factors = new Float64Array(ahead).fill(1);
  const positions = [...holidays].map((date) => (date >= days.first ? daysBetween(days.first, date) - 1 : -1));
  const coming = positions.map((day) => day - days.end).filter((day) => day >= 0 && day < ahead);
  if (coming.length === 0) return factors;
  const values = new Float64Array(days.count);
  for (const { group, calls } of usage) {
    const day = daysBetween(days.first, group[0] ?? days.first) - 1;
    values[day] = at(values, day) + toNumber(asExact(calls));
  }
  const series: Series = { values, weights: days.weights, weekday: days.weekday };
  const effect = weekdayEffect(series);
  let seen = 0;
  let usual = 0;
  for (const day of days.holidays) {
    if (day >= days.end) continue;
    seen += at(values, day);
    usual += ordinary(series, day);
  }
  for (const day of coming) {
    const weekday = (days.weekday + days.end + day) % WEEK;
    factors[day] = usual > 0 ? seen / usual : at(effect, weekday) > 0 ? Math.min(...effect) / at(effect, weekday) : 1;
  }
  return factors;
}

const WEEKS = 4;

/** Mean of the same weekday in the weeks around. */
function ordinary({ values, weights }: Series, day: number): number {
  let total = 0;
  let count = 0;
  for (let weeks = -WEEKS; weeks <= WEEKS; weeks += 1) {
    const other = day + weeks * WEEK;
    if (at(weights, other) === 0) continue;
    total += at(values, other);
    count += 1;
  }
  return count === 0 ? 0 : total / count;
}
