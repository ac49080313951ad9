/**
 * Skims files in threads, finds out what the groups of their lines are as they come up, and hands on the rows of those that are
 * calls.
 */
import { inThreads, type Threads, threadsFor } from '../threads.js';
import type { Group } from './group-facts.js';
import { MOST_GROUPS } from './groups.js';
import type { SkimPlan } from './plan.js';
import type { Example, FlowingTask, Part, SkimmedShare, SkimPiece, SkimTask } from './share.js';

export interface SkimmedFile {
  readonly path: string;
  readonly bytes: number;
}

/** Does the tasks, each in a thread of its own where there are threads, and hands on what they read as they go. */
export type Runner = (
  tasks: readonly SkimTask[],
  threads: Threads,
  /** Ends once the piece has been taken in. */
  onPiece: (piece: SkimPiece, task: number) => Promise<void>,
) => Promise<SkimmedShare[] | undefined>;

/** Threads read faster than the engine takes in what groups it has not met: then they wait. */
export const inWorkers: Runner = (tasks, threads, onPiece) => {
  const flowing = tasks.map((task) => ({ ...task, waiting: new Int32Array(new SharedArrayBuffer(4)) }));
  const take = (piece: SkimPiece, task: number): void => {
    const { waiting } = flowing[task] as FlowingTask;
    const done = () => {
      Atomics.sub(waiting, 0, 1);
      Atomics.notify(waiting, 0);
    };
    onPiece(piece, task).then(done, done);
  };
  return inThreads<FlowingTask, SkimmedShare, SkimPiece>(
    new URL('./worker.js', import.meta.url),
    flowing,
    threads,
    take,
  );
};

export interface Readers extends Threads {
  readonly run: Runner;
  /** What groups are, by their first lines; undefined where a line is to be read the general way. */
  readonly groupsOf: (examples: readonly Example[]) => Promise<Group[] | undefined>;
  /** Takes rows in; false where one of them is not what its group promised. */
  readonly add: (rows: Float64Array, groups: readonly Group[]) => Promise<boolean>;
}

export interface PartOfFile extends Part {
  /** Which of the files it is of, by its place among them. */
  readonly file: number;
}

/** What became of the lines of a stretch of a file. */
export interface Share extends SkimmedShare {
  readonly groups: readonly Group[];
}

/** A line may not be longer. */
export const PIECE_BYTES = 4 << 20;
const ALL = 0xffff_ffff;
const BYTES_PER_THREAD = 8 << 20;

/** Undefined where something is not made for this, or the user interrupted. Throws what the engine or a thread throws. */
export async function skimFiles(
  stretches: readonly (readonly PartOfFile[])[],
  plan: SkimPlan,
  readers: Readers,
): Promise<Share[] | undefined> {
  const tasks = stretches.map((some): SkimTask => {
    const wanted = new Uint32Array(new SharedArrayBuffer(MOST_GROUPS * Uint32Array.BYTES_PER_ELEMENT)).fill(ALL);
    return { root: plan.root, kept: plan.kept, parts: some, pieceBytes: PIECE_BYTES, wanted };
  });
  const groups: Group[][] = tasks.map(() => []);
  const waiting: { readonly piece: SkimPiece; readonly task: number; readonly taken: () => void }[] = [];
  let isUnfit = false;
  let stop = () => {};
  const onInterrupt: Threads['onInterrupt'] = (work) => {
    stop = work;
    return readers.onInterrupt(work);
  };
  /** Finds out what the groups of some first lines are. */
  const meet = async (some: readonly { readonly examples: readonly Example[]; readonly task: number }[]) => {
    const examples = some.flatMap((one) => one.examples);
    if (examples.length === 0) return true;
    const found = await readers.groupsOf(examples);
    if (found === undefined) return false;
    const tasksOf = some.flatMap((one) => one.examples.map(() => one.task));
    for (const [index, group] of found.entries()) {
      const task = tasksOf[index] as number;
      const known = groups[task] as Group[];
      (tasks[task] as SkimTask).wanted[known.length] = group.wanted;
      known.push(group);
    }
    return true;
  };
  /** Takes in what waits, all together: what groups are costs the engine as much for many as for one. */
  const drain = async (): Promise<void> => {
    while (waiting.length > 0 && !isUnfit) {
      const some = waiting.splice(0);
      isUnfit = !(await meet(some.map(({ piece, task }) => ({ examples: piece.examples, task }))));
      for (const { piece, task, taken } of some) {
        if (!isUnfit) isUnfit = !(await readers.add(piece.rows, groups[task] as Group[]));
        taken();
      }
    }
    if (isUnfit) stop();
  };
  let draining: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;
  const take = (piece: SkimPiece, task: number): Promise<void> => {
    const isTaken = new Promise<void>((taken) => waiting.push({ piece, task, taken }));
    draining ??= drain()
      .catch((error: unknown) => {
        failure ??= { error };
        isUnfit = true;
        stop();
      })
      .finally(() => {
        draining = undefined;
      });
    return isTaken;
  };
  const made = await readers.run(tasks, { onBytes: readers.onBytes, onInterrupt }, take);
  await draining;
  if (failure !== undefined) throw failure.error;
  if (made === undefined || isUnfit) return undefined;
  if (!(await meet(made.map(({ examples }, task) => ({ examples, task }))))) return undefined;
  return made.map((share, task) => ({ ...share, groups: groups[task] as Group[] }));
}

/**
 * Parts of files in as many shares of about equal size as there are threads for, in order: few files are cut. A part's number
 * is its place among all.
 */
export function sharesOf(files: readonly SkimmedFile[]): PartOfFile[][] {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const shares = threadsFor(total, BYTES_PER_THREAD);
  const result: PartOfFile[][] = [];
  let part = 0;
  let before = 0;
  for (const [file, { path, bytes }] of files.entries()) {
    for (let from = 0; from < bytes; part += 1) {
      const share = Math.min(shares - 1, Math.floor(((before + from) * shares) / total));
      const end = share === shares - 1 ? total : Math.ceil(((share + 1) * total) / shares);
      const to = Math.min(bytes, Math.max(from + 1, end - before));
      const parts = result[share] ?? [];
      result[share] = parts;
      parts.push({ part, file, path, from, to });
      from = to;
    }
    before += bytes;
  }
  return result.filter((parts) => parts !== undefined);
}
