/**
 * One series and its forecast: tamed, judged, and told on by the method that did best on it.
 *
 * Too short a series is told on at its plain rate, with the range of its days; one that stopped is not told on at all.
 */
import { type Backtest, backtest, horizonOf } from './backtest.js';
import { type Method, pathsOf } from './methods.js';
import { type Outlier, tamed } from './outliers.js';
import { at, knownDays, recentMean, type Series } from './series.js';
import { startOf, stopOf } from './silence.js';

/** Under this many days a method cannot be judged. */
export const FEWEST_DAYS_JUDGED = 14;
const LEVEL_DAYS = 28;

export type ChosenMethod = Method | 'plain_rate' | 'stopped';

export interface Chosen {
  readonly method: ChosenMethod;
  /** Usage of each day ahead. */
  readonly path: Float64Array;
  /** Usage a day at the end. */
  readonly level: number;
  /** Null where the series was too short to be judged, or has stopped. */
  readonly backtest: Backtest | null;
  readonly outliers: readonly Outlier[];
  /** The least and the most that any known day had: all that is known of the spread without a backtest. */
  readonly range: { readonly low: number; readonly high: number };
  /** Usage of the days that range is of, for series that were not judged. */
  readonly known: readonly number[];
  /** Days that say something, and those of them that had usage. */
  readonly daysKnown: number;
  readonly daysUsed: number;
  /** Position of the first idle day of a series that stopped. */
  readonly stoppedAt: number | undefined;
}

export function chosenFor(whole: Series, origins: readonly number[], days: number): Chosen {
  const series = sinceStart(whole);
  const known = [...series.values].filter((_, day) => at(series.weights, day) > 0);
  const range = { low: Math.min(...known, Number.POSITIVE_INFINITY), high: Math.max(...known, 0) };
  const counts = { daysKnown: known.length, daysUsed: known.filter((usage) => usage > 0).length };
  const stoppedAt = stopOf(series);
  if (stoppedAt !== undefined || known.length === 0) {
    const path = new Float64Array(days);
    const range = { low: 0, high: 0 };
    return { ...counts, method: 'stopped', path, level: 0, backtest: null, outliers: [], range, known: [], stoppedAt };
  }
  const { series: calm, outliers } = tamed(series);
  const judged =
    knownDays(series) < FEWEST_DAYS_JUDGED
      ? undefined
      : backtest(calm, origins, horizonOf(series.values.length - startOf(series)), series.values);
  if (judged === undefined) {
    const rate = recentMean(series, series.values.length);
    const path = new Float64Array(days).fill(rate);
    return {
      ...counts,
      method: 'plain_rate',
      path,
      level: rate,
      backtest: null,
      outliers: [],
      range,
      known,
      stoppedAt,
    };
  }
  const path = pathsOf(calm, days).get(judged.method) ?? new Float64Array(days);
  return {
    ...counts,
    method: judged.method,
    path,
    level: recentMean(calm, LEVEL_DAYS),
    backtest: judged,
    outliers,
    range,
    known: [],
    stoppedAt,
  };
}

/** Days before the first use say nothing: the model was not there yet. */
function sinceStart(series: Series): Series {
  const start = startOf(series);
  if (start === 0) return series;
  return { ...series, weights: series.weights.map((weight, day) => (day < start ? 0 : weight)) };
}
