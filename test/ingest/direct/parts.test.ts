/** A file counted in parts: every line in exactly one of them, wherever they are cut and however little is read at a time. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countPart } from '../../../src/ingest/direct/count-part.js';
import { DAY, planOf } from './support.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollbook-parts-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('adds up to the lines of the file', () =>
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 30 }),
      fc.array(fc.nat(), { maxLength: 4 }),
      fc.integer({ min: 300, max: 900 }),
      fc.boolean(),
      (notes, cuts, pieceBytes, endsWithNewline) => {
        const lines = notes.map((note, tokens) => JSON.stringify({ model: 'a', tokens, status: 'ok', note }));
        const text = `${lines.join('\n')}${endsWithNewline ? '\n' : ''}`;
        const path = join(folder, 'log.jsonl');
        writeFileSync(path, text);
        const size = Buffer.byteLength(text);
        const bounds = [0, ...cuts.map((cut) => cut % size).sort((left, right) => left - right), size];
        const plan = planOf([{ model: 'a', tokens: 1, status: 'ok', note: '' }]);
        const parts = bounds
          .slice(1)
          .map((to, index) =>
            countPart(
              { path, from: bounds[index] as number, to, plan, options: { unit: DAY, sizeCuts: [] }, pieceBytes },
              () => {},
            ),
          );
        expect(parts.reduce((total, part) => total + (part?.lines ?? Number.NaN), 0)).toBe(lines.length);
      },
    ),
    { numRuns: 300 },
  ));

it('gives up on a line that is longer than what is read at a time', () => {
  const path = join(folder, 'long.jsonl');
  writeFileSync(path, `${JSON.stringify({ model: 'a', tokens: 1, status: 'ok', note: 'x'.repeat(500) })}\n`);
  const plan = planOf([{ model: 'a', tokens: 1, status: 'ok', note: '' }]);
  const task = { path, from: 0, to: 1000, plan, options: { unit: DAY, sizeCuts: [] } };
  expect(countPart({ ...task, pieceBytes: 100 }, () => {})).toBeUndefined();
  expect(countPart({ ...task, pieceBytes: 1000 }, () => {})?.lines).toBe(1);
});
