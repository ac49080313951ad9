/**
 * Figures inside a sentence for people: rounded for reading, never computed with.
 */
import { decimalPlaces, toFixed } from '../core/decimal.js';
import { type Exact, exact, isZero, multiply } from '../core/exact.js';
import { roundTo } from '../offers/rounding.js';

const CENT = { quantum: exact(1n, 100n), mode: 'half_up' } as const;

/** All digits where there are at most four; else cents, halves away from zero as the tables round, or six places below a cent. */
export function shownMoney(value: Exact): string {
  const places = decimalPlaces(value);
  if (places !== undefined && places <= 4) return grouped(toFixed(value, Math.max(places, 2)));
  const cents = roundTo(value, CENT);
  return grouped(isZero(cents) ? toFixed(value, 6) : toFixed(cents, 2));
}

/** Whole, or two decimals where there is a rest. */
export function shownCount(value: Exact): string {
  return grouped(toFixed(value, decimalPlaces(value) === 0 ? 0 : 2));
}

/** A rate as a percentage with two decimals: `20.31 %`. */
export function shownRate(value: Exact): string {
  return `${toFixed(multiply(value, exact(100n)), 2)} %`;
}

function grouped(text: string): string {
  const [whole = '', ...rest] = text.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/gu, ','), ...rest].join('.');
}
