/** A file that begins with all of another, though nobody said that they have to do with each other: what they share counts once. */
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

/** 27 or 28 bytes a line and no id: 2,500 of them are longer than what is looked at of a beginning, 65,536 bytes. */
const lines = (from: number, to: number, model = 'm'): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `{"model":"${model}","tokens":${from + index}}\n`).join('');
const load = async (named: readonly string[], isLedger = true) =>
  (await ledger.load([...named], { isLedger })).files.map(
    ({ path, status }) => `${path.slice(ledger.folder.length + 1)} ${status}`,
  );
/** Calls, and the sum of their tokens: of 1 to n it is n × (n + 1) ÷ 2. */
const counted = async () => {
  const tokens = (await ledger.calls()).map(({ unsplitTokens }) => Number(unsplitTokens));
  return [tokens.length, tokens.reduce((total, one) => total + one, 0)];
};
const upTo = (count: number) => [count, (count * (count + 1)) / 2];
const accounts = () => countsByFile(ledger);

describe('a file that begins with all of another', () => {
  it.each([[['a.jsonl', 'b.jsonl']], [['b.jsonl', 'a.jsonl']]])('in one load, named %j', async (named) => {
    ledger.write('a.jsonl', lines(1, 3000));
    ledger.write('b.jsonl', lines(1, 4000));
    expect((await load(named)).sort()).toEqual(['a.jsonl copy', 'b.jsonl continued']);
    expect(await counted()).toEqual(upTo(4000));
    expect(await accounts()).toEqual({ 'a.jsonl': [3000, 3000, 0, 3000], 'b.jsonl': [4000, 4000, 4000, 0] });
    expect((await load(named)).sort()).toEqual(['a.jsonl copy', 'b.jsonl unchanged']);
    expect(await counted()).toEqual(upTo(4000));
  });

  it('and is loaded later, and forgotten', async () => {
    ledger.write('a.jsonl', lines(1, 3000));
    await load(['a.jsonl']);
    ledger.write('b.jsonl', lines(1, 4000));
    expect(await load(['b.jsonl'])).toEqual(['b.jsonl continued']);
    expect(await counted()).toEqual(upTo(4000));
    await forgetSource(ledger.engine, join(ledger.folder, 'b.jsonl'));
    expect(await counted()).toEqual(upTo(3000));
    expect(await accounts()).toEqual({ 'a.jsonl': [3000, 3000, 3000, 0] });
  });

  it('in a run that keeps nothing, and three times over', async () => {
    ledger.write('c.jsonl', lines(1, 5000));
    ledger.write('a.jsonl', lines(1, 3000));
    ledger.write('b.jsonl', lines(1, 4000));
    await load(['c.jsonl', 'b.jsonl', 'a.jsonl'], false);
    expect(await counted()).toEqual(upTo(5000));
  });

  it('compressed, or with lines that cannot be read', async () => {
    ledger.write('a.jsonl', `${lines(1, 3000)}{"cut\n`);
    ledger.write('b.jsonl.gz', gzipSync(`${lines(1, 3000)}{"cut\n${lines(3001, 4000)}`));
    await load(['a.jsonl', 'b.jsonl.gz']);
    expect(await counted()).toEqual(upTo(4000));
    expect((await ledger.rejects()).length).toBe(2);
  });

  it('is read by the rules of its own load, with what it begins with', async () => {
    // Totals so far of one session: 1 to 3,000, and on to 4,000.
    const totals = (count: number) => lines(1, count).replaceAll('{"model"', '{"session_id":"s","model"');
    ledger.write('a.jsonl', totals(3000));
    await load(['a.jsonl']);
    expect(await counted()).toEqual(upTo(3000));
    ledger.write('b.jsonl', totals(4000));
    await ledger.load(['b.jsonl'], { isLedger: true, reading: { cumulative: ['session_id'] } });
    const used = await ledger.engine.query<{ tokens: bigint }>(
      'select sum(unsplit_tokens)::bigint as tokens from calls',
    );
    expect(used).toEqual([{ tokens: 4000n }]);
  });

  it.each(['a.jsonl', 'a.jsonl.gz'])('and is held when the other, %s, is loaded', async (name) => {
    const write = (text: string) => ledger.write(name, name.endsWith('.gz') ? gzipSync(text) : text);
    ledger.write('b.jsonl', lines(1, 4000));
    await load(['b.jsonl']);
    write(`${lines(1, 1500)}\n${lines(1501, 3000)}`);
    expect(await load([name])).toEqual([`${name} loaded`]);
    await forgetSource(ledger.engine, join(ledger.folder, name));
    write(lines(1, 3000));
    expect(await load([name])).toEqual([`${name} copy`]);
    expect(await load(['b.jsonl', name])).toEqual(['b.jsonl unchanged', `${name} copy`]);
    expect(await counted()).toEqual(upTo(4000));
    expect(await accounts()).toEqual({ [name]: [3000, 3000, 0, 3000], 'b.jsonl': [4000, 4000, 4000, 0] });
    await forgetSource(ledger.engine, join(ledger.folder, 'b.jsonl'));
    expect(await counted()).toEqual(upTo(3000));
    expect(await accounts()).toEqual({ [name]: [3000, 3000, 3000, 0] });
  });

  it('and is held when the other is loaded, which then grows in its own way or in the same', async () => {
    ledger.write('b.jsonl', lines(1, 4000));
    ledger.write('a.jsonl', lines(1, 3000));
    ledger.write('c.jsonl', lines(1, 3500));
    await load(['b.jsonl']);
    expect(await load(['a.jsonl', 'c.jsonl'])).toEqual(['a.jsonl copy', 'c.jsonl copy']);
    ledger.write('a.jsonl', `${lines(1, 3000)}${lines(1, 10, 'n')}`);
    ledger.write('c.jsonl', lines(1, 4500));
    expect(await load(['a.jsonl', 'c.jsonl'])).toEqual(['a.jsonl continued', 'c.jsonl continued']);
    const [calls, tokens] = upTo(4500) as [number, number];
    expect(await counted()).toEqual([calls + 10, tokens + 55]);
  });

  it('is another where it goes on otherwise before the end of the other', async () => {
    ledger.write('a.jsonl', lines(1, 3000));
    ledger.write('b.jsonl', `${lines(1, 2999)}${lines(3001, 4000)}`);
    expect(await load(['a.jsonl', 'b.jsonl'])).toEqual(['a.jsonl loaded', 'b.jsonl loaded']);
    expect((await counted())[0]).toBe(3000 + 3999);
  });
});
