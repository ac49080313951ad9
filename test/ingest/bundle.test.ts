/**
 * Many small files, which the engine reads as one: every file keeps its own account, its rejects' places, its convention and
 * its part in what counts once; and what one file does wrong stays with that file.
 */
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BatchFile } from '../../src/ingest/batch-file.js';
import { bundled, nameRows } from '../../src/ingest/bundle.js';
import { Scratch } from '../../src/ingest/prepared.js';
import { scan } from '../../src/ingest/scan.js';
import { type Ledger, openLedger } from './support.js';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
beforeEach(() => ledger.clear());
afterAll(() => ledger.close());

const FILES = 40;
const call = (tokens: number, more = {}) =>
  JSON.stringify({
    model: 'gpt-5.4',
    ts: '2026-09-01T00:00:00Z',
    prompt_tokens: tokens,
    completion_tokens: 1,
    ...more,
  });
const numbers = Array.from({ length: FILES }, (_, index) => index);
const name = (index: number) => `part-${String(index).padStart(2, '0')}.jsonl`;

/** File n holds n calls of 1000 n + 1, 1000 n + 2, … tokens. */
function writeParts(contentOf: (index: number) => string = plainContent): string[] {
  return numbers.map((index) => ledger.write(name(index), contentOf(index)));
}

function plainContent(index: number): string {
  return Array.from({ length: index }, (_, line) => `${call(1000 * index + line + 1)}\n`).join('');
}

const perFile = () =>
  ledger.engine.query<{ path: string; tokens: string | null }>(
    `select path, string_agg(input_tokens::varchar || '@' || source_line::varchar, ' ' order by source_line) as tokens
     from sources left join calls using (source_id) group by path order by path`,
  );
const plainTokens = (index: number) =>
  index === 0 ? null : Array.from({ length: index }, (_, line) => `${1000 * index + line + 1}@${line + 1}`).join(' ');

const account = async () => {
  const sources = (await ledger.sources()) as readonly (object & { sourceId?: unknown })[];
  return [await perFile(), sources.map((row) => ({ ...row, sourceId: 0 })), await ledger.rejects()];
};

describe('many small files', () => {
  it('give the calls and lines of each file to that file, empty ones too', async () => {
    const paths = writeParts();
    await ledger.load(paths);
    expect(await perFile()).toEqual(paths.map((path, index) => ({ path, tokens: plainTokens(index) })));
    const again = await ledger.load(paths);
    expect(again.files.map((file) => file.status)).toEqual(numbers.map(() => 'unchanged'));
  });

  it.each([
    [
      'blank lines, CRLF and no last newline',
      (content: string) => `\r\n \n${content.replaceAll('\n', '\r\n')}${call(5)}`,
      'plain',
    ],
    ['a byte order mark', (content: string) => `\uFEFF${content}`, 'plain'],
    ['compression', (content: string) => content, 'gzip'],
  ])('with %s are the files they are without', async (_, change, kind) => {
    const contents = numbers.map((index) => change(plainContent(index)));
    const bytes = (text: string) => (kind === 'gzip' ? gzipSync(text) : text);
    const paths = contents.map((text, index) => ledger.write(name(index), bytes(text)));
    await ledger.load(paths);
    const together = await account();
    await ledger.engine.execute('delete from snapshots; delete from sources; delete from rejects;');
    for (const path of paths) await ledger.load([path]).catch(() => undefined);
    expect(together).toEqual(await account());
  });

  it('place rejects in their own file, by line and byte', async () => {
    const broken = '{"model": "gpt-5.4", "prompt_tokens":';
    const paths = writeParts((index) => (index === 17 ? `\n${call(1)}\n${broken}\n${call(2)}\n` : plainContent(index)));
    await ledger.load(paths);
    const rejects = await ledger.rejects();
    expect(rejects.map(({ path, line, byteOffset }) => [path, line, byteOffset])).toEqual([
      [paths[17], 3n, BigInt(1 + call(1).length + 1)],
    ]);
    expect((await perFile())[18]?.tokens).toBe(plainTokens(18));
  });

  it('each decide for themselves whether input holds cached tokens', async () => {
    // 10 input beside 90 cached can only be exclusive; the same numbers the other way round can be read as logged.
    const paths = writeParts((index) => {
      const [input, cached] = index % 2 === 0 ? [10, 90] : [90, 10];
      return `${call(input, { cached_tokens: cached })}\n${call(7000 + index)}\n`;
    });
    await ledger.load(paths);
    const expected = (index: number) => `${index % 2 === 0 ? 100 : 90}@1 ${7000 + index}@2`;
    expect((await perFile()).map((row) => row.tokens)).toEqual(numbers.map(expected));
  });

  it('count a call once that several files show, the most complete sighting', async () => {
    const answer = (id: number, output: number) =>
      `${JSON.stringify({ object: 'chat.completion', id: `chatcmpl-${id}`, model: 'gpt-4o', created: 1_790_000_000, usage: { prompt_tokens: 3, completion_tokens: output } })}\n`;
    // Every file but the last shows its own call unfinished and the next file's in full.
    const paths = writeParts((index) => answer(index, 1) + answer(index + 1, 50 + index + 1));
    await ledger.load(paths);
    const calls = await ledger.calls();
    expect(calls).toHaveLength(FILES + 1);
    // Call 0 was only seen unfinished.
    const total = calls.reduce((sum, row) => sum + Number(row.outputTokens), 0);
    expect(total).toBe(1 + numbers.reduce((sum, index) => sum + 50 + index + 1, 0));
  });

  it('of which some grew are continued where they ended', async () => {
    const paths = writeParts((index) => plainContent(index + 1));
    await ledger.load(paths, { isLedger: true });
    for (const index of numbers) appendFileSync(paths[index] as string, `${call(9_000_000 + index)}\n`);
    const { files } = await ledger.load(paths, { isLedger: true });
    expect(files.map((file) => file.status)).toEqual(numbers.map(() => 'continued'));
    const expected = (index: number) => `${plainTokens(index + 1)} ${9_000_000 + index}@${index + 2}`;
    expect((await perFile()).map((row) => row.tokens?.split(' ').slice(-2).join(' '))).toEqual(
      numbers.map((index) => expected(index).split(' ').slice(-2).join(' ')),
    );
  });

  it('of which one is gone, and one other, when they are put together lose those and no more', async () => {
    const paths = writeParts((index) => plainContent(index + 1));
    const files = await Promise.all(paths.map(counted));
    rmSync(paths[3] as string);
    writeFileSync(paths[5] as string, plainContent(7));
    const scratch = new Scratch(ledger.folder);
    const bundle = await bundled(files, (file) => BigInt(file.scan.lines), scratch);
    const expected = numbers.filter((index) => index !== 3 && index !== 5);
    expect(bundle?.starts.map((start) => start.file_name)).toEqual(expected.map((index) => paths[index]));
    expect(bundle?.rows).toBe(expected.reduce((sum, index) => sum + index + 1, 0));
    expect((await scan(bundle?.file.path as string, { compression: 'none' })).lines).toBe(bundle?.rows);
    await scratch.remove();
  });

  it('that give another number of rows than was counted name nothing', async () => {
    const paths = writeParts((index) => plainContent(index + 1));
    const scratch = new Scratch(ledger.folder);
    const bundle = await bundled(await Promise.all(paths.map(counted)), (file) => BigInt(file.scan.lines), scratch);
    await scratch.remove();
    await ledger.engine.execute('create or replace temp table stage as select 1 as file_name');
    expect(bundle && (await nameRows(ledger.engine, bundle))).toBe(false);
    await ledger.engine.execute('drop table stage');
  });
});

async function counted(path: string): Promise<BatchFile> {
  const found = await scan(path, { compression: 'none' });
  return { path, readPath: path, compression: 'none', size: found.bytes, modifiedMs: 1, scan: found };
}

describe('numbers that are times', () => {
  // Instants of the same texts by JavaScript's own arithmetic on whole microseconds.
  it.each([
    ['1790000000', '2026-09-21T14:13:20.000Z'],
    ['1790000000.25', '2026-09-21T14:13:20.250Z'],
    ['1790000000123', '2026-09-21T14:13:20.123Z'],
    ['1790000000123.75', '2026-09-21T14:13:20.124Z'],
    ['1790000000123456', '2026-09-21T14:13:20.123Z'],
    ['1790000000123456789', '2026-09-21T14:13:20.123Z'],
    ['0', '1970-01-01T00:00:00.000Z'],
  ])('%s is %s', async (text, instant) => {
    await ledger.load([
      ledger.write('one.jsonl', `{"model":"gpt-5.4","ts":${text},"prompt_tokens":1,"completion_tokens":1}\n`),
    ]);
    const [row] = await ledger.calls();
    expect(Math.round(row?.startedAt as number)).toBe(Date.parse(instant));
  });
});
