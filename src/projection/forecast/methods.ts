/**
 * The candidate methods: a series in, its next days out. Which of them forecasts a series is decided by how well each did on
 * that very series (backtest.ts). Formulas and a worked example of each: ../README.md.
 */
import { at, latest, recentMean, type Series, WEEK, weekdayAt } from './series.js';
import { ahead, LEVEL_GRID, smooth, TREND_GRID } from './smoothing.js';
import { weekdayEffect } from './weekday.js';

export const METHODS = ['run_rate', 'seasonal_naive', 'weekday_level', 'damped_trend', 'intermittent'] as const;
export type Method = (typeof METHODS)[number];

/** Older days decide nothing. */
const LONGEST = 400;
const RUN_RATE_DAYS = 28;

/** The next `days` days by each method that applies, none below 0. */
export function pathsOf(whole: Series, days: number): ReadonlyMap<Method, Float64Array> {
  const series = latest(whole, LONGEST);
  const effect = weekdayEffect(series);
  const next = series.values.length;
  const path = (valueAt: (day: number, weekday: number) => number) => {
    const values = new Float64Array(days);
    for (let day = 0; day < days; day += 1) {
      values[day] = Math.max(0, valueAt(day, weekdayAt(series, next + day)));
    }
    return values;
  };
  const rate = recentMean(series, RUN_RATE_DAYS);
  const last = lastWeek(series, rate);
  const level = smooth(series, effect, LEVEL_GRID);
  const trend = smooth(series, effect, TREND_GRID);
  const paths: [Method, Float64Array][] = [
    ['run_rate', path(() => rate)],
    ['seasonal_naive', path((day) => at(last, day % WEEK))],
    ['weekday_level', path((_, weekday) => level.level * at(effect, weekday))],
    ['damped_trend', path((day, weekday) => ahead(trend, day + 1) * at(effect, weekday))],
  ];
  const demand = isIntermittent(series) ? intermittent(series) : undefined;
  if (demand !== undefined) paths.push(['intermittent', path(() => demand)]);
  return new Map(paths);
}

/** The latest known value of each of the next seven weekdays. */
function lastWeek({ values, weights }: Series, otherwise: number): Float64Array {
  const last = new Float64Array(WEEK).fill(otherwise);
  for (let day = 0; day < WEEK; day += 1) {
    for (let before = values.length + day - WEEK; before >= 0; before -= WEEK) {
      if (at(weights, before) === 0) continue;
      last[day] = at(values, before);
      break;
    }
  }
  return last;
}

const IDLE_SHARE = 0.3;

/** Whether so many of its known days are without usage that a usual day does not exist. */
export function isIntermittent({ values, weights }: Series): boolean {
  let known = 0;
  let idle = 0;
  for (let day = 0; day < values.length; day += 1) {
    if (at(weights, day) === 0) continue;
    known += 1;
    if (at(values, day) === 0) idle += 1;
  }
  return known > 0 && idle / known >= IDLE_SHARE;
}

const CHANCE = 0.05;
const SIZE = 0.1;

/**
 * Teunter, Syntetos and Babai (2011): the chance that a day has usage, times its size when it has, both smoothed, so that a
 * series that falls asleep fades. https://doi.org/10.1016/j.ejor.2011.05.018
 */
function intermittent({ values, weights }: Series): number {
  let used = 0;
  let known = 0;
  let total = 0;
  for (let day = 0; day < values.length; day += 1) {
    if (at(weights, day) === 0) continue;
    known += 1;
    if (at(values, day) === 0) continue;
    used += 1;
    total += at(values, day);
  }
  if (used === 0) return 0;
  let chance = used / known;
  let size = total / used;
  for (let day = 0; day < values.length; day += 1) {
    if (at(weights, day) === 0) continue;
    const isUsed = at(values, day) > 0;
    chance += CHANCE * ((isUsed ? 1 : 0) - chance);
    if (isUsed) size += SIZE * (at(values, day) - size);
  }
  return chance * size;
}
