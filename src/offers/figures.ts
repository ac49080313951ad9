/**
 * Numbers inside a formula. Nothing is rounded: a value without finite decimal form is written as a fraction.
 */
import { decimalPlaces, toFixed } from '../core/decimal.js';
import { compare, type Exact, floor, isNegative, negate, ONE } from '../core/exact.js';

/** An amount or a price: at least two decimals, and all that there are. `12.50`, `0.0375`, `185/18`. */
export function money(value: Exact): string {
  const places = decimalPlaces(value);
  return places === undefined ? fraction(value) : grouped(value, Math.max(places, 2));
}

/** A count: no decimals unless there are some. `5,000,000`, `0.5`, `72,000,000/7`. */
export function count(value: Exact): string {
  const places = decimalPlaces(value);
  return places === undefined ? fraction(value) : grouped(value, places);
}

/** `5,000,000 tokens`, `1 call`. */
export function counted(value: Exact, singular: string, plural = `${singular}s`): string {
  return `${count(value)} ${compare(value, ONE) === 0 ? singular : plural}`;
}

/** `-15 %`. */
export function percentage(value: Exact): string {
  return `${count(value)} %`;
}

function fraction(value: Exact): string {
  const sign = isNegative(value) ? '-' : '';
  const { numerator, denominator } = isNegative(value) ? negate(value) : value;
  return `${sign}${numerator.toLocaleString('en-US')}/${denominator.toLocaleString('en-US')}`;
}

function grouped(value: Exact, places: number): string {
  const size = isNegative(value) ? negate(value) : value;
  const decimals = places === 0 ? '' : toFixed(size, places).slice(-places - 1);
  return `${isNegative(value) ? '-' : ''}${floor(size).toLocaleString('en-US')}${decimals}`;
}
