/**
 * A scenario, a command line or both, resolved: which offers are compared, and under which assumptions.
 */
import { configurationError, usageError } from '../core/errors.js';
import { add, divide, type Exact, exact, isNegative, ONE, parseDecimal } from '../core/exact.js';
import type { Dimension } from '../core/question.js';
import type { Offer } from '../pricing/offer-schema.js';
import { listOffer, SHORTHANDS, shorthandOffer } from './presets.js';
import type { Moving, Scenario, Volume } from './scenario.js';

export type { Moving };

export interface PlannedRoute {
  readonly where: ReadonlyMap<Dimension, string>;
  readonly share: Exact;
  readonly offer: Offer;
}

export interface Plan {
  /** The scenario's id; null when everything came from the command line. */
  readonly id: string | null;
  readonly currency: string;
  readonly baseline: Offer;
  readonly alternatives: readonly Offer[];
  readonly routes: readonly PlannedRoute[];
  readonly horizonMonths: number;
  /** 1.02 for 2 % a month; null when nobody stated one, not even that there is none. */
  readonly monthlyGrowth: Exact | null;
  /** 0.08 for 8 % a year. */
  readonly yearlyDiscountRate: Exact;
  /** Null when nobody stated one: ROI and payback are then null too. */
  readonly oneTimeCost: Exact | null;
  /** Null when nobody said what moving takes. */
  readonly moving: Moving | null;
  readonly volume: Volume | null;
}

/** What the command line says beside or instead of a scenario. */
export interface PlanChoice {
  readonly to: readonly string[];
  readonly volume?: Volume | undefined;
  /** A plain decimal. */
  readonly oneTimeCost?: string | undefined;
  /** 1.02 for 2 % a month. */
  readonly monthlyGrowth?: Exact | undefined;
  /** There is something to compare although no other offer is named. */
  readonly isEnough?: boolean | undefined;
}

/**
 * `offers`: of all books in use; `currency`: of the list prices. What the command line states wins over the scenario:
 * `--to` replaces its alternatives and routes. Throws a usage error for an unknown `--to`, a configuration error for an
 * id of the scenario that no book has.
 */
export function planComparison(
  scenario: Scenario | undefined,
  choice: PlanChoice,
  offers: readonly Offer[],
  currency: string,
): Plan {
  const find = (id: string): Offer | undefined =>
    offers.find((offer) => offer.id === id) ?? shorthandOffer(id, currency);
  const named = (id: string, place: string): Offer => {
    const offer = find(id);
    if (offer) return offer;
    throw configurationError(
      `scenario ${scenario?.id}: ${place}`,
      `expected an offer of its books, found ${id}`,
      known(offers),
    );
  };
  if (!scenario && choice.to.length === 0 && choice.isEnough !== true) {
    const hint = `name an offer with --to (${SHORTHANDS.join(', ')}) or write a scenario and name it with --scenario`;
    throw usageError('nothing to compare with', hint);
  }
  const fromCommandLine = choice.to.map((text) => {
    const offer = find(text);
    if (!offer) throw usageError(`--to ${text} is neither an offer of the books nor a preset`, known(offers));
    return offer;
  });
  const isReplaced = fromCommandLine.length > 0;
  // A book may have an offer called official, with fees: it must stay another offer than the bare list.
  const listId = offers.some((offer) => offer.id === 'official') ? 'list' : 'official';
  const baseline =
    scenario?.baseline === undefined ? listOffer(currency, listId) : named(scenario.baseline, 'baseline');
  const alternatives = isReplaced
    ? fromCommandLine
    : (scenario?.alternatives ?? []).map((id, index) => named(id, `alternatives[${index}]`));
  const routes = isReplaced ? [] : (scenario?.routes ?? []);
  if (alternatives.some((offer) => offer.id === baseline.id))
    throw usageError(`--to ${baseline.id} is the baseline itself`, 'name another offer');
  return {
    id: scenario?.id ?? null,
    currency: scenario?.currency ?? currency,
    baseline,
    alternatives: [...new Map(alternatives.map((offer) => [offer.id, offer])).values()],
    routes: routes.map((route, index) => ({ ...route, offer: named(route.offer, `routes[${index}].offer`) })),
    horizonMonths: scenario?.horizonMonths ?? 12,
    monthlyGrowth:
      choice.monthlyGrowth ??
      (scenario?.monthlyGrowthPercent === undefined ? null : add(ONE, percent(scenario.monthlyGrowthPercent))),
    yearlyDiscountRate: scenario ? percent(scenario.yearlyDiscountRatePercent) : exact(0n),
    oneTimeCost: choice.oneTimeCost === undefined ? (scenario?.oneTimeCost ?? null) : oneTimeCost(choice.oneTimeCost),
    moving: scenario?.moving ?? null,
    volume: choice.volume ?? scenario?.volume ?? null,
  };
}

/** Every offer of the plan once: baseline, alternatives, then those only routes use. */
export function offersOf(plan: Plan): Offer[] {
  const all = [plan.baseline, ...plan.alternatives, ...plan.routes.map((route) => route.offer)];
  return [...new Map(all.map((offer) => [offer.id, offer])).values()];
}

/** Whether some offer rounds each request, so that calls have to be told apart by what they used. */
export function roundsRequests(offers: readonly Offer[]): boolean {
  return offers.some(({ rounding }) => rounding?.level === 'request');
}

/** Books that offers of the plan price their usage with instead of the list, as they name them. */
export function ownBooks(plan: Plan): string[] {
  const steps = offersOf(plan).flatMap((offer) => offer.steps);
  return [...new Set(steps.flatMap((step) => (step.kind === 'usage' && step.book !== undefined ? step.book : [])))];
}

function known(offers: readonly Offer[]): string {
  const ids = offers.map((offer) => offer.id);
  const presets = `presets are ${SHORTHANDS.join(', ')}`;
  return ids.length > 0 ? `offers are ${ids.join(', ')}; ${presets}` : presets;
}

function percent(value: Exact): Exact {
  return divide(value, exact(100n));
}

function oneTimeCost(text: string): Exact {
  const value = parseDecimal(text);
  if (!value || isNegative(value))
    throw usageError(`--one-time-cost ${text} is not an amount`, 'write a plain decimal such as 200.00');
  return value;
}
