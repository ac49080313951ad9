/**
 * What the calls of one row cost, and how much of that is known. Unknown is not zero: a row that could not be priced says
 * so, and a row priced in part says that its amount is a lower bound.
 */
import { addCounts, type Count, compareCounts } from '../core/count.js';
import { add, compare, type Exact, isZero, ZERO } from '../core/exact.js';
import type { Cell, Column } from './report.js';

export interface GroupCost {
  /** Cost of what could be priced; `high` is above `low` only where a token total could not be split. */
  readonly low: Exact;
  readonly high: Exact;
  /** Calls of which something could not be priced. */
  readonly unpricedCalls: Count;
}

/** The key of a group in a map of costs: the same for the same values in the same order. */
export function groupKey(group: readonly (string | null)[]): string {
  return JSON.stringify(group);
}

export function addCosts(left: GroupCost, right: GroupCost): GroupCost {
  return {
    low: add(left.low, right.low),
    high: add(left.high, right.high),
    unpricedCalls: addCounts(left.unpricedCalls, right.unpricedCalls),
  };
}

export function sumCosts(costs: Iterable<GroupCost>): GroupCost {
  let total: GroupCost = { low: ZERO, high: ZERO, unpricedCalls: 0n };
  for (const cost of costs) total = addCosts(total, cost);
  return total;
}

/** Something has no known cost, and nothing else has a cost either: the sum says 0 and means nothing. */
export function isCostUnknown({ high, unpricedCalls }: Pick<GroupCost, 'high' | 'unpricedCalls'>): boolean {
  return compareCounts(unpricedCalls, 0n) > 0 && isZero(high);
}

/** The amount, its range, its lower bound, the word `unpriced`, or null where nothing was asked to be priced. */
export function costCell(cost: GroupCost | undefined): Cell {
  if (!cost) return null;
  if (isCostUnknown(cost)) return 'unpriced';
  const { low, high } = cost;
  if (compareCounts(cost.unpricedCalls, 0n) > 0) return { low, high, isLowerBound: true };
  return compare(low, high) === 0 ? low : { low, high };
}

/** The two columns every costed table ends with; `unpriced_calls` is what tells a program that an amount is a lower bound. */
export function costColumns(key: string, label: string, currency: string | undefined): Column[] {
  return [
    { key, label, type: 'money', currency, isRange: true },
    { key: 'unpriced_calls', label: 'unpriced calls', type: 'integer', isDetail: true },
  ];
}

export function costCells(cost: GroupCost | undefined): Cell[] {
  return [costCell(cost), cost ? cost.unpricedCalls : null];
}
