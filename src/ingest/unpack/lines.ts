/** The lines of a file as bytes, without their newline, one after the other; of its first `until` bytes. */
import { type Compression, contents } from '../scan.js';

export async function* linesOf(
  path: string,
  compression: Compression,
  until = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let left = until;
  for await (const piece of contents(path, compression)) {
    const chunk = piece.length <= left ? piece : piece.subarray(0, left);
    left -= chunk.length;
    let start = 0;
    for (;;) {
      const newline = chunk.indexOf(10, start);
      if (newline < 0) break;
      yield parts.length === 0
        ? chunk.subarray(start, newline)
        : Buffer.concat([...parts.splice(0), chunk.subarray(start, newline)]);
      start = newline + 1;
    }
    if (start < chunk.length) parts.push(Buffer.from(chunk.subarray(start)));
    if (left === 0) break;
  }
  if (parts.length > 0) yield Buffer.concat(parts);
  parts = [];
}
