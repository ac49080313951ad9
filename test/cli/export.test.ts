/** `export`: words in, a choice out; where format, file and folders do not go together, a sentence. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tollbook } from './support.js';

const folder = mkdtempSync(join(tmpdir(), 'tollbook-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const here = { workingDirectory: folder };

async function choiceOf(words: string) {
  const { asked, errorOutput } = await tollbook(words, here);
  expect(errorOutput).toBe('');
  const { write: _, ...choice } = asked?.arguments.at(-1) as Record<string, unknown>;
  return [asked?.name, choice];
}

describe('export', () => {
  it('decides the format by the ending, by --format, or by what it exports', async () => {
    expect(await choiceOf('export calls a.jsonl')).toEqual(['exportCalls', { format: 'jsonl', partition: [] }]);
    expect(await choiceOf('export usage a.jsonl')).toEqual(['exportUsage', { format: 'csv', partition: [] }]);
    expect(await choiceOf('export usage a.jsonl -o u.parquet')).toEqual([
      'exportUsage',
      { format: 'parquet', file: 'u.parquet', partition: [] },
    ]);
    expect(await choiceOf('export calls a.jsonl -o c.NDJSON')).toEqual([
      'exportCalls',
      { format: 'jsonl', file: 'c.NDJSON', partition: [] },
    ]);
    expect(await choiceOf('export cost a.jsonl --offer gate --format arrow')).toEqual([
      'exportCost',
      { format: 'arrow', partition: [], offer: 'gate' },
    ]);
    expect(await choiceOf('export calls a.jsonl --partition month,provider -o new')).toEqual([
      'exportCalls',
      { format: 'parquet', file: 'new', partition: ['month', 'provider'] },
    ]);
    expect(
      await choiceOf('export focus a.jsonl --billing-account acme --focus-version 1.4 --billing-account-name Acme'),
    ).toEqual([
      'exportFocus',
      { format: 'csv', partition: [], version: '1.4', billingAccount: { id: 'acme', name: 'Acme' } },
    ]);
  });

  it.each([
    ['export calls a.jsonl --format parquet', 'name a file'],
    ['export calls a.jsonl --format table', 'parquet, arrow, csv, jsonl'],
    ['export calls a.jsonl -o c.csv --format arrow', 'says csv and --format says arrow'],
    ['export calls a.jsonl -o c.xlsx', 'says no format of export'],
    ['export calls a.jsonl -o nowhere/c.csv', 'the folder does not exist'],
    ['export calls a.jsonl -o a.jsonl', 'would be overwritten'],
    ['export calls a.jsonl --partition month', '--partition needs a folder'],
    ['export calls a.jsonl --partition month,month -o x', 'different words'],
    ['export calls a.jsonl --partition month -o x --format csv', 'writes Parquet'],
    ['export calls a.jsonl --partition month -o file', 'this is a file'],
    ['export focus a.jsonl', 'demands the account'],
    ['export focus a.jsonl --billing-account acme --focus-version 2', '1.2, 1.4'],
    ['export cost a.jsonl --top 3', 'has no option --top'],
    ['export', 'calls'],
  ])('%s is refused', async (words, says) => {
    writeFileSync(join(folder, 'file'), '');
    const { exitCode, errorOutput, output, asked } = await tollbook(words, here);
    expect([exitCode, asked]).toEqual([2, undefined]);
    expect(errorOutput + output).toContain(says);
  });

  it('writes no binary to a terminal', async () => {
    const { exitCode, errorOutput } = await tollbook('export calls a.jsonl --format arrow', {
      ...here,
      terminal: { output: true },
    });
    expect([exitCode, errorOutput]).toEqual([2, expect.stringContaining('arrow is binary')]);
  });
});
