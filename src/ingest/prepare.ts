/**
 * Makes a file fit for the engine: tells its compression from its first bytes, whatever its name says, and copies to the
 * temporary folder what the engine would misread (a byte order mark, a file of one byte), what can be read only once, and
 * one record to a line what is no JSON lines: lists and objects over many lines, CSV.
 */
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Surroundings } from '../core/question.js';
import { STANDARD_INPUT } from './discover.js';
import { compressionOf, decompressedHead, firstBytes } from './heads.js';
import type { PreparedFile, Scratch } from './prepared.js';
import { type Compression, contents } from './scan.js';
import { afterReading, OPENING_BYTES } from './turns.js';
import { csvDelimiter, readCsv } from './unpack/csv.js';
import { isSpread, splitFile } from './unpack/split.js';

/** Throws the file system's error when the file cannot be read. */
export async function prepare(path: string, surroundings: Surroundings, scratch: Scratch): Promise<PreparedFile> {
  const facts = path === STANDARD_INPUT ? undefined : statSync(path);
  // What can be read only once (standard input, a named pipe, `<(…)` of a shell) is kept for the second reader.
  if (facts === undefined || !facts.isFile()) {
    const spooled = scratch.path('standard-input');
    const input = facts === undefined ? surroundings.standardInput() : createReadStream(path);
    await pipeline(input, createWriteStream(spooled));
    const prepared = await prepare(spooled, surroundings, scratch);
    return { ...prepared, path, modifiedMs: null };
  }
  const file: PreparedFile = {
    path,
    readPath: path,
    compression: 'none',
    size: facts.size,
    modifiedMs: facts.mtimeMs,
  };
  await afterReading(OPENING_BYTES);
  const head = firstBytes(path, facts.size);
  const compression = compressionOf(head);
  const start = compression === 'none' ? head : await decompressedHead(path, compression);
  const hasMark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
  if (!hasMark && start.length > 1) return inRecords({ ...file, compression }, start, scratch);
  const copy = scratch.path('copy');
  await pipeline(withoutMark(path, compression, hasMark), createWriteStream(copy));
  return inRecords({ ...file, readPath: copy }, hasMark ? start.subarray(3) : start, scratch);
}

/** The file as it is when it is JSON lines, else a copy that is. */
async function inRecords(file: PreparedFile, head: Buffer, scratch: Scratch): Promise<PreparedFile> {
  if (isSpread(head)) return splitFile(file, scratch);
  const delimiter = csvDelimiter(head, /\.[ct]sv(\.\w+)?$/i.test(file.path));
  return delimiter === undefined ? file : readCsv(file, delimiter, scratch);
}

async function* withoutMark(path: string, compression: Compression, hasMark: boolean): AsyncGenerator<Buffer> {
  let skip = hasMark ? 3 : 0;
  let last = 10;
  for await (const chunk of contents(path, compression)) {
    const dropped = Math.min(skip, chunk.length);
    skip -= dropped;
    last = chunk.at(-1) ?? last;
    yield chunk.subarray(dropped);
  }
  // The engine overlooks a last line of one byte that no newline ends.
  if (last !== 10) yield Buffer.from('\n');
}
