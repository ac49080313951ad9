/**
 * Files packed as a zip archive: the same bytes on every machine, because the packer is no part of one and no time is kept.
 */
import { strToU8, zipSync } from 'fflate';

/** The earliest that a zip archive can say: 1 January 1980. */
const NO_TIME = new Date(1980, 0, 1);

export function zipped(files: ReadonlyMap<string, string>): Uint8Array {
  return zipSync(Object.fromEntries([...files].map(([name, text]) => [name, strToU8(text)])), {
    level: 6,
    mtime: NO_TIME,
  });
}
