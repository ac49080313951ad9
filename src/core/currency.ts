/**
 * Currencies: how many decimals an amount has, and rates of exchange that the user states. No rate is ever known, fetched or
 * assumed here, and none is turned around.
 */
import type { Exact } from './exact.js';

/** One calendar month's rate: `rate` units of `currency` are one unit of `base`. */
export interface ExchangeRate {
  readonly base: string;
  readonly currency: string;
  /** YYYY-MM in the report's zone. */
  readonly month: string;
  readonly rate: Exact;
  /** YYYY-MM-DD, the day the rate is of. */
  readonly asOf: string;
  readonly source: string;
}

/** ISO 4217 minor units that are not two. Source: https://www.six-group.com/en/products-services/financial-information/data-standards.html, list one, 2026. */
const DECIMALS: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** Decimal places that amounts of a currency are usually written with; two where none is named. */
export function decimalsOf(currency: string | undefined): number {
  return (currency === undefined ? undefined : DECIMALS[currency]) ?? 2;
}
