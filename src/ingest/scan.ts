/**
 * Counts the lines of a file exactly, beside the engine's own reading: the account every report rests on.
 *
 * A byte search for newlines; nothing is parsed. Decompression happens here because it is what notices a cut archive.
 */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { unreadable } from '../core/errors.js';
import { afterReading, OPENING_BYTES } from './turns.js';

/** So many lines at the beginning of a large file tell what it is. */
export const SURVEYED_LINES = 200;

/** Bytes at either end of the content that its fingerprint covers. */
export const EDGE_BYTES = 65_536;

export type Compression = 'none' | 'gzip' | 'zstd';

export interface Scan {
  /** Of the decompressed content. */
  readonly bytes: number;
  readonly lines: number;
  readonly blank: number;
  readonly longestLine: number;
  /** Bytes of a last line that no newline ends; 0 where there is none. */
  readonly unfinished: number;
  /**
   * How line numbers run ahead of the numbers of lines with content: from content line `from` on, `by` blank lines came
   * before. Ascending; empty when no line is blank.
   */
  readonly shifts: readonly { readonly from: number; readonly by: number }[];
  /** Tells contents apart: size, line count and hashes of head and tail. A full hash would cost more than the parse. */
  readonly fingerprint: string;
  readonly wanted: readonly WantedLine[];
}

export interface WantedLine {
  /** 1-based number among lines with content. */
  readonly ordinal: number;
  /** 1-based number among all lines. */
  readonly line: number;
  readonly byteOffset: number;
  /** At most EXCERPT_BYTES of it. */
  readonly head: Buffer;
  readonly length: number;
}

const EXCERPT_BYTES = 4096;
const NEWLINE = 10;

export interface ScanOptions {
  readonly compression: Compression;
  /** Ordinals of content lines whose bytes are wanted, ascending. */
  readonly wanted?: readonly number[];
  /** Only the first so many bytes of the content. */
  readonly until?: number | undefined;
  readonly onBytes?: (bytes: number) => void;
}

/** Throws the decompressor's or the file system's error; the caller turns it into a remark about the file. */
export async function scan(path: string, options: ScanOptions): Promise<Scan> {
  const counter = new LineCounter(options.wanted ?? []);
  let left = options.until ?? Number.POSITIVE_INFINITY;
  for await (const piece of pieces(path, options.compression)) {
    const part = piece.length <= left ? piece : piece.subarray(0, left);
    left -= part.length;
    counter.add(part);
    if (counter.longest > LONGEST_LINE) throw unreadable('it has a line of more than 64 MiB, which is no log line');
    options.onBytes?.(part.length);
    if (left === 0) break;
  }
  return counter.finish();
}

const PIECE_BYTES = 4 << 20;
/** First lines are short of that. */
const HEAD_PIECE_BYTES = 128 << 10;
/** The engine holds a line several times over: a longer one would end the run for all files. */
const LONGEST_LINE = 64 << 20;

/** Logs shrink to a tenth or a hundredth. What grows a thousandfold was made to fill memory and disk. */
const LARGEST_RATIO = 500;
const UNSUSPECTED_BYTES = 256 << 20;

/** The content piece by piece; a piece is good until the next. */
export function pieces(path: string, compression: Compression, most: number = PIECE_BYTES): AsyncGenerator<Buffer> {
  return compression === 'none' ? plainPieces(path, most) : contents(path, compression);
}

/**
 * Reads through one buffer: a stream would allocate the whole file piece by piece, faster than it is collected. Without waiting
 * for another thread, which takes longer than most pieces do.
 */
async function* plainPieces(path: string, most: number): AsyncGenerator<Buffer> {
  const file = openSync(path, 'r');
  try {
    // Thousands of small files would otherwise take as many large buffers, faster than they are collected.
    const { size } = fstatSync(file);
    const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(most, size + 1)));
    await afterReading(OPENING_BYTES);
    for (;;) {
      const length = readSync(file, buffer, 0, buffer.length, null);
      if (length === 0) return;
      yield buffer.subarray(0, length);
      await afterReading(length);
    }
  } finally {
    closeSync(file);
  }
}

/** The decompressed bytes of a file. Throws ToolError `unreadable` for one that unpacks to far more than logs do. */
export async function* contents(path: string, compression: Compression): AsyncGenerator<Buffer> {
  if (compression === 'none') return yield* unpacked(path, compression);
  const { size } = await stat(path);
  const most = Math.max(UNSUSPECTED_BYTES, size * LARGEST_RATIO);
  let bytes = 0;
  for await (const piece of unpacked(path, compression)) {
    bytes += piece.length;
    if (bytes > most) {
      throw unreadable(
        `it unpacks to more than ${LARGEST_RATIO} times its size, as no log does; unpack it yourself if it is one`,
      );
    }
    yield piece;
  }
}

async function* unpacked(path: string, compression: Compression): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: await pieceOf(path) });
  if (compression === 'none') yield* file;
  else if (compression === 'gzip') {
    const unzip = createGunzip({ chunkSize: await unzippedPieceOf(path) });
    file.on('error', (error) => unzip.destroy(error));
    yield* file.pipe(unzip);
  } else yield* Readable.from(unzstd(file));
}

/** A buffer for the whole of a small file, a piece of a large one. */
async function pieceOf(path: string): Promise<number> {
  const { size } = await stat(path);
  return Math.min(PIECE_BYTES, Math.max(4096, size + 1));
}

async function unzippedPieceOf(path: string): Promise<number> {
  return Math.min(1 << 20, 16 * (await pieceOf(path)));
}

async function* unzstd(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const ready: Buffer[] = [];
  const decoder = new Decompress((chunk) => ready.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)));
  for await (const chunk of file) {
    decoder.push(chunk);
    yield* ready.splice(0);
  }
  decoder.push(new Uint8Array(0), true);
  yield* ready.splice(0);
}

/** The first lines of a file, whole, with a newline at the end. */
export async function firstLines(path: string, compression: Compression, lines: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let seen = 0;
  for await (const chunk of pieces(path, compression, HEAD_PIECE_BYTES)) {
    let end = -1;
    while (seen < lines) {
      const next = chunk.indexOf(10, end + 1);
      if (next < 0) break;
      end = next;
      seen += 1;
    }
    if (seen >= lines) {
      parts.push(Buffer.from(chunk.subarray(0, end + 1)));
      break;
    }
    parts.push(Buffer.from(chunk));
  }
  return Buffer.concat([...parts, Buffer.from('\n')]);
}

/** Counts what it is given, chunk by chunk. */
export class LineCounter {
  #bytes = 0;
  #lines = 0;
  #blank = 0;
  #longest = 0;
  /** Bytes of the current line seen in earlier chunks, and whether they were all white space. */
  #carried = 0;
  #isBlank = true;
  readonly #shifts: { from: number; by: number }[] = [];
  readonly #head = createHash('sha256');
  #headLeft = EDGE_BYTES;
  #tail: Buffer = Buffer.alloc(0);
  readonly #wanted: readonly number[];
  #next = 0;
  readonly #found: WantedLine[] = [];
  #saved: Buffer[] = [];

  constructor(wanted: readonly number[]) {
    this.#wanted = wanted;
  }

  /** Bytes of the longest line so far, one that has not ended yet included. */
  get longest(): number {
    return Math.max(this.#longest, this.#carried);
  }

  add(chunk: Buffer): void {
    this.#remember(chunk);
    let position = 0;
    for (;;) {
      const newline = chunk.indexOf(NEWLINE, position);
      const end = newline < 0 ? chunk.length : newline;
      if (this.#isBlank) this.#isBlank = isWhiteSpace(chunk, position, end);
      if (this.#next < this.#wanted.length) this.#save(chunk, position, end);
      if (newline < 0) {
        this.#carried += end - position;
        break;
      }
      this.#endLine(this.#carried + end - position, this.#bytes + end);
      position = newline + 1;
    }
    this.#bytes += chunk.length;
  }

  finish(): Scan {
    const unfinished = this.#carried;
    if (this.#carried > 0) this.#endLine(this.#carried, this.#bytes);
    const tail = createHash('sha256').update(this.#tail).digest('hex').slice(0, 16);
    return {
      bytes: this.#bytes,
      lines: this.#lines,
      blank: this.#blank,
      longestLine: this.#longest,
      unfinished,
      shifts: this.#shifts,
      fingerprint: `${this.#bytes}-${this.#lines}-${this.#head.digest('hex').slice(0, 16)}-${tail}`,
      wanted: this.#found,
    };
  }

  #endLine(length: number, endOffset: number): void {
    this.#lines += 1;
    if (length > this.#longest) this.#longest = length;
    if (this.#isBlank) {
      this.#blank += 1;
      const from = this.#lines - this.#blank + 1;
      const last = this.#shifts.at(-1);
      if (last?.from === from) last.by = this.#blank;
      else this.#shifts.push({ from, by: this.#blank });
    } else if (this.#wanted[this.#next] === this.#lines - this.#blank) {
      const ordinal = this.#lines - this.#blank;
      const head = Buffer.concat(this.#saved).subarray(0, EXCERPT_BYTES);
      this.#found.push({ ordinal, line: this.#lines, byteOffset: endOffset - length, head, length });
      this.#next += 1;
    }
    this.#saved = [];
    this.#carried = 0;
    this.#isBlank = true;
  }

  /** Keeps the head of a line only when the next wanted line can be this one. */
  #save(chunk: Buffer, start: number, end: number): void {
    if (this.#wanted[this.#next] !== this.#lines - this.#blank + 1) return;
    const have = this.#saved.reduce((total, part) => total + part.length, 0);
    if (have < EXCERPT_BYTES)
      this.#saved.push(Buffer.from(chunk.subarray(start, Math.min(end, start + EXCERPT_BYTES - have))));
  }

  #remember(chunk: Buffer): void {
    if (this.#headLeft > 0) {
      const part = chunk.subarray(0, this.#headLeft);
      this.#head.update(part);
      this.#headLeft -= part.length;
    }
    this.#tail =
      chunk.length >= EDGE_BYTES
        ? Buffer.from(chunk.subarray(chunk.length - EDGE_BYTES))
        : Buffer.concat([this.#tail, chunk]).subarray(-EDGE_BYTES);
  }
}

/** Whether nothing in these bytes can be seen. */
export function isWhiteSpace(bytes: Buffer, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] as number;
    if (byte !== 32 && (byte < 9 || byte > 13)) return false;
  }
  return true;
}
