/** Files are read in turn without waiting: what waits meanwhile (an interruption, progress) is heard all the same. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { scan } from '../../src/ingest/scan.js';

const folder = mkdtempSync(join(tmpdir(), 'tollbook-turns-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How often something else had its turn while this was read. */
async function turnsDuring(work: () => Promise<void>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await work();
  isOver = true;
  return turns;
}

it('between thousands of small files', async () => {
  const path = join(folder, 'small.jsonl');
  writeFileSync(path, '{}\n');
  const turns = await turnsDuring(async () => {
    for (let file = 0; file < 3000; file += 1) await scan(path, { compression: 'none' });
  });
  expect(turns).toBeGreaterThanOrEqual(5);
});

it('and within a large one', async () => {
  const path = join(folder, 'large.jsonl');
  writeFileSync(path, Buffer.alloc(160 << 20, `${'x'.repeat(1023)}\n`));
  expect(await turnsDuring(async () => void (await scan(path, { compression: 'none' })))).toBeGreaterThanOrEqual(4);
});
