/**
 * Charts as data: what is drawn, in which unit, and which table holds the same figures. A renderer draws them; nothing here
 * knows a pixel or a colour.
 */
import type { Exact } from '../core/exact.js';
import type { Phrase, Text } from '../core/phrase.js';
import type { Cell } from './cell.js';

/** A string is somebody's name, a Phrase words of ours. */
export type ChartName = string | Phrase;

export interface Series {
  readonly name: ChartName;
  /** One per place on the axis; null where nothing is known. */
  readonly values: readonly (Exact | number | null)[];
  /** What stands at the end of each bar, where it is another than its length: a lower bound, a range. */
  readonly shown?: readonly Cell[] | undefined;
}

interface Drawn {
  readonly id: string;
  readonly title: Text;
  /** One sentence for those who do not see it. */
  readonly description: Text;
  /** Of the figures: a currency, milliseconds, calls. */
  readonly unit: Text;
  /** How a figure at a bar is written. */
  readonly type: 'money' | 'integer' | 'milliseconds';
  /** The table with the same figures. */
  readonly table: string;
}

/** Days in order, series upon each other. */
export interface StackedDays extends Drawn {
  readonly kind: 'stacked_days';
  /** YYYY-MM-DD */
  readonly days: readonly string[];
  readonly series: readonly Series[];
}

/** One bar per name, the longest first. */
export interface Bars extends Drawn {
  readonly kind: 'bars';
  /** Several series of one name: end to end, or one below the other. */
  readonly layout: 'stacked' | 'grouped';
  readonly names: readonly ChartName[];
  readonly series: readonly Series[];
}

/** Steps from one total to the next: a total stands on the ground, a step begins where the one before ended. */
export interface Waterfall extends Drawn {
  readonly kind: 'waterfall';
  readonly steps: readonly { readonly name: ChartName; readonly amount: Exact; readonly isTotal: boolean }[];
}

/** A sum that grows from day to day, where it is expected to go, and what it may come to. */
export interface Cumulative extends Drawn {
  readonly kind: 'cumulative';
  /** YYYY-MM-DD */
  readonly days: readonly string[];
  /** Null on the days ahead. */
  readonly actual: Series;
  /** From the last day that is known on; null before. */
  readonly expected: Series;
  /** In which the expected lies; null where no day is expected. */
  readonly band: readonly ({ readonly low: Exact; readonly high: Exact } | null)[];
  readonly limit: { readonly name: ChartName; readonly amount: Exact } | null;
}

export type Chart = StackedDays | Bars | Waterfall | Cumulative;
