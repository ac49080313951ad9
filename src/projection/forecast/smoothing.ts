/**
 * Exponential smoothing of a series without its weekday effect: a level, with or without a trend that fades. The parameters
 * are those of a small grid that would have foretold each next day best. Formulas and example: ../README.md.
 */
import { at, type Series, weekdayAt } from './series.js';

export interface State {
  readonly level: number;
  /** Change of the level a day, before it fades. */
  readonly trend: number;
  /** What remains of the trend after a day. */
  readonly fading: number;
}

interface Parameters {
  readonly level: number;
  readonly trend: number;
  readonly fading: number;
}

const LEVELS = [0.03, 0.07, 0.15, 0.3, 0.5, 0.8];
export const LEVEL_GRID: readonly Parameters[] = LEVELS.map((level) => ({ level, trend: 0, fading: 0 }));
export const TREND_GRID: readonly Parameters[] = [0.05, 0.1, 0.2, 0.4, 0.7].flatMap((level) =>
  [0.03, 0.1].flatMap((trend) => [0.9, 0.97, 0.99].map((fading) => ({ level, trend, fading }))),
);

/** A weekday with less than this share of a usual day says nothing about the level. */
const FEWEST_EFFECT = 0.05;
const START_DAYS = 14;

export function smooth(series: Series, effect: Float64Array, grid: readonly Parameters[]): State {
  const { values } = series;
  const days = values.length;
  const plain = new Float64Array(days);
  const weights = new Float64Array(days);
  for (let day = 0; day < days; day += 1) {
    const factor = at(effect, weekdayAt(series, day));
    if (factor < FEWEST_EFFECT) continue;
    plain[day] = at(values, day) / factor;
    weights[day] = at(series.weights, day) * factor;
  }
  const start = startOf(plain, weights);
  let best: State = { level: start, trend: 0, fading: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (const parameters of grid) {
    const { state, error } = run(plain, weights, start, parameters);
    if (error >= least) continue;
    least = error;
    best = state;
  }
  return best;
}

/** The level so many days ahead, 1 for the first day. */
export function ahead({ level, trend, fading }: State, days: number): number {
  if (trend === 0) return level;
  return level + trend * ((fading * (1 - fading ** days)) / (1 - fading));
}

function startOf(plain: Float64Array, weights: Float64Array): number {
  let total = 0;
  let count = 0;
  for (let day = 0; day < plain.length && count < START_DAYS; day += 1) {
    if (at(weights, day) === 0) continue;
    total += at(plain, day);
    count += 1;
  }
  return count === 0 ? 0 : total / count;
}

function run(plain: Float64Array, weights: Float64Array, start: number, parameters: Parameters) {
  const { fading } = parameters;
  let level = start;
  let trend = 0;
  let error = 0;
  for (let day = 0; day < plain.length; day += 1) {
    const expected = level + fading * trend;
    const weight = weights[day] as number;
    if (weight === 0) {
      level = expected;
      trend *= fading;
      continue;
    }
    const off = (plain[day] as number) - expected;
    if (day >= START_DAYS) error += weight * Math.abs(off);
    level = expected + parameters.level * off;
    trend = fading * trend + parameters.level * parameters.trend * off;
  }
  return { state: { level, trend, fading }, error };
}
