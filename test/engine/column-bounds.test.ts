/** What is taken for known of a column without looking at its rows: nothing else would tell if the engine put it otherwise. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../../src/engine/duckdb.js';
import { boundsOf } from '../../src/queries/column-bounds.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tollbook-bounds-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const NAMES = ['none', 'partly', 'every', 'word', 'sneaky'];

describe.each(['memory', 'file'])('columns of a table in %s', (where) => {
  it('are known to be empty or full where they are, and never where they are not', async () => {
    const path = where === 'memory' ? ':memory:' : join(folder, 'bounds.duckdb');
    const open = () => openDuckDB({ path, temporaryDirectory: join(folder, 'temporary'), memoryLimit: '200MB' });
    let engine = await open();
    await engine.execute(
      `create table t as select null::varchar as none, nullif(range, 1)::bigint as partly, range as every, 'w' || range as word,
         '[Has Null: true, Has No Null: false]' as sneaky from range(3)`,
    );
    if (where === 'file') {
      await engine.close();
      engine = await open();
    }
    await engine.execute('create temp view seen as select * from t where every < 2');
    for (const relation of ['t', 'seen']) {
      const bounds = await boundsOf(engine, relation, NAMES);
      expect(bounds.get('none')).toEqual({ isEmpty: true, isFull: false, most: null });
      expect(bounds.get('partly')).toMatchObject({ isEmpty: false, isFull: false });
      expect(bounds.get('every')).toMatchObject({ isEmpty: false, isFull: true });
      expect(bounds.get('word')).toMatchObject({ isEmpty: false, most: null });
      expect(bounds.get('sneaky')).toMatchObject({ isEmpty: false, most: null });
      for (const name of ['partly', 'every']) expect(Number(bounds.get(name)?.most)).toBeGreaterThanOrEqual(2);
    }
    await engine.close();
  });

  it('of a table without a row are not known', async () => {
    const engine = await openDuckDB({
      path: ':memory:',
      temporaryDirectory: join(folder, 'temporary'),
      memoryLimit: '200MB',
    });
    await engine.execute('create table t (none varchar, partly bigint, every bigint, word varchar, sneaky varchar)');
    for (const known of (await boundsOf(engine, 't', NAMES)).values())
      expect(known).toEqual({ isEmpty: false, isFull: false, most: null });
    await engine.close();
  });
});
