/**
 * The monthly volume at which an alternative starts or stops being cheaper, for the same mix of usage.
 */
import { compare, divide, type Exact, exact, isZero, multiply } from '../core/exact.js';
import { type Crossing, crossings } from './search.js';

export interface BreakEven {
  readonly tokensPerMonth: Exact;
  /** On which side of that volume the alternative is the cheaper one. */
  readonly cheaper: 'above' | 'below';
}

const MOST_TOKENS = 10n ** 15n;
const JUST_BELOW = exact(10n ** 9n - 1n, 10n ** 9n);

/**
 * `savingsAt(volume)`: savings per month when the month's usage is multiplied by `volume`. `tokens`: of that month.
 * `thresholds`: token volumes at which a bill may jump. Null where the sign never changes between 1 and 10^15 tokens.
 *
 * Of several, the one that decides: where the alternative is cheaper today, the nearest volume below today's at which it
 * stops being so (else above); where it is not, the nearest volume above today's from which it is (else below).
 */
export function breakEven(
  savingsAt: (volume: Exact) => Exact,
  tokens: Exact,
  thresholds: readonly Exact[],
): BreakEven | null {
  if (isZero(tokens)) return null;
  const savings = (volume: Exact) => savingsAt(divide(volume, tokens));
  const found = crossings(savings, grid(tokens, thresholds));
  const below = found.filter((crossing) => compare(crossing.at, tokens) <= 0).at(-1);
  const above = found.find((crossing) => compare(crossing.at, tokens) > 0);
  const isCheaperNow = savings(tokens).numerator > 0n;
  const chosen = isCheaperNow ? (below ?? above) : (above ?? below);
  return chosen ? described(chosen) : null;
}

function described({ at, isRise }: Crossing): BreakEven {
  return { tokensPerMonth: at, cheaper: isRise ? 'above' : 'below' };
}

/** From one token upwards, a quarter more each time, with today's volume and both sides of every threshold. */
function grid(tokens: Exact, thresholds: readonly Exact[]): Exact[] {
  const points = [tokens, ...thresholds, ...thresholds.map((threshold) => multiply(threshold, JUST_BELOW))];
  for (let volume = 1n; volume <= MOST_TOKENS; volume += volume / 4n + 1n) points.push(exact(volume));
  return points.filter((point) => point.numerator > 0n).sort(compare);
}
