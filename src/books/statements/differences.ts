/**
 * A statement beside the ledger, per day and model: how far the two are apart, whether that is within the tolerance, and the
 * likely cause. Pure; days on both sides are already cut in the issuer's zone.
 */
import { asCount, asExact, type Count, sumCounts } from '../../core/count.js';
import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  isNegative,
  isZero,
  maximum,
  multiply,
  negate,
  subtract,
  sum,
  ZERO,
} from '../../core/exact.js';
import { isTokenMeter, type Meter } from '../../core/meters.js';
import { type CauseInput, likelyCause, type StatementCause } from '../../pricing/logged-cause.js';
import type { PricedUsage } from '../../pricing/types.js';
import { gathered, type Statement, type StatementLine } from './statement.js';

/** `rate` of what the statement says, but at least `floor`; undefined: not said. */
export type Tolerance = { readonly rate: Exact } | { readonly amount: Exact };

/** The smallest difference that a percentage calls one: a cent, or its like. */
const FLOOR = exact(1n, 100n);

/** Priced usage of the ledger with the key of its model and its day. */
export interface OwnUsage {
  readonly day: string;
  readonly key: string;
  readonly priced: PricedUsage;
}

export interface Compared {
  /** Null for a total over days. */
  readonly day: string | null;
  readonly provider: string | null;
  readonly model: string | null;
  readonly callsTheirs: bigint | null;
  readonly callsOurs: Count;
  readonly tokensTheirs: bigint | null;
  readonly tokensOurs: Count;
  readonly theirs: Exact | null;
  /** Equal where the cost is known exactly. */
  readonly low: Exact;
  readonly high: Exact;
  readonly unpricedCalls: Count;
  /** Theirs less ours; of tokens where the statement has no amounts. Null where only a part of ours is known. */
  readonly difference: Exact | null;
  readonly isWithin: boolean;
  readonly cause: StatementCause;
}

export interface Differences {
  /** In the order of days, then of models. */
  readonly rows: readonly Compared[];
  /** Per model over all days, the largest difference first. */
  readonly models: readonly Compared[];
  readonly total: Compared;
  readonly isWithin: boolean;
}

export interface DifferencesInput {
  readonly statement: Statement;
  readonly lines: readonly StatementLine[];
  readonly own: readonly OwnUsage[];
  /** The same for a line and for usage of the same model. */
  readonly keyOf: (line: StatementLine) => string;
  readonly tolerance: Tolerance;
  readonly pricing: Pick<CauseInput, 'book' | 'options'>;
}

export function differencesOf(input: DifferencesInput): Differences {
  const { lines, own, keyOf } = input;
  const keys = new Set([...lines.map(keyOf), ...own.map(({ key }) => key)]);
  const theirDays = new Set(lines.map(({ day }) => day));
  const days = [...new Set([...theirDays, ...own.map(({ day }) => day)])].sort();
  const total = compared(input, null, lines, own);
  const byKey = [...keys].map((key) => {
    const theirs = lines.filter((line) => keyOf(line) === key);
    const ours = own.filter((one) => one.key === key);
    return { key, theirs, ours, whole: compared(input, null, theirs, ours) };
  });
  const ratio = commonRatio(byKey.map(({ whole }) => whole));
  const models = byKey.map(({ whole }) => withRatio(whole, ratio));
  const rows = days.flatMap((day) =>
    byKey
      .map(({ theirs, ours, whole }) => {
        const [some, mine] = [theirs.filter((line) => line.day === day), ours.filter((one) => one.day === day)];
        if (some.length === 0 && mine.length === 0) return undefined;
        const row = withRatio(compared(input, day, some, mine), ratio);
        const isShifted = !row.isWithin && whole.isWithin && row.difference !== null && row.cause !== 'unreadable';
        return isShifted ? { ...row, cause: 'day_boundary' as const } : row;
      })
      .filter((row) => row !== undefined)
      .sort(byName),
  );
  const [told, toldRows] = byDays(models, rows);
  const ordered = [...told].sort((left, right) => compare(size(right), size(left)) || byName(left, right));
  return {
    rows: toldRows,
    models: ordered,
    total: withRatio({ ...total, model: null, provider: null }, ratio),
    isWithin: total.isWithin && models.every((model) => model.isWithin),
  };
}

function compared(
  { statement, tolerance, pricing }: DifferencesInput,
  day: string | null,
  lines: readonly StatementLine[],
  own: readonly OwnUsage[],
): Compared {
  const theirs = gathered(lines);
  const priced = own.map((one) => one.priced);
  const charged = priced.filter(({ usage }) => usage.isCharged !== false);
  const [first] = priced;
  const amounts = {
    low: sum(priced.map(({ low }) => low)),
    high: sum(priced.map(({ high }) => high)),
    unpricedCalls: sumCounts(
      priced.filter(({ unpriced }) => unpriced.length > 0),
      ({ usage }) => usage.calls,
    ),
  };
  const tokensOurs = tokensOf(priced);
  const tokensTheirs = theirs?.tokens ?? null;
  const stated = statement.hasCost ? (theirs?.cost ?? null) : null;
  const isKnown = compare(amounts.low, amounts.high) === 0 && isZero(asExact(amounts.unpricedCalls));
  // What one side does not have at all is 0 there: a statement lists what it charges, a ledger what was called.
  const theirCost = stated ?? (theirs === undefined ? ZERO : null);
  const theirTokens = exact(tokensTheirs ?? 0n);
  const difference = !statement.hasCost
    ? subtract(theirTokens, tokensOurs)
    : theirCost !== null && isKnown
      ? subtract(theirCost, amounts.low)
      : null;
  const reference = statement.hasCost ? (theirCost ?? ZERO) : theirTokens;
  const isInside = theirCost !== null && compare(theirCost, amounts.low) >= 0 && compare(theirCost, amounts.high) <= 0;
  const isWithin =
    difference === null
      ? isInside && isZero(asExact(amounts.unpricedCalls))
      : compare(absolute(difference), allowed(tolerance, reference, statement.hasCost)) <= 0;
  const cause = (): StatementCause => {
    if (theirs === undefined) return charged.length === 0 ? 'none' : 'not_on_statement';
    // What a row asks for that nobody can read explains a difference before anything else does.
    if (statement.hasCost && !isWithin && (theirs.unreadable ?? 0n) > 0n) return 'unreadable';
    if (statement.hasCost && theirCost === null) return 'no_amount';
    if (own.length === 0) return isZero(theirCost ?? ZERO) && isZero(theirTokens) ? 'none' : 'not_in_ledger';
    const tokens = tokensTheirs === null ? 0 : compare(theirTokens, tokensOurs);
    const isTokensOff =
      tokens !== 0 &&
      compare(multiply(absolute(subtract(theirTokens, tokensOurs)), exact(1000n)), absolute(theirTokens)) > 0;
    if (!statement.hasCost)
      return tokens === 0 ? 'none' : tokens > 0 ? 'fewer_tokens_in_ledger' : 'more_tokens_in_ledger';
    if (isTokensOff) return tokens > 0 ? 'fewer_tokens_in_ledger' : 'more_tokens_in_ledger';
    return likelyCause({
      ...pricing,
      priced: charged,
      logged: theirs.cost,
      rounding: theirs.rounding,
      kind: theirs.kind,
    });
  };
  return {
    day,
    provider: first?.usage.provider ?? theirs?.provider ?? null,
    model: first?.usage.model ?? theirs?.model ?? null,
    callsTheirs: theirs?.calls ?? null,
    callsOurs: sumCounts(charged, ({ usage }) => usage.calls),
    tokensTheirs,
    tokensOurs: asCount(tokensOurs),
    theirs: statement.hasCost ? theirCost : null,
    ...amounts,
    difference,
    isWithin,
    cause: cause(),
  };
}

function allowed(tolerance: Tolerance, reference: Exact, isMoney: boolean): Exact {
  if ('amount' in tolerance) return tolerance.amount;
  const share = multiply(tolerance.rate, absolute(reference));
  return isMoney ? maximum(share, FLOOR) : share;
}

const NEAR = exact(1n, 1000n);

/** What theirs is of ours, where that is the same of every model; undefined where it is not, where it is 1, and of one model. */
function commonRatio(models: readonly Compared[]): Exact | undefined {
  const ratios = models.flatMap(({ theirs, low, difference }) =>
    theirs === null || difference === null || isZero(low) ? [] : [divide(theirs, low)],
  );
  const [first] = ratios;
  if (first === undefined || ratios.length < 2 || ratios.length < models.length || isZero(first)) return undefined;
  const isNear = (one: Exact, other: Exact) =>
    compare(absolute(subtract(one, other)), multiply(NEAR, absolute(other))) <= 0;
  return ratios.every((one) => isNear(one, first)) && !isNear(first, exact(1n)) ? first : undefined;
}

/** Where a difference without another cause is of a few days only, calls of those days are missing. */
function byDays(models: readonly Compared[], rows: readonly Compared[]): readonly [Compared[], Compared[]] {
  const nameOf = ({ provider, model }: Compared) => JSON.stringify([provider, model]);
  const isOff = (row: Compared) => row.cause === 'unknown' && !row.isWithin;
  const partly = new Set(
    models.filter(isOff).flatMap((model) => {
      const days = rows.filter((row) => nameOf(row) === nameOf(model));
      return 2 * days.filter(({ isWithin }) => isWithin).length >= days.length ? [nameOf(model)] : [];
    }),
  );
  const told = (one: Compared): Compared =>
    isOff(one) && partly.has(nameOf(one)) ? { ...one, cause: 'some_days' } : one;
  return [models.map(told), rows.map(told)];
}

function withRatio(row: Compared, ratio: Exact | undefined): Compared {
  return ratio !== undefined && row.cause === 'unknown' ? { ...row, cause: 'same_ratio' } : row;
}

export function tokensOf(priced: readonly PricedUsage[]): Exact {
  return priced.reduce(
    (total, { usage }) =>
      [...usage.quantities].reduce(
        (before, [meter, quantity]: [Meter, Exact]) => (isTokenMeter(meter) ? add(before, quantity) : before),
        total,
      ),
    ZERO,
  );
}

function absolute(value: Exact): Exact {
  return isNegative(value) ? negate(value) : value;
}

function size({ difference }: Compared): Exact {
  return difference === null ? ZERO : absolute(difference);
}

function byName(left: Compared, right: Compared): number {
  const name = ({ provider, model }: Compared) => JSON.stringify([model, provider]);
  return name(left) < name(right) ? -1 : 1;
}
