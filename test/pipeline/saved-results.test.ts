/** Saved results: shared calls are read back to the last part of a call by `diff` and `check`, and what had no price stays unknown. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const FILES = {
  'prices.yaml': `
schema: tollbook-prices/1
id: demo
as_of: 2026-10-01
currency: USD
skus:
  - sku: acme/one
    provider: acme
    match: [{exact: one}]
    versions:
      - source: {retrieved: 2026-10-01, note: invented}
        rates: {input: 1000, output: 1000}
`,
  'tollbook.yaml': `
allocation:
  - match: {project: shared}
    shares: [{team: search, share: 0.7}, {team: ads, share: 0.3}]
`,
  'volumes.yaml': 'schema: tollbook-volumes/1\nvolumes: [{where: {model: one}, calls_per_month: 100}]\n',
};

let folder: string;
const run = (...words: string[]) => spawnSync(process.execPath, [MAIN, ...words], { cwd: folder, encoding: 'utf8' });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollbook-shares-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  const log = (name: string, calls: number) => {
    const line = {
      ts: '2026-10-05T10:00:00Z',
      model: 'one',
      provider: 'acme',
      project: 'shared',
      prompt_tokens: 1000,
      completion_tokens: 0,
    };
    writeFileSync(join(folder, name), `${JSON.stringify(line)}\n`.repeat(calls));
  };
  log('before.jsonl', 3);
  log('after.jsonl', 5);
  for (const name of ['before', 'after']) {
    const saved = run('cost', `${name}.jsonl`, '--by', 'team,model', '--prices', 'prices.yaml', '-o', `${name}.json`);
    expect(saved.status, saved.stderr).toBe(0);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('saved calls that several teams pay for', () => {
  it('are compared by their parts', () => {
    const answer = run('diff', 'before.json', 'after.json', '--json');
    expect(answer.status, answer.stderr).toBe(0);
    const { rows } = JSON.parse(answer.stdout) as { rows: Record<string, unknown>[] };
    // 3 and 5 calls at 1.00, seven tenths and three tenths of them
    const told = rows.map((row) => [
      row.team,
      Number(row.calls_before),
      Number(row.calls_after),
      row.change,
      row.volume_effect,
    ]);
    expect(told).toEqual([
      ['search', 2.1, 3.5, '1.4', '1.4'],
      ['ads', 0.9, 1.5, '0.6', '0.6'],
    ]);
  });
  it('are the same as themselves', () => {
    const answer = run('diff', 'after.json', 'after.json', '--json');
    expect((JSON.parse(answer.stdout) as { rows: unknown[] }).rows).toEqual([]);
  });
  it('give the cost per call of a sample, which is 1.00', () => {
    const words = [
      'check',
      'after.jsonl',
      '--prices',
      'prices.yaml',
      '--volume',
      'volumes.yaml',
      '--against',
      'before.json',
    ];
    const answer = run(...words, '--max-increase', '0%', '--verbose', '--json');
    expect(answer.status, answer.stderr).toBe(0);
    expect((JSON.parse(answer.stdout) as { gates: { status: string }[] }).gates.map(({ status }) => status)).toEqual([
      'pass',
    ]);
  });
});

describe('saved usage without a price', () => {
  it('has no change, although the other side has one', () => {
    const line = { ts: '2026-10-05T10:00:00Z', provider: 'acme', prompt_tokens: 1000, completion_tokens: 0 };
    writeFileSync(join(folder, 'odd.jsonl'), `${JSON.stringify({ ...line, model: 'odd' })}\n`);
    const priced = FILES['prices.yaml'].replace('exact: one', 'exact: odd').replace('id: demo', 'id: later');
    writeFileSync(join(folder, 'later.yaml'), priced);
    for (const [book, name] of [
      ['prices.yaml', 'unknown'],
      ['later.yaml', 'known'],
    ] as const) {
      run('cost', 'odd.jsonl', '--by', 'model', '--prices', book, '-o', `${name}.json`);
    }
    const { rows, totals } = JSON.parse(run('diff', 'unknown.json', 'known.json', '--json').stdout) as {
      rows: Record<string, unknown>[];
      totals: Record<string, unknown>;
    };
    expect(rows.map((row) => [row.model, row.before, row.after, row.change, row.price_effect])).toEqual([
      ['odd', null, '1', null, null],
    ]);
    expect(totals.change).toBeNull();
  });
});
