/**
 * Places that fail: a full disk, a read-only one, folders that are not there or not one's own, pipes that close, signals, and
 * what killed runs leave. Each ends in a sentence, an exit code, and a ledger that is as it was.
 *
 * Mounts and other users need rights that a test may not have: those cases are skipped with a message then.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'tollbook-places-'));
const mounts: string[] = [];
afterAll(() => {
  for (const place of mounts) spawnSync('umount', [place]);
  rmSync(work, { recursive: true, force: true });
});

function run(words: readonly string[], environment: Record<string, string> = {}, as?: number) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
    cwd: work,
    env: { PATH: process.env.PATH ?? '', ...environment },
    encoding: 'utf8',
    ...(as === undefined ? {} : { uid: as, gid: as }),
  });
  // A person reads this: no stack, no name of a class.
  expect(stderr).not.toMatch(/\n\s+at |FATAL|IO Error|ENOENT:|Error:/);
  return { status, stdout, stderr };
}

const call = (index: number) =>
  `${JSON.stringify({ call_id: randomBytes(12).toString('hex'), request_id: randomBytes(24).toString('hex'), started_at: '2026-10-01T00:00:00Z', model: 'alpha', input_tokens: index, output_tokens: 1 })}\n`;
writeFileSync(join(work, 'few.jsonl'), Array.from({ length: 50 }, (_, index) => call(index)).join(''));
writeFileSync(join(work, 'many.jsonl'), Array.from({ length: 40_000 }, (_, index) => call(index)).join(''));

const calls = (ledger: string) =>
  JSON.parse(run(['usage', '--db', ledger, '--json', '--quiet']).stdout).totals.calls as number;

function mounted(name: string): string | undefined {
  const place = join(work, name);
  mkdirSync(place);
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', place]);
  if (status !== 0) return undefined;
  mounts.push(place);
  return place;
}

describe('a disk', () => {
  it('that is full takes nothing of a load and of an export, and keeps what it had', { timeout: 120_000 }, ({
    skip,
  }) => {
    const disk = mounted('full');
    if (disk === undefined) return skip('this user may not mount');
    const ledger = join(disk, 'l.duckdb');
    expect(run(['load', 'few.jsonl', '--db', ledger, '--quiet']).status).toBe(0);
    const load = run(['load', 'many.jsonl', '--db', ledger]);
    expect([load.status, load.stderr]).toEqual([1, expect.stringContaining('the disk is full')]);
    expect(calls(ledger)).toBe(50);
    for (const name of ['calls.jsonl', 'calls.parquet']) {
      const { status, stderr } = run(['export', 'calls', 'many.jsonl', '-o', join(disk, name)]);
      expect([status, stderr]).toEqual([1, expect.stringMatching(/disk is full|cannot be written \(ENOSPC\)/)]);
    }
    expect(readdirSync(disk).filter((name) => !name.startsWith('l.duckdb'))).toEqual([]);
  });

  it('that is read-only answers from its ledger, and says that it takes no load', { timeout: 120_000 }, ({ skip }) => {
    const disk = mounted('fixed');
    if (disk === undefined) return skip('this user may not mount');
    const ledger = join(disk, 'l.duckdb');
    expect(run(['load', 'few.jsonl', '--db', ledger, '--quiet']).status).toBe(0);
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    expect(calls(ledger)).toBe(50);
    for (const words of [
      ['load', 'many.jsonl', '--db', ledger],
      ['load', 'few.jsonl', '--db', join(disk, 'new.duckdb')],
    ]) {
      const { status, stderr } = run(words);
      expect([status, stderr]).toEqual([
        1,
        expect.stringContaining('cannot be opened for writing (read-only file system)'),
      ]);
    }
  });
});

describe('a folder', () => {
  it('for temporary files that is not there is named, with what to do', () => {
    const { status, stderr } = run(['usage', 'few.jsonl'], { TMPDIR: '/no/such/folder' });
    expect([status, stderr]).toEqual([1, expect.stringContaining('no temporary folder can be made here (ENOENT)')]);
    expect(stderr).toContain('TMPDIR');
  });

  it('of somebody else takes no ledger and no file, and its ledger can be asked', { timeout: 60_000 }, ({ skip }) => {
    if (process.getuid?.() !== 0) return skip('only root can be somebody else');
    chmodSync(work, 0o755);
    mkdirSync(join(work, 'theirs'));
    expect(run(['load', 'few.jsonl', '--db', 'theirs/l.duckdb', '--quiet']).status).toBe(0);
    const nobody = 65_534;
    const first = run(['usage', '--db', 'theirs/l.duckdb', '--json', '--quiet'], {}, nobody);
    if (first.status !== 0 && /Cannot find module|EACCES/.test(first.stderr))
      return skip('the program is not readable to others here');
    expect(JSON.parse(first.stdout).totals.calls).toBe(50);
    const load = run(['load', 'many.jsonl', '--db', 'theirs/l.duckdb'], {}, nobody);
    expect([load.status, load.stderr]).toEqual([
      1,
      expect.stringContaining('cannot be opened for writing (permission denied)'),
    ]);
    const output = run(['usage', 'few.jsonl', '-o', 'theirs/u.csv'], {}, nobody);
    expect([output.status, output.stderr]).toEqual([1, expect.stringContaining('cannot be written (EACCES)')]);
    const exported = run(['export', 'calls', 'few.jsonl', '-o', 'theirs/c.jsonl'], {}, nobody);
    expect([exported.status, exported.stderr]).toEqual([1, expect.stringContaining('cannot be written (EACCES)')]);
  });

  it('that links to itself is read once', () => {
    mkdirSync(join(work, 'loop/inner'), { recursive: true });
    writeFileSync(join(work, 'loop/a.jsonl'), call(1));
    symlinkSync('..', join(work, 'loop/inner/again'));
    symlinkSync('a.jsonl', join(work, 'loop/b.jsonl'));
    symlinkSync('itself.jsonl', join(work, 'loop/itself.jsonl'));
    const { status, stdout } = run(['usage', 'loop', '--json', '--quiet']);
    expect([status, JSON.parse(stdout).totals.calls]).toEqual([0, 1]);
    const { status: alone, stderr } = run(['usage', 'loop/itself.jsonl']);
    expect([alone, stderr]).toEqual([2, expect.stringContaining('no such file')]);
  });

  it('left by a run that was killed is taken away by the next, and nothing else is', () => {
    const temporary = join(work, 'temporary');
    const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    const stale = `.tollbook-${machine}_${ended}-abcDEF`;
    const others = [
      `.tollbook-${machine}_${process.pid}-abcDEF`,
      `.tollbook-00000000_${ended}-abcDEF`,
      '.tollbook-abcDEF',
      `.tollbook-${machine}_0-abcDEF`,
      'mine',
    ];
    for (const name of [stale, ...others]) mkdirSync(join(temporary, name), { recursive: true });
    writeFileSync(join(temporary, stale, 'spill'), 'x');
    expect(run(['usage', 'few.jsonl', '--quiet'], { TMPDIR: temporary }).status).toBe(0);
    expect(readdirSync(temporary).sort()).toEqual([...others].sort());
  });
});

describe('a file', () => {
  it('that unpacks to a thousand times its size is refused, the others are read', () => {
    const blank = Buffer.alloc(300 << 20, ' ');
    for (let end = 0; end < blank.length; end += 1 << 20) blank[end] = 10;
    writeFileSync(join(work, 'bomb.jsonl.gz'), gzipSync(blank));
    const { status, stdout, stderr } = run(['usage', 'few.jsonl', 'bomb.jsonl.gz', '--json', '--quiet']);
    expect([status, JSON.parse(stdout).totals.calls]).toEqual([1, 50]);
    expect(stderr).toContain('bomb.jsonl.gz: it unpacks to more than 500 times its size');
  });

  it('with a line that no memory holds is refused, the others are read', () => {
    writeFileSync(join(work, 'long.jsonl'), `${call(1)}{"model":"a","prompt":"`);
    for (let part = 0; part < 5; part += 1) appendFileSync(join(work, 'long.jsonl'), 'x'.repeat(16 << 20));
    appendFileSync(join(work, 'long.jsonl'), '"}\n');
    const { status, stdout, stderr } = run(['usage', 'few.jsonl', 'long.jsonl', '--json', '--quiet']);
    expect([status, JSON.parse(stdout).totals.calls]).toEqual([1, 50]);
    expect(stderr).toContain('long.jsonl: it has a line of more than 64 MiB');
    rmSync(join(work, 'long.jsonl'));
  });

  it('with a name that looks like SQL, a pattern, a command or an option is a file like any other', () => {
    const names = [
      "'; drop table calls; --.jsonl",
      '*.jsonl',
      '[a-z]?.jsonl',
      '$(touch pwned).jsonl',
      '{a,b}.jsonl',
      'a\nb\u001b[31m.jsonl',
      '%2e%2e.jsonl',
      '-rf.jsonl',
    ];
    mkdirSync(join(work, 'odd'));
    for (const name of names) writeFileSync(join(work, 'odd', name), call(1) + call(2));
    for (const words of [['odd'], names.map((name) => `./odd/${name}`)]) {
      const { status, stdout, stderr } = run(['load', ...words, '--db', `odd-${words.length}.duckdb`]);
      expect([status, stdout]).toEqual([0, expect.stringContaining('16 calls found: 16 accepted')]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
      expect(stdout + stderr).not.toMatch(/\u001b/);
    }
    expect(existsSync(join(work, 'pwned'))).toBe(false);
  });

  it('with a clock set back is known by its content', () => {
    writeFileSync(join(work, 'back.jsonl'), call(1));
    expect(run(['load', 'back.jsonl', '--db', 'back.duckdb', '--quiet']).status).toBe(0);
    appendFileSync(join(work, 'back.jsonl'), call(2));
    utimesSync(join(work, 'back.jsonl'), 0, 0);
    expect(run(['load', 'back.jsonl', '--db', 'back.duckdb', '--quiet']).status).toBe(0);
    expect(calls('back.duckdb')).toBe(2);
  });
});

describe('a run', () => {
  it('whose reader goes away ends well', () => {
    const { status, stderr } = spawnSync(
      '/bin/sh',
      ['-c', `("${process.execPath}" "${MAIN}" export calls many.jsonl; echo "exit $?" >&2) | head -n 1 > first`],
      { cwd: work, encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([0, expect.stringContaining('exit 0')]);
    expect(stderr).not.toContain('EPIPE');
  });

  it('that is interrupted ends within a second, says so, and leaves the ledger as it was', {
    timeout: 60_000,
  }, async () => {
    expect(run(['load', 'few.jsonl', '--db', 'i.duckdb', '--quiet']).status).toBe(0);
    // Long enough that it is far from its end when the signal comes, however busy the machine is.
    const many = readFileSync(join(work, 'many.jsonl'));
    for (let times = 0; times < 12; times += 1) appendFileSync(join(work, 'long.jsonl'), many);
    const child = spawn(process.execPath, [MAIN, 'load', 'long.jsonl', '--db', 'i.duckdb'], { cwd: work });
    let errors = '';
    child.stderr.on('data', (bytes) => {
      errors += bytes;
    });
    // As soon as it has begun to read: its folder is beside the ledger then.
    while (!readdirSync(work).some((name) => name.startsWith('.tollbook-')))
      await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 150));
    const before = performance.now();
    child.kill('SIGINT');
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    const took = performance.now() - before;
    expect([exitCode, errors]).toEqual([130, 'tollbook: interrupted\n']);
    // Other tests run beside this one; a second is for a machine of its own.
    expect(took).toBeLessThan(3000);
    expect(calls('i.duckdb')).toBe(50);
    expect(readdirSync(work).filter((name) => name.startsWith('.tollbook-'))).toEqual([]);
  });
});
