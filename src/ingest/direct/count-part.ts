/** Counts the lines of a file that start in a range of bytes. */
import { MARGIN, type Stretch, wholeLines } from '../whole-lines.js';
import { makeLineReader, type ReadLines } from './line-reader.js';
import type { DirectPlan } from './plan.js';
import type { TallyOptions } from './tally.js';

export interface PartTask extends Stretch {
  readonly plan: DirectPlan;
  readonly options: Omit<TallyOptions, 'slots'>;
}

/** Undefined where something was not foreseen. Throws the file system's errors. */
export function countPart(task: PartTask, onBytes: (bytes: number) => void): ReadLines | undefined {
  const bytes = new Uint8Array(task.pieceBytes + MARGIN);
  const reader = makeLineReader(bytes, task.plan, task.options);
  return wholeLines(task, bytes, onBytes, reader.add) ? reader.finish() : undefined;
}
