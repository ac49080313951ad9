/**
 * What an offer includes, demands or sells ahead: `included` usage, a `minimum` spend, `prepaid` credit.
 */
import {
  ceiling,
  compare,
  divide,
  type Exact,
  exact,
  isZero,
  maximum,
  minimum,
  multiply,
  negate,
  subtract,
  ZERO,
} from '../../core/exact.js';
import type { StepOf } from '../../pricing/offer-steps.js';
import { total } from '../charges.js';
import { count, counted, money } from '../figures.js';
import { type Base, baseOf, type Outcome, type Running, selection, spread } from '../running.js';

const TWELVE = exact(12n);

/** Takes off what is included, never more than there is: what is left over is not refunded. */
export function chargeIncluded(step: StepOf<'included'>, running: Running): Outcome {
  const base = baseOf(running, step);
  const available = maximum(base.amount, ZERO);
  if (step.amount) {
    const amount = negate(minimum(available, step.amount));
    const formula = `${money(amount)} of ${base.text}: ${money(step.amount)} is included`;
    return { amount, base: base.amount, parts: spread(amount, base.parts), formula };
  }
  const tokens = tokensOf(running, step.skus, base);
  const free = minimum(tokens, step.tokens ?? ZERO);
  // Which tokens are the included ones is not said anywhere, so they cost what the base costs on average.
  const share = isZero(tokens) ? ZERO : divide(free, tokens);
  const amount = negate(multiply(available, share));
  const formula = `${count(free)} of ${counted(tokens, 'token')} included, at the average price of ${base.text}`;
  return { amount, base: base.amount, parts: spread(amount, base.parts), formula };
}

/** The true-up: what is missing to the minimum. */
export function chargeMinimum(step: StepOf<'minimum'>, running: Running): Outcome {
  const base = baseOf(running, step);
  const due = step.per === 'year' ? divide(step.amount, TWELVE) : step.amount;
  const amount = maximum(subtract(due, base.amount), ZERO);
  const least = `at least ${money(step.amount)} per ${step.per}${step.per === 'year' ? ' ÷ 12' : ''}`;
  const formula = isZero(amount) ? `${least}: reached by ${base.text}` : `${least}: missing beyond ${base.text}`;
  return { amount, base: base.amount, parts: spread(amount, base.parts), formula };
}

/**
 * Credit is bought in whole increments. What is not used is lost (a cost), or an asset carried to the next month: then
 * it is not in the total, but a fee on the purchase sees it.
 */
export function chargePrepaid(step: StepOf<'prepaid'>, running: Running): Outcome {
  const base = baseOf(running, step);
  const increments = compare(base.amount, ZERO) > 0 ? ceiling(divide(base.amount, step.increment)) : 0n;
  const bought = multiply(exact(increments), step.increment);
  const unused = maximum(subtract(bought, base.amount), ZERO);
  const purchase = `${count(exact(increments))} × ${money(step.increment)} bought for ${base.text}`;
  if (isZero(unused)) return { amount: ZERO, base: base.amount, formula: `${purchase}, nothing left over` };
  return step.unused === 'cost'
    ? { amount: unused, base: base.amount, formula: `${purchase}: ${money(unused)} is not used and expires` }
    : {
        amount: ZERO,
        credit: unused,
        base: base.amount,
        formula: `${purchase}: ${money(unused)} is not used and carried to the next month`,
      };
}

/** Only what the base is about: usage that the base does not charge uses up nothing. */
function tokensOf(running: Running, skus: readonly string[] | undefined, base: Base): Exact {
  const isIn = selection(running, skus);
  const charges = running.charges.filter(
    (_, index) => isIn[index] && (base.parts === null || !isZero(base.parts[index] ?? ZERO)),
  );
  return total(charges, (charge) => charge.tokens);
}
