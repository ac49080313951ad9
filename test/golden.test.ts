/**
 * What users see, byte for byte: each folder of test/golden is one run of the built command.
 *
 *   args       one argument per line
 *   files/     what the working directory holds (optional)
 *   stdin      what stands on standard input (optional)
 *   stdout, stderr, exit-code
 *
 * A missing expectation is a failure. `UPDATE_GOLDEN=1` writes what the command printed, for a person to check by hand
 * against the files before it is committed; never in CI. JSON results are also held to the schema of their command.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { resultSchema } from '../src/reports/schemas/index.js';

const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const CASES = fileURLToPath(new URL('./golden/', import.meta.url));
const KNOWN = ['args', 'files', 'stdin', 'stdout', 'stderr', 'exit-code'];
const isUpdating = process.env.UPDATE_GOLDEN === '1' && !process.env.CI;

interface Run {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly exitCode: string;
}

function runCase(folder: string): Run {
  const work = mkdtempSync(join(tmpdir(), 'tollbook-golden-'));
  try {
    const files = join(folder, 'files');
    if (existsSync(files)) cpSync(files, work, { recursive: true });
    const text = readFileSync(join(folder, 'args'), 'utf8');
    const words = text === '' ? [] : text.replace(/\n$/, '').split('\n');
    const input = join(folder, 'stdin');
    const { PATH = '', TZ } = process.env;
    const result = spawnSync(process.execPath, [MAIN, ...words], {
      cwd: work,
      // The zone of the machine is passed on, because no output may depend on it.
      env: { PATH, ...(TZ === undefined ? {} : { TZ }) },
      input: existsSync(input) ? readFileSync(input) : '',
      maxBuffer: 64 * 1024 * 1024,
    });
    return { stdout: result.stdout, stderr: result.stderr, exitCode: `${result.status ?? result.signal}\n` };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function hold(file: string, actual: Buffer | string): void {
  const bytes = Buffer.from(actual);
  if (isUpdating) writeFileSync(file, bytes);
  if (!existsSync(file)) throw new Error(`${file} is missing: write what is expected, or run with UPDATE_GOLDEN=1`);
  const wanted = readFileSync(file);
  if (wanted.equals(bytes)) return;
  // Text gives a readable difference; what is not text only says that there is one.
  expect(bytes.toString('utf8'), file).toBe(wanted.toString('utf8'));
  expect(bytes.toString('hex'), file).toBe(wanted.toString('hex'));
}

function holdToSchema(stdout: Buffer): void {
  if (stdout[0] !== '{'.charCodeAt(0)) return;
  const result: unknown = JSON.parse(stdout.toString('utf8'));
  if (typeof result !== 'object' || result === null || !('schema_version' in result && 'command' in result)) return;
  const { error } = resultSchema(String(result.command)).safeParse(result);
  expect(error?.issues ?? []).toEqual([]);
}

const cases = readdirSync(CASES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

describe('golden', () => {
  it.each(cases)('%s', (name) => {
    const folder = join(CASES, name);
    expect(readdirSync(folder).filter((entry) => !KNOWN.includes(entry))).toEqual([]);
    const run = runCase(folder);
    hold(join(folder, 'stdout'), run.stdout);
    hold(join(folder, 'stderr'), run.stderr);
    hold(join(folder, 'exit-code'), run.exitCode);
    holdToSchema(run.stdout);
  });
});
