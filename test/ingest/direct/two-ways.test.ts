/**
 * One large flat log, read the quick way as it is and the general way from an archive: the same answer to the last digit.
 * The first way takes files from 64 MB up, so the lines are repeated until there are enough.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOf } from './support.js';

const COMMAND = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));
const LARGE = 65 << 20;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollbook-two-ways-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function answer(file: string, by: string): Record<string, unknown> {
  const { stdout, stderr, status } = spawnSync(process.execPath, [COMMAND, 'usage', file, '--by', by, '--json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const { source, ...rest } = JSON.parse(stdout) as Record<string, unknown>;
  expect(source).toMatchObject({ last_call_at: expect.anything() });
  return rest;
}

const padding = 'x'.repeat(300);
const shapes: Record<string, (index: number) => Record<string, unknown>> = {
  'prompt and completion, outcomes, streamed or not': (index) => ({
    ts: new Date(Date.UTC(2026, 8, 1) + index * 3_111_123).toISOString(),
    model: ['gpt-5.4', 'gpt-5.4-mini', 'claude-sonnet-4-5', 'no-such-model'][index % 4],
    prompt_tokens: index % 7 === 0 ? null : 100 + ((index * 7919) % 300_000),
    completion_tokens: index % 7 === 0 ? null : (index * 31) % 2000,
    cached_tokens: index % 7 === 0 ? null : index % 100,
    duration_ms: index % 11 === 0 ? null : (index * 17) % 60_000,
    ttft_ms: index % 3 === 0 ? (index * 5) % 2000 : null,
    stream: index % 3 === 0,
    status: index % 7 === 0 ? 'error' : index % 13 === 0 ? 'cancelled' : 'ok',
    error: index % 7 === 0 ? { type: 'rate_limit', message: 'slow down' } : null,
    padding,
  }),
  'a total and an offset': (index) => ({
    timestamp: new Date(Date.UTC(2026, 8, 1) + index * 1_000_003).toISOString().replace('Z', '+00:00'),
    model: ['gpt-5.4', 'gpt-5.4-mini'][index % 2],
    tokens: (index * 7919) % 30_000,
    status: index % 9 === 0 ? 500 : 200,
    service_tier: index % 5 === 0 ? 'flex' : null,
    padding,
  }),
};

describe.each(Object.keys(shapes))('%s', (name) => {
  it('gives one answer both ways', () => {
    const lines = Array.from({ length: 1900 }, (_, index) =>
      (shapes[name] as (index: number) => Record<string, unknown>)(index),
    );
    expect(planOf(lines.slice(0, 1000))).toBeDefined();
    const block = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
    const text = block.repeat(Math.ceil(LARGE / block.length));
    writeFileSync(join(folder, 'log.jsonl'), text);
    writeFileSync(join(folder, 'log.jsonl.gz'), gzipSync(readFileSync(join(folder, 'log.jsonl')), { level: 1 }));
    const quick = answer('log.jsonl', 'model,day');
    expect(quick).toEqual(answer('log.jsonl.gz', 'model,day'));
    expect(quick).toMatchObject({ sources: { lines: text.split('\n').length - 1, rejected: 0 } });
  });
});
