/**
 * What was charged, line by line: the bills of the offer that was incurred, taken apart into the usage they price per day and
 * the steps that concern the month as a whole. The costs of all charges are exactly the totals of the bills.
 *
 * A discount on all usage is in the unit price, because that is what was agreed. What cannot be said of a unit (a fee, a tier
 * of the month's volume, a minimum) is a charge of its own.
 */
import { decimalPlaces, toDecimal } from '../core/decimal.js';
import { broken } from '../core/errors.js';
import {
  add,
  compare,
  decimal,
  divide,
  type Exact,
  isNegative,
  isZero,
  multiply,
  ONE,
  subtract,
  sum,
  ZERO,
} from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import type { MeteredUsage, PriceContext } from '../core/usage.js';
import type { Bill, BillStep, OfferPricing } from '../offers/bill.js';
import { carried, isLongContext } from '../offers/carries.js';
import { namesOf } from '../offers/charges.js';
import { matches } from '../offers/patterns.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { StepOf } from '../pricing/offer-steps.js';
import type { CostLine, PricedUsage } from '../pricing/types.js';

/** What it charges is what the list says: a cost at it is a list cost, at any other a contracted one. */
export function isListOffer({ kind, steps }: Offer): boolean {
  return kind === 'official' && steps.every((step) => step.kind === 'usage' && step.priceFactor === undefined);
}

interface Charged {
  /** YYYY-MM, the month it is billed with; null where no call has a time. */
  readonly month: string | null;
  /** In the bill's currency. */
  readonly listCost: Exact;
  readonly cost: Exact;
}

/** One meter of one SKU at one price, on one day, for one group. */
export interface UsageCharge extends Charged {
  readonly kind: 'usage';
  /** YYYY-MM-DD. */
  readonly day: string | null;
  /** Values of the further groupings. */
  readonly group: readonly (string | null)[];
  /** Who sells it in the price book. */
  readonly provider: string;
  readonly gateway: string | null;
  /** As logged. */
  readonly model: string | null;
  readonly context: PriceContext;
  readonly sku: string;
  readonly meter: Meter;
  /** Which part of the price book decided. */
  readonly rule: string;
  readonly quantity: Exact;
  /** How many units a unit price is for. */
  readonly per: Exact;
  readonly listUnitPrice: Exact;
  readonly unitPrice: Exact;
  /** Subscription traffic: what it would have cost, not what was billed. */
  readonly isNotional: boolean;
}

/** A step of the offer that concerns the month. */
export interface StepCharge extends Charged {
  readonly kind: BillStep['kind'];
  readonly step: string;
  readonly formula: string;
}

export type Charge = UsageCharge | StepCharge;

export function isUsage(charge: Charge): charge is UsageCharge {
  return 'meter' in charge;
}

/** An amount as it can be written down: one whose exact form has no end is told to 18 places, here and only here. */
export function told(amount: Exact): Exact {
  return decimalPlaces(amount) === undefined ? decimal(toDecimal(amount)) : amount;
}

/** How many charges cannot be written down exactly: fees that are quotients. Usage always can. */
export function unending(charges: readonly Charge[]): number {
  const isUnending = (amount: Exact) => decimalPlaces(amount) === undefined;
  return charges.filter(({ cost, listCost }) => isUnending(cost) || isUnending(listCost)).length;
}

export interface BilledMonth {
  readonly month: string | null;
  readonly bill: Bill;
  /** First group: the day. Nothing in it costs a range. */
  readonly usage: readonly MeteredUsage[];
}

/** Usage charges in the order of days and groups, then the steps of the month. */
export function chargesOf(offer: Offer, months: readonly BilledMonth[], pricing: OfferPricing): Charge[] {
  return months.flatMap((month) => chargesOfMonth(offer, month, pricing));
}

/** A usage charge before the discounts on it. */
interface Row {
  readonly step: StepOf<'usage'>;
  readonly usage: MeteredUsage;
  readonly line: CostLine;
  readonly listLine: CostLine | undefined;
  readonly unitPrice: Exact;
}

function chargesOfMonth(offer: Offer, { month, bill, usage }: BilledMonth, pricing: OfferPricing): Charge[] {
  const rows = usage.flatMap((one) => rowsOf(offer, one, pricing));
  const billed = new Map(bill.steps.map((step) => [step.id, step.amount]));
  const factors = new Map(usageSteps(offer).map((step) => [step.id, settled(rows, step, billed.get(step.id) ?? ZERO)]));
  const settledRows = rows.map((row) => ({
    ...row,
    unitPrice: multiply(row.unitPrice, factors.get(row.step.id) ?? ONE),
  }));
  const { factor, used } = discounts(offer, bill, settledRows);
  const hasFx = offer.steps.some((step) => step.kind === 'fx');
  const usages = settledRows.map((row): UsageCharge => {
    const { line } = row;
    const unitPrice = multiply(row.unitPrice, factor);
    const listFactor = hasFx ? (factors.get(row.step.id) ?? ONE) : ONE;
    const listUnitPrice = multiply(listPrice(row, pricing), listFactor);
    return {
      kind: 'usage',
      month,
      day: row.usage.group[0] ?? null,
      group: row.usage.group.slice(1),
      provider: line.provider,
      gateway: row.usage.gateway,
      model: row.usage.model,
      context: row.usage.context,
      sku: line.sku,
      meter: line.pricedAs === undefined || line.meter !== 'unsplit' ? line.meter : line.pricedAs,
      rule: line.rule,
      quantity: line.quantity,
      per: line.per,
      listUnitPrice,
      unitPrice,
      isNotional: row.usage.isNotional,
      listCost: amountOf(line, listUnitPrice),
      cost: amountOf(line, unitPrice),
    };
  });
  const steps = stepCharges(offer, bill, month, settledRows, used);
  const charges: Charge[] = [...merged(usages), ...steps];
  const total = sum(charges.map((charge) => charge.cost));
  if (compare(total, bill.total) !== 0) throw broken(`the charges of ${month ?? 'the calls'} are the bill's total`);
  return charges;
}

function usageSteps(offer: Offer): StepOf<'usage'>[] {
  return offer.steps.filter((step) => step.kind === 'usage');
}

/** The lines of one usage at the offer: as offers/charges.ts counts it, but with the prices kept. */
function rowsOf(offer: Offer, one: MeteredUsage, pricing: OfferPricing): Row[] {
  const usage = carried(one, offer.carries);
  const list = pricing.price(usage);
  const prices = new Map<string | undefined, PricedUsage>([[undefined, list]]);
  for (const { book } of usageSteps(offer)) if (book !== undefined) prices.set(book, pricing.price(usage, book));
  const names = namesOf(usage, prices.values());
  if (offer.carries?.models && !matches(offer.carries.models, names)) return [];
  if (offer.carries?.longContext === 'no' && isLongContext(list)) return [];
  return usageSteps(offer)
    .filter((step) => !step.skus || matches(step.skus, names))
    .flatMap((step) =>
      (prices.get(step.book)?.lines ?? []).map((line) => ({
        step,
        usage,
        line,
        listLine: list.lines.find((other) => other.meter === line.meter && other.pricedAs === line.pricedAs),
        unitPrice: multiply(line.unitPrice, step.priceFactor ?? ONE),
      })),
    );
}

function amountOf({ quantity, per }: Pick<CostLine, 'quantity' | 'per'>, unitPrice: Exact): Exact {
  return divide(multiply(quantity, unitPrice), per);
}

function rowsTotal(rows: readonly Row[]): Exact {
  return sum(rows.map(({ line, unitPrice }) => amountOf(line, unitPrice)));
}

/** What unit prices are multiplied by to be what the step came to: an exchange rate, or part of a month; 1 where neither is. */
function settled(rows: readonly Row[], step: StepOf<'usage'>, billed: Exact): Exact {
  const own = rows.filter((row) => row.step === step);
  const before = rowsTotal(own);
  // A tiered rate that charges instead of this step leaves 0 here and says so in a charge of its own.
  if (isZero(before) || isZero(billed)) return ONE;
  const factor = divide(billed, before);
  return areFinite(own, factor) ? factor : ONE;
}

function areFinite(rows: readonly Row[], factor: Exact): boolean {
  return rows.every(({ unitPrice }) => decimalPlaces(multiply(unitPrice, factor)) !== undefined);
}

/** Discounts on all usage as one factor of the unit prices, and the steps it stands for. */
function discounts(offer: Offer, bill: Bill, rows: readonly Row[]): { factor: Exact; used: ReadonlySet<string> } {
  const whole = rowsTotal(rows);
  const used = new Set<string>();
  const isAllUsage = compare(usageBilled(offer, bill), whole) === 0;
  let factor = ONE;
  if (!isAllUsage || isZero(whole)) return { factor, used };
  for (const { id, base, amount } of bill.steps) {
    const step = offer.steps.find((one) => one.id === id);
    if (step?.kind !== 'percent' || step.skus !== undefined || base === null || !isNegative(amount)) continue;
    const isOnUsage = compare(base, whole) === 0 || compare(base, multiply(whole, factor)) === 0;
    const next = add(factor, divide(amount, whole));
    if (!isOnUsage || isNegative(next) || !areFinite(rows, next)) continue;
    factor = next;
    used.add(id);
  }
  return { factor, used };
}

function usageBilled(offer: Offer, bill: Bill): Exact {
  const ids = new Set(usageSteps(offer).map(({ id }) => id));
  return sum(bill.steps.filter(({ id }) => ids.has(id)).map(({ amount }) => amount));
}

/** The list price for the units of the charge; the seller's own price before discounts where the list has none. */
function listPrice({ step, line, listLine, unitPrice }: Row, pricing: OfferPricing): Exact {
  const own = divide(unitPrice, step.priceFactor ?? ONE);
  if (step.book === undefined) return line.unitPrice;
  if (listLine === undefined || pricing.currency(step.book) !== pricing.currency()) return own;
  return divide(multiply(listLine.unitPrice, line.per), listLine.per);
}

function stepCharges(
  offer: Offer,
  bill: Bill,
  month: string | null,
  rows: readonly Row[],
  used: ReadonlySet<string>,
): StepCharge[] {
  const ids = new Set(usageSteps(offer).map(({ id }) => id));
  // What the steps of usage came to beside the rows: the part that a tiered rate charges instead, as a rule.
  let rest = subtract(usageBilled(offer, bill), rowsTotal(rows));
  const charges: StepCharge[] = [];
  const put = (step: Pick<BillStep, 'id' | 'kind' | 'formula'>, cost: Exact) => {
    if (isZero(cost)) return;
    // Discounts and tiers are no offers of the list; fees are what their seller publishes.
    const isFee = !isNegative(cost) && step.kind !== 'tiered_rate' && step.kind !== 'usage';
    charges.push({ kind: step.kind, month, step: step.id, formula: step.formula, listCost: isFee ? cost : ZERO, cost });
  };
  for (const step of bill.steps) {
    if (ids.has(step.id) || used.has(step.id)) continue;
    const takes = step.kind === 'tiered_rate' ? rest : ZERO;
    rest = subtract(rest, takes);
    put(step, add(step.amount, takes));
  }
  const usage = bill.steps.find(({ id }) => ids.has(id));
  if (usage) put(usage, rest);
  return charges;
}

/** Charges that differ in nothing but how the calls were cut for counting are one. */
function merged(charges: readonly UsageCharge[]): UsageCharge[] {
  const byKey = new Map<string, UsageCharge>();
  for (const charge of charges) {
    const key = keyOf(charge);
    const known = byKey.get(key);
    byKey.set(
      key,
      known
        ? {
            ...known,
            quantity: add(known.quantity, charge.quantity),
            listCost: add(known.listCost, charge.listCost),
            cost: add(known.cost, charge.cost),
          }
        : charge,
    );
  }
  return [...byKey].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)).map(([, charge]) => charge);
}

function keyOf(charge: UsageCharge): string {
  const { day, group, provider, gateway, model, sku, meter, rule, context, isNotional } = charge;
  const { serviceTier, isBatch, speed, region, inferenceGeo, endpoint } = context;
  const numbers = [charge.per, charge.listUnitPrice, charge.unitPrice].map((n) => `${n.numerator}/${n.denominator}`);
  const words = [day, ...group, provider, gateway, model, sku, meter, rule, serviceTier, speed, region, inferenceGeo];
  return JSON.stringify([...words, endpoint, isBatch, isNotional, ...numbers]);
}
