/** What a statement of the user's cannot do: write, read files, attach, install, load, change settings, reach the network. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../../src/engine/duckdb.js';
import type { Engine } from '../../src/engine/engine.js';
import { query } from '../../src/pipeline/ledger.js';
import { desk, question } from '../pipeline/words.js';

const folder = mkdtempSync(join(tmpdir(), 'tollbook-guard-'));
let engine: Engine;

beforeAll(async () => {
  mkdirSync(join(folder, 'spill'));
  writeFileSync(join(folder, 'secret.csv'), 'a\n1\n');
  engine = await openDuckDB({ path: ':memory:', temporaryDirectory: join(folder, 'spill'), memoryLimit: '200MB' });
  await engine.execute('create table calls as select 1 as model');
  await engine.execute(`copy calls to '${join(folder, 'secret.parquet')}'`);
  await engine.shut();
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string) => `'${join(folder, name)}'`;

describe('a statement of the user', () => {
  it.each([
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
    'begin',
    'checkpoint',
    'select 1; drop table calls',
    "select * from query('drop table calls')",
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
    "select * from read_parquet('https://example.com/x.parquet')",
    "select * from 's3://bucket/x.csv'",
    "select getenv('HOME')",
    'select * from duckdb_secrets()',
  ])('%s is refused', async (statement) => {
    await expect(engine.ask(statement, 5)).rejects.toMatchObject({ code: 'query', exitCode: 2 });
  });

  it('has changed nothing by all that', async () => {
    expect((await engine.ask('select * from calls', 5)).rows).toEqual([[1]]);
    expect(readdirSync(folder).sort()).toEqual(['secret.csv', 'secret.parquet', 'spill']);
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
});
