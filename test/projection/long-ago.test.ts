/** A clock that was wrong once: calls long before all others are told and change nothing of a forecast. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tollbook-long-ago-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const call = (timestamp: string) =>
  JSON.stringify({ model: 'gpt-4o', prompt_tokens: 1000, completion_tokens: 50, timestamp });
const days = Array.from({ length: 20 }, (_, day) => call(`2026-09-${String(day + 1).padStart(2, '0')}T10:00:00Z`));

function forecast(name: string, lines: readonly string[]) {
  writeFileSync(join(folder, name), lines.join('\n'));
  const { stdout, status } = spawnSync(process.execPath, [MAIN, 'forecast', name, '--months', '2', '--json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  const { rows, notes } = JSON.parse(stdout) as { rows: unknown[]; notes: { message: string }[] };
  return { rows, notes: notes.map(({ message }) => message).join('\n') };
}

it('calls more than ten years before the last one are no part of a forecast, and it says so', {
  timeout: 60_000,
}, () => {
  const sound = forecast('sound.jsonl', days);
  const wrong = forecast('wrong.jsonl', [call('0001-01-01T00:00:00Z'), call('2016-09-19T23:59:59Z'), ...days]);
  expect(wrong.rows).toEqual(sound.rows);
  expect(wrong.notes).toContain('2 calls more than ten years before the last one are no part of the forecast');
  expect(sound.notes).not.toContain('ten years');
  expect(forecast('old.jsonl', [call('2016-09-20T00:00:00Z'), ...days]).notes).not.toContain('ten years');
});
