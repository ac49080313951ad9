/**
 * What content is known by: its size, its lines, and hashes of both ends. A change of bytes in the middle of a large file that keeps
 * its size and its number of lines goes unnoticed: a full hash would cost more than reading the calls.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { PreparedFile } from './prepared.js';
import { type Compression, EDGE_BYTES, scan } from './scan.js';
import type { Unpacked } from './unpack/unpacked.js';

export interface Fingerprint {
  /** Of the decompressed content that was counted. */
  readonly bytes: number;
  readonly lines: number;
  readonly head: string;
  readonly tail: string;
  /** Of what its records were cut from, as it stood then. */
  readonly from?: Edges | undefined;
}

/** What content begins with, and what its first so many bytes end with. */
export type Edges = Pick<Fingerprint, 'bytes' | 'head' | 'tail'>;

export function fingerprintParts(text: string): Fingerprint {
  const [bytes = '', lines = '', head = '', tail = '', ...from] = text.split('-');
  const [fromBytes, fromHead = '', fromTail = ''] = from;
  return {
    bytes: Number(bytes),
    lines: Number(lines),
    head,
    tail,
    from: fromBytes === undefined ? undefined : { bytes: Number(fromBytes), head: fromHead, tail: fromTail },
  };
}

/** A fingerprint that also knows what the records of a copy were cut from: a cut row goes on in the middle of a record. */
export async function withOrigin(fingerprint: string, from: Unpacked['from']): Promise<string> {
  const edges = from === undefined ? undefined : await edgesOf(from.path, 'none', from.bytes);
  return edges === undefined ? fingerprint : `${fingerprint}-${from?.bytes}-${edges.head}-${edges.tail}`;
}

/** Two files with one content have the same, whatever their records were cut from. */
export function contentOf(fingerprint: string): string {
  return fingerprint.split('-', 4).join('-');
}

/** True when the file's content starts with the content of that fingerprint. */
export async function beginsWith(file: Pick<PreparedFile, 'readPath' | 'compression'>, held: Edges): Promise<boolean> {
  const edges = await edgesOf(file.readPath, file.compression, held.bytes);
  return edges !== undefined && edges.head === held.head && edges.tail === held.tail;
}

/** Hashes of both ends of the first so many bytes of content; undefined where there are fewer. */
export async function edgesOf(
  path: string,
  compression: Compression,
  bytes: number,
): Promise<Pick<Fingerprint, 'head' | 'tail'> | undefined> {
  if (compression !== 'none') {
    const begin = await scan(path, { compression, until: bytes });
    return begin.bytes === bytes ? fingerprintParts(begin.fingerprint) : undefined;
  }
  const handle = await open(path, 'r');
  try {
    const length = Math.min(EDGE_BYTES, bytes);
    const head = await hashOf(handle, 0, length);
    const tail = await hashOf(handle, bytes - length, length);
    return head === undefined || tail === undefined ? undefined : { head, tail };
  } finally {
    await handle.close();
  }
}

async function hashOf(handle: FileHandle, position: number, length: number): Promise<string | undefined> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return bytesRead === length ? createHash('sha256').update(buffer).digest('hex').slice(0, 16) : undefined;
}
