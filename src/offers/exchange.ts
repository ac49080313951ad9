/**
 * A bill told in another currency, at a rate that somebody stated. The seller's own currency terms are steps (`fx`); this is
 * only how the reader wants to see the amounts, so nothing is rounded, charged or left out by it.
 */
import { type Exact, multiply } from '../core/exact.js';
import type { Bill, Exchange } from './bill.js';
import { count } from './figures.js';

/** Every amount of the bill times the rate, and the rate in every formula. Throws RangeError for a bill in a third currency. */
export function exchanged(bill: Bill, { from, to, rate }: Exchange): Bill {
  if (bill.currency !== from) throw new RangeError(`a rate from ${from} does not convert ${bill.currency}`);
  const told = (value: Exact) => multiply(value, rate);
  return {
    ...bill,
    currency: to,
    steps: bill.steps.map((step) => ({
      ...step,
      base: step.base && told(step.base),
      amount: told(step.amount),
      formula: step.amount.numerator === 0n ? step.formula : `${step.formula}, × ${count(rate)} in ${to}`,
    })),
    total: told(bill.total),
    infrastructure: told(bill.infrastructure),
    totalWithoutInfrastructure: told(bill.totalWithoutInfrastructure),
    list: bill.listCurrency === from ? told(bill.list) : bill.list,
    listCurrency: bill.listCurrency === from ? to : bill.listCurrency,
    unusedCredit: told(bill.unusedCredit),
    creditChange: told(bill.creditChange),
    oneTime: told(bill.oneTime),
  };
}
