/**
 * Decides for each named file what there is to do with it: nothing, because the tables hold it already under this or
 * another name; read its tail; read it whole. Only content decides, so that renaming and compressing change nothing.
 */
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { unreadable } from '../core/errors.js';
import type { Format } from '../formats/format.js';
import { FORMATS } from '../formats/registry.js';
import type { BatchFile, ContinuedSource } from './batch-file.js';
import { countedLines } from './counted-lines.js';
import { isCountedOtherwise } from './cumulative.js';
import { STANDARD_INPUT } from './discover.js';
import { edgesOf, fingerprintParts } from './fingerprint.js';
import { type HeldSource, relationTo } from './held.js';
import { prepare } from './prepare.js';
import type { PreparedFile } from './prepared.js';
import { CHANGED_WHILE_READ, reasonOf } from './reasons.js';
import { redactionRule } from './redaction.js';
import type { Run } from './run.js';
import { EDGE_BYTES, type Scan } from './scan.js';

/** A file to read, and how: a `new` one may still turn out to be a copy of what is held, and one that is held is read
 * `otherwise` when the rules have changed. */
export type PlannedFile = PreparedFile & {
  readonly plan: 'new' | 'continue' | 'again' | 'otherwise' | 'replace';
  readonly held?: HeldSource | undefined;
  /** Where in the file the tail begins that `readPath` holds. */
  readonly tailFrom?: number | undefined;
  /** Its lines were looked into for records. */
  readonly isOpened?: boolean | undefined;
  /** It was looked for in what it may begin with. */
  readonly isApart?: boolean | undefined;
};

/** Scanned, and settled how it is stored. */
export type ReadyFile = BatchFile & PlannedFile;

export interface SortedFiles {
  /** To be read. */
  readonly fresh: PlannedFile[];
  /** Held as copies of others: what there is to do with them shows when those are read. */
  readonly copies: PlannedFile[];
  /** Held with other content. */
  readonly other: PlannedFile[];
}

/** Sorts files by what there is to do. What is unchanged is done with. */
export async function sorted(run: Run, paths: readonly string[]): Promise<SortedFiles> {
  const fresh: PlannedFile[] = [];
  const copies: PlannedFile[] = [];
  const other: PlannedFile[] = [];
  for (const path of paths) {
    try {
      const held = run.holdings.at(path);
      const isOtherwise = held !== undefined && isReadOtherwise(run, held);
      if (held !== undefined && !isOtherwise && path !== STANDARD_INPUT && hasSameStat(path, held)) {
        run.stands(held);
        continue;
      }
      const file = await prepare(path, run.options.surroundings, run.scratch);
      if (held === undefined) fresh.push({ ...file, plan: 'new' });
      else if (file.modifiedMs === null) fresh.push({ ...file, path: nextName(run, path), plan: 'new' });
      else {
        const relation = await relationTo(file, held);
        if (held.copyOf !== null && (isOtherwise || relation === 'grown') && relation !== 'other')
          copies.push({ ...file, plan: isOtherwise ? 'otherwise' : 'continue', held });
        else if (isOtherwise && relation !== 'other') fresh.push({ ...file, plan: 'otherwise', held });
        else if (relation === 'same') {
          await run.engine.execute(
            'update sources set bytes = $bytes, modified_ms = $modified where source_id = $source',
            { bytes: BigInt(file.size), modified: file.modifiedMs, source: held.sourceId },
          );
          run.stands(held);
        } else if (relation === 'grown') fresh.push(await continued(run, file, held));
        else {
          run.holdings.displace(held);
          other.push({ ...file, plan: 'replace', held });
        }
      }
    } catch (error) {
      run.fail(path, reasonOf(error));
    }
  }
  // What goes on under its name is settled before a copy of it under another.
  fresh.sort((left, right) => Number(left.plan === 'new') - Number(right.plan === 'new'));
  return { fresh: await shorterFirst(fresh), copies, other };
}

/** The files in their order, but of those that begin alike the shorter first: others may go on from it. */
async function shorterFirst(files: readonly PlannedFile[]): Promise<PlannedFile[]> {
  const places = new Map<string, number[]>();
  for (const [place, { plan, readPath, compression, size }] of files.entries()) {
    if (plan !== 'new' || compression !== 'none' || size < EDGE_BYTES) continue;
    // A file that cannot be read is told when it is.
    const edges = await edgesOf(readPath, compression, EDGE_BYTES).catch(() => undefined);
    if (edges !== undefined) places.set(edges.head, [...(places.get(edges.head) ?? []), place]);
  }
  const ordered = [...files];
  for (const alike of places.values()) {
    const bySize = alike.map((place) => files[place] as PlannedFile).sort((left, right) => left.size - right.size);
    for (const [index, place] of alike.entries()) ordered[place] = bySize[index] as PlannedFile;
  }
  return ordered;
}

/** True when the rules of this load make something else of a file than what is held of it. */
export function isReadOtherwise({ options: { reading } }: Run, held: HeldSource): boolean {
  return isCountedOtherwise(reading, held) || redactionRule(reading, held) !== held.redaction;
}

function hasSameStat(path: string, held: HeldSource): boolean {
  const facts = statSync(path);
  return BigInt(facts.size) === held.bytes && facts.mtimeMs === held.modifiedMs;
}

/** What comes through standard input or a pipe has no name to be known by: `-`, then `-#2`, `-#3`, … */
function nextName(run: Run, path: string): string {
  let number = 2;
  while (run.holdings.at(`${path}#${number}`) !== undefined) number += 1;
  return `${path}#${number}`;
}

/** A grown file is read from where it ended, unless something in it can only be understood from its beginning. */
export async function continued(run: Run, file: PreparedFile, held: HeldSource): Promise<PlannedFile> {
  const isPlain = file.compression === 'none' && file.readPath === file.path;
  const whole = (held.formats ?? []).some((id) => needsWholeFile(FORMATS.find((format) => format.id === id)));
  if (!isPlain || whole) return { ...file, plan: 'again', held };
  const { bytes, from } = fingerprintParts(held.fingerprint);
  if (bytes === 0 || from !== undefined) return { ...file, plan: 'again', held };
  const handle = await open(file.readPath, 'r');
  try {
    // After a last line without an end more of the same line may follow: then the line was not what it seemed.
    const { buffer } = await handle.read(Buffer.alloc(3), 0, 3, bytes - 1);
    const [last, first, second] = buffer;
    const isAtLineStart = last === 10 || first === 10 || (first === 13 && second === 10);
    if (!isAtLineStart) return { ...file, plan: 'again', held };
    const start = last === 10 ? bytes : bytes + (first === 10 ? 1 : 2);
    // The engine overlooks a file of one byte.
    if (file.size - start < 2) return { ...file, plan: 'again', held };
    // The tail is lines as those before it, whatever it looks like by itself: a list or an object over many lines, a table and a byte
    // order mark are none behind other lines, and read as such they would not be what the whole file is.
    const tail = run.scratch.path('tail');
    await pipeline(createReadStream(file.readPath, { start }), createWriteStream(tail));
    return { ...file, readPath: tail, plan: 'continue', held, tailFrom: start };
  } finally {
    await handle.close();
  }
}

export function needsWholeFile(format: Format | undefined): boolean {
  return (
    format?.completedBy !== undefined || (format as { needsWholeFile?: boolean } | undefined)?.needsWholeFile === true
  );
}

/** The same file, read whole in place of what is held of it. */
export function fromTheStart({ path, compression, size, modifiedMs, held }: PlannedFile): PlannedFile {
  return { path, readPath: path, compression, size, modifiedMs, held, plan: 'again' };
}

/** Counts the lines of a file and finds out what it is. Undefined: it was dealt with, nothing of it is to be read. */
export async function settled(
  run: Run,
  named: PlannedFile,
  onBytes?: (bytes: number) => void,
): Promise<ReadyFile | undefined> {
  const { counted, ...file } = await countedLines(run, named, onBytes);
  const { plan, held } = file;
  if (held !== undefined && plan === 'continue') {
    const continues = await joined(file, held, counted);
    run.holdings.expect(continues.fingerprint, file.path);
    return { ...file, scan: counted, continues };
  }
  if (plan !== 'new') {
    run.holdings.expect(counted.fingerprint, file.path);
    return { ...file, scan: counted, isHeld: true, isReadAnew: plan !== 'replace' };
  }
  if (counted.lines === counted.blank) return { ...file, scan: counted };
  const twin = run.holdings.withContent(counted.fingerprint);
  if (twin !== undefined && twin !== file.path) {
    const source = run.holdings.at(twin);
    if (source === undefined || !(await run.holdings.isDisplaced(source))) {
      run.isCopy(file, twin);
    } else {
      await rename(run, source, file);
      run.is(file.path, 'moved', `it was loaded as ${run.shown(twin)}`);
    }
    return undefined;
  }
  const forebear = await run.holdings.forebear(file.path, file, counted.fingerprint);
  if (forebear !== undefined) {
    await rename(run, forebear, file);
    return settled(run, await continued(run, file, { ...forebear, path: file.path }), onBytes);
  }
  const longer = await run.holdings.longer(counted.fingerprint);
  const within = longer !== undefined && !isReadOtherwise(run, longer) ? longer : undefined;
  const isLonger =
    within === undefined &&
    file.isApart !== true &&
    (await run.holdings.beginning(file, counted.fingerprint)) !== undefined;
  if (isLonger) {
    run.longer.push({ file, fingerprint: counted.fingerprint });
    return undefined;
  }
  run.holdings.expect(counted.fingerprint, file.path);
  return { ...file, scan: counted, within };
}

/** The source goes on under the name of the file. Its size is not yet told, so that the file is looked at until it is read. */
async function rename(run: Run, source: HeldSource, file: PlannedFile): Promise<void> {
  await run.engine.execute('update sources set path = $path where source_id = $source', {
    path: file.path,
    source: source.sourceId,
  });
  run.holdings.move(source, file.path);
}

/** What the tail is added to, and what the whole is known by then. */
async function joined(file: PlannedFile, held: HeldSource, tail: Scan): Promise<ContinuedSource> {
  const bytes = file.tailFrom ?? 0;
  const lines = Number(held.lines);
  const edges = await edgesOf(file.path, 'none', bytes + tail.bytes);
  if (edges === undefined) throw unreadable(CHANGED_WHILE_READ);
  return {
    sourceId: held.sourceId,
    lines,
    bytes,
    evidence: held.evidence,
    fingerprint: `${bytes + tail.bytes}-${lines + tail.lines}-${edges.head}-${edges.tail}`,
  };
}
