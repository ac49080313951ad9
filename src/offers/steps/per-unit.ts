/**
 * `per_unit`: a price per request, token or search, after a free quantity per month.
 */
import { divide, isZero, maximum, multiply, subtract, ZERO } from '../../core/exact.js';
import type { StepOf } from '../../pricing/offer-steps.js';
import type { Charge } from '../charges.js';
import { total } from '../charges.js';
import { count, counted, money } from '../figures.js';
import { type Outcome, type Running, selected, selection, spread } from '../running.js';

const METRICS = {
  requests: { of: (charge: Charge) => charge.requests, word: 'request', plural: 'requests' },
  tokens: { of: (charge: Charge) => charge.tokens, word: 'token', plural: 'tokens' },
  searches: { of: (charge: Charge) => charge.searches, word: 'search', plural: 'searches' },
} as const;

export function chargePerUnit(step: StepOf<'per_unit'>, running: Running): Outcome {
  const metric = METRICS[step.metric];
  const quantity = total(selected(running, step.skus), metric.of);
  const billed = maximum(subtract(quantity, step.free ?? ZERO), ZERO);
  const amount = divide(multiply(billed, step.price), step.per);
  const isIn = selection(running, step.skus);
  const weights = running.charges.map((charge, index) => (isIn[index] ? metric.of(charge) : ZERO));
  const after = step.free && !isZero(step.free) ? ` after ${count(step.free)} free of ${count(quantity)}` : '';
  const price = `${money(step.price)} per ${count(step.per)}`;
  return {
    amount,
    parts: spread(amount, weights),
    formula: `${counted(billed, metric.word, metric.plural)} at ${price}${after}`,
  };
}
