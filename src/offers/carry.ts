/**
 * What a month leaves to the next one at the same offer: prepaid credit that was not used, and how far a yearly minimum
 * has come. A bill without a month before it starts with nothing.
 *
 * Amounts are in the currency the step is written in, before any fx step.
 */
import { type Exact, ZERO } from '../core/exact.js';

/** A yearly minimum between two months of its year. */
export interface YearSoFar {
  /** Months of the contract year that were billed. */
  readonly months: bigint;
  /** What its base came to in them. */
  readonly base: Exact;
  /** What was charged to reach the minimum. */
  readonly charged: Exact;
}

export interface Carry {
  /** Prepaid credit left, by step. */
  readonly credit: ReadonlyMap<string, Exact>;
  /** Yearly minimums, by step. */
  readonly years: ReadonlyMap<string, YearSoFar>;
}

export const NOTHING_CARRIED: Carry = { credit: new Map(), years: new Map() };

const NEW_YEAR: YearSoFar = { months: 0n, base: ZERO, charged: ZERO };
const MONTHS_A_YEAR = 12n;

export function creditOf({ credit }: Carry, step: string): Exact {
  return credit.get(step) ?? ZERO;
}

/**
 * The contract year so far. It begins anew after twelve months: counted from the first month billed, or from the month of
 * `from` where the step has one.
 */
export function yearOf({ years }: Carry, step: string, from: number | undefined, month: string | null): YearSoFar {
  const soFar = years.get(step) ?? NEW_YEAR;
  if (from !== undefined && month !== null) {
    const begins = new Date(from);
    const [year = 0, number = 0] = month.split('-').map(Number);
    const age = BigInt((year - begins.getUTCFullYear()) * 12 + number - 1 - begins.getUTCMonth());
    return age % MONTHS_A_YEAR === 0n ? NEW_YEAR : soFar;
  }
  return soFar.months >= MONTHS_A_YEAR ? NEW_YEAR : soFar;
}

/** `before` with what one more step leaves. */
export function carriedOn(
  before: Carry,
  step: string,
  left: { credit?: Exact | undefined; year?: YearSoFar | undefined },
): Carry {
  return {
    credit: left.credit ? new Map([...before.credit, [step, left.credit]]) : before.credit,
    years: left.year ? new Map([...before.years, [step, left.year]]) : before.years,
  };
}
