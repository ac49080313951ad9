/**
 * Rows into bytes: the selected calls straight from the engine, tables of report size from here, each in four formats.
 */
import { mkdir } from 'node:fs/promises';
import { doesNotFit, ToolError } from '../core/errors.js';
import { escapedJson } from '../core/text.js';
import { arrowFile, arrowWriter } from '../engine/arrow.js';
import type { Engine } from '../engine/engine.js';
import { literal } from '../formats/sql.js';
import { sqlText } from '../queries/sql-file.js';
import { LINE_END, withoutControls } from '../render/csv.js';
import { CALL_COLUMNS, csvLine, jsonLine, typedColumns, zonedColumns } from './calls.js';
import { csvRows, type ExportTable, jsonRows, typedTable } from './table.js';
import type { Write } from './target.js';

export const STREAMED = ['csv', 'jsonl', 'arrow'] as const;
export type StreamedFormat = (typeof STREAMED)[number];

/** The selected calls, a few thousand at a time. */
export async function writeCalls(engine: Engine, format: StreamedFormat, write: Write): Promise<void> {
  switch (format) {
    case 'jsonl':
      return writeLines(engine, jsonLine(), (line) => `${escapedJson(line)}\n`, write);
    case 'csv':
      await engine.execute(sqlText('export/macros'));
      await write(CALL_COLUMNS.join(',') + LINE_END);
      return writeLines(engine, csvLine(), (line) => withoutControls(line) + LINE_END, write);
    case 'arrow':
      return writeArrow(engine, write);
  }
}

async function writeLines(engine: Engine, line: string, finish: (line: string) => string, write: Write): Promise<void> {
  for await (const { columns } of engine.stream(sqlText('export/calls', { columns: line }))) {
    const lines = columns[0]?.values as readonly string[];
    await write(lines.map(finish).join(''));
  }
}

/** Chunks of the engine are small; batches of an Arrow file should not be. */
const CHUNKS_PER_WRITE = 16;

async function writeArrow(engine: Engine, write: Write): Promise<void> {
  let writer: ReturnType<typeof arrowWriter> | undefined;
  let ready: Uint8Array[] = [];
  let chunks = 0;
  for await (const { columns, rowCount } of engine.stream(sqlText('export/calls', { columns: typedColumns() }))) {
    writer ??= arrowWriter(columns);
    ready.push(...writer.write(columns, rowCount));
    chunks += 1;
    if (chunks % CHUNKS_PER_WRITE !== 0) continue;
    await write(Buffer.concat(ready));
    ready = [];
  }
  writer ??= arrowWriter(NO_CALLS);
  await write(Buffer.concat([...ready, ...writer.end()]));
}

const NO_CALLS = CALL_COLUMNS.map((name) => ({ name, type: 'text' as const, values: [] }));

export async function writeTable(table: ExportTable, format: StreamedFormat, write: Write): Promise<void> {
  switch (format) {
    case 'csv':
      return write(csvRows(table).join(''));
    case 'jsonl':
      return write(jsonRows(table).join(''));
    case 'arrow':
      return write(arrowFile(typedTable(table), table.rows.length));
  }
}

/** What Parquet files are written from: a statement, with columns more that folders are named after. */
export type Relation = (added: Readonly<Record<string, string>>) => string;

/** The expressions are over the columns of `calls`. */
export const callsRelation: Relation = (added) =>
  sqlText('export/calls', { columns: [zonedColumns(), ...named(added)].join(', ') });

/** A table of this program as a temporary one of the engine; the engine sees its amounts as finished digits only. */
export async function tableRelation(engine: Engine, table: ExportTable): Promise<Relation> {
  await engine.fill('exported', typedTable(table), table.rows.length);
  return (added) => `select ${['*', ...named(added)].join(', ')} from exported`;
}

function named(columns: Readonly<Record<string, string>>): string[] {
  return Object.entries(columns).map(([name, sql]) => `${sql} as ${identifier(name)}`);
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export async function writeParquet(engine: Engine, relation: Relation, file: string): Promise<void> {
  await engine.execute(`copy (${relation({})}) to ${literal(file)} (format parquet, compression zstd)`);
}

/** What folders are named after: columns that are there, and others as SQL. */
export interface Partition {
  readonly words: readonly string[];
  readonly added: Readonly<Record<string, string>>;
}

/**
 * One folder per value of the words, `month=2026-10/provider=openai`: the engine writes every character that is none of a
 * name (`/`, `%`, controls) as `%2F`. The columns are in the files too, so that a file says by itself what it holds.
 */
export async function writePartitions(
  engine: Engine,
  relation: Relation,
  { words, added }: Partition,
  folder: string,
): Promise<void> {
  await mkdir(folder);
  // Threads would each write files of their own, in an order of their own.
  await engine.execute('set threads = 1');
  try {
    await engine.execute(
      `copy (${relation(added)}) to ${literal(folder)}
       (format parquet, compression zstd, partition_by (${words.map(identifier).join(', ')}), write_partition_columns true)`,
    );
  } catch (error) {
    const isLong = error instanceof ToolError && /name too long/i.test(error.message);
    if (!isLong) throw error;
    throw doesNotFit(
      `--partition ${words.join(',')}`,
      'a value is longer than the name of a folder can be',
      'leave its rows out with --where, or partition by something else',
    );
  } finally {
    await engine.execute('reset threads');
  }
}
