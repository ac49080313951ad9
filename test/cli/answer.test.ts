/**
 * How an answer leaves: streams, files, notes, exit codes.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inFolder, tollbook } from './support.js';

const NOTES = [
  { code: 'rejected_lines', message: '3 lines are rejected', count: 3, incomplete: true },
  { code: 'assumed_utc', message: 'times without a zone are taken as UTC' },
];

describe('exit codes', () => {
  it.each([
    [{}, '', 0],
    [{ incomplete: true }, '', 0],
    [{ incomplete: true }, '--strict', 4],
    [{ inconclusive: true }, '', 5],
    [{ inconclusive: true, incomplete: true }, '', 5],
    [{ inconclusive: true, incomplete: true }, '--strict', 4],
    [{ failed: true, incomplete: true, inconclusive: true }, '--strict', 1],
    [{ failed: true }, '', 1],
  ])('%o %s', async (answer, options, exitCode) => {
    const outcome = await tollbook(`usage a ${options}`, { answer });
    expect(outcome.exitCode).toBe(exitCode);
    // The answer is printed whatever the code.
    expect(outcome.output).toBe('<table>\n');
    expect(outcome.errorOutput.includes(`(exit ${exitCode})`)).toBe(exitCode !== 0);
  });
});

describe('notes', () => {
  const answer = { notes: NOTES, incomplete: true };
  const both = 'note: 3 lines are rejected\nnote: times without a zone are taken as UTC\n';
  const reason = 'note: 3 lines are rejected\n';
  const strict = 'tollbook: the answer is incomplete, and --strict was asked for (exit 4)\n';

  it.each([
    ['', both],
    ['--format csv', both],
    ['--format arrow', both],
    ['--json', ''],
    ['--format markdown', ''],
    ['--quiet', ''],
    ['--quiet --strict', reason + strict],
    ['--json --strict', reason + strict],
    ['--strict', both + strict],
  ])('with "%s"', async (options, told) => {
    expect((await tollbook(`usage a ${options}`, { answer })).errorOutput).toBe(told);
  });

  it('name what failed even when asked to be quiet', async () => {
    const failed = await tollbook('usage a --quiet', { answer: { notes: NOTES, failed: true } });
    expect(failed.errorOutput).toBe(
      `${reason}tollbook: some input could not be read; what is shown leaves it out (exit 1)\n`,
    );
  });
});

describe('-o', () => {
  it.each([
    ['out.csv', '', '<csv>\n'],
    ['out.JSON', '', '<json>\n'],
    ['out.md', '', '<markdown>\n'],
    ['out.arrow', '', '<arrow>\n'],
    ['out.txt', '', '<table>\n'],
    ['out.csv', '--format csv', '<csv>\n'],
    ['out', '--format csv', '<csv>\n'],
    ['out.log', '--json', '<json>\n'],
  ])('%s %s', (name, options, bytes) =>
    inFolder(async (folder) => {
      const outcome = await tollbook(`usage a -o ${name} ${options}`, {
        workingDirectory: folder,
        terminal: { output: true },
        environment: { TOLLBOOK_FORMAT: 'arrow' },
      });
      expect(outcome).toMatchObject({ exitCode: 0, output: '', errorOutput: '' });
      expect(readFileSync(join(folder, name), 'utf8')).toBe(bytes);
    }));

  it('says when the file cannot be written, with exit code 1', () =>
    inFolder(async (folder) => {
      const name = `${'x'.repeat(300)}.csv`;
      const outcome = await tollbook(`usage a -o ${name}`, { workingDirectory: folder });
      expect(outcome.exitCode).toBe(1);
      expect(outcome.errorOutput).toContain('this file cannot be written (ENAMETOOLONG)');
      expect(existsSync(join(folder, name))).toBe(false);
    }));
});

describe('something unexpected', () => {
  const asked = async () => {
    throw new TypeError('x is not\na function');
  };

  it('is one sentence without a stack trace, and exit code 1', async () => {
    const outcome = await tollbook('usage a', { asked });
    expect(outcome.exitCode).toBe(1);
    expect(outcome.errorOutput).toBe(
      'tollbook: error: something unexpected went wrong: x is not\n' +
        '  hint: run the command again with --verbose to see where, and please report it\n',
    );
  });

  it('shows where it was with --verbose', async () => {
    const outcome = await tollbook('usage a --verbose', { asked });
    expect(outcome.errorOutput).toContain('\n    at ');
  });
});
