/**
 * What a decision may come to: the savings of every way the forecast months may go, priced each for itself, and from all of them
 * intervals and how likely it is that moving pays.
 */
import { compare, type Exact, exact, isZero, subtract, sum } from '../core/exact.js';
import type { Bound } from '../offers/bill.js';
import type { Course } from './course.js';
import { accumulatedPayback } from './savings.js';

/** Four fifths, and 19 of 20, of the paths end between these. */
export interface PathInterval<Value = Exact> {
  readonly at80: { readonly low: Value; readonly high: Value };
  readonly at95: { readonly low: Value; readonly high: Value };
}

export interface Outcomes {
  /** Savings of every month. */
  readonly months: readonly PathInterval[];
  readonly netBenefit: PathInterval;
  /** Null for paths that do not pay back within the horizon; all of it null where moving costs nothing. */
  readonly paybackMonths: PathInterval<Exact | null> | null;
  /** Share of the paths whose net benefit is above 0: two ends where usage has two prices. */
  readonly probability: { readonly low: Exact; readonly high: Exact };
}

export function outcomesOf(
  baseline: Course,
  alternative: Course,
  paths: readonly (readonly Exact[])[],
  oneTimeCost: Exact,
  bound: Bound,
): Outcomes {
  const saved = (factors?: readonly Exact[]) => {
    const after = alternative.costs(bound, factors);
    return baseline.costs(bound, factors).map((cost, month) => subtract(cost, after[month] ?? cost));
  };
  const expected = saved();
  const savings = paths.map(saved);
  const netBenefits = savings.map((months) => subtract(sum(months), oneTimeCost));
  const paybacks = savings.map((months) => accumulatedPayback(months, oneTimeCost));
  const paying = netBenefits.filter(({ numerator }) => numerator > 0n).length;
  const share = exact(BigInt(paying), BigInt(paths.length));
  return {
    months: expected.map((saved, month) =>
      interval(
        savings.map((one) => one[month] ?? oneTimeCost),
        saved,
      ),
    ),
    netBenefit: interval(netBenefits, subtract(sum(expected), oneTimeCost)),
    paybackMonths: isZero(oneTimeCost) ? null : interval(paybacks, accumulatedPayback(expected, oneTimeCost)),
    probability: { low: share, high: share },
  };
}

/** From the lowest of both ends to the highest. */
export function widest(left: Outcomes, right: Outcomes): Outcomes {
  if (left === right) return left;
  const { paybackMonths: one } = left;
  const { paybackMonths: other } = right;
  return {
    months: left.months.map((month, index) => around(month, right.months[index] ?? month)),
    netBenefit: around(left.netBenefit, right.netBenefit),
    paybackMonths: one === null || other === null ? null : around(one, other),
    probability: between(left.probability, right.probability),
  };
}

function around<Value extends Exact | null>(left: PathInterval<Value>, right: PathInterval<Value>) {
  return { at80: between(left.at80, right.at80), at95: between(left.at95, right.at95) };
}

function between<Value extends Exact | null>(
  left: { readonly low: Value; readonly high: Value },
  right: { readonly low: Value; readonly high: Value },
): { readonly low: Value; readonly high: Value } {
  return {
    low: byTime(left.low, right.low) <= 0 ? left.low : right.low,
    high: byTime(left.high, right.high) >= 0 ? left.high : right.high,
  };
}

/** What is expected lies in it too: where errors are one-sided or prices stepped, the ways may all lie on one side of it. */
function interval<Value extends Exact | null>(values: readonly Value[], expected: Value): PathInterval<Value> {
  const sorted = [...values].sort(byTime);
  const inside = (outside: number) => {
    const left = Math.floor((sorted.length * outside) / 2);
    const ends = { low: sorted[left] as Value, high: sorted[sorted.length - 1 - left] as Value };
    return between(ends, { low: expected, high: expected });
  };
  return { at80: inside(0.2), at95: inside(0.05) };
}

/** Null is later than anything. */
function byTime(left: Exact | null, right: Exact | null): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  return compare(left, right);
}
