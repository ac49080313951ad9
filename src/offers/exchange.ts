/**
 * A bill told in another currency, at a rate that somebody stated. The seller's own currency terms are steps (`fx`); this is
 * only how the reader wants to see the amounts, so nothing is rounded, charged or left out by it.
 */
import { type Exact, multiply } from '../core/exact.js';
import type { Bill, Exchange } from './bill.js';
import { count } from './figures.js';

/** The bill at the rate for its currency, and its list cost at the rate for that one; what has no rate stays as it is. */
export function exchanged(bill: Bill, exchanges: readonly Exchange[]): Bill {
  const ofList = exchanges.find(({ from }) => from === bill.listCurrency);
  const listed: Bill =
    ofList === undefined ? bill : { ...bill, list: multiply(bill.list, ofList.rate), listCurrency: ofList.to };
  const exchange = exchanges.find(({ from }) => from === bill.currency);
  return exchange === undefined ? listed : told(listed, exchange);
}

/** Every amount of the bill times the rate, and the rate in every formula. */
function told(bill: Bill, { to, rate }: Exchange): Bill {
  const inTo = (value: Exact) => multiply(value, rate);
  return {
    ...bill,
    currency: to,
    steps: bill.steps.map((step) => ({
      ...step,
      base: step.base && inTo(step.base),
      amount: inTo(step.amount),
      formula: step.amount.numerator === 0n ? step.formula : `${step.formula}, × ${count(rate)} in ${to}`,
    })),
    total: inTo(bill.total),
    infrastructure: inTo(bill.infrastructure),
    totalWithoutInfrastructure: inTo(bill.totalWithoutInfrastructure),
    unusedCredit: inTo(bill.unusedCredit),
    creditChange: inTo(bill.creditChange),
    oneTime: inTo(bill.oneTime),
  };
}
