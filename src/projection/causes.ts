/**
 * Where a saving comes from: what is asked for the usage itself, discounts on it, fees beside it, and infrastructure that
 * somebody assumed. The parts add up to the saving.
 */
import { type Exact, isNegative, subtract, sum } from '../core/exact.js';
import type { Bill, BillStep } from '../offers/bill.js';

export const CAUSES = ['price', 'discounts', 'fees', 'infrastructure'] as const;
export type Cause = (typeof CAUSES)[number];

export function savingsByCause(baseline: Bill, alternative: Bill): Readonly<Record<Cause, Exact>> {
  const of = (bill: Bill, cause: Cause) =>
    sum(bill.steps.filter((step) => causeOf(step) === cause).map((step) => step.amount));
  const saved = (cause: Cause) => subtract(of(baseline, cause), of(alternative, cause));
  return {
    price: saved('price'),
    discounts: saved('discounts'),
    fees: saved('fees'),
    infrastructure: saved('infrastructure'),
  };
}

/** A negative percentage or allowance takes off; a positive one is a fee. An exchange is part of the price. */
function causeOf(step: BillStep): Cause {
  switch (step.kind) {
    case 'infra':
      return 'infrastructure';
    case 'usage':
    case 'tiered_rate':
    case 'per_unit':
    case 'fx':
      return 'price';
    case 'percent':
    case 'included':
      return isNegative(step.amount) ? 'discounts' : 'fees';
    default:
      return 'fees';
  }
}
