/**
 * The journal of a ledger: records that are added and never changed or removed. What holds now is what the records say
 * together; see closed-months.ts.
 *
 * The tables are made by the first record, so a ledger without books is as it always was.
 */
import type { Engine } from '../engine/engine.js';
import { stampVersion, type Tables, versionOf } from '../ingest/layout.js';
import { sqlText } from '../queries/sql-file.js';
import { readStored, storedReader, writeStored } from './stored.js';

export type RecordKind = 'close' | 'reopen' | 'entry' | 'reconciliation';

export interface JournalRecord {
  readonly number: number;
  readonly kind: RecordKind;
  /** YYYY-MM */
  readonly month: string;
  readonly content: unknown;
}

/** One more with every change of queries/books/schema.sql or of what `content` holds, and with a step that leads there. */
export const BOOKS: Tables = {
  fact: 'books_version',
  version: 1,
  formerFact: 'books_layout',
  formerly: { b028b9a5045ca3f1: 1 },
};

interface Row {
  readonly number: number;
  readonly kind: RecordKind;
  readonly month: string;
  readonly content: string;
}

/** All records in their order; none where nothing was ever written. Throws a ToolError for books of another version. */
export async function journal(engine: Engine, path: string): Promise<JournalRecord[]> {
  if (!(await hasBooks(engine, path))) return [];
  const rows = await engine.query<Row>(
    'select record_number as number, kind, month, content from book_records order by record_number',
  );
  return rows.map((row) => ({ ...row, content: readStored(row.content) }));
}

async function hasBooks(engine: Engine, path: string): Promise<boolean> {
  const tables = await engine.query(
    "select table_name from duckdb_tables() where not temporary and table_name = 'book_records'",
  );
  if (tables.length === 0) return false;
  await versionOf(engine, BOOKS, path);
  return true;
}

export interface NewRecord {
  readonly kind: RecordKind;
  readonly month: string;
  readonly content: unknown;
  /** Of a close: its usage, one content per row. */
  readonly usage?: readonly unknown[] | undefined;
}

const ROWS_AT_ONCE = 10_000;

/** Adds records in one transaction, all or none. */
export async function record(engine: Engine, path: string, records: readonly NewRecord[]): Promise<void> {
  await engine.execute('begin transaction');
  try {
    if (!(await hasBooks(engine, path))) {
      await engine.execute(sqlText('books/schema'));
      await stampVersion(engine, BOOKS);
    }
    const [last] = await engine.query<{ number: number }>(
      'select coalesce(max(record_number), 0) as number from book_records',
    );
    let number = Number(last?.number ?? 0);
    for (const { kind, month, content, usage = [] } of records) {
      number += 1;
      await engine.execute('insert into book_records values ($number, $kind, $month, $content)', {
        number,
        kind,
        month,
        content: writeStored(content),
      });
      for (let start = 0; start < usage.length; start += ROWS_AT_ONCE) {
        await engine.execute('insert into closed_usage select $number, unnest($contents)', {
          number,
          contents: usage.slice(start, start + ROWS_AT_ONCE).map(writeStored),
        });
      }
    }
    await engine.execute('commit');
  } catch (error) {
    await engine.execute('rollback').catch(() => undefined);
    throw error;
  }
}

/** The usage of one close, in the order it was written. */
export async function usageOf(engine: Engine, number: number): Promise<unknown[]> {
  const rows = await engine.query<{ content: string }>(
    'select content from closed_usage where record_number = $number order by rowid',
    { number },
  );
  const read = storedReader();
  return rows.map(({ content }) => read(content));
}
