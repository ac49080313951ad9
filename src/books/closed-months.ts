/**
 * Closed months: what a close keeps, and which months are closed now. A close keeps usage as it was counted with what it was
 * charged, so that its figures can be grouped and filtered later without the calls and without a price.
 */
import type { Count } from '../core/count.js';
import type { Exact } from '../core/exact.js';
import type { Dimension, Filter } from '../core/question.js';
import type { PricedUsage } from '../pricing/types.js';
import type { JournalRecord } from './journal.js';

/** A file as it was read when the month was closed, with its calls of the month. */
export interface SourceMark {
  readonly path: string;
  readonly fingerprint: string;
  readonly lines: bigint;
  readonly calls: bigint;
}

export interface Close {
  readonly zone: string;
  /** What the usage is grouped by; other groupings cannot be told of a closed month. */
  readonly dimensions: readonly Dimension[];
  readonly currency: string;
  readonly book: { readonly id: string; readonly hash: string; readonly asOf: string | null };
  /** Of tollbook. */
  readonly version: string;
  /** How token totals were split; null where their cost was a range. */
  readonly split: string | null;
  readonly days: number;
  readonly daysWithCalls: number;
  readonly lastCallAt: number | null;
  readonly calls: Count;
  readonly tokens: Count;
  readonly low: Exact;
  readonly high: Exact;
  readonly unpricedCalls: Count;
  /** Credits and adjustments that were entered by then, in the currency. */
  readonly entered: Exact;
  readonly sources: readonly SourceMark[];
}

/** A statement of an issuer with which a month agreed within a tolerance. */
export interface Reconciliation {
  readonly zone: string;
  /** Only calls of this seller; null: all of those that the filters mean. */
  readonly provider: string | null;
  readonly where: readonly Filter[];
  readonly export: string;
  /** Of the files, `sha256:…`. */
  readonly hashes: readonly string[];
  readonly currency: string;
  readonly theirs: Exact;
  readonly low: Exact;
  readonly high: Exact;
  readonly tolerance: string;
}

/** A month that is closed now. */
export interface ClosedMonth extends Close {
  readonly month: string;
  /** Of the record that closed it. */
  readonly number: number;
}

/** What groups and filters of a closed month can name; cost centres only where rules gave any. */
export const CLOSED_BY: readonly Dimension[] = [
  'day',
  'provider',
  'gateway',
  'model',
  'team',
  'project',
  'key',
  'environment',
];

export function closedMonths(records: readonly JournalRecord[]): Map<string, ClosedMonth> {
  const closed = new Map<string, ClosedMonth>();
  for (const { kind, month, number, content } of records) {
    if (kind === 'close') closed.set(month, { ...(content as Close), month, number });
    if (kind === 'reopen') closed.delete(month);
  }
  return closed;
}

/** What later reading needs of priced usage: of a version its dates and its source, not its prices. */
export function keptUsage(priced: PricedUsage): PricedUsage {
  const { version } = priced;
  if (version === undefined) return priced;
  const { from, to, source, isFree } = version;
  const empty = { rates: new Map(), fallback: new Map(), overrides: [], multipliers: [], forbid: [] };
  return { ...priced, version: { from, to, source, isFree, ...empty } };
}
