/** Counts a file in parts, one thread each. */
import { stat } from 'node:fs/promises';
import { inThreads, type Threads, threadsFor } from '../threads.js';
import type { PartTask } from './count-part.js';
import type { ReadLines } from './line-reader.js';

export interface CountOptions extends Pick<PartTask, 'plan' | 'options'>, Threads {}

const PIECE_BYTES = 4 << 20;

/** The counts of each part, in the order of the file; undefined where something was not foreseen or the file changed meanwhile. */
export async function countFile(path: string, options: CountOptions): Promise<ReadLines[] | undefined> {
  const { plan, options: tally } = options;
  const before = await stat(path);
  const threads = threadsFor(before.size, PIECE_BYTES);
  const bounds = Array.from({ length: threads + 1 }, (_, index) => Math.round((before.size * index) / threads));
  const tasks = bounds.slice(1).map((to, index): PartTask => {
    const from = bounds[index] as number;
    return { path, from, to, plan, options: tally, pieceBytes: PIECE_BYTES };
  });
  const parts = await inThreads<PartTask, ReadLines>(new URL('./worker.js', import.meta.url), tasks, options);
  const after = await stat(path);
  return after.size === before.size && after.mtimeMs === before.mtimeMs ? parts : undefined;
}
