/**
 * What the engine is given of a file. Its threads share a file buffer by buffer and keep lines in order only within one, so
 * every file that it reads fits into a buffer: a small one is read where it is, a large one is cut into copies of its parts.
 * To have it keep the lines of many buffers in order costs more time than reading them.
 */
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import type { PreparedFile, Scratch } from './prepared.js';
import { type Compression, LineCounter, pieces, type Scan } from './scan.js';

/** Lines of a file that lie together: in a copy, or in the file itself. */
export interface Part {
  readonly readPath: string;
  readonly compression: Compression;
  /** Of the content. */
  readonly bytes: number;
  /** Lines with content. */
  readonly rows: number;
  /** What comes before it in what is read of the file now. */
  readonly before: { readonly bytes: number; readonly lines: number; readonly rows: number };
}

/** Parts that are read together. */
export interface Cut {
  readonly parts: readonly Part[];
  /** Of these parts alone. */
  readonly scan: Scan;
  readonly isLast: boolean;
}

interface CountedFile extends PreparedFile {
  readonly scan: Scan;
}

/** A part is cut where it reaches this; a long line makes it longer. */
export const PART_BYTES = 12 << 20;
const NOWHERE = { bytes: 0, lines: 0, rows: 0 };
const NEWLINE = 10;

/** Lines with content: those of the copy where there is one. */
export function rowsOf({ scan, unpacked }: CountedFile): number {
  return unpacked?.lines.length ?? scan.lines - scan.blank;
}

/** A small file as its only part. */
export function onePart(file: CountedFile): Part {
  return {
    readPath: file.readPath,
    compression: file.compression,
    bytes: file.scan.bytes,
    rows: rowsOf(file),
    before: NOWHERE,
  };
}

export async function isLarge(file: CountedFile): Promise<boolean> {
  const { size } = file.unpacked === undefined ? { size: file.scan.bytes } : await stat(file.readPath);
  return size > PART_BYTES;
}

/** The content that was counted, cut into parts, about `bytes` of them at a time; they are gone when the next is asked for. */
export async function* cuts(file: CountedFile, bytes: number, scratch: Scratch): AsyncGenerator<Cut> {
  let writer = new PartWriter(scratch);
  let left = file.unpacked === undefined ? file.scan.bytes : Number.POSITIVE_INFINITY;
  try {
    for await (const piece of pieces(file.readPath, file.compression)) {
      let rest = piece.length <= left ? piece : piece.subarray(0, left);
      left -= rest.length;
      if (writer.partBytes + rest.length > PART_BYTES) {
        const end = rest.lastIndexOf(NEWLINE) + 1;
        await writer.write(rest.subarray(0, end));
        rest = rest.subarray(end);
        if (end > 0) await writer.endPart();
        if (end > 0 && writer.bytes >= bytes && (left > 0 || rest.length > 0)) {
          yield { ...writer.finish(), isLast: false };
          await writer.remove();
          writer = new PartWriter(scratch);
        }
      }
      await writer.write(rest);
      if (left === 0) break;
    }
    await writer.endPart();
    yield { ...writer.finish(), isLast: true };
  } finally {
    await writer.remove();
  }
}

class PartWriter {
  readonly #counter = new LineCounter([]);
  readonly #parts: Omit<Part, 'rows'>[] = [];
  readonly #scratch: Scratch;
  #open: { readonly path: string; readonly handle: FileHandle; readonly before: Part['before']; last: number } | undefined;

  constructor(scratch: Scratch) {
    this.#scratch = scratch;
  }

  get bytes(): number {
    return this.#counter.sofar.bytes;
  }

  get partBytes(): number {
    return this.#open === undefined ? 0 : this.bytes - this.#open.before.bytes;
  }

  async write(bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    if (this.#open === undefined) {
      const path = this.#scratch.path('part');
      const { bytes: before, lines, blank } = this.#counter.sofar;
      this.#open = { path, handle: await open(path, 'w'), before: { bytes: before, lines, rows: lines - blank }, last: 0 };
    }
    this.#counter.add(bytes);
    this.#open.last = bytes.at(-1) as number;
    await this.#open.handle.writeFile(bytes);
  }

  async endPart(): Promise<void> {
    if (this.#open === undefined) return;
    const { path, handle, before, last } = this.#open;
    // The engine overlooks a last line of one byte that no newline ends.
    if (last !== NEWLINE) await handle.writeFile('\n');
    await handle.close();
    this.#parts.push({ readPath: path, compression: 'none', bytes: this.bytes - before.bytes, before });
    this.#open = undefined;
  }

  finish(): Pick<Cut, 'parts' | 'scan'> {
    const scan = this.#counter.finish();
    const ends = [...this.#parts.slice(1).map(({ before }) => before.rows), scan.lines - scan.blank];
    return {
      parts: this.#parts.map((part, index) => ({ ...part, rows: (ends[index] as number) - part.before.rows })),
      scan,
    };
  }

  async remove(): Promise<void> {
    await this.#open?.handle.close();
    await Promise.all(this.#parts.map(({ readPath }) => rm(readPath, { force: true })));
  }
}
