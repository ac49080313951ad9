/** The cost side of `check`: what calls cost per group and day, and per month. */
import { addCounts, concerned } from '../core/count.js';
import { add, ZERO } from '../core/exact.js';
import type { Dimension } from '../core/question.js';
import { plural } from '../core/text.js';
import type { PricedUsage } from '../pricing/types.js';
import type { Month } from '../projection/month.js';
import { FEWEST_DAYS } from '../projection/month-words.js';
import type { VolumeEntry } from '../projection/volume-file.js';
import type { Reading } from '../quality/judge.js';
import { type CostDay, costs } from '../quality/readings.js';
import { type Monthly, monthlyBy, type Sampled, statedMonth } from '../quality/volumes.js';

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

export function tooShort({ daysSeen }: Month): string {
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
