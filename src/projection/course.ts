/**
 * What months that follow each other cost: each with its own usage, at its own volume, starting with what the one before left
 * (prepaid credit, yearly minimums). Usage is priced once; after that a way the months may go is arithmetic.
 */
import { add, type Exact, multiply, ONE, ZERO } from '../core/exact.js';
import type { Bound, MonthlyUsage, OfferPricing } from '../offers/bill.js';
import type { Carry } from '../offers/carry.js';
import { billOf } from '../offers/evaluate.js';
import type { PreparedOffer } from '../offers/prepare.js';
import { type PartsOf, preparedBounds } from './candidates.js';

/** One month of a horizon. */
export interface MonthAhead {
  readonly usage: MonthlyUsage;
  /** How much of that usage: 1.1 in the second month of a growth of 10 %. */
  readonly volume: Exact;
}

export interface Course {
  /** The cost of every month; `factors` are on top of the volumes of the months. */
  readonly costs: (bound: Bound, factors?: readonly Exact[]) => readonly Exact[];
}

export function courseOf(partsOf: PartsOf, months: readonly MonthAhead[], pricing: OfferPricing): Course {
  const prepared = new Map<MonthlyUsage, readonly Record<Bound, PreparedOffer>[]>();
  for (const { usage } of months) {
    if (prepared.has(usage)) continue;
    const parts = partsOf(usage).map((part) => preparedBounds(part.offer, part.month, pricing));
    prepared.set(usage, parts);
  }
  const isCarrying = [...prepared.values()].flat().some(({ low }) => leavesSomething(low));
  const known = new Map<MonthlyUsage, Map<string, Exact>>();

  function costOf({ usage }: MonthAhead, bound: Bound, volume: Exact, before: Map<string, Carry>): Exact {
    let cost = ZERO;
    for (const part of prepared.get(usage) ?? []) {
      const { offer } = part[bound];
      const bill = billOf(part[bound], { volume, before: before.get(offer.id) });
      before.set(offer.id, bill.after);
      cost = add(cost, bill.total);
    }
    return cost;
  }

  /** Where no month leaves anything, the same volume costs the same again. */
  function remembered(month: MonthAhead, bound: Bound, volume: Exact): Exact {
    const ofMonth = known.get(month.usage) ?? new Map<string, Exact>();
    known.set(month.usage, ofMonth);
    const key = `${bound} ${volume.numerator}/${volume.denominator}`;
    const found = ofMonth.get(key) ?? costOf(month, bound, volume, new Map());
    ofMonth.set(key, found);
    return found;
  }

  return {
    costs(bound, factors) {
      const before = new Map<string, Carry>();
      return months.map((month, index) => {
        const volume = multiply(month.volume, factors?.[index] ?? ONE);
        return isCarrying ? costOf(month, bound, volume, before) : remembered(month, bound, volume);
      });
    },
  };
}

function leavesSomething({ offer }: PreparedOffer): boolean {
  return offer.steps.some(({ kind }) => kind === 'prepaid' || kind === 'minimum');
}
