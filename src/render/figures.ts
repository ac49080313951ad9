/**
 * Values as people read them: separators, rounding, percentages. The only place of the program where digits are dropped.
 */
import { decimalPlaces, toDecimal, toFixed } from '../core/decimal.js';
import {
  add,
  compare,
  type Exact,
  exact,
  floor,
  isNegative,
  isZero,
  multiply,
  negate,
  toNumber,
} from '../core/exact.js';
import { isExact, isFigureCell, isMoneyRange } from '../reports/cells.js';
import { isoInstant } from '../reports/instants.js';
import type { Cell, ColumnType, MoneyRange } from '../reports/report.js';

const MISSING = '–';
const HALF = exact(1n, 2n);

/** The text of a cell for people. Strings are returned as they are: each format has its own way to make them safe. */
export function cellText(cell: Cell, type: ColumnType, decimals: number): string {
  if (cell === null) return MISSING;
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (isMoneyRange(cell)) return rangeText(cell, decimals);
  if (isFigureCell(cell)) return exactText(cell.figure, cell.as, decimals);
  if (isExact(cell)) return exactText(cell, type, decimals);
  if (typeof cell === 'bigint') return separated(cell.toString());
  return numberText(cell, type);
}

/** True when the text of this cell has fewer digits than its value. Money only: nobody expects all digits of a duration. */
export function isRounded(cell: Cell, type: ColumnType, decimals: number): boolean {
  if (type !== 'money') return false;
  const loses = (value: Exact): boolean => (decimalPlaces(value) ?? Number.POSITIVE_INFINITY) > decimals;
  if (isMoneyRange(cell)) return loses(cell.low) || (cell.isLowerBound !== true && loses(cell.high));
  return isExact(cell) && loses(cell);
}

function exactText(value: Exact, type: ColumnType, decimals: number): string {
  if (type === 'money') return moneyText(value, decimals);
  if (type === 'rate') return percentText(value);
  if (type === 'milliseconds') return shortText(toNumber(value));
  return separated(toDecimal(value));
}

function rangeText({ low, high, isLowerBound }: MoneyRange, decimals: number): string {
  if (isLowerBound === true) return `≥ ${lowerBoundText(low, decimals)}`;
  return `${moneyText(low, decimals)} – ${moneyText(high, decimals)}`;
}

function moneyText(value: Exact, decimals: number): string {
  const last = exact(1n, 10n ** BigInt(decimals));
  const size = isNegative(value) ? negate(value) : value;
  if (!isZero(value) && compare(size, last) < 0) return `${isNegative(value) ? '>-' : '<'}${toFixed(last, decimals)}`;
  return separated(rounded(value, decimals));
}

/** Half away from zero, as invoices round and readers expect: 63.125 is 63.13. (Machines get half-even, and never two places.) */
function rounded(value: Exact, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const size = isNegative(value) ? negate(value) : value;
  const units = floor(add(multiply(size, exact(scale)), HALF));
  return toFixed(exact(isNegative(value) ? -units : units, scale), decimals);
}

/** Rounded down, because "at least 1.24" would be wrong of 1.236. */
function lowerBoundText(value: Exact, decimals: number): string {
  const scale = exact(10n ** BigInt(decimals));
  return separated(toFixed(exact(floor(multiply(value, scale)), scale.numerator), decimals));
}

function percentText(rate: Exact): string {
  const percent = multiply(rate, exact(100n));
  return `${moneyText(percent, 2)} %`;
}

function numberText(value: number, type: ColumnType): string {
  switch (type) {
    case 'rate':
      return rateText(value);
    case 'milliseconds':
    case 'measured':
      return shortText(value);
    case 'instant':
      return isoInstant(value);
    case 'integer':
      return separated(String(value));
    default:
      return decimalText(value);
  }
}

/** `32.95 %`; a rate that is not 0 never reads as 0. */
function rateText(rate: number): string {
  const percent = rate * 100;
  if (percent !== 0 && Math.abs(percent) < 0.01) return `${percent < 0 ? '>-' : '<'}0.01 %`;
  return `${separated(percent.toFixed(2))} %`;
}

/** Whole from 1,000 on, else at most one decimal place: `1,235`, `12.5`, `12`. */
function shortText(value: number): string {
  const text = value.toFixed(1);
  return Math.abs(Number(text)) >= 1000 ? separated(value.toFixed(0)) : text.replace(/\.0$/, '').replace(/^-0$/, '0');
}

/** All digits of a float that came as one, except in exponent notation, where separators would be wrong. */
function decimalText(value: number): string {
  return separated(String(value));
}

/** Thousands separators in the whole part of plain decimal text; any other text is returned as it is. */
function separated(text: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}
