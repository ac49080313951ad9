/**
 * Free amounts of a month, for usage that only stands for a month: a part of it scaled, a forecast, a share that goes to one
 * seller. The order in which such calls come is not known, so what is not free is spread evenly over them.
 */
import { add, divide, type Exact, isZero, maximum, multiply, ONE, subtract, sum, ZERO } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import type { BilledQuantities } from '../core/usage.js';
import type { MonthlyUsage, UsageShare } from './bill.js';

/** The usage with what is billed of it in the month, before the month's factor. Calls of the month itself stay as counted. */
export function withFreeAmounts({ usage, factor, isProjected }: MonthlyUsage): readonly UsageShare[] {
  const isWhole = isProjected !== true && usage.every(({ share }) => share === undefined || share === ONE);
  if (isWhole || !usage.some(hasFree)) return usage;
  const totals = new Map<string, Exact>();
  for (const { billed, share = ONE } of usage) {
    for (const [key, { asked, free }] of billed ?? []) {
      if (free === undefined) continue;
      const here = multiply(sum(asked.values()), multiply(share, factor));
      totals.set(key, add(totals.get(key) ?? ZERO, here));
    }
  }
  return usage.map((one) =>
    one.billed === undefined
      ? one
      : { ...one, billed: new Map([...one.billed].map(([key, counted]) => [key, spread(counted, totals.get(key))])) },
  );
}

function hasFree({ billed }: UsageShare): boolean {
  return [...(billed?.values() ?? [])].some(({ free }) => free !== undefined);
}

/** Worked example: 40 hours in all, of which 10 are free: three quarters of every call are billed. */
function spread(counted: BilledQuantities, total: Exact | undefined): BilledQuantities {
  if (counted.free === undefined || total === undefined || isZero(total)) return counted;
  const rate = divide(maximum(subtract(total, counted.free), ZERO), total);
  const billed = new Map([...counted.asked].map(([meter, asked]): [Meter, Exact] => [meter, multiply(asked, rate)]));
  return { ...counted, billed };
}
