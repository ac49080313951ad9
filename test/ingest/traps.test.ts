/**
 * Input that made some reader lose lines, stop, or count wrong: each trap by name, with the line numbers and reasons that
 * must come out. What a line means is the formats' test.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { FORMATS } from '../../src/formats/registry.js';
import { forgetSource } from '../../src/ingest/load.js';
import { FORMATS_AT_ONCE, stage } from '../../src/ingest/stage.js';
import { survey as surveyOf } from '../../src/ingest/survey.js';
import { jsonLines, type Ledger, openLedger } from './support.js';
import { ZSTD } from './zstd.js';

const call = (tokens: number, more: object = {}) => ({ model: 'gpt-5.4', tokens, ...more });
const line = (tokens: number, more: object = {}) => JSON.stringify(call(tokens, more));

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterEach(() => ledger.clear());
afterAll(() => ledger.close());

/** Token totals by line number of the calls of all loaded files. */
async function tokensByLine(): Promise<[number, number][]> {
  return (await ledger.calls()).map((row) => [Number(row.sourceLine), Number(row.unsplitTokens)]);
}

async function loadOne(content: string | Uint8Array, name = 'log.jsonl') {
  ledger.write(name, content);
  return ledger.load([name]);
}

async function account() {
  const [source] = await ledger.sources();
  return {
    lines: Number(source?.lines),
    blank: Number(source?.blank),
    rejected: Number(source?.rejected),
    ignored: Number(source?.ignored),
    calls: Number(source?.withCalls),
  };
}

describe('broken lines', () => {
  it('a valid line after a broken one is kept, wherever the break is', async () => {
    await loadOne(
      `${line(1)}\n{"model":"x","e":\n${line(2)}\n{"model":"x","list":[1,\n${line(3)}\n{"model":"x\n${line(4)}\n{"a":1}}\n${line(5)}\n`,
    );
    expect(await tokensByLine()).toEqual([
      [1, 1],
      [3, 2],
      [5, 3],
      [7, 4],
      [9, 5],
    ]);
    expect((await ledger.rejects()).map((row) => [Number(row.line), row.reason])).toEqual([
      [2, 'not valid JSON: the line is cut short'],
      [4, 'not valid JSON: the line is cut short'],
      [6, 'not valid JSON: the line is cut short'],
      [8, 'not valid JSON: something follows the object'],
    ]);
  });

  it('lines that are JSON and no object, and objects of no format, are rejected with that reason', async () => {
    await loadOne(`[1]\n"text"\n42\nnull\n${line(2)} ${line(3)}\n{"unknown":1}\n{}\n${line(4)}\n`);
    expect(await tokensByLine()).toEqual([[8, 4]]);
    const reasons = (await ledger.rejects()).map((row) => row.reason);
    expect(reasons.slice(0, 4)).toEqual(Array(4).fill('not a JSON object'));
    expect(reasons[4]).toBe('not valid JSON: something follows the object');
    expect(reasons.slice(5)).toEqual(Array(2).fill('not recognised as a line of any known format'));
  });

  it('records separated by a written newline are named, with the way out, in the account too', async () => {
    const spans = [1, 2, 3]
      .map((x) => JSON.stringify({ name: 'span', attributes: { x, text: 'a}\\n{"b"' } }))
      .join('\\n');
    await loadOne(`${spans}\\n`);
    expect(await account()).toEqual({ lines: 1, blank: 0, rejected: 1, ignored: 0, calls: 0 });
    const [row] = await ledger.engine.query<{ reason: string }>('select reason from source_reasons');
    for (const reason of [row?.reason, (await ledger.rejects())[0]?.reason]) {
      expect(reason).toContain('separated by a backslash and the letter n instead of a newline');
      expect(reason).toContain("sed 's/}\\\\n/}\\n/g'");
    }
  });

  it('a written newline within a text is none between records', async () => {
    await loadOne(`${JSON.stringify({ model: 'gpt-5.4', text: 'a}\n{"b": 1}' })} {}\n`);
    expect((await ledger.rejects())[0]?.reason).toBe('not valid JSON: something follows the object');
  });

  it('100,000 levels of nesting end nothing', async () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const deepUsage = `{"model":"m","tokens":7,"usage":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
    await loadOne(`${deep}\n${line(1)}\n${deepUsage}\n`);
    expect(await tokensByLine()).toEqual([
      [2, 1],
      [3, 7],
    ]);
    expect(await account()).toEqual({ lines: 3, blank: 0, rejected: 1, ignored: 0, calls: 2 });
  });

  it('NUL bytes and invalid UTF-8 are rejected, their neighbours counted', async () => {
    const parts = [
      `${line(1)}\n`,
      Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x00, 0x7d, 0x0a]),
      `${line(2)}\n`,
      Buffer.concat([Buffer.from('{"model":"'), Buffer.from([0xff, 0xfe, 0xc3, 0x28]), Buffer.from('","tokens":9}\n')]),
      `${line(3)}\n`,
    ];
    await loadOne(Buffer.concat(parts.map((part) => Buffer.from(part))));
    expect(await tokensByLine()).toEqual([
      [1, 1],
      [3, 2],
      [5, 3],
    ]);
    expect((await ledger.rejects()).map((row) => row.reason)).toEqual([
      'not valid JSON: it holds NUL bytes',
      'not valid JSON: it is not UTF-8 text',
    ]);
  });

  it('a line of 40 MB is read', async () => {
    await loadOne(`${line(1)}\n${line(2, { padding: 'x'.repeat(40 << 20) })}\n${line(3)}\n`);
    expect(await tokensByLine()).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('of duplicate keys the first counts', async () => {
    await loadOne('{"model":"first","tokens":1,"model":"second","tokens":2}\n');
    const [row] = await ledger.calls();
    expect([row?.model, row?.unsplitTokens]).toEqual(['first', 1n]);
  });

  it('rejects carry byte offsets into the file and count blank lines', async () => {
    const text = `\n${line(1)}\n  \t\n\r\n{"cut\n\n${line(2)}\n{"cut too\n`;
    await loadOne(text);
    expect(await account()).toEqual({ lines: 8, blank: 4, rejected: 2, ignored: 0, calls: 2 });
    expect(await tokensByLine()).toEqual([
      [2, 1],
      [7, 2],
    ]);
    const rejects = await ledger.rejects();
    expect(rejects.map((row) => Number(row.line))).toEqual([5, 8]);
    for (const row of rejects) expect(text.slice(Number(row.byteOffset)).startsWith('{"cut')).toBe(true);
    const reasons = await ledger.engine.query<{ firstLine: bigint }>('select first_line from source_reasons');
    expect(reasons.map((row) => row.firstLine)).toEqual([5n]);
  });
});

describe('the shape of files', () => {
  it('a byte order mark, CRLF and a missing last newline change nothing', async () => {
    ledger.write('plain.jsonl', `${line(1)}\n${line(2)}\n`);
    // Another blank line, because the same content under another name would be a copy.
    ledger.write('mark.jsonl', `\ufeff${line(1)}\n${line(2)}\n\n`);
    ledger.write('crlf.jsonl', `${line(1)}\r\n\r\n${line(2)}\r\n`);
    ledger.write('open.jsonl', `${line(1)}\n${line(2)}`);
    ledger.write('all.jsonl.gz', gzipSync(`\ufeff${line(1)}\r\n${line(2)}`));
    await ledger.load(['.']);
    const rows = await ledger.engine.query<{ path: string; tokens: string; lines: bigint; blank: bigint }>(
      `select path, string_agg(unsplit_tokens, ' ' order by source_line) as tokens, any_value(lines) as lines, any_value(blank) as blank
       from calls inner join sources using (source_id) group by path order by path`,
    );
    expect(rows.map((row) => row.tokens)).toEqual(Array(5).fill('1 2'));
    expect(rows.map((row) => Number(row.lines - row.blank))).toEqual(Array(5).fill(2));
  });

  // A plan with a join gives rows out of their order, and every line number is wrong.
  it('the statement that reads lines is planned without a join', { timeout: 240_000 }, async () => {
    const statements: string[] = [];
    const engine: Engine = {
      ...ledger.engine,
      execute: (statement, parameters) => {
        if (statement.includes('read_ndjson_objects')) statements.push(statement);
        return ledger.engine.execute(statement, parameters);
      },
    };
    const path = fileURLToPath(new URL('../../sample-logs', import.meta.url));
    const everything = readdirSync(path).map((name) => readFileSync(join(path, name), 'utf8'));
    const all = ledger.write('all.jsonl', everything.join('\n'));
    const survey = {
      formats: FORMATS,
      keys: [],
      inner: new Map(),
      sequences: ['1', '2', '3', '4', '5', '6'],
      isComplete: false,
    };
    const file = { path: all, readPath: all, compression: 'none', size: 1, modifiedMs: null } as const;
    const found = await surveyOf(engine, [file], 1 << 20, true);
    expect(found.formats.map((format) => format.id)).toEqual(FORMATS.map((format) => format.id));
    for (const one of [found, { ...survey, keys: found.keys }]) {
      const how = { survey: one, longestLine: 1 << 20, reading: { anthropicInput: 'exclusive' } } as const;
      await (await stage(engine, [file], how)).drop();
    }
    // So many formats are read in parts.
    expect(statements.length).toBe(2 * Math.ceil(FORMATS.length / FORMATS_AT_ONCE));
    for (const statement of statements) {
      const [plan] = await ledger.engine.query<{ explainValue: string }>(
        `explain ${statement.replace(/^.*? as /, '')}`,
      );
      expect(plan?.explainValue).toContain('READ_NDJSON_OBJECTS');
      expect(plan?.explainValue).not.toContain('JOIN');
    }
  });

  it('line numbers are right when the last line has no newline', async () => {
    const count = 3000;
    // None of the files begins as another does, so none is a copy.
    const lines = (own: string) =>
      Array.from({ length: count }, (_, index) => line(index, { note: own.repeat((index * 7) % 900), own })).join('\n');
    ledger.write('a.jsonl', lines('a'));
    ledger.write('b.jsonl.gz', gzipSync(`${lines('b')}\n\n`));
    ledger.write('c.jsonl', `${lines('c')}\n`);
    await ledger.load(['a.jsonl', 'b.jsonl.gz', 'c.jsonl']);
    const wrong = await ledger.engine.query(
      'select path from calls inner join sources using (source_id) where source_line <> unsplit_tokens + 1',
    );
    expect(wrong).toEqual([]);
    expect((await ledger.calls()).length).toBe(3 * count);
  });

  it('files of no byte, one byte and one blank line have their account', async () => {
    ledger.write('empty.jsonl', '');
    ledger.write('one.jsonl', '7');
    ledger.write('newline.jsonl', '\n');
    ledger.write('space.jsonl', ' ');
    ledger.write('tail.jsonl', `${line(1)}\n7`);
    const { diagnostics } = await ledger.load(['.']);
    const sources = (await ledger.sources()).map((row) => [
      Number(row.lines),
      Number(row.blank),
      Number(row.rejected),
      Number(row.withCalls),
    ]);
    expect(sources).toEqual([
      [0, 0, 0, 0],
      [1, 1, 0, 0],
      [1, 0, 1, 0],
      [1, 1, 0, 0],
      [2, 0, 1, 1],
    ]);
    expect(diagnostics.failed).toBe(false);
  });

  it('compression is told by content: .gz without the name, and the name without gzip', async () => {
    ledger.write('packed.log', gzipSync(`${line(1)}\n${line(2)}\n`));
    ledger.write('plain.jsonl.gz', `${line(3)}\n`);
    ledger.write('members.gz', Buffer.concat([gzipSync(`${line(4)}\n`), gzipSync(`${line(5)}\n`)]));
    ledger.write('packed.jsonl.zst', ZSTD.whole);
    await ledger.load(['packed.log', 'plain.jsonl.gz', 'members.gz', 'packed.jsonl.zst']);
    const tokens = (await ledger.calls()).map((row) => Number(row.unsplitTokens));
    expect(tokens.sort((left, right) => left - right)).toEqual([1, 2, 3, 4, 5, ...ZSTD.tokens]);
  });

  it('of a truncated archive nothing is counted, of its neighbours everything, and the run fails', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => line(index, { id: `id-${index * 7919}` })).join('\n');
    const packed = gzipSync(many);
    ledger.write('cut.jsonl.gz', packed.subarray(0, packed.length / 2));
    ledger.write(
      'damaged.jsonl.gz',
      Buffer.concat([packed.subarray(0, 2000), Buffer.alloc(50, 0xaa), packed.subarray(2050)]),
    );
    ledger.write('cut.jsonl.zst', ZSTD.whole.subarray(0, ZSTD.whole.length - 20));
    ledger.write('good.jsonl', `${line(1)}\n`);
    ledger.write('good.jsonl.gz', gzipSync(`${line(2)}\n`));
    const { files, diagnostics } = await ledger.load(['.']);
    const tokens = (await ledger.calls()).map((row) => Number(row.unsplitTokens));
    expect(tokens.sort((left, right) => left - right)).toEqual([1, 2]);
    expect(diagnostics.failed).toBe(true);
    expect(
      files
        .filter((file) => file.status === 'failed')
        .map((file) => file.remark)
        .sort(),
    ).toEqual(['the gzip archive is cut short', 'the gzip archive is damaged', 'the zstd archive is cut short']);
    expect(diagnostics.notes.map((note) => note.code)).toEqual(Array(3).fill('unreadable_file'));
    expect((await ledger.sources()).length).toBe(2);
  });

  it.skipIf(process.getuid?.() === 0)('a file without permission is reported, the others read', async () => {
    chmodSync(ledger.write('closed.jsonl', `${line(1)}\n`), 0);
    ledger.write('open.jsonl', `${line(2)}\n`);
    const { files, diagnostics } = await ledger.load(['closed.jsonl', 'open.jsonl']);
    expect(diagnostics.failed).toBe(true);
    expect(files.map((file) => [file.status, file.remark])).toEqual([
      ['failed', 'no permission to read it'],
      ['loaded', undefined],
    ]);
  });

  it.skipIf(process.platform === 'win32')('a named pipe is read although it can be read only once', async () => {
    const pipe = join(ledger.folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const writing = writeFile(pipe, `${line(1)}\n${line(2)}\n`);
    await ledger.load(['pipe']);
    await writing;
    expect(await tokensByLine()).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('standard input is read like a file', async () => {
    const { files } = await ledger.load(['-'], { standardInput: gzipSync(`\ufeff${line(1)}\n\n{"cut\n${line(2)}`) });
    expect(await tokensByLine()).toEqual([
      [1, 1],
      [4, 2],
    ]);
    expect(files).toEqual([{ path: '-', status: 'loaded', remark: undefined }]);
    expect(await account()).toEqual({ lines: 4, blank: 1, rejected: 1, ignored: 0, calls: 2 });
  });
});

describe('names', () => {
  it('a file name is no pattern and no SQL', async () => {
    const names = [
      'x*.jsonl',
      'x1.jsonl',
      "it's [1].jsonl",
      'a ? b.jsonl',
      "'); drop table calls; --.jsonl",
      'ünïcode "q".jsonl',
      '{a,b}.jsonl',
      'back\\slash.jsonl',
      '$1 $path.jsonl',
    ];
    for (const [index, name] of names.entries()) ledger.write(name, `${line(index)}\n`);
    await ledger.load(['x*.jsonl']);
    expect((await ledger.sources()).map((row) => row.path.split('/').at(-1))).toEqual(['x*.jsonl']);
    await ledger.load(names);
    const rows = await ledger.engine.query<{ path: string; unsplitTokens: bigint }>(
      'select path, unsplit_tokens from calls inner join sources using (source_id)',
    );
    const found = new Map(rows.map((row) => [row.path.split('/').at(-1), Number(row.unsplitTokens)]));
    expect([...found.entries()].sort()).toEqual(names.map((name, index) => [name, index]).sort());
  });

  it('folders that look like partitions add no columns', async () => {
    ledger.write('json=1/filename=2/log.jsonl', `${line(5)}\n`);
    await ledger.load(['json=1']);
    expect(await tokensByLine()).toEqual([[1, 5]]);
  });

  it('a folder gives its logs at any depth and nothing else', async () => {
    ledger.write('logs/a.jsonl', `${line(1)}\n`);
    ledger.write('logs/deep/er/b.ndjson', `${line(2)}\n`);
    ledger.write('logs/.hidden/c.log', `${line(3)}\n`);
    ledger.write('logs/notes.txt', `${line(4)}\n`);
    await ledger.load(['logs']);
    expect((await tokensByLine()).map(([, tokens]) => tokens).sort()).toEqual([1, 2, 3]);
  });

  it('a link in a folder is followed, one that leads nowhere is no log', async () => {
    ledger.write('logs/real.jsonl', `${line(1)}\n`);
    ledger.write('elsewhere/other.jsonl', `${line(2)}\n`);
    symlinkSync('../elsewhere/other.jsonl', join(ledger.folder, 'logs/linked.jsonl'));
    symlinkSync('../elsewhere/gone.jsonl', join(ledger.folder, 'logs/dangling.jsonl'));
    const { diagnostics } = await ledger.load(['logs']);
    expect((await tokensByLine()).map(([, tokens]) => tokens).sort()).toEqual([1, 2]);
    expect(diagnostics.failed).toBe(false);
  });

  it('the same file under several names is read once', async () => {
    const path = ledger.write('once.jsonl', `${line(1)}\n`);
    await ledger.load(['once.jsonl', './once.jsonl', path, '*.jsonl', '.']);
    expect((await ledger.sources()).filter((row) => row.path.endsWith('once.jsonl')).length).toBe(1);
  });

  it('a file that is missing, a folder without logs and a glob without match are reported, the others read', async () => {
    ledger.write('there.jsonl', `${line(1)}\n`);
    ledger.write('no-logs/readme.txt', 'nothing');
    const { diagnostics } = await ledger.load(['missing.jsonl', 'no-logs', 'none-*.jsonl', 'there.jsonl']);
    expect(diagnostics.failed).toBe(true);
    expect(diagnostics.notes.map((note) => note.message)).toEqual([
      'missing.jsonl: no such file or folder',
      'no-logs: a folder without logs (*.jsonl, *.ndjson, *.json, *.log, rotated, *.csv and *.tsv of calls, also .gz and .zst); it has 1 .txt',
      'none-*.jsonl: no file matches',
    ]);
    expect(await tokensByLine()).toEqual([[1, 1]]);
  });

  it('with nothing to read the run stops with what was looked for', async () => {
    await expect(ledger.load(['missing.jsonl', 'nowhere/*.jsonl'])).rejects.toMatchObject({
      code: 'no_readable_log',
      exitCode: 2,
      where: 'missing.jsonl: no such file or folder; nowhere/*.jsonl: no file matches',
    });
    ledger.write('only.jsonl.gz', gzipSync('x'.repeat(9000)).subarray(0, 30));
    await expect(ledger.load(['only.jsonl.gz'])).rejects.toMatchObject({
      code: 'no_readable_log',
      where: 'only.jsonl.gz: the gzip archive is cut short',
    });
  });
});

describe('loading again', () => {
  const message = (output: number, at: string) => ({
    type: 'assistant',
    sessionId: 's',
    uuid: `u-${output}`,
    timestamp: at,
    requestId: 'req_1',
    message: {
      id: 'msg_1',
      role: 'assistant',
      model: 'claude-opus-5',
      usage: { input_tokens: 3, output_tokens: output },
    },
  });

  it('loading twice is loading once', async () => {
    ledger.write('a.jsonl', `${line(1)}\n`);
    await ledger.load(['a.jsonl']);
    const { files } = await ledger.load(['a.jsonl']);
    expect(files.map((file) => file.status)).toEqual(['unchanged']);
    expect(await tokensByLine()).toEqual([[1, 1]]);
  });

  it('a file with other content is left as it is held, and replaced when asked', async () => {
    const path = ledger.write('a.jsonl', `${line(1)}\n${line(2)}\n`);
    await ledger.load(['a.jsonl']);
    writeFileSync(path, `${line(30)}\n`);
    const left = await ledger.load(['a.jsonl']);
    expect(left.files.map((file) => file.status)).toEqual(['changed']);
    expect(left.diagnostics.notes.map((note) => note.code)).toEqual(['changed_file']);
    expect(await tokensByLine()).toEqual([
      [1, 1],
      [2, 2],
    ]);
    const { files } = await ledger.load(['a.jsonl'], { isReplacing: true });
    expect(files.map((file) => file.status)).toEqual(['replaced']);
    expect(await tokensByLine()).toEqual([[1, 30]]);
    expect((await ledger.sources()).length).toBe(1);
  });

  it('forgetting the best sighting of a call brings back the next best', async () => {
    const outputs = async () => (await ledger.calls()).map((row) => Number(row.outputTokens));
    const small = ledger.write('small.jsonl', jsonLines(message(5, '2026-09-01T10:00:00Z')));
    const large = ledger.write('large.jsonl', jsonLines(message(90, '2026-09-01T10:00:09Z')));
    const middle = ledger.write('middle.jsonl', jsonLines(message(40, '2026-09-01T10:00:04Z')));
    await ledger.load(['small.jsonl', 'large.jsonl', 'middle.jsonl']);
    expect(await outputs()).toEqual([90]);
    expect(await forgetSource(ledger.engine, large)).toBe(true);
    expect(await outputs()).toEqual([40]);
    expect(await forgetSource(ledger.engine, small)).toBe(true);
    expect(await outputs()).toEqual([40]);
    expect(await forgetSource(ledger.engine, middle)).toBe(true);
    expect(await outputs()).toEqual([]);
    expect(await forgetSource(ledger.engine, middle)).toBe(false);
  });

  it('replacing the file with the best sighting does not lose the call', async () => {
    ledger.write('a.jsonl', jsonLines(message(5, '2026-09-01T10:00:00Z')));
    const path = ledger.write('b.jsonl', jsonLines(message(90, '2026-09-01T10:00:09Z')));
    await ledger.load(['a.jsonl', 'b.jsonl']);
    writeFileSync(path, `${line(1)}\n${line(2)}\n`);
    await ledger.load(['b.jsonl'], { isReplacing: true });
    expect((await ledger.calls()).map((row) => Number(row.outputTokens ?? row.unsplitTokens)).sort()).toEqual([
      1, 2, 5,
    ]);
  });
});

describe('large batches are known by their first lines only', () => {
  const uniform = (count: number) =>
    `${line(1, { note: 'x'.repeat(980), time: '2026-09-01T10:00:00Z' })}\n`.repeat(count);
  const BULK = 17_000;

  it('late lines with another key, another format, no format or no JSON are still read right', async () => {
    const late = [
      JSON.stringify({ model: 'gpt-5.4', prompt_tokens: 7, completion_tokens: 5, latency_ms: 12 }),
      JSON.stringify({ model: 'gpt-5.4', usage: { input_tokens: 3, output_tokens: 4, cache_read_input_tokens: 2 } }),
      JSON.stringify({
        id: 'msg_late',
        type: 'message',
        role: 'assistant',
        model: 'claude-opus-5',
        usage: { input_tokens: 1, output_tokens: 6 },
      }),
      JSON.stringify({ error: { type: 'server_error', message: 'no' } }),
      JSON.stringify({ 'a "quoted\' key\u0000': 1, model: 'gpt-5.4', tokens: 11 }),
      '{"nothing":"known"}',
      '{"cut',
    ];
    await loadOne(`${uniform(BULK)}${late.join('\n')}\n`);
    expect(await account()).toEqual({ lines: BULK + 7, blank: 0, rejected: 2, ignored: 0, calls: BULK + 5 });
    const rows = (await ledger.calls()).filter((row) => Number(row.sourceLine) > BULK);
    expect(
      rows.map((row) => [row.format, row.inputTokens, row.outputTokens, row.unsplitTokens, row.durationUs, row.status]),
    ).toEqual([
      ['flat', 7n, 5n, null, 12_000n, 'ok'],
      ['flat', 5n, 4n, null, null, 'ok'],
      ['anthropic.messages', 1n, 6n, null, null, 'ok'],
      ['provider_error', null, null, null, null, 'error'],
      ['flat', null, null, 11n, null, 'ok'],
    ]);
    expect((await ledger.rejects()).map((row) => Number(row.line))).toEqual([BULK + 6, BULK + 7]);
  });
});
