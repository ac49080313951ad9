/**
 * The monthly volumes between which an alternative is cheaper, for the same mix of usage, and the one of their ends that
 * decides today.
 */
import { compare, divide, type Exact, exact, isZero, multiply } from '../core/exact.js';
import { type Bends, withBothSides } from './bill-bends.js';
import { type Crossing, crossings } from './search.js';

/** Tokens a month; null: from the first token, or without an end. */
export interface VolumeRange {
  readonly from: Exact | null;
  readonly to: Exact | null;
}

export interface BreakEven {
  readonly tokensPerMonth: Exact;
  /** On which side of that volume the alternative is the cheaper one. */
  readonly cheaper: 'above' | 'below';
  /** How far it is so on that side: the other end of the range; null where that is open. */
  readonly until: Exact | null;
  /** All volumes at which the alternative is cheaper, ascending. */
  readonly ranges: readonly VolumeRange[];
  /** False where prices go up in more steps than were looked at: there may be more ranges. */
  readonly isComplete: boolean;
}

const MOST_TOKENS = 10n ** 15n;
const HALF = exact(1n, 2n);

/**
 * `savingsAt(volume)`: savings per month when the month's usage is multiplied by `volume`. `tokens`: of that month.
 * `bends`: volumes at which one of the bills may jump or bend. Null where the sign never changes between 1 and 10^15 tokens.
 *
 * Of several volumes, the one that decides: where the alternative is cheaper today, the nearest below today's at which it
 * stops being so (else above); where it is not, the nearest above today's from which it is (else below).
 */
export function breakEven(
  savingsAt: (volume: Exact) => Exact,
  tokens: Exact,
  { at, isListedTo }: Bends,
): BreakEven | null {
  if (isZero(tokens)) return null;
  const savings = (volume: Exact) => savingsAt(divide(volume, tokens));
  const bends = withBothSides(at.map((volume) => multiply(volume, tokens)));
  const points = [tokens, ...bends, ...gridOf()].sort(compare);
  const found = crossings(savings, points);
  const below = found.filter((crossing) => compare(crossing.at, tokens) <= 0).at(-1);
  const above = found.find((crossing) => compare(crossing.at, tokens) > 0);
  const isCheaperNow = savings(tokens).numerator > 0n;
  const chosen = isCheaperNow ? (below ?? above) : (above ?? below);
  if (chosen === undefined) return null;
  const ranges = rangesOf(found);
  // Steps of one size weigh less the larger the bill: where they still decide this far up, they do further up as well.
  const listedTo = isListedTo && multiply(multiply(isListedTo, tokens), HALF);
  return {
    tokensPerMonth: chosen.at,
    cheaper: chosen.isRise ? 'above' : 'below',
    until: (chosen.isRise ? startingAt(ranges, chosen.at)?.to : endingAt(ranges, chosen.at)?.from) ?? null,
    ranges,
    isComplete: listedTo === null || found.every((crossing) => compare(crossing.at, listedTo) <= 0),
  };
}

/** From one token upwards, a quarter more each time. */
export function gridOf(): Exact[] {
  const points: Exact[] = [];
  for (let volume = 1n; volume <= MOST_TOKENS; volume += volume / 4n + 1n) points.push(exact(volume));
  return points;
}

function rangesOf(found: readonly Crossing[]): VolumeRange[] {
  const rises = found.filter(({ isRise }) => isRise).map(({ at }) => at);
  const falls = found.filter(({ isRise }) => !isRise).map(({ at }) => at);
  // Rises and falls take turns: a fall that comes first ends a range that is open below.
  const froms = found[0]?.isRise === false ? [null, ...rises] : rises;
  return froms.map((from, index) => ({ from, to: falls[index] ?? null }));
}

function startingAt(ranges: readonly VolumeRange[], at: Exact): VolumeRange | undefined {
  return ranges.find(({ from }) => from && compare(from, at) === 0);
}

function endingAt(ranges: readonly VolumeRange[], at: Exact): VolumeRange | undefined {
  return ranges.find(({ to }) => to && compare(to, at) === 0);
}

/** Whether the alternative is cheaper on all of one side of a volume, and nowhere on the other. */
export function isOneSided({ until, ranges, isComplete }: BreakEven): boolean {
  return until === null && ranges.length === 1 && isComplete;
}

export function isSameBreakEven(left: BreakEven, right: BreakEven): boolean {
  const isSame = (one: Exact | null, other: Exact | null) =>
    one === null || other === null ? one === other : compare(one, other) === 0;
  return (
    isSame(left.tokensPerMonth, right.tokensPerMonth) &&
    left.cheaper === right.cheaper &&
    left.isComplete === right.isComplete &&
    left.ranges.length === right.ranges.length &&
    left.ranges.every(
      ({ from, to }, index) =>
        isSame(from, right.ranges[index]?.from ?? null) && isSame(to, right.ranges[index]?.to ?? null),
    )
  );
}
