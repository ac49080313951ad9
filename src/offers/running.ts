/**
 * A bill while it is written: the lines so far, and what a step may ask of them. Steps read it; only evaluate.ts adds to it.
 */

import { configurationError } from '../core/errors.js';
import { add, divide, type Exact, isZero, multiply, sum, ZERO } from '../core/exact.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { StepKind } from '../pricing/offer-steps.js';
import type { Carry, YearSoFar } from './carry.js';
import type { Charge } from './charges.js';
import { money } from './figures.js';
import { matches } from './patterns.js';

export interface Line {
  readonly id: string;
  readonly kind: StepKind;
  readonly formula: string;
  readonly base: Exact | null;
  readonly amount: Exact;
  /** The amount per charge, in the order of the charges; null where it belongs to none of them (a monthly fee). */
  readonly parts: readonly Exact[] | null;
  /**
   * Bought beyond the amount (prepaid credit; negative where credit of an earlier month was used instead): steps that build
   * on this line see amount + credit.
   */
  readonly credit: Exact;
  /** Prepaid credit left at the end of the month. */
  readonly balance: Exact;
  readonly stackGroup?: string | undefined;
}

export interface Running {
  readonly offer: Offer;
  readonly charges: readonly Charge[];
  /** Days of the month. */
  readonly days: Exact;
  readonly currency: string;
  readonly month: string | null;
  readonly lines: readonly Line[];
  /** What the month before left. */
  readonly before: Carry;
}

/** What a step says; evaluate.ts makes a line of it. */
export interface Outcome {
  readonly formula: string;
  readonly amount: Exact;
  readonly base?: Exact | undefined;
  readonly parts?: readonly Exact[] | null | undefined;
  readonly credit?: Exact | undefined;
  readonly balance?: Exact | undefined;
  /** How far a yearly minimum has come with this month. */
  readonly year?: YearSoFar | undefined;
  readonly oneTime?: Exact | undefined;
  /** Ids of lines this step charges instead of. */
  readonly replaces?: readonly string[] | undefined;
  /** What every earlier line is multiplied by to be in the new currency. */
  readonly converts?: { readonly factor: Exact; readonly currency: string } | undefined;
}

/** A sum of earlier lines, with its parts where all of them have some. */
export interface Base {
  readonly amount: Exact;
  readonly parts: readonly Exact[] | null;
  /** `usage 75.00 + card 5.00` */
  readonly text: string;
}

/** Whether each charge is among those the step is limited to. */
export function selection(running: Running, skus: readonly string[] | undefined): readonly boolean[] {
  return running.charges.map((charge) => !skus || matches(skus, charge.names));
}

export function selected(running: Running, skus: readonly string[] | undefined): readonly Charge[] {
  const isIn = selection(running, skus);
  return running.charges.filter((_, index) => isIn[index]);
}

/**
 * The lines named, as one amount. A step limited to some SKUs sees only their share, so the lines must then be charged
 * per SKU: throws a configuration error otherwise.
 */
export function baseOf(
  running: Running,
  step: { readonly id: string; readonly base: readonly string[]; readonly skus?: readonly string[] | undefined },
): Base {
  const lines = running.lines.filter((line) => step.base.includes(line.id));
  const isIn = step.skus ? selection(running, step.skus) : undefined;
  const without = lines.find((line) => line.parts === null);
  if (isIn && without) {
    throw configurationError(
      `offer ${running.offer.id}: step ${step.id}`,
      `expected a base that is charged per SKU, found ${without.id} (${without.kind})`,
      'remove skus, or leave that step out of the base',
    );
  }
  const parts = without
    ? null
    : running.charges.map((_, index) =>
        isIn && !isIn[index] ? ZERO : sum(lines.map((line) => line.parts?.[index] ?? ZERO)),
      );
  const whole = sum(lines.map((line) => add(line.amount, line.credit)));
  const amount = isIn && parts ? sum(parts) : whole;
  const text = isIn
    ? `${step.base.join(' + ')} of ${step.skus?.join(', ')} ${money(amount)}`
    : lines.map((line) => `${line.id} ${money(add(line.amount, line.credit))}`).join(' + ');
  return { amount, parts, text };
}

/** An amount shared out as the weights are; null where there is nothing to share it by. */
export function spread(amount: Exact, weights: readonly Exact[] | null): readonly Exact[] | null {
  if (!weights) return null;
  const whole = sum(weights);
  if (isZero(whole)) return isZero(amount) ? weights.map(() => ZERO) : null;
  const rate = divide(amount, whole);
  return weights.map((weight) => multiply(weight, rate));
}
