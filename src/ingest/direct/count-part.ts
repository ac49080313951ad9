/**
 * Counts the lines of a file that start in a range of bytes. Reads through one buffer, so that memory does not grow with
 * the file.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { MARGIN, makeLineReader, type ReadLines } from './line-reader.js';
import type { DirectPlan } from './plan.js';
import type { TallyOptions } from './tally.js';

export interface PartTask {
  readonly path: string;
  readonly from: number;
  /** Lines that start here or later are another part's. */
  readonly to: number;
  readonly plan: DirectPlan;
  readonly options: Omit<TallyOptions, 'slots'>;
  /** Bytes read at a time; a line may not be longer. */
  readonly pieceBytes: number;
}

const NEWLINE = 10;

/** Undefined where something was not foreseen. Throws the file system's errors. */
export function countPart(task: PartTask, onBytes: (bytes: number) => void): ReadLines | undefined {
  const { from, to, pieceBytes } = task;
  const bytes = new Uint8Array(pieceBytes + MARGIN);
  const buffer = Buffer.from(bytes.buffer);
  const reader = makeLineReader(bytes, task.plan, task.options);
  if (from >= to) return reader.finish();
  const file = openSync(task.path, 'r');
  try {
    // A part that does not begin the file begins after the newline of a line that started before it.
    let position = Math.max(0, from - 1);
    let isAligned = from === 0;
    let held = 0;
    for (;;) {
      const read = readSync(file, bytes, held, pieceBytes - held, position);
      position += read;
      onBytes(read);
      let end = held + read;
      const start = position - end;
      let begin = 0;
      if (!isAligned) {
        begin = buffer.subarray(0, end).indexOf(NEWLINE) + 1;
        if (begin === 0 && read > 0) {
          if (end === pieceBytes) return undefined;
          held = end;
          continue;
        }
        if (begin === 0 || start + begin >= to) return reader.finish();
        isAligned = true;
      }
      if (read === 0 && end > begin && bytes[end - 1] !== NEWLINE) {
        bytes[end] = NEWLINE;
        end += 1;
      }
      // The part ends with the line that holds its last byte.
      const filled = buffer.subarray(0, end);
      const close = start + end >= to ? filled.indexOf(NEWLINE, Math.max(0, to - 1 - start)) : -1;
      const whole = (close >= 0 ? close : filled.lastIndexOf(NEWLINE)) + 1;
      if (whole > begin && !reader.add(begin, whole)) return undefined;
      if (close >= 0 || read === 0) return reader.finish();
      if (whole === 0 && end === pieceBytes) return undefined;
      bytes.copyWithin(0, whole, end);
      held = end - whole;
    }
  } finally {
    closeSync(file);
  }
}
