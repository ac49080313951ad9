/**
 * What a ledger survives: loads that are killed, other processes, files that are no ledger. `npm run faults` kills many more.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../../src/engine/duckdb.js';
import { ledgerVersion } from '../../src/ingest/layout.js';
// @ts-expect-error: a script without types, run by node alone as well.
import { killLoads } from './kill.mjs';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'tollbook-faults-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
    cwd: work,
    env: { PATH: process.env.PATH ?? '' },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const open = (name: string) => openDuckDB({ path: join(work, name), temporaryDirectory: work, memoryLimit: '200MB' });

writeFileSync(join(work, 'a.jsonl'), '{"model":"alpha","tokens":7}\n');

describe('faults', () => {
  it('a killed load leaves the ledger as it was before or after', { timeout: 180_000 }, async () => {
    const result = await killLoads({ runs: 8, seed: 3 });
    expect(result.before + result.after).toBe(result.killed);
    expect(result.killed).toBeGreaterThan(0);
  });

  it('the second process says who holds the ledger, or waits', { timeout: 60_000 }, async () => {
    expect(run('load', 'a.jsonl', '--db', 'held.duckdb').status).toBe(0);
    // Another process, because within one the file is shared.
    const holder = spawn(
      process.execPath,
      [
        '-e',
        `import('@duckdb/node-api').then(async ({ DuckDBInstance }) => {
         const instance = await DuckDBInstance.create(${JSON.stringify(join(work, 'held.duckdb'))});
         console.log('held');
         process.stdin.on('data', () => { instance.closeSync(); process.exit(); });
       })`,
      ],
      { cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: ['pipe', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => holder.stdout?.once('data', resolve));
    for (const words of [['load', 'a.jsonl'], ['usage'], ['ledger', 'status'], ['usage', '--wait', '0']]) {
      const { status, stderr } = run(...words, '--db', 'held.duckdb');
      expect([status, stderr]).toEqual([1, expect.stringContaining(`(process id ${holder.pid}) holds the ledger`)]);
      expect(stderr).toContain('--wait');
    }
    const waiting = spawn(process.execPath, [MAIN, 'usage', '--db', 'held.duckdb', '--wait', '--json'], { cwd: work });
    let answer = '';
    waiting.stdout.on('data', (text) => {
      answer += text;
    });
    const ended = new Promise((resolve) => waiting.on('close', resolve));
    // Let it ask at least once in vain.
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(answer).toBe('');
    holder.stdin?.write('go\n');
    expect(await ended).toBe(0);
    expect(JSON.parse(answer).totals.unsplit_tokens).toBe(7);
    expect(run('usage', '--wait', 'soon', '--db', 'held.duckdb').stderr).toContain('--wait: expected a whole number');
  });

  it('a file that is no ledger, or only its beginning, is told apart', { timeout: 60_000 }, () => {
    expect(run('load', 'a.jsonl', '--db', 'good.duckdb').status).toBe(0);
    const good = readFileSync(join(work, 'good.duckdb'));
    writeFileSync(join(work, 'cut.duckdb'), good.subarray(0, 5000));
    writeFileSync(join(work, 'junk.duckdb'), 'this is text, long enough to be looked at\n'.repeat(500));
    for (const name of ['cut.duckdb', 'junk.duckdb']) {
      for (const words of [['usage'], ['load', 'a.jsonl']]) {
        const { status, stderr } = run(...words, '--db', name);
        expect([name, status]).toEqual([name, 1]);
        expect(stderr).toContain('not a ledger that can be read');
        expect(stderr).toContain('move it away');
      }
    }
  });

  it('ledgers with other tables and other databases are refused ', { timeout: 60_000 }, async () => {
    expect(run('load', 'a.jsonl', '--db', 'older.duckdb').status).toBe(0);
    const older = await open('older.duckdb');
    await older.execute("update ledger_facts set value = 'another' where name = 'version'");
    await older.close();
    const other = await open('other.duckdb');
    await other.execute('create table visitors (name varchar)');
    await other.close();
    const opened = await open('other.duckdb');
    await expect(ledgerVersion(opened, 'other.duckdb')).rejects.toMatchObject({ code: 'ledger_layout' });
    await opened.close();
    for (const words of [['usage'], ['ledger', 'status'], ['load', 'a.jsonl']]) {
      const first = run(...words, '--db', 'older.duckdb');
      expect([first.status, first.stderr]).toEqual([1, expect.stringContaining('made by another version of tollbook')]);
      const second = run(...words, '--db', 'other.duckdb');
      expect([second.status, second.stderr]).toEqual([1, expect.stringContaining('a database, but not a ledger')]);
    }
  });
});
