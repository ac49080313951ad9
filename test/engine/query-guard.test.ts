/** What a statement of the user's cannot do: write, read files, attach, install, load, change settings, reach the network. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../../src/engine/duckdb.js';
import type { Engine } from '../../src/engine/engine.js';
import { load, query } from '../../src/pipeline/ledger.js';
import { desk, question } from '../pipeline/words.js';

const folder = mkdtempSync(join(tmpdir(), 'tollbook-guard-'));
let safe: Engine;
let unsafe: Engine;

async function shutEngine(name: string, files: 'closed' | 'readable'): Promise<Engine> {
  const spill = join(folder, name);
  mkdirSync(spill);
  const engine = await openDuckDB({ path: ':memory:', temporaryDirectory: spill, memoryLimit: '200MB' });
  await engine.execute('create table calls as select 1 as model');
  await engine.execute(`copy calls to '${join(folder, 'secret.parquet')}'`);
  await engine.shut(files);
  return engine;
}

beforeAll(async () => {
  writeFileSync(join(folder, 'secret.csv'), 'a\n1\n');
  safe = await shutEngine('spill', 'closed');
  unsafe = await shutEngine('spill-of-unsafe', 'readable');
});
afterAll(async () => {
  await safe.close();
  await unsafe.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string) => `'${join(folder, name)}'`;

const CHANGING = [
  'insert into calls values (2)',
  'delete from calls',
  'update calls set model = 2',
  'drop table calls',
  'create table other (a int)',
  'create macro x() as 1',
  'explain analyze insert into calls values (3)',
  'explain (analyze) delete from calls',
  'EXPLAIN /* x */ ANALYZE drop table calls',
  `copy calls to ${file('out.csv')}`,
  `explain analyze copy calls to ${file('out.csv')}`,
  `copy calls from ${file('secret.csv')}`,
  `export database ${file('out')}`,
  `import database ${file('out')}`,
  `attach ${file('out.db')}`,
  'install httpfs',
  'load httpfs',
  `load ${file('x.duckdb_extension')}`,
  'set enable_external_access = true',
  'reset lock_configuration',
  'pragma enable_profiling',
  "select * from enable_logging(level := 'debug', storage := 'stdout')",
  'select count(*) from calls, truncate_duckdb_logs()',
  'with x as (select * from enable_profiling()) select * from x',
  'select * from force_checkpoint()',
  "select * from query('select * from force_checkpoint()')",
  "select * from json_execute_serialized_sql(json_serialize_sql('select * from enable_logging()'))",
  "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
  '  ',
  'begin',
  'checkpoint',
  'select 1; drop table calls',
  "select * from query('drop table calls')",
  "select * from read_parquet('https://example.com/x.parquet')",
  "select * from 's3://bucket/x.csv'",
  "select getenv('HOME')",
];
const READING = [
  'select * from duckdb_secrets()',
  `select * from ${file('secret.csv')}`,
  `select * from ${file('secret.parquet')}`,
  `select * from read_csv(${file('secret.csv')})`,
  `select * from read_text(${file('secret.csv')})`,
  `select * from read_blob(${file('*')})`,
  `select * from read_json(${file('secret.csv')})`,
  `select * from read_parquet(${file('secret.parquet')})`,
  `select * from parquet_metadata(${file('secret.parquet')})`,
  `select * from sniff_csv(${file('secret.csv')})`,
  `select * from query_table(${file('secret.csv')})`,
  `select * from glob(${file('*')})`,
  `select * from read_text(${file('spill/../secret.csv')})`,
  "select * from read_text('/etc/passwd')",
];

const refused = { code: 'query', exitCode: 2 };

describe('a statement of the user', () => {
  it.each([...CHANGING, ...READING])('%s is refused', async (statement) => {
    await expect(safe.ask(statement, 5)).rejects.toMatchObject(refused);
  });

  it.each(CHANGING)('%s is refused, unsafe or not', async (statement) => {
    await expect(unsafe.ask(statement, 5)).rejects.toMatchObject(refused);
  });

  it('that is unsafe reads files and still changes none', async () => {
    expect((await unsafe.ask(`select a from ${file('secret.csv')}`, 5)).rows).toEqual([[1n]]);
    expect((await unsafe.ask(`select model from read_parquet(${file('secret.parquet')})`, 5)).rows).toEqual([[1]]);
    const joined = `select model, a from calls join ${file('secret.csv')} on model = a`;
    expect((await unsafe.ask(joined, 5)).rows).toEqual([[1, 1n]]);
  });

  it('that makes a text longer than can be shown is told so', async () => {
    await expect(safe.ask("select repeat('x', 600000000)", 5)).rejects.toMatchObject({
      ...refused,
      message: 'a text of the answer is too long to be shown',
    });
  });

  it('has changed nothing by all that', async () => {
    expect((await safe.ask('select * from calls', 5)).rows).toEqual([[1]]);
    expect((await unsafe.ask('select * from calls', 5)).rows).toEqual([[1]]);
    expect(readdirSync(folder).sort()).toEqual(['secret.csv', 'secret.parquet', 'spill', 'spill-of-unsafe']);
    expect(existsSync(join(folder, 'out.csv'))).toBe(false);
  });

  it('cannot find copies of logs in the folder that the engine spills to', async () => {
    const table = desk();
    // A list of calls is copied, one to a line, before it is read.
    const log = table.write('list.json', '[{"model":"alpha","prompt":"a prompt","tokens":7}]');
    const text = "select count(*) as found from read_text(concat(current_setting('temp_directory'), '/*'))";
    const outcome = await query(question([log]), { text }, table.surroundings).then(
      ({ report }) => report.result.rows,
      (error) => error.code,
    );
    expect(outcome).toBeOneOf(['query', [{ found: 0n }]]);
    const up = "select * from read_text(concat(current_setting('temp_directory'), '/../*'))";
    await expect(query(question([log]), { text: up }, table.surroundings)).rejects.toMatchObject({ code: 'query' });
    table.clear();
  });

  it('reads files with the ledger beside them, and cannot write it, where --unsafe was said', async () => {
    const table = desk();
    const log = table.write('calls.jsonl', '{"model":"alpha","tokens":7}\n{"model":"beta","tokens":1}\n');
    const owners = table.write('owners.csv', 'model,owner\nalpha,ann\n');
    await load(
      { logs: [log], ledger: 'tollbook.duckdb' },
      { anthropicInput: 'exclusive' },
      { dryRun: false },
      table.surroundings,
    );
    const before = readFileSync(join(table.folder, 'tollbook.duckdb'));
    const text = `select owner, count(*) as calls from calls join '${owners}' using (model) group by owner`;
    await expect(query(question([]), { text }, table.surroundings)).rejects.toMatchObject({
      code: 'query',
      hint: expect.stringContaining('--unsafe'),
    });
    const { report } = await query(question([]), { text, isUnsafe: true }, table.surroundings);
    expect(report.result.rows).toEqual([{ owner: 'ann', calls: 1n }]);
    for (const writing of [
      'delete from snapshots',
      `copy calls to '${join(table.folder, 'out.csv')}'`,
      `attach '${join(table.folder, 'tollbook.duckdb')}' as again`,
      'create temp table mine as select 1',
    ]) {
      await expect(query(question([]), { text: writing, isUnsafe: true }, table.surroundings)).rejects.toMatchObject(
        refused,
      );
    }
    expect(readFileSync(join(table.folder, 'tollbook.duckdb')).equals(before)).toBe(true);
    expect(existsSync(join(table.folder, 'out.csv'))).toBe(false);
    table.clear();
  });
});
