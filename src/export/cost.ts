/**
 * Charges in our own words, with what has no price beside them: every row says what it is, and `cost` is null where unknown.
 */
import { isPriceMissing, type UnpricedUsage } from '../pricing/types.js';
import { type Charge, isUsage, told } from './charges.js';
import type { ExportColumn, ExportTable, ExportValue } from './table.js';

export interface CostInput {
  /** What charges were grouped by beside the day. */
  readonly by: readonly string[];
  readonly currency: string;
  readonly charges: readonly Charge[];
  /** What its costs are, where they are not notional. */
  readonly basis: 'list' | 'contracted';
  readonly unpriced: readonly UnpricedUsage[];
}

/** `quantity × unit_price ÷ per = cost`, digit by digit; `charge` is usage, a kind of step, or unpriced with its `reason`. */
export function costTable({ by, currency, charges, unpriced, basis }: CostInput): ExportTable {
  const columns: ExportColumn[] = [
    { name: 'month', type: 'text' },
    { name: 'day', type: 'date' },
    ...by.map((name) => ({ name, type: 'text' as const })),
    { name: 'charge', type: 'text' },
    { name: 'provider', type: 'text' },
    { name: 'gateway', type: 'text' },
    { name: 'model', type: 'text' },
    { name: 'sku', type: 'text' },
    { name: 'meter', type: 'text' },
    { name: 'rule', type: 'text' },
    { name: 'step', type: 'text' },
    { name: 'formula', type: 'text' },
    { name: 'reason', type: 'text' },
    { name: 'is_notional', type: 'boolean' },
    { name: 'calls', type: 'decimal' },
    { name: 'quantity', type: 'decimal' },
    { name: 'per', type: 'decimal' },
    { name: 'list_unit_price', type: 'decimal', currency },
    { name: 'unit_price', type: 'decimal', currency },
    { name: 'list_cost', type: 'decimal', currency },
    { name: 'cost', type: 'decimal', currency },
    { name: 'currency', type: 'text' },
    { name: 'basis', type: 'text' },
  ].filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index) as ExportColumn[];
  const values: Record<string, ExportValue>[] = [
    ...charges.map((charge) => ({
      ...chargeValues(charge, by),
      currency,
      basis: isUsage(charge) && charge.isNotional ? 'notional' : basis,
    })),
    ...unpriced.map((usage) => ({ ...unpricedValues(usage), currency })),
  ];
  return {
    columns,
    rows: values.map((row) => columns.map(({ name }) => row[name] ?? null)),
    partitions: {},
  };
}

function chargeValues(charge: Charge, by: readonly string[]): Record<string, ExportValue> {
  const shared = {
    month: charge.month,
    charge: charge.kind,
    list_cost: told(charge.listCost),
    cost: told(charge.cost),
  };
  if (!isUsage(charge)) return { ...shared, step: charge.step, formula: charge.formula };
  return {
    ...Object.fromEntries(by.map((name, index) => [name, charge.group[index] ?? null])),
    ...shared,
    day: charge.day,
    provider: charge.provider,
    gateway: charge.gateway,
    model: charge.model,
    sku: charge.sku,
    meter: charge.meter,
    rule: charge.rule,
    is_notional: charge.isNotional,
    quantity: charge.quantity,
    per: charge.per,
    list_unit_price: charge.listUnitPrice,
    unit_price: charge.unitPrice,
  };
}

function unpricedValues(usage: UnpricedUsage): Record<string, ExportValue> {
  const { provider, model, meter, calls, quantity, reason } = usage;
  return {
    charge: 'unpriced',
    provider,
    model,
    meter,
    reason,
    calls,
    quantity: isPriceMissing(usage) ? quantity : null,
  };
}
