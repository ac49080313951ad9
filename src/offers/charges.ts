/**
 * Usage of a month as an offer sees it: per SKU, what there is to count and what it costs in each book the offer names.
 *
 * Pricing happens here and only here. What follows is arithmetic on a few SKUs, so that an offer can be evaluated at
 * hundreds of volumes (break-even) for the price of one.
 */
import { asCount, asExact } from '../core/count.js';
import { configurationError } from '../core/errors.js';
import { add, divide, type Exact, exact, multiply, ONE, subtract, sum, ZERO } from '../core/exact.js';
import { isInputMeter, isOutputMeter, isTokenMeter, type Meter } from '../core/meters.js';
import type { MeteredUsage } from '../core/usage.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { StepOf } from '../pricing/offer-steps.js';
import type { PricedUsage, UnpricedUsage } from '../pricing/types.js';
import type { Bound, MonthlyUsage, OfferPricing } from './bill.js';
import { carried, isLongContext } from './carries.js';
import { withFreeAmounts } from './free-amounts.js';
import { matches } from './patterns.js';
import { roundTo } from './rounding.js';

/** The list prices among the books of `Charge.amounts`. */
export const LIST = '';

/** Which of `Charge.amounts` a usage step charges: those of its book, or its own where each request is rounded. */
export function amountOf({ rounding }: Offer, step: UsageStep): string {
  return rounding?.level === 'request' ? `request ${step.id}` : (step.book ?? LIST);
}

type UsageStep = StepOf<'usage'>;

/** The usage of one SKU, or of several that no term of the offer tells apart. */
export interface Charge {
  /** What it is called in a formula: the SKU, or the model as logged where no book knows it. */
  readonly sku: string;
  readonly skuCount: number;
  readonly provider: string;
  /** Everything a pattern of the offer may name it by: SKU in the list and in the offer's own books, model as logged. */
  readonly names: readonly string[];
  readonly tokens: Exact;
  readonly inputTokens: Exact;
  readonly outputTokens: Exact;
  readonly requests: Exact;
  readonly searches: Exact;
  /** Cost per book, LIST for the list prices. */
  readonly amounts: ReadonlyMap<string, Exact>;
}

export interface Charges {
  readonly charges: readonly Charge[];
  readonly unpriced: readonly UnpricedUsage[];
}

/** Prices the month's usage in every book the offer names. Usage that no book prices is kept, with the amount 0. */
export function chargesOf(
  offer: Offer,
  month: MonthlyUsage,
  pricing: OfferPricing,
  bound: Bound,
  cacheShare: Exact = ONE,
): Charges {
  const usageSteps = offer.steps.filter((step) => step.kind === 'usage');
  const books = new Set([LIST, ...usageSteps.map((step) => step.book ?? LIST)]);
  const unpriced: UnpricedUsage[] = [];
  const bySku = new Map<string, Charge>();
  for (const item of withFreeAmounts(month)) {
    // Calls that were not billed (errors, often of models that do not exist) have nothing to charge and nothing to miss.
    if (item.quantities.size === 0 && item.unlogged === undefined) continue;
    const factor = multiply(month.factor, item.share ?? ONE);
    const usage = carried(item, offer.carries, cacheShare);
    const prices = new Map<string, PricedUsage>();
    for (const book of books) prices.set(book, book === LIST ? pricing.price(usage) : pricing.price(usage, book));
    const rounded = roundedAmounts(offer, usage, prices, bound);
    const charge = chargeOf(usage, factor, prices, rounded, bound);
    if (offer.carries?.models && !matches(offer.carries.models, charge.names)) {
      unpriced.push(notCarried(usage, charge, `the offer ${offer.id} does not carry this model`));
      continue;
    }
    const list = prices.get(LIST);
    if (offer.carries?.longContext === 'no' && list && isLongContext(list)) {
      unpriced.push(notCarried(usage, charge, `the offer ${offer.id} does not carry long context`));
      continue;
    }
    for (const step of usageSteps)
      if (!step.skus || matches(step.skus, charge.names))
        unpriced.push(...(prices.get(step.book ?? LIST)?.unpriced ?? []));
    const key = [charge.sku, charge.provider, ...charge.names].join('\n');
    const known = bySku.get(key);
    bySku.set(key, known ? merged(known, charge) : charge);
  }
  return { charges: [...bySku.values()], unpriced: [...new Set(unpriced)] };
}

/**
 * The charges with those made one that every step treats alike: bills are then computed on a handful instead of on all
 * SKUs. Nothing is lost that a step could ask for.
 */
export function collapsed(offer: Offer, charges: readonly Charge[]): readonly Charge[] {
  const tellsApart = offer.steps.some(
    (step) =>
      (step.kind === 'tiered_rate' && step.scope !== 'all') ||
      (step.kind === 'percent' && (step.when?.minDistinctSkus ?? step.when?.minDistinctProviders) !== undefined),
  );
  if (tellsApart) return charges;
  const patterns = offer.steps.flatMap((step) => (step.skus ? [step.skus] : []));
  const alike = new Map<string, Charge>();
  for (const charge of charges) {
    const key = patterns.map((skus) => (matches(skus, charge.names) ? '1' : '0')).join('');
    const known = alike.get(key);
    const one = known && merged(known, charge);
    const names = known && [...new Set([...known.names, ...charge.names])];
    alike.set(key, one && names ? { ...one, names, skuCount: known.skuCount + charge.skuCount } : charge);
  }
  return [...alike.values()];
}

/** The same charges at another volume of the same mix. */
export function timesVolume(charges: readonly Charge[], factor: Exact): readonly Charge[] {
  return factor === ONE ? charges : charges.map((charge) => combined(charge, charge, factor, ZERO));
}

/** `share` of one and the rest of the other, SKU by SKU: both came from the same usage in the same order. */
export function blended(left: readonly Charge[], right: readonly Charge[], share: Exact): readonly Charge[] {
  const rest = add(ONE, multiply(share, exact(-1n)));
  return left.map((charge, index) => combined(charge, right[index] ?? charge, share, rest));
}

export function total(charges: readonly Charge[], metric: (charge: Charge) => Exact): Exact {
  return sum(charges.map(metric));
}

/** What each usage step charges for these calls where the seller rounds every request: 1,000 calls of 0.0004 are 1,000 × 0.01. */
function roundedAmounts(
  offer: Offer,
  usage: MeteredUsage,
  prices: ReadonlyMap<string, PricedUsage>,
  bound: Bound,
): [string, Exact][] {
  const { rounding } = offer;
  if (rounding?.level !== 'request') return [];
  if (usage.isAlike !== true) {
    throw configurationError(
      `offer ${offer.id}: rounding`,
      'expected calls one by one, because each request is rounded; found sums of calls',
      'leave the rounding out to see the cost without it, which is a lower bound where the seller rounds up',
    );
  }
  const calls = asExact(usage.calls);
  return offer.steps.flatMap((step): [string, Exact][] => {
    if (step.kind !== 'usage') return [];
    const amount = multiply(prices.get(step.book ?? LIST)?.[bound] ?? ZERO, step.priceFactor ?? ONE);
    return [[amountOf(offer, step), multiply(roundTo(divide(amount, calls), rounding), calls)]];
  });
}

/** Prices are linear in quantity once a usage is of one kind, so the month's factor is taken after pricing. */
function chargeOf(
  usage: MeteredUsage,
  factor: Exact,
  prices: ReadonlyMap<string, PricedUsage>,
  rounded: readonly [string, Exact][],
  bound: Bound,
): Charge {
  const list = prices.get(LIST);
  const asLogged = usage.model ?? 'no model';
  const names = namesOf(usage, prices.values());
  const quantity = (test: (meter: Meter) => boolean) =>
    sum([...usage.quantities].filter(([meter]) => test(meter)).map(([, amount]) => amount));
  const split = splitTotal(usage, list, bound);
  const charge: Charge = {
    sku: list?.sku ?? names[0] ?? asLogged,
    skuCount: 1,
    provider: list?.lines[0]?.provider ?? usage.provider ?? 'unknown',
    names,
    tokens: quantity(isTokenMeter),
    inputTokens: add(quantity(isInputMeter), split.input),
    outputTokens: add(quantity(isOutputMeter), split.output),
    // A log that counts requests itself knows better.
    requests: usage.quantities.get('request') ?? asExact(usage.calls),
    searches: quantity((meter) => meter === 'web_search' || meter === 'file_search'),
    amounts: new Map([...[...prices].map(([book, priced]) => [book, priced[bound]] as const), ...rounded]),
  };
  return combined(charge, charge, factor, ZERO);
}

/** Everything a pattern of an offer may name the usage by. */
export function namesOf({ provider, model }: MeteredUsage, prices: Iterable<PricedUsage>): string[] {
  const asLogged = model ?? 'no model';
  const names = new Set<string>();
  for (const { sku } of prices) if (sku !== null) names.add(sku);
  if (provider !== null) names.add(`${provider}/${asLogged}`);
  return [...names.add(asLogged)];
}

/** Tokens of a total that nothing splits, on the side the price takes them for; else the cheap end is all input. */
function splitTotal(usage: MeteredUsage, list: PricedUsage | undefined, bound: Bound): { input: Exact; output: Exact } {
  const total = usage.quantities.get('unsplit') ?? ZERO;
  const stated = (as: Meter) =>
    sum(
      (list?.lines ?? [])
        .filter((line) => line.meter === 'unsplit' && line.pricedAs === as)
        .map((line) => line.quantity),
    );
  const input = stated('input');
  const output = stated('output');
  const rest = subtract(subtract(total, input), output);
  const isInput = (list?.range?.[bound].pricedAs ?? (bound === 'low' ? 'input' : 'output')) === 'input';
  return isInput ? { input: add(input, rest), output } : { input, output: add(output, rest) };
}

function notCarried(usage: MeteredUsage, charge: Charge, detail: string): UnpricedUsage {
  return {
    provider: usage.provider,
    model: usage.model,
    meter: null,
    calls: usage.calls,
    firstAt: usage.firstAt,
    lastAt: usage.lastAt,
    tokens: asCount(charge.tokens),
    quantity: charge.tokens,
    reason: 'forbidden',
    candidates: [],
    detail,
  };
}

function merged(left: Charge, right: Charge): Charge {
  return combined(left, right, ONE, ONE);
}

function combined(left: Charge, right: Charge, leftShare: Exact, rightShare: Exact): Charge {
  const mix = (a: Exact, b: Exact) => add(multiply(a, leftShare), multiply(b, rightShare));
  return {
    ...left,
    tokens: mix(left.tokens, right.tokens),
    inputTokens: mix(left.inputTokens, right.inputTokens),
    outputTokens: mix(left.outputTokens, right.outputTokens),
    requests: mix(left.requests, right.requests),
    searches: mix(left.searches, right.searches),
    amounts: new Map([...left.amounts].map(([book, amount]) => [book, mix(amount, right.amounts.get(book) ?? ZERO)])),
  };
}
