/**
 * Usage as the engine hands it to pricing: counted, never priced.
 */
import { asCount, type Count, sumCounts } from './count.js';
import { add, type Exact, ZERO } from './exact.js';
import { isTokenMeter, type Meter } from './meters.js';

/** Everything a price may depend on, beside the SKU. A null is "the log does not say", never a default. */
export interface PriceContext {
  /** Milliseconds since the epoch of one instant that stands for all calls here; null for calls without a time. */
  readonly at: number | null;
  /**
   * All input of one call, cached included: a size that stands for every call here, because the calls were cut at
   * every threshold of the book. Null when a call's size is not known: aggregates, calls with only a token total.
   */
  readonly inputTokens: bigint | null;
  readonly serviceTier: string | null;
  readonly isBatch: boolean;
  readonly speed: string | null;
  readonly region: string | null;
  readonly inferenceGeo: string | null;
  readonly endpoint: string | null;
  readonly dims: Readonly<Record<string, string>>;
}

/** The calls of one group that share a model and everything a price depends on, summed per meter. */
export interface MeteredUsage {
  /** Values of the grouping columns in the order asked for; null is "not logged". Empty when nothing was grouped. */
  readonly group: readonly (string | null)[];
  /** Who bills the call, as logged or told by the format; null when neither says. */
  readonly provider: string | null;
  readonly gateway: string | null;
  /** As logged. */
  readonly model: string | null;
  readonly context: PriceContext;
  /** Not whole where several share a call. */
  readonly calls: Count;
  /** When the first and the last of these calls were; null where no time is known. */
  readonly firstAt?: number | null | undefined;
  readonly lastAt?: number | null | undefined;
  /** Only meters with a quantity above 0. Failed calls that were not billed add nothing here. */
  readonly quantities: ReadonlyMap<Meter, Exact>;
  /** What of the quantities is billed under terms that sums cannot tell, by the key of the term: see pricing/billed-terms.ts. */
  readonly billed?: ReadonlyMap<string, BilledQuantities> | undefined;
  /** Subscription traffic (coding agents on a flat plan): priced, but what it would have cost, not what was billed. */
  readonly isNotional: boolean;
  /** Every one of these calls used just what the others did, so that what is done to each call can be done to their sum. */
  readonly isAlike?: boolean | undefined;
  /** The calendar month they are in, YYYY-MM in the report's zone, where the question cuts by month; null is unknown. */
  readonly month?: string | null | undefined;
  /** False for calls that cost nothing whatever the price: failures without tokens, answers from a gateway's cache. Default true. */
  readonly isCharged?: boolean | undefined;
  /** What the log does not say of these calls, though they used it: its cost is unknown, not 0. */
  readonly unlogged?: Unlogged | undefined;
}

/** All tokens, or those of one side where the other is logged; a token total is both. */
export type Unlogged = 'all' | 'input' | 'output';

/** What calls used of some meters, and what of it is billed. */
export interface BilledQuantities {
  readonly used: ReadonlyMap<Meter, Exact>;
  /** With what requests are topped up to the least that is billed of one. */
  readonly asked: ReadonlyMap<Meter, Exact>;
  /** Of that, what the free amount of the month does not cover. */
  readonly billed: ReadonlyMap<Meter, Exact>;
  /** The free amount of a month, where there is one. */
  readonly free?: Exact | undefined;
  /** Some are aggregates of several calls, of which nobody knows what each used. */
  readonly hasAggregates: boolean;
}

/** Tokens of all meters that count them. */
export function tokensOf({ quantities }: Pick<MeteredUsage, 'quantities'>): Count {
  return sumCounts(quantities, ([meter, quantity]) => (isTokenMeter(meter) ? asCount(quantity) : 0n));
}

/** The same; null where none of these calls logs any, which is not 0. */
export function loggedTokens(usage: MeteredUsage): Count | null {
  return usage.unlogged === 'all' ? null : tokensOf(usage);
}

/** The counts of two usages as one: of a term that either lacks, though it has a quantity for it, pricing finds that they differ. */
export function togetherBilled(left: MeteredUsage, right: MeteredUsage): MeteredUsage['billed'] {
  if (left.billed === undefined || right.billed === undefined) return left.billed ?? right.billed;
  const all = new Map(left.billed);
  for (const [key, one] of right.billed) {
    const before = all.get(key);
    all.set(
      key,
      before === undefined
        ? one
        : {
            used: addedUp(before.used, one.used),
            asked: addedUp(before.asked, one.asked),
            billed: addedUp(before.billed, one.billed),
            free: one.free,
            hasAggregates: before.hasAggregates || one.hasAggregates,
          },
    );
  }
  return all;
}

function addedUp(left: ReadonlyMap<Meter, Exact>, right: ReadonlyMap<Meter, Exact>): ReadonlyMap<Meter, Exact> {
  return new Map([...left].map(([meter, quantity]) => [meter, add(quantity, right.get(meter) ?? ZERO)]));
}
