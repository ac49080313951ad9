/**
 * Files of JSON that are not one object per line: a list over many lines, objects one after the other with white space
 * inside, or a list on one long line. They are cut into their outermost records by counting braces outside of strings; what
 * a record says is left to the reader of lines. Constant memory but for the largest record.
 *
 * Where braces do not close, all that is complete before it counts, and the rest is one record that is no JSON, or the
 * beginning of one where the file may grow.
 */
import type { PreparedFile, Scratch } from '../prepared.js';
import { contents } from '../scan.js';
import { recordWriter } from './copy.js';
import type { Unpacked } from './unpacked.js';

const QUOTE = 34;
const BACKSLASH = 92;
const NEWLINE = 10;

/** Whether a file that begins like this is to be cut. Its first line is then no whole value, and what follows continues it. */
export function isSpread(head: Buffer): boolean {
  const text = head.toString('utf8');
  const lines = text.split('\n').map((line) => line.trim());
  const first = lines.find((line) => line !== '') ?? '';
  if (!/^[[{]/.test(first) || isWhole(first)) return false;
  const next = lines.slice(lines.indexOf(first) + 1).find((line) => line !== '');
  // One line that is longer than what was looked at, or cut short.
  if (next === undefined) return first.startsWith('[');
  if (!/[[{,:]$/.test(first)) return false;
  return first.startsWith('[') ? /^[[{"\]\d]/.test(next) : /^["}]/.test(next);
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

export async function splitFile(file: PreparedFile, scratch: Scratch): Promise<PreparedFile> {
  const path = scratch.path('split');
  const writer = recordWriter(path);
  const lines: number[] = [];
  let line = 1;
  /** Nesting inside the current record; the outermost list, if there is one, is not counted. */
  let depth = 0;
  let isInList: boolean | undefined;
  let isInText = false;
  let isEscaped = false;
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of contents(file.readPath, file.compression)) {
    bytes += chunk.length;
    let start = parts.length > 0 ? 0 : -1;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (byte === NEWLINE) line += 1;
      if (isInText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInText = false;
        continue;
      }
      if (depth === 0 && start < 0) {
        if (byte <= 32 || byte === 44) continue;
        if (byte === 91 && isInList === undefined) {
          isInList = true;
          continue;
        }
        if (byte === 93 && isInList === true) {
          isInList = false;
          continue;
        }
        isInList ??= false;
        start = at;
        lines.push(line);
      }
      if (byte === QUOTE) isInText = true;
      else if (byte === 123 || byte === 91) depth += 1;
      else if (byte === 125 || byte === 93) {
        depth -= 1;
        if (depth <= 0) {
          depth = 0;
          await writer.add(Buffer.concat([...parts.splice(0), chunk.subarray(start, at + 1)]));
          start = -1;
        }
      } else if (depth === 0 && (byte === 44 || byte === NEWLINE)) {
        // A bare word or number between the records.
        await writer.add(Buffer.concat([...parts.splice(0), chunk.subarray(start, at)]));
        start = -1;
      }
    }
    if (start >= 0) parts.push(Buffer.from(chunk.subarray(start)));
  }
  const canGrow = file.compression === 'none';
  if (parts.length > 0) await writer.add(Buffer.concat(parts), !canGrow);
  parts = [];
  await writer.end();
  const unpacked: Unpacked = {
    countedAs: 'records',
    from: canGrow ? { path: file.readPath, bytes } : undefined,
    counted: lines.length,
    blank: 0,
    lines,
    units: lines.map((_, index) => index + 1),
    empty: { count: 0, firstLine: null },
  };
  return { ...file, readPath: path, compression: 'none', unpacked };
}
