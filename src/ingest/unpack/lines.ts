/** The lines of a file as bytes, without their newline, one after the other. */
import { type Compression, contents } from '../scan.js';

export async function* linesOf(path: string, compression: Compression): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  for await (const chunk of contents(path, compression)) {
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
  }
  if (parts.length > 0) yield Buffer.concat(parts);
  parts = [];
}
