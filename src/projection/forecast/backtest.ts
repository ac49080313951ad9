/**
 * The rolling-origin backtest: what each method would have said at earlier days of the same series, and how far off it was.
 *
 * Every figure of a forecast comes from here: the method (the one with the smallest error), and the residuals its intervals
 * are made of (interval.ts). Origins are positions in the log, the same for every series of it, so that the errors of a sum are
 * the sums of errors.
 */
import { type Method, pathsOf } from './methods.js';
import { at, knownDays, recentMean, type Series, until, WEEK } from './series.js';

/** Days before the first origin. */
export const FEWEST_TRAINED = 7;
const MOST_ORIGINS = 24;
const LONGEST_HORIZON = 92;
/** What methods are judged by: about a month ahead. */
const JUDGED_DAYS = 28;

export interface Backtest {
  readonly method: Method;
  /** Mean absolute scaled error of the chosen method: 1 is as far off as saying last week again (in sample). Null without scale. */
  readonly mase: number | null;
  /** The same of every candidate. */
  readonly candidates: ReadonlyMap<Method, number | null>;
  readonly origins: readonly number[];
  /** Per origin: forecast and actual of each following day that is known, of the chosen method. */
  readonly residuals: readonly Residuals[];
}

export interface Residuals {
  /** Position of the first forecast day. */
  readonly origin: number;
  /** Usage a day at the origin: what errors are relative to. */
  readonly level: number;
  /** Actual − forecast of each day ahead; NaN for days that say nothing. */
  readonly errors: Float64Array;
}

/** Where a log of so many days is cut: evenly, from a week or more in to a week before its end. */
export function originsOf(days: number): number[] {
  const first = Math.max(FEWEST_TRAINED, Math.min(28, Math.floor(days / 2)), days - 420);
  const last = days - WEEK;
  if (last < first) return [];
  const count = Math.min(MOST_ORIGINS, last - first + 1);
  const origins = new Set<number>();
  for (let index = 0; index < count; index += 1) {
    origins.add(Math.round(last - (index * (last - first)) / Math.max(1, count - 1)));
  }
  return [...origins].sort((left, right) => left - right);
}

export function horizonOf(days: number): number {
  return Math.max(WEEK, Math.min(LONGEST_HORIZON, Math.floor(days / 2)));
}

/** Undefined where the series is too short for any origin. */
export function backtest(
  series: Series,
  origins: readonly number[],
  longest: number,
  actual: Float64Array = series.values,
): Backtest | undefined {
  const tried = origins.flatMap((origin) => {
    const known = until(series, origin);
    if (knownDays(known) < FEWEST_TRAINED) return [];
    const horizon = Math.min(longest, series.values.length - origin);
    return [{ origin, level: recentMean(known, 28), paths: pathsOf(known, horizon) }];
  });
  if (tried.length === 0) return undefined;
  const scale = naiveError(series, actual);
  const sums = new Map<Method, { score: number; error: number; of: number }>();
  for (const { origin, paths } of tried) {
    for (const [method, path] of paths) {
      const sum = sums.get(method) ?? { score: 0, error: 0, of: 0 };
      let off = 0;
      let bias = 0;
      let days = 0;
      for (let day = 0; day < Math.min(JUDGED_DAYS, path.length); day += 1) {
        if (at(series.weights, origin + day) === 0) continue;
        const error = at(actual, origin + day) - at(path, day);
        off += Math.abs(error);
        bias += error;
        days += 1;
      }
      sum.error += off;
      // A month is a sum of days: what does not cancel out counts a second time.
      sum.score += off + Math.abs(bias);
      sum.of += days;
      sums.set(method, sum);
    }
  }
  // A method that did not apply at every origin was not judged by the same days.
  const most = Math.max(...[...sums.values()].map(({ of }) => of));
  const judged = [...sums].filter(([, { of }]) => of === most && of > 0);
  const [first] = judged;
  if (first === undefined) return undefined;
  const best = judged.reduce((left, right) => (right[1].score < left[1].score ? right : left), first);
  const [method] = best;
  const maseOf = ({ error, of }: { error: number; of: number }) => (scale > 0 ? error / of / scale : null);
  return {
    method,
    mase: maseOf(best[1]),
    candidates: new Map(judged.map(([name, sum]) => [name, maseOf(sum)])),
    origins: tried.map(({ origin }) => origin),
    residuals: tried.map(({ origin, level, paths }) => {
      const path = paths.get(method) ?? new Float64Array();
      const errors = path.map((value, day) =>
        at(series.weights, origin + day) === 0 ? Number.NaN : at(actual, origin + day) - value,
      );
      return { origin, level, errors };
    }),
  };
}

/** Mean absolute change from a week before: the scale of MASE (Hyndman and Koehler, 2006, https://doi.org/10.1016/j.ijforecast.2006.03.001). */
export function naiveError({ weights }: Series, actual: Float64Array): number {
  let error = 0;
  let days = 0;
  for (let day = WEEK; day < actual.length; day += 1) {
    if (at(weights, day) === 0 || at(weights, day - WEEK) === 0) continue;
    error += Math.abs(at(actual, day) - at(actual, day - WEEK));
    days += 1;
  }
  return days === 0 ? 0 : error / days;
}
