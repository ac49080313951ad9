/**
 * Adding a step to a bill: its own line, and what it does to the lines before it (replaces some, converts all).
 */
import { compare, type Exact, multiply, ONE, subtract, sum, ZERO } from '../core/exact.js';
import type { Rounding } from '../pricing/offer-schema.js';
import type { Step } from '../pricing/offer-steps.js';
import { count, money } from './figures.js';
import { roundTo } from './rounding.js';
import { type Line, type Outcome, type Running, selection } from './running.js';

/** The bill with one more line, and with what that step does to the lines before it. */
export function written(running: Running, step: Step, outcome: Outcome, share: Exact): Running {
  const rounding = running.offer.rounding;
  const amount = rounding?.level === 'line' ? roundTo(outcome.amount, rounding) : outcome.amount;
  const isRounded = compare(amount, outcome.amount) !== 0;
  const line: Line = {
    id: step.id,
    kind: step.kind,
    formula: isRounded ? `${outcome.formula}, ${money(outcome.amount)} rounded` : outcome.formula,
    base: outcome.base ?? null,
    amount,
    parts: outcome.parts ?? null,
    credit: outcome.credit ?? ZERO,
    balance: outcome.balance ?? ZERO,
    stackGroup: step.kind === 'percent' ? step.stackGroup : undefined,
  };
  let before = running.lines;
  if (outcome.replaces)
    before = before.map((earlier) => replaced(earlier, outcome.replaces ?? [], step, running, share));
  const converts = outcome.converts;
  if (converts) before = before.map((earlier) => converted(earlier, converts.factor, converts.currency, rounding));
  return { ...running, lines: [...before, line], currency: converts?.currency ?? running.currency };
}

/** What is left of a line when another step charges instead of it: nothing, or what that step does not reach. */
function replaced(line: Line, ids: readonly string[], step: Step, running: Running, share: Exact): Line {
  if (!ids.includes(line.id)) return line;
  const left = subtract(ONE, share);
  const isIn = selection(running, step.skus);
  const parts = line.parts?.map((part, index) => (isIn[index] ? multiply(part, left) : part)) ?? null;
  const amount = parts && step.skus ? sum(parts) : multiply(line.amount, left);
  return {
    ...line,
    parts,
    amount,
    credit: multiply(line.credit, left),
    formula: `${line.formula}; ${step.id} charges instead`,
  };
}

function converted(line: Line, factor: Exact, currency: string, rounding: Rounding | undefined): Line {
  const exactAmount = multiply(line.amount, factor);
  return {
    ...line,
    amount: rounding?.level === 'line' ? roundTo(exactAmount, rounding) : exactAmount,
    base: line.base && multiply(line.base, factor),
    parts: line.parts?.map((part) => multiply(part, factor)) ?? null,
    credit: multiply(line.credit, factor),
    balance: multiply(line.balance, factor),
    formula: line.amount.numerator === 0n ? line.formula : `${line.formula}, × ${count(factor)} in ${currency}`,
  };
}
