/**
 * The library as a program uses it: the examples run and print what they say, its results are those of the command line,
 * and what cannot be asked is a ToolError.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { analyze, openLedger, priceBook, type QuestionOptions } from '../../src/index.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = join(ROOT, 'examples/library');
const folder = mkdtempSync(join(tmpdir(), 'tollbook-library-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function node(...words: string[]): Promise<string> {
  const child = spawn(process.execPath, words, { cwd: ROOT, env: { PATH: process.env.PATH, TZ: process.env.TZ } });
  let text = '';
  child.stdout.on('data', (bytes) => {
    text += bytes;
  });
  return new Promise((resolve) => child.on('close', () => resolve(text)));
}

describe('examples', () => {
  it.each(readdirSync(EXAMPLES))('%s prints what it says', async (name) => {
    const [, comment] = readFileSync(join(EXAMPLES, name), 'utf8').split('\n// prints\n');
    const says = comment
      ?.trimEnd()
      .split('\n')
      .map((line) => line.replace(/^\/\/ /, ''));
    expect((await node(join(EXAMPLES, name))).trimEnd().split('\n')).toEqual(says);
  });
});

describe('analyze', () => {
  const logs = [join(ROOT, 'sample-logs/canonical.jsonl'), join(ROOT, 'sample-logs/flat.jsonl')];
  const where = { workingDirectory: ROOT };

  it('gives what --json prints', async () => {
    const main = join(ROOT, 'dist/cli/main.js');
    const named = ['sample-logs/canonical.jsonl', 'sample-logs/flat.jsonl'];
    for (const command of ['usage', 'cost', 'errors', 'latency'] as const) {
      const { result } = await analyze(named, where)[command]({ by: ['provider', 'day'], zone: 'Asia/Seoul' });
      expect(result).toEqual(
        JSON.parse(await node(main, command, ...named, '--by', 'provider,day', '--tz', 'Asia/Seoul', '--json')),
      );
    }
  });

  it('gives the rows as Arrow, money exact', async () => {
    const usage = await analyze(logs, where).usage({ by: ['team'] });
    const table = usage.arrow();
    expect(table.numRows).toBe(usage.result.rows.length);
    usage.result.rows.forEach((row, index) => {
      expect(table.getChild('team')?.get(index)).toBe(row.team);
      expect(table.getChild('calls')?.get(index)).toBe(BigInt(row.calls as number));
      const { list_cost: cost } = row as { list_cost: string | null };
      const [whole = '', fraction = ''] = (cost ?? '').split('.');
      const exact = cost === null ? undefined : BigInt(whole + fraction.padEnd(18, '0'));
      const found = table.getChild('list_cost')?.get(index);
      expect(found === null ? undefined : BigInt(found.toString())).toBe(exact);
    });
  });

  it('says what it cannot be asked', async () => {
    const wrong: [QuestionOptions, string][] = [
      [{ by: ['colour' as 'team'] }, 'by: expected a dimension, found "colour"'],
      [{ month: '2026-13' }, 'month: expected a month'],
      [{ since: 'yesterday' }, 'since: expected a date or an instant'],
      [{ zone: '+09:00' }, 'zone: expected an IANA time zone'],
      [{ top: 0.5 }, 'top: expected a whole number above 0'],
      [{ month: '2026-10', until: '2026-10-03' }, 'two different periods'],
      [{ split: '2' }, 'split: expected an input share'],
    ];
    for (const [options, message] of wrong) {
      await expect(analyze(logs).usage(options), message).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining(message),
      });
    }
    expect(() => analyze([])).toThrow('no log is named');
    await expect(analyze(['nothing-here-*.jsonl']).usage()).rejects.toMatchObject({ code: 'no_readable_log' });
    await expect(analyze(logs, { temporaryDirectory: '/no/such/folder' }).usage()).rejects.toMatchObject({
      code: 'temporary_folder',
      where: '/no/such/folder',
    });
    const aborted = AbortSignal.abort();
    await expect(analyze(logs, { signal: aborted }).usage()).rejects.toMatchObject({ code: 'interrupted' });
  });
});

describe('openLedger', () => {
  it('answers from what was loaded, exports it, and forgets it', async () => {
    const ledger = openLedger(join(folder, 'a.duckdb'), { workingDirectory: ROOT });
    await expect(ledger.status()).rejects.toMatchObject({ code: 'usage' });
    await ledger.load(['sample-logs/canonical.jsonl']);
    const [first] = (await ledger.status()).result.files;
    expect(first?.path).toBe('sample-logs/canonical.jsonl');
    const usage = (await ledger.usage()).result;
    expect(usage.totals).toEqual(
      (await analyze(['sample-logs/canonical.jsonl'], { workingDirectory: ROOT }).usage()).result.totals,
    );
    const file = join(folder, 'calls.jsonl');
    expect(await ledger.exportCalls({ format: 'jsonl', file })).toBe(usage.totals?.calls);
    expect((await analyze([file]).usage()).result.totals).toEqual(usage.totals);
    expect(await ledger.exportCost({ format: 'parquet', file: join(folder, 'cost.parquet') })).toBeGreaterThan(10);
    await ledger.forget('sample-logs/canonical.jsonl');
    expect((await ledger.query('select count(*) as calls from calls')).result.rows).toEqual([{ calls: 0 }]);
    await expect(ledger.query('drop table snapshots')).rejects.toMatchObject({ code: 'query' });
  });
});

describe('priceBook', () => {
  it('prices a call by the arithmetic of its lines, and never at 0 what it does not know', async () => {
    const book = await priceBook([], { split: '0.5' });
    const { result } = await book.price({
      model: 'claude-sonnet-4-5',
      provider: 'anthropic',
      at: '2026-10-01',
      usage: { input: '100000' },
    });
    expect([result.total, result.lines.length, book.currency]).toEqual(['0.3', 1, 'USD']);
    const unknown = await book.price({ model: 'nobody-knows', usage: { input: '1' } });
    expect([unknown.isComplete, unknown.result.unpriced.length, unknown.result.lines]).toEqual([false, 1, []]);
    await expect(book.price({ model: 'x', usage: { colour: '1' } })).rejects.toMatchObject({ code: 'usage' });
    expect((await book.list('sonnet-4-5')).result.rows.length).toBeGreaterThan(0);
    await expect(priceBook([join(ROOT, 'package.json')])).rejects.toMatchObject({ code: 'configuration' });
  });
});
