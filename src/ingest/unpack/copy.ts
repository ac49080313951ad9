/** Writes a file of records, one to a line, and waits where the disk does. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

export function recordWriter(path: string) {
  const output = createWriteStream(path);
  const failed = once(output, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  let held: Uint8Array[] = [];
  let size = 0;
  const flush = async () => {
    if (size === 0) return;
    const isRoom = output.write(Buffer.concat(held));
    held = [];
    size = 0;
    if (!isRoom) await Promise.race([once(output, 'drain'), failed]);
  };
  return {
    /**
     * The record may be white space apart on several lines: outside of strings a newline is a space. The last one is left
     * without an end where more of it may follow in the file, so that it is an unfinished line of the copy.
     */
    async add(record: Uint8Array, isEnded = true): Promise<void> {
      const flat = record.includes(10) || record.includes(13) ? spaced(record) : record;
      held.push(flat);
      if (isEnded) held.push(NEWLINE);
      size += flat.length + 1;
      if (size > FLUSHED_BYTES) await flush();
    },
    async end(): Promise<void> {
      await flush();
      output.end();
      await Promise.race([once(output, 'finish'), failed]);
    },
  };
}

const FLUSHED_BYTES = 1 << 20;
const NEWLINE = Buffer.from('\n');

function spaced(record: Uint8Array): Uint8Array {
  return Uint8Array.from(record, (byte) => (byte === 10 || byte === 13 ? 32 : byte));
}
