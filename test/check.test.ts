/**
 * `check` through the built command: every kind of gate at its exact value, one side of the limit and the other, and which
 * exit code wins.
 *
 * Values are worked by hand from the log that `MAIN` makes: a complete September with one answered call a day of 1,000 input and
 * 100 output tokens (1,000 × 1000/M + 100 × 10000/M = 2.00), and ten failures on the 15th that cost nothing.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDecimal } from '../src/core/decimal.js';
import { add, decimal, type Exact, subtract } from '../src/core/exact.js';
import { GATE_KIND_NAMES, type GateKindName, kindOf } from '../src/quality/gate-kinds.js';
import { checkSchema } from '../src/reports/schemas/check.js';

const COMMAND = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'tollbook-check-'));

const PRICES = `schema: tollbook-prices/1
id: demo
as_of: 2026-09-01
currency: USD
skus:
  - sku: acme/alpha
    provider: acme
    match: [{exact: alpha}]
    versions:
      - source: {retrieved: 2026-09-01}
        rates: {input: 1000, output: 10000}
`;

const call = (id: string, at: string, more: object = {}) => ({
  call_id: id,
  request_id: id,
  started_at: at,
  provider: 'acme',
  model: 'alpha',
  endpoint: '/chat',
  input_tokens: 1000,
  output_tokens: 100,
  status: 'ok',
  ...more,
});
const day = (number: number) => `2026-09-${String(number).padStart(2, '0')}T12:00:00Z`;

/** 30 answered calls and 10 failures: 5 of the request of the 15th, which was answered, 3 and 2 of two that never were. */
const MAIN = [
  ...Array.from({ length: 30 }, (_, index) =>
    call(`d${index + 1}`, day(index + 1), {
      user_id: 'ann',
      duration_ms: index === 19 ? 4000 : 1000,
      first_token_ms: 300,
      is_streamed: true,
      quality_score: index === 0 ? 0.6 : 0.9,
      rate_limit_remaining: index === 9 ? 50 : 100,
      ...(index === 2 ? { region: 'eu' } : {}),
      ...(index === 19 ? { is_cut: true } : {}),
    }),
  ),
  ...Array.from({ length: 10 }, (_, index) =>
    call(`e${index}`, `2026-09-15T13:00:0${index}Z`, {
      request_id: index < 5 ? 'd15' : index < 8 ? 'lost1' : 'lost2',
      user_id: 'bob',
      status: 'error',
      input_tokens: 0,
      output_tokens: 0,
      ...(index < 5
        ? { error_type: 'rate_limit', http_status: 429 }
        : { error_type: index < 8 ? 'connection' : 'server_error' }),
    }),
  ),
];
/** Four calls on the 1st and the 4th: one of a model nobody prices, one without a team, and a line that is none. */
const FEW = [
  call('f1', day(1), { team: 'a' }),
  call('f2', day(1), { team: 'a' }),
  call('f3', day(4), { team: 'b', model: 'unheard-of' }),
  call('f4', day(4)),
];
/** 25 calls from the first to the last day: 50.00 a month. */
const BASE = MAIN.slice(0, 30).filter((_, index) => index < 24 || index === 29);

const lines = (calls: readonly object[]) => calls.map((one) => `${JSON.stringify(one)}\n`).join('');
const write = (name: string, text: string) => writeFileSync(join(work, name), text);

beforeAll(async () => {
  write('prices.yaml', PRICES);
  write('main.jsonl', lines(MAIN));
  write('few.jsonl', `${lines(FEW)}{"model":\n`);
  write('base.jsonl', lines(BASE));
  write('untimed.jsonl', lines(FEW.slice(0, 2).map(({ started_at: _, ...rest }) => rest)));
  write('empty.jsonl', '');
  expect((await run('cost', 'base.jsonl', '--prices', 'prices.yaml', '-o', 'base.json')).exitCode).toBe(0);
}, 60_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...words: string[]): Promise<Outcome> {
  const { PATH = '', TZ } = process.env;
  const env = { PATH, ...(TZ === undefined ? {} : { TZ }) };
  const child = spawn(process.execPath, [COMMAND, ...words], { cwd: work, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes) => {
    stdout += bytes;
  });
  child.stderr.on('data', (bytes) => {
    stderr += bytes;
  });
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr })));
}

interface Case {
  readonly kind: GateKindName;
  /** What the gate measures, exactly. */
  readonly value: string;
  readonly log?: string;
  /** Further keys of the gate, as YAML in braces. */
  readonly more?: string;
  readonly firstAt?: string;
  /** What makes it inconclusive. */
  readonly too: readonly string[];
}

const NOTHING = ['main.jsonl', '--month', '2020-01'];
const CASES: readonly Case[] = [
  { kind: 'monthly_cost', value: '60', firstAt: '2026-09-30T00:00:00Z', too: ['few.jsonl'] },
  { kind: 'cost', value: '60', firstAt: '2026-09-30T00:00:00Z', too: NOTHING },
  { kind: 'cost_per_call', value: '1.5', firstAt: '2026-09-01T00:00:00Z', too: NOTHING },
  // 30 requests were answered, one of them after five failures, and two never: 60 ÷ 32.
  { kind: 'cost_per_request', value: '1.875', firstAt: '2026-09-01T00:00:00Z', too: NOTHING },
  { kind: 'cost_increase', value: '10', too: ['few.jsonl'] },
  { kind: 'cost_increase_rate', value: '0.2', too: ['few.jsonl'] },
  { kind: 'unpriced_rate', value: '0.25', log: 'few.jsonl', firstAt: '2026-09-04T00:00:00Z', too: NOTHING },
  {
    kind: 'unallocated_rate',
    value: '0.25',
    log: 'few.jsonl',
    more: 'by: [team]',
    firstAt: '2026-09-04T00:00:00Z',
    too: NOTHING,
  },
  { kind: 'rejected_rate', value: '0.2', log: 'few.jsonl', too: ['empty.jsonl'] },
  { kind: 'coverage', value: '0.5', log: 'few.jsonl', too: ['untimed.jsonl'] },
  { kind: 'error_rate', value: '0.25', firstAt: '2026-09-15T00:00:00Z', too: NOTHING },
  { kind: 'request_error_rate', value: '0.0625', firstAt: '2026-09-15T00:00:00Z', too: NOTHING },
  {
    kind: 'error_class_rate',
    value: '0.05',
    more: 'error_type: server_error',
    firstAt: '2026-09-15T00:00:00Z',
    too: NOTHING,
  },
  { kind: 'rate_limited_rate', value: '0.125', firstAt: '2026-09-15T00:00:00Z', too: NOTHING },
  { kind: 'connection_errors_per_day', value: '3', firstAt: '2026-09-15T00:00:00Z', too: ['untimed.jsonl'] },
  { kind: 'cut_streams_per_day', value: '1', firstAt: '2026-09-20T00:00:00Z', too: ['untimed.jsonl'] },
  { kind: 'consecutive_failures', value: '10', firstAt: '2026-09-15T13:00:09Z', too: ['untimed.jsonl'] },
  // 29 × 1000 and 4000 over 30.
  { kind: 'duration_ms_mean', value: '1100', firstAt: '2026-09-20T00:00:00Z', too: ['few.jsonl'] },
  { kind: 'duration_ms', value: '4000', more: 'percentile: 100%', firstAt: '2026-09-20T00:00:00Z', too: ['few.jsonl'] },
  {
    kind: 'first_token_ms',
    value: '300',
    more: 'percentile: 50%',
    firstAt: '2026-09-01T00:00:00Z',
    too: ['few.jsonl'],
  },
  // 29 × 0.9 and 0.6 over 30.
  { kind: 'quality_score', value: '0.89', firstAt: '2026-09-01T00:00:00Z', too: ['few.jsonl'] },
  { kind: 'rate_limit_headroom', value: '50', firstAt: '2026-09-10T00:00:00Z', too: ['few.jsonl'] },
  // 11 calls on the third Tuesday, 1 on each of the two before; every Tuesday costs 2.00.
  { kind: 'daily_calls_spike', value: '11', firstAt: '2026-09-15T00:00:00Z', too: ['few.jsonl'] },
  { kind: 'daily_cost_spike', value: '1', firstAt: '2026-09-15T00:00:00Z', too: ['few.jsonl'] },
  { kind: 'calls_per_user', value: '30', firstAt: '2026-09-30T12:00:00Z', too: ['few.jsonl'] },
  { kind: 'forbidden_models', value: '40', more: "names: ['alp*']", too: NOTHING },
  { kind: 'forbidden_regions', value: '1', more: 'names: [eu]', firstAt: '2026-09-03T12:00:00Z', too: NOTHING },
];

const STEP = decimal('0.000001');

/** Limits at which the value passes, warns and fails: the nearest there are. */
function limits({ kind, value }: Case): Readonly<Record<'pass' | 'warn' | 'fail', string>> {
  const at = decimal(value);
  const { wrong } = kindOf(kind);
  const better = wrong === 'least' ? add(at, STEP) : subtract(at, STEP);
  const [held, broken]: [Exact, Exact] = wrong === 'reach' ? [add(at, STEP), at] : [at, better];
  const text = (limit: Exact) => toDecimal(limit);
  return {
    pass: `warn: ${text(held)}, fail: ${text(held)}`,
    warn: `warn: ${text(broken)}, fail: ${text(held)}`,
    fail: `fail: ${text(broken)}`,
  };
}

async function judged(one: Case, name: string, limit: string, words: readonly string[]) {
  const file = `${one.kind}-${name}.yaml`;
  const more = one.more === undefined ? '' : `, ${one.more}`;
  write(file, `schema: tollbook-policy/1\ngates:\n  - {id: it, kind: ${one.kind}, ${limit}${more}}\n`);
  const against = one.kind.startsWith('cost_increase') ? ['--against', 'base.json'] : [];
  const outcome = await run('check', ...words, '--prices', 'prices.yaml', '--policy', file, ...against, '--json');
  const result = checkSchema.parse(JSON.parse(outcome.stdout));
  return { outcome, gate: result.gates[0], result };
}

describe.concurrent('gates', () => {
  it('has a case of every kind', () => {
    expect(CASES.map(({ kind }) => kind).sort()).toEqual([...GATE_KIND_NAMES].sort());
  });

  it.each(CASES)('$kind', { timeout: 180_000 }, async (one) => {
    const log = [one.log ?? 'main.jsonl'];
    const of = limits(one);
    for (const [status, exitCode] of [
      ['pass', 0],
      ['warn', 0],
      ['fail', 3],
    ] as const) {
      const { outcome, gate } = await judged(one, status, of[status], log);
      expect({ status: gate?.status, value: gate?.value, exitCode: outcome.exitCode }).toEqual({
        status,
        value: one.value,
        exitCode,
      });
      if (status === 'pass') expect(gate?.first_at).toBeNull();
      if (status === 'fail' && one.firstAt !== undefined) expect(gate?.first_at).toBe(one.firstAt);
    }
    const { outcome, gate } = await judged(one, 'inconclusive', of.fail, one.too);
    expect({ status: gate?.status, exitCode: outcome.exitCode }).toEqual({ status: 'inconclusive', exitCode: 5 });
    expect(gate?.why).toMatch(/\w/);
  });
});

const BROKEN = ['--max-cost-per-call', '1'];
const HELD = ['--max-cost-per-call', '2'];
const check = (...words: string[]) => run('check', ...words, '--prices', 'prices.yaml');

describe.concurrent('exit codes, strongest first', () => {
  it.each([
    ['2 before 1: a limit that is none, and a missing file', 2, ['main.jsonl', 'missing.jsonl', '--max-month', 'much']],
    ['2: no limit', 2, ['main.jsonl']],
    ['1 before 3: a missing file, and a broken limit', 1, ['main.jsonl', 'missing.jsonl', ...BROKEN]],
    ['3 before 4: a broken limit, and an unknown model', 3, ['few.jsonl', '--strict', ...BROKEN]],
    ['4 before 5: an unknown model, and too few days', 4, ['few.jsonl', '--strict', '--max-month', '9']],
    ['5: too few days', 5, ['few.jsonl', '--max-month', '9']],
    ['0: too few days, which may pass', 0, ['few.jsonl', '--max-month', '9', '--on-inconclusive', 'pass']],
    ['3: too few days, which must not', 3, ['few.jsonl', '--max-month', '9', '--on-inconclusive', 'fail']],
    ['0', 0, ['main.jsonl', ...HELD]],
  ] as const)('%s', { timeout: 60_000 }, async (_, exitCode, words) => {
    const outcome = await check(...words);
    expect(outcome.exitCode, outcome.stderr).toBe(exitCode);
    expect(outcome.stderr).not.toMatch(/^ {4}at /m);
  });
});

describe.concurrent('check', () => {
  it('says nothing when every gate passes, and all of it with --verbose', { timeout: 60_000 }, async () => {
    expect(await check('main.jsonl', ...HELD)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect((await check('main.jsonl', ...HELD, '--verbose')).stdout).toMatch(
      /max-cost-per-call +pass +cost per call +1\.50 +2\.00/,
    );
  });

  it('names value, limit, moment and a command that runs', { timeout: 60_000 }, async () => {
    const { stdout, exitCode } = await check('main.jsonl', '--max-error-rate', '5%');
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/max-error-rate +fail +error rate of attempts +25\.00 % +5\.00 % +2026-09-15T00:00:00Z/);
    const see = /See max-error-rate: tollbook (.*)/.exec(stdout)?.[1]?.split(' ') ?? [];
    const shown = await run(...see);
    expect(shown.exitCode, shown.stderr).toBe(0);
    expect(shown.stdout).toContain('connection');
  });

  it('judges each group and shows the worst', { timeout: 60_000 }, async () => {
    write(
      'by.yaml',
      'schema: tollbook-policy/1\ngates:\n  - {id: team, kind: cost, by: [team], warn: 1, fail: 3, where: {model: alpha}}\n',
    );
    const { stdout, exitCode } = await check('few.jsonl', '--policy', 'by.yaml', '--json');
    // Team a has two calls of 2.00, one call has no team, and team b only an unknown model.
    expect(JSON.parse(stdout).gates[0]).toMatchObject({ status: 'fail', group: ['a'], value: '4', groups: 1 });
    expect(exitCode).toBe(3);
  });

  it('leaves groups out that are too small to judge, unless all are', { timeout: 60_000 }, async () => {
    const policy = (least: number) =>
      `schema: tollbook-policy/1\ngates:\n  - {id: it, kind: error_rate, by: [user], fail: 0.5, min_calls: ${least}}\n`;
    write('least20.yaml', policy(20));
    write('least50.yaml', policy(50));
    expect((await check('main.jsonl', '--policy', 'least20.yaml')).exitCode).toBe(0);
    expect((await check('main.jsonl', '--policy', 'least50.yaml')).exitCode).toBe(5);
  });

  it('takes a month from stated volumes, never from time', { timeout: 120_000 }, async () => {
    write('pr.jsonl', lines([call('p1', day(1)), call('p2', day(1), { input_tokens: 3000, endpoint: '/tool' })]));
    const volumes = (tool: string) =>
      `schema: tollbook-volumes/1\nvolumes:\n  - {where: {endpoint: /chat}, calls_per_month: 100}\n${tool}`;
    write('volumes.yaml', volumes('  - {where: {endpoint: /tool}, calls_per_month: 10}\n'));
    write('half.yaml', volumes(''));
    // 2.00 × 100 and 4.00 × 10.
    const whole = await check('pr.jsonl', '--volume', 'volumes.yaml', '--max-month', '200', '--json');
    expect(JSON.parse(whole.stdout).gates[0]).toMatchObject({ status: 'fail', value: '240' });
    const half = await check('pr.jsonl', '--volume', 'half.yaml', '--max-month', '900', '--json');
    expect(JSON.parse(half.stdout).gates[0]).toMatchObject({
      status: 'inconclusive',
      why: 'no volume is stated for calls with endpoint=/tool',
    });
    expect(
      (await run('cost', 'pr.jsonl', '--prices', 'prices.yaml', '--by', 'endpoint', '-o', 'pr.json')).exitCode,
    ).toBe(0);
    const same = await check(
      'pr.jsonl',
      '--volume',
      'volumes.yaml',
      '--against',
      'pr.json',
      '--max-increase',
      '0%',
      '--json',
    );
    expect(JSON.parse(same.stdout).gates[0]).toMatchObject({ status: 'pass', value: '0' });
    const bare = await check(
      'pr.jsonl',
      '--against',
      'pr.json',
      '--max-increase',
      '5%',
      '--max-cost-per-call',
      '2',
      '--json',
    );
    expect(JSON.parse(bare.stdout).gates.map(({ status }: { status: string }) => status)).toEqual([
      'fail',
      'inconclusive',
    ]);
  });

  it.each([
    ['kind: nonsense, fail: 1', 'gates[0].kind'],
    ['kind: cost', 'gates[0].fail'],
    ['kind: cost, fail: 5%', 'gates[0].fail'],
    ['kind: cost, warn: 2, fail: 1', 'gates[0].warn'],
    ['kind: quality_score, warn: 0.8, fail: 0.9', 'gates[0].warn'],
    ['kind: cost, fail: 1, by: [tean]', 'gates[0].by'],
    ['kind: coverage, fail: 0.5, by: [team]', 'gates[0].by'],
    ['kind: error_class_rate, fail: 0.1', 'gates[0].error_type'],
    ['kind: forbidden_models', 'gates[0].names'],
    ['kind: unallocated_rate, fail: 0.1', 'gates[0].by'],
  ])('refuses a gate of {%s}', { timeout: 60_000 }, async (text, place) => {
    const file = `wrong-${text.replace(/\W+/g, '-')}.yaml`;
    write(file, `schema: tollbook-policy/1\ngates:\n  - {id: it, ${text}}\n`);
    const { exitCode, stderr } = await check('main.jsonl', '--policy', file);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${file}: ${place}\n  expected `);
  });
});
