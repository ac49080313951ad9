/**
 * From rows per group and day to one reading per group: shares, means, largest days. Counts in, exact values out; prices come
 * in as amounts that were reckoned elsewhere.
 */
import type { Count } from '../core/count.js';
import { add, compare, divide, type Exact, exact, isZero, ONE, sum, ZERO } from '../core/exact.js';
import type { DayFacts, QuantileDay, RequestDay } from '../queries/checks.js';
import type { Reading } from './judge.js';

type Group = readonly (string | null)[];

export interface Day {
  readonly group: Group;
  /** Null: calls without a time. */
  readonly date: string | null;
}

export interface CostDay extends Day {
  readonly calls: bigint;
  /** The same, of calls that several pay for only the shares. */
  readonly shared: Count;
  readonly low: Exact;
  readonly high: Exact;
  readonly unpricedCalls: bigint;
}

/** The days of each group, in the order in which the groups first appear. */
export function byGroup<Row extends Day>(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(row.group);
    const days = groups.get(key);
    if (days) days.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/** Part ÷ whole over all days; first broken on the first day whose own share is. */
export function shares<Row extends Day>(
  rows: readonly Row[],
  pick: { readonly part: (row: Row) => Exact; readonly whole: (row: Row) => bigint; readonly why: string },
): Reading[] {
  return byGroup(rows).map((days): Reading => {
    const ratio = (some: readonly Row[]) => {
      const whole = some.reduce((total, row) => total + pick.whole(row), 0n);
      return whole === 0n ? null : divide(sum(some.map(pick.part)), exact(whole));
    };
    const value = ratio(days);
    return {
      group: days[0]?.group ?? [],
      value: value && { low: value, high: value },
      why: pick.why,
      calls: days.reduce((total, row) => total + pick.whole(row), 0n),
      firstBroken: firstDay(days, (day) => ratio([day])),
    };
  });
}

/** The largest day, or with `least` the smallest. */
export function extremes(
  rows: readonly DayFacts[] & readonly Day[],
  pick: (row: DayFacts) => bigint | null,
  side: 'largest' | 'least',
  why: string,
): Reading[] {
  return byGroup(rows as readonly (DayFacts & Day)[]).map((days): Reading => {
    const values = days.flatMap((day) => pick(day) ?? []);
    const extreme = values.reduce<bigint | null>(
      (best, one) => (best === null || (side === 'largest' ? one > best : one < best) ? one : best),
      null,
    );
    const value = extreme === null ? null : exact(extreme);
    return {
      group: days[0]?.group ?? [],
      value: value && { low: value, high: value },
      why,
      calls: days.reduce((total, day) => total + day.calls, 0n),
      firstBroken: firstDay(days, (day) => {
        const one = pick(day);
        return one === null ? null : exact(one);
      }),
    };
  });
}

/** All calls that are there, from the first one on: forbidden ones, or those of one user. */
export function counts(
  rows: readonly (Day & { readonly calls: bigint; readonly firstAt: number | null })[],
): Reading[] {
  return byGroup(rows).map((days): Reading => {
    const calls = days.reduce((total, day) => total + day.calls, 0n);
    return {
      group: days[0]?.group ?? [],
      value: { low: exact(calls), high: exact(calls) },
      firstBroken: running(
        days,
        (day) => exact(day.calls),
        (day) => day.firstAt,
      ),
    };
  });
}

export function quantiles(rows: readonly (QuantileDay & Day)[]): Reading[] {
  return byGroup(rows).map((days): Reading => {
    const whole = days.find(({ isWhole }) => isWhole);
    const value = whole === undefined ? null : microseconds(whole.durationUs);
    return {
      group: days[0]?.group ?? [],
      value: value && { low: value, high: value },
      why: NOT_TIMED,
      calls: whole?.calls ?? 0n,
      firstBroken: firstDay(
        days.filter(({ isWhole }) => !isWhole),
        (day) => microseconds(day.durationUs),
      ),
    };
  });
}

export const NOT_TIMED = 'no answered call logs how long it took';

/** Microseconds as exact milliseconds. */
function microseconds(value: number): Exact {
  return exact(BigInt(Math.round(value)), 1000n);
}

export function failedRequests(rows: readonly (RequestDay & Day)[]): Reading[] {
  return shares(rows, {
    part: (row) => exact(row.requestsFailed),
    whole: (row) => row.requests,
    why: 'no requests',
  });
}

/** What is spent, times a factor; first broken on the day on which the sum passes the limit. A scaled sum was spent on no day. */
export function costs(rows: readonly CostDay[], factor: Exact): Reading[] {
  return byGroup(rows).map((days): Reading => {
    const total = (end: 'low' | 'high') => sum(days.map((day) => times(day[end], factor)));
    return {
      group: days[0]?.group ?? [],
      value: isUnknown(days) ? null : { low: total('low'), high: total('high') },
      why: NO_COST_KNOWN,
      isLowerBound: hasUnpriced(days),
      calls: days.reduce((all, day) => all + day.calls, 0n),
      firstBroken: compare(factor, ONE) === 0 ? running(days, (day) => day.low) : () => null,
    };
  });
}

export const NO_COST_KNOWN = 'nothing of what these calls used has a known cost';

function hasUnpriced(days: readonly CostDay[]): boolean {
  return days.some((day) => day.unpricedCalls > 0n);
}

/** Something has no known cost, and nothing else has a cost either: the sum says 0 and means nothing. */
function isUnknown(days: readonly CostDay[]): boolean {
  return hasUnpriced(days) && days.every((day) => isZero(day.high));
}

/** Cost ÷ calls, or ÷ requests where those are given by group and date. */
export function costsEach(rows: readonly CostDay[], requests?: readonly (RequestDay & Day)[]): Reading[] {
  const named = new Map((requests ?? []).map((row) => [JSON.stringify([row.group, row.date]), row.requests]));
  const whole = (row: CostDay) =>
    requests === undefined ? row.calls : (named.get(JSON.stringify([row.group, row.date])) ?? 0n);
  const low = shares(rows, { part: (row) => row.low, whole, why: 'no calls' });
  const high = shares(rows, { part: (row) => row.high, whole, why: 'no calls' });
  const groups = byGroup(rows);
  return low.map((one, index) => {
    if (isUnknown(groups[index] ?? [])) return { ...one, value: null, why: NO_COST_KNOWN };
    const other = high[index]?.value ?? null;
    const isLowerBound = hasUnpriced(groups[index] ?? []);
    return { ...one, isLowerBound, value: one.value && other && { low: one.value.low, high: other.high } };
  });
}

/** Weekdays of history that a day is compared with, at least. */
const LEAST_HISTORY = 2;

/** The largest day ÷ the mean of the same weekday before it, of the days with enough of those. */
export function spikes<Row extends Day>(rows: readonly Row[], pick: (row: Row) => Exact): Reading[] {
  return byGroup(rows).map((days): Reading => {
    const dated = days.flatMap((row) => (row.date === null ? [] : [{ date: row.date, value: pick(row) }]));
    const ratios = dated.flatMap(({ date, value }) => {
      const before = dated
        .filter((one) => one.date < date && weekday(one.date) === weekday(date))
        .map((one) => one.value);
      const total = sum(before);
      if (before.length < LEAST_HISTORY || isZero(total)) return [];
      return [{ date, ratio: divide(value, divide(total, exact(BigInt(before.length)))) }];
    });
    const largest = ratios.reduce((best, { ratio }) => (compare(ratio, best) > 0 ? ratio : best), ZERO);
    return {
      group: days[0]?.group ?? [],
      value: ratios.length === 0 ? null : { low: largest, high: largest },
      why: `no day has ${LEAST_HISTORY} of the same weekday before it`,
      firstBroken: (isBroken) => {
        const first = ratios.find(({ ratio }) => isBroken(ratio));
        return first === undefined ? null : { on: first.date, at: null };
      },
    };
  });
}

function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

function firstDay<Row extends Day>(days: readonly Row[], measure: (day: Row) => Exact | null): Reading['firstBroken'] {
  return (isBroken) => {
    for (const day of inOrder(days)) {
      const value = measure(day);
      if (value !== null && isBroken(value)) return { on: day.date, at: null };
    }
    return null;
  };
}

function running<Row extends Day>(
  days: readonly Row[],
  measure: (day: Row) => Exact,
  at: (day: Row) => number | null = () => null,
): Reading['firstBroken'] {
  return (isBroken) => {
    let total = ZERO;
    for (const day of inOrder(days)) {
      const before = total;
      total = add(total, measure(day));
      if (!isBroken(total)) continue;
      // The first call of the day is the moment only where one call is enough.
      return { on: day.date, at: isBroken(add(before, exact(1n))) ? at(day) : null };
    }
    return null;
  };
}

function inOrder<Row extends Day>(days: readonly Row[]): (Row & { readonly date: string })[] {
  return days
    .filter((day): day is Row & { readonly date: string } => day.date !== null)
    .sort((left, right) => (left.date < right.date ? -1 : 1));
}

function times(value: Exact, factor: Exact): Exact {
  return exact(value.numerator * factor.numerator, value.denominator * factor.denominator);
}
