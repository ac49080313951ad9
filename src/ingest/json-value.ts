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

/** The first byte from here on that ends the plain part of a string. Reads up to three bytes more than it passes over. */
export function endOfPlain(bytes: Uint8Array, view: DataView, start: number): number {
  let at = start;
  for (;;) {
    const word = view.getInt32(at, true);
    const quote = word ^ 0x22222222;
    const backslash = word ^ 0x5c5c5c5c;
    const ends =
      ((quote - 0x01010101) & ~quote) | ((backslash - 0x01010101) & ~backslash) | ((word - 0x20202020) & ~word);
    if ((ends & 0x80808080) !== 0) break;
    at += 4;
  }
  while (ENDS_TEXT[bytes[at] as number] === 0) at += 1;
  return at;
}

/**
 * The index after the closing quote of a string whose text starts at `index`; -1 when it is no string. With a view on bytes that
 * go on behind the string it reads four at a time.
 */
export function afterString(bytes: Uint8Array, index: number, view?: DataView): number {
  let at = index;
  for (;;) {
    if (view !== undefined) at = endOfPlain(bytes, view, at);
    else while (ENDS_TEXT[bytes[at] as number] === 0) at += 1;
    const byte = bytes[at];
    if (byte === 34) return at + 1;
    if (byte !== 92) return -1;
    at = afterEscape(bytes, at + 1);
    if (at < 0) return -1;
  }
}

const SIMPLE_ESCAPES: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  '"\\/bfnrt'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

function afterEscape(bytes: Uint8Array, index: number): number {
  const byte = bytes[index] as number;
  if (SIMPLE_ESCAPES[byte] === 1) return index + 1;
  const code = codeAt(bytes, index);
  if (code < 0xd800 || code > 0xdfff) return code < 0 ? -1 : index + 5;
  // Halves of a character beyond the first 65,536 stand in pairs.
  const isPair = code < 0xdc00 && bytes[index + 5] === 92;
  const second = isPair ? codeAt(bytes, index + 6) : -1;
  return second >= 0xdc00 && second <= 0xdfff ? index + 11 : -1;
}

/** The number behind the `u` at `index`; -1 when there is none. */
function codeAt(bytes: Uint8Array, index: number): number {
  if (bytes[index] !== 117) return -1;
  let code = 0;
  for (let at = index + 1; at < index + 5; at += 1) {
    const digit = hexDigit(bytes[at] as number);
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code;
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

/** The index after the value that starts at `index`; -1 when it is no JSON value on one line. `view` as for `afterString`. */
export function afterValue(bytes: Uint8Array, index: number, view?: DataView, depth = 0): number {
  const byte = bytes[index] as number;
  if (byte === 34) return afterString(bytes, index + 1, view);
  if (byte === 45 || (byte >= 48 && byte <= 57)) return afterNumber(bytes, index);
  if (byte !== 123 && byte !== 91) return afterWord(bytes, index);
  if (depth >= DEEPEST) return -1;
  const close = byte + 2;
  let at = afterSpace(bytes, index + 1);
  if (bytes[at] === close) return at + 1;
  for (;;) {
    if (byte === 123) {
      if (bytes[at] !== 34) return -1;
      at = afterString(bytes, at + 1, view);
      if (at < 0) return -1;
      at = afterSpace(bytes, at);
      if (bytes[at] !== 58) return -1;
      at = afterSpace(bytes, at + 1);
    }
    at = afterValue(bytes, at, view, depth + 1);
    if (at < 0) return -1;
    at = afterSpace(bytes, at);
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== 44) return -1;
    at = afterSpace(bytes, at + 1);
  }
}
