/**
 * Following routes: which part of the usage goes to which offer, and one bill for the whole of it.
 *
 * Shares are of the traffic that `where` selects, as it is in the log: routes do not take from what another route left.
 */
import { configurationError } from '../core/errors.js';
import { add, compare, type Exact, exact, isZero, multiply, ONE, subtract, sum, ZERO } from '../core/exact.js';
import type { Dimension } from '../core/question.js';
import type { MeteredUsage } from '../core/usage.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { Bill, MonthlyUsage, UsageShare } from './bill.js';
import { percentage } from './figures.js';
import type { Plan, PlannedRoute } from './plan.js';

/** The id of the alternative that routes make. */
export const ROUTED = 'routed';

/** What one offer gets of the month. */
export interface RoutedPart {
  readonly offer: Offer;
  readonly month: MonthlyUsage;
}

/**
 * The month split by the plan's routes, the baseline first with what is left. `dimensions` says what `group` of the
 * usage holds. Throws a configuration error where routes take more than all of some traffic.
 */
export function routedParts(plan: Plan, month: MonthlyUsage, dimensions: readonly Dimension[]): RoutedPart[] {
  const parts = new Map<string, { offer: Offer; usage: UsageShare[] }>();
  const give = (offer: Offer, usage: UsageShare, share: Exact) => {
    if (isZero(share)) return;
    const part = parts.get(offer.id) ?? { offer, usage: [] };
    part.usage.push({ ...usage, share: multiply(usage.share ?? ONE, share) });
    parts.set(offer.id, part);
  };
  parts.set(plan.baseline.id, { offer: plan.baseline, usage: [] });
  for (const usage of month.usage) {
    const taken = plan.routes.filter((route) => fits(route, usage, dimensions));
    const together = sum(taken.map((route) => route.share));
    if (compare(together, ONE) > 0) {
      const all = percentage(multiply(together, exact(100n)));
      throw configurationError(
        `scenario ${plan.id}: routes`,
        `expected routes that take at most all of the traffic, found ${all} of it where ${describe(taken)}`,
        'lower the shares, or make the conditions exclude each other',
      );
    }
    give(plan.baseline, usage, subtract(ONE, together));
    for (const route of taken) give(route.offer, usage, route.share);
  }
  return [...parts.values()].map(({ offer, usage }) => ({ offer, month: { ...month, usage } }));
}

/** The bills of the parts as one, its steps named `offer/step`. An offer that gets nothing still charges its fees. */
export function oneBill(bills: readonly Bill[]): Bill {
  const [first] = bills;
  if (!first) throw new RangeError('a routed bill needs at least the bill of the baseline');
  const other = bills.find((bill) => bill.currency !== first.currency);
  if (other) {
    throw configurationError(
      'routes',
      `expected offers in one currency, found ${first.offer} in ${first.currency} and ${other.offer} in ${other.currency}`,
      'add an fx step to one of them',
    );
  }
  const of = (value: (bill: Bill) => Exact) => bills.map(value).reduce(add, ZERO);
  return {
    ...first,
    offer: ROUTED,
    steps: bills.flatMap((bill) => bill.steps.map((step) => ({ ...step, id: `${bill.offer}/${step.id}` }))),
    total: of((bill) => bill.total),
    infrastructure: of((bill) => bill.infrastructure),
    totalWithoutInfrastructure: of((bill) => bill.totalWithoutInfrastructure),
    list: of((bill) => bill.list),
    unpriced: bills.flatMap((bill) => bill.unpriced),
    unusedCredit: of((bill) => bill.unusedCredit),
    creditChange: of((bill) => bill.creditChange),
    after: first.after,
    // What the baseline charged once was paid before anything moved.
    oneTime: sum(bills.slice(1).map((bill) => bill.oneTime)),
    tokens: of((bill) => bill.tokens),
    requests: of((bill) => bill.requests),
  };
}

function fits(route: PlannedRoute, usage: MeteredUsage, dimensions: readonly Dimension[]): boolean {
  return [...route.where].every(([dimension, value]) => (usage.group[dimensions.indexOf(dimension)] ?? '') === value);
}

function describe(routes: readonly PlannedRoute[]): string {
  return routes
    .map((route) => [...route.where].map(([dimension, value]) => `${dimension}=${value}`).join(' and '))
    .join(', and ');
}
