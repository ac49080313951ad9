/**
 * Copies of logs that have grown, or are read by other rules than before: what of them is new to the tables. Looked at when all else
 * is read, because the files that they are copies of may have grown too.
 */
import type { Engine } from '../engine/engine.js';
import { boundCopies, changePlaces, storeCopy } from './copies.js';
import { beginsWith, fingerprintParts } from './fingerprint.js';
import { type HeldSource, relationTo } from './held.js';
import { inTransaction } from './layout.js';
import { continued, isReadOtherwise, type PlannedFile } from './plan.js';
import { prepare } from './prepare.js';
import type { PreparedFile } from './prepared.js';
import { reasonOf } from './reasons.js';
import type { Run } from './run.js';
import { scan } from './scan.js';

/** Stores which files were found to be copies. Those of a file that was not stored are nothing. */
export async function storeCopies(run: Run): Promise<void> {
  for (const { original, ...file } of run.newCopies.splice(0)) {
    const held = run.holdings.at(original);
    const before = run.holdings.at(file.path);
    if (held === undefined || held.sourceId === before?.sourceId) continue;
    await inTransaction(run.engine, () => storeCopy(run.engine, file, held.sourceId, before?.sourceId));
  }
}

export async function readGrownCopies(
  run: Run,
  copies: readonly PlannedFile[],
  read: (file: PlannedFile) => Promise<void>,
): Promise<void> {
  for (const file of copies) {
    try {
      const planned = await planOf(run, file);
      if (planned === undefined) continue;
      run.holdings.settle(planned.path);
      await read(planned);
      await run.holdings.lookAgain(run.engine);
    } catch (error) {
      run.fail(file.path, reasonOf(error));
    }
  }
}

/**
 * Files that begin with all of another are copies of it that have grown: the calls they share are counted once. Stored as copies
 * first, of the size of the other, so that a load that ends in between leaves them to be continued.
 */
export async function readLonger(run: Run, read: (file: PlannedFile) => Promise<void>): Promise<void> {
  const inOrder = run.longer
    .splice(0)
    .sort((left, right) => fingerprintParts(left.fingerprint).bytes - fingerprintParts(right.fingerprint).bytes);
  for (const { file, fingerprint } of inOrder) {
    try {
      await run.holdings.lookAgain(run.engine);
      const path = await run.holdings.beginning(file, fingerprint);
      const original = path === undefined ? undefined : run.holdings.at(path);
      if (original === undefined) await read({ ...file, plan: 'new', isApart: true });
      else {
        await readFrom(run, file, original, read);
        tellShorter(run, file.path, original.path);
      }
    } catch (error) {
      run.fail(file.path, reasonOf(error));
    }
  }
}

async function readFrom(
  run: Run,
  file: PreparedFile,
  original: HeldSource,
  read: (file: PlannedFile) => Promise<void>,
): Promise<void> {
  const { bytes } = fingerprintParts(original.fingerprint);
  const begun = { path: file.path, size: bytes, modifiedMs: file.modifiedMs };
  await inTransaction(run.engine, () => storeCopy(run.engine, begun, original.sourceId));
  await run.holdings.lookAgain(run.engine);
  const held = run.holdings.at(file.path) as HeldSource;
  const plan = isReadOtherwise(run, held) ? 'otherwise' : 'continue';
  await readGrownCopies(run, [{ ...file, plan, held }], read);
}

function tellShorter(run: Run, longer: string, shorter: string): void {
  const read = run.results.get(longer);
  if (read?.status !== 'continued' && read?.status !== 'replaced') return;
  run.is(longer, read.status, `it begins with the lines of ${run.shown(shorter)}, which count once`);
  const held = run.holdings.at(shorter);
  if (held !== undefined && run.results.has(shorter)) run.stands(held);
}

/** What of the file is to be read; undefined: nothing, its calls are there. */
async function planOf(run: Run, file: PlannedFile): Promise<PlannedFile | undefined> {
  const held = run.holdings.at(file.path);
  const original = held === undefined ? undefined : run.holdings.originalOf(held);
  if (held === undefined || original === undefined) return { ...file, plan: 'new', held: undefined };
  if (file.plan === 'otherwise') {
    // The original may have been read by these rules already; what a copy has of its own goes on by the former.
    const isDone = !isReadOtherwise(run, held) || held.copiedLines !== null;
    if (!isDone) return { ...file, held: await inPlaceOf(run, held, original) };
    run.stands(held);
    return undefined;
  }
  const relation = await relationTo(file, original);
  if (relation === 'same') {
    run.isCopy(file, original.path);
    await storeCopies(run);
    await run.holdings.lookAgain(run.engine);
    return undefined;
  }
  if (relation === 'grown') return continued(run, file, await inPlaceOf(run, held, original));
  if (await isWithin(run, file, original)) {
    run.stands(held);
    return undefined;
  }
  const planned = await continued(run, file, held);
  if (planned.plan === 'continue') await ownLinesAfter(run.engine, held);
  return planned;
}

/** The file is what is held now, and what it was a copy of is its copy. */
async function inPlaceOf(run: Run, copy: HeldSource, original: HeldSource): Promise<HeldSource> {
  await inTransaction(run.engine, () => changePlaces(run.engine, copy, original));
  await run.holdings.lookAgain(run.engine);
  return run.holdings.at(copy.path) as HeldSource;
}

/** From here on it has lines that its original has not. */
async function ownLinesAfter(engine: Engine, { sourceId, lines }: HeldSource): Promise<void> {
  await engine.execute(
    'update sources set copied_lines = $lines where source_id = $source::integer and copied_lines is null',
    { source: sourceId, lines },
  );
  await boundCopies(engine, sourceId, lines);
}

/** True when the file has lines of its original only, though not all that are held of that. */
async function isWithin(run: Run, file: PlannedFile, original: HeldSource): Promise<boolean> {
  const own = fingerprintParts((await scan(file.readPath, file)).fingerprint);
  if (own.bytes > fingerprintParts(original.fingerprint).bytes) return false;
  try {
    return await beginsWith(await prepare(original.path, run.options.surroundings, run.scratch), own);
  } catch {
    return false;
  }
}
