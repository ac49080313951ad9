/**
 * The engine at its border: values as plain data, no way to the network, and every failure as an error people understand.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { arrowFile } from '../../src/engine/arrow.js';
import type { Packed } from '../../src/engine/columns.js';
import { openDuckDB } from '../../src/engine/duckdb.js';
import type { Engine } from '../../src/engine/engine.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollbook-engine-'));
  mkdirSync(join(folder, 'temporary'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = (path = ':memory:', memoryLimit = '200MB') =>
  openDuckDB({ path, temporaryDirectory: join(folder, 'temporary'), memoryLimit });

describe('values', () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await open();
  });
  afterEach(() => engine.close());

  it('cross the border as plain data under camelCase names', async () => {
    const [row] = await engine.query(
      `select 9007199254740993::bigint as big_count, 0.1::double as a_double, 1.50::decimal(10, 2) as a_decimal, null as missing,
         timestamp '2026-09-01 10:00:00.123456' as started_at, timestamptz '2026-09-01 12:00:00+02' as zoned_at,
         [1, 2]::integer[] as a_list, {'inner_key': 'x'} as a_struct, true as is_it, 'é' as text`,
    );
    expect(row).toEqual({
      bigCount: 9007199254740993n,
      aDouble: 0.1,
      aDecimal: '1.50',
      missing: null,
      startedAt: Date.UTC(2026, 8, 1, 10, 0, 0) + 123.456,
      zonedAt: Date.UTC(2026, 8, 1, 10, 0, 0),
      aList: [1, 2],
      aStruct: { innerKey: 'x' },
      isIt: true,
      text: 'é',
    });
  });

  it('go in as parameters, never as text', async () => {
    const hostile = "'; drop table calls; --";
    const [row] = await engine.query('select $text as text, $list as list, $count + 1 as count, $none as none', {
      text: hostile,
      list: [hostile, 'b'],
      count: 9007199254740993n,
      none: null,
    });
    expect(row).toEqual({ text: hostile, list: [hostile, 'b'], count: 9007199254740994n, none: null });
  });

  it('of a shape nobody knows come with their types, cut at the limit', async () => {
    const result = await engine.ask('select range as n, range::varchar as t from range(5)', 3);
    expect(result.columns).toEqual([
      { name: 'n', type: 'integer' },
      { name: 't', type: 'text' },
    ]);
    expect([result.rows.length, result.isCut]).toEqual([3, true]);
    expect((await engine.ask('select 1 as n', 1)).isCut).toBe(false);
  });

  it('are in UTC whatever the machine says', async () => {
    const [row] = await engine.query("select current_setting('TimeZone') as zone");
    expect(row).toEqual({ zone: 'UTC' });
  });

  it('no extension is installed or loaded on the way', async () => {
    await expect(engine.query("select * from 'https://example.com/x.parquet'")).rejects.toMatchObject({ exitCode: 1 });
    await expect(engine.query("select * from read_xlsx('x.xlsx')")).rejects.toMatchObject({ exitCode: 1 });
  });
});

describe('failures', () => {
  it('a statement that is wrong is `engine`, in one line', async () => {
    const engine = await open();
    const failure = await engine.query('select nonsense from nowhere').catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'engine', exitCode: 1 });
    expect((failure as Error).message).not.toContain('\n');
    await engine.close();
  });

  it('a file that is not there is `unreadable`', async () => {
    const engine = await open();
    await expect(engine.query("select * from read_csv('/no/such/file.csv')")).rejects.toMatchObject({
      code: 'unreadable',
    });
    await engine.close();
  });

  it.skipIf(!existsSync('/dev/full'))('a full disk is `disk_full`, in words', async () => {
    const engine = await open();
    const failure = await engine
      .execute("copy (select 1) to '/dev/full' (format csv)")
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'disk_full', exitCode: 1, hint: expect.stringContaining('free space') });
    await engine.close();
  });

  it('interrupted between statements, the next one fails and the one after it runs', async () => {
    const engine = await open();
    engine.interrupt();
    await expect(engine.query('select 1 as one')).rejects.toMatchObject({ code: 'interrupted' });
    expect(await engine.query('select 1 as one')).toEqual([{ one: 1 }]);
    const running = engine.ask('select count(*) from range(1000000000000)', 1);
    setTimeout(() => engine.interrupt(), 100);
    await expect(running).rejects.toMatchObject({ code: 'interrupted' });
    expect(await engine.query('select 1 as one')).toEqual([{ one: 1 }]);
    await engine.close();
  });

  it('columns come out as chunks and go in as they are, digit by digit', async () => {
    const engine = await open();
    const digits = 12345678901234567890123456789012345678n;
    await engine.fill(
      'filled',
      [
        { name: 'amount', type: 'decimal', scale: 20, values: [digits, null, -1n] },
        { name: 'select "x"', type: 'text', values: ["it's", '', null] },
        { name: 'at', type: 'instant', values: [0.001, null, 1000] },
        { name: 'day', type: 'date', values: ['2026-10-01', null, '1969-12-31'] },
        { name: 'yes', type: 'boolean', values: [true, false, null] },
        { name: 'count', type: 'integer', values: [2n ** 62n, null, -1n] },
        { name: 'rate', type: 'float', values: [0.1, null, -0.5] },
      ],
      3,
    );
    const sql = `select amount::varchar as amount, "select ""x""" as text, "at"::timestamp as "at", day::varchar as day, yes, count, rate from filled`;
    expect(await engine.query(sql)).toEqual([
      {
        amount: '123456789012345678.90123456789012345678',
        text: "it's",
        at: 0.001,
        day: '2026-10-01',
        yes: true,
        count: 2n ** 62n,
        rate: 0.1,
      },
      { amount: null, text: '', at: null, day: null, yes: false, count: null, rate: null },
      { amount: '-0.00000000000000000001', text: null, at: 1000, day: '1969-12-31', yes: null, count: -1n, rate: -0.5 },
    ]);
    const rows = [];
    for await (const { columns, rowCount } of engine.stream(sql))
      rows.push([rowCount, columns.map(({ type }) => type)]);
    expect(rows).toEqual([[3, ['text', 'text', 'instant', 'text', 'boolean', 'integer', 'float']]]);
    const many = [];
    for await (const { rowCount } of engine.stream('select range as r from range(100000) order by r'))
      many.push(rowCount);
    expect(many.reduce((sum, count) => sum + count, 0)).toBe(100_000);
    await expect(async () => {
      for await (const _ of engine.stream('select [1]')) break;
    }).rejects.toMatchObject({ code: 'invariant' });
    await engine.close();
  });

  it('a packed value that is missing is 0, not what was in memory', async () => {
    const engine = await open();
    const sql =
      'select nullif(range + 7, range + 7) as n, case when range = 3 then range + 2 end as one, range::double as r from range(11)';
    for await (const { columns } of engine.stream(sql)) {
      const [none, one, all] = columns.map(({ values }) => values as Packed);
      expect([...(none?.items ?? [])]).toEqual(Array(11).fill(0n));
      expect([...(none?.valid ?? [])]).toEqual([0, 0]);
      expect([...(one?.items ?? [])]).toEqual([0n, 0n, 0n, 5n, ...Array(7).fill(0n)]);
      expect([...(one?.valid ?? [])]).toEqual([8, 0]);
      expect(all).toEqual({ items: Float64Array.from({ length: 11 }, (_, index) => index), valid: null });
    }
    await engine.close();
  });

  it('an interrupted statement is `interrupted`, and the engine goes on', async () => {
    const engine = await open();
    const running = engine.query('select count(*) as n from range(100000000000) a where hash(a.range) = 1');
    const timer = setTimeout(() => engine.interrupt(), 100);
    await expect(running).rejects.toMatchObject({ code: 'interrupted', message: 'stopped' });
    clearTimeout(timer);
    expect(await engine.query('select 1 as n')).toEqual([{ n: 1 }]);
    await engine.close();
  });

  it('a statement without enough memory is `out_of_memory` and says what helps', async () => {
    const engine = await open(':memory:', '30MB');
    const failing = engine.query(
      "select length(string_agg(range::varchar || repeat('x', 1000), ',')) as n from range(200000)",
    );
    await expect(failing).rejects.toMatchObject({
      code: 'out_of_memory',
      hint: expect.stringContaining('MEMORY_LIMIT'),
    });
    await engine.close();
  });

  it('a damaged ledger is `ledger_unreadable`, a text file too', async () => {
    const text = join(folder, 'text.duckdb');
    writeFileSync(text, 'this is no ledger\n'.repeat(1000));
    await expect(open(text)).rejects.toMatchObject({ code: 'ledger_unreadable', where: text, exitCode: 1 });
  });

  it('a ledger in a folder that is not there is `ledger_unavailable`', async () => {
    const nowhere = join(folder, 'no', 'such', 'folder.duckdb');
    await expect(open(nowhere)).rejects.toMatchObject({ code: 'ledger_unavailable', where: nowhere });
  });

  it('a ledger that another process holds is `ledger_locked` and names the process', async () => {
    const path = join(folder, 'held.duckdb');
    const client = pathToFileURL(createRequire(import.meta.url).resolve('@duckdb/node-api')).href;
    const script = `import * as duckdb from ${JSON.stringify(client)};
      const instance = await (duckdb.DuckDBInstance ?? duckdb.default.DuckDBInstance).create(${JSON.stringify(path)});
      const connection = await instance.connect();
      await connection.run('create table held (n int)');
      console.log('held'); setInterval(() => connection, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await new Promise((resolve, reject) => {
        holder.stdout.once('data', resolve);
        holder.once('exit', () => reject(new Error('the holder ended')));
      });
      await expect(open(path)).rejects.toMatchObject({
        code: 'ledger_locked',
        where: path,
        message: expect.stringContaining(String(holder.pid)),
      });
    } finally {
      holder.removeAllListeners('exit');
      holder.kill();
    }
  });

  it('a value that an Arrow column cannot hold is `does_not_fit`', () => {
    const tooLarge = () => arrowFile([{ name: 'n', type: 'integer', values: [2n ** 63n] }], 1);
    expect(tooLarge).toThrow(expect.objectContaining({ code: 'does_not_fit', where: 'column n', exitCode: 1 }));
  });
});
