/**
 * Opens the lines of a file that hold many records. Done in JavaScript, beside the engine: telemetry has to be turned inside
 * out, exports have to keep every digit, and such files are few. A file without containers costs a search for a few words.
 */
import type { PreparedFile, Scratch } from '../prepared.js';
import { type Compression, firstLines, isWhiteSpace, pieces, type Scan } from '../scan.js';
import { recordsIn } from './containers.js';
import { recordWriter } from './copy.js';
import { linesOf } from './lines.js';
import { LONGEST_SIGN, mayHoldIn, mayHoldLine } from './signs.js';
import type { Unpacked } from './unpacked.js';

/** Whether one of the first lines may be a container. */
export async function mayHoldRecords(path: string, compression: Compression, lines: number): Promise<boolean> {
  if (lines < Number.POSITIVE_INFINITY) return mayHoldIn(await firstLines(path, compression, lines));
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of pieces(path, compression)) {
    // A word may lie across two pieces.
    if (mayHoldIn(kept.length === 0 ? chunk : Buffer.concat([kept, chunk]))) return true;
    kept = Buffer.from(chunk.subarray(-LONGEST_SIGN));
  }
  return false;
}

/** A copy in which every record of the lines that were counted stands on its own line; undefined where no line holds others. */
export async function unpackLines(
  file: PreparedFile & { readonly scan: Pick<Scan, 'bytes'> },
  scratch: Scratch,
): Promise<(PreparedFile & { readonly unpacked: Unpacked }) | undefined> {
  const path = scratch.path('unpacked');
  const writer = recordWriter(path);
  const lines: number[] = [];
  const units: number[] = [];
  const outer = file.unpacked;
  let number = 0;
  let blank = 0;
  let empty = 0;
  let firstEmpty: number | null = null;
  let isPacked = false;
  for await (const line of linesOf(file.readPath, file.compression, file.scan.bytes)) {
    number += 1;
    if (isWhiteSpace(line, 0, line.length)) {
      blank += 1;
      continue;
    }
    const content = number - blank - 1;
    const origin = outer === undefined ? number : (outer.lines[content] as number);
    const unit = outer === undefined ? number : (outer.units[content] as number);
    const records = mayHoldLine(line) ? recordsIn(line) : undefined;
    if (records !== undefined) isPacked = true;
    if (records?.length === 0) {
      empty += 1;
      firstEmpty ??= origin;
    }
    for (const record of records ?? [line]) {
      lines.push(origin);
      units.push(unit);
      await writer.add(record);
    }
  }
  await writer.end();
  if (!isPacked) return undefined;
  const unpacked: Unpacked = {
    countedAs: outer?.countedAs ?? 'lines',
    from: outer?.from,
    counted: outer?.counted ?? number,
    blank: outer?.blank ?? blank,
    lines,
    units,
    empty: { count: empty, firstLine: firstEmpty },
  };
  return { ...file, readPath: path, compression: 'none', unpacked };
}
