/**
 * The members of a JSON list or object as the bytes that are there: nothing is parsed into values, so that no digit of a
 * number and no order of keys is lost.
 */
import { afterSpace, afterString, afterValue } from '../json-value.js';

const NEWLINE = 10;

/** White space of a value that may stand on many lines. */
function afterBlank(bytes: Uint8Array, index: number): number {
  let at = afterSpace(bytes, index);
  while (bytes[at] === NEWLINE) at = afterSpace(bytes, at + 1);
  return at;
}

/** The elements of the list that `bytes` is; undefined when it is no list, or a list and something behind it. */
export function elementsOf(bytes: Uint8Array): Uint8Array[] | undefined {
  let at = afterBlank(bytes, 0);
  if (bytes[at] !== 91) return undefined;
  const elements: Uint8Array[] = [];
  at = afterBlank(bytes, at + 1);
  if (bytes[at] === 93) return endsAfter(bytes, at) ? elements : undefined;
  for (;;) {
    const end = afterValue(bytes, at);
    if (end < 0) return undefined;
    elements.push(bytes.subarray(at, end));
    at = afterBlank(bytes, end);
    if (bytes[at] === 93) return endsAfter(bytes, at) ? elements : undefined;
    if (bytes[at] !== 44) return undefined;
    at = afterBlank(bytes, at + 1);
  }
}

/**
 * The members of the object that `bytes` is, by key; the first of a key that stands twice. Undefined when it is no object, or
 * an object and something behind it.
 */
export function membersOf(bytes: Uint8Array): Map<string, Uint8Array> | undefined {
  let at = afterBlank(bytes, 0);
  if (bytes[at] !== 123) return undefined;
  const members = new Map<string, Uint8Array>();
  at = afterBlank(bytes, at + 1);
  if (bytes[at] === 125) return endsAfter(bytes, at) ? members : undefined;
  for (;;) {
    if (bytes[at] !== 34) return undefined;
    const keyEnd = afterString(bytes, at + 1);
    if (keyEnd < 0) return undefined;
    const key = JSON.parse(textOf(bytes.subarray(at, keyEnd))) as string;
    at = afterBlank(bytes, keyEnd);
    if (bytes[at] !== 58) return undefined;
    at = afterBlank(bytes, at + 1);
    const end = afterValue(bytes, at);
    if (end < 0) return undefined;
    if (!members.has(key)) members.set(key, bytes.subarray(at, end));
    at = afterBlank(bytes, end);
    if (bytes[at] === 125) return endsAfter(bytes, at) ? members : undefined;
    if (bytes[at] !== 44) return undefined;
    at = afterBlank(bytes, at + 1);
  }
}

/** Whether nothing but white space follows this byte. */
function endsAfter(bytes: Uint8Array, index: number): boolean {
  return afterBlank(bytes, index + 1) === bytes.length;
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
