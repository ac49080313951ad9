/**
 * A gate against what was measured: pass, warn, fail or inconclusive. Measures nothing and reads nothing.
 */
import { compare, type Exact } from '../core/exact.js';
import { plural } from '../core/text.js';
import { kindOf } from './gate-kinds.js';
import type { Gate, OnInconclusive } from './policy.js';

/** One group's value; `low` and `high` differ where only a range is known. */
export interface Reading {
  readonly group: readonly (string | null)[];
  readonly value: { readonly low: Exact; readonly high: Exact } | null;
  /** Some of the usage has no price: the true value may be above any bound. */
  readonly isLowerBound?: boolean | undefined;
  /** What it is measured against is only known in part: the true value may be below any bound. */
  readonly isUpperBound?: boolean | undefined;
  /** No number, and worse than any limit: a move that never pays back. */
  readonly isBeyond?: boolean | undefined;
  /** Why there is no value. */
  readonly why?: string | undefined;
  /** The names that the log has for what was counted, where a name of the gate stands for several. */
  readonly met?: readonly string[] | undefined;
  /** Undefined: the number of calls does not matter here. */
  readonly calls?: bigint | undefined;
  /** When the limit was first broken; null where no day did it. */
  readonly firstBroken: (isBroken: (value: Exact) => boolean) => FirstBroken | null;
}

/** What is true of a day as a whole, a rate or a sum, has no moment. */
export interface FirstBroken {
  /** YYYY-MM-DD in the zone of the days. */
  readonly on: string;
  readonly at: number | null;
}

export type Status = 'fail' | 'inconclusive' | 'warn' | 'pass';

export interface Judged {
  readonly gate: Gate;
  readonly status: Status;
  /** Of the worst group. */
  readonly group: readonly (string | null)[];
  readonly value: Reading['value'];
  /** The limit that was broken; where none was, the stricter end of what is allowed. */
  readonly limit: Exact | null;
  readonly firstBroken: FirstBroken | null;
  readonly why: string | null;
  /** Of the worst group: the names that the log has for what must not be called. */
  readonly met: readonly string[];
  /** How many groups have this status. */
  readonly groups: number;
}

const WORST: readonly Status[] = ['fail', 'inconclusive', 'warn', 'pass'];

export function judge(gate: Gate, readings: readonly Reading[]): Judged {
  const enough = readings.filter((reading) => !isTooFew(gate, reading));
  // Small groups beside large ones are left out; alone they are too little.
  const judged = (enough.length > 0 ? enough : readings).map((reading) => judgeOne(gate, reading));
  const status = WORST.find((word) => judged.some((one) => one.status === word));
  const alike = judged.filter((one) => one.status === status).sort((left, right) => worse(gate, left, right));
  const [worst] = alike;
  if (worst === undefined) return { ...judgeOne(gate, NOTHING), groups: 0 };
  return { ...worst, groups: alike.length };
}

const NOTHING: Reading = { group: [], value: null, why: 'no calls', firstBroken: () => null };

function judgeOne(gate: Gate, reading: Reading): Omit<Judged, 'groups'> {
  const { value, group } = reading;
  const as = (status: Status, limit: Exact | null, why: string | null = null) => ({
    gate,
    status,
    group,
    value,
    limit,
    firstBroken: null,
    why,
    met: reading.met ?? [],
  });
  const isOpen = reading.isLowerBound === true && kindOf(gate.kind).wrong === 'most';
  const isRelative = reading.isUpperBound === true && kindOf(gate.kind).wrong === 'most';
  const strictest = gate.warn ?? gate.fail;
  if (reading.isBeyond === true) return as(gate.fail === null ? 'warn' : 'fail', gate.fail ?? gate.warn, reading.why);
  if (value === null) return as('inconclusive', strictest, reading.why ?? 'nothing to measure');
  if (isTooFew(gate, reading)) {
    const least = plural(gate.minCalls, 'call');
    return as('inconclusive', strictest, `${plural(reading.calls ?? 0n, 'call')}, and at least ${least} are needed`);
  }
  for (const status of ['fail', 'warn'] as const) {
    const limit = gate[status];
    if (limit === null) continue;
    const [near, far] = kindOf(gate.kind).wrong === 'least' ? [value.high, value.low] : [value.low, value.high];
    if (isBroken(gate, near, limit)) {
      if (isRelative)
        return as('inconclusive', limit, 'some of the usage before has no known cost: this is the most it may be');
      return { ...as(status, limit), firstBroken: reading.firstBroken((one) => isBroken(gate, one, limit)) };
    }
    if (isBroken(gate, far, limit)) return as('inconclusive', limit, 'only a range is known, and the limit lies in it');
    if (isOpen) return as('inconclusive', limit, 'some of the usage has no known cost: this is the least it may be');
  }
  return as('pass', strictest);
}

function isTooFew(gate: Gate, { calls }: Reading): boolean {
  return calls !== undefined && calls < gate.minCalls;
}

function isBroken(gate: Gate, value: Exact, limit: Exact): boolean {
  const order = compare(value, limit);
  const { wrong } = kindOf(gate.kind);
  return wrong === 'most' ? order > 0 : wrong === 'least' ? order < 0 : order >= 0;
}

function worse(gate: Gate, left: Omit<Judged, 'groups'>, right: Omit<Judged, 'groups'>): number {
  const byName = JSON.stringify(left.group) < JSON.stringify(right.group) ? -1 : 1;
  if (left.value === null || right.value === null) return byName;
  const order = compare(right.value.low, left.value.low);
  return (kindOf(gate.kind).wrong === 'least' ? -order : order) || byName;
}

/** Of all gates. An inconclusive one passes or fails where the policy says so. */
export function verdictOf(judged: readonly Judged[], onInconclusive: OnInconclusive | undefined): Status {
  const has = (status: Status) => judged.some((one) => one.status === status);
  if (has('fail') || (onInconclusive === 'fail' && has('inconclusive'))) return 'fail';
  if (onInconclusive !== 'pass' && has('inconclusive')) return 'inconclusive';
  return has('warn') ? 'warn' : 'pass';
}
