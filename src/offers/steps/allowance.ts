/**
 * What an offer includes, demands or sells ahead: `included` usage, a `minimum` spend, `prepaid` credit.
 */
import {
  add,
  ceiling,
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
import { creditOf, yearOf } from '../carry.js';
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
  if (step.per === 'year') return minimumOfYear(step, running, base);
  const amount = maximum(subtract(step.amount, base.amount), ZERO);
  const least = `at least ${money(step.amount)} per month`;
  const formula = isZero(amount) ? `${least}: reached by ${base.text}` : `${least}: missing beyond ${base.text}`;
  return { amount, base: base.amount, parts: spread(amount, base.parts), formula };
}

/**
 * A twelfth for every month of the year so far, less what its base came to in them: a month above its twelfth makes up for
 * one below, so a month may give back what an earlier one was charged, and twelve months come to what the year owes.
 */
function minimumOfYear(step: StepOf<'minimum'>, running: Running, base: Base): Outcome {
  const before = yearOf(running.before, step.id, step.from, running.month);
  const months = before.months + 1n;
  const soFar = add(before.base, base.amount);
  const due = multiply(divide(step.amount, TWELVE), exact(months));
  const missing = maximum(subtract(due, soFar), ZERO);
  const amount = subtract(missing, before.charged);
  const year = { months, base: soFar, charged: missing };
  const least = `at least ${money(step.amount)} per year ÷ 12`;
  const first = isZero(missing) ? `${least}: reached by ${base.text}` : `${least}: missing beyond ${base.text}`;
  const later =
    `${least} × ${months} months = ${money(due)}: ${money(soFar)} so far, ${base.text} this month, ` +
    `${money(missing)} missing, ${money(before.charged)} charged before`;
  const formula = months === 1n ? first : later;
  return { amount, base: base.amount, parts: spread(amount, base.parts), formula, year };
}

/**
 * Credit is bought in whole increments. What is not used is lost (a cost), or an asset carried to the next month: then
 * it is not in the total, but a fee on the purchase sees it.
 */
export function chargePrepaid(step: StepOf<'prepaid'>, running: Running): Outcome {
  const base = baseOf(running, step);
  const before = step.unused === 'asset' ? creditOf(running.before, step.id) : ZERO;
  const used = maximum(base.amount, ZERO);
  const lacking = maximum(subtract(used, before), ZERO);
  const increments = exact(ceiling(divide(lacking, step.increment)));
  const bought = multiply(increments, step.increment);
  const unused = subtract(add(before, bought), used);
  const brought = isZero(before) ? '' : ` after ${money(before)} brought over`;
  const purchase = `${count(increments)} × ${money(step.increment)} bought for ${base.text}${brought}`;
  if (step.unused === 'cost' && !isZero(unused))
    return { amount: unused, base: base.amount, formula: `${purchase}: ${money(unused)} is not used and expires` };
  const left = isZero(unused) ? ', nothing left over' : `: ${money(unused)} is not used and carried to the next month`;
  return {
    amount: ZERO,
    credit: subtract(bought, used),
    balance: unused,
    base: base.amount,
    formula: `${purchase}${left}`,
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
