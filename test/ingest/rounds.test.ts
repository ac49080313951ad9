/**
 * Files that are read in many rounds and parts give what they give when they are read at once: calls, their lines, the account,
 * rejects and their places, what counts once, and how cached input is seen.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cuts, type Part } from '../../src/ingest/parts.js';
import { Scratch } from '../../src/ingest/prepared.js';
import { scan } from '../../src/ingest/scan.js';
import { type Ledger, type LoadSettings, openLedger } from './support.js';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
beforeEach(() => ledger.clear());
afterAll(() => ledger.close());

const SMALL = { part: 900, round: 2500, roundLines: 12, surveyed: 0 };

/** Everything the tables hold, without the numbers that sources were given. */
async function held(): Promise<unknown> {
  const rows = (sql: string) => ledger.engine.query<Record<string, unknown>>(sql);
  return {
    calls: await rows(
      `select path, calls.* exclude (source_id) from calls inner join sources using (source_id)
       order by path, source_line, call_id, format, input_tokens, output_tokens, model`,
    ),
    sources: await rows('select * exclude (source_id) from sources order by path'),
    reasons: await rows(
      `select path, outcome, reason, sum(source_reasons.lines)::bigint as lines, min(first_line) as first_line
       from source_reasons inner join sources using (source_id) group by all order by all`,
    ),
    formats: await rows(
      `select path, format, sum(source_formats.lines)::bigint as lines
       from source_formats inner join sources using (source_id) group by all order by all`,
    ),
    rejects: await ledger.rejects().then((all) => all.map((row) => ({ ...row, sourceId: 0 }))),
  };
}

async function forget(): Promise<void> {
  for (const table of ['snapshots', 'source_formats', 'source_reasons', 'rejects', 'sources']) {
    await ledger.engine.execute(`delete from ${table}`);
  }
}

/** Loads the same names at once and in rounds, and compares what is held and what was said. */
async function both(names: readonly string[], settings: LoadSettings = {}) {
  const said = async (more: LoadSettings) => {
    const { files, diagnostics } = await ledger.load(names, { ...settings, ...more });
    return { files, notes: diagnostics.notes, held: await held() };
  };
  const once = await said({});
  await forget();
  const rounds = await said({ sizes: SMALL });
  expect(rounds).toEqual(once);
  return once;
}

const call = (tokens: number, more = {}) =>
  `${JSON.stringify({ model: 'gpt-5.4', ts: '2026-09-01T00:00:00Z', prompt_tokens: tokens, completion_tokens: 1, ...more })}\n`;
const many = (lines: number, lineOf: (index: number) => string) =>
  Array.from({ length: lines }, (_, index) => lineOf(index)).join('');

describe('a file in rounds', () => {
  it('keeps lines, blank lines, rejects and their bytes', async () => {
    const content = many(200, (index) => {
      if (index % 37 === 5) return '\r\n  \n';
      if (index % 41 === 7) return '{"model": "gpt-5.4", "prompt_tokens":\n';
      return call(index, index % 29 === 3 ? { note: 'x'.repeat(4000) } : {});
    });
    ledger.write('plain.jsonl', content);
    ledger.write('open.jsonl', `${content}\n${call(7).trimEnd()}`);
    ledger.write('packed.jsonl.gz', gzipSync(`${content}\n\n${call(8)}`));
    const { files } = await both(['plain.jsonl', 'open.jsonl', 'packed.jsonl.gz']);
    expect(files.map(({ status }) => status)).toEqual(['loaded', 'loaded', 'loaded']);
    const again = await ledger.load(['plain.jsonl', 'open.jsonl', 'packed.jsonl.gz'], { sizes: SMALL });
    expect(again.files.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  it('is read right where a late line has another key, format or convention', async () => {
    const plain = many(150, (index) => call(100 + index));
    ledger.write('key.jsonl', plain + call(900, { cached_tokens: 40 }));
    ledger.write(
      'format.jsonl',
      `${plain}{"object":"chat.completion","id":"chatcmpl-1","model":"gpt-4o","created":1790000000,"usage":{"prompt_tokens":3,"completion_tokens":4}}\n`,
    );
    ledger.write(
      'exclusive.jsonl',
      many(150, (index) => call(50, { cached_tokens: 40, n: index })) + call(5, { cached_tokens: 40 }),
    );
    ledger.write('nothing.jsonl', `${plain}{"some":"thing"}\n`);
    const { notes } = await both(['key.jsonl', 'format.jsonl', 'exclusive.jsonl', 'nothing.jsonl']);
    expect(notes.filter(({ code }) => code === 'cache_convention')).toHaveLength(1);
  });

  it('counts a call once that several rounds show, the most complete sighting', async () => {
    const answer = (id: number, output: number) =>
      `${JSON.stringify({ object: 'chat.completion', id: `chatcmpl-${id}`, model: 'gpt-4o', created: 1_790_000_000, usage: { prompt_tokens: 3, completion_tokens: output } })}\n`;
    ledger.write(
      'answers.jsonl',
      many(300, (index) => answer(index % 90, (index * 7) % 100)),
    );
    await both(['answers.jsonl']);
    expect(await ledger.calls()).toHaveLength(90);
  });

  it('goes on where a load was stopped', async () => {
    const content = many(120, (index) => call(index));
    const path = ledger.write('log.jsonl', content);
    let loads = 0;
    const { engine } = ledger;
    const stopping = {
      ...engine,
      query: engine.query,
      execute: async (sql: string, parameters?: never) => {
        if (sql === 'commit' && ++loads === 4) throw new Error('stopped');
        return engine.execute(sql, parameters);
      },
    };
    await expect(ledger.load([path], { isLedger: true, sizes: SMALL, engine: stopping })).rejects.toThrow('stopped');
    const [source] = await ledger.sources();
    expect(Number(source?.lines)).toBeGreaterThan(0);
    expect(Number(source?.lines)).toBeLessThan(120);
    expect(await ledger.calls()).toHaveLength(Number(source?.lines));
    await ledger.load([path], { isLedger: true, sizes: SMALL });
    const stopped = await held();
    await forget();
    await ledger.load([path], { isLedger: true });
    expect(stopped).toEqual(await held());
  });

  it('and all sample logs, each by itself and together, are what they are at once', { timeout: 600_000 }, async () => {
    const folder = fileURLToPath(new URL('../../sample-logs', import.meta.url));
    const names = readdirSync(folder).filter((name) => /\.(jsonl|json|csv)$/.test(name));
    for (const name of names) ledger.write(name, readFileSync(`${folder}/${name}`));
    await both(names);
  });
});

describe('parts', () => {
  it('are whole lines, in order, with nothing left out, however long a line is', async () => {
    const lines = Array.from({ length: 80 }, (_, index) => (index % 9 === 4 ? '' : 'x'.repeat((index * 131) % 1700)));
    const content = lines.join('\n');
    const path = ledger.write('lines.jsonl', content);
    const counted = await scan(path, { compression: 'none' });
    const file = { path, readPath: path, compression: 'none', size: 1, modifiedMs: 1, scan: counted } as const;
    const scratch = new Scratch(ledger.folder);
    const read: string[] = [];
    const parts: Part[] = [];
    let rows = 0;
    for await (const cut of cuts(file, 3000, scratch, { part: 1000, round: 3000, roundLines: 9, surveyed: 0 })) {
      for (const part of cut.parts) {
        const text = readFileSync(part.readPath, 'utf8');
        expect(text.endsWith('\n')).toBe(true);
        expect(text.split('\n').filter((line) => line.trim() !== '')).toHaveLength(part.rows);
        read.push(text);
      }
      parts.push(...cut.parts);
      rows += cut.scan.lines - cut.scan.blank;
      expect(cut.isLast).toBe(read.join('').length >= content.length);
    }
    expect(read.join('').replace(/\n$/, '')).toBe(content.replace(/\n$/, ''));
    expect(rows).toBe(counted.lines - counted.blank);
    expect(parts.length).toBeGreaterThan(20);
  });
});
