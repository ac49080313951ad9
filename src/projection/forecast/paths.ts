/**
 * Ways the months to come may go, drawn from what the backtest was off by: one number per month, what its usage is to what is
 * expected of it.
 *
 * A path errs as sums of days did: noise of its days, a level misjudged for good, a level that wanders from day to day, in the
 * shares that were fitted (interval.ts), so that its months err together. What is drawn for each are errors of the backtest,
 * normed. Each month is then stretched so that 80 % of its paths lie in its 80 % interval. The mix does not change.
 */
import { type Exact, exact, ONE, toNumber } from '../../core/exact.js';
import { type Random, seeded } from '../../core/random.js';
import type { Banded } from './band.js';
import type { ForecastMonth } from './forecast.js';
import { halfWidth, type Spread } from './interval.js';

export interface PathInput {
  readonly band: Banded;
  /** In order, with days ahead. */
  readonly months: readonly ForecastMonth[];
  readonly paths: number;
  readonly seed: number;
}

/** A factor is one of so many steps from 0 up, so that bills of like volumes need not be reckoned twice. */
const STEPS = 500;

/** Per path, the factor of each month. */
export function volumePaths({ band, months, paths, seed }: PathInput): Exact[][] {
  const random = seeded(seed);
  const errors = Array.from({ length: paths }, () => errorsOf(band, months, random));
  const stretch = months.map((month, index) => {
    if (band.spread === null || month.span === null) return 1;
    const sizes = errors.map(({ judged }) => Math.abs(judged[index] ?? 0)).sort((left, right) => left - right);
    const reached = sizes[Math.max(0, Math.ceil(0.8 * paths) - 1)] ?? 0;
    return reached > 0 ? halfWidth(band.spread, month.span).at80 / reached : 1;
  });
  const expected = months.map((month) => band.expected(month) / toNumber(month.growth));
  return errors.map(({ judged, young }) =>
    months.map((_, index) => {
      const whole = expected[index] ?? 0;
      if (whole <= 0) return ONE;
      const error = (judged[index] ?? 0) * (stretch[index] ?? 1) + (young[index] ?? 0);
      return exact(BigInt(Math.round(Math.max(0, 1 + error / whole) * STEPS)), BigInt(STEPS));
    }),
  );
}

interface Errors {
  /** Of series with a backtest, in the unit of the weights. */
  readonly judged: readonly number[];
  /** Of series too young for one: each goes on like one of its days. */
  readonly young: readonly number[];
}

function errorsOf(band: Banded, months: readonly ForecastMonth[], random: Random): Errors {
  const drift = band.young.reduce((total, { days, level, weight }) => {
    const day = days[Math.floor(random() * days.length)] ?? level;
    return total + weight * (day - level);
  }, 0);
  return {
    judged: band.spread === null ? months.map(() => 0) : wander(band.spread, months, random),
    young: months.map(({ span }) => drift * (span?.days ?? 0)),
  };
}

function wander(spread: Spread, months: readonly ForecastMonth[], random: Random): number[] {
  const [noise, misjudged, wandering] = spread.shares.map(Math.sqrt) as [number, number, number];
  const draw = drawer(spread, random);
  const level = misjudged * draw();
  let walk = 0;
  let day = 0;
  return months.map(({ span }) => {
    if (span === null) return 0;
    // A piece that begins later than the one before ended: the level wandered in between.
    for (; day < span.start; day += 1) walk += wandering * draw();
    let total = 0;
    for (; day < span.start + span.days; day += 1) {
      walk += wandering * draw();
      total += walk + noise * draw();
    }
    return spread.level * (total + level * span.days);
  });
}

/** One of the normed errors at random, by their weights, moved and scaled to mean 0 and variance 1. */
function drawer({ residuals }: Spread, random: Random): () => number {
  const all = residuals.reduce((total, { weight }) => total + weight, 0);
  const mean = residuals.reduce((total, { normed, weight }) => total + (weight * normed) / all, 0);
  const variance = residuals.reduce((total, { normed, weight }) => total + (weight * (normed - mean) ** 2) / all, 0);
  // A backtest without any error has none to draw from; what intervals allow for all the same is as good up as down.
  if (!(variance > 0)) return () => (random() < 0.5 ? -1 : 1);
  const deviation = Math.sqrt(variance);
  const sums = new Float64Array(residuals.length);
  let passed = 0;
  residuals.forEach(({ weight }, index) => {
    passed += weight / all;
    sums[index] = passed;
  });
  return () => {
    const at = random();
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 1) > at) high = middle;
      else low = middle + 1;
    }
    return ((residuals[low]?.normed ?? mean) - mean) / deviation;
  };
}
