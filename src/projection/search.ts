/**
 * Where an exact function changes sign. Bills are made of straight pieces and jumps, so the place is a fraction that can
 * be named: the root of a piece, or the threshold at which the function jumps over zero.
 *
 * Found by bisection on exact numbers, never by floats; a piece is recognised by its root being exactly zero.
 */
import { add, compare, divide, type Exact, exact, floor, isZero, multiply, subtract } from '../core/exact.js';

export interface Crossing {
  readonly at: Exact;
  /** True where the function becomes positive as its argument grows. */
  readonly isRise: boolean;
}

const HALF = exact(1n, 2n);
// Thresholds are written with few digits: between two numbers this near, the simplest fraction is the threshold.
const NEAR = exact(1n, 10n ** 15n);

/** Every change between "above zero" and "not above zero" that lies between two neighbours of the ascending grid. */
export function crossings(value: (at: Exact) => Exact, grid: readonly Exact[]): Crossing[] {
  const found: Crossing[] = [];
  let before: Point | undefined;
  for (const at of grid) {
    const point = { at, value: value(at) };
    if (before && isAbove(before) !== isAbove(point))
      found.push({ at: locate(value, before, point), isRise: isAbove(point) });
    before = point;
  }
  return found;
}

interface Point {
  readonly at: Exact;
  readonly value: Exact;
}

function pointAt(value: (at: Exact) => Exact, at: Exact): Point {
  return { at, value: value(at) };
}

function isAbove(point: Point): boolean {
  return point.value.numerator > 0n;
}

function locate(value: (at: Exact) => Exact, low: Point, high: Point): Exact {
  let left = low;
  let right = high;
  for (;;) {
    const root = rootOfLine(left, right);
    if (root && isZero(value(root)) && changesAt(value, root)) return root;
    // Who knows where a function jumps looks at both sides of it, so that a jump is found without a search.
    if (left === low && isAbove(pointAt(value, add(left.at, NEAR))) === isAbove(right)) return left.at;
    if (right === high && isAbove(pointAt(value, subtract(right.at, NEAR))) === isAbove(left)) return right.at;
    if (compare(subtract(right.at, left.at), NEAR) < 0) return simplestBetween(left.at, right.at);
    const middle = multiply(add(left.at, right.at), HALF);
    const point = { at: middle, value: value(middle) };
    if (isAbove(point) === isAbove(left)) left = point;
    else right = point;
  }
}

/** False inside a stretch that is zero throughout: the change is then at its end. */
function changesAt(value: (at: Exact) => Exact, at: Exact): boolean {
  return value(add(at, NEAR)).numerator > 0n !== value(subtract(at, NEAR)).numerator > 0n;
}

/** Where the straight line through two points is zero; undefined where it is level. */
function rootOfLine(left: Point, right: Point): Exact | undefined {
  const rise = subtract(right.value, left.value);
  if (isZero(rise)) return undefined;
  const root = subtract(left.at, divide(multiply(left.value, subtract(right.at, left.at)), rise));
  return compare(root, left.at) < 0 || compare(root, right.at) > 0 ? undefined : root;
}

/** The fraction with the smallest denominator in the closed interval, both ends above zero (Stern-Brocot). */
export function simplestBetween(low: Exact, high: Exact): Exact {
  const whole = floor(low);
  if (compare(exact(whole), low) === 0) return low;
  if (compare(exact(whole + 1n), high) <= 0) return exact(whole + 1n);
  const one = exact(1n);
  const rest = simplestBetween(divide(one, subtract(high, exact(whole))), divide(one, subtract(low, exact(whole))));
  return add(exact(whole), divide(one, rest));
}
