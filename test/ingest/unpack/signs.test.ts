/** The quick look for containers finds the words that it stands for, and no others. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHoldIn, mayHoldLine } from '../../../src/ingest/unpack/signs.js';

const WORDS = [
  ...['resourceSpans', 'resourceLogs', 'resourceMetrics', '@message', 'advisor_message', 'fallback_message'],
  ...['ai-request-transformer', 'ai-response-transformer'],
].map((word) => `"${word}"`);
const LISTS = ['data', 'result', 'results', 'batch', 'logs', 'events', 'logEvents', 'records', 'items', 'value'];
const TEXTS = ['message', '@message', 'log', 'line'];
/** Every sign written out. */
const SIGNS = [
  ...WORDS,
  ...LISTS.flatMap((key) => [`"${key}":[`, `"${key}": [`]),
  ...TEXTS.flatMap((key) => [`"${key}":"{`, `"${key}": "{`]),
];
const holdsSign = (text: string) => SIGNS.some((sign) => text.includes(sign));

const piece = fc.oneof(
  fc.constantFrom(
    ...SIGNS,
    ...LISTS,
    ...TEXTS,
    '"',
    ':',
    ' ',
    '[',
    '{',
    '":[',
    '": [',
    '":"{',
    '"resource"',
    '\\"',
    'x',
    ',',
  ),
  fc.string({ maxLength: 3 }),
);

describe('signs of containers', () => {
  it.each(SIGNS)('%s is found', (sign) => {
    expect(mayHoldIn(Buffer.from(`{"a":1,${sign}`))).toBe(true);
    expect(mayHoldLine(Buffer.from(`  {"a":1,${sign}`))).toBe(true);
  });

  it('are found wherever one of them stands, and nowhere else', () =>
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = `{${pieces.join('').replaceAll('\n', ' ')}`;
        expect(mayHoldIn(Buffer.from(text))).toBe(holdsSign(text));
        expect(mayHoldLine(Buffer.from(text))).toBe(holdsSign(text));
      }),
      { numRuns: 5000 },
    ));

  it('a list at the beginning of a line is one', () => {
    expect(mayHoldLine(Buffer.from(' [{"model":"m"}]'))).toBe(true);
    expect(mayHoldIn(Buffer.from('{"a":1}\n[{"model":"m"}]'))).toBe(true);
    expect(mayHoldIn(Buffer.from('{"a":[1]}'))).toBe(false);
  });
});
