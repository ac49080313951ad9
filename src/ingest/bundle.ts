/**
 * Many small files as one temporary file for the engine. Read one by one, the engine keeps buffers for every column of
 * every file until all are read: five thousand files of two hundred lines take more than a gigabyte that way.
 *
 * Only what the engine reads is put together. The account stays one per file: rows get the name of their file back by
 * their place, which is certain because each file's bytes are compared with what was counted when they are copied.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Engine } from '../engine/engine.js';
import { sqlText } from '../queries/sql-file.js';
import type { BatchFile } from './batch.js';
import type { PreparedFile, Scratch } from './prepared.js';
import { contents, scanned } from './scan.js';

export interface Bundle {
  readonly file: PreparedFile;
  /** Where the rows of each file begin, from 0; files that changed since they were counted are left out. */
  readonly starts: readonly { readonly file_name: string; readonly first: number }[];
}

const FEWEST_FILES = 24;
const SMALL_FILE = 1 << 20;

/** Undefined where the files are few or large: those are read as they are. */
export async function bundled(
  files: readonly BatchFile[],
  rowsOf: (file: BatchFile) => bigint,
  scratch: Scratch,
): Promise<Bundle | undefined> {
  const bytes = files.reduce((total, file) => total + file.scan.bytes, 0);
  if (files.length < FEWEST_FILES || bytes / files.length > SMALL_FILE) return undefined;
  const path = scratch.path('bundle');
  const output = createWriteStream(path, { highWaterMark: SMALL_FILE });
  const starts: { file_name: string; first: number }[] = [];
  let rows = 0;
  for (const file of files) {
    const content = await wholeContent(file);
    if (content === undefined) continue;
    starts.push({ file_name: file.readPath, first: rows });
    rows += Number(rowsOf(file));
    if (!output.write(content)) await once(output, 'drain');
    if (content.at(-1) !== NEWLINE && content.length > 0) output.write('\n');
  }
  output.end();
  await finished(output);
  return { file: { path, readPath: path, compression: 'none', size: bytes, modifiedMs: null }, starts };
}

const NEWLINE = 10;

/** The content that was counted; undefined when it is not what it was. A copy of this run's own does not change. */
async function wholeContent(file: BatchFile): Promise<Buffer | undefined> {
  let all: Buffer;
  try {
    all = await decompressed(file);
  } catch {
    return undefined;
  }
  if (file.unpacked !== undefined) return all;
  const counted = all.subarray(0, file.scan.bytes);
  return scanned(counted).fingerprint === file.scan.fingerprint ? counted : undefined;
}

async function decompressed({ readPath, compression }: BatchFile): Promise<Buffer> {
  if (compression === 'none') return readFile(readPath);
  const parts: Buffer[] = [];
  for await (const chunk of contents(readPath, compression)) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts);
}

/** Gives the rows of the stage the names of their files. */
export async function nameRows(engine: Engine, bundle: Bundle): Promise<void> {
  await engine.execute(
    `create or replace temp table bundle_starts as
     select unnest(from_json($starts, '[{"file_name":"VARCHAR","first":"BIGINT"}]'), recursive := true)`,
    { starts: JSON.stringify(bundle.starts) },
  );
  await engine.execute(sqlText('ingest/name_rows'));
}
