/** Where a JSON value ends, judged by JSON.parse; text with half a character is none to the engine either. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterValue } from '../../src/ingest/json-value.js';

const HALVES = ['\\ud83d', '\\ude00', '\\uDBFF', '\\udc00'];
const FRAGMENTS = [
  ...HALVES,
  '\\ud83d\\ude00',
  '\\u00e9',
  '\\u00',
  '\\n',
  '\\x',
  '\\"',
  '\\\\',
  'a',
  'é',
  '😀',
  '\u0007',
  '"',
];

function isText(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' && !/\p{Surrogate}/u.test(value);
  } catch {
    return false;
  }
}

describe('strings', () => {
  it.each([false, true])('end where they do, four bytes at a time: %s', (isByWords) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 }), (fragments) => {
        const json = `"${fragments.join('')}"`;
        const text = Buffer.from(`${json}\n`);
        const bytes = new Uint8Array(text.length + 32);
        bytes.set(text);
        const end = afterValue(bytes, 0, isByWords ? new DataView(bytes.buffer) : undefined);
        expect(end === text.length - 1).toBe(isText(json));
      }),
      { numRuns: 3000 },
    );
  });
});
