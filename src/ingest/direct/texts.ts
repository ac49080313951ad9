/**
 * The distinct texts of one key, numbered from 1 in the order met. They are looked up by their bytes, four at a time, once
 * per line and key.
 */
export type Texts = ReturnType<typeof makeTexts>;

/** Distinct values of one key; more are no grouping. */
export const MOST_VALUES = 64;
const PLACES = 256;
/** Longer texts are no classes of anything. */
const LONGEST_TEXT = 512;
const PRIME = 0x0100_0193;

export function makeTexts(bytes: Uint8Array, view: DataView) {
  const ids = new Uint8Array(PLACES);
  const known: string[] = [];
  /** Per id: where its words start, and its length in bytes. */
  const starts = new Int32Array(MOST_VALUES + 2);
  const lengths = new Int32Array(MOST_VALUES + 2);
  const words = new Int32Array(((MOST_VALUES + 1) * (LONGEST_TEXT + 8)) / 4);

  const wordAt = (start: number, length: number, index: number): number => {
    if (length >= 4) return view.getInt32(start + Math.min(index * 4, length - 4), true);
    let word = 0;
    for (let at = 0; at < length; at += 1) word = (word << 8) | (bytes[start + at] as number);
    return word;
  };

  const isSame = (id: number, start: number, length: number): boolean => {
    if (lengths[id] !== length) return false;
    const from = starts[id] as number;
    if (length < 4) return words[from] === wordAt(start, length, 0);
    const count = length >> 2;
    for (let index = 0; index < count; index += 1) {
      if (words[from + index] !== view.getInt32(start + index * 4, true)) return false;
    }
    return words[from + count] === view.getInt32(start + length - 4, true);
  };

  const learn = (start: number, length: number): number => {
    if (known.length >= MOST_VALUES || length > LONGEST_TEXT) return 0;
    known.push(Buffer.from(bytes.subarray(start, start + length)).toString('utf8'));
    const id = known.length;
    const from = starts[id] as number;
    const count = (length >> 2) + 1;
    for (let index = 0; index < count; index += 1) words[from + index] = wordAt(start, length, index);
    lengths[id] = length;
    starts[id + 1] = from + count;
    return id;
  };

  return {
    /** Number of the text in these bytes of the buffer; 0 when it is one too many. */
    idOf(start: number, end: number): number {
      const length = end - start;
      let hash = length;
      if (length < 4) hash ^= wordAt(start, length, 0);
      else {
        for (let at = start; at + 4 < end; at += 4) hash = Math.imul(hash ^ view.getInt32(at, true), PRIME);
        hash = Math.imul(hash ^ view.getInt32(end - 4, true), PRIME);
      }
      let place = (hash ^ (hash >>> 16)) & (PLACES - 1);
      for (;;) {
        const id = ids[place] as number;
        if (id === 0) break;
        if (isSame(id, start, length)) return id;
        place = (place + 1) & (PLACES - 1);
      }
      ids[place] = learn(start, length);
      return ids[place] as number;
    },
    /** The index after the text with this number, if its bytes stand here; -1 otherwise. Another text may begin like it. */
    afterGuess: (id: number, start: number): number => {
      const length = lengths[id] as number;
      return isSame(id, start, length) ? start + length : -1;
    },
    all: (): readonly string[] => known,
  };
}
