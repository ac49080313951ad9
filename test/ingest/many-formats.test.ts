/**
 * A folder with logs of every format, large and small: nothing is read differently for the company it is in, and memory
 * does not grow with the number of formats.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ledger, openLedger } from './support.js';

const FOLDER = fileURLToPath(new URL('../../sample-logs/', import.meta.url));
const LOGS = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));
/** All logs together are then too large to be looked at whole. */
const BYTES_EACH = Math.ceil((17 << 20) / LOGS.length);

type Lines = Map<string, Record<string, number>>;

async function linesByFormat(ledger: Ledger): Promise<Lines> {
  const rows = await ledger.engine.query<{ path: string; format: string; lines: bigint; calls: bigint }>(
    `select path, format, source_formats.lines, calls_found as calls
     from source_formats inner join sources using (source_id) order by path, format`,
  );
  const found: Lines = new Map();
  for (const { path, format, lines, calls } of rows) {
    found.set(basename(path), { ...found.get(basename(path)), [format]: Number(lines), calls: Number(calls) });
  }
  return found;
}

describe('a folder with every format', () => {
  let ledger: Ledger;
  let alone: Lines;
  beforeAll(async () => {
    ledger = await openLedger();
    await ledger.load([FOLDER]);
    alone = await linesByFormat(ledger);
    await ledger.clear();
  });
  afterAll(() => ledger.close());

  it('is larger than what is looked at whole, and is read as each of its logs alone', {
    timeout: 180_000,
  }, async () => {
    const copies = new Map<string, number>();
    for (const name of LOGS) {
      const text = readFileSync(FOLDER + name, 'utf8');
      const count = Math.ceil(BYTES_EACH / text.length);
      copies.set(name, count);
      ledger.write(name, text.repeat(count));
    }
    expect(LOGS.length * BYTES_EACH).toBeGreaterThan(16 << 20);
    await ledger.load(['.']);
    const together = await linesByFormat(ledger);
    const expected = LOGS.map((name) => {
      const times = copies.get(name) ?? 0;
      const own = Object.entries(alone.get(name) ?? {}).map(([what, lines]) => [what, lines * times]);
      return [name, Object.fromEntries(own)];
    });
    expect(Object.fromEntries(together)).toEqual(Object.fromEntries(expected));
  });

  it('is one file: every line is in its place and of its format, though no statement reads all formats', {
    timeout: 180_000,
  }, async () => {
    const records = () =>
      ledger.engine.query<{ path: string; line: bigint; format: string; input: bigint | null; output: bigint | null }>(
        `select path, source_line as line, format, input_tokens as input, output_tokens as output
         from snapshots inner join sources using (source_id) order by path, source_line, format, input_tokens, output_tokens`,
      );
    await ledger.clear();
    await ledger.load([FOLDER]);
    const rows = await records();
    const expected: unknown[] = [];
    const texts: string[] = [];
    let above = 0;
    for (const name of LOGS) {
      const text = readFileSync(FOLDER + name, 'utf8');
      const own = rows.filter((row) => basename(row.path) === name);
      expected.push(...own.map(({ path, line, ...row }) => ({ ...row, line: Number(line) + above })));
      texts.push(text);
      above += text.split('\n').length - 1;
    }
    await ledger.clear();
    ledger.write('everything/one.jsonl', texts.join(''));
    await ledger.load(['everything']);
    const found = (await records()).map(({ path, line, ...row }) => ({ ...row, line: Number(line) }));
    expect(found).toEqual(expected);
  });
});
