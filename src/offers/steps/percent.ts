/**
 * `percent`: a fee or discount on earlier steps: platform fees, card fees per top-up, bundles with a condition.
 *
 * A condition that is not met makes the amount 0 and says why; nothing here decides whether usage is charged.
 */
import {
  add,
  ceiling,
  compare,
  divide,
  type Exact,
  exact,
  isNegative,
  isZero,
  maximum,
  minimum,
  multiply,
  negate,
  ONE,
  subtract,
  sum,
  ZERO,
} from '../../core/exact.js';
import type { StepOf } from '../../pricing/offer-steps.js';
import { total } from '../charges.js';
import { count, money, percentage } from '../figures.js';
import { type Base, baseOf, type Outcome, type Running, selected, spread } from '../running.js';

const HUNDRED = exact(100n);

type PercentStep = StepOf<'percent'>;

export function chargePercent(step: PercentStep, running: Running): Outcome {
  const base = baseOf(running, step);
  const unmet = unmetCondition(step, running, base.amount);
  if (unmet !== undefined) {
    const formula = `${percentage(step.percent)} of ${base.text} does not apply: ${unmet}`;
    return { amount: ZERO, base: base.amount, parts: spread(ZERO, base.parts), formula };
  }
  const after = afterRequests(step, running);
  const on = multiply(base.amount, after.share);
  const charged = step.chargeSize ? perCharge(step, step.chargeSize, on, base) : once(step, on, base);
  const capped = capStack(step, running, charged.amount, on);
  return {
    amount: capped.amount,
    base: on,
    parts: spread(capped.amount, base.parts),
    formula: charged.formula + after.text + capped.text,
  };
}

/** The fee is taken on each top-up of the given size; a top-up that was begun is bought whole. */
function perCharge(step: PercentStep, size: Exact, on: Exact, base: Base): { amount: Exact; formula: string } {
  const charges = exact(compare(on, ZERO) > 0 ? ceiling(divide(on, size)) : 0n);
  const each = bounded(step, multiply(size, rate(step)));
  const bounds = boundsText(step);
  return {
    amount: multiply(charges, each),
    formula: `${count(charges)} × ${money(each)}: ${rateText(step)} of ${money(size)}${bounds}, once per ${money(size)} of ${base.text}`,
  };
}

function once(step: PercentStep, on: Exact, base: Base): { amount: Exact; formula: string } {
  const amount = multiply(on, rate(step));
  return {
    // Where nothing was bought, no smallest fee is due.
    amount: isZero(on) ? ZERO : bounded(step, amount),
    formula: `${rateText(step)} of ${base.text}${boundsText(step)}`,
  };
}

/** Grossed up: the fee is a percentage of what is paid in the end, itself included. */
function rate(step: PercentStep): Exact {
  const of = step.method === 'grossed_up' ? subtract(HUNDRED, step.percent) : HUNDRED;
  return divide(step.percent, of);
}

function rateText(step: PercentStep): string {
  if (step.method === 'on_top') return percentage(step.percent);
  return `${count(step.percent)} ÷ ${count(subtract(HUNDRED, step.percent))} (${percentage(step.percent)} of the sum with the fee)`;
}

/** Bounds written without sign are about the size of the amount, so that a discount can have them too. */
function bounded(step: PercentStep, amount: Exact): Exact {
  const isMirrored = isNegative(step.percent) && ![step.min, step.max].some((bound) => bound && isNegative(bound));
  const size = isMirrored ? negate(amount) : amount;
  const atLeast = step.min ? maximum(size, step.min) : size;
  const atMost = step.max ? minimum(atLeast, step.max) : atLeast;
  return isMirrored ? negate(atMost) : atMost;
}

function boundsText(step: PercentStep): string {
  const atLeast = step.min ? `, at least ${money(step.min)}` : '';
  return step.max ? `${atLeast}, at most ${money(step.max)}` : atLeast;
}

function unmetCondition({ when, skus }: PercentStep, running: Running, spend: Exact): string | undefined {
  if (!when) return undefined;
  const used = selected(running, skus).filter((charge) => !isZero(charge.tokens) || !isZero(charge.requests));
  const tooFew = (needed: bigint | undefined, found: Set<string>, what: string) =>
    needed !== undefined && BigInt(found.size) < needed ? `${found.size} of ${needed} distinct ${what}` : undefined;
  return (
    tooFew(when.minDistinctSkus, new Set(used.map((charge) => charge.sku)), 'SKUs') ??
    tooFew(when.minDistinctProviders, new Set(used.map((charge) => charge.provider)), 'providers') ??
    (when.minSpend && compare(spend, when.minSpend) < 0 ? `less than ${money(when.minSpend)} spent` : undefined)
  );
}

/** Requests of a month are alike in price here, so "after the first N" is the share of requests beyond them. */
function afterRequests({ when, skus }: PercentStep, running: Running): { share: Exact; text: string } {
  if (when?.afterRequests === undefined) return { share: ONE, text: '' };
  const requests = total(selected(running, skus), (charge) => charge.requests);
  const beyond = maximum(subtract(requests, exact(when.afterRequests)), ZERO);
  const share = isZero(requests) ? ZERO : divide(beyond, requests);
  return {
    share,
    text: `, for ${count(beyond)} of ${count(requests)} requests (after ${count(exact(when.afterRequests))})`,
  };
}

/** The steps of a stack group together reach at most the group's smallest cap, in percent of what the first of them is on. */
function capStack(step: PercentStep, running: Running, amount: Exact, on: Exact): { amount: Exact; text: string } {
  const caps = running.offer.steps.flatMap((other) =>
    other.kind === 'percent' && other.stackGroup !== undefined && other.stackGroup === step.stackGroup
      ? (other.stackCapPercent ?? [])
      : [],
  );
  const [firstCap] = caps;
  if (!firstCap) return { amount, text: '' };
  const percent = caps.reduce(minimum, firstCap);
  const before = running.lines.filter((line) => line.stackGroup === step.stackGroup);
  const reached = sum(before.map((line) => line.amount));
  const whole = before[0]?.base ?? on;
  const cap = multiply(magnitude(whole), divide(percent, HUNDRED));
  const together = add(reached, amount);
  if (compare(magnitude(together), cap) <= 0) return { amount, text: '' };
  const limit = isNegative(together) ? negate(cap) : cap;
  const rest = subtract(limit, reached);
  // What is already beyond the cap stays; this step then adds nothing.
  const allowed = isNegative(rest) === isNegative(amount) ? rest : ZERO;
  return {
    amount: allowed,
    text: `, limited: ${step.stackGroup} together at most ${percentage(percent)} of ${money(whole)}`,
  };
}

function magnitude(value: Exact): Exact {
  return isNegative(value) ? negate(value) : value;
}
