/**
 * `usage`: the month's usage at list prices or at the offer's own book, times an optional factor.
 */
import { divide, type Exact, exact, isZero, multiply, ONE, sum, ZERO } from '../../core/exact.js';
import type { StepOf } from '../../pricing/offer-steps.js';
import { amountOf, type Charge, total } from '../charges.js';
import { counted, money } from '../figures.js';
import { type Outcome, type Running, selected, selection } from '../running.js';

const MILLION = exact(1_000_000n);

export function chargeUsage(step: StepOf<'usage'>, running: Running): Outcome {
  const isIn = selection(running, step.skus);
  const { rounding } = running.offer;
  const isRounded = rounding?.level === 'request';
  const factor = isRounded ? ONE : (step.priceFactor ?? ONE);
  const book = amountOf(running.offer, step);
  const parts = running.charges.map((charge, index) =>
    isIn[index] ? multiply(charge.amounts.get(book) ?? ZERO, factor) : ZERO,
  );
  const amount = sum(parts);
  const prices = step.book === undefined ? 'list prices' : `the prices of ${step.book}`;
  const times = step.priceFactor ? ` × ${money(step.priceFactor)}` : '';
  const rounded = isRounded
    ? `, each request rounded ${rounding.mode.replace('_', ' ')} to ${money(rounding.quantum)}`
    : '';
  return { amount, parts, formula: `${volume(selected(running, step.skus), amount)} at ${prices}${times}${rounded}` };
}

function volume(charges: readonly Charge[], amount: Exact): string {
  const tokens = total(charges, (charge) => charge.tokens);
  const [only] = charges;
  if (charges.length === 0 || !only) return 'no usage';
  if (isZero(tokens))
    return counted(
      total(charges, (charge) => charge.requests),
      'call',
    );
  const skus = charges.reduce((sum, charge) => sum + charge.skuCount, 0);
  if (skus > 1) return `${counted(tokens, 'token')} of ${skus} SKUs`;
  const average = divide(multiply(amount, MILLION), tokens);
  return `${counted(tokens, 'token')} of ${only.sku}, on average ${money(average)} per 1,000,000,`;
}
