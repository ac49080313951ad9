/**
 * The script of action.yml against a server on this machine that answers like the API of GitHub: comments are kept, pages are
 * cut, and tokens, rate limits and failures are answered as they are there.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../scripts/action/run.mjs', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'tollbook-action-'));
const TIMEOUT = { timeout: 120_000 };

interface Comment {
  readonly id: number;
  body: string;
}

let server: Server;
let comments: Comment[];
let requests: string[];
/** Answers given instead of the usual one, first come first served: status and headers. */
let refusals: { readonly status: number; readonly headers?: Record<string, string> }[];

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = '';
  for await (const part of request) text += part;
  const { method = '', url = '' } = request;
  requests.push(`${method} ${url}`);
  const send = (status: number, value: unknown, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  const refusal = refusals.shift();
  if (refusal) return void send(refusal.status, { message: 'refused' }, refusal.headers);
  if (request.headers.authorization !== 'Bearer may-write') return void send(403, { message: 'not accessible' });
  const path = new URL(url, 'http://x');
  if (method === 'GET' && path.pathname === '/repos/acme/app/issues/7/comments') {
    const [page, size] = [Number(path.searchParams.get('page')), Number(path.searchParams.get('per_page'))];
    return void send(200, comments.slice((page - 1) * size, page * size));
  }
  if (method === 'POST' && path.pathname === '/repos/acme/app/issues/7/comments') {
    comments.push({ id: 1000 + comments.length, body: JSON.parse(text).body });
    return void send(201, comments.at(-1));
  }
  const id = /^\/repos\/acme\/app\/issues\/comments\/(\d+)$/.exec(path.pathname)?.[1];
  const found = comments.find((one) => String(one.id) === id);
  if (method === 'PATCH' && found) {
    found.body = JSON.parse(text).body;
    return void send(200, found);
  }
  send(404, { message: 'not found' });
}

beforeAll(async () => {
  const call = { timestamp: '2026-10-01T00:00:00Z', provider: 'openai', model: 'gpt-5.4', status: 'ok' };
  const line = (tokens: number) => `${JSON.stringify({ ...call, prompt_tokens: tokens, completion_tokens: 0 })}\n`;
  writeFileSync(join(work, 'pr.jsonl'), line(1000));
  writeFileSync(join(work, 'longer.jsonl'), line(9000));
  writeFileSync(join(work, 'event.json'), JSON.stringify({ pull_request: { number: 7 } }));
  writeFileSync(join(work, 'push.json'), JSON.stringify({ ref: 'refs/heads/main' }));
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(work, { recursive: true, force: true });
});
beforeEach(() => {
  comments = Array.from({ length: 120 }, (_, id) => ({ id, body: `talk ${id}` }));
  requests = [];
  refusals = [];
});
afterEach(() => rmSync(join(work, 'summary.md'), { force: true }));

async function run(words: readonly string[], { token = 'may-write', event = 'event.json' } = {}) {
  const { port } = server.address() as AddressInfo;
  const child = spawn(process.execPath, [SCRIPT], {
    cwd: work,
    env: {
      PATH: process.env.PATH,
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
      GITHUB_REPOSITORY: 'acme/app',
      GITHUB_EVENT_PATH: join(work, event),
      GITHUB_STEP_SUMMARY: join(work, 'summary.md'),
      INPUT_TOKEN: token,
      INPUT_ARGUMENTS: words.join('\n'),
    },
  });
  let stdout = '';
  child.stdout.on('data', (bytes) => {
    stdout += bytes;
  });
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exitCode, stdout, summary: readFileSync(join(work, 'summary.md'), 'utf8') };
}

const ours = () => comments.filter(({ body }) => body.startsWith('<!-- tollbook check -->'));
const writes = () => requests.filter((one) => !one.startsWith('GET'));
const BROKEN = ['pr.jsonl', '--max-cost-per-call=0.000001'];

describe('the action', () => {
  it('posts, then updates, then is silent, and keeps the exit code', TIMEOUT, async () => {
    const first = await run(BROKEN);
    expect(first).toMatchObject({ exitCode: 3, stdout: 'tollbook: commented\n' });
    expect(ours()).toHaveLength(1);
    expect(ours()[0]?.body).toContain('## tollbook check: a gate failed');
    expect(first.summary).toContain('| max-cost-per-call | fail |');

    const second = await run(['longer.jsonl', '--max-cost-per-call=0.000001']);
    expect(second).toMatchObject({ exitCode: 3, stdout: 'tollbook: updated the comment\n' });
    expect(ours()[0]?.body).toContain('longer.jsonl');

    const third = await run(['longer.jsonl', '--max-cost-per-call=0.000001']);
    expect(third).toMatchObject({ exitCode: 3, stdout: 'tollbook: the comment already says so\n' });
    expect(ours()).toHaveLength(1);
    expect(writes()).toHaveLength(2);
  });

  it('comments on nothing where every gate passes, and says so where it had commented', TIMEOUT, async () => {
    const passing = ['pr.jsonl', '--max-cost-per-call=5'];
    expect(await run(passing)).toMatchObject({
      exitCode: 0,
      stdout: 'tollbook: every gate passes, nothing to comment on\n',
    });
    expect(writes()).toEqual([]);
    await run(BROKEN);
    expect(await run(passing)).toMatchObject({ exitCode: 0, stdout: 'tollbook: updated the comment\n' });
    expect(ours()[0]?.body).toContain('every gate holds');
  });

  it.each([
    [
      "with a fork's token",
      { token: 'read-only' },
      /::warning::tollbook: no comment was written: the API answered 403 to GET/,
    ],
    ['without a token', { token: '' }, /the job summary has the answer/],
    ['outside of a pull request', { event: 'push.json' }, /the job summary has the answer/],
  ])('writes only the summary %s', TIMEOUT, async (_, how, said) => {
    const { exitCode, stdout, summary } = await run(BROKEN, how);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(said);
    expect(summary).toContain('a gate failed');
    expect(comments).toHaveLength(120);
  });

  it('waits for a rate limit and a failure to pass', TIMEOUT, async () => {
    refusals = [
      { status: 403, headers: { 'retry-after': '0' } },
      { status: 502, headers: { 'retry-after': '0' } },
    ];
    expect(await run(BROKEN)).toMatchObject({ exitCode: 3, stdout: 'tollbook: commented\n' });
  });

  it('gives up on a server that only fails, without failing the build for it', TIMEOUT, async () => {
    refusals = Array.from({ length: 9 }, () => ({ status: 500, headers: { 'retry-after': '0' } }));
    const { exitCode, stdout } = await run(['pr.jsonl', '--max-cost-per-call=5']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/::warning::.*500 to GET/);
    expect(requests).toHaveLength(3);
  });

  it('tells in the summary why a check could not run', TIMEOUT, async () => {
    const { exitCode, summary } = await run(['missing.jsonl', '--max-month=5']);
    expect(exitCode).toBe(2);
    expect(summary).toContain('missing.jsonl');
  });
});
