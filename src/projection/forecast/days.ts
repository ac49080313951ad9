/**
 * The days of a log before anything is forecast: which were seen whole, which say nothing (gaps, holidays), and the usage of
 * each model and meter on each of them. Dates are already cut in the report's zone.
 */
import { asExact } from '../../core/count.js';
import { toNumber } from '../../core/exact.js';
import type { Meter } from '../../core/meters.js';
import type { MeteredUsage } from '../../core/usage.js';
import type { DayEdges } from '../../queries/rows.js';
import { daysBetween } from '../calendar.js';
import type { Series } from './series.js';
import { gapsOf, type Run } from './silence.js';

/** What a series counts: a meter, or the calls themselves. */
export type Counted = Meter | 'calls';

export interface LogDays {
  /** YYYY-MM-DD of position 0. */
  readonly first: string;
  /** Day of the last call. */
  readonly asOf: string;
  /** Days from the first to the last call, both included. */
  readonly count: number;
  /** Positions up to here were seen whole: `count`, or one less where the last day was not over. */
  readonly end: number;
  readonly isFirstPartial: boolean;
  readonly isLastPartial: boolean;
  readonly gaps: readonly Run[];
  readonly holidays: ReadonlySet<number>;
  readonly weights: Float64Array;
  readonly weekday: number;
  /** Calls too long before the last one to say anything of the next: more likely a clock was wrong. */
  readonly longAgo: bigint;
}

/** So many years before the last call are looked at. */
const YEARS = 10;

const FEWEST_OTHERS = 7;
/** A day that was cut off has less than this share of the calls of the others. */
const LESS = 0.9;

/** `edges` are the days with calls, in order: at least one. */
export function logDays(all: readonly DayEdges[], holidays: ReadonlySet<string>): LogDays {
  const asOf = (all.at(-1) as DayEdges).date;
  const earliest = `${String(Number(asOf.slice(0, 4)) - YEARS).padStart(4, '0')}${asOf.slice(4)}`;
  const edges = all.filter(({ date }) => date >= earliest);
  const longAgo = all.reduce((total, { date, calls }) => (date < earliest ? total + calls : total), 0n);
  const [first] = edges as [DayEdges, ...DayEdges[]];
  const count = daysBetween(first.date, asOf);
  const position = (date: string) => daysBetween(first.date, date) - 1;
  const values = new Float64Array(count);
  for (const { date, calls } of edges) values[position(date)] = Number(calls);
  const others = edges.slice(1, -1);
  const usual =
    [...others].map(({ calls }) => Number(calls)).sort((left, right) => left - right)[others.length >> 1] ?? 0;
  const isCut = (day: DayEdges, isEarly: (other: DayEdges) => boolean) =>
    others.length >= FEWEST_OTHERS && others.every(isEarly) && Number(day.calls) < LESS * usual;
  const last = edges.at(-1) ?? first;
  const isFirstPartial = isCut(first, (other) => first.firstSecond > other.firstSecond);
  const isLastPartial = isCut(last, (other) => last.lastSecond < other.lastSecond);
  const weekday = weekdayOf(first.date);
  const free = new Set([...holidays].filter((date) => date >= first.date && date <= asOf).map(position));
  const weights = new Float64Array(count).fill(1);
  const gaps = gapsOf({ values, weights, weekday }, free);
  for (const gap of gaps) weights.fill(0, gap.start, gap.end);
  for (const day of free) weights[day] = 0;
  if (isFirstPartial) weights[0] = 0;
  const end = isLastPartial ? count - 1 : count;
  return {
    first: first.date,
    asOf,
    count,
    end,
    isFirstPartial,
    isLastPartial,
    gaps,
    holidays: free,
    weights,
    weekday,
    longAgo,
  };
}

/** 0 to 6, the same for the same weekday. */
export function weekdayOf(date: string): number {
  return (daysBetween('2000-01-03', date) + 6 + 7 * 10_000_000) % 7;
}

export interface ModelDays {
  readonly provider: string | null;
  readonly gateway: string | null;
  readonly model: string | null;
  /** Usage per price signature and day; the day is the first grouping. */
  readonly items: readonly MeteredUsage[];
  readonly days: LogDays;
  /** The whole log, the last day included. */
  readonly series: ReadonlyMap<Counted, Series>;
}

/** One entry per provider, gateway and model, in the order of the usage. */
export function modelDays(usage: readonly MeteredUsage[], days: LogDays): ModelDays[] {
  const models = new Map<string, MeteredUsage[]>();
  for (const item of usage) {
    const key = JSON.stringify([item.provider, item.gateway, item.model]);
    const known = models.get(key);
    if (known) known.push(item);
    else models.set(key, [item]);
  }
  return [...models.values()].map((items) => seriesOf(items, days));
}

/** A model's usage by what it is grouped by beside the day, in the order of the usage. */
export function groupsOf(model: ModelDays): (readonly [string, readonly (string | null)[], ModelDays])[] {
  const groups = new Map<string, MeteredUsage[]>();
  for (const item of model.items) {
    const key = JSON.stringify(item.group.slice(1));
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return [...groups].map(([key, items]) => [key, (items[0]?.group ?? []).slice(1), seriesOf(items, model.days)]);
}

function seriesOf(items: readonly MeteredUsage[], days: LogDays): ModelDays {
  const values = new Map<Counted, Float64Array>();
  const count = (counted: Counted, day: number, quantity: number) => {
    const ofMeter = values.get(counted) ?? new Float64Array(days.count);
    values.set(counted, ofMeter);
    ofMeter[day] = (ofMeter[day] ?? 0) + quantity;
  };
  for (const { group, calls, quantities } of items) {
    const day = daysBetween(days.first, group[0] ?? days.first) - 1;
    count('calls', day, toNumber(asExact(calls)));
    for (const [meter, quantity] of quantities) count(meter, day, toNumber(quantity));
  }
  const { provider = null, gateway = null, model = null } = items[0] ?? {};
  const { weights, weekday } = days;
  const series = new Map([...values].map(([counted, ofMeter]) => [counted, { values: ofMeter, weights, weekday }]));
  return { provider, gateway, model, items, days, series };
}
