/**
 * Ways of serving a call that sellers price apart: batch, another tier, fast mode, a bound geography. Says whether the
 * shipped prices know the way in which calls were served, so that a standard price is never taken in silence.
 */
import type { PriceContext } from '../core/usage.js';
import type { Version, When } from './book-model.js';

const ORDINARY_TIERS: ReadonlySet<string> = new Set(['auto', 'default', 'on_demand', 'standard', 'standard_only']);

/** True where calls were served in a way that no condition of the version names: their price is that of ordinary ones. */
export function hasUnpricedMode(
  version: Version,
  { isBatch, serviceTier, speed, inferenceGeo }: PriceContext,
): boolean {
  const tier = serviceTier?.toLowerCase();
  const names = (isNamed: (when: When) => boolean) =>
    [...version.overrides, ...version.multipliers, ...version.forbid].some(({ when }) => isNamed(when));
  // A batch is told by a flag, and some logs say it as a tier as well: one of the two is enough.
  const isTierOfBatch = isBatch && tier === 'batch';
  return (
    (isBatch && !names((when) => when.isBatch === true)) ||
    (tier !== undefined &&
      !isTierOfBatch &&
      !ORDINARY_TIERS.has(tier) &&
      !names((when) => when.serviceTier?.some((one) => one.toLowerCase() === tier) === true)) ||
    (speed?.toLowerCase() === 'fast' && !names((when) => when.speed?.toLowerCase() === 'fast')) ||
    (inferenceGeo?.toLowerCase() === 'us' && !names((when) => when.inferenceGeo?.toLowerCase() === 'us'))
  );
}
