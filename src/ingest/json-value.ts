/**
 * Passes over a JSON value in bytes, checking that it is one. The quick way may only skip what a JSON reader would accept.
 *
 * Stricter than JSON where engines differ: surrogate escapes and deep nesting count as no value.
 */

/** Bytes that end the plain part of a string: the quote, the backslash, and control characters, which JSON forbids. */
export const ENDS_TEXT: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 32 || byte === 34 || byte === 92 ? 1 : 0,
);

const DEEPEST = 64;

/** The index after the closing quote of a string whose text starts at `index`; -1 when it is no string. */
export function afterString(bytes: Uint8Array, index: number): number {
  let at = index;
  for (;;) {
    while (ENDS_TEXT[bytes[at] as number] === 0) at += 1;
    const byte = bytes[at];
    if (byte === 34) return at + 1;
    if (byte !== 92) return -1;
    at = afterEscape(bytes, at + 1);
    if (at < 0) return -1;
  }
}

const SIMPLE_ESCAPES: ReadonlySet<number> = new Set([...'"\\/bfnrt'].map((letter) => letter.charCodeAt(0)));

function afterEscape(bytes: Uint8Array, index: number): number {
  const byte = bytes[index] as number;
  if (SIMPLE_ESCAPES.has(byte)) return index + 1;
  if (byte !== 117) return -1;
  let code = 0;
  for (let at = index + 1; at < index + 5; at += 1) {
    const digit = hexDigit(bytes[at] as number);
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code >= 0xd800 && code <= 0xdfff ? -1 : index + 5;
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** The index after a number that starts at `index`; -1 when it is none. */
export function afterNumber(bytes: Uint8Array, index: number): number {
  let at = index;
  if (bytes[at] === 45) at += 1;
  if (bytes[at] === 48) at += 1;
  else {
    const end = afterDigits(bytes, at);
    if (end === at) return -1;
    at = end;
  }
  if (bytes[at] === 46) {
    const end = afterDigits(bytes, at + 1);
    if (end === at + 1) return -1;
    at = end;
  }
  if (((bytes[at] as number) | 32) === 101) {
    at += 1;
    if (bytes[at] === 43 || bytes[at] === 45) at += 1;
    const end = afterDigits(bytes, at);
    if (end === at) return -1;
    at = end;
  }
  return at;
}

function afterDigits(bytes: Uint8Array, index: number): number {
  let at = index;
  while ((bytes[at] as number) >= 48 && (bytes[at] as number) <= 57) at += 1;
  return at;
}

/** The index after `true`, `false` or `null`; -1 when none of them starts at `index`. */
export function afterWord(bytes: Uint8Array, index: number): number {
  const byte = bytes[index];
  if (byte === 110) return isSpelt(bytes, index + 1, 117, 108, 108) ? index + 4 : -1;
  if (byte === 116) return isSpelt(bytes, index + 1, 114, 117, 101) ? index + 4 : -1;
  return byte === 102 && bytes[index + 1] === 97 && isSpelt(bytes, index + 2, 108, 115, 101) ? index + 5 : -1;
}

function isSpelt(bytes: Uint8Array, index: number, first: number, second: number, third: number): boolean {
  return bytes[index] === first && bytes[index + 1] === second && bytes[index + 2] === third;
}

export function afterSpace(bytes: Uint8Array, index: number): number {
  let at = index;
  while (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 13) at += 1;
  return at;
}

/** The index after the value that starts at `index`; -1 when it is no JSON value on one line. */
export function afterValue(bytes: Uint8Array, index: number, depth = 0): number {
  const byte = bytes[index] as number;
  if (byte === 34) return afterString(bytes, index + 1);
  if (byte === 45 || (byte >= 48 && byte <= 57)) return afterNumber(bytes, index);
  if (byte !== 123 && byte !== 91) return afterWord(bytes, index);
  if (depth >= DEEPEST) return -1;
  const close = byte + 2;
  let at = afterSpace(bytes, index + 1);
  if (bytes[at] === close) return at + 1;
  for (;;) {
    if (byte === 123) {
      if (bytes[at] !== 34) return -1;
      at = afterString(bytes, at + 1);
      if (at < 0) return -1;
      at = afterSpace(bytes, at);
      if (bytes[at] !== 58) return -1;
      at = afterSpace(bytes, at + 1);
    }
    at = afterValue(bytes, at, depth + 1);
    if (at < 0) return -1;
    at = afterSpace(bytes, at);
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== 44) return -1;
    at = afterSpace(bytes, at + 1);
  }
}
