/** A thread that skims its share of the lines; see share.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { type SkimTask, skimShare } from './share.js';

const done = skimShare(
  workerData as SkimTask,
  (bytes) => parentPort?.postMessage({ bytes }),
  (piece) => parentPort?.postMessage({ piece }, [piece.rows.buffer as ArrayBuffer]),
);
parentPort?.postMessage({ done });
