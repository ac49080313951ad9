/**
 * A price book as the code sees it: the same shape whether it was written in YAML or comes with a package.
 *
 * Instants are milliseconds since the epoch, intervals half-open, prices exact. Nothing here computes.
 */
import type { Exact } from '../core/exact.js';
import type { Meter } from '../core/meters.js';

/** `price` for `per` units; 1,000,000 where the book writes a bare price for a token meter. */
export interface Rate {
  readonly price: Exact;
  readonly per: Exact;
  /** A smallest billed quantity of one request. */
  readonly minimumPerRequest?: Exact | undefined;
  /** Units of a calendar month (UTC) that cost nothing, used up in time order. */
  readonly freePerMonth?: Exact | undefined;
}

export type Rates = ReadonlyMap<Meter, Rate>;

export interface SizeCondition {
  readonly gt?: bigint | undefined;
  readonly gte?: bigint | undefined;
  readonly lt?: bigint | undefined;
  readonly lte?: bigint | undefined;
}

export interface ClockCondition {
  readonly zone: string;
  /** ISO weekdays in the zone, 1 is Monday; undefined: every day. */
  readonly days?: ReadonlySet<number> | undefined;
  /** Minutes of the local day, half-open; a window that ends before it starts wraps over midnight. */
  readonly windows?: readonly { readonly start: number; readonly end: number }[] | undefined;
}

/** Conditions that must all hold. Text is compared without regard to case. */
export interface When {
  readonly inputTokens?: SizeCondition | undefined;
  readonly serviceTier?: readonly string[] | undefined;
  readonly isBatch?: boolean | undefined;
  readonly speed?: string | undefined;
  readonly region?: readonly string[] | undefined;
  readonly inferenceGeo?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly at?: { readonly from?: number | undefined; readonly to?: number | undefined } | undefined;
  readonly clock?: ClockCondition | undefined;
  readonly dims?: Readonly<Record<string, string>> | undefined;
}

export interface Override {
  readonly id: string;
  readonly when: When;
  readonly rates: Rates;
}

export interface Multiplier {
  readonly id: string;
  readonly when: When;
  readonly factor: Exact;
  /** Undefined: all meters. */
  readonly meters?: ReadonlySet<Meter> | undefined;
}

export interface Forbidden {
  readonly when: When;
  readonly reason: string;
}

export interface PriceSource {
  readonly url?: string | undefined;
  /** Date as written. */
  readonly retrieved: string;
  readonly note?: string | undefined;
  readonly sha256?: string | undefined;
}

export interface Version {
  readonly from: number | null;
  readonly to: number | null;
  readonly source: PriceSource;
  /** Declared free: a meter without a rate costs 0 instead of being unpriced. */
  readonly isFree: boolean;
  readonly rates: Rates;
  /** Meter → meter whose rate it takes when it has none of its own; without circles. */
  readonly fallback: ReadonlyMap<Meter, Meter>;
  readonly overrides: readonly Override[];
  readonly multipliers: readonly Multiplier[];
  readonly forbid: readonly Forbidden[];
}

export type Matcher = { readonly exact: string } | { readonly regex: RegExp };

export interface Sku {
  readonly sku: string;
  /** Whose price this is. */
  readonly provider: string;
  readonly name?: string | undefined;
  readonly match: readonly Matcher[];
  readonly usageDialect?: string | undefined;
  /** In time order, each starting where the one before ends. */
  readonly versions: readonly Version[];
}

/** Fallbacks every version has unless it says otherwise; any other one is explicit. */
export const DEFAULT_FALLBACK: ReadonlyMap<Meter, Meter> = new Map([
  ['cache_write_5m', 'cache_write'],
  ['output_reasoning', 'output'],
]);
