/**
 * What a month would cost where the next tier begins, below and above this month's volume: the cheapest tier that is near.
 */
import { compare, divide, type Exact, exact, isZero, multiply } from '../core/exact.js';
import type { Candidate } from './candidates.js';

export interface NearTier {
  readonly tokens: Exact;
  readonly monthlyCost: Exact;
  readonly costPerMillionTokens: Exact;
}

export interface NearTiers {
  readonly here: NearTier;
  /** The nearest beginning of a tier at or below; null in the first tier. */
  readonly below: NearTier | null;
  /** The nearest above; null in the last. */
  readonly above: NearTier | null;
}

const MILLION = exact(1_000_000n);

/** Null for offers without tiers, and where nothing was used. */
export function nearTiers(candidate: Candidate): NearTiers | null {
  const { tokens } = candidate.billAt('low');
  if (isZero(tokens)) return null;
  const begins = candidate.thresholds.filter((threshold) => !isZero(threshold)).sort(compare);
  if (begins.length === 0) return null;
  const at = (volume: Exact): NearTier => {
    const { total } = candidate.billAt('low', { volume: divide(volume, tokens) });
    return { tokens: volume, monthlyCost: total, costPerMillionTokens: divide(multiply(total, MILLION), volume) };
  };
  const below = begins.filter((threshold) => compare(threshold, tokens) <= 0).at(-1);
  const above = begins.find((threshold) => compare(threshold, tokens) > 0);
  return {
    here: at(tokens),
    below: below === undefined ? null : at(below),
    above: above === undefined ? null : at(above),
  };
}
