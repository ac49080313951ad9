/**
 * The months a decision is about: by the forecast where the log says enough, by the growth or volume that somebody stated, else
 * all like the month of the calls. What was stated wins, and the result says which it was.
 */
import { type Exact, exact, ONE } from '../core/exact.js';
import type { Phrase } from '../core/phrase.js';
import { daysInMonth } from '../core/zone.js';
import type { MonthlyUsage, UsageShare } from '../offers/bill.js';
import type { Plan } from '../offers/plan.js';
import type { MonthAhead } from './course.js';
import type { Tested } from './forecast/band.js';
import { volumesOf } from './savings.js';

/** What a forecast says of the months after the last call. */
export interface Ahead {
  /** Day of the last call. */
  readonly asOf: string;
  /** As many as the horizon has, grouped as the usage of the comparison is. */
  readonly months: readonly { readonly month: string; readonly usage: readonly UsageShare[] }[];
  /** Ways they may go: per path, what the usage of each month is to what is expected. */
  readonly paths: readonly (readonly Exact[])[];
  /** Why there are no such ways; null where there are. */
  readonly unsure: Phrase | null;
  readonly seed: number;
  readonly tested: Tested | null;
}

export interface Horizon {
  readonly basis: 'forecast' | 'stated_growth' | 'stated_volume' | 'level';
  /** Why there is no forecast; null where there is one, or something was stated instead. */
  readonly reason: string | null;
  readonly ahead: Ahead | null;
  readonly months: readonly MonthAhead[];
  /** The volumes of the months if growth were so many points a month more: 0.01 is one. */
  readonly grown: (points: Exact) => readonly Exact[];
}

/** Of how many months a forecast is made at most. */
export const LONGEST_AHEAD = 60;

/** Why the plan needs no forecast; undefined where it does. */
export function statedBasis({ monthlyGrowth, volume }: Plan): 'stated_growth' | 'stated_volume' | undefined {
  if (monthlyGrowth !== null) return 'stated_growth';
  return volume === null ? undefined : 'stated_volume';
}

export function horizonOf(plan: Plan, usage: MonthlyUsage, told: Ahead | { readonly reason: string }): Horizon {
  const stated = statedBasis(plan);
  if (stated !== undefined || 'reason' in told) {
    const growth = plan.monthlyGrowth ?? ONE;
    const months = volumesOf(plan.horizonMonths, growth).map((volume): MonthAhead => ({ usage, volume }));
    return {
      basis: stated ?? 'level',
      reason: stated === undefined && 'reason' in told ? told.reason : null,
      ahead: null,
      months,
      grown: (points) => volumesOf(plan.horizonMonths, addTo(growth, points)),
    };
  }
  const months = told.months.map((one): MonthAhead => {
    const days = exact(BigInt(daysInMonth(one.month)));
    return { usage: { ...usage, month: one.month, days, usage: one.usage, factor: ONE }, volume: ONE };
  });
  return {
    basis: 'forecast',
    reason: null,
    ahead: told,
    months,
    grown: (points) => volumesOf(plan.horizonMonths, addTo(ONE, points)),
  };
}

function addTo(growth: Exact, points: Exact): Exact {
  return exact(
    growth.numerator * points.denominator + points.numerator * growth.denominator,
    growth.denominator * points.denominator,
  );
}
