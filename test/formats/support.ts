/**
 * Lines in, records out: what became of each line, through the real engine.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type CallRow, type LoadSettings, withLedger } from '../ingest/support.js';

export type Outcome = CallRow | { readonly rejected: string } | { readonly ignored: true };

/** Objects become JSON; text is taken as the line itself. */
export async function outcomes(lines: readonly unknown[], settings: LoadSettings = {}): Promise<Outcome[]> {
  return withLedger(async (ledger) => {
    const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    ledger.write('log.jsonl', `${text.join('\n')}\n`);
    await ledger.load(['log.jsonl'], settings);
    const snapshots = await ledger.engine.query<CallRow>('select * from snapshots');
    const calls = new Map(snapshots.map((row) => [Number(row.sourceLine), row]));
    const rejects = new Map((await ledger.rejects()).map((row) => [Number(row.line), row.reason]));
    return lines.map((_, index) => {
      const rejected = rejects.get(index + 1);
      return rejected === undefined ? (calls.get(index + 1) ?? { ignored: true }) : { rejected };
    });
  });
}

/** Only these columns, counts as numbers; absent where the column is NULL. */
export function picked(outcome: Outcome | undefined, columns: readonly string[]): Record<string, unknown> {
  const entries = columns.flatMap((column) => {
    const value = (outcome as CallRow | undefined)?.[column];
    return value === null || value === undefined ? [] : [[column, typeof value === 'bigint' ? Number(value) : value]];
  });
  return Object.fromEntries(entries);
}

export interface Case {
  readonly name: string;
  readonly line: unknown;
  /** Columns that must have these values; a column named with undefined must be NULL. */
  readonly record?: Readonly<Record<string, unknown>>;
  readonly rejected?: string;
  readonly ignored?: true;
}

/** What a case expects and what came, in the same words, so that a failing table shows the difference. */
export function compared(one: Case, outcome: Outcome | undefined): { expected: unknown; found: unknown } {
  if (one.rejected !== undefined || one.ignored !== undefined || one.record === undefined) {
    return { expected: one.ignored ? { ignored: true } : { rejected: one.rejected }, found: outcome };
  }
  if (outcome !== undefined && ('rejected' in outcome || 'ignored' in outcome))
    return { expected: one.record, found: outcome };
  const given = Object.entries(one.record).filter(([, value]) => value !== undefined);
  return { expected: Object.fromEntries(given), found: picked(outcome, Object.keys(one.record)) };
}

/** A table of cases as tests: all lines are one log, so that each is told from all the others. */
export function describeCases(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    let found: Outcome[];
    beforeAll(async () => {
      found = await outcomes(cases.map((one) => one.line));
    });
    it.each(cases.map((one, index) => [one.name, one, index] as const))('%s', (_, one, index) => {
      const { expected, found: got } = compared(one, found[index]);
      expect(got).toEqual(expected);
    });
  });
}
