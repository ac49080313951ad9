/**
 * Reads lines from a buffer of bytes into rows of numbers: what is kept of the members that vary, behind the number of the group
 * that the line is of. No string and no object is made per line.
 *
 * What it is not sure of (broken JSON, escapes in what is kept, a key that was not to be expected, more values of a member or
 * more kinds of lines than logs have) it leaves to the engine, line by line.
 */
import { isUtf8 } from 'node:buffer';
import { makeTexts, type Texts } from '../direct/texts.js';
import { makeStamps } from '../direct/time.js';
import { afterNumber, afterSpace, afterString, afterValue, afterWord, endOfPlain } from '../json-value.js';
import { Groups, MOST_GROUPS } from './groups.js';
import {
  COMMON,
  type Edge,
  INSIDE,
  LineShapes,
  NOTHING,
  NUMBER,
  OBJECT,
  STRING,
  TRUTH,
  UNREAD,
} from './line-shapes.js';
import type { Kept, Member } from './plan.js';

/** The values of a line that are kept, in the order in which they stand in it: first byte, and the one behind the last. */
export interface KeptValues {
  readonly count: number;
  readonly slots: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export interface Skimming {
  readonly root: Member;
  readonly kept: readonly Kept[];
  /** Of each group which of its values are wanted, as `wantedBits` writes it: all of them until it is known what the group is. */
  readonly wanted: Uint32Array;
  /** A line that is left to the engine, and its place among all lines of the stretch, from 0. */
  rest(place: number, from: number, to: number): void;
  /** The first line of the next group. */
  example(from: number, to: number, values: KeptValues): void;
  /** Full rows of numbers, which the skimmer does not use again. */
  rows(numbers: Float64Array): void;
}

/** What a group's lines are in a stretch of a file. */
export interface Tally {
  readonly group: number;
  readonly lines: number;
  /** The first of them among all lines there, from 0. */
  readonly first: number;
}

/** Numbers at the head of a row: its group, its part of a file, its place among the lines with content there. */
export const HEAD = 3;
/** How many numbers are kept of a member. */
export const WIDTHS: Readonly<Record<Kept, number>> = { nothing: 0, number: 1, instant: 1, identity: 2 };

const WANTED_VALUES = 31;

/** Bits of the values, by their places in the line, that calls of a group need; values further on are always kept. */
export function wantedBits(places: readonly number[]): number {
  return places.reduce((bits, place) => (place < WANTED_VALUES ? bits | (1 << place) : bits), 1 << WANTED_VALUES) >>> 0;
}

/** A longer value is no identity, no count and no time. */
const LONGEST_VALUE = 1024;
const DEEPEST = 16;
/** Numbers that are handed over at a time at most. */
export const PIECE_NUMBERS = 1 << 16;
const KINDS: readonly Kept[] = ['nothing', 'number', 'instant', 'identity'];

export function makeSkimmer(bytes: Uint8Array, { root, kept, wanted, ...to }: Skimming) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shapes = new LineShapes(bytes, view, root);
  const groups = new Groups();
  const stamps = makeStamps(bytes, view);
  const textsOf = new Map<Member, Texts>();
  const slots = kept.length;
  const kinds = Uint8Array.from(kept, (kind) => KINDS.indexOf(kind));
  const longestRow = HEAD + kept.reduce((sum, kind) => sum + WIDTHS[kind], 0);
  /** Of the current line: the values that are kept, and the numbers of its common ones. */
  const places = new Int32Array(slots);
  const starts = new Int32Array(slots);
  const ends = new Int32Array(slots);
  let keptCount = 0;
  const marks = new Uint8Array(64);
  let marked = 0;
  let part = 0;
  let ordinal = 0;
  let blank = 0;
  let lines = new Int32Array(MOST_GROUPS);
  let firsts = new Int32Array(MOST_GROUPS);
  let out = new Float64Array(PIECE_NUMBERS);
  let used = 0;

  /** The index after the value of a common member, which is marked; -1 when it is one value too many. */
  const afterCommon = (start: number, edge: Edge): number => {
    let texts = edge.texts;
    if (texts === undefined) {
      texts = textsOf.get(edge.member as Member) ?? makeTexts(bytes, view);
      textsOf.set(edge.member as Member, texts);
      edge.texts = texts;
    }
    const guess = edge.guess;
    if (guess > 0) {
      const end = texts.afterGuess(guess, start);
      const next = bytes[end];
      if (end > 0 && (next === 44 || next === 125) && marked < marks.length) {
        marks[marked] = guess;
        marked += 1;
        return end;
      }
    }
    const end = afterValue(bytes, start, view);
    if (end < 0) return -1;
    const id = texts.idOf(start, end);
    if (id === 0 || marked >= marks.length) return -1;
    edge.guess = id;
    marks[marked] = id;
    marked += 1;
    return end;
  };

  /** The index after the value of a varying member; -1 when it is not kept as its bytes are. */
  const afterVarying = (start: number, edge: Edge): number => {
    const { slot, beginnings } = edge;
    let from = start;
    let end: number;
    let after: number;
    if (bytes[start] === 34) {
      from = start + 1;
      end = endOfPlain(bytes, view, from);
      if (bytes[end] !== 34 || end === from) return -1;
      after = end + 1;
    } else {
      end = afterPlainNumber(bytes, start);
      if (end < 0) return -1;
      after = end;
    }
    if (end - from > LONGEST_VALUE) return -1;
    if (kinds[slot] !== 0) {
      places[keptCount] = slot;
      starts[keptCount] = from;
      ends[keptCount] = end;
      keptCount += 1;
    }
    if (beginnings.length > 0) {
      if (marked >= marks.length) return -1;
      marks[marked] = 1 + begunWith(bytes, from, end, beginnings);
      marked += 1;
    }
    return after;
  };

  /** The index after the brace that closes the line's object; -1 when the line is to be left to the engine. */
  const afterLine = (start: number): number => {
    let at = start + 1;
    let point = shapes.start;
    let depth = 0;
    let isFirst = true;
    marked = 0;
    keptCount = 0;
    for (;;) {
      let byte = bytes[at] as number;
      if (byte === 32) {
        at = afterSpace(bytes, at);
        byte = bytes[at] as number;
      }
      if (byte === 125) {
        at += 1;
        point = shapes.closed(point);
        if (depth === 0) {
          ended = point;
          return at;
        }
        depth -= 1;
        isFirst = false;
        continue;
      }
      if (!isFirst) {
        if (byte !== 44) return -1;
        at += 1;
        if (bytes[at] === 32) at += 1;
      }
      isFirst = false;
      let edge = point.guess;
      if (edge === undefined || !shapes.isKey(edge, at)) {
        edge = shapes.knownAt(point, at);
        if (edge !== undefined) {
          point.guess = edge;
          at += edge.length;
        }
      } else at += edge.length;
      if (edge === undefined) {
        at = afterSpace(bytes, at);
        edge = shapes.edgeAt(point, at);
        if (edge === undefined) return -1;
        point.guess = edge;
        at = afterSpace(bytes, at + edge.length - 1);
        if (bytes[at] !== 58) return -1;
        at += 1;
      }
      byte = bytes[at] as number;
      if (byte === 32) {
        at = afterSpace(bytes, at);
        byte = bytes[at] as number;
      }
      const { role } = edge;
      if (role === UNREAD) {
        if (byte === 34) {
          at = endOfPlain(bytes, view, at + 1);
          at = bytes[at] === 34 ? at + 1 : afterString(bytes, at, view);
        } else at = afterValue(bytes, at, view);
        point = edge.next[STRING] ?? shapes.after(edge, STRING);
      } else if (byte === 110) {
        at = afterWord(bytes, at);
        point = edge.next[NOTHING] ?? shapes.after(edge, NOTHING);
      } else if (role === INSIDE) {
        if (byte !== 123 || depth >= DEEPEST) return -1;
        at += 1;
        depth += 1;
        isFirst = true;
        point = edge.next[OBJECT] ?? shapes.after(edge, OBJECT);
      } else if (role === COMMON) {
        at = afterCommon(at, edge);
        point = edge.next[STRING] ?? shapes.after(edge, STRING);
      } else {
        const kind = byte === 34 ? STRING : byte === 116 || byte === 102 ? TRUTH : NUMBER;
        at = afterVarying(at, edge);
        point = edge.next[kind] ?? shapes.after(edge, kind);
      }
      if (at < 0) return -1;
    }
  };
  let ended = shapes.start;

  /** What is kept of the current line, behind the rows before it. */
  const keep = (group: number): void => {
    if (used + longestRow > PIECE_NUMBERS) flush();
    out[used] = group;
    out[used + 1] = part;
    out[used + 2] = ordinal;
    used += HEAD;
    const bits = wanted[group] as number;
    for (let index = 0; index < keptCount; index += 1) {
      const start = starts[index] as number;
      const end = ends[index] as number;
      const kind = kinds[places[index] as number];
      if (index < WANTED_VALUES && ((bits >>> index) & 1) === 0) {
        used += kind === 3 ? 2 : 1;
      } else if (kind === 1) {
        out[used] = numberIn(start, end);
        used += 1;
      } else if (kind === 2) {
        if (bytes[end] !== 34 || stamps.after(start, out, used) !== end + 1) out[used] = epoch(numberIn(start, end));
        used += 1;
      } else if (kind === 3) {
        hash(start, end);
        used += 2;
      }
    }
  };

  const flush = (): void => {
    if (used === 0) return;
    to.rows(out.subarray(0, used));
    out = new Float64Array(PIECE_NUMBERS);
    used = 0;
  };

  /** The number written here; not a number where it is written in any but the plainest way. */
  const numberIn = (start: number, end: number): number => {
    let value = 0;
    for (let at = start; at < end; at += 1) {
      const digit = (bytes[at] as number) - 48;
      if (digit < 0 || digit > 9) return fractionIn(start, end);
      value = value * 10 + digit;
    }
    const length = end - start;
    return length > 15 || (length > 1 && bytes[start] === 48) ? Number.NaN : value;
  };

  /** Only where the line has a number: what text means is for those who write it. */
  const fractionIn = (start: number, end: number): number =>
    bytes[end] === 34
      ? Number.NaN
      : Number(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1'));

  /** Two numbers below 2^48 that tell the text from others. */
  const hash = (start: number, end: number): void => {
    let one = end - start;
    let two = 0x9e3779b1 ^ one;
    let three = 0x85ebca6b + one;
    let at = start;
    for (; at + 4 <= end; at += 4) {
      const word = view.getInt32(at, true);
      one = Math.imul(one ^ word, 0x01000193);
      one ^= one >>> 15;
      two = Math.imul(two + word, 0x85ebca77);
      two = (two << 13) | (two >>> 19);
      three = Math.imul(three ^ word, 0xc2b2ae3d);
      three ^= three >>> 16;
    }
    for (; at < end; at += 1) {
      const byte = bytes[at] as number;
      one = Math.imul(one ^ byte, 0x01000193);
      one ^= one >>> 15;
      two = Math.imul(two + byte, 0x85ebca77);
      two = (two << 13) | (two >>> 19);
      three = Math.imul(three ^ byte, 0xc2b2ae3d);
      three ^= three >>> 16;
    }
    out[used] = (one >>> 0) * 65_536 + (three & 0xffff);
    out[used + 1] = (two >>> 0) * 65_536 + (three >>> 16);
  };

  /** Skims the line and gives the index after its newline; -1 when it is to be left to the engine. */
  const skimmed = (start: number): number => {
    const end = afterLine(start);
    if (end < 0) return -1;
    const after = bytes[end] === 10 ? end : afterSpace(bytes, end);
    if (bytes[after] !== 10) return -1;
    const group = groups.of(ended, marks, marked);
    if (group < 0) return -1;
    if (groups.isNew) to.example(start, after, { count: keptCount, slots: places, starts, ends });
    if (lines[group] === 0) firsts[group] = ordinal + blank;
    lines[group] = (lines[group] as number) + 1;
    if (wanted[group] !== 0) keep(group);
    return after + 1;
  };

  return {
    /** Skims the whole lines between these places of the buffer, the last of which ends with a newline. */
    add(from: number, until: number): void {
      const isText = isUtf8(bytes.subarray(from, until));
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let at = from;
      while (at < until) {
        const next = isText && bytes[at] === 123 && !shapes.isFull ? skimmed(at) : -1;
        if (next >= 0) {
          ordinal += 1;
          at = next;
          continue;
        }
        const end = buffer.indexOf(10, at);
        if (isBlank(bytes, at, end)) blank += 1;
        else {
          to.rest(ordinal + blank, at, end);
          ordinal += 1;
        }
        at = end + 1;
      }
    },
    /** Begins with the next stretch, and gives what the one before held. */
    next(number: number): { readonly content: number; readonly blank: number; readonly tallies: readonly Tally[] } {
      const tallies: Tally[] = [];
      for (let group = 0; group < groups.count; group += 1) {
        const count = lines[group] as number;
        if (count > 0) tallies.push({ group, lines: count, first: firsts[group] as number });
      }
      const held = { content: ordinal, blank, tallies };
      lines = new Int32Array(MOST_GROUPS);
      firsts = new Int32Array(MOST_GROUPS);
      part = number;
      ordinal = 0;
      blank = 0;
      return held;
    },
    flush,
  };
}

/** What a bare number means as a time, as `from_epoch_parts` reads it: microseconds since the epoch. */
function epoch(value: number): number {
  if (!Number.isInteger(value)) return Number.NaN;
  if (value < 1e11) return value * 1e6;
  return value < 1e14 ? value * 1e3 : value;
}

/** Whole numbers of at most fifteen digits, and fractions that are written as everybody writes them: their bytes are their text. */
function afterPlainNumber(bytes: Uint8Array, start: number): number {
  const first = bytes[start] as number;
  if (first === 116 || first === 102) return afterWord(bytes, start);
  let at = start;
  while ((bytes[at] as number) >= 48 && (bytes[at] as number) <= 57) at += 1;
  const length = at - start;
  if (length === 0 || length > 15 || (length > 1 && first === 48)) return -1;
  const next = bytes[at] as number;
  if (next === 44 || next === 125 || next === 32) return at;
  const end = afterNumber(bytes, start);
  if (end < 0 || end - start > 15) return -1;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  return String(Number(text)) === text ? end : -1;
}

/** A bit for each of the beginnings that the value has. */
function begunWith(bytes: Uint8Array, from: number, end: number, beginnings: readonly Uint8Array[]): number {
  let mask = 0;
  for (let index = 0; index < beginnings.length; index += 1) {
    const beginning = beginnings[index] as Uint8Array;
    const { length } = beginning;
    let same = 0;
    while (same < length && from + same < end && (beginning[same] === ANY || beginning[same] === bytes[from + same]))
      same += 1;
    if (same === length) mask |= 1 << index;
  }
  return mask;
}

/** `_`, which stands for any character. */
const ANY = 95;

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte !== 32 && (byte < 9 || byte > 13)) return false;
  }
  return true;
}
