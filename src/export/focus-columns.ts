/**
 * The Cost and Usage columns of the FinOps Open Cost and Usage Specification that tollbook fills, in the order they are
 * written: FOCUS 1.2 (https://focus.finops.org/focus-specification/v1-2/) and 1.4, both read 2026-11-23. Columns of our own
 * begin with `x_` and come last, as the specification asks.
 */
import type { ExportColumn } from './table.js';

export const FOCUS_VERSIONS = ['1.2', '1.4'] as const;
export type FocusVersion = (typeof FOCUS_VERSIONS)[number];

export interface FocusColumn {
  readonly name: string;
  readonly type: ExportColumn['type'];
  readonly isNullable: boolean;
  /** Undefined: in both. */
  readonly only?: FocusVersion;
}

const required = (name: string, type: ExportColumn['type'] = 'text', only?: FocusVersion): FocusColumn => ({
  name,
  type,
  isNullable: false,
  ...(only && { only }),
});
const optional = (name: string, type: ExportColumn['type'] = 'text'): FocusColumn => ({ name, type, isNullable: true });

const COLUMNS: readonly FocusColumn[] = [
  required('BilledCost', 'decimal'),
  required('BillingAccountId'),
  optional('BillingAccountName'),
  required('BillingCurrency'),
  required('BillingPeriodEnd', 'instant'),
  required('BillingPeriodStart', 'instant'),
  required('ChargeCategory'),
  optional('ChargeClass'),
  optional('ChargeDescription'),
  required('ChargeFrequency'),
  required('ChargePeriodEnd', 'instant'),
  required('ChargePeriodStart', 'instant'),
  optional('ConsumedQuantity', 'decimal'),
  optional('ConsumedUnit'),
  required('ContractedCost', 'decimal'),
  optional('ContractedUnitPrice', 'decimal'),
  required('EffectiveCost', 'decimal'),
  required('HostProviderName', 'text', '1.4'),
  required('InvoiceIssuerName'),
  required('ListCost', 'decimal'),
  optional('ListUnitPrice', 'decimal'),
  optional('PricingCategory'),
  optional('PricingQuantity', 'decimal'),
  optional('PricingUnit'),
  required('ProviderName', 'text', '1.2'),
  required('PublisherName', 'text', '1.2'),
  optional('RegionId'),
  optional('RegionName'),
  required('ServiceCategory'),
  required('ServiceName'),
  required('ServiceProviderName', 'text', '1.4'),
  required('ServiceSubcategory'),
  optional('SkuId'),
  optional('SkuMeter'),
  optional('SkuPriceDetails', 'json'),
  optional('SkuPriceId'),
  optional('SubAccountId'),
  optional('SubAccountName'),
  optional('SubAccountType'),
  optional('Tags', 'json'),
  required('x_CostBasis'),
  required('x_Offer'),
  optional('x_OfferStep'),
  optional('x_Gateway'),
  optional('x_ModelId'),
  required('x_PriceBook'),
];

export function focusColumns(version: FocusVersion): readonly FocusColumn[] {
  return COLUMNS.filter(({ only }) => only === undefined || only === version);
}
