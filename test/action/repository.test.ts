/** The workflow of a sample repository, from push to push of one pull request, against a server that answers like GitHub. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseYaml } from '../../src/core/yaml.js';
import { spawnedIn } from '../spawned.js';
import { GitHub, MAY_WRITE } from './github.js';
import { runAction } from './runner.js';

const SAMPLE = fileURLToPath(new URL('../fixtures/pull-request', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'tollbook-repository-'));
const github = new GitHub();

interface Step {
  readonly run?: string;
  readonly with?: { readonly arguments: string };
}

beforeAll(async () => {
  cpSync(SAMPLE, work, { recursive: true });
  writeFileSync(join(work, 'event.json'), JSON.stringify({ pull_request: { number: 7 } }));
  github.reset(3);
  await github.start();
});
afterAll(() => {
  github.stop();
  rmSync(work, { recursive: true, force: true });
});

const tokens = (from: number, to: number) => {
  const log = join(work, 'pr.jsonl');
  writeFileSync(log, readFileSync(log, 'utf8').replaceAll(`"prompt_tokens": ${from},`, `"prompt_tokens": ${to},`));
};

it('comments once, updates it, is silent where nothing changed, and leaves a fork its summary', {
  timeout: 120_000,
}, async () => {
  const workflow = parseYaml(readFileSync(join(work, '.github/workflows/cost.yml'), 'utf8'), 'cost.yml') as {
    readonly jobs: { readonly cost: { readonly steps: readonly Step[] } };
  };
  const { steps } = workflow.jobs.cost;
  const saving =
    steps
      .find(({ run }) => run !== undefined)
      ?.run?.replace('npx tollbook ', '')
      .split(' ') ?? [];
  const words = steps.find((step) => step.with !== undefined)?.with?.arguments ?? '';
  expect((await spawnedIn(work)(...saving)).exitCode).toBe(0);
  const push = (token = MAY_WRITE) => runAction({ folder: work, api: github.url, words, token, event: 'event.json' });

  // A chat costs 1,200 × 10/M + 200 × 50/M = 0.022 in place of 0.02, a search 0.015: 2,200 + 300 a month against 2,300.
  const first = await push();
  expect(first).toMatchObject({ exitCode: 3, stdout: 'tollbook: commented\n' });
  expect(first.summary).toContain('| more-than-main | fail | increase of cost per month | 8.70 % | 5.00 % |');
  expect(github.ours.map(({ body }) => body)).toEqual([`<!-- tollbook check -->\n${first.summary}`]);

  // 1,050 tokens: 2,050 + 300, 2.17 % more, which is a warning.
  tokens(1200, 1050);
  const second = await push();
  expect(second).toMatchObject({ exitCode: 0, stdout: 'tollbook: updated the comment\n' });
  expect(second.summary).toContain('| more-than-main | warn | increase of cost per month | 2.17 % | 2.00 % |');
  expect(github.ours.map(({ body }) => body)).toEqual([`<!-- tollbook check -->\n${second.summary}`]);

  const third = await push();
  expect(third).toMatchObject({ exitCode: 0, stdout: 'tollbook: the comment already says so\n' });
  expect(github.writes).toEqual([
    'POST /repos/acme/app/issues/7/comments',
    `PATCH /repos/acme/app/issues/comments/${github.ours[0]?.id}`,
  ]);

  // A fork's token may not comment: the summary says it, and the build is not failed for that.
  tokens(1050, 2000);
  const fork = await push('of-a-fork');
  expect(fork.exitCode).toBe(3);
  expect(fork.stdout).toMatch(/::warning::tollbook: no comment was written: the API answered 403 to GET/);
  expect(fork.summary).toContain('| more-than-main | fail |');
  expect(github.ours.map(({ body }) => body)).toEqual([`<!-- tollbook check -->\n${second.summary}`]);
});
