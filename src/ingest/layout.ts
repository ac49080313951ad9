/**
 * The tables of a ledger, and the version of them that it says it has. A program refuses a ledger of a later version with a
 * sentence instead of failing in the middle of a statement, and brings an earlier one up to its own: migrate.ts.
 *
 * Only the tables of calls. What people closed and entered stands in tables with a version of their own, books/journal.ts.
 */
import { createHash } from 'node:crypto';
import { foreignLedger, newerLedger, strangeLedger } from '../core/errors.js';
import { packageVersion } from '../core/version.js';
import type { Engine } from '../engine/engine.js';
import { sqlText } from '../queries/sql-file.js';

/** Of the tables in queries/ingest/schema.sql: one more with every change of them, and a step in queries/ingest/migrations. */
export const LEDGER_VERSION = 5;

/** Tables of which a ledger says the version, under `fact`. */
export interface Tables {
  readonly fact: string;
  readonly version: number;
  /** Before versions were numbered, a hash of the schema stood under this fact. */
  readonly formerFact: string;
  readonly formerly: Readonly<Record<string, number>>;
}

export const CALLS: Tables = {
  fact: 'version',
  version: LEDGER_VERSION,
  formerFact: 'layout',
  formerly: { ddd02989e17c6858: 1, c980af235109a773: 2, '940438aa4ffceee0': 3 },
};

/** Changes with every change of the tables, and with nothing else: a test holds it to the version. */
export function layoutOf(schema: string): string {
  const statements = schema.replace(/--.*$/gm, '').replace(/\s+/g, ' ').trim();
  return createHash('sha256').update(statements).digest('hex').slice(0, 16);
}

/** Makes the tables where they are missing. */
export async function makeTables(engine: Engine): Promise<void> {
  await inTransaction(engine, async () => {
    await engine.execute(sqlText('ingest/schema'));
    const [former] = await engine.query("select value from ledger_facts where name in ('version', 'layout')");
    if (former === undefined) await stampVersion(engine, CALLS);
  });
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

/**
 * Which version of the tables the ledger has; that of this program for a new, empty file. Throws a ToolError for a database that is
 * no ledger, and for one of a later version or of none that is known.
 */
export async function ledgerVersion(engine: Engine, path: string): Promise<number> {
  return (await checkLedger(engine, path)) ? versionOf(engine, CALLS, path) : LEDGER_VERSION;
}

/** Throws a ToolError for a version that is later than that of this program, or unknown. */
export async function versionOf(engine: Engine, tables: Tables, path: string): Promise<number> {
  const facts = new Map(
    (await engine.query<{ name: string; value: string }>('select name, value from ledger_facts')).map(
      ({ name, value }) => [name, value],
    ),
  );
  const numbered = facts.get(tables.fact);
  const version = numbered === undefined ? tables.formerly[facts.get(tables.formerFact) ?? ''] : Number(numbered);
  if (version === undefined || !Number.isInteger(version) || version < 1) throw strangeLedger(path);
  if (version > tables.version) throw newerLedger(path, facts.get('program'));
  return version;
}

/** Writes down the version of this program's tables, and which program that is, for whoever comes with an earlier one. */
export async function stampVersion(engine: Engine, tables: Tables): Promise<void> {
  await engine.execute('delete from ledger_facts where name = $former', { former: tables.formerFact });
  await writeFact(engine, tables.fact, String(tables.version));
  await writeFact(engine, 'program', packageVersion());
}

async function writeFact(engine: Engine, name: string, value: string): Promise<void> {
  await engine.execute('insert or replace into ledger_facts values ($name, $value)', { name, value });
}

/** All of it or nothing. */
export async function inTransaction(engine: Engine, work: () => Promise<void>): Promise<void> {
  await engine.execute('begin transaction');
  try {
    await work();
    await engine.execute('commit');
  } catch (error) {
    await engine.execute('rollback').catch(() => undefined);
    throw error;
  }
}
