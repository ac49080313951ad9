/**
 * The little arithmetic that tables need. Rates are floats on purpose: they are shown, never multiplied with money.
 */
import { type Count, compareCounts } from '../core/count.js';
import { toNumber } from '../core/exact.js';
import { say } from '../core/phrase.js';
import type { Cell } from './report.js';

/** 0–1, or null where there is nothing to divide by. */
export function ratio(part: Count, whole: Count): number | null {
  return compareCounts(whole, 0n) === 0 ? null : asFloat(part) / asFloat(whole);
}

function asFloat(count: Count): number {
  return typeof count === 'bigint' ? Number(count) : toNumber(count);
}

/** The grouping cells of a totals row: the word `total`, then nothing. */
const TOTAL = say('total');

export function forTotals(groupColumnCount: number): Cell[] {
  return Array.from({ length: groupColumnCount }, (_, index) => (index === 0 ? TOTAL : null));
}

export function sumOf<Item>(items: readonly Item[], pick: (item: Item) => bigint): bigint {
  return items.reduce((sum, item) => sum + pick(item), 0n);
}

/** Null when not one item says anything; otherwise what is known. */
export function sumKnown<Item>(items: readonly Item[], pick: (item: Item) => bigint | null): bigint | null {
  const known = items.map(pick).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0n);
}
