/**
 * Exact numbers as decimal text. `toDecimal` is for machines (never rounds what has a finite form of at most 18 places),
 * `toFixed` for people (the one place where digits are dropped).
 */
import type { Exact } from './exact.js';

const MACHINE_PLACES = 18;

/** The number of decimal places of the exact value, or undefined when it has no finite decimal form (1/3). */
export function decimalPlaces(value: Exact): number | undefined {
  let rest = value.denominator;
  let twos = 0;
  let fives = 0;
  while (rest % 2n === 0n) {
    rest /= 2n;
    twos += 1;
  }
  while (rest % 5n === 0n) {
    rest /= 5n;
    fives += 1;
  }
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

/** Plain decimal text: all digits of a finite value, or 18 places rounded half-even when it has no finite form. */
export function toDecimal(value: Exact): string {
  const places = decimalPlaces(value);
  if (places !== undefined) return toFixed(value, places);
  return toFixed(value, MACHINE_PLACES).replace(/\.?0+$/, '');
}

/** `numerator/denominator` where the value has no finite decimal form, else undefined. */
export function toFraction(value: Exact): string | undefined {
  return decimalPlaces(value) === undefined ? `${value.numerator}/${value.denominator}` : undefined;
}

/** Rounded half-even to exactly `places` decimal places. */
export function toFixed(value: Exact, places: number): string {
  const scale = 10n ** BigInt(places);
  const negative = value.numerator < 0n;
  const numerator = (negative ? -value.numerator : value.numerator) * scale;
  let quotient = numerator / value.denominator;
  const twice = (numerator % value.denominator) * 2n;
  if (twice > value.denominator || (twice === value.denominator && quotient % 2n === 1n)) quotient += 1n;
  const digits = quotient.toString().padStart(places + 1, '0');
  const sign = negative && quotient !== 0n ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
