/**
 * `config init | check | schema`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../src/cli/config/schema.js';
import { parseYaml, readShape } from '../../src/core/yaml.js';
import { inFolder, tollbook } from './support.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

describe('config init', () => {
  it('writes a file that says nothing, and whose every setting is allowed', () =>
    inFolder(async (folder) => {
      const outcome = await tollbook('config init', { workingDirectory: folder });
      expect(outcome).toMatchObject({ exitCode: 0, errorOutput: '' });
      const text = readFileSync(join(folder, 'tollbook.yaml'), 'utf8');
      expect(parseYaml(text, 'tollbook.yaml')).toBeNull();

      // A commented setting is `# key: value` or a line of a list or map below one; prose ends in a full stop.
      const settings = text
        .split('\n')
        .filter((line) => /^# ( {2}|[a-z_]+:)/.test(line))
        .map((line) => line.slice(2));
      const read = readShape(configSchema, parseYaml(settings.join('\n'), 'tollbook.yaml'), 'tollbook.yaml');
      expect(Object.keys(read).sort()).toEqual(Object.keys(configSchema.shape).sort());
    }));

  it('never overwrites', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'tollbook.yaml'), 'tz: UTC\n');
      const outcome = await tollbook('config init', { workingDirectory: folder });
      expect(outcome.exitCode).toBe(2);
      expect(outcome.errorOutput).toBe(
        'tollbook: error: tollbook.yaml is already here and is left as it is\n  hint: edit it, or remove it first\n',
      );
      expect(readFileSync(join(folder, 'tollbook.yaml'), 'utf8')).toBe('tz: UTC\n');
    }));
});

describe('config check', () => {
  it('tells versions, and what is there', () =>
    inFolder(async (folder) => {
      const outcome = await tollbook('config check', { workingDirectory: folder });
      expect(outcome.exitCode).toBe(0);
      expect(outcome.output).toMatch(/^tollbook {2}\d+\.\d+\.\d+\nnode {6}20\.19\.0\nengine {4}DuckDB v\d/);
      expect(outcome.output).toContain('config    none, here or above; tollbook config init writes one\n');
      expect(outcome.output).toContain('ledger    tollbook.duckdb: not there; tollbook load makes it\n');
      expect(outcome.output).toMatch(/prices {4}builtin:.+: ok, as of \d{4}-\d{2}-\d{2}\n/);
    }));

  it('names variables that nobody reads', async () => {
    const environment = { TOLLBOOK_TIMEZONE: 'UTC', TOLLBOOK_ASSUMETZ: 'UTC', TOLLBOOK_TZ: 'UTC' };
    const { output, exitCode } = await tollbook('config check', { environment });
    expect(output).toContain('variable  TOLLBOOK_ASSUMETZ is not read; did you mean TOLLBOOK_ASSUME_TZ?\n');
    expect(output).toContain('variable  TOLLBOOK_TIMEZONE is not read');
    expect(output).not.toContain('TOLLBOOK_TZ is');
    expect(exitCode).toBe(0);
  });

  it('goes on after a problem and exits 2', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'one.yaml'), 'schema: wrong\n');
      const options = `--prices ${join(folder, 'one.yaml')} --prices ${join(folder, 'two.yaml')}`;
      const outcome = await tollbook(`config check ${options}`, { workingDirectory: folder });
      expect(outcome.exitCode).toBe(2);
      expect(outcome.output).toContain('one.yaml: wrong\n');
      expect(outcome.output).toContain('two.yaml: wrong\n');
      expect(outcome.errorOutput.match(/^tollbook: error: /gm)).toHaveLength(2);
      expect(outcome.errorOutput).toContain('found no such file');
    }));

  it('looks at no more where the settings are wrong', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'tollbook.yaml'), 'tzz: UTC\n');
      const outcome = await tollbook('config check', { workingDirectory: folder });
      expect(outcome.exitCode).toBe(2);
      expect(outcome.output).toContain('config    tollbook.yaml: wrong\nthe rest  not looked at');
    }));

  it('opens a ledger that is there, and says how far its calls are ahead of the prices', () =>
    inFolder(async (folder) => {
      const run = (...words: string[]) =>
        spawnSync(process.execPath, [MAIN, ...words], { cwd: folder, encoding: 'utf8' });
      const line = (day: string) =>
        `{"timestamp":"${day}T10:00:00Z","model":"gpt-4o","input_tokens":1,"output_tokens":1}\n`;
      writeFileSync(join(folder, 'log.jsonl'), line('2026-03-31') + line('2026-04-01'));
      writeFileSync(
        join(folder, 'own.yaml'),
        'schema: tollbook-prices/1\nid: own\ncurrency: USD\nas_of: 2026-01-01\nskus: []\n',
      );
      expect(run('load', 'log.jsonl', '--quiet').status).toBe(0);
      const close = run('config', 'check', '--prices', 'own.yaml');
      expect([close.status, close.stderr]).toEqual([0, '']);
      expect(close.stdout).toContain('ledger    tollbook.duckdb: ok, 1 file with 2 calls up to 2026-04-01\n');
      // 1 January to 1 April are 90 days.
      expect(close.stdout).toContain('prices    own.yaml: ok, as of 2026-01-01\n');
      writeFileSync(join(folder, 'later.jsonl'), line('2026-04-02'));
      expect(run('load', 'later.jsonl', '--quiet').status).toBe(0);
      expect(run('config', 'check', '--prices', 'own.yaml').stdout).toContain(
        'prices    own.yaml: ok, as of 2026-01-01, 91 days before the newest call; tollbook prices check lists what is old\n',
      );
    }));

  it('says of a ledger that is none what it is, and goes on', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'tollbook.duckdb'), 'hello');
      const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'config', 'check'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(status).toBe(1);
      expect(stdout).toContain('ledger    tollbook.duckdb: wrong\nprices    builtin:');
      expect(stderr).toMatch(/^tollbook: error: .*tollbook\.duckdb.*\n/);
    }));
});

describe('config schema', () => {
  it('lists what there is', async () => {
    const { output } = await tollbook('config schema');
    expect(output.split('\n')).toEqual(
      expect.arrayContaining(['config', 'prices', 'scenario', 'usage', 'compare', 'prices explain']),
    );
  });

  it('prints a JSON Schema for every name of the list', async () => {
    const { output: names } = await tollbook('config schema');
    for (const name of names.trim().split('\n')) {
      const { output, exitCode, errorOutput } = await tollbook(`config schema ${name}`);
      expect(errorOutput).toBe('');
      expect(exitCode).toBe(0);
      expect(JSON.parse(output)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    }
  });

  it('lets an editor take numbers where tollbook reads decimals', async () => {
    const { output } = await tollbook('config schema scenario');
    expect(JSON.parse(output).properties.one_time_cost.type).toEqual(['string', 'number']);
  });

  it('refuses a name without one', async () => {
    const { errorOutput, exitCode } = await tollbook('config schema prics');
    expect(exitCode).toBe(2);
    expect(errorOutput).toContain('there is no schema named "prics"\n  hint: did you mean prices?');
  });
});
