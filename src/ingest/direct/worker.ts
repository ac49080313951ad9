/** A thread that counts one part of a file; see count-file.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { countPart, type PartTask } from './count-part.js';

const task = workerData as PartTask;
const counted = countPart(task, (bytes) => parentPort?.postMessage({ bytes }));
const values = counted === undefined ? [] : [counted.groupOfCall, counted.durations, counted.firstTokens].flat();
parentPort?.postMessage(
  { done: counted },
  values.map((part) => part.buffer as ArrayBuffer),
);
