/**
 * What an issuer says was used and what it cost, per day and model, whatever export it came in. Nothing of it is a float.
 */
import type { Dimension } from '../../core/dimensions.js';
import { add, type Exact } from '../../core/exact.js';
import type { SingleCall } from './paired-calls.js';

export interface StatementLine {
  /** YYYY-MM-DD in the issuer's zone; YYYY-MM where the statement has no days. */
  readonly day: string;
  readonly provider: string | null;
  readonly gateway: string | null;
  /** As the issuer names it; null where the line names none. */
  readonly model: string | null;
  /** Null where the export does not count calls. */
  readonly calls: bigint | null;
  /** All tokens; null where the export does not count them. */
  readonly tokens: bigint | null;
  /** Null where the export holds no amounts, or none that is a number. */
  readonly cost: Exact | null;
  /** Rows of it whose amount is no number: they are in no sum. */
  readonly unreadable?: bigint | undefined;
  /** How far the cost may be off because its parts were rounded before they were written. */
  readonly rounding: Exact;
  /** Null where the export names none. */
  readonly currency: string | null;
  /** What the amount is, where the issuer says: actual, list_estimate, upstream_only. */
  readonly kind: string | null;
}

export interface Statement {
  /** Such as `openai.costs`, or the formats of a log. */
  readonly export: string;
  /** What it is called: one title, or those of the formats of a log. */
  readonly titles: readonly string[];
  /** Who bills it: the calls of this provider are compared. Null: all calls. */
  readonly provider: string | null;
  readonly hasCost: boolean;
  readonly hasUsage: boolean;
  /** False where it is of whole months: `day` is then YYYY-MM. */
  readonly hasDays: boolean;
  /** What this export cannot contain, in sentences. */
  readonly cannotContain: readonly string[];
  /** First and last day that the export speaks of, days without usage included; null where it names none. */
  readonly first: string | null;
  readonly last: string | null;
  readonly lines: readonly StatementLine[];
  /** True where the export says that there are further pages. */
  readonly hasMore: boolean;
  /** Of an export that is a log, its calls that have an id; undefined where there are none, or too many to hold. */
  readonly calls?: readonly SingleCall[] | undefined;
  /** What its rows were narrowed by when they were read. */
  readonly narrowedBy?: readonly Dimension[] | undefined;
  /** True where rows could not be read, or could not be told from others that are not meant. */
  readonly isPartial?: boolean | undefined;
}

/** What the lines say together; undefined where there are none. */
export function gathered(lines: readonly StatementLine[]): StatementLine | undefined {
  const [first, ...others] = lines;
  return first && others.reduce(together, first);
}

function together(left: StatementLine, right: StatementLine): StatementLine {
  return {
    ...left,
    calls: known(left.calls, right.calls, plus),
    tokens: known(left.tokens, right.tokens, plus),
    cost: known(left.cost, right.cost, add),
    unreadable: (left.unreadable ?? 0n) + (right.unreadable ?? 0n),
    rounding: add(left.rounding, right.rounding),
    kind:
      left.kind === right.kind
        ? left.kind
        : left.kind === null || right.kind === null
          ? (left.kind ?? right.kind)
          : null,
  };
}

function plus(left: bigint, right: bigint): bigint {
  return left + right;
}

function known<Value>(
  left: Value | null,
  right: Value | null,
  both: (left: Value, right: Value) => Value,
): Value | null {
  if (left === null || right === null) return left ?? right;
  return both(left, right);
}
