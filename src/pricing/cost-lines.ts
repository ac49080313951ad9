/**
 * How priced and unpriced usage is written down. Multiplies; decides nothing.
 */
import { asCount } from '../core/count.js';
import { divide, type Exact, isZero, multiply, sum, ZERO } from '../core/exact.js';
import { isTokenMeter, type Meter } from '../core/meters.js';
import type { MeteredUsage } from '../core/usage.js';
import type { Sku } from './book-model.js';
import type { NoUnitPrice, UnitPrice } from './rates-in-force.js';
import type { Resolution } from './resolve-model.js';
import type { CostLine, PricedUsage, UnpricedReason, UnpricedUsage } from './types.js';

export function lineOf(sku: Sku, meter: Meter, quantity: Exact, price: UnitPrice, pricedAs = price.pricedAs): CostLine {
  return {
    sku: sku.sku,
    provider: sku.provider,
    meter,
    quantity,
    unitPrice: price.unitPrice,
    per: price.per,
    amount: divide(multiply(quantity, price.unitPrice), price.per),
    rule: price.rule,
    pricedAs,
  };
}

export function unpricedMeter(
  usage: MeteredUsage,
  meter: Meter,
  quantity: Exact,
  reason: UnpricedReason,
  detail: string,
): UnpricedUsage {
  const { provider, model, calls, firstAt, lastAt } = usage;
  return {
    provider,
    model,
    meter,
    calls,
    firstAt,
    lastAt,
    tokens: isTokenMeter(meter) ? asCount(quantity) : 0n,
    quantity,
    reason,
    candidates: [],
    detail,
  };
}

/** What the calls used of meters that the log is silent about; nothing where `priceOf` says that it is free, or not sold. */
export function unloggedUsage(
  usage: MeteredUsage,
  priceOf?: (meter: Meter) => UnitPrice | NoUnitPrice,
): UnpricedUsage[] {
  const { unlogged } = usage;
  if (unlogged === undefined) return [];
  const isFree = (meter: Meter) => {
    const price = priceOf?.(meter);
    return price !== undefined && !('reason' in price) && isZero(price.unitPrice);
  };
  const isSold = (meter: Meter) => {
    const price = priceOf?.(meter);
    return price !== undefined && !('reason' in price && price.reason === 'no_rate');
  };
  if (unlogged === 'all') return isFree('input') && isFree('output') ? [] : [unlog(usage, null)];
  return isSold(unlogged) && !isFree(unlogged) ? [unlog(usage, unlogged)] : [];
}

function unlog({ provider, model, calls, firstAt, lastAt }: MeteredUsage, meter: Meter | null): UnpricedUsage {
  const none = { tokens: 0n, quantity: ZERO, candidates: [] };
  return { provider, model, meter, calls, firstAt, lastAt, ...none, reason: 'unlogged' };
}

/** Nothing of the usage has a price. Calls without any quantity need none, unless it is that the log does not say it. */
export function nothingPriced(
  usage: MeteredUsage,
  { sku, rule, candidates }: Resolution,
  reason: UnpricedReason,
  detail: string | undefined,
): PricedUsage {
  const { provider, model, calls, firstAt, lastAt } = usage;
  const tokens = sum([...usage.quantities].filter(([meter]) => isTokenMeter(meter)).map(([, quantity]) => quantity));
  const unpriced: UnpricedUsage[] =
    usage.quantities.size === 0
      ? unloggedUsage(usage)
      : [
          {
            provider,
            model,
            meter: null,
            calls,
            firstAt,
            lastAt,
            tokens: asCount(tokens),
            quantity: tokens,
            reason,
            candidates,
            detail,
          },
        ];
  return { usage, sku: sku?.sku ?? null, lines: [], unpriced, low: ZERO, high: ZERO, resolvedBy: rule };
}
