/**
 * Brings log files into the tables of `schema.sql`: the whole way from what was typed to calls with an account per file.
 *
 * A ledger and a one-shot run differ only in where the tables live. Files that cannot be read, or change while they are,
 * are reported and count for nothing; the others are loaded.
 */
import { mkdirSync } from 'node:fs';
import type { Diagnostics } from '../core/diagnostics.js';
import { noReadableLog, ToolError } from '../core/errors.js';
import type { ReadingRules, Surroundings } from '../core/question.js';
import { visible } from '../core/text.js';
import type { Engine } from '../engine/engine.js';
import type { Format } from '../formats/format.js';
import { ownFormat } from '../formats/own.js';
import type { FileStatus } from '../queries/rows.js';
import { sqlText } from '../queries/sql-file.js';
import { type BatchFile, isReadError, loadBatch, releaseSource } from './batch.js';
import { discover, shownPath } from './discover.js';
import { type PreparedFile, prepare, Scratch } from './prepare.js';
import { firstLines, scan } from './scan.js';
import { defineMacros, type Survey, survey } from './stage.js';

export interface LoadOptions {
  readonly named: readonly string[];
  readonly reading: ReadingRules;
  readonly surroundings: Surroundings;
  /** Keep what is known about rejected lines. */
  readonly explain: boolean;
}

/** What became of each named file, in the order read. Failed files are in `diagnostics` too. */
export interface LoadedFile {
  readonly path: string;
  readonly status: FileStatus;
  readonly remark?: string | undefined;
}

const BATCH_BYTES = 2 ** 30;
const BATCH_FILES = 5000;
const SURVEYED_LINES = 200;
const SMALL_BYTES = 16 << 20;

export async function createTables(engine: Engine): Promise<void> {
  await defineMacros(engine);
  await engine.execute(sqlText('ingest/schema'));
}

export async function load(engine: Engine, options: LoadOptions, diagnostics: Diagnostics): Promise<LoadedFile[]> {
  const { surroundings } = options;
  const paths = await discover(options.named, surroundings.workingDirectory, engine, diagnostics);
  mkdirSync(surroundings.temporaryDirectory, { recursive: true });
  const scratch = new Scratch(surroundings.temporaryDirectory);
  const results = new Map<string, LoadedFile>();
  const fail = (path: string, remark: string) => {
    const shown = shownPath(path, surroundings.workingDirectory);
    results.set(path, { path, status: 'failed', remark });
    diagnostics.fail({ code: 'unreadable_file', message: `${shown}: ${remark}; nothing of it is counted` });
  };
  const stopListening = surroundings.onInterrupt(() => engine.interrupt());
  try {
    const prepared: PreparedFile[] = [];
    for (const path of paths) {
      try {
        const file = await prepare(path, surroundings, scratch);
        if (await isKnown(engine, file)) results.set(path, { path, status: 'unchanged' });
        else prepared.push(file);
      } catch (error) {
        fail(path, reasonOf(error));
      }
    }
    for (const batch of batches(prepared)) {
      const read = async (files: readonly PreparedFile[], isThorough: boolean) =>
        readBatch(engine, files, isThorough, options, scratch, fail, results, diagnostics);
      await read(batch, false);
    }
  } finally {
    stopListening();
    await scratch.remove();
  }
  if ([...results.values()].every((file) => file.status === 'failed')) {
    throw noReadableLog(
      [...results.values()]
        .map((file) => `${shownPath(file.path, surroundings.workingDirectory)}: ${file.remark}`)
        .join('; '),
      'none of the logs could be read',
      'check the files and try again',
    );
  }
  return paths.flatMap((path) => results.get(path) ?? []);
}

async function readBatch(
  engine: Engine,
  files: readonly PreparedFile[],
  isThorough: boolean,
  options: LoadOptions,
  scratch: Scratch,
  fail: (path: string, remark: string) => void,
  results: Map<string, LoadedFile>,
  diagnostics: Diagnostics,
): Promise<void> {
  const { surroundings } = options;
  const size = files.reduce((total, file) => total + file.size, 0);
  let done = 0;
  const scanned: BatchFile[] = [];
  for (const file of files) {
    try {
      const onBytes = (bytes: number) => {
        done += bytes;
        surroundings.progress({ doing: 'reading', done, of: size });
      };
      scanned.push({ ...file, scan: await scan(file.readPath, { compression: file.compression, onBytes }) });
    } catch (error) {
      fail(file.path, reasonOf(error));
    }
  }
  if (scanned.length === 0) return;
  const own = (options.reading.formats ?? []).map(ownFormat);
  const found = await surveyed(engine, scanned, size, isThorough, scratch, own);
  const groups = grouped(scanned, found);
  if (groups.length > 1) {
    for (const group of groups) {
      await readBatch(engine, group, isThorough, options, scratch, fail, results, diagnostics);
    }
    return;
  }
  surroundings.progress({ doing: 'counting calls' });
  try {
    const known = await knownPaths(engine, scanned);
    const result = await loadBatch(engine, scanned, {
      survey: found,
      reading: options.reading,
      explain: options.explain,
    });
    for (const file of result.changed) fail(file.path, 'it changed while it was read');
    const unread = new Set([...result.changed, ...result.foreign]);
    for (const file of scanned) {
      if (unread.has(file)) continue;
      const remark = known.has(file.path) ? 'it changed since it was loaded, and was read again' : undefined;
      results.set(file.path, { path: file.path, status: 'loaded', remark });
    }
    for (const name of result.exclusive) {
      const file = scanned.find((one) => one.readPath === name);
      if (file === undefined) continue;
      diagnostics.add({
        code: 'cache_convention',
        message: `${shownPath(file.path, surroundings.workingDirectory)}: input tokens are taken to exclude cached tokens, because lines of it show that they do`,
      });
    }
    if (result.foreign.length > 0) {
      await readBatch(engine, result.foreign, true, options, scratch, fail, results, diagnostics);
    }
  } catch (error) {
    if (!isReadError(error)) throw error;
    if (files.length === 1) fail((files[0] as PreparedFile).path, reasonOf(error));
    else
      for (const file of files)
        await readBatch(engine, [file], isThorough, options, scratch, fail, results, diagnostics);
  }
}

/** A statement reads as many formats at once as there are in its files, and takes memory for each. */
const FORMATS_AT_ONCE = 8;

/** Files in groups of few formats each; a file is never divided. One group where that is enough or nothing is known. */
function grouped(files: readonly BatchFile[], found: Survey): BatchFile[][] {
  if (found.formats.length <= FORMATS_AT_ONCE || found.byFile === undefined) return [[...files]];
  const groups: { formats: Set<string>; files: BatchFile[] }[] = [];
  for (const file of files) {
    const formats = found.byFile.get(file.readPath) ?? [];
    const fitting = groups.find((group) => new Set([...group.formats, ...formats]).size <= FORMATS_AT_ONCE);
    if (fitting === undefined) groups.push({ formats: new Set(formats), files: [file] });
    else {
      fitting.files.push(file);
      for (const format of formats) fitting.formats.add(format);
    }
  }
  return groups.map((group) => group.files);
}

/** Small batches are looked at whole; of large ones the first lines of each file, and surprises are read again. */
async function surveyed(
  engine: Engine,
  files: readonly BatchFile[],
  size: number,
  isThorough: boolean,
  scratch: Scratch,
  own: readonly Format[],
): Promise<Survey> {
  const longestLine = Math.max(...files.map((file) => file.scan.longestLine));
  if (isThorough || size < SMALL_BYTES) return survey(engine, files, longestLine, true, own);
  const heads: Buffer[] = [];
  for (const file of files) heads.push(await firstLines(file.readPath, file.compression, SURVEYED_LINES));
  const sample = async (bytes: Buffer) => {
    const path = await scratch.write('sample', bytes);
    return { path, readPath: path, compression: 'none', size: 0, modifiedMs: null } as const;
  };
  const found = await survey(engine, [await sample(Buffer.concat(heads))], longestLine, false, own);
  if (found.formats.length <= FORMATS_AT_ONCE || files.length === 1) return found;
  // Too many formats for one statement: which of them each file has.
  const samples = await Promise.all(heads.map(sample));
  const { byFile } = await survey(engine, samples, longestLine, true, own);
  const formatsOf = (index: number) => byFile?.get(samples[index]?.readPath ?? '') ?? [];
  return { ...found, byFile: new Map(files.map((file, index) => [file.readPath, formatsOf(index)])) };
}

function* batches(files: readonly PreparedFile[]): Generator<PreparedFile[]> {
  for (const compression of ['none', 'gzip', 'zstd'] as const) {
    let batch: PreparedFile[] = [];
    let bytes = 0;
    for (const file of files) {
      if (file.compression !== compression) continue;
      if (batch.length > 0 && (bytes + file.size > BATCH_BYTES || batch.length >= BATCH_FILES)) {
        yield batch;
        batch = [];
        bytes = 0;
      }
      batch.push(file);
      bytes += file.size;
    }
    if (batch.length > 0) yield batch;
  }
}

/** The same path with the same size and time was loaded before: the ledger has it. */
async function isKnown(engine: Engine, file: PreparedFile): Promise<boolean> {
  if (file.modifiedMs === null) return false;
  const rows = await engine.query(
    'select source_id from sources where path = $path and bytes = $bytes and modified_ms = $modified',
    { path: file.path, bytes: BigInt(file.size), modified: file.modifiedMs },
  );
  return rows.length > 0;
}

/** Paths of these that the tables already hold, as they were. */
async function knownPaths(engine: Engine, files: readonly PreparedFile[]): Promise<Set<string>> {
  const rows = await engine.query<{ path: string }>('select path from sources where list_contains($paths, path)', {
    paths: files.map((file) => file.path),
  });
  return new Set(rows.map((row) => row.path));
}

/** `ledger forget`: true when the ledger held the file. */
export async function forgetSource(engine: Engine, path: string): Promise<boolean> {
  await engine.execute('begin transaction');
  try {
    const wasThere = await releaseSource(engine, path);
    await engine.execute('commit');
    return wasThere;
  } catch (error) {
    await engine.execute('rollback').catch(() => undefined);
    throw error;
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'Z_BUF_ERROR') return 'the gzip archive is cut short';
  if (code.startsWith('Z_')) return 'the gzip archive is damaged';
  if (error instanceof ToolError) return visible(error.message);
  const text = error instanceof Error ? error.message : String(error);
  if (/unexpected EOF/i.test(text)) return 'the zstd archive is cut short';
  if (/zstd|invalid (block|zstd|fse|huffman)/i.test(text)) return 'the zstd archive is damaged';
  return visible(text.split('\n', 1)[0] ?? text);
}
