/**
 * What one tier table charges for one quantity: volume, graduated and package. Used by the step and by the search for cliffs.
 *
 * `ground` is what the table is a discount on: the cost of the whole quantity before it, for tiers with percent_off.
 */
import {
  add,
  ceiling,
  compare,
  divide,
  type Exact,
  exact,
  isZero,
  multiply,
  ONE,
  subtract,
  ZERO,
} from '../core/exact.js';
import type { StepOf, Tier } from '../pricing/offer-steps.js';
import { count, money, percentage } from './figures.js';

export type TierTable = Pick<StepOf<'tiered_rate'>, 'mode' | 'per' | 'tiers'>;

const HUNDRED = exact(100n);

export interface TierCharge {
  readonly amount: Exact;
  /** How the quantity was charged, without naming what was counted: `at 12.50 per 1,000,000 (volume tier from 1,000,000)`. */
  readonly text: string;
}

export function chargeTiers(table: TierTable, quantity: Exact, ground: Exact): TierCharge {
  if (isZero(quantity)) return { amount: ZERO, text: 'nothing used' };
  switch (table.mode) {
    case 'volume':
      return wholeVolume(table, quantity, ground);
    case 'graduated':
      return graduated(table, quantity, ground);
    case 'package':
      return packages(table, quantity, ground);
  }
}

/** The tier a quantity falls in: the last one that does not start above it. */
export function tierOf(tiers: readonly Tier[], quantity: Exact): Tier {
  const reached = tiers.filter((tier) => compare(tier.from, quantity) <= 0);
  return reached[reached.length - 1] ?? (tiers[0] as Tier);
}

function wholeVolume(table: TierTable, quantity: Exact, ground: Exact): TierCharge {
  const tier = tierOf(table.tiers, quantity);
  const place = table.tiers.length > 1 ? ` (volume tier from ${count(tier.from)})` : '';
  return { amount: inTier(tier, quantity, table.per, ground), text: rateText(tier, table.per) + place };
}

/** Every tier charges the part of the quantity that lies in it; a flat fee is due once its tier is entered. */
function graduated(table: TierTable, quantity: Exact, ground: Exact): TierCharge {
  let amount = ZERO;
  const texts: string[] = [];
  table.tiers.forEach((tier, index) => {
    if (compare(quantity, tier.from) <= 0) return;
    const next = table.tiers[index + 1]?.from;
    const end = next && compare(next, quantity) < 0 ? next : quantity;
    const part = subtract(end, tier.from);
    amount = add(amount, inTier(tier, part, table.per, multiply(ground, divide(part, quantity))));
    texts.push(`${count(part)} ${rateText(tier, table.per)}`);
  });
  return { amount, text: `graduated: ${texts.join(' + ')}` };
}

/** Whole packages are bought, and it is the quantity bought that decides the tier. */
function packages(table: TierTable, quantity: Exact, ground: Exact): TierCharge {
  const number = exact(ceiling(divide(quantity, table.per)));
  const bought = multiply(number, table.per);
  const tier = tierOf(table.tiers, bought);
  const place = table.tiers.length > 1 ? ` (tier from ${count(tier.from)})` : '';
  const what = `in ${count(number)} ${compare(number, ONE) === 0 ? 'package' : 'packages'} of ${count(table.per)}`;
  return {
    amount: inTier(tier, bought, table.per, ground),
    text: `${what}, ${rateText(tier, table.per)}${place}`,
  };
}

function inTier(tier: Tier, quantity: Exact, per: Exact, ground: Exact): Exact {
  if (tier.flat) return tier.flat;
  if (tier.price) return divide(multiply(quantity, tier.price), per);
  return multiply(ground, kept(tier));
}

/** The share of the ground that a percent_off tier leaves. */
export function kept(tier: Tier): Exact {
  return subtract(ONE, divide(tier.percentOff ?? ZERO, HUNDRED));
}

function rateText(tier: Tier, per: Exact): string {
  if (tier.flat) return `for ${money(tier.flat)} flat`;
  if (tier.price) return `at ${money(tier.price)} per ${count(per)}`;
  return `at ${percentage(tier.percentOff ?? ZERO)} off`;
}
