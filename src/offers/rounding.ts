/**
 * How a seller rounds: each line or the invoice, to a multiple of a quantum. A term of the offer, applied where it says;
 * the tool itself rounds nothing.
 */
import { compare, divide, type Exact, exact, floor, isNegative, multiply, negate, subtract } from '../core/exact.js';
import type { Rounding } from '../pricing/offer-schema.js';

const HALF = exact(1n, 2n);

/** `up` is away from zero, `down` towards it, `half_up` away from zero at exactly half. */
export function roundTo(value: Exact, { quantum, mode }: Pick<Rounding, 'quantum' | 'mode'>): Exact {
  const size = divide(isNegative(value) ? negate(value) : value, quantum);
  const whole = floor(size);
  const rest = subtract(size, exact(whole));
  const half = compare(rest, HALF);
  const isUp = {
    up: rest.numerator !== 0n,
    down: false,
    half_up: half >= 0,
    half_even: half > 0 || (half === 0 && whole % 2n === 1n),
  }[mode];
  const rounded = multiply(exact(isUp ? whole + 1n : whole), quantum);
  return isNegative(value) ? negate(rounded) : rounded;
}
