/**
 * Memory does not grow with the logs: what the built command needs at most, for a log larger than a batch and for one that is longer still.
 *
 * Peaks are compared with each other, never with a figure of some machine.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const PEAK = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + '\\n'))",
)}`;
const MIB = 1 << 20;

/** A transcript of an agent whose messages are 64 KiB long. */
function write(path: string, messages: number): number {
  const content = 'x'.repeat(64 << 10);
  const file = openSync(path, 'w');
  let bytes = 0;
  for (let index = 0; index < messages; index += 1) {
    const at = new Date(Date.UTC(2026, 8, 1) + index * 1000).toISOString();
    const usage = { input_tokens: 3, output_tokens: index };
    const message = { id: `msg_${index}`, role: 'assistant', model: 'claude-sonnet-4-5', content, usage };
    const line = {
      type: 'assistant',
      timestamp: at,
      sessionId: 's',
      uuid: `u${index}`,
      requestId: `r${index}`,
      message,
    };
    bytes += writeSync(file, `${JSON.stringify(line)}\n`);
  }
  closeSync(file);
  return bytes;
}

function measured(
  log: string,
  folder: string,
): { readonly calls: number; readonly output: number; readonly peak: number } {
  const answer = spawnSync(process.execPath, ['--import', PEAK, MAIN, 'usage', log, '--json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(answer.status).toBe(0);
  const [row] = (JSON.parse(answer.stdout) as { rows: readonly Record<string, unknown>[] }).rows;
  const peak = Number(/^peak (\d+)$/m.exec(answer.stderr)?.[1]) * 1024;
  return { calls: Number(row?.calls), output: Number(row?.output_tokens), peak };
}

it('NB96: a log more than three times as long takes a fraction of what it adds in memory', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollbook-memory-'));
  try {
    const [few, many] = [4_000, 14_000];
    const short = write(join(folder, 'short.jsonl'), few);
    const long = write(join(folder, 'long.jsonl'), many);
    const [small, large] = [measured('short.jsonl', folder), measured('long.jsonl', folder)];
    expect(small).toMatchObject({ calls: few, output: (few * (few - 1)) / 2 });
    expect(large).toMatchObject({ calls: many, output: (many * (many - 1)) / 2 });
    expect(long - short).toBeGreaterThan(600 * MIB);
    expect(large.peak - small.peak).toBeLessThan((long - short) / 3);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
