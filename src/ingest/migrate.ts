/**
 * Brings the tables of a ledger from an earlier version to that of this program: one step per version, all in one transaction, so
 * that a ledger is as it was when one of them fails or the process is killed.
 *
 * A step never reads a log: what it fills in must follow from what is held.
 */
import type { Engine } from '../engine/engine.js';
import { sqlText } from '../queries/sql-file.js';
import { CALLS, inTransaction, LEDGER_VERSION, stampVersion, versionOf } from './layout.js';
import { defineMacros } from './stage.js';

/** Statements that lead from the version before to `to`. */
export interface Step {
  readonly to: number;
  /** What the tables get. */
  readonly statements: () => string;
  /** What stands in them then: once they have all columns, because the engine alters no table that a transaction has written to. */
  readonly fills?: () => string;
}

export const STEPS: readonly Step[] = [
  { to: 2, statements: () => sqlText('ingest/migrations/to_2') },
  { to: 3, statements: () => sqlText('ingest/migrations/to_3'), fills: () => sqlText('ingest/migrations/fill_3') },
  { to: 4, statements: () => sqlText('ingest/migrations/to_4') },
  { to: 5, statements: () => sqlText('ingest/migrations/to_5'), fills: () => sqlText('ingest/migrations/fill_5') },
];

/**
 * Resolves to the version that the ledger had. Throws, with the ledger as it was, where a step fails; a ToolError for a ledger of a
 * later version. `path` is what the ledger is called in errors.
 */
export async function migrate(engine: Engine, path: string, steps: readonly Step[] = STEPS): Promise<number> {
  await defineMacros(engine);
  let from = LEDGER_VERSION;
  await inTransaction(engine, async () => {
    from = await versionOf(engine, CALLS, path);
    if (from === LEDGER_VERSION) return;
    const missing = steps.filter(({ to }) => to > from);
    for (const { statements } of missing) await engine.execute(statements());
    for (const { fills } of missing) if (fills !== undefined) await engine.execute(fills());
    // Views name the columns that they show, and the tables have more of them now.
    await engine.execute(sqlText('ingest/schema'));
    await stampVersion(engine, CALLS);
  });
  return from;
}
