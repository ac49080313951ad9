/**
 * What pricing gives: cost lines, and usage it could not price. See README.md for the rules.
 */
import type { Count } from '../core/count.js';
import type { Exact } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import type { MeteredUsage, PriceContext } from '../core/usage.js';
import type { Version } from './book-model.js';

/** Quantity × unit price ÷ per = amount, for one meter of one group of alike calls. */
export interface CostLine {
  readonly sku: string;
  readonly provider: string;
  readonly meter: Meter;
  readonly quantity: Exact;
  readonly unitPrice: Exact;
  /** How many units the price is for: 1,000,000 for tokens. */
  readonly per: Exact;
  readonly amount: Exact;
  /** Which part of the book decided: `rates`, or ids of the override, fallback and multipliers in force, joined by ` + `. */
  readonly rule: string;
  /** The meter whose rate was used, when a fallback supplied it. */
  readonly pricedAs?: Meter | undefined;
}

export type UnpricedReason =
  | 'no_model' // the log names none
  | 'unknown_model' // no SKU of the book matches
  | 'no_version' // a SKU, but no version in force at that time
  | 'no_rate' // a version, but no rate for this meter and no fallback
  | 'forbidden' // a combination the book forbids
  | 'unsplit' // only a token total: no flat price, cost is a range
  | 'not_supported' // the book prices it in a way that needs each call on its own, and these are no single calls any more
  | 'unlogged'; // priced, but the log does not say how much of it these calls used

/** False where it is the log that says too little: no other price could help. */
export function isPriceMissing({ reason }: UnpricedUsage): boolean {
  return reason !== 'unlogged';
}

export interface UnpricedUsage {
  readonly provider: string | null;
  readonly model: string | null;
  /** Null when nothing of the calls could be priced. */
  readonly meter: Meter | null;
  readonly calls: Count;
  /** Tokens of token meters; 0n for a meter that counts something else (its volume is in `quantity`), and where it is unknown. */
  readonly tokens: Count;
  readonly quantity: Exact;
  readonly reason: UnpricedReason;
  /** When the first and the last of the calls were; null where no time is known. */
  readonly firstAt?: number | null | undefined;
  readonly lastAt?: number | null | undefined;
  /** Nearest SKUs, best first, for a person to choose from; never used. */
  readonly candidates: readonly string[];
  readonly detail?: string | undefined;
}

/**
 * `allowance`: part of a month is free, and nothing says how much of it was used before. `minimum`: requests have a smallest
 * billed quantity, and an aggregate does not say what each used. `size`, `time`: a price depends on it and the log does not say it, so those conditions do not hold. `mode`: the calls were
 * served at a tier, speed or geography whose price the shipped books do not have, so they are priced as standard ones.
 */
export type Assumption = 'allowance' | 'minimum' | 'mode' | 'size' | 'time';

/** One MeteredUsage with its price. `low` and `high` differ only where a token total could not be split. */
export interface PricedUsage {
  readonly usage: MeteredUsage;
  /** Null when the model resolves to no SKU. */
  readonly sku: string | null;
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly UnpricedUsage[];
  readonly low: Exact;
  readonly high: Exact;
  /** The two prices a token total lies between, where nothing says how it splits; neither is among `lines`. */
  readonly range?: { readonly low: CostLine; readonly high: CostLine } | undefined;
  /** The version of the SKU whose prices these are: its dates and its source. */
  readonly version?: Version | undefined;
  /** What the price was decided by: the usage's own context, with what the model's name says, and the instant. */
  readonly context?: PriceContext | undefined;
  readonly pricedAt?: number | undefined;
  /** How the model was found, or why not: see resolve-model.ts. */
  readonly resolvedBy?: string | undefined;
  /** Where the price is that of an ordinary call, and these may not have been ordinary. */
  readonly assumed?: readonly Assumption[] | undefined;
}
