/**
 * Too little of something, and ledgers that are damaged anywhere: memory, room for temporary files, bytes of a ledger, turns of two
 * loads, and a clock that runs backwards. Each ends in a sentence and an exit code.
 */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'tollbook-limits-'));
const mounts: string[] = [];
afterAll(() => {
  for (const place of mounts) spawnSync('umount', [place]);
  rmSync(work, { recursive: true, force: true });
});

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function read(ended: Ended): Ended {
  // A person reads this: no stack, no name of a class.
  expect(ended.stderr).not.toMatch(/\n\s+at |FATAL|INTERNAL|(IO|Serialization|Binder|Catalog|Internal) ?Error|ENOENT:/);
  return ended;
}

const run = (
  words: readonly string[],
  environment: Record<string, string> = {},
  node: readonly string[] = [],
  input: Buffer | undefined = undefined,
) =>
  read(
    spawnSync(process.execPath, [...node, MAIN, ...words], {
      cwd: work,
      env: { PATH: process.env.PATH ?? '', ...environment },
      encoding: 'utf8',
      ...(input === undefined ? {} : { input }),
    }),
  );

/** Ids that do not pack well, so that what is stored is as large as it looks. */
const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => {
    const id = Array.from(
      { length: 4 },
      (__, part) => ((index + from + 1) * 2_654_435_761 * (part + 3)) % 4_294_967_291,
    );
    return `${JSON.stringify({ call_id: id.join('-'), started_at: '2026-10-01T00:00:00Z', model: 'alpha', input_tokens: 1, output_tokens: 2 })}\n`;
  }).join('');
writeFileSync(join(work, 'few.jsonl'), lines(50));
writeFileSync(join(work, 'many.jsonl'), lines(60_000));

const callsOf = ({ stdout }: Ended) => JSON.parse(stdout).totals.calls as number;

describe('too little', () => {
  it('memory ends in an answer, or in what to do about it', { timeout: 120_000 }, () => {
    for (const limit of ['1MB', '20MB', '60MB']) {
      const ended = run(['usage', 'many.jsonl', '--json', '--quiet'], { TOLLBOOK_MEMORY_LIMIT: limit });
      if (ended.status === 0) expect(callsOf(ended)).toBe(60_000);
      else {
        expect([limit, ended.status, ended.stdout]).toEqual([limit, 1, '']);
        expect(ended.stderr).toMatch(/out of memory[\s\S]*TOLLBOOK_MEMORY_LIMIT/);
      }
    }
    const wrong = run(['usage', 'few.jsonl'], { TOLLBOOK_MEMORY_LIMIT: 'a lot' });
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('memory')]);
  });

  it('room for temporary files is told as a full disk, and nothing is left there', { timeout: 120_000 }, ({ skip }) => {
    const place = join(work, 'small');
    mkdirSync(place);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]).status !== 0)
      return skip('this user may not mount');
    mounts.push(place);
    // A list is copied, one call to a line, before it is read.
    const list = `[${lines(60_000).trimEnd().replaceAll('\n', ',\n')}]`;
    writeFileSync(join(work, 'list.json'), list);
    const { status, stdout, stderr } = run(['usage', 'list.json'], { TMPDIR: place });
    expect([status, stdout]).toEqual([expect.toBeOneOf([1, 2]), '']);
    expect(stderr).toMatch(/disk is full|ENOSPC|no space left/i);
    expect(spawnSync('ls', ['-A', place], { encoding: 'utf8' }).stdout).toBe('');
  });

  it('room for the calls of a log that is large or of unknown size is told as a full disk, and nothing is left there', {
    timeout: 120_000,
  }, ({ skip }) => {
    const place = join(work, 'room');
    mkdirSync(place);
    // Standard input itself fits, the calls beside it do not.
    const size = statSync(join(work, 'many.jsonl')).size + (1 << 20);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', place]).status !== 0)
      return skip('this user may not mount');
    mounts.push(place);
    const { status, stdout, stderr } = run(
      ['usage', '-'],
      { TMPDIR: place },
      [],
      readFileSync(join(work, 'many.jsonl')),
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('the disk is full');
    expect(spawnSync('ls', ['-A', place], { encoding: 'utf8' }).stdout).toBe('');
  });
});

describe('a damaged ledger', () => {
  it('cut anywhere is told from a sound one, and the way out is named', { timeout: 120_000 }, () => {
    expect(run(['load', 'few.jsonl', '--db', 'whole.duckdb', '--quiet']).status).toBe(0);
    const whole = readFileSync(join(work, 'whole.duckdb'));
    for (const share of [0, 0.001, 0.3, 0.6, 0.99]) {
      writeFileSync(join(work, 'cut.duckdb'), whole.subarray(0, Math.floor(whole.length * share)));
      const ended = run(['usage', '--db', 'cut.duckdb', '--json', '--quiet']);
      // What is cut off behind all data is no loss.
      if (ended.status === 0) expect([share, callsOf(ended)]).toEqual([share, expect.toBeOneOf([0, 50])]);
      else
        expect([share, ended.stderr]).toEqual([
          share,
          expect.stringMatching(/not a ledger that can be read|cannot be read|is empty/),
        ]);
    }
  });

  it('with other bytes in its middle never answers with other figures', { timeout: 180_000 }, () => {
    expect(run(['load', 'many.jsonl', '--db', 'middle.duckdb', '--quiet']).status).toBe(0);
    const size = statSync(join(work, 'middle.duckdb')).size;
    const sound = readFileSync(join(work, 'middle.duckdb'));
    for (const share of [0.2, 0.5, 0.8]) {
      const bytes = Buffer.from(sound);
      bytes.fill(0xa5, Math.floor(size * share), Math.floor(size * share) + 4096);
      writeFileSync(join(work, 'turned.duckdb'), bytes);
      const ended = run(['usage', '--db', 'turned.duckdb', '--json', '--quiet']);
      if (ended.status === 0) expect([share, callsOf(ended)]).toEqual([share, 60_000]);
      else expect([share, ended.status, ended.stderr]).toEqual([share, 1, expect.stringContaining('damaged')]);
    }
  });
});

describe('turns', () => {
  it('of two loads at once: both in turn with --wait, and no call is lost or counted twice', {
    timeout: 120_000,
  }, async () => {
    writeFileSync(join(work, 'left.jsonl'), lines(20_000, 100_000));
    writeFileSync(join(work, 'right.jsonl'), lines(20_000, 200_000));
    const ended = await Promise.all(
      ['left.jsonl', 'right.jsonl'].map(
        (name) =>
          new Promise((resolve) => {
            const words = [MAIN, 'load', name, '--db', 'both.duckdb', '--wait', '60', '--quiet'];
            spawn(process.execPath, words, { cwd: work, stdio: 'ignore' }).on('close', resolve);
          }),
      ),
    );
    expect(ended).toEqual([0, 0]);
    expect(callsOf(run(['usage', '--db', 'both.duckdb', '--json', '--quiet']))).toBe(40_000);
  });

  it('of the clock: set back by years between two loads, nothing is lost or counted twice', { timeout: 60_000 }, () => {
    const at = (year: number) => [
      '--import',
      `data:text/javascript,${encodeURIComponent(`const start = performance.now(); Date.now = () => ${Date.UTC(year, 0, 1)} + performance.now() - start;`)}`,
    ];
    copyFileSync(join(work, 'few.jsonl'), join(work, 'clock.jsonl'));
    expect(run(['load', 'clock.jsonl', '--db', 'clock.duckdb', '--quiet'], {}, at(2031)).status).toBe(0);
    writeFileSync(join(work, 'clock.jsonl'), `${lines(50)}${lines(10, 5000)}`);
    expect(run(['load', 'clock.jsonl', '--db', 'clock.duckdb', '--quiet'], {}, at(1999)).status).toBe(0);
    const ask = ['usage', '--db', 'clock.duckdb', '--json', '--quiet'];
    expect(callsOf(run(ask, {}, at(1970)))).toBe(60);
    expect(run(ask, {}, at(1970)).stdout).toBe(run(ask, {}, at(2050)).stdout);
  });
});
