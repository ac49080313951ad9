/**
 * A quick look whether bytes may have lines that hold many records. Few words are searched for: a list or a text of JSON by how it
 * begins, whichever key it has, which is looked at only there.
 */
import { ASKING_PLUGINS, LISTS, TELEMETRY, TEXTS } from './containers.js';
import { PASS_SIGNS } from './passes.js';

const OPENING_BRACKET = 91;
const QUOTE = 34;

/** How the value of a key begins, written with and without a space, and the keys that count. */
const BEGINNINGS = [
  ...['":[', '": ['].map((text) => ({ text: Buffer.from(text), keys: keysOf(LISTS) })),
  ...['":"{', '": "{'].map((text) => ({ text: Buffer.from(text), keys: keysOf(TEXTS) })),
];
/** Keys that tell by themselves. */
const KEYS = [...[...TELEMETRY, ...ASKING_PLUGINS, '@message'].map((key) => `"${key}"`), ...PASS_SIGNS].map((text) =>
  Buffer.from(text),
);

/** A list behind a line end. What stands further in is noticed when it is read. */
const LIST_BEGINNINGS = ['\n[', '\n [', '\n\t['];

/** Bytes that a sign may have at most: those of a piece that the next one needs. */
export const LONGEST_SIGN = Math.max(
  ...KEYS.map((key) => key.length),
  ...BEGINNINGS.flatMap(({ text, keys }) => keys.map((key) => 1 + key.length + text.length)),
);

function keysOf(names: readonly string[]): readonly Buffer[] {
  return names.map((name) => Buffer.from(name));
}

/** Whether one of these lines may be a container. */
export function mayHoldIn(bytes: Buffer): boolean {
  return LIST_BEGINNINGS.some((text) => bytes.includes(text)) || beginsList(bytes) || hasSign(bytes);
}

export function mayHoldLine(line: Buffer): boolean {
  return beginsList(line) || hasSign(line);
}

function beginsList(line: Buffer): boolean {
  let at = 0;
  while (line[at] === 32 || line[at] === 9) at += 1;
  return line[at] === OPENING_BRACKET;
}

function hasSign(bytes: Buffer): boolean {
  if (KEYS.some((key) => bytes.includes(key))) return true;
  return BEGINNINGS.some(({ text, keys }) => {
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + text.length)) {
      if (keys.some((key) => endsWith(bytes, at, key))) return true;
    }
    return false;
  });
}

function endsWith(bytes: Buffer, end: number, key: Buffer): boolean {
  const start = end - key.length;
  if (start < 1 || bytes[start - 1] !== QUOTE) return false;
  for (let index = 0; index < key.length; index += 1) if (bytes[start + index] !== key[index]) return false;
  return true;
}
