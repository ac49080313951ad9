/**
 * Files that change between the count of their lines and their reading, which no other process can be timed to do: the
 * pipeline says what it is about to do, and the file is changed at that moment. Nothing of such a file counts.
 */
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usage } from '../../src/index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollbook-changing-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const line = (tokens: number) =>
  `${JSON.stringify({ model: 'gpt-5.4', ts: '2026-09-01T00:00:00Z', prompt_tokens: tokens, completion_tokens: 1 })}\n`;

/** `usage` over two files, the second of which is changed when its lines were counted and are about to be read. */
async function whileItChanges(change: (path: string) => void) {
  writeFileSync(join(folder, 'good.jsonl'), line(7));
  const path = join(folder, 'other.jsonl');
  writeFileSync(path, line(100) + line(200) + line(300));
  let isChanged = false;
  const answer = await usage(
    {
      source: { logs: ['good.jsonl', 'other.jsonl'], ledger: join(folder, 'none.duckdb') },
      reading: { anthropicInput: 'exclusive' },
      zone: 'UTC',
      by: ['model'],
      where: [],
    },
    { books: [], aliases: {} },
    {
      workingDirectory: folder,
      temporaryDirectory: tmpdir(),
      standardInput: () => Readable.from([]),
      progress: ({ doing }) => {
        if (doing !== 'counting calls' || isChanged) return;
        isChanged = true;
        change(path);
      },
      onInterrupt: () => () => undefined,
    },
  );
  expect(isChanged).toBe(true);
  return answer;
}

describe('a file that changes while it is read', () => {
  it.each([
    ['shrank', (path: string) => truncateSync(path, line(100).length + line(200).length)],
    ['is empty', (path: string) => truncateSync(path, 0)],
    ['was written anew with fewer lines', (path: string) => writeFileSync(path, line(1))],
  ])('counts for nothing when it %s; the others do, and the run fails', async (_, change) => {
    const answer = await whileItChanges(change);
    expect(answer.report.result).toMatchObject({ totals: { calls: 1n, input_tokens: 7n } });
    expect(answer.failed).toBe(true);
    expect(answer.report.notes.map((note) => note.message)).toContainEqual(
      'other.jsonl: it changed while it was read; nothing of it is counted',
    );
  });

  it('counts as far as it was counted when it only grew', async () => {
    const answer = await whileItChanges((path) => appendFileSync(path, line(400)));
    expect(answer.report.result).toMatchObject({ totals: { calls: 4n, input_tokens: 607n } });
    expect(answer.failed).toBe(false);
  });
});
