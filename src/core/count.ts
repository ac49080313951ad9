/**
 * Counts that may be shared out: a whole number, or an exact part of one where a rule gives several teams a share of a call.
 *
 * A count that comes out whole is a bigint again, so that what was divided and added up is what it was.
 */
import { add, ceiling, compare, type Exact, exact, multiply, subtract } from './exact.js';

export type Count = bigint | Exact;

export function asExact(count: Count): Exact {
  return typeof count === 'bigint' ? exact(count) : count;
}

export function addCounts(left: Count, right: Count): Count {
  if (typeof left === 'bigint' && typeof right === 'bigint') return left + right;
  return asCount(add(asExact(left), asExact(right)));
}

export function sumCounts<Item>(items: Iterable<Item>, pick: (item: Item) => Count): Count {
  let total: Count = 0n;
  for (const item of items) total = addCounts(total, pick(item));
  return total;
}

export function lessCounts(left: Count, right: Count): Count {
  return asCount(subtract(asExact(left), asExact(right)));
}

/** Null when not one item says anything; otherwise the sum of what is known. */
export function sumKnownCounts<Item>(items: readonly Item[], pick: (item: Item) => Count | null): Count | null {
  const known = items.map(pick).filter((count) => count !== null);
  return known.length === 0 ? null : sumCounts(known, (count) => count);
}

export function shareOfCount(count: Count, share: Exact): Count {
  return asCount(multiply(asExact(count), share));
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`. */
export function compareCounts(left: Count, right: Count): number {
  return compare(asExact(left), asExact(right));
}

/** How many are concerned at all: a share of one concerns one. */
export function concerned(count: Count): bigint {
  return typeof count === 'bigint' ? count : ceiling(count);
}

/** Whole where it is, else the exact part. */
export function asCount(value: Exact): Count {
  return value.denominator === 1n ? value.numerator : value;
}
