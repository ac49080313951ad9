/**
 * What run() does around a command: progress, interruption, the hint of a bare `tollbook`, help.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/catalog.js';
import { run } from '../../src/cli/run.js';
import { fakeProcess, inFolder, type Setting, tollbook } from './support.js';

const onTerminal = { errorOutput: true };

/** Runs `usage a` while the pipeline reports progress before and after some time. */
async function progressOf(setting: Setting, milliseconds: number, options = ''): Promise<string> {
  const fake = fakeProcess({
    ...setting,
    asked: async ({ progress }) => {
      progress({ doing: 'reading' });
      fake.elapse(milliseconds);
      progress({ doing: 'counting' });
    },
  });
  await run(`usage a ${options}`.trim().split(' '), fake.effects, fake.parts);
  return fake.written.errorOutput;
}

describe('progress', () => {
  it('is one line that leaves no trace', async () => {
    const erase = '\r\u001b[2K';
    expect(await progressOf({ terminal: onTerminal }, 500)).toBe(`${erase}reading …${erase}counting …${erase}`);
  });

  it.each<[string, Setting, number, string]>([
    ['in less than half a second', { terminal: onTerminal }, 499, ''],
    ['in a pipe', {}, 5000, ''],
    ['in CI', { terminal: onTerminal, environment: { CI: 'true' } }, 5000, ''],
    ['when asked to be quiet', { terminal: onTerminal }, 5000, '--quiet'],
  ])('is not shown %s', async (_, setting, milliseconds, options) => {
    expect(await progressOf(setting, milliseconds, options)).toBe('');
  });
});

describe('an interruption', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s calls what was registered and exits %i without an answer', async (signal, exitCode) => {
    let isInterrupted = false;
    const fake = fakeProcess({
      asked: (surroundings) =>
        new Promise((_, reject) => {
          const { onInterrupt } = surroundings as unknown as { onInterrupt: (action: () => void) => void };
          onInterrupt(() => {
            isInterrupted = true;
            reject(new Error('the engine was interrupted'));
          });
          fake.stop(signal);
        }),
    });
    expect(await run(['usage', 'a'], fake.effects, fake.parts)).toBe(exitCode);
    expect(isInterrupted).toBe(true);
    expect(fake.written).toEqual({ output: '', errorOutput: 'tollbook: interrupted\n' });
  });

  it('does not wait for ever for a run that does not stop', async () => {
    const fake = fakeProcess({
      asked: () =>
        new Promise(() => {
          fake.stop('SIGINT');
          setTimeout(() => fake.elapse(10_000), 1);
        }),
    });
    expect(await run(['usage', 'a'], fake.effects, fake.parts)).toBe(130);
  });
});

describe('a bare tollbook', () => {
  it('shows the logs that it sees and what to do with them', () =>
    inFolder(async (folder) => {
      for (const name of ['b.jsonl', 'a.jsonl', 'notes.txt']) writeFileSync(join(folder, name), '');
      mkdirSync(join(folder, 'folder.jsonl'));
      const { output, exitCode } = await tollbook('', { workingDirectory: folder });
      expect(exitCode).toBe(0);
      expect(output).toContain('Logs in this folder: a.jsonl, b.jsonl\n');
      expect(output).toContain('  tollbook usage *.jsonl\n  tollbook compare *.jsonl --to openrouter\n');
    }));

  it('asks the ledger where there is one and no log', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'tollbook.duckdb'), '');
      const { output } = await tollbook('', { workingDirectory: folder });
      expect(output).toContain('The ledger tollbook.duckdb is in this folder.\n');
      expect(output).toContain('  tollbook usage\n  tollbook compare --to openrouter\n');
    }));

  it.each([
    [['a.jsonl.zst'], 'a.jsonl.zst'],
    [['a.jsonl', 'b.jsonl.gz'], '.'],
    [["it's me.jsonl"], "'it'\\''s me.jsonl'"],
    [['-x.jsonl'], './-x.jsonl'],
    [[], 'path/to/logs'],
  ])('with %j suggests %s', (names, argument) =>
    inFolder(async (folder) => {
      for (const name of names) writeFileSync(join(folder, name), '');
      const { output } = await tollbook('', { workingDirectory: folder });
      expect(output).toContain(`  tollbook usage ${argument}\n`);
    }));
});

describe('help', () => {
  const entries = Object.values(COMMANDS).flat();

  it('lists every command, by group', async () => {
    const { output, exitCode, errorOutput } = await tollbook('--help');
    expect({ exitCode, errorOutput }).toEqual({ exitCode: 0, errorOutput: '' });
    for (const { name, takes } of entries) expect(output).toContain(`\n  ${name} ${takes}`);
    for (const group of Object.keys(COMMANDS)) expect(output).toContain(`\n${group}:\n`);
  });

  it.each(entries.map(({ name }) => name))('of %s has its sentence and an example', async (name) => {
    const { output, exitCode } = await tollbook(`${name} --help`);
    expect(exitCode).toBe(0);
    expect(output).toContain(`Usage: tollbook ${name} `);
    expect(output).toMatch(new RegExp(`\\nExample:\\n(?: {2}\\$ .*\\n)*? {2}\\$ tollbook ${name} `));
    expect((await tollbook(`help ${name}`)).output).toBe(output);
  });

  it.each([
    'ledger status',
    'ledger forget',
    'prices list',
    'prices explain',
    'config init',
    'config check',
    'config schema',
  ])('of %s has an example', async (name) => {
    const { output } = await tollbook(`${name} --help`);
    expect(output).toMatch(new RegExp(`\\nExample:\\n {2}\\$ tollbook ${name}`));
  });
});
