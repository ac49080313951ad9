/**
 * The benchmark itself: its log is the same everywhere, everybody's answers agree, and a wrong figure is noticed.
 * No time is judged here: test machines are busy.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
// @ts-expect-error: a plain script without types
import { disagreements, USAGE_FIGURES } from './answers.mjs';

function run(name: string, ...words: string[]) {
  const script = fileURLToPath(new URL(name, import.meta.url));
  return spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' });
}

describe('npm run bench', () => {
  // A large log takes another way through the program than a small one.
  it.each([
    ['everybody on 100,000 lines', []],
    ['tollbook on 250,000 lines', ['--lines', '250000', '--only', 'tollbook']],
  ])('gets the right answers from %s', (_, words) => {
    const { status, stdout, stderr } = run('run.mjs', '--smoke', ...words);
    expect(stdout + stderr).toContain('All answers agree: calls, errors and tokens exactly, quantiles too.');
    expect(status).toBe(0);
  });

  it('finds in ledgers what was loaded into them', () => {
    const words = ['--ledger', '--scale', '0.0005', '--rounds', '1', '--only', 'files,growth,mixed,reports'];
    const { status, stdout, stderr } = run('run.mjs', ...words);
    expect(stdout + stderr).toContain('All answers agree.');
    expect(status).toBe(0);
  }, 300_000);

  it.each([
    ['--lines', 'many'],
    ['--rounds', '0'],
    ['--only', 'nobody'],
  ])('refuses %s %s', (option, value) => {
    const { status, stderr } = run('run.mjs', option, value);
    expect(stderr).toMatch(new RegExp(`^bench: ${option}: .*${value}`));
    expect(status).toBe(1);
  });
});

describe('the generated log', () => {
  it('is the same every time: one whole call per line, about 350 bytes each', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tollbook-bench-'));
    const generated = (name: string) => {
      run('generate.mjs', '--lines', '5000', '--output', join(folder, name));
      return readFileSync(join(folder, name), 'utf8');
    };
    const text = generated('first.jsonl');
    expect(generated('second.jsonl')).toBe(text);
    rmSync(folder, { recursive: true });

    const lines = text.trimEnd().split('\n');
    const calls = lines.map((line) => JSON.parse(line));
    expect(calls).toHaveLength(5000);
    expect(text.length / lines.length).toBeGreaterThan(330);
    expect(text.length / lines.length).toBeLessThan(370);
    // Put together as text, it must still be what a JSON writer would write: keys once, nothing to escape.
    expect(calls.map((call) => JSON.stringify(call))).toEqual(lines);
    for (const call of calls) {
      const { status, status_code, error_type, prompt_tokens, completion_tokens, cached_tokens, total_tokens } = call;
      if (status === 'ok') {
        expect([status_code, error_type]).toEqual([200, null]);
        expect(total_tokens).toBe(prompt_tokens + completion_tokens);
        expect(cached_tokens).toBeLessThanOrEqual(prompt_tokens);
      } else {
        expect(status).toBe('error');
        expect(status_code).toBeGreaterThanOrEqual(400);
        expect([prompt_tokens, completion_tokens, cached_tokens, total_tokens]).toEqual([null, null, null, null]);
      }
    }
  });
});

describe('the comparison of answers', () => {
  const row = (model: string, calls: number) => ({
    model,
    calls,
    errors: 1,
    input_tokens: 1000,
    cache_read_tokens: 100,
    output_tokens: 200,
    total_tokens: 1200,
    duration_ms_p50: 300,
    duration_ms_p95: 900,
    duration_ms_p99: 2000,
  });
  const expected = [row('a', 10), row('b', 20)];

  it.each([
    ['the same rows in another order', [row('b', 20), row('a', 10)], []],
    ['a quantile half a percent off', [row('a', 10), { ...row('b', 20), duration_ms_p95: 904.5 }], []],
    ['one call too many', [row('a', 11), row('b', 20)], ['a: calls is 11, expected 10']],
    [
      'one token too few',
      [row('a', 10), { ...row('b', 20), output_tokens: 199 }],
      ['b: output_tokens is 199, expected 200'],
    ],
    ['a figure that is null', [row('a', 10), { ...row('b', 20), errors: null }], ['b: errors is null, expected 1']],
    [
      'a quantile far off',
      [row('a', 10), { ...row('b', 20), duration_ms_p99: 2100 }],
      ['b: duration_ms_p99 is 2100, expected 2000'],
    ],
    ['a model missing', [row('a', 10)], ['b: missing']],
    ['a model that is not there', [...expected, row('c', 1)], ['c: no such model in the log']],
    ['a model twice', [...expected, row('a', 10)], ['a model has two rows']],
  ])('%s', (_, actual, sentences) => {
    expect(disagreements(actual, expected, USAGE_FIGURES)).toEqual(sentences);
  });

  it('asks of a yardstick only the figures that it gives', () => {
    const totals = expected.map(({ model, total_tokens }) => ({ model, total_tokens }));
    expect(disagreements(totals, expected)).toEqual([]);
    expect(disagreements(totals, expected, USAGE_FIGURES)).not.toEqual([]);
  });
});
