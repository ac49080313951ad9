/**
 * Which keys bytes of files may hold, without reading a line: a search for their texts, as quick as the disk. One that is
 * found may be part of another or a value; one that is not is nowhere.
 */
import type { PreparedFile } from './prepared.js';
import { pieces } from './scan.js';

/** Others may be written with escapes, in one of several ways. */
const PLAIN = /^[\w. :-]+$/;

export async function keysInBytes(
  files: readonly PreparedFile[],
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set(keys.filter((key) => !PLAIN.test(key)));
  const sought = new Map([...new Set(keys)].filter((key) => !found.has(key)).map((key) => [key, Buffer.from(key)]));
  const overlap = Math.max(0, ...[...sought.values()].map((text) => text.length - 1));
  for (const { readPath, compression } of files) {
    let kept: Buffer = Buffer.alloc(0);
    for await (const piece of pieces(readPath, compression)) {
      if (sought.size === 0) return found;
      const bytes = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
      for (const [key, text] of sought) {
        if (!bytes.includes(text)) continue;
        found.add(key);
        sought.delete(key);
      }
      kept = Buffer.from(bytes.subarray(Math.max(0, bytes.length - overlap)));
    }
  }
  return found;
}
