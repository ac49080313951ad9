/**
 * What of a usage is billed under a term that looks at requests or months: as the engine counted it, or worked out where the
 * usage is one call. Knows no prices.
 */
import { add, compare, type Exact, isZero, maximum, subtract, sum, ZERO } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import type { BilledQuantities, MeteredUsage } from '../core/usage.js';
import type { BilledTerm } from './billed-terms.js';
import type { Assumption } from './types.js';

export interface Billed {
  readonly billed: ReadonlyMap<Meter, Exact>;
  readonly assumed: readonly Assumption[];
}

/** Undefined where nobody can tell: the usage is a sum, and what it came from was not counted, or is another by now. */
export function billedUnder(
  usage: MeteredUsage,
  quantities: ReadonlyMap<Meter, Exact>,
  term: BilledTerm,
  key: string,
): Billed | undefined {
  const counted = usage.billed?.get(key);
  if (counted) {
    if (!isOf(counted, quantities, term.meters)) return undefined;
    return { billed: counted.billed, assumed: counted.hasAggregates ? ['minimum'] : [] };
  }
  return usage.calls === 1n ? billedAlone(quantities, term) : undefined;
}

/** One call as such: how much of the month's free amount was left for it is not known, so none of it is taken off. */
function billedAlone(quantities: ReadonlyMap<Meter, Exact>, { meters, minimum, free }: BilledTerm): Billed {
  const billed = new Map(meters.map((meter) => [meter, quantities.get(meter) ?? ZERO]));
  const [source] = meters;
  const used = sum(billed.values());
  if (source && minimum && !isZero(used))
    billed.set(source, add(billed.get(source) ?? ZERO, maximum(subtract(minimum, used), ZERO)));
  return { billed, assumed: free ? ['allowance'] : [] };
}

/** Whether the count is of this very usage: a cache that is not carried or another hit rate makes it one that was never counted. */
function isOf({ used }: BilledQuantities, quantities: ReadonlyMap<Meter, Exact>, meters: readonly Meter[]): boolean {
  return meters.every((meter) => compare(used.get(meter) ?? ZERO, quantities.get(meter) ?? ZERO) === 0);
}
