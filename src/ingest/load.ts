/**
 * Brings log files into the tables of `schema.sql`: the whole way from what was typed to calls with an account per file.
 *
 * A ledger and a one-shot run differ only in where the tables live. Files that cannot be read, or change while they are,
 * are reported and count for nothing; the others are loaded.
 */
import { mkdirSync } from 'node:fs';
import type { Diagnostics } from '../core/diagnostics.js';
import { noReadableLog } from '../core/errors.js';
import type { Engine } from '../engine/engine.js';
import type { Format } from '../formats/format.js';
import { ownFormat } from '../formats/own.js';
import type { FileStatus } from '../queries/rows.js';
import { isReadError, loadBatch } from './batch.js';
import type { BatchFile } from './batch-file.js';
import { areBundled } from './bundle.js';
import { reportConventions } from './conventions.js';
import { reportCounters } from './cumulative.js';
import { discover } from './discover.js';
import { readGrownCopies, readLonger, storeCopies } from './grown-copies.js';
import { Holdings } from './held.js';
import { makeTables } from './layout.js';
import { type LookedFile, reportOwnFields } from './own-fields.js';
import { fromTheStart, needsWholeFile, type PlannedFile, type ReadyFile, settled, sorted } from './plan.js';
import { Scratch } from './prepared.js';
import { CHANGED_WHILE_READ, reasonOf } from './reasons.js';
import { defineRedaction, settleRedaction } from './redaction.js';
import { readRenamed } from './renamed.js';
import { type LoadedFile, type LoadOptions, Run } from './run.js';
import { SURVEYED_LINES } from './scan.js';
import { releaseSource } from './snapshots.js';
import { defineMacros, FORMATS_AT_ONCE } from './stage.js';
import { type Survey, survey } from './survey.js';
import { surveyHeads } from './survey-heads.js';
import { mayHoldRecords, unpackLines } from './unpack/unpack-lines.js';
import type { Unpacked } from './unpack/unpacked.js';

export type { LoadedFile, LoadOptions };

const BATCH_BYTES = 2 ** 30;
/** So many bytes of lines are staged in memory, at about as many bytes of rows. */
const MEMORY_BYTES = 128 << 20;
const BATCH_FILES = 5000;
const SMALL_BYTES = 16 << 20;

export async function createTables(engine: Engine): Promise<void> {
  await defineMacros(engine);
  await makeTables(engine);
}

export async function load(engine: Engine, options: LoadOptions, diagnostics: Diagnostics): Promise<LoadedFile[]> {
  const { surroundings, reading } = options;
  if (options.isLedger === true) await settleRedaction(engine, reading.redact);
  await defineRedaction(engine, reading.redact);
  const paths = await discover(options.named, surroundings.workingDirectory, engine, diagnostics);
  mkdirSync(surroundings.temporaryDirectory, { recursive: true });
  const scratch = new Scratch(surroundings.temporaryDirectory);
  const run = new Run(engine, options, scratch, await Holdings.of(engine), diagnostics);
  const stopListening = surroundings.onInterrupt(() => engine.interrupt());
  try {
    const { fresh, copies, other } = await sorted(run, paths);
    const read = async (files: readonly PlannedFile[]) => {
      for (const batch of batches(files)) await readBatch(run, batch, false);
    };
    await read(fresh);
    if (options.isLedger === true && (fresh.length > 0 || run.newCopies.length > 0)) {
      await run.holdings.lookAgain(engine);
      if (run.newCopies.length > 0) {
        await storeCopies(run);
        await run.holdings.lookAgain(engine);
      }
    }
    await readGrownCopies(run, copies, (file) => read([file]));
    await readLonger(run, (file) => read([file]));
    await readRenamed(run, other, read);
    if (options.isLedger === true && run.newCopies.length > 0) {
      await run.holdings.lookAgain(engine);
      await storeCopies(run);
    }
    const shown = (path: string) => run.shown(path);
    await reportOwnFields(
      engine,
      reading.formats ?? [],
      [...run.read.values()].flatMap(looked),
      scratch,
      shown,
      diagnostics,
    );
  } finally {
    stopListening();
    await scratch.remove();
  }
  reportConventions(run.exclusive, run.doubtful, diagnostics);
  reportCounters(run.counters, options.reading.cumulative?.join(' and ') ?? 'counter', diagnostics);
  const results = [...run.results.values()];
  if (results.every((file) => file.status === 'failed')) {
    throw noReadableLog(
      results.map((file) => `${run.shown(file.path)}: ${file.remark}`).join('; '),
      'none of the logs could be read',
      'check the files and try again',
    );
  }
  const order = new Map(paths.map((path, index) => [path, index]));
  const placeOf = ({ path }: LoadedFile) => order.get(path) ?? order.get(path.replace(/#\d+$/, '')) ?? 0;
  return results.sort((left, right) => placeOf(left) - placeOf(right));
}

/** Reads files that share a compression: counts their lines, settles what they are, and stores them. */
async function readBatch(run: Run, files: readonly PlannedFile[], isThorough: boolean): Promise<void> {
  const size = files.reduce((total, file) => total + file.size, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    run.options.surroundings.progress({ doing: 'reading', done, of: size });
  };
  const ready: ReadyFile[] = [];
  for (const file of files) {
    try {
      const one = await settled(run, file, onBytes);
      const { unpacked } = one ?? file;
      if (unpacked?.countedAs === 'records' && !isOneToALine(unpacked)) {
        run.diagnostics.add({
          code: 'records_as_lines',
          message: `${run.shown(file.path)} is not one record to a line: its ${unpacked.counted} records are counted as lines`,
        });
      }
      if (one !== undefined) ready.push(one);
    } catch (error) {
      run.fail(file.path, reasonOf(error));
    }
  }
  for (const part of await opened(run, ready, isThorough)) {
    for (const files of fitting(part)) await storeBatch(run, files, isThorough);
  }
}

/** What to look at for fields of the user's: a file that goes on was looked at when it began, and its tail alone says too little. */
function looked(file: BatchFile): LookedFile[] {
  return file.continues === undefined ? [file] : [];
}

/** Rows of most tables are lines too, and so are the members of many lists. */
function isOneToALine({ lines, counted }: Unpacked): boolean {
  const [first = 0] = lines;
  return (lines.at(-1) ?? 0) - first + 1 === counted;
}

/** Files in groups that are stored at once. Many small ones are staged in memory, where rows get the names of their files. */
function fitting(files: readonly ReadyFile[]): ReadyFile[][] {
  const most = areBundled(files) ? MEMORY_BYTES : BATCH_BYTES;
  const groups: ReadyFile[][] = [];
  let room = 0;
  for (const file of files) {
    if (file.scan.bytes > room || groups.length === 0) {
      groups.push([]);
      room = most;
    }
    groups.at(-1)?.push(file);
    room -= file.scan.bytes;
  }
  return groups;
}

async function storeBatch(run: Run, files: readonly ReadyFile[], isThorough: boolean): Promise<void> {
  const { engine, options, scratch } = run;
  const size = files.reduce((total, file) => total + file.scan.bytes, 0);
  const own = (options.reading.formats ?? []).map(ownFormat);
  const found = await surveyed(engine, files, size, isThorough, scratch, own);
  const groups = grouped(files, found);
  if (groups.length > 1) {
    for (const group of groups) await storeBatch(run, group, isThorough);
    return;
  }
  options.surroundings.progress({ doing: 'counting calls' });
  const whole = files.filter((file) => file.continues !== undefined && found.formats.some(needsWholeFile));
  const rest = files.filter((file) => !whole.includes(file));
  try {
    const result =
      rest.length === 0
        ? { changed: [], foreign: [], unsettled: [], exclusive: [], doubtful: [], counters: [] }
        : await loadBatch(engine, rest, {
            survey: found,
            reading: options.reading,
            explain: options.explain,
            scratch,
            memoryBytes: options.memoryBytes ?? MEMORY_BYTES,
          });
    for (const file of result.changed) run.fail(file.path, CHANGED_WHILE_READ);
    const unread = new Set<BatchFile>([...result.changed, ...result.foreign, ...result.unsettled]);
    for (const file of rest.filter((one) => !unread.has(one))) {
      run.is(file.path, ...statusOf(run, file));
      run.read.set(file.path, file);
    }
    run.counters.push(...result.counters.map((one) => ({ ...one, path: run.shown(one.path) })));
    const named = <File extends { readonly fileName: string }>(files: readonly File[]) =>
      files.flatMap((one) => {
        const file = rest.find(({ readPath }) => readPath === one.fileName);
        return file === undefined || unread.has(file) ? [] : [{ ...one, fileName: run.shown(file.path) }];
      });
    run.exclusive.push(...named(result.exclusive));
    run.doubtful.push(...named(result.doubtful));
    for (const part of await opened(run, result.foreign as ReadyFile[], true)) await storeBatch(run, part, true);
    const again = [...whole, ...(result.unsettled as ReadyFile[])];
    if (again.length > 0) await readBatch(run, again.map(fromTheStart), isThorough);
  } catch (error) {
    if (!isReadError(error)) throw error;
    if (files.length === 1) run.fail((files[0] as ReadyFile).path, reasonOf(error));
    else for (const file of files) await storeBatch(run, [file], isThorough);
  }
}

/**
 * Files with lines that hold many records go on as copies with one record to a line, apart from the others. Of large files
 * the first lines tell; where lines of no format come up later, every line is looked at.
 */
async function opened(run: Run, files: readonly ReadyFile[], isThorough: boolean): Promise<ReadyFile[][]> {
  const size = files.reduce((total, file) => total + file.scan.bytes, 0);
  const plain: ReadyFile[] = [];
  const copies: ReadyFile[] = [];
  for (const file of files) {
    const isSure = isThorough || size < SMALL_BYTES || file.unpacked !== undefined;
    const lines = isSure ? Number.POSITIVE_INFINITY : SURVEYED_LINES;
    const isDone = file.isOpened === true || !(await mayHoldRecords(file.readPath, file.compression, lines));
    const copy = isDone ? undefined : await unpackLines(file, run.scratch);
    const { compression } = copy ?? file;
    (compression === files[0]?.compression && copy === undefined ? plain : copies).push({
      ...file,
      ...copy,
      isOpened: isSure,
    });
  }
  return [plain, copies].filter((part) => part.length > 0);
}

function statusOf(run: Run, { plan, continues, within }: ReadyFile): [FileStatus, string?, string?] {
  if (within !== undefined)
    return ['copy', `its lines are the first of ${run.shown(within.path)}, which is counted`, within.path];
  if (plan === 'otherwise')
    return ['replaced', 'it was read again, because --cumulative or --redact is another than before'];
  if (plan === 'replace') return ['replaced', 'what was held of it before is gone'];
  if (plan === 'again') return ['continued', 'it grew, and was read again from its beginning'];
  return [continues === undefined ? 'loaded' : 'continued'];
}

/** Files in groups of few formats each; a file is never divided. One group where that is enough or nothing is known. */
function grouped(files: readonly ReadyFile[], found: Survey): ReadyFile[][] {
  if (found.formats.length <= FORMATS_AT_ONCE || found.byFile === undefined) return [[...files]];
  const groups: { formats: Set<string>; files: ReadyFile[] }[] = [];
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
  return isThorough || size < SMALL_BYTES
    ? survey(engine, files, longestLine, true, own)
    : surveyHeads(engine, files, longestLine, scratch, own);
}

function* batches(files: readonly PlannedFile[]): Generator<PlannedFile[]> {
  for (const compression of ['none', 'gzip', 'zstd'] as const) {
    let batch: PlannedFile[] = [];
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

/** `ledger forget`: true when the ledger held the file. */
export async function forgetSource(engine: Engine, path: string): Promise<boolean> {
  // Macros are this connection's own: nothing was loaded by it that would have brought them.
  await defineMacros(engine);
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
