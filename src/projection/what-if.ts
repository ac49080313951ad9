/**
 * Usage as it would have been: other models, batch, another tier, more or less of it read from a cache, no failed calls.
 *
 * The calls stay the observed ones, with their sizes and their times, so that thresholds and dated prices decide as they do
 * for real calls. What cannot be known is said in words and not reckoned: another model counts tokens in its own way and
 * answers in its own way, and a cache that starts empty is written before it is read.
 */
import { asExact } from '../core/count.js';
import { usageError } from '../core/errors.js';
import { add, type Exact, isZero, multiply, ONE, subtract, sum, ZERO } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import type { WhatIf } from '../core/question.js';
import type { MeteredUsage } from '../core/usage.js';
import type { UsageShare } from '../offers/bill.js';

/** The SKU a book finds for a model, or the nearest that it has. */
export type SkuOf = (model: { readonly provider: string | null; readonly model: string }) => {
  readonly sku: string | null;
  readonly candidates: readonly string[];
};

/** A swap with both of its sides found. */
export interface Swap {
  readonly from: string;
  readonly to: string;
  readonly isFrom: (usage: MeteredUsage) => boolean;
  readonly provider: string | null;
  readonly model: string;
}

/** One change of usage: what it becomes, in parts where only a share of it changes. */
export type Change = (usage: UsageShare) => readonly UsageShare[];

/**
 * The swaps that were asked for. `--swap from=to`: a model as logged or as a book calls it, `provider/model` where the seller
 * matters. Throws a usage error where no price is known for the one, or no call was made to the other.
 */
export function swapsOf(whatIf: WhatIf, usage: readonly MeteredUsage[], skuOf: SkuOf): Swap[] {
  return whatIf.swaps.map(({ from, to }) => {
    const place = `--swap ${from}=${to}`;
    const target = namedModel(to, skuOf);
    if (target.sku === null) {
      const nearest = target.candidates.length === 0 ? '' : `; the nearest are ${target.candidates.join(', ')}`;
      throw usageError(`${place}: no price is known for ${to}`, `name a model that has one${nearest}`);
    }
    const { sku } = namedModel(from, skuOf);
    const skus = new Map<string, string | null>();
    const isFrom = (one: MeteredUsage) => {
      if (one.model === null) return false;
      if (one.model === from) return true;
      const key = JSON.stringify([one.provider, one.model]);
      const known = skus.get(key);
      const found = known === undefined ? skuOf({ provider: one.provider, model: one.model }).sku : known;
      skus.set(key, found);
      return sku !== null && found === sku;
    };
    if (!usage.some(isFrom)) {
      throw usageError(`${place}: none of these calls is to ${from}`, 'name a model as `tollbook usage` lists it');
    }
    return { from, to, isFrom, provider: target.provider, model: target.model };
  });
}

/** A model as logged may hold a slash, so the whole name is tried before its parts. */
function namedModel(text: string, skuOf: SkuOf) {
  const whole = { provider: null, model: text };
  const found = skuOf(whole);
  const slash = text.indexOf('/');
  if (found.sku !== null || slash <= 0) return { ...whole, ...found };
  const parts = { provider: text.slice(0, slash), model: text.slice(slash + 1) };
  return { ...parts, ...skuOf(parts) };
}

/** Everything that was asked for, one after the other: failures, models, cache, then how calls are served. */
export function changesOf(
  whatIf: WhatIf,
  swaps: readonly Swap[],
  isFailure: (usage: MeteredUsage) => boolean,
): readonly Change[] {
  return [
    ...(whatIf.isWithoutFailures ? [withoutFailures(isFailure)] : []),
    ...(swaps.length > 0 ? [swapped(swaps)] : []),
    ...(whatIf.cacheHit === undefined ? [] : [atHitRate(whatIf.cacheHit)]),
    ...(whatIf.batch === undefined ? [] : [inBatch(whatIf.batch)]),
    ...(whatIf.tier === undefined ? [] : [atTier(whatIf.tier)]),
  ];
}

export function changed(usage: readonly UsageShare[], changes: readonly Change[]): UsageShare[] {
  return changes.reduce<UsageShare[]>((all, change) => all.flatMap((one) => [...change(one)]), [...usage]);
}

export function withoutFailures(isFailure: (usage: MeteredUsage) => boolean): Change {
  return (usage) => (isFailure(usage) ? [] : [usage]);
}

/** The first swap that fits decides, so that two of them can exchange models. */
function swapped(swaps: readonly Swap[]): Change {
  return (usage) => {
    const swap = swaps.find((one) => one.isFrom(usage));
    return [swap === undefined ? usage : toModel(usage, swap)];
  };
}

/** What the name of the old model said beside the model (a region, a tier) is not said of the new one. */
export function toModel(usage: UsageShare, { provider, model }: Pick<Swap, 'provider' | 'model'>): UsageShare {
  return { ...usage, provider, model, gateway: null, context: { ...usage.context, dims: {} } };
}

const CACHED: readonly Meter[] = ['cache_read'];
const NOT_CACHED: readonly Meter[] = ['input', 'cache_write', 'cache_write_5m', 'cache_write_1h'];

/** Text that is sent: what can be read from a cache. */
export function cacheable(usage: MeteredUsage): { readonly read: Exact; readonly rest: Exact } {
  const of = (meters: readonly Meter[]) => sum(meters.map((meter) => usage.quantities.get(meter) ?? ZERO));
  return { read: of(CACHED), rest: of(NOT_CACHED) };
}

/**
 * `rate` of the text that is sent read from the cache. What is not keeps its observed division into plain input and writes.
 * Worked example: 800 input and 200 written of 1,000, at 60 %: 600 read, 320 input, 80 written.
 */
export function atHitRate(rate: Exact): Change {
  return (usage) => {
    const { read, rest } = cacheable(usage);
    const all = sum([read, rest]);
    if (isZero(all)) return [usage];
    const quantities = new Map(usage.quantities);
    const put = (meter: Meter, quantity: Exact) => {
      if (isZero(quantity)) quantities.delete(meter);
      else quantities.set(meter, quantity);
    };
    const missed = multiply(all, subtract(ONE, rate));
    put('cache_read', multiply(all, rate));
    if (isZero(rest)) put('input', missed);
    else {
      const share = multiply(missed, { numerator: rest.denominator, denominator: rest.numerator });
      for (const meter of NOT_CACHED) put(meter, multiply(usage.quantities.get(meter) ?? ZERO, share));
    }
    return [{ ...usage, quantities }];
  };
}

/** This share of the calls that were not sent in batches. */
export function inBatch(share: Exact): Change {
  return (usage) => {
    if (usage.context.isBatch) return [usage];
    const part = (of: Exact, isBatch: boolean): UsageShare[] =>
      isZero(of)
        ? []
        : [
            {
              ...usage,
              share: multiply(usage.share ?? ONE, of),
              context: isBatch ? { ...usage.context, isBatch, serviceTier: null, speed: null } : usage.context,
            },
          ];
    return [...part(share, true), ...part(subtract(ONE, share), false)];
  };
}

/** Batches have no tier of their own. */
function atTier(tier: string): Change {
  return (usage) => [
    usage.context.isBatch ? usage : { ...usage, context: { ...usage.context, serviceTier: tier, speed: null } },
  ];
}

/** Calls, parts of calls counted as such. */
export function callsIn(usage: readonly UsageShare[]): Exact {
  return usage.reduce((calls, one) => add(calls, multiply(asExact(one.calls), one.share ?? ONE)), ZERO);
}
