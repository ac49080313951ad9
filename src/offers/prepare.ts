/**
 * The first half of an evaluation: everything that needs prices. The second half (evaluate.ts) is arithmetic on a few SKUs.
 */
import { configurationError } from '../core/errors.js';
import { type Exact, ONE } from '../core/exact.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { Bound, Exchange, MonthlyUsage, OfferPricing } from './bill.js';
import { type Charges, chargesOf, collapsed } from './charges.js';
import { refuseUncharged } from './in-force.js';

/** An offer with the month's usage priced: what a bill is computed from at any volume. */
export interface PreparedOffer extends Charges {
  readonly offer: Offer;
  readonly month: string | null;
  readonly days: Exact;
  /** Of the first lines; an fx step changes it. */
  readonly currency: string;
  readonly listCurrency: string;
  readonly exchanges: readonly Exchange[];
}

/** As evaluateOffer, up to the prices. `cacheShare` is for offers of which it is unknown whether they carry the prompt cache. */
export function prepareOffer(
  offer: Offer,
  month: MonthlyUsage,
  pricing: OfferPricing,
  bound: Bound,
  cacheShare: Exact = ONE,
): PreparedOffer {
  refuseUnroundable(offer);
  const charges = chargesOf(offer, month, pricing, bound, cacheShare);
  refuseUncharged(offer, charges.charges, month.month);
  return {
    charges: collapsed(offer, charges.charges),
    unpriced: charges.unpriced,
    offer,
    month: month.month,
    days: month.days,
    currency: startCurrency(offer, pricing),
    listCurrency: pricing.currency(),
    exchanges: month.exchanges ?? [],
  };
}

/** Only what each request costs by itself can be rounded. */
function refuseUnroundable({ id, rounding, steps }: Offer): void {
  const other = steps.find((step) => step.kind === 'tiered_rate' || step.kind === 'per_unit');
  if (rounding?.level !== 'request' || other === undefined) return;
  throw configurationError(
    `offer ${id}: step ${other.id}`,
    `expected a price that one request has by itself for rounding each request, found a ${other.kind} step`,
    'write rounding level line or invoice, or usage steps instead',
  );
}

/** Prices decide the currency the lines start in; an offer without priced usage is in its own until an fx step. */
function startCurrency(offer: Offer, pricing: OfferPricing): string {
  const usage = offer.steps.filter((step) => step.kind === 'usage');
  const currencies = [
    ...new Set(usage.map((step) => (step.book === undefined ? pricing.currency() : pricing.currency(step.book)))),
  ];
  if (currencies.length > 1) {
    throw configurationError(
      `offer ${offer.id}`,
      `expected usage steps in one currency, found ${currencies.join(' and ')}`,
      'write one offer per currency',
    );
  }
  const hasFx = offer.steps.some((step) => step.kind === 'fx');
  return currencies[0] ?? (hasFx ? pricing.currency() : offer.currency);
}
