/** Ledgers that earlier versions stored, test/fixtures/ledgers: brought up to date with nothing lost, or left as they are. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOOKS } from '../../src/books/journal.js';
import { openDuckDB } from '../../src/engine/duckdb.js';
import type { Engine } from '../../src/engine/engine.js';
import { CALLS, LEDGER_VERSION, layoutOf, ledgerVersion } from '../../src/ingest/layout.js';
import { createTables } from '../../src/ingest/load.js';
import { migrate, STEPS } from '../../src/ingest/migrate.js';
import { load, query } from '../../src/pipeline/ledger.js';
import { usage } from '../../src/pipeline/usage.js';
import { sqlText } from '../../src/queries/sql-file.js';
import { type Desk, desk, json, pricing, question } from './words.js';

const FIXTURES = fileURLToPath(new URL('../fixtures/ledgers/', import.meta.url));
const EARLIER = Array.from({ length: LEDGER_VERSION - 1 }, (_, index) => index + 1);

/** Hashes of the statements that make the tables: whoever changes them adds a version, a step and a stored ledger. */
const LAYOUTS: Readonly<Record<number, string>> = { 5: '46fc834cc8612aed' };
const BOOK_LAYOUTS: Readonly<Record<number, string>> = { 1: 'b028b9a5045ca3f1' };

let here: Desk;
beforeEach(() => {
  here = desk();
});
afterEach(() => here.clear());

const stored = (version: number) => {
  const path = join(here.folder, 'tollbook.duckdb');
  writeFileSync(path, gunzipSync(readFileSync(join(FIXTURES, `version-${version}.duckdb.gz`))));
  return path;
};
const open = (path: string, isReadOnly = false) =>
  openDuckDB({ path, temporaryDirectory: here.folder, memoryLimit: '200MB', isReadOnly });

async function inside<Result>(path: string, ask: (engine: Engine) => Promise<Result>): Promise<Result> {
  const engine = await open(path);
  try {
    return await ask(engine);
  } finally {
    await engine.close();
  }
}

interface Totals {
  readonly calls: number;
  readonly errors: number;
  readonly input_tokens: number;
  readonly cache_read_tokens: number;
  readonly output_tokens: number;
}

/** What the logs say, read line by line here: of two sightings of a call the one with more output speaks. */
function said(): Totals {
  const calls = new Map<string, Omit<Totals, 'calls'>>();
  for (const name of readdirSync(join(FIXTURES, 'logs'))) {
    readFileSync(join(FIXTURES, 'logs', name), 'utf8')
      .split('\n')
      .forEach((line, index) => {
        let value: Record<string, never>;
        try {
          value = JSON.parse(line);
        } catch {
          return;
        }
        const { usage: used, model } = value as { usage?: Record<string, never>; model?: string };
        if (model === undefined) return;
        const id = used === undefined ? `${name}:${index}` : String(value.id);
        const output = Number(used?.completion_tokens ?? value.output_tokens ?? 0);
        if ((calls.get(id)?.output_tokens ?? -1) > output) return;
        calls.set(id, {
          errors: value.status === 'error' ? 1 : 0,
          input_tokens: Number(used?.prompt_tokens ?? value.input_tokens ?? 0),
          cache_read_tokens: Number(
            (used?.prompt_tokens_details as never as { cached_tokens: number })?.cached_tokens ?? 0,
          ),
          output_tokens: output,
        });
      });
  }
  const sum = (key: keyof Omit<Totals, 'calls'>) => [...calls.values()].reduce((total, call) => total + call[key], 0);
  return {
    calls: calls.size,
    errors: sum('errors'),
    input_tokens: sum('input_tokens'),
    cache_read_tokens: sum('cache_read_tokens'),
    output_tokens: sum('output_tokens'),
  };
}

const totals = async (logs: readonly string[] = []) => {
  const answer = await usage(question(logs), pricing([]), here.surroundings);
  return json<{ totals: Totals; notes: { code: string }[] }>(answer);
};

const columnsOf = (engine: Engine) =>
  engine.query<{ table: string; column: string; type: string; nullable: boolean }>(
    `select table_name as "table", column_name as "column", data_type as type, is_nullable as nullable
     from duckdb_columns() where not internal order by table_name, column_name`,
  );

describe('tables of a ledger', () => {
  it('have a number that changes with them, with a step that leads there and a stored ledger of the one before', () => {
    expect(LAYOUTS[LEDGER_VERSION]).toBe(layoutOf(sqlText('ingest/schema')));
    expect(BOOK_LAYOUTS[BOOKS.version]).toBe(layoutOf(sqlText('books/schema')));
    expect(STEPS.map(({ to }) => to)).toEqual(EARLIER.map((version) => version + 1));
    expect(EARLIER.filter((version) => !existsSync(join(FIXTURES, `version-${version}.duckdb.gz`)))).toEqual([]);
  });
});

describe.each(EARLIER)('a ledger of version %i', (version) => {
  it('answers as its logs say, after a note, and is of this version from then on', async () => {
    const path = stored(version);
    const first = await totals();
    expect(first.totals).toMatchObject(said());
    expect(first.notes.map(({ code }) => code)).toContain('ledger_upgraded');
    const second = await totals();
    expect(second.totals).toEqual(first.totals);
    expect(second.notes.map(({ code }) => code)).not.toContain('ledger_upgraded');
    // The ledger knows less than the logs: whether a price applies, for one, is asked of the same columns.
    expect(first.totals).toEqual((await totals([join(FIXTURES, 'logs')])).totals);
    await inside(path, async (engine) => expect(await ledgerVersion(engine, path)).toBe(LEDGER_VERSION));
  });

  it('has the tables and the columns of a new one', async () => {
    const path = stored(version);
    const now = await inside(path, async (engine) => {
      await migrate(engine, path);
      return { columns: await columnsOf(engine), calls: await engine.query('describe calls') };
    });
    const anew = await inside(join(here.folder, 'new.duckdb'), async (engine) => {
      await createTables(engine);
      return { columns: await columnsOf(engine), calls: await engine.query('describe calls') };
    });
    expect(now).toEqual(anew);
  });

  it('knows its files again, and goes on with them', async () => {
    const path = stored(version);
    // As if they had been loaded from here.
    await inside(path, (engine) =>
      engine.execute("update sources set path = $folder || '/logs/' || parse_filename(path)", { folder: here.folder }),
    );
    cpSync(join(FIXTURES, 'logs'), join(here.folder, 'logs'), { recursive: true });
    const grown = join(here.folder, 'logs/flat.jsonl');
    writeFileSync(
      grown,
      `${readFileSync(grown, 'utf8')}{"timestamp":"2026-09-04T10:00:00Z","provider":"openai","model":"gpt-5.4","input_tokens":1000,"output_tokens":1,"status":"ok"}\n`,
    );
    const source = { logs: ['logs'], ledger: 'tollbook.duckdb' };
    const loaded = await load(source, { anthropicInput: 'exclusive' }, { dryRun: false }, here.surroundings);
    const files = json<{ files: { path: string; status: string }[] }>(loaded).files;
    expect(files.map(({ path: name, status }) => [name, status])).toEqual([
      ['logs/flat.jsonl', 'continued'],
      ['logs/monday.jsonl', 'unchanged'],
      ['logs/tuesday.jsonl', 'unchanged'],
    ]);
    const { calls, input_tokens, output_tokens, ...rest } = said();
    expect((await totals()).totals).toMatchObject({
      calls: calls + 1,
      input_tokens: input_tokens + 1000,
      output_tokens: output_tokens + 1,
      ...rest,
    });
  });

  it.skipIf(version >= 3)('hides keys that it stored as they were logged', async () => {
    const path = stored(version);
    const teams = () => inside(path, (engine) => engine.query('select distinct team from snapshots order by team'));
    expect(await teams()).toContainEqual({ team: 'sk-proj-0123456789abcdefghijKLMN' });
    const text = 'select distinct team from calls where team is not null order by team';
    const { report } = await query(question([]), { text }, here.surroundings);
    expect(report.result.rows).toEqual([
      { team: 'search' },
      { team: expect.stringMatching(/^sha256:[0-9a-f]{16}…KLMN$/) },
    ]);
  });

  it.skipIf(version >= 5)('has calls at the first of their times', async () => {
    const path = stored(version);
    // As if the sighting that speaks had been written nine seconds after the other.
    await inside(path, (engine) =>
      engine.execute(
        "update snapshots set started_at = started_at + interval 9 second where call_id = 'chatcmpl-a3' and is_counted",
      ),
    );
    const text =
      "select epoch(started_at)::bigint as at, output_tokens as output from calls where call_id = 'chatcmpl-a3'";
    const { report } = await query(question([]), { text }, here.surroundings);
    expect(report.result.rows).toEqual([{ at: 1788220920n, output: 40n }]);
    const own = "select epoch(own_started_at)::bigint as own from snapshots where call_id = 'chatcmpl-a3' order by 1";
    expect(await inside(path, (engine) => engine.query(own))).toEqual([{ own: 1788220929n }, { own: null }]);
  });

  it('is as it was when a step fails, and can be brought up afterwards', async () => {
    const path = stored(version);
    const before = await inside(path, columnsOf);
    const broken = [...STEPS, { to: LEDGER_VERSION + 1, statements: () => 'update snapshots set model = 1 / 0; fail' }];
    await inside(path, async (engine) => {
      await expect(migrate(engine, path, broken)).rejects.toThrow();
      expect(await ledgerVersion(engine, path)).toBe(version);
      expect(await columnsOf(engine)).toEqual(before);
    });
    expect((await totals()).totals).toMatchObject(said());
  });

  it('is as it was, or done, when the process is killed', { timeout: 60_000 }, async () => {
    const path = stored(version);
    const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
    for (const milliseconds of [150, 200, 250, 300, 400]) {
      const child = spawn(process.execPath, [main, 'usage', '--db', path], { cwd: here.folder, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('close', resolve));
      setTimeout(() => child.kill('SIGKILL'), milliseconds);
      await ended;
      await inside(path, async (engine) =>
        expect(await ledgerVersion(engine, path)).toBeOneOf([version, LEDGER_VERSION]),
      );
    }
    expect((await totals()).totals).toMatchObject(said());
  });
});

describe('a ledger', () => {
  const setFact = (path: string, name: string, value: string) =>
    inside(path, (engine) =>
      engine.execute('insert or replace into ledger_facts values ($name, $value)', { name, value }),
    );

  it.each([
    String(LEDGER_VERSION + 1),
    '1000000000000',
  ])('of version %s is refused with advice, and left alone', async (later) => {
    const path = stored(1);
    await totals();
    await setFact(path, CALLS.fact, later);
    await setFact(path, 'program', '7.8.9');
    const bytes = readFileSync(path);
    for (const ask of [
      () => totals(),
      () => load({ logs: [], ledger: path }, { anthropicInput: 'exclusive' }, { dryRun: false }, here.surroundings),
    ]) {
      await expect(ask()).rejects.toMatchObject({
        code: 'ledger_layout',
        message: expect.stringContaining('a later version of tollbook, 7.8.9'),
        hint: expect.stringContaining('install that version'),
      });
    }
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it.each(['0', '-1', '2.5', 'three', ''])('of version "%s" is of none that is known', async (odd) => {
    const path = stored(1);
    await setFact(path, CALLS.fact, odd);
    await expect(totals()).rejects.toMatchObject({ message: expect.stringContaining('made by another version') });
  });
});
