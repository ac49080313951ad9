/**
 * A ledger over its life, through the built command: filled, filled again, grown, asked, emptied. Its file is made at run
 * time, so this is a script and not a golden case.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { resultSchema } from '../../src/reports/schemas/index.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'tollbook-ledger-'));

afterAll(() => rmSync(work, { recursive: true, force: true }));

const call = (day: number, more: Record<string, unknown> = {}): string =>
  `${JSON.stringify({
    timestamp: `2026-10-0${day}T00:00:00Z`,
    request_id: `r${day}`,
    model: 'alpha',
    prompt_tokens: 100 * day,
    completion_tokens: 10 * day,
    status: 'ok',
    ...more,
  })}\n`;

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...words: string[]): Run {
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
    cwd: work,
    env: { PATH },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** The JSON answer of a run that went well, held to the schema of its command. */
function answer(command: string, ...words: string[]) {
  const { status, stdout, stderr } = run(...command.split(' '), ...words, '--json');
  expect(status, stderr).toBe(0);
  const result = JSON.parse(stdout);
  expect(resultSchema(command.startsWith('ledger') ? 'ledger' : command).safeParse(result).error?.issues ?? []).toEqual(
    [],
  );
  return result;
}

const files = (result: { files: { path: string; status: string; lines: number; accepted: number }[] }) =>
  result.files.map(({ path, status, lines, accepted }) => [path, status, lines, accepted]);

/** Calls, input and output tokens in all. */
function counted(...logs: string[]): number[] {
  const { totals } = answer('usage', ...logs);
  return [totals.calls, totals.input_tokens, totals.output_tokens];
}

describe('a ledger', () => {
  it('is not made by a dry run', () => {
    writeFileSync(join(work, 'a.jsonl'), call(1) + call(2));
    writeFileSync(join(work, 'b.jsonl'), call(3));
    const result = answer('load', 'a.jsonl', '--dry-run');
    expect(result.is_dry_run).toBe(true);
    expect(files(result)).toEqual([['a.jsonl', 'readable', 2, 2]]);
    expect(run('ledger', 'status').status).toBe(2);
  });

  it('takes files, and says what is in it', () => {
    expect(files(answer('load', 'a.jsonl', 'b.jsonl'))).toEqual([
      ['a.jsonl', 'loaded', 2, 2],
      ['b.jsonl', 'loaded', 1, 1],
    ]);
    expect(files(answer('ledger status')).map(([path, , lines, accepted]) => [path, lines, accepted])).toEqual([
      ['a.jsonl', 2, 2],
      ['b.jsonl', 1, 1],
    ]);
  });

  it('answers as the logs themselves do', () => {
    // Days 1 to 3: input 100 + 200 + 300, output 10 + 20 + 30.
    expect(counted()).toEqual([3, 600, 60]);
    expect(counted('a.jsonl', 'b.jsonl')).toEqual([3, 600, 60]);
    const { source } = answer('usage');
    expect(source).toEqual({ kind: 'ledger', path: 'tollbook.duckdb', last_call_at: '2026-10-03T00:00:00Z' });
  });

  it('loads nothing twice, and the tail of a file that grew', () => {
    expect(files(answer('load', 'a.jsonl', 'b.jsonl'))).toEqual([
      ['a.jsonl', 'unchanged', 2, 2],
      ['b.jsonl', 'unchanged', 1, 1],
    ]);
    appendFileSync(join(work, 'b.jsonl'), call(4));
    expect(files(answer('load', 'b.jsonl'))).toEqual([
      ['b.jsonl', expect.stringMatching(/^(loaded|continued)$/), 2, 2],
    ]);
    expect(counted()).toEqual([4, 1000, 100]);
  });

  it('answers queries and lets nobody write or look elsewhere', () => {
    const result = answer('query', 'select sum(input_tokens) as input_tokens from calls');
    expect(result.rows).toEqual([{ input_tokens: 1000 }]);
    for (const statement of [
      'delete from snapshots',
      'with x as (select 1) delete from snapshots',
      'select 1; delete from snapshots',
      "copy (select 1) to 'out.csv'",
      "select * from read_csv('a.jsonl')",
      "attach 'other.duckdb'",
      'set enable_external_access = true',
    ]) {
      const { status, stdout } = run('query', statement);
      expect([statement, status === 0, stdout]).toEqual([statement, false, '']);
    }
    expect(counted()).toEqual([4, 1000, 100]);
  });

  it('forgets a file, and only one that it holds', () => {
    const wrong = run('ledger', 'forget', 'c.jsonl');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('the ledger holds no file c.jsonl');
    const before = readFileSync(join(work, 'a.jsonl'));
    expect(files(answer('ledger forget', 'a.jsonl'))).toEqual([['b.jsonl', expect.any(String), 2, 2]]);
    // The log itself is not touched. Days 3 and 4 are left: 300 + 400, 30 + 40.
    expect(readFileSync(join(work, 'a.jsonl'))).toEqual(before);
    expect(counted()).toEqual([2, 700, 70]);
    answer('load', 'a.jsonl');
    expect(counted()).toEqual([4, 1000, 100]);
  });
});
