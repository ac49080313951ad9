/**
 * The tables of a ledger and how they are known again: a ledger says which layout it was made with, so that a program with
 * other tables refuses it with a sentence instead of failing in the middle of a statement.
 *
 * There is no migration: these tables hold nothing that the logs do not, and loading them again is quick. What people closed and
 * entered stands in tables of its own, books/journal.ts, which another ledger can adopt.
 */
import { createHash } from 'node:crypto';
import { foreignLedger, olderLedger } from '../core/errors.js';
import type { Engine } from '../engine/engine.js';
import { sqlText } from '../queries/sql-file.js';

/** Changes with every change of the tables, and with nothing else. */
export function layoutOf(schema: string): string {
  const statements = schema.replace(/--.*$/gm, '').replace(/\s+/g, ' ').trim();
  return createHash('sha256').update(statements).digest('hex').slice(0, 16);
}

/** Makes the tables where they are missing. */
export async function makeTables(engine: Engine): Promise<void> {
  const schema = sqlText('ingest/schema');
  await engine.execute('begin transaction');
  try {
    await engine.execute(schema);
    await engine.execute("insert or ignore into ledger_facts values ('layout', $layout)", { layout: layoutOf(schema) });
    await engine.execute('commit');
  } catch (error) {
    await engine.execute('rollback').catch(() => undefined);
    throw error;
  }
}

/** Throws a ToolError for a database that is no ledger of any version. False for a new, empty file. */
export async function checkLedger(engine: Engine, path: string): Promise<boolean> {
  const tables = await engine.query<{ name: string }>(
    'select table_name as name from duckdb_tables() where not temporary',
  );
  if (tables.length === 0) return false;
  if (!tables.some((table) => table.name === 'ledger_facts')) throw foreignLedger(path);
  return true;
}

/** Throws a ToolError for a database that is no ledger, or one with other tables. A new, empty file passes. */
export async function checkLayout(engine: Engine, path: string): Promise<void> {
  if (!(await checkLedger(engine, path))) return;
  const [fact] = await engine.query<{ value: string }>("select value from ledger_facts where name = 'layout'");
  if (fact?.value !== layoutOf(sqlText('ingest/schema'))) throw olderLedger(path);
}
