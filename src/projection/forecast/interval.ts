/**
 * Intervals from the residuals of the backtest: how far sums of days were off, by how many days they were and how far ahead.
 *
 * The variance of such a sum grows in three ways: with its days (noise), with their square (a level that was misjudged) and
 * with how far ahead they are (a level that wanders). The three shares are fitted to the sums of the backtest, so that months
 * can be told of which a log has never seen two. Formula and example: ../README.md.
 */
import type { Residuals } from './backtest.js';
import { at } from './series.js';

/** Which days ahead are added up: from `start` (0 is the next day), so many. */
export interface Span {
  readonly start: number;
  readonly days: number;
}

export interface Spread {
  /** What errors are relative to: usage a day. */
  readonly level: number;
  /** Noise, misjudged level, wandering level. */
  readonly shares: readonly [number, number, number];
  /** Half-widths in standard deviations. */
  readonly at80: number;
  readonly at95: number;
  /** The sums in standard deviations, with their signs. */
  readonly residuals: readonly { readonly normed: number; readonly weight: number }[];
}

const LENGTHS = [1, 7, 14, 28, 56];
/** A sum of which fewer days are known is not looked at. */
const FEWEST_KNOWN = 0.8;
const ROUNDS = 12;

interface Sum {
  readonly features: readonly [number, number, number];
  /** Relative to the level, and its square. */
  readonly error: number;
  readonly square: number;
  readonly weight: number;
}

/** `now`: usage a day at the end of the log. Null without residuals. */
export function spreadOf(residuals: readonly Residuals[], now: number, testedDays: number): Spread | null {
  const sums = sumsOf(residuals);
  if (sums.length === 0) return null;
  const [noise, misjudged, wandering] = fitted(sums);
  const shares = [noise, misjudged, Math.max(wandering, LEAST_WANDERING)] as const;
  const signed = sums.map(({ features, error, weight }) => {
    const variance = product(features, shares);
    return { normed: variance > 0 ? error / Math.sqrt(variance) : 0, weight };
  });
  const normed = signed.map((one) => ({ size: Math.abs(one.normed), weight: one.weight }));
  const free = Math.max(2, testedDays / DAYS_PER_DEGREE);
  const at80 = width(normed, 0.8, student(free, 0.9));
  const at95 = width(normed, 0.95, student(free, 0.975));
  return { level: now, shares, at80, at95: Math.max(at95, LEAST_RATIO * at80), residuals: signed };
}

/** The tail of a backtest is a handful of sums: a heavy tail is assumed at least. */
const LEAST_RATIO = 1.85;

/** A residual of a day is not a degree of freedom: neighbours overlap. */
const DAYS_PER_DEGREE = 9;
/** No backtest has seen everything: a level that wanders by 0.8 % a day is always allowed for. */
const LEAST_WANDERING = 0.008 ** 2;

/** Half of the width of the interval of a sum of days. */
export function halfWidth(
  { level, shares, at80, at95 }: Omit<Spread, 'residuals'>,
  span: Span,
): { readonly at80: number; readonly at95: number } {
  const deviation = level * Math.sqrt(product(featuresOf(span), shares));
  return { at80: at80 * deviation, at95: at95 * deviation };
}

function featuresOf({ start, days }: Span): [number, number, number] {
  // The covariance of a wandering level on days i and j ahead is min(i, j): its sum over the span.
  return [days, days ** 2, start * days ** 2 + (days * (days + 1) * (2 * days + 1)) / 6];
}

function sumsOf(residuals: readonly Residuals[]): Sum[] {
  const sums: Sum[] = [];
  for (const length of LENGTHS) {
    const found: { span: Span; error: number }[] = [];
    for (const { errors, level } of residuals) {
      for (let start = 0; start + length <= errors.length; start += length) {
        let total = 0;
        let known = 0;
        for (let day = start; day < start + length; day += 1) {
          const error = at(errors, day);
          if (Number.isNaN(error)) continue;
          total += error;
          known += 1;
        }
        if (known < FEWEST_KNOWN * length || level <= 0) continue;
        found.push({ span: { start, days: length }, error: (total * length) / known / level });
      }
    }
    for (const { span, error } of found) {
      sums.push({ features: featuresOf(span), error, square: error ** 2, weight: 1 / found.length });
    }
  }
  return sums;
}

/** Shares of at least 0 under which the squares are likeliest, by repeated weighted least squares. */
function fitted(sums: readonly Sum[]): [number, number, number] {
  const start = sums.reduce((total, { square, features, weight }) => total + (weight * square) / features[0], 0);
  const all = sums.reduce((total, { weight }) => total + weight, 0);
  let shares: [number, number, number] = [start / all, 0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = shares;
    const weights = sums.map(({ features, weight }) => weight / Math.max(product(features, before), 1e-300) ** 2);
    shares = leastSquares(sums, weights, before);
  }
  return shares;
}

function leastSquares(
  sums: readonly Sum[],
  weights: readonly number[],
  before: readonly [number, number, number],
): [number, number, number] {
  const matrix = [0, 0, 0].map(() => [0, 0, 0]);
  const right = [0, 0, 0];
  sums.forEach(({ features, square }, index) => {
    const weight = at(weights, index);
    for (let row = 0; row < 3; row += 1) {
      right[row] = at(right, row) + weight * at(features, row) * square;
      const cells = matrix[row] as number[];
      for (let column = 0; column < 3; column += 1) {
        cells[column] = at(cells, column) + weight * at(features, row) * at(features, column);
      }
    }
  });
  const shares: [number, number, number] = [...before];
  for (let sweep = 0; sweep < 200; sweep += 1) {
    for (let row = 0; row < 3; row += 1) {
      const cells = matrix[row] as number[];
      let rest = at(right, row);
      for (let column = 0; column < 3; column += 1) if (column !== row) rest -= at(cells, column) * at(shares, column);
      shares[row] = at(cells, row) > 0 ? Math.max(0, rest / at(cells, row)) : 0;
    }
  }
  return shares;
}

function product(features: readonly number[], shares: readonly number[]): number {
  return at(features, 0) * at(shares, 0) + at(features, 1) * at(shares, 1) + at(features, 2) * at(shares, 2);
}

/** Between what the residuals say of the tail and what few normal ones would. */
function width(normed: readonly { readonly size: number; readonly weight: number }[], share: number, theory: number) {
  const sorted = [...normed].sort((left, right) => left.size - right.size);
  const all = sorted.reduce((total, { weight }) => total + weight, 0);
  let passed = 0;
  let found = theory;
  for (const { size, weight } of sorted) {
    passed += weight;
    if (passed < share * all) continue;
    found = size;
    break;
  }
  return Math.max((found + theory) / 2, theory * 0.85);
}

/** The quantile of Student's distribution, by its expansion around the normal one (Abramowitz and Stegun 26.7.5). */
function student(free: number, probability: 0.9 | 0.975): number {
  const z = probability === 0.9 ? 1.2815515655446004 : 1.959963984540054;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / free + second / free ** 2 + third / free ** 3;
}
