/**
 * How the sum is settled: `fx` into another currency, and `tax` on top.
 */
import { add, divide, exact, multiply, ONE, sum, ZERO } from '../../core/exact.js';
import type { StepOf } from '../../pricing/offer-steps.js';
import { count, money, percentage } from '../figures.js';
import { baseOf, type Outcome, type Running, spread } from '../running.js';

const HUNDRED = exact(100n);

/** Converts every earlier line in place and adds nothing itself; later steps and the total are in the new currency. */
export function convert(step: StepOf<'fx'>, running: Running): Outcome {
  const spreadFactor = add(ONE, divide(step.spreadPercent ?? ZERO, HUNDRED));
  const factor = multiply(step.rate, spreadFactor);
  const before = sum(running.lines.map((line) => line.amount));
  const markup = step.spreadPercent ? ` × ${money(spreadFactor)} (spread ${percentage(step.spreadPercent)})` : '';
  const from = `${money(before)} ${running.currency} × ${count(step.rate)}${markup}`;
  return {
    amount: ZERO,
    base: before,
    converts: { factor, currency: step.currency },
    formula: `${from} = ${money(multiply(before, factor))} ${step.currency}, rate of ${step.asOf}, ${step.source}`,
  };
}

/** A tax that comes back from the authority costs nothing, and is still shown. */
export function chargeTax(step: StepOf<'tax'>, running: Running): Outcome {
  const base = baseOf(running, step);
  const tax = divide(multiply(base.amount, step.percent), HUNDRED);
  const text = `${percentage(step.percent)} of ${base.text}`;
  return step.recoverable
    ? { amount: ZERO, base: base.amount, formula: `${text} = ${money(tax)}, recoverable: nets to 0` }
    : { amount: tax, base: base.amount, parts: spread(tax, base.parts), formula: text };
}
