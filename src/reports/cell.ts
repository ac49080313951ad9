/**
 * What one place of a table or of a chart holds. Types only.
 */
import type { Exact } from '../core/exact.js';
import type { Phrase } from '../core/phrase.js';

/** A range of money: shown as `1.00 – 2.00`. */
export interface MoneyRange {
  readonly low: Exact;
  readonly high: Exact;
  /** True when something is not in it because its price is unknown: shown as `≥ 1.00`. */
  readonly isLowerBound?: boolean | undefined;
  /** True when something is not in what it is less by: shown as `≤ 2.00`. */
  readonly isUpperBound?: boolean | undefined;
}

/** A value that has its own type, in a column of values of several. */
export interface Figure {
  readonly figure: Exact;
  readonly as: 'money' | 'rate' | 'milliseconds' | 'decimal';
}

/**
 * A string in a column of another type (`unpriced`) is for people: files and programs get null. A string in a text column is
 * somebody's name and never translated; words of ours in such a column are a Phrase.
 */
export type Cell = string | number | bigint | boolean | Exact | MoneyRange | Figure | Phrase | null;
