/** Latency is of answered calls wherever it is told: one figure, whichever command is asked and however the calls are counted. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollbook-answered-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout;
}

const call = (second: number, changes: Record<string, unknown>) => ({
  ts: new Date(Date.UTC(2026, 8, 1, 0, 0, second)).toISOString(),
  model: 'gpt-5.4',
  prompt_tokens: 100,
  completion_tokens: 10,
  ttft_ms: 400,
  stream: true,
  batch: false,
  status: 'ok',
  ...changes,
});

// Answered: 1,000 and 3,000 ms. Their p50 is 2,000, their p95 1,000 + 0.95 × 2,000, their p99 1,000 + 0.99 × 2,000.
const lines = [
  call(1, { duration_ms: 1000 }),
  call(2, { duration_ms: 3000 }),
  call(3, { duration_ms: 5, ttft_ms: 5, status: 'error' }),
  call(4, { duration_ms: 7, ttft_ms: 7, status: 'cancelled' }),
  call(5, { duration_ms: 90_000, ttft_ms: 90_000, batch: true }),
  call(6, { model: 'gpt-5.4-mini', duration_ms: 5, ttft_ms: 5, status: 'error' }),
].map((line) => `${JSON.stringify({ ...line, padding: 'x'.repeat(300) })}\n`);

const TIMES = {
  duration_ms_p50: 2000,
  duration_ms_p95: 2900,
  duration_ms_p99: 2980,
  first_token_ms_p50: 400,
  first_token_ms_p95: 400,
};
const NO_TIMES = Object.fromEntries(Object.keys(TIMES).map((key) => [key, null]));

describe('latency of answered calls', () => {
  it('is what usage and latency tell, from logs and from a ledger', () => {
    writeFileSync(join(folder, 'log.jsonl'), lines.join(''));
    const { rows, totals } = JSON.parse(run('usage', 'log.jsonl', '--json'));
    expect(rows).toMatchObject([
      { model: 'gpt-5.4', calls: 5, ...TIMES },
      { model: 'gpt-5.4-mini', calls: 1, ...NO_TIMES },
    ]);
    expect(totals).toMatchObject({ calls: 6, ...TIMES });
    expect(JSON.parse(run('latency', 'log.jsonl', '--json')).rows).toMatchObject([{ calls: 2, ...TIMES }]);
    run('load', 'log.jsonl', '--db', 'ledger.db');
    expect(JSON.parse(run('usage', '--db', 'ledger.db', '--json'))).toMatchObject({ rows, totals });
  });

  it('is the same where a large log is counted while it is read, or skimmed', () => {
    // As many of each: the median lies between the two halves, the 95th and 99th among the slower ones.
    const copies = Math.ceil((65 << 20) / lines.join('').length);
    const text = lines.join('').repeat(copies);
    writeFileSync(join(folder, 'large.jsonl'), text);
    writeFileSync(join(folder, 'large.jsonl.gz'), gzipSync(text, { level: 1 }));
    const times = { ...TIMES, duration_ms_p95: 3000, duration_ms_p99: 3000 };
    for (const file of ['large.jsonl', 'large.jsonl.gz']) {
      expect(JSON.parse(run('usage', file, '--json')).rows).toMatchObject([
        { model: 'gpt-5.4', calls: 5 * copies, ...times },
        { model: 'gpt-5.4-mini', calls: copies, ...NO_TIMES },
      ]);
    }
  });

  it('is said where calls are counted that have no part in it', () => {
    writeFileSync(join(folder, 'log.jsonl'), lines.join(''));
    const says = 'p50 and p95 are of the calls that were answered, batches left out.';
    expect(run('usage', 'log.jsonl')).toContain(says);
    writeFileSync(join(folder, 'answered.jsonl'), lines.slice(0, 2).join(''));
    expect(run('usage', 'answered.jsonl')).not.toContain(says);
  });
});
