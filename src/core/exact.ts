/**
 * Exact rational numbers: what every amount, price, quantity and factor is made of.
 *
 * A value is always in lowest terms with a positive denominator, so equal numbers are equal objects field by field.
 * Nothing here rounds; `core/decimal.ts` turns a value into digits, and only the renderer asks it to drop any.
 */
export interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Exact = { numerator: 0n, denominator: 1n };
export const ONE: Exact = { numerator: 1n, denominator: 1n };

/** `numerator / denominator` in lowest terms. Throws RangeError when the denominator is 0. */
export function exact(numerator: bigint, denominator = 1n): Exact {
  if (denominator === 0n) throw new RangeError('an exact number cannot have the denominator 0');
  if (denominator === 1n) return { numerator, denominator };
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(numerator, denominator) * sign;
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

const PLAIN_DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** The number a plain decimal such as `15.00` or `-0.5` denotes; undefined for any other text (exponents, separators). */
export function parseDecimal(text: string): Exact | undefined {
  const match = PLAIN_DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  const digits = BigInt(whole + fraction);
  return exact(sign === '-' ? -digits : digits, 10n ** BigInt(fraction.length));
}

/** As parseDecimal, for text that a schema has already checked. Throws RangeError otherwise. */
export function decimal(text: string): Exact {
  const value = parseDecimal(text);
  if (!value) throw new RangeError(`not a plain decimal: ${text}`);
  return value;
}

export function add(left: Exact, right: Exact): Exact {
  if (left.denominator === right.denominator) return exact(left.numerator + right.numerator, left.denominator);
  return exact(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

export function subtract(left: Exact, right: Exact): Exact {
  return add(left, negate(right));
}

export function multiply(left: Exact, right: Exact): Exact {
  return exact(left.numerator * right.numerator, left.denominator * right.denominator);
}

/** Throws RangeError when `right` is 0: callers decide what a ratio to nothing means (usually null). */
export function divide(left: Exact, right: Exact): Exact {
  return exact(left.numerator * right.denominator, left.denominator * right.numerator);
}

export function negate(value: Exact): Exact {
  return { numerator: -value.numerator, denominator: value.denominator };
}

export function sum(values: Iterable<Exact>): Exact {
  let total = ZERO;
  for (const value of values) total = add(total, value);
  return total;
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`. */
export function compare(left: Exact, right: Exact): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isZero(value: Exact): boolean {
  return value.numerator === 0n;
}

export function isNegative(value: Exact): boolean {
  return value.numerator < 0n;
}

export function minimum(left: Exact, right: Exact): Exact {
  return compare(left, right) <= 0 ? left : right;
}

export function maximum(left: Exact, right: Exact): Exact {
  return compare(left, right) >= 0 ? left : right;
}

/** The greatest integer that is not above the value. */
export function floor(value: Exact): bigint {
  const quotient = value.numerator / value.denominator;
  return value.numerator % value.denominator < 0n ? quotient - 1n : quotient;
}

/** The smallest integer that is not below the value. */
export function ceiling(value: Exact): bigint {
  return -floor(negate(value));
}

/** A float near the value, for rates and charts. Never for an amount that is added to another. */
export function toNumber(value: Exact): number {
  const shift = 10n ** 17n;
  const scaled = (value.numerator * shift) / value.denominator;
  return Number(scaled) / Number(shift);
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let a = left < 0n ? -left : left;
  let b = right < 0n ? -right : right;
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
