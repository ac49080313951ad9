/**
 * The README is run: every command in a `console` block, in order, in a copy of what the package ships, and what is printed
 * must be what the README says. Standard output and error go to one place, as on a terminal.
 *
 * `npm ci` is not run here: CI does, before anything else.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const MAIN = join(ROOT, 'dist/cli/main.js');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const KOREAN = readFileSync(join(ROOT, 'README.ko.md'), 'utf8');

/** Commands of blocks that are not compared: the two that set up and test. */
const SET_UP = ['npm ci && npm run demo', 'npm test'];

interface Block {
  readonly language: string;
  readonly lines: readonly string[];
}

interface Shown {
  readonly command: string;
  readonly printed: string;
}

function blocks(text: string): Block[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', body = '']) => ({
    language,
    lines: body.split('\n').slice(0, -1),
  }));
}

/** A command and what stands below it. Blank lines before the next command only separate. */
function shown(block: Block): Shown[] {
  const runs: { command: string; printed: string[] }[] = [];
  for (const line of block.lines) {
    if (line.startsWith('$ ')) runs.push({ command: line.slice(2), printed: [] });
    else runs.at(-1)?.printed.push(line);
  }
  return runs.map(({ command, printed }) => ({ command, printed: printed.join('\n').trimEnd() }));
}

const all = blocks(README);
const runs = all.filter(({ language }) => language === 'console').flatMap(shown);
const inKorean = blocks(KOREAN)
  .filter(({ language }) => language === 'console')
  .flatMap(shown);
const work = mkdtempSync(join(tmpdir(), 'tollbook-readme-'));
const environment = { PATH: `${join(work, '.bin')}${delimiter}${process.env.PATH}`, TZ: process.env.TZ };

beforeAll(() => {
  for (const folder of ['sample-logs', 'examples']) cpSync(join(ROOT, folder), join(work, folder), { recursive: true });
  mkdirSync(join(work, '.bin'));
  // What npx does in a checkout, without npm's start-up.
  const npx = `#!/bin/sh\n[ "$1" = tollbook ] || exit 127\nshift\nexec "${process.execPath}" "${MAIN}" "$@"\n`;
  writeFileSync(join(work, '.bin/npx'), npx);
  chmodSync(join(work, '.bin/npx'), 0o755);
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

function printedBy(command: string): string {
  const file = join(work, '.printed');
  const sink = openSync(file, 'w');
  const { status } = spawnSync('/bin/sh', ['-c', command], {
    cwd: work,
    env: environment,
    stdio: ['ignore', sink, sink],
  });
  closeSync(sink);
  const printed = readFileSync(file, 'utf8').trimEnd();
  expect(status, printed).toBe(0);
  return printed;
}

describe('the README in Korean', () => {
  it('praises the commands that the other one does, and has the same exit codes', () => {
    const commands = (text: string) => [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name).slice(0, 9);
    expect(commands(KOREAN)).toEqual(commands(README));
    const codes = (text: string) => [...text.matchAll(/^\| (\d) \|/gm)].map(([, code]) => code);
    expect(codes(KOREAN)).toEqual(codes(README));
  });

  it.each(inKorean)('$command', ({ command, printed }) => {
    expect(printedBy(command)).toBe(printed);
  });
});

describe('the README', () => {
  it('has a run of every command that it praises', () => {
    const words = new Set(runs.map(({ command }) => /npx tollbook (\w+)/.exec(command)?.[1]));
    for (const word of [
      'usage',
      'latency',
      'cost',
      'compare',
      'diff',
      'check',
      'report',
      'load',
      'ledger',
      'query',
      'export',
      'prices',
    ]) {
      expect(words, word).toContain(word);
    }
  });

  it('has no command outside of what is run', () => {
    const others = all.filter(({ language }) => !['console', 'js'].includes(language)).flatMap(({ lines }) => lines);
    expect(others).toEqual(SET_UP);
    expect(runs.filter(({ command }) => !command.includes('npx tollbook '))).toEqual([]);
    expect(README.match(/^\$ /gm)).toHaveLength(runs.length);
  });

  it('shows programs that are part of an example, which a test runs', () => {
    const folder = join(ROOT, 'examples/library');
    const examples = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    const programs = all.filter(({ language }) => language === 'js').map(({ lines }) => lines.join('\n'));
    expect(programs.length).toBeGreaterThan(0);
    for (const program of programs)
      expect(
        examples.some((example) => example.includes(program)),
        program,
      ).toBe(true);
  });

  it.each(runs)('$command', ({ command, printed }) => {
    expect(printedBy(command)).toBe(printed);
  });

  it('shows what npm run demo prints', () => {
    const { stdout, status } = spawnSync(process.execPath, [join(ROOT, 'scripts/demo.mjs')], { encoding: 'utf8' });
    expect(status).toBe(0);
    const compare = runs.find(({ command }) => command.startsWith('npx tollbook compare examples/'));
    const table = compare?.printed.split('\n').filter((line) => !line.startsWith('note: ')) ?? [];
    expect(table.length).toBeGreaterThan(20);
    expect(stdout).toContain(table.join('\n').trimEnd());
    expect(stdout).toContain('$ tollbook usage sample-logs\n');
  });
});
