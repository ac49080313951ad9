/**
 * What an offer passes through. A gateway that drops the prompt cache bills cached tokens as plain input, one without
 * batch or flex bills the standard rate: so the usage is changed before it is priced, never the price.
 *
 * Not applied: `long_context`, because which calls it would lose depends on the model, and which models are carried
 * (charges.ts refuses those, because it knows the SKU).
 */
import { add, type Exact, isZero, multiply, ONE, subtract, ZERO } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import type { MeteredUsage } from '../core/usage.js';
import type { Carries } from '../pricing/offer-schema.js';

/** Where the tokens of a cache meter go when nothing is cached. */
const UNCACHED: Partial<Record<Meter, Meter>> = {
  cache_read: 'input',
  cache_read_audio: 'input_audio',
  cache_read_image: 'input_image',
  cache_write: 'input',
  cache_write_5m: 'input',
  cache_write_1h: 'input',
};

/**
 * The usage as the offer bills it. `cacheShare`: the share of cached tokens that stay cached where the offer says
 * `prompt_cache: unknown`; it is 0 for `no` and 1 otherwise.
 */
export function carried(usage: MeteredUsage, carries: Carries | undefined, cacheShare: Exact = ONE): MeteredUsage {
  if (!carries) return usage;
  const tier = usage.context.serviceTier;
  const dropsTier =
    tier !== null && ((tier === 'flex' && carries.flex === 'no') || (isPriority(tier) && carries.priority === 'no'));
  const share = carries.promptCache === 'no' ? ZERO : carries.promptCache === 'unknown' ? cacheShare : ONE;
  return {
    ...usage,
    context: {
      ...usage.context,
      serviceTier: dropsTier ? null : tier,
      isBatch: usage.context.isBatch && carries.batch !== 'no',
    },
    quantities: share === ONE ? usage.quantities : uncached(usage.quantities, share),
  };
}

/** True when the usage has something the offer does not say it carries; false for what the usage never uses. */
export function dependsOnUnknown(usage: readonly MeteredUsage[], carries: Carries | undefined): (keyof Carries)[] {
  const unknown: (keyof Carries)[] = [];
  const some = (test: (item: MeteredUsage) => boolean) => usage.some(test);
  if (
    carries?.promptCache === 'unknown' &&
    some((item) => [...item.quantities.keys()].some((meter) => UNCACHED[meter]))
  )
    unknown.push('promptCache');
  if (carries?.batch === 'unknown' && some((item) => item.context.isBatch)) unknown.push('batch');
  if (carries?.flex === 'unknown' && some((item) => item.context.serviceTier === 'flex')) unknown.push('flex');
  if (carries?.priority === 'unknown' && some((item) => isPriority(item.context.serviceTier ?? '')))
    unknown.push('priority');
  return unknown;
}

/** Providers use both words for the dearer, faster tier. */
function isPriority(tier: string): boolean {
  return tier === 'priority' || tier === 'fast';
}

function uncached(quantities: ReadonlyMap<Meter, Exact>, share: Exact): ReadonlyMap<Meter, Exact> {
  const result = new Map<Meter, Exact>();
  const put = (meter: Meter, quantity: Exact) => {
    if (!isZero(quantity)) result.set(meter, add(result.get(meter) ?? ZERO, quantity));
  };
  for (const [meter, quantity] of quantities) {
    const plain = UNCACHED[meter];
    if (!plain) {
      put(meter, quantity);
      continue;
    }
    put(meter, multiply(quantity, share));
    put(plain, multiply(quantity, subtract(ONE, share)));
  }
  return result;
}
