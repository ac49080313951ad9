/**
 * A ledger that is loaded again while its files grow, are rotated, compressed, cut and replaced: whatever happened in
 * between, it holds what one reading of everything would give.
 */
import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forgetSource } from '../../src/ingest/load.js';
import { type CallRow, jsonLines, type Ledger, openLedger } from './support.js';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterEach(() => ledger.clear());
afterAll(() => ledger.close());

const line = (tokens: number, more: Record<string, unknown> = {}): string =>
  JSON.stringify({ model: 'm', tokens, ...more });
const lines = (from: number, count: number): string =>
  Array.from({ length: count }, (_, index) => `${line(from + index)}\n`).join('');

const load = async (...named: string[]) =>
  (await ledger.load(named, { isLedger: true })).files.map(({ status }) => status);

/** Tokens of every call in the order of files and lines, with the line each is on. */
async function tokens(): Promise<[number, number][]> {
  const rows = await ledger.engine.query<{ line: bigint; tokens: bigint }>(
    'select source_line as line, coalesce(unsplit_tokens, input_tokens) as tokens from calls inner join sources using (source_id) order by path, source_line',
  );
  return rows.map((row) => [Number(row.line), Number(row.tokens)]);
}

/** Everything that is kept, but for ids: two ledgers with the same are the same to everybody. */
async function everything(): Promise<unknown> {
  const plain = (rows: readonly CallRow[]) =>
    rows.map((row) => JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))).sort();
  const { engine } = ledger;
  return {
    calls: plain(
      await engine.query(
        'select path, snapshots.* exclude (source_id) from snapshots inner join sources using (source_id)',
      ),
    ),
    sources: plain(await engine.query('select * exclude (source_id) from sources')),
    formats: plain(
      await engine.query(
        'select path, format, sum(source_formats.lines) as lines from source_formats inner join sources using (source_id) group by all',
      ),
    ),
    reasons: plain(
      await engine.query(
        'select path, outcome, reason, sum(r.lines) as lines, min(first_line) as first_line from source_reasons as r inner join sources using (source_id) group by all',
      ),
    ),
    rejects: plain(
      await engine.query(
        'select path, rejects.* exclude (source_id) from rejects inner join sources using (source_id)',
      ),
    ),
  };
}

describe('a file that grew', () => {
  it('is continued: line numbers and byte offsets are those of the whole file', async () => {
    const head = `${line(1)}\n\n${line(2)}\n{"cut\n`;
    const tail = `\n${line(3)}\n{"cut again\n`;
    const path = ledger.write('a.jsonl', head);
    expect(await load('a.jsonl')).toEqual(['loaded']);
    appendFileSync(path, tail);
    expect(await load('a.jsonl')).toEqual(['continued']);
    expect(await tokens()).toEqual([
      [1, 1],
      [3, 2],
      [6, 3],
    ]);
    const rejects = await ledger.rejects();
    expect(rejects.map((row) => [Number(row.line), Number(row.byteOffset)])).toEqual([
      [4, head.indexOf('{"cut')],
      [7, (head + tail).indexOf('{"cut again')],
    ]);
    const [source] = await ledger.sources();
    expect([source?.lines, source?.blank, source?.rejected, source?.withCalls]).toEqual([7n, 2n, 2n, 3n]);
  });

  it('an unfinished last line waits until it is finished', async () => {
    const path = ledger.write('a.jsonl', `${line(1)}\n${line(2).slice(0, 9)}`);
    const { diagnostics } = await ledger.load(['a.jsonl'], { isLedger: true });
    expect(diagnostics.notes.map((note) => note.code)).toEqual(['unfinished_line']);
    expect((await ledger.sources())[0]?.lines).toBe(1n);
    expect(await load('a.jsonl')).toEqual(['unchanged']);
    appendFileSync(path, `${line(2).slice(9)}\n${line(3)}`);
    expect(await load('a.jsonl')).toEqual(['continued']);
    appendFileSync(path, `\n${line(4)}\n`);
    expect(await load('a.jsonl')).toEqual(['continued']);
    expect(await tokens()).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
    expect((await ledger.sources())[0]).toMatchObject({ lines: 4n, rejected: 0n });
  });

  it('a tail of one byte is a line like any other', async () => {
    ledger.write('a.jsonl', lines(1, 2));
    await load('a.jsonl');
    appendFileSync(`${ledger.folder}/a.jsonl`, '7');
    expect(await load('a.jsonl')).toEqual(['continued']);
    expect((await ledger.rejects()).map(({ line: at }) => at)).toEqual([3n]);
    expect((await tokens()).map(([, used]) => used)).toEqual([1, 2]);
  });

  it('a tail that shows how cached input is counted changes how all lines are read', async () => {
    const cached = (input: number, read: number) =>
      `${JSON.stringify({ model: 'm', prompt_tokens: input, completion_tokens: 1, cached_tokens: read })}\n`;
    const path = ledger.write('a.jsonl', cached(100, 40));
    await load('a.jsonl');
    expect(await tokens()).toEqual([[1, 100]]);
    // More cached than input: input leaves cached tokens out, here and on the line before.
    appendFileSync(path, cached(10, 40));
    expect(await load('a.jsonl')).toEqual(['continued']);
    expect(await tokens()).toEqual([
      [1, 140],
      [2, 50],
    ]);
    // And it stays so for lines that alone would show nothing.
    appendFileSync(path, cached(70, 30));
    expect(await load('a.jsonl')).toEqual(['continued']);
    expect((await tokens())[2]).toEqual([3, 100]);
  });

  it.each([
    // Lines and rejected lines and lines with calls, by hand: what begins in the middle of a file is read line by line.
    [
      'an object over many lines',
      `${JSON.stringify({ model: 'm', tokens: 3, status: 'ok' }, null, 2)}\n`,
      [5n, 5n, 0n],
    ],
    ['a list over many lines', `[\n${line(3)},\n${line(4)}\n]\n`, [4n, 3n, 1n]],
    ['a list on one line', ` [${line(3)},${line(4)}]\n`, [1n, 0n, 1n]],
    ['a table', 'model,tokens,status\nm,3,ok\n', [2n, 2n, 0n]],
    ['a line behind a byte order mark', `\uFEFF${line(3)}\n`, [1n, 1n, 0n]],
  ])('by %s is what one reading of it is', async (_, tail, expected) => {
    const path = ledger.write('a.jsonl', lines(1, 2));
    await load('a.jsonl');
    appendFileSync(path, tail);
    expect(await load('a.jsonl')).toEqual(['continued']);
    const grown = (await everything()) as { sources: string[] };
    const [source] = await ledger.sources();
    const [lineCount = 0n, rejected = 0n, withCalls = 0n] = expected;
    expect([source?.lines, source?.rejected, source?.withCalls]).toEqual([2n + lineCount, rejected, 2n + withCalls]);
    await ledger.clear();
    ledger.write('a.jsonl', lines(1, 2) + tail);
    await load('a.jsonl');
    const untimed = ({ sources, ...rest }: { sources: string[] }) => ({
      ...rest,
      sources: sources.map((one) => one.replace(/"modifiedMs":[\d.]+/, '')),
    });
    expect(untimed(grown)).toEqual(untimed((await everything()) as { sources: string[] }));
  });

  it('under compression is read again from its beginning', async () => {
    ledger.write('a.jsonl.gz', gzipSync(lines(1, 3)));
    await load('a.jsonl.gz');
    ledger.write('a.jsonl.gz', gzipSync(lines(1, 5)));
    expect(await load('a.jsonl.gz')).toEqual(['continued']);
    expect((await tokens()).map(([, count]) => count)).toEqual([1, 2, 3, 4, 5]);
    expect((await ledger.sources()).length).toBe(1);
  });

  describe('and is read through a copy', () => {
    const call = (tokens: number, id: string) => JSON.stringify({ model: 'm', tokens, id });
    const counted = async () => (await tokens()).map(([, count]) => count).sort((left, right) => left - right);
    /** Loads the file as it was cut and as it was finished; gives how each load went and what the ledger then holds. */
    const cutThenWhole = async (name: string, cut: string, whole: string) => {
      const path = ledger.write(name, cut);
      const first = await ledger.load([name], { isLedger: true });
      const between = await counted();
      const left = (await ledger.sources()).map(({ lines, rejected }) => [Number(lines), Number(rejected)]);
      writeFileSync(path, whole);
      const status = await load(name);
      return {
        notes: first.diagnostics.notes.map(({ code }) => code).filter((code) => code !== 'records_as_lines'),
        between,
        left,
        status,
        after: await counted(),
      };
    };

    it.each([
      ['lists on lines', 'a.jsonl', `{"data":[${call(1, 'a')}]}\n{"data":[${call(20, 'b')}]}\n`, -9],
      ['rows', 'a.csv', 'model,tokens,id\nm,1,a\nm,20,b\n', -4],
      ['a row with a quoted text', 'b.csv', 'model,tokens,id\nm,1,a\nm,20,"b c"\n', -3],
      ['a list over many lines', 'a.json', `[\n${call(1, 'a')},\n${call(20, 'b')}\n]\n`, -10],
      ['a list on one line', 'b.json', `[${call(1, 'a')},${call(20, 'b')}]\n`, -12],
      ['objects over many lines', 'c.json', `{\n"model":"m","tokens":1}\n{\n"model":"m","tokens":20}\n`, -3],
    ])('%s: what is unfinished waits until it is finished', async (_, name, whole, end) => {
      expect(await cutThenWhole(name, whole.slice(0, end), whole)).toEqual({
        notes: ['unfinished_line'],
        between: [1],
        left: [[1, 0]],
        status: ['continued'],
        after: [1, 20],
      });
    });

    it('a row of full width without a line end is counted, and read again when it turns out to go on', async () => {
      const rows = 'model,id,tokens\nm,a,1\nm,b,20';
      expect(await cutThenWhole('a.csv', rows, `${rows}0\nm,c,3\n`)).toEqual({
        notes: ['open_row'],
        between: [1, 20],
        left: [[2, 0]],
        status: ['continued'],
        after: [1, 3, 200],
      });
    });

    it('a cut row of a log that is read once is rejected with its line', async () => {
      ledger.write('a.csv', 'model,id,tokens,user\nm,a,1,u\nm,b,20');
      await ledger.load(['a.csv']);
      expect(await counted()).toEqual([1]);
      expect((await ledger.rejects()).map(({ line, reason }) => [Number(line), reason])).toEqual([
        [3, 'not valid JSON: the line is cut short'],
      ]);
    });
  });

  it('appended piece by piece gives what reading it once gives', { timeout: 120_000 }, async () => {
    const piece = fc.oneof(
      { weight: 5, arbitrary: fc.nat(500).map((count) => `${line(count)}\n`) },
      {
        weight: 3,
        arbitrary: fc
          .constantFrom('a', 'b')
          .map(
            (id) =>
              `${JSON.stringify({ object: 'chat.completion', id: `chatcmpl-${id}`, model: 'gpt', created: 1790000000, usage: { prompt_tokens: 3, completion_tokens: 4 } })}\n`,
          ),
      },
      fc.constantFrom(
        '\n',
        '{"cut\n',
        ' \t\r\n',
        '{}\n',
        '[1]\n',
        '{\n',
        '"model": "m",\n',
        '[{"model":"m","tokens":1}]\n',
        'a,b\n',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 3, maxLength: 12 }),
        fc.array(fc.nat(400), { minLength: 1, maxLength: 4 }),
        async (pieces, cuts) => {
          await ledger.clear();
          const text = pieces.join('');
          const path = ledger.write('a.jsonl', text);
          await load('a.jsonl');
          const whole = (await everything()) as { sources: string[] };
          await ledger.engine.execute('delete from sources');
          for (const table of ['snapshots', 'source_formats', 'source_reasons', 'rejects']) {
            await ledger.engine.execute(`delete from ${table}`);
          }
          for (const cut of [...cuts].sort((left, right) => left - right)) {
            writeFileSync(path, text.slice(0, cut));
            await ledger.load(['a.jsonl'], { isLedger: true });
          }
          writeFileSync(path, text);
          await ledger.load(['a.jsonl'], { isLedger: true });
          const grown = (await everything()) as { sources: string[] };
          const withoutTime = (state: { sources: string[] }) => ({
            ...state,
            sources: state.sources.map((source) => source.replace(/"modifiedMs":[\d.]+/, '')),
          });
          expect(withoutTime(grown)).toEqual(withoutTime(whole));
        },
      ),
      { numRuns: 12, seed: 4, endOnFailure: true },
    );
  });
});

describe('a file that moved', () => {
  it('NB07: loaded twice, rotated, compressed and appended to, every line counts once', async () => {
    const log = ledger.write('app.log', lines(1, 3));
    expect(await load('app.log')).toEqual(['loaded']);
    expect(await load('app.log')).toEqual(['unchanged']);
    // It went on after the last load, was rotated, and a new file took its name.
    renameSync(log, `${log}.1`);
    appendFileSync(`${log}.1`, lines(4, 2));
    writeFileSync(log, lines(6, 2));
    expect(await load('app.log', 'app.log.1')).toEqual(['loaded', 'continued']);
    const total = [1, 2, 3, 4, 5, 6, 7];
    const counted = async () => (await tokens()).map(([, count]) => count).sort();
    expect(await counted()).toEqual(total);
    // The rotated file is compressed, and the original removed.
    ledger.write('app.log.1.gz', gzipSync(lines(1, 5)));
    rmSync(`${log}.1`);
    expect(await load('app.log', 'app.log.1.gz')).toEqual(['unchanged', 'moved']);
    expect(await counted()).toEqual(total);
    expect((await ledger.sources()).map((source) => source.path.replace(/.*\//, ''))).toEqual([
      'app.log',
      'app.log.1.gz',
    ]);
    expect(await load('app.log', 'app.log.1.gz')).toEqual(['unchanged', 'unchanged']);
  });

  it('a copy beside its original is said to be one and counts nothing', async () => {
    ledger.write('a.jsonl', lines(1, 3));
    ledger.write('b.jsonl', lines(1, 3));
    ledger.write('c.jsonl.gz', gzipSync(lines(1, 3)));
    expect(await load('a.jsonl', 'b.jsonl', 'c.jsonl.gz')).toEqual(['loaded', 'copy', 'copy']);
    expect((await tokens()).length).toBe(3);
    expect(await load('c.jsonl.gz')).toEqual(['copy']);
    expect((await ledger.sources()).length).toBe(3);
  });

  it('a file that shrank is left as it is held until --replace', async () => {
    const path = ledger.write('a.jsonl', lines(1, 3));
    await load('a.jsonl');
    writeFileSync(path, lines(1, 2));
    expect(await load('a.jsonl')).toEqual(['changed']);
    expect((await tokens()).length).toBe(3);
    const { files } = await ledger.load(['a.jsonl'], { isLedger: true, isReplacing: true });
    expect(files.map((file) => file.status)).toEqual(['replaced']);
    expect((await tokens()).length).toBe(2);
  });

  it('a long table with a quote that nothing closes is read up to it', async () => {
    const row = (tokens: number, note: string) => `2026-09-01T00:00:00Z,gpt-4o,${tokens},2,${note}\n`;
    const rows = (count: number) => Array.from({ length: count }, (_, index) => row(index + 1, 'some words')).join('');
    const head = 'timestamp,model,prompt_tokens,completion_tokens,note\n';
    ledger.write('open.csv', `${head}${rows(20_000)}${row(5, '"open')}${rows(5000)}`);
    await ledger.load(['open.csv'], { isLedger: false });
    expect(await ledger.sources()).toMatchObject([{ lines: 20_001n, rejected: 1n, withCalls: 20_000n }]);
  });

  it('what comes through standard input is kept, once', async () => {
    const piped = async (text: string) =>
      (await ledger.load(['-'], { isLedger: true, standardInput: text })).files.map((file) => file.status);
    expect(await piped(lines(1, 2))).toEqual(['loaded']);
    expect(await piped(lines(3, 2))).toEqual(['loaded']);
    expect(await piped(lines(1, 2))).toEqual(['copy']);
    expect((await tokens()).map(([, count]) => count)).toEqual([1, 2, 3, 4]);
  });

  it('a cut last line through standard input is rejected: there is no next time for it', async () => {
    await ledger.load(['-'], { isLedger: true, standardInput: `${lines(1, 2)}{"model":"gpt-4o","prompt_to` });
    const [source] = await ledger.sources();
    expect(source).toMatchObject({ lines: 3n, rejected: 1n, withCalls: 2n });
  });
});

/** Sightings of few calls, of which one is the most complete. */
const sighting = fc.record({
  object: fc.constant('chat.completion'),
  id: fc.constantFrom('chatcmpl-1', 'chatcmpl-2', 'chatcmpl-3'),
  model: fc.constantFrom('gpt-5.4', 'gpt-5.4-mini'),
  created: fc.constantFrom(1_790_000_000, 1_790_000_060),
  usage: fc.record({ prompt_tokens: fc.constantFrom(3, 5), completion_tokens: fc.constantFrom(1, 40, 90) }),
});

describe('one call once', () => {
  it('any order of loads, loading twice, forgetting and loading again give the same calls', {
    timeout: 600_000,
  }, async () => {
    const content = async () =>
      (await ledger.calls())
        .map(({ sourceId, sourceLine, ...rest }) =>
          JSON.stringify(rest, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)),
        )
        .sort();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(sighting, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 4 }),
        fc.infiniteStream(fc.nat(1000)),
        async (parts, choices) => {
          await ledger.clear();
          const names = parts.map((part, index) => {
            // A line of its own keeps two equal parts from being copies of each other.
            ledger.write(`${index}.jsonl`, jsonLines(...part, { note: index }));
            return `${index}.jsonl`;
          });
          await load(...names);
          const whole = await content();
          const after = new Map<string, string[]>();
          for (const name of names) {
            await ledger.clear();
            parts.forEach((part, index) => {
              ledger.write(`${index}.jsonl`, jsonLines(...part, { note: index }));
            });
            await load(...names.filter((one) => one !== name));
            after.set(name, await content());
          }
          const shuffled = [...names].sort(() => (choices.next().value as number) - 500);
          await ledger.clear();
          parts.forEach((part, index) => {
            ledger.write(`${index}.jsonl`, jsonLines(...part, { note: index }));
          });
          for (const name of shuffled) {
            await load(name);
            await load(name);
          }
          expect(await content()).toEqual(whole);
          for (const name of shuffled) {
            await forgetSource(ledger.engine, `${ledger.folder}/${name}`);
            expect(await content()).toEqual(after.get(name));
            await load(name);
            expect(await content()).toEqual(whole);
          }
        },
      ),
      { numRuns: 3, seed: 8, endOnFailure: true },
    );
  });
});
