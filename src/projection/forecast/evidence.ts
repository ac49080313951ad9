/**
 * Whether a history is long enough for its errors to say anything of how sure a forecast is. Where it is not, bounds are left
 * open and no probability is told: an interval without width would claim that nothing can go differently.
 */
import { type Phrase, say } from '../../core/phrase.js';
import type { Chosen } from './choose.js';

/** With fewer days of use in a short log, a single call more or less decides what its errors are. */
const FEWEST_USED = 7;
/** So many known days have seen what seldom use does. */
const ENOUGH_KNOWN = 56;

/** Why nothing is told of how sure the sum of these series is; null where something is. */
export function whyUnsure(series: readonly Chosen[], isAllAlike: boolean): Phrase | null {
  const going = series.filter(({ method }) => method !== 'stopped');
  if (going.length === 0) return null;
  const used = Math.max(...going.map(({ daysUsed }) => daysUsed));
  const known = Math.max(...going.map(({ daysKnown }) => daysKnown));
  if (used < FEWEST_USED && known < ENOUGH_KNOWN) {
    return say('{days} {days|day|days} with usage are too few to say how sure a forecast is; {needed} are needed', {
      days: used,
      needed: FEWEST_USED,
    });
  }
  const isJudged = going.some(({ backtest }) => backtest !== null);
  if (isJudged || !isAllAlike) return null;
  return say('all days that were seen are alike, and too few to say how others may differ');
}
