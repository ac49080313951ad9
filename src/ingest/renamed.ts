/**
 * Names under which the tables hold something else than their files do: logs were rotated, or a file was written anew. What moved
 * is known by its content, and makes its name free for what has it now; where nothing moved, what is held is not touched unasked.
 */
import { noteOf } from '../core/diagnostics.js';
import { say } from '../core/phrase.js';
import { hasOwnCalls, takeOver } from './copies.js';
import type { HeldSource } from './held.js';
import { inTransaction } from './layout.js';
import type { PlannedFile } from './plan.js';
import type { Run } from './run.js';
import { scan } from './scan.js';
import { releaseSource } from './snapshots.js';

export async function readRenamed(
  run: Run,
  files: readonly PlannedFile[],
  read: (files: readonly PlannedFile[]) => Promise<void>,
): Promise<void> {
  const retired: { readonly from: string; readonly to: string }[] = [];
  let waiting = files;
  // Each round reads what has its name to itself; that may move what another name is waiting for.
  while (waiting.length > 0) {
    const free = waiting.filter((file) => run.holdings.at(file.path) === undefined);
    if (free.length > 0) {
      const held = waiting.filter((file) => !free.includes(file));
      for (const { path } of free) run.holdings.settle(path);
      await read(free.map((file) => ({ ...file, plan: 'new', held: undefined })));
      waiting = held;
    } else if (!(await freeOne(run, waiting, retired))) break;
  }
  if (run.options.isReplacing === true) await read(waiting);
  else for (const file of waiting) run.leave(file);
  for (const { from, to } of retired) {
    if (run.holdings.at(to) === undefined) continue;
    const says = say('what was loaded as {file} is in no file any more; the ledger keeps its calls as {kept}', {
      file: run.shown(from),
      kept: run.shown(to),
    });
    run.diagnostics.add(noteOf('rotated_out', says));
  }
}

/** Makes one of the names free without losing what is held under it; false where none can be. */
async function freeOne(
  run: Run,
  files: readonly PlannedFile[],
  retired: { readonly from: string; readonly to: string }[],
): Promise<boolean> {
  const { engine, holdings } = run;
  for (const { path } of files) {
    const held = holdings.at(path) as HeldSource;
    const copy = await holdings.standingCopy(held);
    if (copy !== undefined) await inTransaction(engine, () => takeOver(engine, copy, held));
    else if (held.copyOf !== null && !(await hasOwnCalls(engine, held.sourceId))) {
      await inTransaction(engine, async () => void (await releaseSource(engine, path)));
    } else continue;
    await holdings.lookAgain(engine);
    return true;
  }
  for (const file of files) {
    if (!(await isKnown(run, file))) continue;
    const held = holdings.at(file.path) as HeldSource;
    const to = nextName(run, file.path);
    await engine.execute('update sources set path = $path where source_id = $source', {
      path: to,
      source: held.sourceId,
    });
    holdings.move(held, to);
    retired.push({ from: file.path, to });
    return true;
  }
  return false;
}

/** True when the file has content that is held under a name whose file has it no longer. */
async function isKnown({ holdings }: Run, file: PlannedFile): Promise<boolean> {
  const { fingerprint } = await scan(file.readPath, file);
  const twin = holdings.withContent(fingerprint);
  const source = twin === undefined || twin === file.path ? undefined : holdings.at(twin);
  if (source !== undefined && (await holdings.isDisplaced(source))) return true;
  return (await holdings.forebear(file.path, file, fingerprint)) !== undefined;
}

function nextName(run: Run, path: string): string {
  let number = 1;
  while (run.holdings.at(`${path}#${number}`) !== undefined) number += 1;
  return `${path}#${number}`;
}
