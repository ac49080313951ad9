/**
 * What changed between two costs of the same rows, and whether price, volume or mix did it. Formulas: projection/README.md,
 * "A changed cost".
 */
import { asExact, type Count, sumCounts } from '../core/count.js';
import { compare, type Exact, isZero, subtract, sum } from '../core/exact.js';
import { costChange, type Effects } from '../projection/cost-change.js';
import { type GroupCost, groupKey, sumCosts } from './group-cost.js';

export interface ComparedPrice {
  /** SKU, rule and meter: the same on both sides whatever the price and its dates. */
  readonly key: string;
  readonly quantity: Exact;
  readonly amount: Exact;
  readonly isTokens: boolean;
}

/** One row of a cost with the prices behind it. */
export interface ComparedRow {
  readonly group: readonly (string | null)[];
  readonly calls: Count;
  readonly cost: GroupCost;
  /** Nothing of it has a price: its cost is not 0 but unknown. */
  readonly isUnknown: boolean;
  readonly prices: readonly ComparedPrice[];
}

export interface CostDifference {
  /** price + volume + mix; null where a cost is only known as a range, or not at all. */
  readonly change: Exact | null;
  readonly effects: Effects | null;
}

/** The change and its causes; null where a cost is only known as a range, or not at all. */
export function changeOf(before: readonly ComparedRow[], after: readonly ComparedRow[]): CostDifference {
  if ([...before, ...after].some((row) => row.isUnknown || isRange(row))) return { change: null, effects: null };
  const unit = volumeUnit(before, after);
  const used = (rows: readonly ComparedRow[]) => ({
    // The same price in two rows is two things: moving traffic from one row to the other changes the mix.
    prices: rows.flatMap(({ group, prices }) =>
      prices.map((price) => ({ ...price, key: groupKey([...group, price.key]) })),
    ),
    volume: volumeOf(rows, unit),
  });
  const cost = (rows: readonly ComparedRow[]) => sumCosts(rows.map((row) => row.cost)).low;
  return { change: subtract(cost(after), cost(before)), effects: costChange(used(before), used(after)) };
}

/** Tokens, where both sides (or the only one) have some; else calls. */
function volumeUnit(before: readonly ComparedRow[], after: readonly ComparedRow[]): 'tokens' | 'calls' {
  const sides = [before, after].filter((rows) => rows.length > 0);
  return sides.every((rows) => !isZero(volumeOf(rows, 'tokens'))) ? 'tokens' : 'calls';
}

function volumeOf(rows: readonly ComparedRow[], unit: 'tokens' | 'calls'): Exact {
  if (unit === 'calls') return asExact(sumCounts(rows, (row) => row.calls));
  return sum(rows.flatMap(({ prices }) => prices.filter((price) => price.isTokens).map(({ quantity }) => quantity)));
}

/** True where only a range of the cost is known. */
export function isRange({ cost }: { readonly cost: GroupCost }): boolean {
  return compare(cost.low, cost.high) !== 0;
}
