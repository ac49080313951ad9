/**
 * What does not depend on usage: `fixed` fees (subscriptions, seats, provisioned units) and assumed `infra` cost.
 */
import { divide, exact, multiply, ONE, ZERO } from '../../core/exact.js';
import type { StepOf } from '../../pricing/offer-steps.js';
import { count, money } from '../figures.js';
import type { Outcome, Running } from '../running.js';

const TWELVE = exact(12n);
const HOURS_A_DAY = exact(24n);

export function chargeFixed(step: StepOf<'fixed'>, running: Running): Outcome {
  const price = multiply(step.amount, step.quantity ?? ONE);
  const each = `${money(step.amount)} per ${step.per}${step.quantity ? ` × ${count(step.quantity)}` : ''}`;
  switch (step.per) {
    case 'hour': {
      // Hours of the calendar, 24 a day: a change to or from summer time is not billed.
      const hours = multiply(running.days, HOURS_A_DAY);
      return { amount: multiply(price, hours), formula: `${each} × ${count(hours)} hours` };
    }
    case 'month':
      return { amount: price, formula: each };
    case 'year':
      return { amount: divide(price, TWELVE), formula: `${each} ÷ 12` };
    case 'once':
      return {
        amount: ZERO,
        oneTime: price,
        formula: `${money(price)} once: part of the one-time cost, not of a month`,
      };
  }
}

export function chargeInfra(step: StepOf<'infra'>): Outcome {
  const note = step.note === undefined ? '' : `: ${step.note}`;
  return step.per === 'month'
    ? { amount: step.amount, formula: `${money(step.amount)} per month, assumed${note}` }
    : { amount: divide(step.amount, TWELVE), formula: `${money(step.amount)} per year ÷ 12, assumed${note}` };
}
