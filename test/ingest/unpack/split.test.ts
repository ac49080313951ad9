/**
 * Files that are not one object per line: lists and pretty-printed objects are cut into the records that JSON.parse finds, and
 * a file that is cut short keeps every record that was complete.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Scratch } from '../../../src/ingest/prepared.js';
import { isSpread, splitFile } from '../../../src/ingest/unpack/split.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollbook-split-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function split(text: string) {
  const path = join(folder, 'file.json');
  writeFileSync(path, text);
  const file = { path, readPath: path, compression: 'none', size: text.length, modifiedMs: 0 } as const;
  const scratch = new Scratch(folder);
  const { readPath, unpacked } = await splitFile(file, scratch);
  const records = readFileSync(readPath, 'utf8').split('\n').slice(0, -1);
  await scratch.remove();
  return { records, lines: unpacked?.lines ?? [] };
}

const record = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 });
const written = fc.record({
  records: fc.array(record, { minLength: 1, maxLength: 8 }),
  indent: fc.constantFrom(0, 1, 2, '\t'),
  isList: fc.boolean(),
});
const textOf = ({ records, indent, isList }: { records: unknown[]; indent: number | string; isList: boolean }) =>
  isList
    ? JSON.stringify(records, null, indent)
    : records.map((one) => `${JSON.stringify(one, null, indent)}\n`).join('');

describe('a list or a row of objects', () => {
  it('is cut into its records', () =>
    fc.assert(
      fc.asyncProperty(written, async (file) => {
        const { records } = await split(textOf(file));
        expect(records.map((one) => JSON.parse(one))).toEqual(JSON.parse(JSON.stringify(file.records)));
      }),
      { numRuns: 200 },
    ));

  it('loses no complete record when it is cut short', () =>
    fc.assert(
      fc.asyncProperty(written, fc.nat(), async (file, where) => {
        const text = textOf(file);
        const cut = text.slice(0, 1 + (where % text.length));
        const { records } = await split(cut);
        const valid = records.flatMap((one) => {
          try {
            return [JSON.parse(one)];
          } catch {
            return [];
          }
        });
        // Only the last of them can be broken, and what is there is the beginning of what there was.
        expect(records.length - valid.length).toBeLessThanOrEqual(1);
        expect(JSON.parse(JSON.stringify(file.records.slice(0, valid.length)))).toEqual(valid);
        const complete = file.records.filter((_, index) => {
          const upTo = textOf({ ...file, records: file.records.slice(0, index + 1) });
          return cut.length >= upTo.length - (file.isList && file.indent !== 0 ? 2 : 1);
        });
        expect(valid.length).toBeGreaterThanOrEqual(complete.length);
      }),
      { numRuns: 300 },
    ));

  it('tells on which line each record starts', async () => {
    expect(await split('[\n  {"a": 1},\n\n  {\n    "b": "[{\\"}\\n"\n  }\n]\n')).toEqual({
      records: ['{"a": 1}', '{     "b": "[{\\"}\\n"   }'],
      lines: [2, 4],
    });
  });
});

describe('whether a file is cut', () => {
  it.each([
    ['JSON lines', '{"a":1}\n{"a":2}\n', false],
    ['a list on each line', '[{"a":1}]\n[{"a":2}]\n', false],
    ['a first line that is cut short', '{"a":1,"b":\n{"a":2}\n', false],
    ['a first line that is broken', '{"a" 1}\n{"a":2}\n', false],
    ['a list over lines', '[\n{"a":1},\n{"a":2}\n]', true],
    ['a list that begins with its first object', '[{"a":1},\n{"a":2}]', true],
    ['pretty-printed objects', '{\n  "a": 1\n}\n{\n  "a": 2\n}\n', true],
    ['a list on one line, longer than what was looked at', '[{"a":1},{"a":', true],
    ['text', 'hello\nworld\n', false],
    ['nothing', '', false],
  ])('%s', (_, text, expected) => expect(isSpread(Buffer.from(text))).toBe(expected));
});
