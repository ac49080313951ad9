/**
 * The keys of the lines and their order: the next key is guessed from the one before and compared four bytes at a time,
 * quotes and colon included. Keys that were not in the plan are learnt as they come, or end the quick way.
 */
import { ENDS_TEXT } from '../json-value.js';

/** What `idAt` gives where no key starts, or one that the plan refuses. */
export const NO_KEY = -1;
const REFUSED = -2;
const MOST_KEYS = 256;
/** Longer keys than calls have; with it the words fit a fixed table, which the reader reads faster than one that grows. */
const LONGEST_KEY = 120;

export function makeKeys(bytes: Uint8Array, view: DataView, planned: readonly string[], refused: readonly string[]) {
  const byName = new Map<string, number>(refused.map((key) => [latin1(Buffer.from(key)), REFUSED]));
  /** Bytes of `"name":` per key. */
  const lengths = new Int32Array(MOST_KEYS);
  const starts = new Int32Array(MOST_KEYS + 1);
  const words = new Int32Array((MOST_KEYS * (LONGEST_KEY + 8)) / 4);
  /** By the key before, shifted by one: what follows nothing stands first. */
  const followedBy = new Int32Array(MOST_KEYS + 1).fill(NO_KEY);
  let count = 0;

  const learn = (name: Uint8Array): number => {
    const id = count;
    count += 1;
    byName.set(latin1(name), id);
    const text = Buffer.concat([Buffer.from('"'), name, Buffer.from('":')]);
    const from = starts[id] as number;
    const needed = (text.length >> 2) + 1;
    for (let index = 0; index < needed; index += 1) {
      words[from + index] = text.readInt32LE(Math.min(index * 4, text.length - 4));
    }
    lengths[id] = text.length;
    starts[id + 1] = from + needed;
    return id;
  };
  for (const key of planned) learn(Buffer.from(key));

  return {
    /** Number of the key whose `"name":` starts here and was expected after `previous` (-1 at the start of a line); -1 otherwise. */
    expected(previous: number, at: number): number {
      const id = followedBy[previous + 1] as number;
      if (id < 0) return NO_KEY;
      const from = starts[id] as number;
      const length = lengths[id] as number;
      const whole = length >> 2;
      for (let index = 0; index < whole; index += 1) {
        if (words[from + index] !== view.getInt32(at + index * 4, true)) return NO_KEY;
      }
      return words[from + whole] === view.getInt32(at + length - 4, true) ? id : NO_KEY;
    },

    /** Bytes of `"name":`. */
    lengthOf: (id: number): number => lengths[id] as number,

    /** Number of the key whose opening quote is here, and the memory that it followed `previous`; below 0 when there is none to count by. */
    idAt(previous: number, at: number): number {
      if (bytes[at] !== 34) return NO_KEY;
      let end = at + 1;
      while (ENDS_TEXT[bytes[end] as number] === 0) end += 1;
      if (bytes[end] !== 34) return NO_KEY;
      const name = Uint8Array.from(bytes.subarray(at + 1, end));
      const known = byName.get(latin1(name));
      // A log whose keys are data has no end of them; and `"":` is shorter than the four bytes compared at a time.
      const isTooMuch = count >= MOST_KEYS || name.length === 0 || name.length > LONGEST_KEY;
      const id = known ?? (isTooMuch ? REFUSED : learn(name));
      if (id >= 0) followedBy[previous + 1] = id;
      return id;
    },
  };
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
