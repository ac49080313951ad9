/**
 * What users see, byte for byte: each folder of test/golden is one run of the built command.
 *
 *   args       one argument per line
 *   files/     what the working directory holds (optional)
 *   stdin      what stands on standard input (optional)
 *   why        where the expected figures come from, worked by hand (optional)
 *   stdout, stderr, exit-code
 *
 * The hash of a price book is not held to: it is of every shipped price, and test/pricing holds it to its content.
 *
 * A missing expectation is a failure. `UPDATE_GOLDEN=1` writes what the command printed, for a person to check by hand
 * against the files before it is committed; never in CI. JSON results are also held to the schema of their command.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { resultSchema } from '../src/reports/schemas/index.js';

const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const CASES = fileURLToPath(new URL('./golden/', import.meta.url));
const KNOWN = ['why', 'args', 'files', 'stdin', 'stdout', 'stderr', 'exit-code'];
const isUpdating = process.env.UPDATE_GOLDEN === '1' && !process.env.CI;

interface Run {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly exitCode: string;
}

async function runCase(folder: string): Promise<Run> {
  const work = mkdtempSync(join(tmpdir(), 'tollbook-golden-'));
  try {
    const files = join(folder, 'files');
    if (existsSync(files)) cpSync(files, work, { recursive: true });
    const text = readFileSync(join(folder, 'args'), 'utf8');
    const words = text === '' ? [] : text.replace(/\n$/, '').split('\n');
    const input = join(folder, 'stdin');
    return await spawned(words, work, existsSync(input) ? readFileSync(input) : '');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function spawned(words: readonly string[], cwd: string, input: Buffer | string): Promise<Run> {
  const { PATH = '', TZ } = process.env;
  // The zone of the machine is passed on, because no output may depend on it.
  const env = { PATH, ...(TZ === undefined ? {} : { TZ }) };
  const child = spawn(process.execPath, [MAIN, ...words], { cwd, env });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (bytes) => stdout.push(bytes));
  child.stderr.on('data', (bytes) => stderr.push(bytes));
  // A command that ends without reading closes the pipe: that is no failure of the case.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) =>
      resolve({
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr),
        exitCode: `${status ?? signal}\n`,
      }),
    );
  });
}

const BOOK_HASH = /"sha256:[0-9a-f]{64}"/g;

function hold(file: string, actual: Buffer | string): void {
  const written = Buffer.from(actual);
  const bytes = BOOK_HASH.test(written.toString('latin1'))
    ? Buffer.from(written.toString('latin1').replace(BOOK_HASH, '"sha256:*"'), 'latin1')
    : written;
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

// Several at once: a run is mostly start-up.
describe.concurrent('golden', () => {
  it.each(cases)('%s', async (name) => {
    const folder = join(CASES, name);
    expect(readdirSync(folder).filter((entry) => !KNOWN.includes(entry))).toEqual([]);
    const run = await runCase(folder);
    hold(join(folder, 'stdout'), run.stdout);
    hold(join(folder, 'stderr'), run.stderr);
    hold(join(folder, 'exit-code'), run.exitCode);
    holdToSchema(run.stdout);
  });
});
