/**
 * Priced usage told in another currency: every month at its own rate, which the user states. A missing rate is an error: an
 * amount is never passed off as another currency's, and no month borrows the rate of the next.
 */
import type { ExchangeRate } from '../core/currency.js';
import { configurationError, usageError } from '../core/errors.js';
import { type Exact, multiply } from '../core/exact.js';
import type { CostLine, PricedUsage } from './types.js';

export interface Exchanger {
  readonly from: string;
  readonly to: string;
  /** The rate of a month (YYYY-MM). Throws a configuration error where none is stated, a usage error for calls without a month. */
  rateOf(month: string | null): ExchangeRate;
  /** Rates asked for so far, in the order of their months. */
  used(): ExchangeRate[];
}

/** Undefined where nothing has to be converted. */
export function exchanger(
  from: string,
  to: string | undefined,
  rates: readonly ExchangeRate[] | undefined,
): Exchanger | undefined {
  if (to === undefined || to === from) return undefined;
  const used = new Map<string, ExchangeRate>();
  return {
    from,
    to,
    rateOf(month) {
      if (month === null) {
        throw usageError(
          `--currency ${to}: calls without a time are in no month, and every month has its own rate`,
          'say which month they are in: --assume-month 2026-09',
        );
      }
      const rate = (rates ?? []).find((one) => one.base === from && one.currency === to && one.month === month);
      if (!rate) {
        const others = (rates ?? []).filter((one) => one.base === from && one.currency === to).map((one) => one.month);
        throw configurationError(
          'fx',
          `expected a rate from ${from} to ${to} for ${month}, found ${others.length === 0 ? 'none' : `only ${others.sort().join(', ')}`}`,
          `write in tollbook.yaml: fx: [{base: ${from}, currency: ${to}, month: ${month}, rate: …, as_of: ${month}-01, source: …}]`,
        );
      }
      used.set(month, rate);
      return rate;
    },
    used: () => [...used.values()].sort((left, right) => (left.month < right.month ? -1 : 1)),
  };
}

/** Amounts and unit prices in the new currency; the rule of every line names the month whose rate it is. */
export function inCurrency(priced: PricedUsage, exchange: Exchanger): PricedUsage {
  // Nothing was charged, so no rate is needed.
  if (priced.lines.length === 0 && priced.range === undefined) return priced;
  const { rate, month } = exchange.rateOf(priced.usage.month ?? null);
  const amount = (value: Exact) => multiply(value, rate);
  const line = (one: CostLine): CostLine => ({
    ...one,
    unitPrice: amount(one.unitPrice),
    amount: amount(one.amount),
    rule: `${one.rule} + fx ${month}`,
  });
  return {
    ...priced,
    lines: priced.lines.map(line),
    low: amount(priced.low),
    high: amount(priced.high),
    range: priced.range && { low: line(priced.range.low), high: line(priced.range.high) },
  };
}
