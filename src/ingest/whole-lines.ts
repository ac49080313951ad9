/**
 * The lines of a file that start in a range of bytes, whole, some at a time. Reads through one buffer, so that memory does not
 * grow with the file.
 */
import { closeSync, openSync, readSync } from 'node:fs';

export interface Stretch {
  readonly path: string;
  readonly from: number;
  /** Lines that start here or later are another's. */
  readonly to: number;
  /** Bytes read at a time; a line may not be longer. */
  readonly pieceBytes: number;
}

/** A buffer has so many bytes more than are ever filled: readers look a little past the end of a line. */
export const MARGIN = 32;

const NEWLINE = 10;

/**
 * Hands over where in `bytes`, which has room for a piece and the margin, whole lines begin and end. False where `use` said
 * so or a line was too long. Throws the file system's errors.
 */
export function wholeLines(
  { path, from, to, pieceBytes }: Stretch,
  bytes: Uint8Array,
  onBytes: (bytes: number) => void,
  use: (begin: number, end: number) => boolean,
): boolean {
  if (from >= to) return true;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset);
  const file = openSync(path, 'r');
  try {
    // What does not begin the file begins after the newline of a line that started before it.
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
          if (end === pieceBytes) return false;
          held = end;
          continue;
        }
        if (begin === 0 || start + begin >= to) return true;
        isAligned = true;
      }
      if (read === 0 && end > begin && bytes[end - 1] !== NEWLINE) {
        bytes[end] = NEWLINE;
        end += 1;
      }
      // It ends with the line that holds its last byte.
      const filled = buffer.subarray(0, end);
      const close = start + end >= to ? filled.indexOf(NEWLINE, Math.max(0, to - 1 - start)) : -1;
      const whole = (close >= 0 ? close : filled.lastIndexOf(NEWLINE)) + 1;
      if (whole > begin && !use(begin, whole)) return false;
      if (close >= 0 || read === 0) return true;
      if (whole === 0 && end === pieceBytes) return false;
      bytes.copyWithin(0, whole, end);
      held = end - whole;
    }
  } finally {
    closeSync(file);
  }
}
