/**
 * When a step applies. Steps have half-open dates; a step in force for part of a month counts for that share of its time.
 *
 * Months are cut in UTC here, as the dates of a price book are, whatever zone the report is in.
 */
import { configurationError } from '../core/errors.js';
import { type Exact, exact, ONE, ZERO } from '../core/exact.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { Step } from '../pricing/offer-steps.js';
import type { Charge } from './charges.js';
import { counted } from './figures.js';
import { matches } from './patterns.js';

interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The share of the month in which the step is in force, 0 to 1. Throws where it is dated and the month is not known. */
export function shareInForce(offer: Offer, step: Step, month: string | null): Exact {
  if (step.from === undefined && step.to === undefined) return ONE;
  const whole = monthOf(offer, step, month);
  const part = within(step, whole);
  if (!part) return ZERO;
  return exact(BigInt(part.to - part.from), BigInt(whole.to - whole.from));
}

/** Throws a configuration error naming the SKUs that no step charges, all month or for a part of it. */
export function refuseUncharged(offer: Offer, charges: readonly Charge[], month: string | null): void {
  // A fee for named SKUs (provisioned units, a self-hosted model) charges them; a fee for all is for access, beside prices.
  const charging = offer.steps.filter(
    (step) =>
      step.kind === 'usage' ||
      step.kind === 'tiered_rate' ||
      step.kind === 'per_unit' ||
      (step.kind === 'fixed' && step.skus !== undefined),
  );
  const isFlat = offer.steps.some((step) => (step.kind === 'fixed' || step.kind === 'infra') && !step.skus);
  if (charging.length === 0 && isFlat) return;
  const uncharged = charges.filter((charge) => {
    const steps = charging.filter((step) => !step.skus || matches(step.skus, charge.names));
    return !coversMonth(offer, steps, month);
  });
  if (uncharged.length === 0) return;
  const names = [...new Set(uncharged.map((charge) => charge.sku))].sort();
  const shown = names.slice(0, 10).join(', ') + (names.length > 10 ? ` and ${names.length - 10} more` : '');
  throw configurationError(
    `offer ${offer.id}`,
    `expected a step that charges every SKU${month === null ? '' : ` all of ${month}`}, found none for ${shown}`,
    'add a usage or tiered_rate step for them, or widen the skus or dates of one',
  );
}

/** ` × 12/31 of the month` and its like, for a step that is not in force all the time. */
export function shareText(step: Step, share: Exact): string {
  const from = step.from === undefined ? '' : ` from ${dateText(step.from)}`;
  const to = step.to === undefined ? '' : ` until ${dateText(step.to)}`;
  return share.numerator === 0n
    ? `not in force: only${from}${to}`
    : ` × ${counted(share, 'of the month', 'of the month')}, in force${from}${to}`;
}

function coversMonth(offer: Offer, steps: readonly Step[], month: string | null): boolean {
  if (steps.some((step) => step.from === undefined && step.to === undefined)) return true;
  const [first] = steps;
  if (!first) return false;
  const whole = monthOf(offer, first, month);
  const parts = steps.flatMap((step) => within(step, whole) ?? []).sort((left, right) => left.from - right.from);
  let reached = whole.from;
  for (const part of parts) if (part.from <= reached && part.to > reached) reached = part.to;
  return reached >= whole.to;
}

function within(step: Step, whole: Interval): Interval | undefined {
  const from = Math.max(step.from ?? whole.from, whole.from);
  const to = Math.min(step.to ?? whole.to, whole.to);
  return from < to ? { from, to } : undefined;
}

function monthOf(offer: Offer, step: Step, month: string | null): Interval {
  if (month === null) {
    throw configurationError(
      `offer ${offer.id}: step ${step.id}`,
      'expected a known month for a step with dates, found calls without a time',
      'say which month they are in: --assume-month 2026-09',
    );
  }
  const [year = 0, number = 0] = month.split('-').map(Number);
  return { from: Date.UTC(year, number - 1, 1), to: Date.UTC(year, number, 1) };
}

function dateText(instant: number): string {
  return new Date(instant).toISOString().replace('T00:00:00.000Z', '');
}
