/**
 * `export calls`: what leaves comes back the same, in every format the same rows, and nothing in a file is harmful.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportChoice, Question } from '../../src/core/question.js';
import { openDuckDB } from '../../src/engine/duckdb.js';
import { CALL_COLUMNS } from '../../src/export/calls.js';
import { exportCalls } from '../../src/pipeline/export.js';
import { load } from '../../src/pipeline/ledger.js';
import { desk, question } from '../pipeline/words.js';
import { parseCsv } from '../render/readers.js';

const SAMPLES = fileURLToPath(new URL('../../sample-logs', import.meta.url));
const table = desk();
const reading = { anthropicInput: 'exclusive' } as const;

async function exported(from: Partial<Question>, choice: Partial<ExportChoice>): Promise<string> {
  let text = '';
  await exportCalls(
    question([], from),
    {
      format: 'jsonl',
      partition: [],
      write: async (bytes) => {
        text += bytes.toString();
      },
      ...choice,
    },
    table.surroundings,
  );
  return text;
}

async function rows(path: string, sql: string): Promise<Record<string, unknown>[]> {
  const engine = await openDuckDB({
    path,
    temporaryDirectory: table.folder,
    memoryLimit: '300MB',
    isReadOnly: path !== ':memory:',
  });
  try {
    return await engine.query(sql);
  } finally {
    await engine.close();
  }
}

const ledgerOf = (name: string) => ({ logs: [], ledger: join(table.folder, name) });

beforeAll(async () => {
  const logs = readdirSync(SAMPLES).filter((name) => name.endsWith('.jsonl'));
  expect(logs.length).toBeGreaterThan(40);
  await load(
    { logs: logs.map((name) => join(SAMPLES, name)), ledger: 'first.duckdb' },
    reading,
    { dryRun: false },
    table.surroundings,
  );
});
afterAll(() => table.clear());

describe('a ledger of every format', () => {
  it('is the same after its calls were exported and loaded', async () => {
    await exported({ source: ledgerOf('first.duckdb') }, { file: 'calls.jsonl' });
    await load({ logs: ['calls.jsonl'], ledger: 'second.duckdb' }, reading, { dryRun: false }, table.surroundings);
    const sql = `select ${CALL_COLUMNS.join(', ')} from calls order by all`;
    const [first, second] = [
      await rows(join(table.folder, 'first.duckdb'), sql),
      await rows(join(table.folder, 'second.duckdb'), sql),
    ];
    expect(first.length).toBeGreaterThan(400);
    expect(second).toEqual(first);
    const kinds = await rows(join(table.folder, 'second.duckdb'), 'select distinct format from snapshots');
    expect(kinds).toEqual([{ format: 'tollbook' }]);
    // What is exported again is what was exported.
    const again = await exported({ source: ledgerOf('second.duckdb') }, {});
    expect(again).toBe(readFileSync(join(table.folder, 'calls.jsonl'), 'utf8'));
  });

  it('has the same rows in every format', async () => {
    const from = { source: ledgerOf('first.duckdb') };
    const lines = (await exported(from, {}))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    await exported(from, { format: 'parquet', file: 'calls.parquet' });
    await exported(from, { format: 'arrow', file: 'calls.arrow' });
    const parquet = await rows(
      ':memory:',
      `select * exclude (started_at), epoch_us(started_at) as at from '${join(table.folder, 'calls.parquet')}'`,
    );
    const arrow = tableFromIPC(readFileSync(join(table.folder, 'calls.arrow')));
    const csv = parseCsv(await exported(from, { format: 'csv' }));
    expect([parquet.length, arrow.numRows, csv.length - 1]).toEqual([lines.length, lines.length, lines.length]);
    expect(csv[0]).toEqual(CALL_COLUMNS);
    expect(arrow.schema.fields.map(({ name }) => name)).toEqual(CALL_COLUMNS);
    const place = (name: string) => CALL_COLUMNS.indexOf(name);
    lines.forEach((line, index) => {
      const cells = csv[index + 1] as string[];
      const row = arrow.get(index)?.toJSON() as Record<string, unknown>;
      expect(cells[place('model')]).toBe(line.model ?? '');
      expect(cells[place('input_tokens')]).toBe(String(line.input_tokens ?? ''));
      expect(row.model).toBe(line.model ?? null);
      expect(row.input_tokens).toBe(line.input_tokens === undefined ? null : BigInt(line.input_tokens as number));
      expect(row.is_streamed).toBe(line.is_streamed ?? null);
      expect(row.quality_score).toBe(line.quality_score ?? null);
      expect(parquet[index]?.model).toBe(line.model ?? null);
      expect(parquet[index]?.outputTokens).toBe(
        line.output_tokens === undefined ? null : BigInt(line.output_tokens as number),
      );
      const at = line.started_at as string | undefined;
      expect(cells[place('started_at')]).toBe(at ?? '');
      const milliseconds = at === undefined ? null : Date.parse(at);
      const whole = (value: unknown) => (value === null ? null : Math.floor(Number(value)));
      expect(whole(row.started_at)).toBe(milliseconds);
      const micros = parquet[index]?.at as bigint | null;
      expect(micros === null ? null : Number(micros / 1000n)).toBe(milliseconds);
    });
  });

  it('writes the same bytes twice, and a filtered part of the rows', async () => {
    const from = { source: ledgerOf('first.duckdb') };
    for (const format of ['parquet', 'arrow', 'csv'] as const) {
      await exported(from, { format, file: `one.${format}` });
      await exported(from, { format, file: `two.${format}` });
      expect(
        readFileSync(join(table.folder, `two.${format}`)).equals(readFileSync(join(table.folder, `one.${format}`))),
      ).toBe(true);
    }
    const some = await exported({ ...from, where: [{ dimension: 'provider', value: 'anthropic' }] }, {});
    expect(some).not.toBe('');
    expect(
      new Set(
        some
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line).provider),
      ),
    ).toEqual(new Set(['anthropic']));
    expect(await exported({ ...from, where: [{ dimension: 'provider', value: 'nobody' }] }, {})).toBe('');
    await exported(
      { ...from, where: [{ dimension: 'provider', value: 'nobody' }] },
      { format: 'arrow', file: 'none.arrow' },
    );
    expect(tableFromIPC(readFileSync(join(table.folder, 'none.arrow'))).numRows).toBe(0);
  });
});

const HOSTILE = [
  '../../escaped',
  'a/b',
  '..',
  '=1+1',
  '+1',
  '-1',
  '@x',
  '\tx',
  "x'; drop table calls; --",
  'a"b,c\nd',
  '\u001b[31mred',
  '%2e%2e',
  '\u009b31m',
  '\u202egnp',
];

describe('what a log says', () => {
  const log = () =>
    table.log(
      'hostile.jsonl',
      HOSTILE.map((model, index) => ({
        call_id: `c${index}`,
        started_at: '2026-10-01T00:00:00Z',
        provider: model,
        model,
        input_tokens: 1,
        output_tokens: 1,
      })),
    );

  it('starts no formula in a spreadsheet, reaches no terminal, and is whole where it is read', async () => {
    const from = { source: { logs: [log()], ledger: 'none' } };
    const csv = await exported(from, { format: 'csv' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    expect(csv).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/);
    const cells = parseCsv(csv)
      .slice(1)
      .map((row) => row[CALL_COLUMNS.indexOf('model')] as string);
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(cells[3]).toBe("'=1+1");
    expect(cells[9]).toBe('a"b,c\nd');
    const lines = await exported(from, {});
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    expect(lines).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).model),
    ).toEqual(HOSTILE);
  });

  it('names folders inside the one that was asked for, and nothing outside', async () => {
    const before = new Set(readdirSync(table.folder));
    await exported(
      { source: { logs: [log()], ledger: 'none' } },
      { format: 'parquet', file: 'parts', partition: ['month', 'provider'] },
    );
    const added = readdirSync(table.folder).filter((name) => !before.has(name));
    expect(added).toEqual(['parts']);
    expect(readdirSync(join(table.folder, 'parts'))).toEqual(['month=2026-10']);
    const folders = readdirSync(join(table.folder, 'parts/month=2026-10'));
    expect(folders).toHaveLength(HOSTILE.length);
    for (const name of folders) expect(decodeURIComponent(name.slice('provider='.length))).toBeOneOf(HOSTILE);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    expect(folders.filter((name) => /[\u0000-\u001f\u007f]/.test(name))).toEqual([]);
    const back = await rows(
      ':memory:',
      `select provider from read_parquet('${table.folder}/parts/*/*/*.parquet', hive_partitioning = false)`,
    );
    expect(back.map(({ provider }) => provider).sort()).toEqual([...HOSTILE].sort());
  });
});

describe('the place to write to', () => {
  const from = { source: { logs: [join(SAMPLES, 'canonical.jsonl')], ledger: 'none' } };

  it('is whole or as it was, and nothing is left beside it', async () => {
    writeFileSync(join(table.folder, "it's; here.parquet"), 'before');
    await exported(from, { format: 'parquet', file: "it's; here.parquet" });
    expect(readFileSync(join(table.folder, "it's; here.parquet")).subarray(0, 4).toString()).toBe('PAR1');
    mkdirSync(join(table.folder, 'full'));
    writeFileSync(join(table.folder, 'full/mine'), 'mine');
    await expect(exported(from, { format: 'parquet', file: 'full', partition: ['day'] })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('not empty'),
    });
    expect(readdirSync(join(table.folder, 'full'))).toEqual(['mine']);
    await expect(exported(from, { file: 'nowhere/calls.jsonl' })).rejects.toMatchObject({ code: 'output' });
    const failing = { format: 'jsonl' as const, file: '/dev/full' };
    if (existsSync('/dev/full')) await expect(exported(from, failing)).rejects.toMatchObject({ code: 'output' });
    await exported(from, { file: '/dev/null' });
    expect(readdirSync(table.folder).filter((name) => name.startsWith('.tollbook-'))).toEqual([]);
  });

  it('says what no call has', async () => {
    await expect(exported(from, { format: 'parquet', file: 'p', partition: ['colour'] })).rejects.toMatchObject({
      message: '--partition colour: calls have nothing of this name',
    });
    const long = table.log('long.jsonl', [
      { call_id: 'a', model: 'm'.repeat(400), input_tokens: 1, started_at: '2026-10-01T00:00:00Z' },
    ]);
    await expect(
      exported({ source: { logs: [long], ledger: 'none' } }, { format: 'parquet', file: 'p', partition: ['model'] }),
    ).rejects.toMatchObject({ code: 'does_not_fit' });
  });
});
