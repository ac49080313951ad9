/**
 * Defects that users reported against other tools: each of the classes that reading logs can have has a test that names it.
 * The list may lie beside the checkout; skipped where it does not.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Question, Surroundings } from '../src/core/question.js';
import { usage } from '../src/pipeline.js';
import { jsonLines, withLedger } from './ingest/support.js';

const LIST = fileURLToPath(new URL('../../shared/oracle/number-bugs.jsonl', import.meta.url));
const HERE = fileURLToPath(new URL('./', import.meta.url));
const CLASSES = ['dedupe', 'cache', 'ingest', 'timezone'];
/** Without a test of its own name: memory is held to its bound by the benchmark. */
const PENDING: readonly string[] = [];

describe.skipIf(!existsSync(LIST))('the list of number bugs', () => {
  const rows = existsSync(LIST)
    ? readFileSync(LIST, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { readonly id: string; readonly cls: string })
    : [];
  const tests = readdirSync(HERE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(HERE, name), 'utf8'))
    .join('\n');
  const asked = rows.filter((row) => CLASSES.includes(row.cls) && !PENDING.includes(row.id)).map((row) => row.id);

  it('is there', () => {
    expect(asked.length).toBeGreaterThan(8);
  });
  it.each(asked)('%s has a test', (id) => {
    expect(
      new RegExp(`(it|name)(:|\\()[^\\n]*['"\`]${id}\\b`).test(tests) ||
        tests.includes(`'${id}: `) ||
        tests.includes(`\`${id} `),
    ).toBe(true);
  });
});

describe('number bugs of other tools: days and months', () => {
  async function rowsOf(
    lines: readonly object[],
    more: Partial<Question>,
  ): Promise<readonly Record<string, unknown>[]> {
    return withLedger(async (ledger) => {
      ledger.write('log.jsonl', jsonLines(...lines));
      const surroundings: Surroundings = {
        workingDirectory: ledger.folder,
        temporaryDirectory: ledger.folder,
        standardInput: () => process.stdin,
        progress: () => undefined,
        onInterrupt: () => () => undefined,
      };
      const question: Question = {
        source: { logs: ['log.jsonl'], ledger: 'none.duckdb' },
        reading: { anthropicInput: 'exclusive' },
        zone: 'UTC',
        by: [],
        where: [],
        ...more,
      };
      const { report } = await usage(question, { books: [], aliases: {} }, surroundings);
      return (report.result as { rows: Record<string, unknown>[] }).rows;
    });
  }
  const call = (timestamp: string, tokens = 10) => ({
    model: 'gpt-5.4',
    timestamp,
    prompt_tokens: tokens,
    completion_tokens: 1,
  });

  it('NB72: 2024-02-01T01:00Z is in January at UTC-5, by day and by month', async () => {
    const lines = [call('2024-02-01T01:00:00Z')];
    expect((await rowsOf(lines, { zone: 'America/Bogota', by: ['day'] }))[0]?.day).toBe('2024-01-31');
    expect((await rowsOf(lines, { zone: 'America/Bogota', by: ['month'] }))[0]?.month).toBe('2024-01');
  });

  it('NB70: five days asked for one by one are what the five days are together', { timeout: 60_000 }, async () => {
    // A call every 37 minutes over nine days, so that every edge of a day in India falls between calls.
    const start = Date.parse('2026-09-08T00:00:00Z');
    const lines = Array.from({ length: 350 }, (_, index) =>
      call(new Date(start + index * 37 * 60_000).toISOString(), index + 1),
    );
    const days = ['2026-09-10', '2026-09-11', '2026-09-12', '2026-09-13', '2026-09-14'];
    const zone = 'Asia/Kolkata';
    const inRange = lines.filter(({ timestamp }) => {
      const local = new Date(Date.parse(timestamp) + 5.5 * 3_600_000).toISOString().slice(0, 10);
      return days.includes(local);
    });
    const sum = (rows: readonly Record<string, unknown>[], key: string) =>
      rows.reduce((total, row) => total + Number(row[key]), 0);
    const whole = await rowsOf(lines, { zone, since: days[0], until: days.at(-1) });
    const single = [];
    for (const day of days) single.push(...(await rowsOf(lines, { zone, since: day, until: day })));
    expect(sum(whole, 'calls')).toBe(inRange.length);
    expect(sum(single, 'calls')).toBe(inRange.length);
    const tokens = inRange.reduce((total, one) => total + one.prompt_tokens, 0);
    expect([sum(whole, 'input_tokens'), sum(single, 'input_tokens')]).toEqual([tokens, tokens]);
  });
});
