/**
 * What bad input gets: the outcome table of the product, row by row, through the built command. An exit code, a sentence
 * that says where and what, never a stack trace, and the figures of everything that could be read.
 *
 * A file that shrinks while it is read cannot be arranged from outside; test/ingest/changing.test.ts has it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, spawnedIn } from './spawned.js';

const work = mkdtempSync(join(tmpdir(), 'tollbook-outcomes-'));
const run = spawnedIn(work);

/** A call of 10 + 5 tokens at prices.yaml: 10 × 0.001 + 5 × 0.01 = 0.06. */
const call = (more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    timestamp: '2026-10-01T00:00:00Z',
    provider: 'acme',
    model: 'alpha',
    prompt_tokens: 10,
    completion_tokens: 5,
    status: 'ok',
    ...more,
  });

/** In tollbook's own columns, where nothing about tokens is left to interpretation. */
const CACHED_MORE_THAN_ALL = JSON.stringify({
  call_id: 'c1',
  started_at: '2026-10-01T00:00:00Z',
  provider: 'acme',
  model: 'alpha',
  input_tokens: 10,
  cache_read_tokens: 20,
  output_tokens: 5,
  status: 'ok',
});

const PRICES = `schema: tollbook-prices/1
id: demo
as_of: 2026-10-01
currency: USD
skus:
  - sku: acme/alpha
    provider: acme
    match: [{exact: alpha}]
    versions:
      - source: {retrieved: 2026-10-01}
        rates: {input: 1000, output: 10000}
`;

const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** A frame with one raw block (RFC 8878, 3.1.1): no checksum, single segment, four-byte content size. */
function zstdOf(content: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  const header = (content.length << 3) | 1;
  const block = Buffer.from([header & 0xff, (header >> 8) & 0xff, (header >> 16) & 0xff]);
  return Buffer.concat([ZSTD_MAGIC, Buffer.from([0b10100000]), size, block, content]);
}

const write = (name: string, content: string | Buffer): void => writeFileSync(join(work, name), content);

beforeAll(() => {
  const good = call();
  const many = Buffer.from(`${Array.from({ length: 100 }, (_, index) => call({ user: `u${index}` })).join('\n')}\n`);
  write('prices.yaml', PRICES);
  write('good.jsonl', `${good}\n`);
  write('bad.jsonl', `{"model":\n${good}\n${CACHED_MORE_THAN_ALL}\n{"hello":"world"}\n`);
  write('many bad.jsonl', '{"hello":"world"}\n'.repeat(130) + good);
  const archive = gzipSync(many);
  write('cut.jsonl.gz', archive.subarray(0, Math.floor(archive.length / 2)));
  const frame = zstdOf(many.subarray(0, 3000));
  write('cut.jsonl.zst', frame.subarray(0, frame.length - 10));
  write('whole.jsonl.zst', zstdOf(Buffer.from(`${good}\n`)));
  mkdirSync(join(work, 'empty'));
  write('junk.log', 'hello\nworld\n');
  write('nothing.jsonl', '\n');
  mkdirSync(join(work, 'mixed/old'), { recursive: true });
  write('mixed/app.log', `${good}\n`);
  write('mixed/app.log.1', `${good}\n`.replace('}', ',"number":1}'));
  write('mixed/old/app.log-20261001.gz', gzipSync(`${good}\n`.replace('}', ',"number":2}')));
  write('mixed/calls.csv', 'model,prompt_tokens,completion_tokens\nalpha,10,5\n');
  write('mixed/answer.csv', 'model,calls,input_tokens,list_cost,currency,basis\nalpha,1,10,0.06,USD,list\n');
  write('mixed/people.csv', 'name,team\nAnn,search\n');
  write('mixed/notes.txt', 'nothing');
  const deep = 100_000;
  const lines = [
    good,
    call({ pad: 'x'.repeat(40_000_000) }),
    '['.repeat(deep) + ']'.repeat(deep),
    `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
    call({ prompt_tokens: 20 }),
  ];
  write('huge.jsonl', `${lines.join('\n')}\n`);
  write(
    'odd.jsonl',
    Buffer.concat([
      Buffer.from('\ufeff'),
      Buffer.from(`${good}\r\n${call({ prompt_tokens: 20 })}\r\n`),
      Buffer.from('{"model":"al'),
      Buffer.from([0xff]),
      Buffer.from('pha","tokens":1}\n'),
      Buffer.from([0, 0, 0x0a]),
      Buffer.from(call({ prompt_tokens: 30 })),
    ]),
  );
  write('timeless.jsonl', `${call({ timestamp: undefined })}\n`);
  write('unknown.jsonl', `${good}\n${call({ model: 'alhpa' })}\n`);
  write(
    'scenario.yaml',
    'schema: tollbook-scenario/1\nid: x\ncurrency: USD\nbooks: [prices.yaml]\nalternatives: [gatway]\n',
  );
  write('wrong-prices.yaml', PRICES.replace('1000,', '1.5e1,'));
  write('broken.yaml', 'schema: [1\n');
  write('wrong.yaml', 'tz: Asia/Seuol\n');
  write('short.jsonl', `${good}\n${call({ timestamp: '2026-10-02T00:00:00Z' })}\n`);
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Runs, and holds what every outcome must hold: no stack trace, no name of ours, and nothing endless. */
async function outcome(...words: string[]): Promise<Outcome> {
  const result = await run(...words);
  for (const text of [result.stdout, result.stderr]) {
    expect(text).not.toMatch(/^ {4}at /m);
    expect(text).not.toMatch(/node:internal|\.js:\d+|undefined|\[object /);
    for (const line of text.split('\n')) expect(line.length).toBeLessThan(1500);
  }
  return result;
}

/** Calls, tokens and list cost of the total, from the JSON answer. */
function totals(stdout: string): unknown[] {
  const { totals: all } = JSON.parse(stdout);
  return [all.calls, all.input_tokens, all.output_tokens, all.list_cost];
}

/** In a JSON answer the notes are a part of it. */
function notes(stdout: string): string {
  return JSON.parse(stdout)
    .notes.map(({ message }: { message: string }) => message)
    .join('\n');
}

function account(stdout: string): unknown[] {
  const { lines, blank, rejected, ignored, with_calls } = JSON.parse(stdout).sources;
  return [lines, blank, rejected, ignored, with_calls];
}

const usage = (...words: string[]): Promise<Outcome> => outcome('usage', '--prices', 'prices.yaml', '--json', ...words);

describe.concurrent('a question that names what is not there', () => {
  it('says which columns there are, where one is asked for that is not', async () => {
    const { exitCode, stderr } = await outcome('query', 'select modle from calls', 'good.jsonl');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Referenced column "modle" not found');
    expect(stderr).toMatch(
      /hint: calls has .*\bmodel, .*\n +sources has source_id, .*\n +rejects has source_id, line, /u,
    );
    expect(stderr).not.toContain('Binder Error');
  });

  it.each(['usage', 'load good.jsonl'])('%s --db FOLDER says that it is one, and what to name', async (words) => {
    const { exitCode, stderr } = await outcome(...words.split(' '), '--db', 'empty');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /this is a folder, and a ledger is a file\n {2}hint: name the file: --db .*empty\/tollbook\.duckdb\n$/u,
    );
    expect(stderr).not.toContain('IO Error');
  });
});

describe.concurrent('a line that cannot be a call', () => {
  it('is rejected with file, line and reason, and the rest is read', async () => {
    const { exitCode, stdout } = await usage('bad.jsonl');
    expect(exitCode).toBe(0);
    expect(notes(stdout)).toContain('bad.jsonl line 1: not valid JSON');
    // Line 3 has more cached than input tokens, line 4 is no call in any format: only line 2 counts.
    expect(account(stdout)).toEqual([4, 0, 3, 0, 1]);
    expect(totals(stdout)).toEqual([1, 10, 5, '0.06']);
  });

  it('makes the answer incomplete: --strict exits 4 and still answers', async () => {
    const { exitCode, stdout, stderr } = await usage('bad.jsonl', '--strict');
    expect(exitCode).toBe(4);
    expect(stderr).toContain('the answer is incomplete, and --strict was asked for (exit 4)');
    expect(totals(stdout)).toEqual([1, 10, 5, '0.06']);
  });

  it('is explained line by line by load --dry-run', async () => {
    const { exitCode, stdout } = await outcome('load', '--dry-run', 'bad.jsonl', '--json');
    expect(exitCode).toBe(0);
    const { reasons } = JSON.parse(stdout).files[0];
    expect(reasons.map((one: Record<string, unknown>) => [one.outcome, one.lines, one.first_line])).toEqual(
      expect.arrayContaining([
        ['rejected', 1, 1],
        ['rejected', 1, 3],
        ['rejected', 1, 4],
      ]),
    );
    const lines: Record<string, unknown>[] = JSON.parse(stdout).rejected_lines;
    expect(lines.map(({ path, line }) => [path, line])).toEqual([
      ['bad.jsonl', 1],
      ['bad.jsonl', 3],
      ['bad.jsonl', 4],
    ]);
  });

  it('is one of the hundred that are shown, with the query that has the others', async () => {
    const { stdout, stderr } = await outcome('load', '--dry-run', 'many bad.jsonl');
    // 130 lines that no format knows: 100 are shown.
    expect(stdout.match(/^many bad\.jsonl +\d+ +not recognised/gmu)).toHaveLength(100);
    expect(stdout).toContain('30 more lines are not shown: `tollbook query rejected_lines LOG` lists');
    expect(stderr).toContain("`tollbook load --dry-run 'many bad.jsonl'` lists them");
  });
});

describe.concurrent('an archive that is cut short', () => {
  it.each(['gz', 'zst'])('.%s: nothing of it is counted, the others are, exit 1', async (ending) => {
    const { exitCode, stdout, stderr } = await usage('good.jsonl', `cut.jsonl.${ending}`);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(new RegExp(`cut\\.jsonl\\.${ending}: .*cut short; nothing of it is counted`));
    expect(totals(stdout)).toEqual([1, 10, 5, '0.06']);
  });

  it('is told from a whole one', async () => {
    const { exitCode, stdout, stderr } = await usage('whole.jsonl.zst');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(totals(stdout)).toEqual([1, 10, 5, '0.06']);
  });

  it('alone leaves nothing to answer: exit 2', async () => {
    const { exitCode, stdout, stderr } = await usage('cut.jsonl.gz');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('cut.jsonl.gz');
  });
});

describe.concurrent('logs that are not there', () => {
  it('one missing among several: the others are read, exit 1', async () => {
    const { exitCode, stdout, stderr } = await usage('good.jsonl', 'missing.jsonl');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('missing.jsonl: no such file or folder');
    expect(totals(stdout)).toEqual([1, 10, 5, '0.06']);
  });

  it.each([
    ['missing.jsonl', 'missing.jsonl: no such file or folder'],
    ['empty', 'empty: a folder without logs (*.jsonl'],
    ['none-*.jsonl', 'none-*.jsonl: no file matches'],
  ])('%s alone: exit 2 and what was looked for', async (log, sentence) => {
    const { exitCode, stdout, stderr } = await usage(log);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('hint: name a file, a folder or a quoted glob');
  });

  it('no line that is understood: exit 2, the first of them, and how to look at all', async () => {
    const { exitCode, stdout, stderr } = await usage('junk.log');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('junk.log\n  no line was understood, first junk.log line 1: not valid JSON\n');
    expect(stderr).toContain('`tollbook load --dry-run junk.log` tells what every line is');
    expect((await outcome('load', '--dry-run', 'junk.log')).exitCode).toBe(0);
    expect((await usage('junk.log', 'good.jsonl')).exitCode).toBe(0);
  });

  it('nothing but blank lines: exit 0, and told', async () => {
    const { exitCode, stdout } = await usage('nothing.jsonl');
    expect([exitCode, totals(stdout)[0]]).toEqual([0, 0]);
    expect(notes(stdout)).toContain('nothing.jsonl: there is no line but blank ones');
  });

  it('a folder: rotated logs and tables of calls are read, how many other files there are is told', async () => {
    const { exitCode, stdout } = await usage('mixed');
    expect(exitCode).toBe(0);
    expect(totals(stdout).slice(0, 3)).toEqual([4, 40, 20]);
    expect(notes(stdout)).toContain(
      'mixed: 3 files were passed over, whose names are not those of logs (2 .csv, 1 .txt); what is a log is read when it is named',
    );
  });

  it('no log and no ledger: exit 2', async () => {
    const { exitCode, stderr } = await outcome('usage', '--db', 'none.duckdb');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('this ledger does not exist');
  });

  it('a ledger that is something else: exit 1', async () => {
    const { exitCode, stderr } = await outcome('usage', '--db', 'broken.yaml');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('this file is not a ledger that can be read');
  });
});

describe.concurrent('hostile content', () => {
  it('a line of 40 MB is read, JSON 100,000 deep is rejected, and the lines around them count', async () => {
    const { exitCode, stdout } = await usage('huge.jsonl');
    expect(exitCode).toBe(0);
    expect(account(stdout)).toEqual([5, 0, 2, 0, 3]);
    expect(totals(stdout)).toEqual([3, 40, 15, '0.19']);
    expect(notes(stdout)).toContain('huge.jsonl line 3');
  });

  it('BOM, CRLF, invalid UTF-8, NUL and no newline at the end', async () => {
    const { exitCode, stdout } = await usage('odd.jsonl');
    expect(exitCode).toBe(0);
    // The line with the byte that is no UTF-8 and the line of NULs are rejected.
    expect(account(stdout)).toEqual([5, 0, 2, 0, 3]);
    expect(totals(stdout)).toEqual([3, 60, 15, '0.21']);
  });
});

describe.concurrent('calls without a time', () => {
  it.each(['usage', 'cost'])('are counted by %s', async (command) => {
    const { exitCode, stdout } = await outcome(command, 'timeless.jsonl', '--prices', 'prices.yaml', '--json');
    expect(exitCode).toBe(0);
    const { totals: all, coverage } = JSON.parse(stdout);
    expect([all.calls, all.list_cost, coverage.calls_without_time]).toEqual([1, '0.06', 1]);
  });

  it('have no month: compare asks for one, exit 2', async () => {
    const { exitCode, stdout, stderr } = await outcome('compare', 'timeless.jsonl', '--to', 'fee:5%');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--assume-month 2026-09');
    expect(stderr).toContain('--days 30');
  });

  it('are left out of a period, which is said', async () => {
    const { exitCode, stdout } = await usage('timeless.jsonl', 'good.jsonl', '--month', '2026-10');
    expect(exitCode).toBe(0);
    expect(notes(stdout)).toContain('1 call without a time is left out');
    expect(totals(stdout)).toEqual([1, 10, 5, '0.06']);
  });
});

describe.concurrent('usage without a price', () => {
  it('is named with its volume and the nearest price, and the total is a lower bound', async () => {
    const { exitCode, stdout, stderr } = await outcome('cost', 'unknown.jsonl', '--prices', 'prices.yaml');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^total +2 +30 +≥ 0\.06$/m);
    expect(stdout).toMatch(/^acme +alhpa +all +1 +15 +(?:\S+ +){2}no price for this model +acme\/alpha$/m);
    expect(stderr).toContain('totals are lower bounds');
  });

  it('makes the answer incomplete: --strict exits 4', async () => {
    const { exitCode } = await outcome('cost', 'unknown.jsonl', '--prices', 'prices.yaml', '--strict');
    expect(exitCode).toBe(4);
  });
});

describe.concurrent('files of settings, prices and offers with an error: exit 2, file, path, what to write', () => {
  it.each([
    [
      ['usage', 'good.jsonl', '--prices', 'wrong-prices.yaml'],
      ['wrong-prices.yaml: skus[0].versions[0].rates.input', 'found 1.5e1', 'write 15'],
    ],
    [
      ['usage', 'good.jsonl', '--prices', 'broken.yaml'],
      ['broken.yaml: line', 'expected YAML or JSON'],
    ],
    [
      ['usage', 'good.jsonl', '--prices', 'none.yaml'],
      ['none.yaml', 'no such file'],
    ],
    [
      ['compare', 'good.jsonl', '--scenario', 'scenario.yaml'],
      ['alternatives', 'gatway', 'hint: '],
    ],
    [
      ['compare', 'good.jsonl', '--scenario', 'broken.yaml'],
      ['broken.yaml: line', 'expected YAML or JSON'],
    ],
    [
      ['compare', 'good.jsonl'],
      ['neither --scenario nor --to is given', '--to openrouter'],
    ],
    [
      ['usage', 'good.jsonl', '--config', 'wrong.yaml'],
      ['wrong.yaml: tz', 'did you mean Asia/Seoul?'],
    ],
    [
      ['usage', 'good.jsonl', '--by', 'modle'],
      ['--by', 'did you mean model?'],
    ],
    [
      ['usage', 'good.jsonl', '--month', '2026-13'],
      ['--month', 'such as 2026-10'],
    ],
    [
      ['usage', 'good.jsonl', '--since', 'last-month'],
      ['--since', '--now'],
    ],
  ])('%j', async (words, sentences) => {
    const { exitCode, stdout, stderr } = await outcome(...words);
    expect([exitCode, stdout]).toEqual([2, '']);
    for (const sentence of sentences) expect(stderr).toContain(sentence);
  });
});

describe.concurrent('too little data', () => {
  it('two days make no month: exit 5, and what would', async () => {
    const { exitCode, stdout, stderr } = await outcome(
      'compare',
      'short.jsonl',
      '--prices',
      'prices.yaml',
      '--to',
      'discount:15%',
      '--json',
    );
    expect(exitCode).toBe(5);
    expect(stderr).toContain('inconclusive');
    expect(notes(stdout)).toContain('--volume');
    const { is_conclusive, offers } = JSON.parse(stdout);
    expect(is_conclusive).toBe(false);
    for (const offer of offers) expect(offer.monthly_cost).toBeNull();
  });
});
