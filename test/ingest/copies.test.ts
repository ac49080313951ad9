/**
 * Copies and rotations in a ledger: whatever was copied, moved, grown or forgotten between loads, every call counts exactly once and
 * every file that is there has its account.
 */
import { appendFileSync, copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forgetSource } from '../../src/ingest/load.js';
import { countsByFile, type Ledger, openLedger } from './support.js';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterEach(() => ledger.clear());
afterAll(() => ledger.close());

/** Lines without an id: only where they are tells that they are the same. */
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `{"model":"m","tokens":${from + index}}\n`).join('');
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const at = (name: string) => join(ledger.folder, name);
const load = async (...named: string[]) =>
  (await ledger.load(named, { isLedger: true })).files.map(({ status }) => status);
const forget = (name: string) => forgetSource(ledger.engine, at(name));
const counted = async () =>
  (await ledger.calls()).map(({ unsplitTokens }) => Number(unsplitTokens)).sort((left, right) => left - right);
const accounts = () => countsByFile(ledger);

describe('a copy', () => {
  it('has its account, and takes over the calls when the original is forgotten', async () => {
    ledger.write('a.log', `${lines(1, 3)}{"cut\n`);
    copyFileSync(at('a.log'), at('b.log'));
    ledger.write('c.log.gz', gzipSync(`${lines(1, 3)}{"cut\n`));
    expect(await load('a.log', 'b.log', 'c.log.gz')).toEqual(['loaded', 'copy', 'copy']);
    expect(await accounts()).toEqual({ 'a.log': [4, 3, 3, 0], 'b.log': [4, 3, 0, 3], 'c.log.gz': [4, 3, 0, 3] });
    expect(await load('a.log', 'b.log', 'c.log.gz')).toEqual(['unchanged', 'copy', 'copy']);
    await forget('a.log');
    expect(await counted()).toEqual([1, 2, 3]);
    expect(await accounts()).toEqual({ 'b.log': [4, 3, 3, 0], 'c.log.gz': [4, 3, 0, 3] });
    await forget('b.log');
    expect(await accounts()).toEqual({ 'c.log.gz': [4, 3, 3, 0] });
    await forget('c.log.gz');
    expect(await counted()).toEqual([]);
    expect((await ledger.rejects()).length).toBe(0);
  });

  it('that grows is continued, and the original is a copy of its first lines', async () => {
    ledger.write('a.log', lines(1, 3));
    copyFileSync(at('a.log'), at('b.log'));
    await load('a.log', 'b.log');
    appendFileSync(at('b.log'), lines(4, 5));
    expect(await load('a.log', 'b.log')).toEqual(['unchanged', 'continued']);
    expect(await counted()).toEqual(numbers(1, 5));
    expect(await accounts()).toEqual({ 'a.log': [3, 3, 0, 3], 'b.log': [5, 5, 5, 0] });
    await forget('b.log');
    expect(await counted()).toEqual([1, 2, 3]);
    expect(await accounts()).toEqual({ 'a.log': [3, 3, 3, 0] });
  });

  it('that grows as its original does is a copy still, and so is one that lags behind', async () => {
    ledger.write('a.log', lines(1, 2));
    copyFileSync(at('a.log'), at('b.log'));
    await load('a.log', 'b.log');
    appendFileSync(at('a.log'), lines(3, 5));
    appendFileSync(at('b.log'), lines(3, 4));
    expect(await load('a.log', 'b.log')).toEqual(['continued', 'copy']);
    expect(await counted()).toEqual(numbers(1, 5));
    appendFileSync(at('b.log'), lines(5, 5));
    expect(await load('a.log', 'b.log')).toEqual(['unchanged', 'copy']);
    expect(await accounts()).toEqual({ 'a.log': [5, 5, 5, 0], 'b.log': [5, 5, 0, 5] });
    await forget('a.log');
    expect(await counted()).toEqual(numbers(1, 5));
  });

  it('that goes on otherwise than its original has the lines of both apart', async () => {
    ledger.write('a.log', lines(1, 2));
    copyFileSync(at('a.log'), at('b.log'));
    await load('a.log', 'b.log');
    appendFileSync(at('a.log'), lines(10, 11));
    appendFileSync(at('b.log'), lines(20, 20));
    expect(await load('a.log', 'b.log')).toEqual(['continued', 'continued']);
    expect(await counted()).toEqual([1, 2, 10, 11, 20]);
    expect(await accounts()).toEqual({ 'a.log': [4, 4, 4, 0], 'b.log': [3, 3, 1, 2] });
    await forget('a.log');
    expect(await counted()).toEqual([1, 2, 20]);
    expect(await accounts()).toEqual({ 'b.log': [3, 3, 3, 0] });
  });

  it.each([
    ['compressed', 'b.log.gz', (text: string) => gzipSync(text)],
    ['with a byte order mark', 'b.log', (text: string) => `\uFEFF${text}`],
  ])('%s that grows is read again, once', async (_, name, written) => {
    ledger.write('a.log', lines(1, 2));
    ledger.write(name, written(lines(1, 2)));
    expect(await load('a.log', name)).toEqual(['loaded', 'copy']);
    ledger.write(name, written(lines(1, 4)));
    expect(await load('a.log', name)).toEqual(['unchanged', 'continued']);
    expect(await counted()).toEqual(numbers(1, 4));
    await forget(name);
    expect(await counted()).toEqual([1, 2]);
  });

  it('of CSV that grows is read again, once', async () => {
    const rows = (from: number, to: number) => numbers(from, to).map((tokens) => `m,${tokens},x\n`);
    const csv = (to: number) => ['model,tokens,team\n', ...rows(1, to)].join('');
    ledger.write('a.csv', csv(2));
    ledger.write('b.csv', csv(2));
    expect(await load('a.csv', 'b.csv')).toEqual(['loaded', 'copy']);
    ledger.write('b.csv', csv(4));
    expect(await load('a.csv', 'b.csv')).toEqual(['unchanged', 'continued']);
    expect(await counted()).toEqual(numbers(1, 4));
    await forget('b.csv');
    expect(await counted()).toEqual([1, 2]);
  });

  it('keeps the calls when its original is written anew, which is then a log of its own', async () => {
    ledger.write('a.log', lines(1, 3));
    copyFileSync(at('a.log'), at('a.log.1'));
    await load('a.log', 'a.log.1');
    writeFileSync(at('a.log'), lines(4, 4));
    expect(await load('a.log', 'a.log.1')).toEqual(['loaded', 'copy']);
    expect(await counted()).toEqual(numbers(1, 4));
    expect(await accounts()).toEqual({ 'a.log': [1, 1, 1, 0], 'a.log.1': [3, 3, 3, 0] });
  });

  it('that is written anew itself loses nothing', async () => {
    ledger.write('a.log', lines(1, 3));
    copyFileSync(at('a.log'), at('b.log'));
    await load('a.log', 'b.log');
    writeFileSync(at('b.log'), lines(7, 7));
    expect(await load('a.log', 'b.log')).toEqual(['unchanged', 'loaded']);
    expect(await counted()).toEqual([1, 2, 3, 7]);
  });

  it('follows its original to other rules', async () => {
    const call = (user: string) => `{"model":"m","tokens":1,"user":"${user}"}\n`;
    ledger.write('a.log', call('ann') + call('bob'));
    copyFileSync(at('a.log'), at('b.log'));
    await load('a.log', 'b.log');
    const reading = { cumulative: ['user_id'] as const };
    const { files } = await ledger.load(['b.log'], { isLedger: true, reading });
    expect(files.map(({ status }) => status)).toEqual(['replaced']);
    expect((await ledger.calls()).length).toBe(2);
    const again = await ledger.load(['a.log', 'b.log'], { isLedger: true, reading });
    expect(again.files.map(({ status }) => status)).toEqual(['copy', 'unchanged']);
    expect((await ledger.calls()).length).toBe(2);
  });
});

describe('a log that is rotated between loads', () => {
  const rotate = (names: readonly string[]) => {
    for (let index = names.length - 1; index > 0; index -= 1) {
      try {
        renameSync(at(names[index - 1] as string), at(names[index] as string));
      } catch {
        // Not yet so many.
      }
    }
  };

  it('again and again, with growth in between, counts every line once', async () => {
    const names = ['a.log', 'a.log.1', 'a.log.2', 'a.log.3'];
    ledger.write('a.log', lines(1, 2));
    await load('a.log');
    for (let round = 1; round <= 3; round += 1) {
      appendFileSync(at('a.log'), lines(round * 10, round * 10 + 1));
      rotate(names);
      ledger.write('a.log', lines(round * 10 + 5, round * 10 + 6));
      await load(...names.slice(0, round + 1));
    }
    expect(await counted()).toEqual([1, 2, 10, 11, 15, 16, 20, 21, 25, 26, 30, 31, 35, 36]);
    expect(await accounts()).toEqual({
      'a.log': [2, 2, 2, 0],
      'a.log.1': [4, 4, 4, 0],
      'a.log.2': [4, 4, 4, 0],
      'a.log.3': [4, 4, 4, 0],
    });
  });

  it('with the oldest removed keeps the calls of that under a name of its own', async () => {
    const names = ['a.log', 'a.log.1', 'a.log.2'];
    ledger.write('a.log.2', lines(1, 2));
    ledger.write('a.log.1', lines(3, 4));
    ledger.write('a.log', lines(5, 6));
    await load(...names);
    appendFileSync(at('a.log'), lines(7, 7));
    rotate(names);
    ledger.write('a.log', lines(8, 9));
    const { files, diagnostics } = await ledger.load(names, { isLedger: true });
    expect(files.map(({ status }) => status)).toEqual(['loaded', 'continued', 'moved']);
    expect(diagnostics.notes.map(({ code }) => code)).toEqual(['rotated_out']);
    expect(await counted()).toEqual(numbers(1, 9));
    expect(await accounts()).toEqual({
      'a.log': [2, 2, 2, 0],
      'a.log.1': [3, 3, 3, 0],
      'a.log.2': [2, 2, 2, 0],
      'a.log.2#1': [2, 2, 2, 0],
    });
    expect(await load(...names)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  it('into another folder, after it grew, plain or compressed', async () => {
    ledger.write('a.log', lines(1, 3));
    ledger.write('b.log', lines(11, 13));
    await load('a.log', 'b.log');
    appendFileSync(at('a.log'), lines(4, 5));
    mkdirSync(at('old'));
    renameSync(at('a.log'), at('old/a.log'));
    ledger.write('old/b.log.gz', gzipSync(lines(11, 14)));
    rmSync(at('b.log'));
    ledger.write('a.log', lines(6, 6));
    expect(await load('a.log', 'old')).toEqual(['loaded', 'continued', 'continued']);
    expect(await counted()).toEqual([1, 2, 3, 4, 5, 6, 11, 12, 13, 14]);
  });

  it('two names that change places hold what each has now', async () => {
    ledger.write('a.log', lines(1, 2));
    ledger.write('b.log', lines(3, 5));
    await load('a.log', 'b.log');
    rotate(['a.log', 'c.log']);
    rotate(['b.log', 'a.log']);
    rotate(['c.log', 'b.log']);
    expect(await load('a.log', 'b.log')).toEqual(['moved', 'moved']);
    expect(await counted()).toEqual(numbers(1, 5));
    expect(await accounts()).toEqual({ 'a.log': [3, 3, 3, 0], 'b.log': [2, 2, 2, 0] });
  });
});
