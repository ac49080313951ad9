/**
 * The script of action.yml: what it does where comments may not or cannot be written, and where nothing is to be said. What it
 * does from push to push is in repository.test.ts.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GitHub, MAY_WRITE } from './github.js';
import { runAction } from './runner.js';

const work = mkdtempSync(join(tmpdir(), 'tollbook-action-'));
const github = new GitHub();
const TIMEOUT = { timeout: 120_000 };

beforeAll(async () => {
  const call = { timestamp: '2026-10-01T00:00:00Z', provider: 'openai', model: 'gpt-5.4', status: 'ok' };
  const line = (tokens: number) => `${JSON.stringify({ ...call, prompt_tokens: tokens, completion_tokens: 0 })}\n`;
  writeFileSync(join(work, 'pr.jsonl'), line(1000));
  writeFileSync(join(work, 'event.json'), JSON.stringify({ pull_request: { number: 7 } }));
  writeFileSync(join(work, 'push.json'), JSON.stringify({ ref: 'refs/heads/main' }));
  await github.start();
});
afterAll(() => {
  github.stop();
  rmSync(work, { recursive: true, force: true });
});
beforeEach(() => github.reset(120));

const run = (words: readonly string[], { token = MAY_WRITE, event = 'event.json' } = {}) =>
  runAction({ folder: work, api: github.url, words: words.join('\n'), token, event });

const BROKEN = ['pr.jsonl', '--max-cost-per-call=0.000001'];

describe('the action', () => {
  it('comments on nothing where every gate passes, and says so where it had commented', TIMEOUT, async () => {
    const passing = ['pr.jsonl', '--max-cost-per-call=5'];
    expect(await run(passing)).toMatchObject({
      exitCode: 0,
      stdout: 'tollbook: every gate passes, nothing to comment on\n',
    });
    expect(github.writes).toEqual([]);
    await run(BROKEN);
    expect(await run(passing)).toMatchObject({ exitCode: 0, stdout: 'tollbook: updated the comment\n' });
    expect(github.ours[0]?.body).toContain('every gate holds');
  });

  it.each([
    ['without a token', { token: '' }, /the job summary has the answer/],
    ['outside of a pull request', { event: 'push.json' }, /the job summary has the answer/],
  ])('writes only the summary %s', TIMEOUT, async (_, how, said) => {
    const { exitCode, stdout, summary } = await run(BROKEN, how);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(said);
    expect(summary).toContain('a gate failed');
    expect(github.comments).toHaveLength(120);
  });

  it('waits for a rate limit and a failure to pass', TIMEOUT, async () => {
    github.refusals = [
      { status: 403, headers: { 'retry-after': '0' } },
      { status: 502, headers: { 'retry-after': '0' } },
    ];
    expect(await run(BROKEN)).toMatchObject({ exitCode: 3, stdout: 'tollbook: commented\n' });
  });

  it('gives up on a server that only fails, without failing the build for it', TIMEOUT, async () => {
    github.refusals = Array.from({ length: 9 }, () => ({ status: 500, headers: { 'retry-after': '0' } }));
    const { exitCode, stdout } = await run(['pr.jsonl', '--max-cost-per-call=5']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/::warning::.*500 to GET/);
    expect(github.requests).toHaveLength(3);
  });

  it('tells in the summary why a check could not run', TIMEOUT, async () => {
    const { exitCode, summary } = await run(['missing.jsonl', '--max-month=5']);
    expect(exitCode).toBe(2);
    expect(summary).toContain('missing.jsonl');
  });
});
