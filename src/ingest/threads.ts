/** Work that is divided among threads, one task each. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

export interface Threads {
  readonly onBytes: (bytes: number) => void;
  /** Registers what is to be done when the user interrupts, and gives the undoing. */
  readonly onInterrupt: (stop: () => void) => () => void;
}

const MOST_THREADS = 8;

/** As many as there is work for, `bytesEach` at least. */
export function threadsFor(bytes: number, bytesEach: number): number {
  return Math.max(1, Math.min(MOST_THREADS, availableParallelism(), Math.ceil(bytes / bytesEach)));
}

/**
 * What each task gave, in their order; undefined where one of them gave nothing, which ends the others, or was stopped. A worker
 * sends `{bytes}` and `{piece}` as it goes and `{done}` in the end. Throws what a worker or `onPiece` throws.
 */
export async function inThreads<Task, Result, Piece = never>(
  worker: URL,
  tasks: readonly Task[],
  { onBytes, onInterrupt }: Threads,
  onPiece: (piece: Piece, task: number) => void = () => {},
): Promise<Result[] | undefined> {
  const workers: Worker[] = [];
  const stop = () => Promise.all(workers.map((one) => one.terminate()));
  const forget = onInterrupt(() => void stop());
  const done = (task: Task, number: number) =>
    new Promise<Result>((resolve, reject) => {
      const one = new Worker(worker, { workerData: task });
      workers.push(one);
      one.on('message', (message: { readonly bytes?: number; readonly piece?: Piece; readonly done?: Result }) => {
        if (message.bytes !== undefined) onBytes(message.bytes);
        else if (message.piece !== undefined) onPiece(message.piece, number);
        else if (message.done === undefined) reject(NOTHING);
        else resolve(message.done);
      });
      one.on('error', reject);
      // Terminated, or ended without an answer.
      one.on('exit', () => reject(NOTHING));
    });
  try {
    return await Promise.all(tasks.map(done));
  } catch (error) {
    if (error === NOTHING) return undefined;
    throw error;
  } finally {
    forget();
    await stop();
  }
}

const NOTHING = new Error('a thread gave nothing');
