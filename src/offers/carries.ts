/**
 * What an offer passes through. A gateway that drops the prompt cache bills cached tokens as plain input, one without
 * batch or flex bills the standard rate: so the usage is changed before it is priced, never the price.
 *
 * Calls that an offer cannot serve at all (a model it lacks, a context that is too long for it) are taken out in charges.ts,
 * because that needs the SKU.
 */
import { add, type Exact, isZero, multiply, ONE, subtract, ZERO } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import type { MeteredUsage } from '../core/usage.js';
import { sizeHolds } from '../pricing/conditions.js';
import type { Carries } from '../pricing/offer-schema.js';
import type { PricedUsage } from '../pricing/types.js';

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

/**
 * Whether these calls are long context: above a size from which their list price is another one. Of a model with one price for
 * every size, and of calls whose size is not known, nobody can say, so they are not.
 */
export function isLongContext({ usage, version }: PricedUsage): boolean {
  const size = usage.context.inputTokens;
  if (!version || size === null) return false;
  return [...version.overrides, ...version.multipliers].some(({ when: { inputTokens: limit } }) => {
    const isLowerLimit = limit?.gt !== undefined || limit?.gte !== undefined;
    return limit !== undefined && isLowerLimit && sizeHolds(limit, size);
  });
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
