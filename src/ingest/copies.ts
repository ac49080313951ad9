/**
 * Files whose lines, all or the first so many, are lines of another file too: copies, and what was a copy before one of the two
 * grew. The calls of those lines are held by one of the files; each has its account all the same. When the file with the calls
 * goes, a copy takes over.
 *
 * What it does to the tables only: which file is a copy of which is decided in plan.ts and grown-copies.ts.
 */
import type { Engine } from '../engine/engine.js';
import { sqlText } from '../queries/sql-file.js';
import type { HeldSource } from './held.js';

export interface CopiedFile {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number | null;
}

const ACCOUNTS = ['source_formats', 'source_reasons', 'rejects'] as const;

/** Stores a file as a copy of another, with the account of that one. Under a number of its own, or that it had before. */
export async function storeCopy(engine: Engine, file: CopiedFile, copied: number, number?: number): Promise<void> {
  const source = number ?? (await nextNumber(engine));
  if (number !== undefined) await deleteAccount(engine, number);
  await engine.execute(sqlText('ingest/insert_copy'), {
    source,
    copied,
    path: file.path,
    bytes: BigInt(file.size),
    modified_ms: file.modifiedMs,
  });
  for (const table of ACCOUNTS) {
    await engine.execute(
      `insert into ${table} by name select * replace ($source::integer as source_id) from ${table} where source_id = $copied::integer`,
      { source, copied },
    );
  }
}

/** All lines of the source are the first lines of another, which has their calls. */
export async function keepWithin(engine: Engine, source: number, longer: HeldSource): Promise<void> {
  await engine.execute(
    'update sources set copy_of = $longer::integer, copied_lines = lines where source_id = $source::integer',
    { source, longer: longer.sourceId },
  );
}

/** The two change places: what the one file holds is now held under the name of the other, which becomes its copy. */
export async function changePlaces(engine: Engine, copy: HeldSource, original: HeldSource): Promise<void> {
  await nameSource(engine, original.sourceId, {
    path: copy.path,
    size: Number(copy.bytes),
    modifiedMs: copy.modifiedMs,
  });
  const file = { path: original.path, size: Number(original.bytes), modifiedMs: original.modifiedMs };
  await storeCopy(engine, file, original.sourceId, copy.sourceId);
}

/** What is held of the file is now held under the name of its copy, which is no copy any more. */
export async function takeOver(engine: Engine, copy: HeldSource, original: HeldSource): Promise<void> {
  await deleteAccount(engine, copy.sourceId);
  await engine.execute('update sources set copy_of = $to::integer where copy_of = $from::integer', {
    from: copy.sourceId,
    to: original.sourceId,
  });
  await nameSource(engine, original.sourceId, {
    path: copy.path,
    size: Number(copy.bytes),
    modifiedMs: copy.modifiedMs,
  });
}

/** Before a source goes: of its copies the one with most of its lines takes their calls, and is what the others are copies of. */
export async function handOver(engine: Engine, source: number): Promise<void> {
  const [heir] = await engine.query<{ sourceId: number }>(
    `select source_id from sources where copy_of = $source::integer
     order by copied_lines desc nulls first, path limit 1`,
    { source },
  );
  if (heir === undefined) return;
  const both = { from: source, to: heir.sourceId };
  await engine.execute(sqlText('ingest/hand_over'), both);
  await engine.execute(
    `update sources set
       copy_of = gone.copy_of,
       copied_lines = case when gone.copy_of is not null then least(gone.copied_lines, sources.copied_lines) end,
       cumulative_sessions = gone.cumulative_sessions
     from sources as gone
     where gone.source_id = $from::integer and sources.source_id = $to::integer`,
    both,
  );
  await engine.execute('update sources set copy_of = $to::integer where copy_of = $from::integer', both);
}

/** Copies of a file that goes on are copies of so many of its lines. */
export async function boundCopies(engine: Engine, source: number, lines: number | bigint): Promise<void> {
  await engine.execute(
    'update sources set copied_lines = $lines where copy_of = $source::integer and copied_lines is null',
    { source, lines: BigInt(lines) },
  );
}

/** The last line that a call of the source is on. */
export async function lastLine(engine: Engine, source: number): Promise<bigint> {
  const [row] = await engine.query<{ line: bigint | null }>(
    'select max(source_line) as line from snapshots where source_id = $source::integer',
    { source },
  );
  return row?.line ?? 0n;
}

/** The source was read anew under another number, perhaps by other rules: its copies are those of that one. */
export async function followSource(engine: Engine, from: number, to: number): Promise<void> {
  await engine.execute(
    `update sources set copy_of = $to::integer, cumulative = fresh.cumulative, redaction = fresh.redaction
     from sources as fresh
     where sources.copy_of = $from::integer and fresh.source_id = $to::integer`,
    { from, to },
  );
}

/** False where there is nothing to look after. */
export async function hasCopies(engine: Engine): Promise<boolean> {
  return (await engine.query('select 1 as one from sources where copy_of is not null limit 1')).length > 0;
}

/** True when calls are held of its own lines, not only of those that it is a copy of. */
export async function hasOwnCalls(engine: Engine, source: number): Promise<boolean> {
  const rows = await engine.query('select 1 as one from snapshots where source_id = $source::integer limit 1', {
    source,
  });
  return rows.length > 0;
}

async function nextNumber(engine: Engine): Promise<number> {
  const [row] = await engine.query<{ id: bigint }>("select nextval('source_ids') as id");
  return Number(row?.id);
}

async function deleteAccount(engine: Engine, source: number): Promise<void> {
  for (const table of [...ACCOUNTS, 'sources']) {
    await engine.execute(`delete from ${table} where source_id = $source::integer`, { source });
  }
}

async function nameSource(engine: Engine, source: number, { path, size, modifiedMs }: CopiedFile): Promise<void> {
  await engine.execute(
    `update sources set path = $path, bytes = $bytes, modified_ms = $modified where source_id = $source::integer`,
    { source, path, bytes: BigInt(size), modified: modifiedMs },
  );
}
