/**
 * Numbers of the command line. Amounts and shares stay text: they are exact decimals, read once by whoever reckons.
 */
import { compare, isNegative, ONE, parseDecimal } from '../../core/exact.js';
import type { Check } from './check.js';

/** A whole number between two bounds, both allowed. */
export function wholeNumber(least: number, most: number, example: number): Check<number> {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return { value };
    return { expected: `a whole number from ${least} to ${most}`, hint: `write it in digits, such as ${example}` };
  };
}

/** A plain decimal of at least 0, as text. */
export const amount: Check<string> = (text) => {
  const value = parseDecimal(text);
  if (value && !isNegative(value)) return { value: text };
  return {
    expected: 'a plain decimal of at least 0',
    hint: 'write it like 200 or 1234.50, without currency, exponent or thousands separator',
  };
};

/** A plain decimal from 0 to 1, as text. */
export const share: Check<string> = (text) => {
  const value = parseDecimal(text);
  if (value && !isNegative(value) && compare(value, ONE) <= 0) return { value: text };
  return { expected: 'a share from 0 to 1', hint: 'write 0.75 for 75 % input and 25 % output' };
};
