/**
 * What the common part of a report is made from. Types only.
 */
import type { Count } from '../core/count.js';
import type { ExchangeRate } from '../core/currency.js';
import type { Exact } from '../core/exact.js';
import type { Dimension, Filter } from '../core/question.js';
import type { UnpricedUsage } from '../pricing/types.js';
import type { AllocationCount } from '../queries/allocation.js';
import type { Coverage, Period, SourcesAccount } from '../queries/rows.js';

/** What a total is: published prices, an offer's terms, reconciled with an invoice, or subscription traffic. */
export type Basis = 'list' | 'contracted' | 'invoiced' | 'notional' | 'mixed';

export interface PriceBookIdentity {
  readonly id: string;
  /** `sha256:…` of its content. */
  readonly hash: string;
  /** YYYY-MM-DD on which its prices were last checked; null when the book does not say. */
  readonly asOf: string | null;
}

/** How much of the traffic has a price. */
export interface PricedShare {
  /** Calls of which everything was priced. */
  readonly calls: Count;
  readonly tokens: Count;
  readonly tokensPriced: Count;
}

export interface ClosedFigures {
  readonly calls: Count;
  readonly low: Exact;
  readonly high: Exact;
}

/** A closed month whose figures are those of its close, in the currency it was closed in. */
export interface ShownClose {
  readonly month: string;
  /** Of the ledger's journal. */
  readonly record: number;
  /** Of the price book it was closed with. */
  readonly hash: string;
  readonly currency: string;
  /** Of the calls that were asked for: at the close, and recomputed today. */
  readonly then: ClosedFigures;
  readonly now: ClosedFigures;
}

export interface EnvelopeInput {
  readonly command: string;
  readonly version: string;
  readonly source?:
    | { readonly kind: 'logs' | 'ledger'; readonly path: string; readonly lastCallAt: number | null }
    | undefined;
  readonly period?: Period | undefined;
  /** The filter the calls were asked for with; undefined for answers that are not about calls. */
  readonly where?: readonly Filter[] | undefined;
  readonly account?: SourcesAccount | undefined;
  readonly coverage?: Coverage | undefined;
  /** Undefined where nothing was priced. */
  readonly priced?: PricedShare | undefined;
  readonly priceBook?: PriceBookIdentity | undefined;
  readonly basis?: Basis | undefined;
  readonly currency?: string | undefined;
  /** The rates amounts were converted at; empty or undefined where they were not. */
  readonly exchangeRates?: readonly ExchangeRate[] | undefined;
  readonly unpriced?: readonly UnpricedUsage[] | undefined;
  /** Undefined or empty where no month is closed. */
  readonly closed?: readonly ShownClose[] | undefined;
  readonly groupBy?: readonly Dimension[] | undefined;
  /** What rules of allocation did to the calls; undefined where they had no say. */
  readonly allocation?: (AllocationCount & { readonly rules: number; readonly isFiltered: boolean }) | undefined;
}
