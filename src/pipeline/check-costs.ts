/** The cost side of `check`: what calls cost per group and day, per month, and against a saved result. */
import { addCounts, compareCounts, concerned } from '../core/count.js';
import { add, divide, type Exact, isZero, multiply, subtract, ZERO } from '../core/exact.js';
import type { Dimension } from '../core/question.js';
import { plural } from '../core/text.js';
import { dateOf, nextDate } from '../core/zone.js';
import type { PricedUsage } from '../pricing/types.js';
import { type Month, resolveMonth } from '../projection/month.js';
import { FEWEST_DAYS } from '../projection/month-words.js';
import type { VolumeEntry } from '../projection/volume-file.js';
import type { Reading } from '../quality/judge.js';
import { type CostDay, costs } from '../quality/readings.js';
import { type Monthly, monthlyBy, type Sampled, statedMonth, volumeDimensions } from '../quality/volumes.js';
import type { SavedCost } from '../reports/saved-cost.js';

export type Unknown = { readonly why: string };
/** Monthly cost by the JSON text of the group. */
export type MonthlyGroups = ReadonlyMap<string, Omit<Monthly, 'of'>>;

/** Priced usage that was grouped by some dimensions and then by day, per group and day. */
export function costDays(priced: readonly PricedUsage[]): CostDay[] {
  const days = new Map<string, CostDay>();
  for (const { usage, low, high, unpriced } of priced) {
    const key = JSON.stringify(usage.group);
    const before = days.get(key);
    days.set(key, {
      group: usage.group.slice(0, -1),
      date: usage.group.at(-1) ?? null,
      calls: (before?.calls ?? 0n) + concerned(usage.calls),
      shared: addCounts(before?.shared ?? 0n, usage.calls),
      low: add(before?.low ?? ZERO, low),
      high: add(before?.high ?? ZERO, high),
      unpricedCalls: (before?.unpricedCalls ?? 0n) + (unpriced.length > 0 ? concerned(usage.calls) : 0n),
    });
  }
  return [...days.values()].sort((left, right) =>
    JSON.stringify([left.group, left.date]) < JSON.stringify([right.group, right.date]) ? -1 : 1,
  );
}

/** Cost per month by time: complete months as they are, a longer part scaled, a shorter one unknown. */
export function monthlyReadings(rows: readonly CostDay[], month: Month): Reading[] {
  if (month.basis === 'inconclusive') return unknown(tooShort(month));
  const { period } = month;
  const inMonth = rows.filter(({ date }) =>
    date === null ? month.countsCallsWithoutTime : period === null || (period.start <= date && date < period.end),
  );
  return costs(inMonth, month.factor);
}

function tooShort({ daysSeen }: Month): string {
  if (daysSeen === 0) return 'no calls';
  return `the calls span ${plural(daysSeen, 'day')}; a month needs at least ${FEWEST_DAYS}, or calls per month in a --volume file`;
}

export function unknown(why: string): Reading[] {
  return [{ group: [], value: null, why, firstBroken: () => null }];
}

/** Rows grouped by the dimensions of the volumes and by `by`, at the volumes. */
export function statedReadings(
  rows: readonly CostDay[],
  dimensions: readonly Dimension[],
  volumes: readonly VolumeEntry[],
  by: readonly Dimension[],
): Reading[] {
  const month = statedMonth(volumes, sampledDays(rows, dimensions));
  if ('why' in month) return unknown(month.why);
  return [...monthlyBy(month.rows, by)].map(([key, { low, high, isLowerBound }]) => ({
    group: JSON.parse(key) as (string | null)[],
    value: { low, high },
    isLowerBound,
    firstBroken: () => null,
  }));
}

function sampledDays(rows: readonly CostDay[], dimensions: readonly Dimension[]): Sampled[] {
  const sampled = new Map<string, Sampled>();
  for (const { group, shared, low, high, unpricedCalls } of rows) {
    const key = JSON.stringify(group);
    const before = sampled.get(key);
    sampled.set(key, {
      of: new Map(dimensions.map((dimension, index) => [dimension, group[index] ?? null])),
      calls: addCounts(before?.calls ?? 0n, shared),
      low: add(before?.low ?? ZERO, low),
      high: add(before?.high ?? ZERO, high),
      isLowerBound: unpricedCalls > 0n || before?.isLowerBound === true,
    });
  }
  return [...sampled.values()];
}

/** What a saved result comes to per month: at the volumes where there are some, else by the days it covers. */
export function savedMonth(
  saved: SavedCost,
  by: readonly Dimension[],
  volumes: readonly VolumeEntry[] | undefined,
): MonthlyGroups | Unknown {
  const needed = [...by, ...(volumes ? volumeDimensions(volumes) : [])];
  const missing = needed.find((dimension) => !saved.groupBy.includes(dimension));
  if (missing !== undefined)
    return {
      why: `${saved.file} is not grouped by ${missing}; save it with --by ${[...new Set([...saved.groupBy, ...needed])].join(',')}`,
    };
  const sample = [...saved.rows.values()].map(
    ({ group, calls, cost }): Sampled => ({
      of: new Map(saved.groupBy.map((dimension, index) => [dimension, group[index] ?? null])),
      calls,
      low: cost.low,
      high: cost.high,
      isLowerBound: compareCounts(cost.unpricedCalls, 0n) > 0,
    }),
  );
  if (volumes) {
    const month = statedMonth(volumes, sample);
    return 'why' in month ? { why: `${saved.file}: ${month.why}` } : monthlyBy(month.rows, by);
  }
  const factor = savedFactor(saved);
  return 'why' in factor
    ? factor
    : monthlyBy(
        sample.map((one) => ({ ...one, low: times(one.low, factor.factor), high: times(one.high, factor.factor) })),
        by,
      );
}

function savedFactor({ file, result }: SavedCost): { readonly factor: Exact } | Unknown {
  const { period } = result;
  if (!period || period.start === null || period.end === null) return { why: `${file} covers no known period` };
  const [first, last] = [
    dateOf(Date.parse(period.start), period.time_zone),
    dateOf(Date.parse(period.end) - 1, period.time_zone),
  ];
  const month = resolveMonth({
    days: [{ date: first, calls: 1n }],
    seen: { first, last },
    callsWithoutTime: 0n,
    hasVolume: false,
  });
  if (month.basis === 'inconclusive') return { why: `${file}: ${tooShort(month)}` };
  const isWhole = month.period !== null && month.period.start === first && month.period.end === nextDate(last);
  return isWhole ? { factor: month.factor } : { why: `${file} covers more than complete months, ${first} to ${last}` };
}

/** Growth against the base, per group of either; a group that is new has no rate. */
export function increases(head: readonly Reading[], base: MonthlyGroups | Unknown, isRate: boolean): Reading[] {
  if ('why' in base) return unknown(base.why);
  return head.map((reading): Reading => {
    const before = base.get(JSON.stringify(reading.group));
    const value = reading.value;
    if (value === null) return reading;
    const from = before ?? { low: ZERO, high: ZERO, isLowerBound: false };
    const isUpperBound = from.isLowerBound;
    const low = subtract(value.low, from.high);
    const high = subtract(value.high, from.low);
    const firstBroken = () => null;
    if (!isRate) return { ...reading, value: { low, high }, isUpperBound, firstBroken };
    if (isZero(from.low))
      return { ...reading, value: null, why: 'the base has no cost there, so no rate', firstBroken };
    return {
      ...reading,
      value: { low: divide(low, from.high), high: divide(high, from.low) },
      isUpperBound,
      firstBroken,
    };
  });
}

function times(value: Exact, factor: Exact): Exact {
  return multiply(value, factor);
}
