/** A thread that skims its share of the lines; see share.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { type FlowingTask, type SkimPiece, skimShare } from './share.js';

/** Pieces of half a megabyte. */
const MOST_WAITING = 64;

const task = workerData as FlowingTask;

function hand(piece: SkimPiece): void {
  for (;;) {
    const waiting = Atomics.load(task.waiting, 0);
    if (waiting < MOST_WAITING) break;
    Atomics.wait(task.waiting, 0, waiting);
  }
  Atomics.add(task.waiting, 0, 1);
  parentPort?.postMessage({ piece }, [piece.rows.buffer as ArrayBuffer]);
}

const done = skimShare(task, (bytes) => parentPort?.postMessage({ bytes }), hand);
parentPort?.postMessage({ done });
