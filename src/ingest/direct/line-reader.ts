/**
 * Reads flat lines from a buffer of bytes and counts them, without making a string or an object per line.
 *
 * It reads only what it is sure of. Anything the plan did not foresee (a key that would change the meaning of a line, a count
 * that is not a whole number, an odd time, broken JSON) ends it, and the general way answers instead; so nothing here needs
 * to know what such lines mean.
 */
import { isUtf8 } from 'node:buffer';
import { afterNumber, afterSpace, afterString, afterValue, afterWord, endOfPlain } from '../json-value.js';
import { makeKeys } from './keys.js';
import { type DirectPlan, type Role, trackedKeys } from './plan.js';
import {
  CACHE_READ,
  CACHE_WRITE,
  DURATION,
  FIGURES,
  FIRST_TOKEN,
  INPUT,
  makeTally,
  OUTPUT,
  REASONING,
  type TallyOptions,
  TIME,
  TOTAL,
} from './tally.js';
import { makeTexts, type Texts } from './texts.js';
import { makeStamps } from './time.js';
import { makeValues } from './values.js';

/** What a file, or a part of it, was counted to. */
export type ReadLines = ReturnType<ReturnType<typeof makeLineReader>['finish']>;

const IGNORED = FIGURES;
const TEXT = FIGURES + 1;
const JSON_TEXT = FIGURES + 2;
const ROLES: Readonly<Record<Role, number>> = {
  ignored: IGNORED,
  text: TEXT,
  json: JSON_TEXT,
  time: TIME,
  duration: DURATION,
  first_token: FIRST_TOKEN,
  input: INPUT,
  output: OUTPUT,
  total: TOTAL,
  cache_read: CACHE_READ,
  cache_write: CACHE_WRITE,
  reasoning: REASONING,
};

/** A longer duration does not fit the list of values. */
const LONGEST_US = 0xffff_fffe;
/** Stands for a call without the duration: what -1 becomes in 32 bits. */
export const NO_DURATION = 0xffff_ffff;

export function makeLineReader(bytes: Uint8Array, plan: DirectPlan, options: Omit<TallyOptions, 'slots'>) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const keys = makeKeys(
    bytes,
    view,
    plan.keys.map((one) => one.key),
    plan.refused,
  );
  const stamps = makeStamps(bytes, view);
  // Keys that are learnt on the way are ignored ones.
  const roles = new Uint8Array(256).fill(IGNORED);
  const bits = new Int32Array(256);
  const isShadow = new Uint8Array(256);
  const slots = new Uint8Array(256);
  const texts: Texts[] = [];
  const tracked = trackedKeys(plan);
  for (const [id, planned] of plan.keys.entries()) {
    const { role } = planned;
    roles[id] = ROLES[role];
    isShadow[id] = planned.isShadow ? 1 : 0;
    if (role === 'text' || role === 'json') slots[id] = texts.push(makeTexts(bytes, view)) - 1;
    bits[id] = tracked.includes(planned) ? 1 << tracked.indexOf(planned) : 0;
  }
  const has = (role: Role) => plan.keys.some((one) => one.role === role);
  const hasTime = has('time');
  const durations = makeValues(has('duration'));
  const firstTokens = makeValues(has('first_token'));
  const groups = makeValues(has('duration') || has('first_token'));
  /** Ids of the texts of the current line, and its figures by role: -1 where it has none, for its time not a number. */
  const found = new Uint8Array(texts.length);
  const figures = new Float64Array(FIGURES);
  const shadowed = new Uint8Array(FIGURES);
  const tally = makeTally({ ...options, slots: texts.length }, found, figures);
  let isShadowed = false;
  /** By slot and the text read before in the line: the text that came last time. */
  const guesses = new Uint8Array(256 * Math.max(1, texts.length));
  let latestText = 0;
  let lines = 0;
  let blank = 0;

  /** The index after a value of this role, whose figure is kept; -1 when it is not what the role needs. */
  const afterFigure = (start: number, key: number, role: number): number => {
    const byte = bytes[start] as number;
    if (isShadow[key] === 1) {
      isShadowed = true;
      shadowed[role] = 1;
      return afterValue(bytes, start, view);
    }
    if (role === TIME) return byte === 34 ? stamps.after(start + 1, figures, TIME) : -1;
    let at = start;
    let value = 0;
    let digit = byte - 48;
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      at += 1;
      digit = (bytes[at] as number) - 48;
    }
    const length = at - start;
    if (length === 0 || length > 15 || (length > 1 && byte === 48)) return -1;
    if (role === DURATION || role === FIRST_TOKEN) {
      const isFraction = digit === -2 || digit === 21 || digit === 53;
      if (isFraction) {
        at = afterNumber(bytes, start);
        if (at < 0) return -1;
        value = Number(Buffer.from(bytes.subarray(start, at)).toString('latin1'));
      }
      value = Math.round(value * 1000);
      if (value > LONGEST_US) return -1;
    }
    figures[role] = value;
    return at;
  };

  const afterText = (start: number, key: number, role: number): number => {
    const slot = slots[key] as number;
    const isString = bytes[start] === 34;
    // Texts come in pairs: a provider with its endpoint, a status with its code.
    const place = slot * 256 + latestText;
    const guess = guesses[place] as number;
    if (guess > 0) {
      const from = isString && role === TEXT ? start + 1 : start;
      const end = (texts[slot] as Texts).afterGuess(guess, from);
      const closing = bytes[end];
      if (end > 0 && (from > start ? closing === 34 : closing === 44 || closing === 125)) {
        found[slot] = guess;
        latestText = guess;
        return from > start ? end + 1 : end;
      }
    }
    let from = start;
    let end: number;
    let after: number;
    if (isString && role === TEXT) {
      from = start + 1;
      end = endOfPlain(bytes, view, from);
      // An escape would make the text differ from its bytes.
      if (bytes[end] !== 34) return -1;
      after = end + 1;
    } else {
      end = afterValue(bytes, start, view);
      if (end < 0 || (role === TEXT && !isPlainScalar(bytes, start, end))) return -1;
      after = end;
    }
    const id = (texts[slot] as Texts).idOf(from, end);
    if (id === 0) return -1;
    found[slot] = id;
    guesses[place] = id;
    latestText = id;
    return after;
  };

  /** Counts the lines between, the last of which ends with a newline. False: something was not foreseen. */
  const read = (from: number, to: number): boolean => {
    let at = from;
    while (at < to) {
      lines += 1;
      if (bytes[at] !== 123) {
        at = afterSpace(bytes, at);
        if (bytes[at] === 10) {
          blank += 1;
          at += 1;
          continue;
        }
        if (bytes[at] !== 123) return false;
      }
      // Plain loops: `fill` is a call, and these are short.
      for (let slot = 0; slot < found.length; slot += 1) found[slot] = 0;
      for (let role = 0; role < FIGURES; role += 1) figures[role] = -1;
      figures[TIME] = Number.NaN;
      if (isShadowed) shadowed.fill(0);
      isShadowed = false;
      latestText = 0;
      let seen = 0;
      let present = 0;
      let previous = -1;
      for (;;) {
        // `at` is the opening brace or what follows a value.
        let separator = bytes[at];
        if (separator !== 44 && separator !== 125 && separator !== 123) {
          at = afterSpace(bytes, at);
          separator = bytes[at];
        }
        if (separator === 125) break;
        if (separator !== (previous < 0 ? 123 : 44)) return false;
        at += 1;
        if (bytes[at] === 32) at += 1;
        let key = keys.expected(previous, at);
        if (key >= 0) at += keys.lengthOf(key);
        else {
          at = afterSpace(bytes, at);
          key = keys.idAt(previous, at);
          if (key < 0) return false;
          at = afterSpace(bytes, at + keys.lengthOf(key) - 1);
          if (bytes[at] !== 58) return false;
          at += 1;
        }
        previous = key;
        let byte = bytes[at] as number;
        if (byte === 32) {
          at = afterSpace(bytes, at);
          byte = bytes[at] as number;
        }
        const bit = bits[key] as number;
        if ((seen & bit) !== 0) return false;
        seen |= bit;
        if (byte === 110) at = afterWord(bytes, at);
        else {
          present |= bit;
          const role = roles[key] as number;
          if (role === IGNORED) {
            if (byte === 34) {
              at = endOfPlain(bytes, view, at + 1);
              at = bytes[at] === 34 ? at + 1 : afterString(bytes, at, view);
            } else at = afterValue(bytes, at, view);
          } else if (role === TEXT || role === JSON_TEXT) at = afterText(at, key, role);
          else at = afterFigure(at, key, role);
        }
        if (at < 0) return false;
      }
      at += 1;
      if (bytes[at] !== 10) {
        at = afterSpace(bytes, at);
        if (bytes[at] !== 10) return false;
      }
      at += 1;
      if (!settle(present)) return false;
    }
    return true;
  };

  /** Counts one line; false when its figures do not fit together in the plainest way. */
  const settle = (present: number): boolean => {
    if (isShadowed && shadowed.some((is, role) => is === 1 && !((figures[role] as number) >= 0))) return false;
    if (hasTime && Number.isNaN(figures[TIME])) return false;
    const input = figures[INPUT] as number;
    const output = figures[OUTPUT] as number;
    const cacheRead = figures[CACHE_READ] as number;
    const cacheWrite = figures[CACHE_WRITE] as number;
    const reasoning = figures[REASONING] as number;
    if (input < 0) {
      if (output >= 0 || cacheRead >= 0 || cacheWrite >= 0 || reasoning >= 0) return false;
    } else {
      const cached = (cacheRead < 0 ? 0 : cacheRead) + (cacheWrite < 0 ? 0 : cacheWrite);
      if (output < 0 || cached > input || reasoning > output || (figures[TOTAL] as number) > input + output)
        return false;
    }
    const group = tally.add(present);
    if (group < 0) return false;
    durations.push(figures[DURATION] as number);
    firstTokens.push(figures[FIRST_TOKEN] as number);
    groups.push(group);
    return true;
  };

  return {
    /** Counts the whole lines between these places of the buffer; false when they cannot be counted this way. */
    add(from: number, to: number): boolean {
      return isUtf8(bytes.subarray(from, to)) && read(from, to);
    },
    finish: () => ({
      lines,
      blank,
      isExact: tally.isExact(),
      groups: tally.groups(),
      /** Per slot, in the order of the plan's keys; ids count from 1. */
      texts: texts.map((one) => one.all()),
      groupOfCall: groups.parts(),
      durations: durations.parts(),
      firstTokens: firstTokens.parts(),
    }),
  };
}

/** `true`, `false` or a whole number: their bytes are their text. */
function isPlainScalar(bytes: Uint8Array, start: number, end: number): boolean {
  const byte = bytes[start] as number;
  if (byte === 116 || byte === 102) return true;
  if (end - start > 15) return false;
  for (let index = start; index < end; index += 1) {
    const digit = bytes[index] as number;
    if (digit < 48 || digit > 57) return false;
  }
  return true;
}
