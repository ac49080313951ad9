/**
 * What can be compared: one offer for all of the month, or the baseline with routes that send a part elsewhere.
 *
 * A candidate was priced once for each bound; after that its bill at any volume is arithmetic.
 */
import { configurationError } from '../core/errors.js';
import { divide, type Exact, isZero, multiply, ONE, sum, ZERO } from '../core/exact.js';
import type { Dimension } from '../core/question.js';
import type { MeteredUsage } from '../core/usage.js';
import type { Bill, Bound, MonthlyUsage, OfferPricing } from '../offers/bill.js';
import { total } from '../offers/charges.js';
import { type BillOptions, billOf } from '../offers/evaluate.js';
import type { Plan } from '../offers/plan.js';
import { type PreparedOffer, prepareOffer } from '../offers/prepare.js';
import { oneBill, ROUTED, type RoutedPart, routedParts } from '../offers/routes.js';
import { quantityOf } from '../offers/steps/tiered-rate.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { PricedUsage } from '../pricing/types.js';
import { allBends, type Bends, bendsOf } from './bill-bends.js';
import { gridOf } from './break-even.js';

/** The offers that share a month's usage, and what each gets of it. */
export type PartsOf = (month: MonthlyUsage) => readonly RoutedPart[];

export interface Candidate {
  readonly id: string;
  readonly label: string;
  readonly kind: Offer['kind'] | 'routed';
  readonly variantOf: string | null;
  /** The usage it is billed for. */
  readonly month: MonthlyUsage;
  /** The offers it is made of. */
  readonly offers: readonly Offer[];
  readonly billAt: (bound: Bound, options?: BillOptions) => Bill;
  /** Of what goes elsewhere than at the baseline; the same where nothing is routed. */
  readonly movedBillAt: (bound: Bound, options?: BillOptions) => Bill;
  /** Which offer gets what of the usage of any month. */
  readonly partsOf: PartsOf;
  /** Token volumes per month at which the bill may jump. */
  readonly thresholds: readonly Exact[];
  /** Where the bill jumps or bends, as one or the other bound sees it; worked out when asked. */
  readonly bendsOf: (bound: Bound) => Bends;
}

/** The parts of an evaluation that a remark may need to look at again. */
export interface Evaluated {
  readonly plan: Plan;
  readonly baseline: Candidate;
  readonly candidate: Candidate;
  readonly usage: MonthlyUsage;
  readonly pricing: OfferPricing;
}

/** One offer for everything. */
export function singleCandidate(offer: Offer, month: MonthlyUsage, pricing: OfferPricing, currency: string): Candidate {
  const prepared = preparedBounds(offer, month, pricing);
  requireCurrency(prepared.low, currency);
  const billAt: Candidate['billAt'] = (bound, options) => billOf(prepared[bound], options);
  return {
    id: offer.id,
    label: offer.label,
    kind: offer.kind,
    variantOf: offer.variantOf ?? null,
    month,
    offers: [offer],
    billAt,
    movedBillAt: billAt,
    partsOf: (other) => [{ offer, month: other }],
    thresholds: thresholdsOf(prepared.low),
    bendsOf: (bound) => bendsOf(prepared[bound], volumes(tokensOf(prepared[bound]))),
  };
}

/** The plan's routes as one more alternative; the plan's currency is the one that bills are told in. */
export function routedCandidate(
  plan: Plan,
  month: MonthlyUsage,
  dimensions: readonly Dimension[],
  pricing: OfferPricing,
): Candidate {
  const parts = routedParts(plan, month, dimensions).map((part) => preparedBounds(part.offer, part.month, pricing));
  for (const part of parts) requireCurrency(part.low, plan.currency);
  const moved = parts.filter(({ low }) => low.offer !== plan.baseline);
  const targets = [...new Set(plan.routes.map((route) => route.offer.label))].join(', ');
  return {
    id: ROUTED,
    label: `Part of the traffic at ${targets}, the rest at ${plan.baseline.label}`,
    kind: 'routed',
    variantOf: null,
    month,
    offers: parts.map((part) => part.low.offer),
    billAt: (bound, options) => oneBill(parts.map((part) => billOf(part[bound], options))),
    movedBillAt: (bound, options) =>
      moved.length === 0
        ? oneBill(parts.map((part) => billOf(part[bound], { ...options, volume: ZERO })))
        : oneBill(moved.map((part) => billOf(part[bound], options))),
    partsOf: (other) => routedParts(plan, other, dimensions),
    thresholds: [],
    bendsOf: (bound) => {
      const grid = volumes(sum(parts.map((part) => tokensOf(part[bound]))));
      return allBends(parts.map((part) => bendsOf(part[bound], grid)));
    },
  };
}

/** Answers a question about the same usage and book once; offers and bounds ask many times. */
export function remembered(pricing: OfferPricing): OfferPricing {
  const known = new WeakMap<MeteredUsage, Map<string | undefined, PricedUsage>>();
  return {
    currency: (book) => pricing.currency(book),
    price(usage, book) {
      const ofUsage = known.get(usage) ?? new Map<string | undefined, PricedUsage>();
      known.set(usage, ofUsage);
      const priced = ofUsage.get(book) ?? (book === undefined ? pricing.price(usage) : pricing.price(usage, book));
      ofUsage.set(book, priced);
      return priced;
    },
  };
}

export function preparedBounds(offer: Offer, month: MonthlyUsage, pricing: OfferPricing): Record<Bound, PreparedOffer> {
  const low = prepareOffer(offer, month, pricing, 'low');
  return { low, high: hasTwoEnds(month) ? prepareOffer(offer, month, pricing, 'high') : low };
}

/** Only totals that nothing splits have two prices. */
export function hasTwoEnds(month: MonthlyUsage): boolean {
  return month.usage.some((usage) => usage.quantities.has('unsplit'));
}

function requireCurrency(prepared: PreparedOffer, currency: string): void {
  const { offer, exchanges } = prepared;
  if (offer.currency === currency || exchanges.some(({ from, to }) => from === offer.currency && to === currency))
    return;
  throw configurationError(
    `offer ${offer.id}: currency`,
    `expected ${currency} as in the comparison, found ${offer.currency}`,
    `add an fx step to ${currency}, or state what ${offer.currency} is worth in ${currency} in the fx section of tollbook.yaml`,
  );
}

function tokensOf({ charges }: PreparedOffer): Exact {
  return total(charges, (charge) => charge.tokens);
}

/** The volumes a search looks at, in multiples of these tokens. */
function volumes(tokens: Exact): Exact[] {
  return isZero(tokens) ? [] : gridOf().map((volume) => divide(volume, tokens));
}

function thresholdsOf(prepared: PreparedOffer): Exact[] {
  const tokens = tokensOf(prepared);
  return prepared.offer.steps.flatMap((step) => {
    if (step.kind !== 'tiered_rate') return [];
    const quantity = quantityOf(step, prepared.charges);
    if (isZero(quantity)) return [];
    const perUnit = step.metric === 'tokens' ? ONE : divide(tokens, quantity);
    return step.tiers.map((tier) => multiply(tier.from, perUnit));
  });
}
