/**
 * Charges in the words of FOCUS (focus-columns.ts): one row per meter, SKU price and day of UTC, and one per step that
 * concerns the month.
 *
 * Only what was incurred is a row: usage of a subscription has BilledCost 0, and what has no price is left out by whoever
 * calls, with a note. ListCost = ListUnitPrice × PricingQuantity and ContractedCost = ContractedUnitPrice × PricingQuantity
 * hold digit by digit.
 */
import { decimalPlaces, toDecimal } from '../core/decimal.js';
import { broken, doesNotFit } from '../core/errors.js';
import { divide, type Exact, exact, isNegative, multiply, ONE, ZERO } from '../core/exact.js';
import { isTokenMeter, type Meter } from '../core/meters.js';
import { escapedJson, visible } from '../core/text.js';
import { daysInMonth, nextDate, nextMonth } from '../core/zone.js';
import type { Offer } from '../pricing/offer-schema.js';
import { type Charge, isListOffer, isUsage, type StepCharge, told, type UsageCharge } from './charges.js';
import { type FocusVersion, focusColumns } from './focus-columns.js';
import { meterName, providerName, unitName } from './focus-words.js';
import type { ExportTable, ExportValue } from './table.js';

export interface FocusInput {
  readonly version: FocusVersion;
  /** The account that is billed: of the organisation, not an API key. */
  readonly account: { readonly id: string; readonly name: string | null };
  readonly offer: Offer;
  /** Of every bill. */
  readonly currency: string;
  /** What the price book is known by. */
  readonly priceBook: string;
  /** What charges were grouped by beside the day. */
  readonly by: readonly string[];
  readonly charges: readonly Charge[];
}

export function focusTable(input: FocusInput): ExportTable {
  const columns = focusColumns(input.version);
  const rows = input.charges.map((charge) => {
    const values: Readonly<Record<string, ExportValue>> = { ...common(input, charge), ...own(input, charge) };
    return columns.map(({ name, isNullable }) => {
      const value = values[name] ?? null;
      if (value === null && !isNullable) throw broken(`a FOCUS row has ${name}`);
      return value;
    });
  });
  const seller = input.version === '1.2' ? 'ProviderName' : 'ServiceProviderName';
  const day = `timezone('UTC', "ChargePeriodStart")`;
  return {
    columns: columns.map(({ name, type }) => ({
      name,
      type,
      ...(name.endsWith('Cost') || name.endsWith('UnitPrice') ? { currency: input.currency } : {}),
    })),
    rows,
    partitions: {
      day: `strftime(${day}, '%Y-%m-%d')`,
      month: `strftime(${day}, '%Y-%m')`,
      provider: `"${seller}"`,
      model: '"x_ModelId"',
    },
  };
}

function common(input: FocusInput, charge: Charge): Record<string, ExportValue> {
  const month = charge.month ?? '';
  return {
    BillingAccountId: input.account.id,
    BillingAccountName: input.account.name,
    BillingCurrency: input.currency,
    BillingPeriodStart: instant(`${month}-01`),
    BillingPeriodEnd: instant(`${nextMonth(month)}-01`),
    ChargeClass: null,
    ContractedCost: told(charge.cost),
    ListCost: told(charge.listCost),
    ServiceCategory: 'AI and Machine Learning',
    ServiceSubcategory: 'Generative AI',
    x_Offer: input.offer.id,
    x_PriceBook: input.priceBook,
  };
}

function own(input: FocusInput, charge: Charge): Record<string, ExportValue> {
  return isUsage(charge) ? usageRow(input, charge) : stepRow(input, charge);
}

function usageRow({ offer, by }: FocusInput, charge: UsageCharge): Record<string, ExportValue> {
  const { name: unit, per } = pricingUnit(charge.meter, charge.per);
  const perUnit = (price: Exact) => finite(divide(multiply(price, per), charge.per), charge.sku);
  const cost = charge.isNotional ? ZERO : charge.cost;
  const host = providerName(charge.provider);
  const seller = offer.kind === 'official' ? host : offer.label;
  const skuId = `${charge.sku}/${charge.meter}`;
  const { region, serviceTier, isBatch, speed, inferenceGeo } = charge.context;
  return {
    BilledCost: cost,
    EffectiveCost: cost,
    ChargeCategory: 'Usage',
    ChargeDescription: `${meterName(charge.meter)} of ${charge.model ?? charge.sku}`,
    ChargeFrequency: 'Usage-Based',
    ...period(charge),
    ConsumedQuantity: charge.quantity,
    ConsumedUnit: unitName(charge.meter),
    ContractedUnitPrice: perUnit(charge.unitPrice),
    ListUnitPrice: perUnit(charge.listUnitPrice),
    PricingCategory: 'Standard',
    PricingQuantity: finite(divide(charge.quantity, per), charge.sku),
    PricingUnit: unit,
    ...sellers(seller, host),
    RegionId: region,
    RegionName: region,
    ServiceName: `${seller} API`,
    SkuId: skuId,
    SkuMeter: meterName(charge.meter),
    SkuPriceId: `${skuId}/${charge.rule}`,
    SkuPriceDetails: details({
      x_ModelId: charge.model,
      x_PriceRule: charge.rule,
      x_ServiceTier: serviceTier,
      x_Batch: isBatch ? 'batch' : null,
      x_Speed: speed,
      x_InferenceGeo: inferenceGeo,
    }),
    ...subAccount(by, charge.group),
    Tags: details(Object.fromEntries(by.map((name, index) => [name, charge.group[index] ?? null]))),
    x_CostBasis: charge.isNotional ? 'notional' : isListOffer(offer) ? 'list' : 'contracted',
    x_Gateway: charge.gateway,
    x_ModelId: charge.model,
  };
}

const MILLION = exact(1_000_000n);

/** Tokens are priced per million, whatever the price book says. */
function pricingUnit(meter: Meter, per: Exact): { readonly name: string; readonly per: Exact } {
  const unit = unitName(meter);
  if (isTokenMeter(meter)) return { name: `1000000 ${unit}`, per: MILLION };
  const isOne = per.numerator === per.denominator;
  return { name: isOne ? unit : `${toDecimal(per)} ${unit}`, per };
}

function finite(value: Exact, sku: string): Exact {
  if (decimalPlaces(value) !== undefined) return value;
  throw doesNotFit(
    `price of ${visible(sku)}`,
    'this has no finite decimal form, so that cost = unit price × quantity cannot be written down',
    'state the price for a power of ten of its units in the price book, or use `tollbook export cost`',
  );
}

function stepRow({ offer }: FocusInput, charge: StepCharge): Record<string, ExportValue> {
  const amount = told(charge.cost);
  const category = categoryOf(charge);
  const isInfra = charge.kind === 'infra';
  const skuId = `${offer.id}/${charge.step}`;
  const isPurchase = category === 'Purchase';
  return {
    // Infrastructure is what whoever wrote the offer expects to pay somebody else.
    BilledCost: isInfra ? ZERO : amount,
    EffectiveCost: amount,
    ChargeCategory: category,
    ChargeDescription: charge.formula,
    ChargeFrequency: PER_MONTH.has(charge.kind) ? 'Recurring' : 'Usage-Based',
    ...period({ month: charge.month, day: null }),
    ...(isPurchase
      ? {
          ContractedUnitPrice: amount,
          ListUnitPrice: amount,
          PricingCategory: 'Standard',
          PricingQuantity: ONE,
          PricingUnit: PER_MONTH.has(charge.kind) ? 'Months' : 'Fees',
          SkuId: skuId,
          SkuPriceId: skuId,
        }
      : {}),
    ...sellers(isInfra ? 'Infrastructure' : offer.label, isInfra ? 'Infrastructure' : offer.label),
    ServiceName: isInfra ? 'Infrastructure' : `${offer.label} API`,
    x_CostBasis: isListOffer(offer) ? 'list' : 'contracted',
    x_OfferStep: charge.step,
  };
}

const PER_MONTH: ReadonlySet<StepCharge['kind']> = new Set(['fixed', 'infra', 'minimum']);

function categoryOf({ kind, cost }: StepCharge): 'Purchase' | 'Tax' | 'Credit' | 'Adjustment' {
  if (kind === 'tax') return 'Tax';
  if (kind === 'tiered_rate' || kind === 'rounding' || kind === 'usage') return 'Adjustment';
  if (isNegative(cost)) return kind === 'included' ? 'Credit' : 'Adjustment';
  return 'Purchase';
}

/** List prices without any step: what the price book publishes. */

function sellers(seller: string, host: string): Record<string, ExportValue> {
  return {
    InvoiceIssuerName: seller,
    ProviderName: seller,
    PublisherName: host,
    ServiceProviderName: seller,
    HostProviderName: host,
  };
}

/** Half-open: a day, or the month where the charge concerns all of it. */
function period({ month, day }: { readonly month: string | null; readonly day: string | null }) {
  const first = day ?? `${month}-01`;
  const days = day === null ? daysInMonth(month ?? '') : 1;
  return { ChargePeriodStart: instant(first), ChargePeriodEnd: instant(nextDate(first, days)) };
}

function instant(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** Whoever is nearest to a cost centre among what was grouped by. */
function subAccount(by: readonly string[], group: readonly (string | null)[]): Record<string, ExportValue> {
  for (const type of ['project', 'team', 'cost_centre']) {
    const value = group[by.indexOf(type)] ?? null;
    if (value !== null) return { SubAccountId: value, SubAccountName: value, SubAccountType: type };
  }
  return {};
}

/** A flat object as JSON text, with what is known; null where nothing is. */
function details(values: Readonly<Record<string, string | null>>): string | null {
  const known = Object.entries(values).filter(([, value]) => value !== null);
  return known.length === 0 ? null : escapedJson(JSON.stringify(Object.fromEntries(known)));
}
