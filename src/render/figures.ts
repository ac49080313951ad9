/**
 * Values as people read them: separators, rounding, percentages. The only place of the program where digits are dropped.
 */
import { decimalsOf } from '../core/currency.js';
import { decimalPlaces, toDecimal, toFixed } from '../core/decimal.js';
import {
  add,
  ceiling,
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
import type { Locale } from '../core/locales.js';
import { isPhrase, type PhraseValue } from '../core/phrase.js';
import { isExact, isFigureCell, isMoneyRange } from '../reports/cells.js';
import { isoInstant } from '../reports/instants.js';
import type { Cell, ColumnType, MoneyRange } from '../reports/report.js';
import { type Speaker, speakerOf } from './speaker.js';

export const MISSING = '–';
const HALF = exact(1n, 2n);

/** The text of a cell for people. Strings are returned as they are: each format has its own way to make them safe. */
export function cellText(cell: Cell, type: ColumnType, decimals: number, speaker: Speaker = inEnglish): string {
  if (cell === null) return MISSING;
  // In a column of figures a text is a word of ours, elsewhere it is somebody's name.
  if (typeof cell === 'string') return type === 'text' || type === 'date' ? cell : speaker.text(cell);
  if (typeof cell === 'boolean') return speaker.text(cell ? 'yes' : 'no');
  if (isPhrase(cell)) return speaker.text(cell);
  const places = placesOf(cell, type, decimals);
  if (isMoneyRange(cell)) return rangeText(cell, places, speaker);
  if (isFigureCell(cell)) return exactText(cell.figure, cell.as, decimals, speaker);
  if (isExact(cell)) return exactText(cell, type, places, speaker);
  if (typeof cell === 'bigint') return speaker.number(cell.toString());
  return numberText(cell, type, speaker);
}

/** The same with the sign of its currency, for a figure that stands by itself. */
export function figureText(cell: Cell, { type, currency }: Priced, decimals: number, speaker: Speaker): string {
  return cellText(cell, type, decimals, {
    ...speaker,
    number: (text) => (type === 'money' ? speaker.money(text, currency) : speaker.number(text)),
  });
}

interface Priced {
  readonly type: ColumnType;
  readonly currency?: string | undefined;
}

/** A sentence's amounts, rates and durations. */
function spellFigure(value: Exclude<PhraseValue, string>, speaker: Speaker): string {
  if (typeof value === 'bigint' || typeof value === 'number' || Array.isArray(value) || isPhrase(value)) return '';
  if (isExact(value)) return speaker.number(toDecimal(value));
  if ('money' in value) {
    const { money, currency, isLowerBound } = value;
    const cell = isLowerBound === true ? { low: money, high: money, isLowerBound } : money;
    return figureText(cell, { type: 'money', currency }, decimalsOf(currency), speaker);
  }
  if ('rate' in value) return isExact(value.rate) ? percentText(value.rate, speaker) : rateText(value.rate, speaker);
  if ('milliseconds' in value) return shortText(value.milliseconds, speaker);
  return '';
}

export function speaking(locale: Locale): Speaker {
  const known = speakers.get(locale) ?? speakerOf(locale, spellFigure);
  speakers.set(locale, known);
  return known;
}

const speakers = new Map<Locale, Speaker>();
const inEnglish = speaking('en');

/** True when the text of this cell has fewer digits than its value. Money only: nobody expects all digits of a duration. */
export function isRounded(cell: Cell, type: ColumnType, decimals: number): boolean {
  if (type !== 'money' && type !== 'average') return false;
  const places = placesOf(cell, type, decimals);
  const loses = (value: Exact): boolean => (decimalPlaces(value) ?? Number.POSITIVE_INFINITY) > places;
  if (isMoneyRange(cell))
    return (cell.isUpperBound !== true && loses(cell.low)) || (cell.isLowerBound !== true && loses(cell.high));
  return isExact(cell) && loses(cell);
}

function exactText(value: Exact, type: ColumnType, decimals: number, speaker: Speaker): string {
  if (type === 'money' || type === 'average') return moneyText(value, decimals, speaker);
  if (type === 'rate') return percentText(value, speaker);
  if (type === 'milliseconds') return shortText(toNumber(value), speaker);
  return speaker.number(toDecimal(value));
}

/** Digits that say something: what a single call costs is mostly less than a cent. */
const TELLING_DIGITS = 3;
const MOST_PLACES = 18;

/** After the point: as many as were asked for, and of an average at least so many that its first few digits are there. */
function placesOf(cell: Cell, type: ColumnType, decimals: number): number {
  if (type !== 'average') return decimals;
  const amounts = isMoneyRange(cell) ? [cell.low, cell.high] : isExact(cell) ? [cell] : [];
  const enough = exact(10n ** BigInt(TELLING_DIGITS - 1));
  return amounts.reduce((least, amount) => {
    const size = isNegative(amount) ? negate(amount) : amount;
    let places = least;
    while (!isZero(size) && places < MOST_PLACES && compare(multiply(size, exact(10n ** BigInt(places))), enough) < 0) {
      places += 1;
    }
    return places;
  }, decimals);
}

function rangeText(range: MoneyRange, decimals: number, speaker: Speaker): string {
  const { low, high, isLowerBound, isUpperBound } = range;
  if (isLowerBound === true) return `≥ ${lowerBoundText(low, decimals, speaker)}`;
  if (isUpperBound === true) return `≤ ${upperBoundText(high, decimals, speaker)}`;
  return `${moneyText(low, decimals, speaker)} – ${moneyText(high, decimals, speaker)}`;
}

function moneyText(value: Exact, decimals: number, speaker: Speaker): string {
  const last = exact(1n, 10n ** BigInt(decimals));
  const size = isNegative(value) ? negate(value) : value;
  if (!isZero(value) && compare(size, last) < 0)
    return `${isNegative(value) ? '>' : '<'}${speaker.number(`${isNegative(value) ? '-' : ''}${toFixed(last, decimals)}`)}`;
  return speaker.number(rounded(value, decimals));
}

/** Half away from zero, as invoices round and readers expect: 63.125 is 63.13. (Machines get half-even, and never two places.) */
function rounded(value: Exact, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const size = isNegative(value) ? negate(value) : value;
  const units = floor(add(multiply(size, exact(scale)), HALF));
  return toFixed(exact(isNegative(value) ? -units : units, scale), decimals);
}

/** Rounded down, because "at least 1.24" would be wrong of 1.236. */
function lowerBoundText(value: Exact, decimals: number, speaker: Speaker): string {
  const scale = exact(10n ** BigInt(decimals));
  return speaker.number(toFixed(exact(floor(multiply(value, scale)), scale.numerator), decimals));
}

function upperBoundText(value: Exact, decimals: number, speaker: Speaker): string {
  const scale = exact(10n ** BigInt(decimals));
  return speaker.number(toFixed(exact(ceiling(multiply(value, scale)), scale.numerator), decimals));
}

function percentText(rate: Exact, speaker: Speaker): string {
  const percent = multiply(rate, exact(100n));
  return `${moneyText(percent, 2, speaker)} %`;
}

function numberText(value: number, type: ColumnType, speaker: Speaker): string {
  switch (type) {
    case 'rate':
      return rateText(value, speaker);
    case 'milliseconds':
    case 'measured':
      return shortText(value, speaker);
    case 'instant':
      return isoInstant(value);
    case 'integer':
      return speaker.number(String(value));
    default:
      return decimalText(value, speaker);
  }
}

/** `32.95 %`; a rate that is not 0 never reads as 0. */
function rateText(rate: number, speaker: Speaker): string {
  const percent = rate * 100;
  if (percent !== 0 && Math.abs(percent) < 0.01)
    return `${percent < 0 ? '>' : '<'}${speaker.number(percent < 0 ? '-0.01' : '0.01')} %`;
  return `${speaker.number(percent.toFixed(2))} %`;
}

/** Whole from 1,000 on, else at most one decimal place: `1,235`, `12.5`, `12`. */
function shortText(value: number, speaker: Speaker): string {
  const text = value.toFixed(1);
  return Math.abs(Number(text)) >= 1000
    ? speaker.number(value.toFixed(0))
    : speaker.number(text.replace(/\.0$/, '').replace(/^-0$/, '0'));
}

/** All digits of a float that came as one, except in exponent notation, where separators would be wrong. */
function decimalText(value: number, speaker: Speaker): string {
  return speaker.number(String(value));
}
