/** Counts a file in parts, one thread each. */
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { PartTask } from './count-part.js';
import type { ReadLines } from './line-reader.js';

export interface CountOptions extends Pick<PartTask, 'plan' | 'options'> {
  readonly onBytes: (bytes: number) => void;
  /** Registers what is to be done when the user interrupts, and gives the undoing. */
  readonly onInterrupt: (stop: () => void) => () => void;
}

const MOST_THREADS = 8;
const PIECE_BYTES = 4 << 20;

/** The counts of each part, in the order of the file; undefined where something was not foreseen or the file changed meanwhile. */
export async function countFile(path: string, options: CountOptions): Promise<ReadLines[] | undefined> {
  const before = await stat(path);
  const threads = Math.min(MOST_THREADS, availableParallelism(), Math.ceil(before.size / PIECE_BYTES));
  const bounds = Array.from({ length: threads + 1 }, (_, index) => Math.round((before.size * index) / threads));
  const workers: Worker[] = [];
  const stop = () => Promise.all(workers.map((worker) => worker.terminate()));
  const forget = options.onInterrupt(() => void stop());
  try {
    const parts = await Promise.all(
      bounds.slice(1).map((to, index) => {
        const { plan, options: tally } = options;
        const task: PartTask = {
          path,
          from: bounds[index] as number,
          to,
          plan,
          options: tally,
          pieceBytes: PIECE_BYTES,
        };
        return counted(task, workers, options.onBytes);
      }),
    );
    const after = await stat(path);
    return after.size === before.size && after.mtimeMs === before.mtimeMs ? parts : undefined;
  } catch (error) {
    if (error === SURPRISE) return undefined;
    throw error;
  } finally {
    forget();
    await stop();
  }
}

/** Ends all parts as soon as one of them meets what was not foreseen. */
const SURPRISE = new Error('a line was not foreseen');

function counted(task: PartTask, workers: Worker[], onBytes: (bytes: number) => void): Promise<ReadLines> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: task });
    workers.push(worker);
    worker.on('message', (message: { readonly bytes?: number; readonly counted?: ReadLines }) => {
      if (message.bytes !== undefined) onBytes(message.bytes);
      else if (message.counted === undefined) reject(SURPRISE);
      else resolve(message.counted);
    });
    worker.on('error', reject);
    // Terminated, or ended without an answer.
    worker.on('exit', () => reject(SURPRISE));
  });
}
