import { describe, expect, it } from 'vitest';
import type { FileAccount } from '../../src/queries/rows.js';
import { forPeople } from '../../src/reports/columns.js';
import { filesReport } from '../../src/reports/load.js';
import { common } from './fixtures.js';

const file: FileAccount = {
  path: 'logs/a.jsonl',
  formats: [{ format: 'openai', lines: 7n }],
  lines: 10n,
  blank: 0n,
  rejected: 1n,
  ignored: 2n,
  withCalls: 7n,
  callsFound: 8n,
  accepted: 8n,
  duplicate: 0n,
  firstAt: 0,
  lastAt: 1000,
  status: 'loaded',
  reasons: [{ outcome: 'rejected', reason: 'not JSON', lines: 1n, firstLine: 4n }],
};
const answer = common({ command: 'load', groupBy: [], unpriced: [], basis: undefined });

describe('the report on files', () => {
  it('accounts for the lines of every file, and why some hold no call', () => {
    const { result } = filesReport({ common: answer, files: [file] });
    expect(result.files).toEqual([
      {
        path: 'logs/a.jsonl',
        formats: [{ format: 'openai', lines: 7n }],
        lines: 10n,
        blank: 0n,
        rejected: 1n,
        ignored: 2n,
        with_calls: 7n,
        calls_found: 8n,
        accepted: 8n,
        duplicate: 0n,
        first_at: '1970-01-01T00:00:00Z',
        last_at: '1970-01-01T00:00:01Z',
        status: 'loaded',
        remark: null,
        reasons: [{ outcome: 'rejected', reason: 'not JSON', lines: 1n, first_line: 4n }],
      },
    ]);
  });

  it('shows people the counts that are not 0, several formats with their lines, and totals of several files', () => {
    const mixed = { ...file, formats: [...file.formats, { format: 'flat', lines: 1200n }], remark: 'cut at byte 9' };
    const [files, reasons] = filesReport({ common: answer, files: [file, mixed], dryRun: { rejected: [] } }).tables;
    expect(files?.title).toBe('Files (dry run: nothing was stored)');
    const people = forPeople(files!);
    expect(people.columns.map((column) => column.label)).toEqual([
      'file',
      'formats',
      'lines',
      'rejected',
      'ignored',
      'with calls',
      'calls',
      'accepted',
      'first call',
      'last call',
      'status',
      'remark',
    ]);
    expect(people.rows[1]?.[1]).toBe('openai 7, flat 1,200');
    expect(people.totals).toEqual(['total', null, 20n, 2n, 4n, 14n, 16n, 16n, null, null, null, null]);
    expect(reasons?.rows).toEqual([
      ['logs/a.jsonl', 'rejected', 'not JSON', 1n, 4n],
      ['logs/a.jsonl', 'rejected', 'not JSON', 1n, 4n],
    ]);
  });
});
