/**
 * Files are read without waiting for another thread. So that an interruption is heard and progress is seen all the same, whatever
 * waits has its turn after so many bytes, be they of one file or of thousands.
 */
import { promisify } from 'node:util';

const BYTES_BETWEEN = 32 << 20;
/** Opening a file takes as long as reading about so much of it. */
export const OPENING_BYTES = 64 << 10;

const turn = promisify(setImmediate);
let read = 0;

/** To be told of what was read; waits when it is the others' turn. */
export async function afterReading(bytes: number): Promise<void> {
  read += bytes;
  if (read < BYTES_BETWEEN) return;
  read = 0;
  await turn();
}
