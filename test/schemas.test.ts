/**
 * The JSON Schemas that `config schema` prints, against every golden file: each recorded result by the schema of its command, each
 * file that people write by that of its kind, read as an editor reads it. What the command refuses is refused by them too.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { schemaNames, schemaText } from '../src/cli/config/schemas.js';
import { RESULT_COMMANDS } from '../src/reports/schemas/index.js';
import { spawnedIn } from './spawned.js';

const GOLDEN = fileURLToPath(new URL('./golden/', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../examples/', import.meta.url));
const FIXTURE = fileURLToPath(new URL('./fixtures/pull-request/', import.meta.url));
const USAGE_ERROR = '2';

const schemas = new Map(schemaNames().map((name) => [name, z.fromJSONSchema(JSON.parse(schemaText(name)))]));

/** `ledger` has one schema for its subcommands. */
function problems(name: string, value: unknown): string[] {
  const schema = schemas.get(name) ?? schemas.get(name.split(' ')[0] ?? '');
  const { error } = schema!.safeParse(value);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** What a file is: a name says it of the configuration, its first key of everything else. */
function kindOf(path: string, value: unknown): string | undefined {
  if (basename(path).endsWith('tollbook.yaml')) return 'config';
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? String(value.schema) : '';
  return /^tollbook-(\w+)\/1$/.exec(schema)?.[1];
}

function filesOf(folder: string): { path: string; value: unknown }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ path: join(folder, name), value: parse(readFileSync(join(folder, name), 'utf8')) }));
}

const cases = readdirSync(GOLDEN, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, folder: join(GOLDEN, name) }));

describe('JSON Schemas', () => {
  it('of results take every golden result', () => {
    const met = new Set<string>();
    for (const { name, folder } of cases) {
      const text = readFileSync(join(folder, 'stdout'), 'utf8');
      if (!text.startsWith('{\n  "schema_version"')) continue;
      const result = JSON.parse(text);
      met.add(result.command);
      expect(problems(result.command, result), name).toEqual([]);
      // A result of which a part is gone, or that holds a number where money is, is none.
      const { command: _, ...rest } = result;
      expect(problems(result.command, rest), name).not.toEqual([]);
    }
    expect([...met].filter((command) => !RESULT_COMMANDS.includes(command))).toEqual([]);
    // What no golden run has: a ledger is no file of a golden folder, and the list of formats grows with each. Budgets, closed
    // months, statements and the monthly report are held to their schemas where they are tested.
    const elsewhere = ['budgets', 'reconcile', 'close', 'report', 'load formats'];
    const ofLedgers = ['ledger', 'ledger adopt', 'ledger enter', 'ledger entries'];
    expect(RESULT_COMMANDS.filter((command) => !met.has(command))).toEqual([...elsewhere, ...ofLedgers]);
  });

  it('of results take the list of formats and what a ledger says', { timeout: 60_000 }, async () => {
    const work = mkdtempSync(join(tmpdir(), 'tollbook-schemas-'));
    const run = spawnedIn(work);
    writeFileSync(
      join(work, 'calls.jsonl'),
      '{"model":"alpha","prompt_tokens":1,"completion_tokens":1,"status":"ok"}\n',
    );
    const [formats, load] = await Promise.all([
      run('load', '--formats', '--json'),
      run('load', 'calls.jsonl', '--json'),
    ]);
    const status = await run('ledger', 'status', '--json');
    for (const { stdout, stderr } of [formats, load, status]) {
      expect(stdout, stderr).not.toBe('');
      const result = JSON.parse(stdout);
      expect(problems(result.command, result)).toEqual([]);
    }
    expect([formats, load, status].map(({ stdout }) => JSON.parse(stdout).command)).toEqual([
      'load formats',
      'load',
      'ledger status',
    ]);
    rmSync(work, { recursive: true });
  });

  it('of files take every golden file and example that the command takes', () => {
    const met = new Set<string>();
    const taken = cases
      .filter(({ folder }) => readFileSync(join(folder, 'exit-code'), 'utf8').trim() !== USAGE_ERROR)
      .flatMap(({ folder }) => (existsSync(join(folder, 'files')) ? filesOf(join(folder, 'files')) : []));
    for (const { path, value } of [...taken, ...filesOf(EXAMPLES), ...filesOf(FIXTURE)]) {
      const kind = kindOf(path, value);
      if (kind === undefined || !schemas.has(kind)) continue;
      met.add(kind);
      expect(problems(kind, value), path).toEqual([]);
    }
    expect([...met].sort()).toEqual(['config', 'entries', 'policy', 'prices', 'scenario', 'volumes']);
  });

  it.each([
    ['config', { tz: 'Asia/Seoul', no_such_key: 1 }],
    ['prices', { schema: 'tollbook-prices/1', id: 'x', as_of: '2026-10-01', currency: 'USD', skus: [{ sku: 'a' }] }],
    ['scenario', { schema: 'tollbook-scenario/1', id: 'x', currency: 'USD', horizon_months: 'long' }],
    ['policy', { schema: 'tollbook-policy/1', gates: [{ id: 'a', kind: 'no_such_kind', fail: 1 }] }],
    ['policy', { schema: 'tollbook-policy/1', gates: [{ id: 'a', kind: 'cost', fail: 'much' }] }],
    ['volumes', { schema: 'tollbook-volumes/1', volumes: [{ where: { model: 'a' }, calls_per_month: 'many' }] }],
  ])('of %s refuse %j', (kind, value) => {
    expect(problems(kind, value)).not.toEqual([]);
  });
});
