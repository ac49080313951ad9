/** What files begin with: enough to tell their compression and what they are. */
import { closeSync, openSync, readSync } from 'node:fs';
import { type Compression, contents } from './scan.js';

const HEAD_BYTES = 65_536;

/** Of the file as it is on disk. */
export function firstBytes(path: string, size: number): Buffer {
  const file = openSync(path, 'r');
  try {
    // Some systems give files without a size content all the same.
    const head = Buffer.allocUnsafe(size === 0 ? HEAD_BYTES : Math.min(HEAD_BYTES, size));
    return head.subarray(0, readSync(file, head, 0, head.length, 0));
  } finally {
    closeSync(file);
  }
}

export function compressionOf(head: Buffer): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528) return 'zstd';
  return 'none';
}

/** Damaged archives are reported by the scan, which reads them to the end; here they only have no head. */
export async function decompressedHead(path: string, compression: Compression): Promise<Buffer> {
  try {
    for await (const chunk of contents(path, compression)) if (chunk.length > 0) return chunk;
  } catch {
    return Buffer.from('??');
  }
  return Buffer.alloc(0);
}
