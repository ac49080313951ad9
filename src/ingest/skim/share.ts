/** One thread's share of the lines. */
import { SURVEYED_LINES } from '../scan.js';
import { mayHoldIn } from '../unpack/signs.js';
import { MARGIN, wholeLines } from '../whole-lines.js';
import { makeSkimmer, type Tally } from './line-skimmer.js';
import type { SkimPlan } from './plan.js';

export interface SkimTask extends Pick<SkimPlan, 'root' | 'kept'> {
  /** Stretches of files, in order. */
  readonly parts: readonly Part[];
  readonly pieceBytes: number;
  /** Shared with who reads the rows: of each group the values that are wanted, 0 where no row is. */
  readonly wanted: Uint32Array;
}

/** A task of a thread that waits while so much of what it read has not been taken in. */
export interface FlowingTask extends SkimTask {
  /** How many pieces those are. */
  readonly waiting: Int32Array;
}

export interface Part {
  readonly part: number;
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** The first line of a group, and which values of it are kept, in the order in which they stand in it and in the group's rows. */
export interface Example {
  readonly line: Uint8Array;
  readonly values: readonly { readonly slot: number; readonly from: number; readonly to: number }[];
}

/** Rows, after the examples of all groups that they are of. */
export interface SkimPiece {
  readonly examples: readonly Example[];
  readonly rows: Float64Array;
}

export interface SkimmedPart {
  readonly part: number;
  readonly content: number;
  readonly blank: number;
  readonly tallies: readonly Tally[];
}

export interface SkimmedShare {
  readonly parts: readonly SkimmedPart[];
  readonly examples: readonly Example[];
  /** Lines that are left to the engine: where they are, and what they say, each with its newline. */
  readonly rest: { readonly places: readonly (readonly [part: number, place: number])[]; readonly text: Uint8Array };
}

/** More than so much of what cannot be skimmed is read faster the general way. */
const MOST_REST_BYTES = 4 << 20;

/**
 * Undefined where a line is longer than a piece, where one of the first lines of a file may hold many records, or where too much is
 * left over. Throws the file system's errors.
 */
export function skimShare(
  { root, kept, parts, pieceBytes, wanted }: SkimTask,
  onBytes: (bytes: number) => void,
  onPiece: (piece: SkimPiece) => void,
): SkimmedShare | undefined {
  const bytes = new Uint8Array(pieceBytes + MARGIN);
  const places: [number, number][] = [];
  const texts: Buffer[] = [];
  let restBytes = 0;
  let examples: Example[] = [];
  let part = 0;
  const copied = (from: number, to: number) => Buffer.from(bytes.subarray(from, to));
  const skimmer = makeSkimmer(bytes, {
    root,
    kept,
    wanted,
    rest(place, from, to) {
      places.push([part, place]);
      texts.push(copied(from, to), NEWLINE);
      restBytes += to - from + 1;
    },
    example(from, to, { count, slots, starts, ends }) {
      const values = Array.from({ length: count }, (_, index) => ({
        slot: slots[index] as number,
        from: (starts[index] as number) - from,
        to: (ends[index] as number) - from,
      }));
      examples.push({ line: copied(from, to), values });
    },
    rows(rows) {
      onPiece({ examples, rows });
      examples = [];
    },
  });
  const skimmed: SkimmedPart[] = [];
  let isFirst = false;
  const add = (from: number, to: number): boolean => {
    if (isFirst && mayHoldIn(firstLines(Buffer.from(bytes.buffer, from, to - from)))) return false;
    isFirst = false;
    skimmer.add(from, to);
    return restBytes <= MOST_REST_BYTES;
  };
  for (const one of parts) {
    part = one.part;
    isFirst = one.from === 0;
    skimmer.next(part);
    if (!wholeLines({ ...one, pieceBytes }, bytes, onBytes, add)) return undefined;
    skimmed.push({ part, ...skimmer.next(part) });
  }
  skimmer.flush();
  return { parts: skimmed, examples, rest: { places, text: Buffer.concat(texts) } };
}

function firstLines(lines: Buffer): Buffer {
  let end = 0;
  for (let count = 0; count < SURVEYED_LINES && end < lines.length; count += 1) end = lines.indexOf(10, end) + 1;
  return lines.subarray(0, end);
}

const NEWLINE = Buffer.from('\n');
