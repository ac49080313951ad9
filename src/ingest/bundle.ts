/**
 * Many small files as one temporary file for the engine. Read one by one, the engine keeps buffers for every column of
 * every file until all are read: five thousand files of two hundred lines take more than a gigabyte that way.
 *
 * Only what the engine reads is put together. The account stays one per file: rows get the name of their file back by
 * their place. Each file's bytes are compared with what was counted while they are copied, and a bundle that gives another
 * number of rows than was counted names nothing.
 */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { Engine } from '../engine/engine.js';
import { sqlText } from '../queries/sql-file.js';
import type { PreparedFile, Scratch } from './prepared.js';
import { LineCounter, pieces, type Scan } from './scan.js';

/** A file whose lines were counted. */
interface CountedFile extends PreparedFile {
  readonly scan: Scan;
}

export interface Bundle {
  readonly file: PreparedFile;
  /** Where the rows of each file begin, from 0; files that changed since they were counted are left out. */
  readonly starts: readonly { readonly file_name: string; readonly first: number }[];
  readonly rows: number;
}

const FEWEST_FILES = 24;
const SMALL_FILE = 1 << 20;

/** True for many small files. */
export function areBundled(files: readonly CountedFile[]): boolean {
  const bytes = files.reduce((total, file) => total + file.scan.bytes, 0);
  return files.length >= FEWEST_FILES && bytes / files.length <= SMALL_FILE;
}

/** Undefined where the files are few or large: those are read as they are. */
export async function bundled<File extends CountedFile>(
  files: readonly File[],
  rowsOf: (file: File) => bigint,
  scratch: Scratch,
): Promise<Bundle | undefined> {
  if (!areBundled(files)) return undefined;
  const path = scratch.path('bundle');
  const output = openSync(path, 'w');
  try {
    const starts: { file_name: string; first: number }[] = [];
    let rows = 0;
    let end = 0;
    for (const file of files) {
      const after = await copied(file, output, end);
      if (after === undefined) continue;
      starts.push({ file_name: file.readPath, first: rows });
      rows += Number(rowsOf(file));
      end = after;
    }
    ftruncateSync(output, end);
    return { file: { path, readPath: path, compression: 'none', size: end, modifiedMs: null }, starts, rows };
  } finally {
    closeSync(output);
  }
}

const NEWLINE = 10;

/**
 * Writes the content that was counted and gives the place behind it; undefined when the file is not what it was, and what
 * was written is then written over. A copy of this run's own does not change.
 */
async function copied(file: CountedFile, output: number, from: number): Promise<number | undefined> {
  const counter = new LineCounter([]);
  let left = file.unpacked === undefined ? file.scan.bytes : Number.POSITIVE_INFINITY;
  let place = from;
  let last = NEWLINE;
  try {
    for await (const piece of pieces(file.readPath, file.compression)) {
      const part = piece.length <= left ? piece : piece.subarray(0, left);
      left -= part.length;
      counter.add(part);
      for (const until = place + part.length, start = place; place < until; )
        place += writeSync(output, part, place - start, until - place, place);
      last = part.at(-1) ?? last;
      if (left === 0) break;
    }
  } catch {
    return undefined;
  }
  if (file.unpacked === undefined && counter.finish().fingerprint !== file.scan.fingerprint) return undefined;
  if (last === NEWLINE) return place;
  writeSync(output, '\n', place);
  return place + 1;
}

/** Gives the rows of the stage the names of their files. False where their number is not what was counted. */
export async function nameRows(engine: Engine, bundle: Bundle): Promise<boolean> {
  const [staged] = await engine.query<{ rows: bigint }>('select count(*) as rows from stage');
  if (staged?.rows !== BigInt(bundle.rows)) return false;
  await engine.execute(
    `create or replace temp table bundle_starts as
     select unnest(from_json($starts, '[{"file_name":"VARCHAR","first":"BIGINT"}]'), recursive := true)`,
    { starts: JSON.stringify(bundle.starts) },
  );
  await engine.execute(sqlText('ingest/name_rows'));
  return true;
}
