/**
 * `check` through the built command: every kind of gate at its exact value, one side of the limit and the other, and which
 * exit code wins.
 *
 * Values are worked by hand from the log that `MAIN` makes: a complete September with one answered call a day of 1,000 input and
 * 100 output tokens (1,000 × 1000/M + 100 × 10000/M = 2.00), and ten failures on the 15th that cost nothing.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDecimal } from '../src/core/decimal.js';
import { add, decimal, type Exact, subtract } from '../src/core/exact.js';
import { GATE_KIND_NAMES, type GateKindName, kindOf } from '../src/quality/gate-kinds.js';
import { loadPolicy } from '../src/quality/policy.js';
import { checkSchema } from '../src/reports/schemas/check.js';
import { spawnedIn } from './spawned.js';

const work = mkdtempSync(join(tmpdir(), 'tollbook-check-'));
const run = spawnedIn(work);

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

interface Case {
  readonly kind: GateKindName;
  /** What the gate measures, exactly. */
  readonly value: string;
  readonly log?: string;
  /** Further keys of the gate, as YAML in braces. */
  readonly more?: string;
  /** A day, or the moment where one call breaks the limit. */
  readonly first?: string;
  /** What makes it inconclusive. */
  readonly too: readonly string[];
}

const NOTHING = ['main.jsonl', '--month', '2020-01'];
const CASES: readonly Case[] = [
  { kind: 'monthly_cost', value: '60', first: '2026-09-30', too: ['few.jsonl'] },
  { kind: 'cost', value: '60', first: '2026-09-30', too: NOTHING },
  { kind: 'cost_per_call', value: '1.5', first: '2026-09-01', too: NOTHING },
  // 30 requests were answered, one of them after five failures, and two never: 60 ÷ 32.
  { kind: 'cost_per_request', value: '1.875', first: '2026-09-01', too: NOTHING },
  { kind: 'cost_increase', value: '10', too: ['few.jsonl'] },
  { kind: 'cost_increase_rate', value: '0.2', too: ['few.jsonl'] },
  // September is over, at 60.00.
  { kind: 'landing_over_budget', value: '1', more: 'budget: 59.99', too: ['few.jsonl'] },
  { kind: 'monthly_savings', value: '9', more: "to: 'discount:15%'", too: ['few.jsonl'] },
  // October has 31 such days: 62.00, of which 15 % are 9.30.
  { kind: 'payback_months', value: '1', more: "to: 'discount:15%', one_time_cost: 9.30", too: ['few.jsonl'] },
  { kind: 'unpriced_rate', value: '0.25', log: 'few.jsonl', first: '2026-09-04', too: NOTHING },
  {
    kind: 'unallocated_rate',
    value: '0.25',
    log: 'few.jsonl',
    more: 'by: [team]',
    first: '2026-09-04',
    too: NOTHING,
  },
  { kind: 'rejected_rate', value: '0.2', log: 'few.jsonl', too: ['empty.jsonl'] },
  { kind: 'coverage', value: '0.5', log: 'few.jsonl', too: ['untimed.jsonl'] },
  { kind: 'error_rate', value: '0.25', first: '2026-09-15', too: NOTHING },
  { kind: 'request_error_rate', value: '0.0625', first: '2026-09-15', too: NOTHING },
  {
    kind: 'error_class_rate',
    value: '0.05',
    more: 'error_type: server_error',
    first: '2026-09-15',
    too: NOTHING,
  },
  { kind: 'rate_limited_rate', value: '0.125', first: '2026-09-15', too: NOTHING },
  { kind: 'connection_errors_per_day', value: '3', first: '2026-09-15', too: ['untimed.jsonl'] },
  { kind: 'cut_streams_per_day', value: '1', first: '2026-09-20', too: ['untimed.jsonl'] },
  { kind: 'consecutive_failures', value: '10', first: '2026-09-15T13:00:09Z', too: ['untimed.jsonl'] },
  // 29 × 1000 and 4000 over 30.
  { kind: 'duration_ms_mean', value: '1100', first: '2026-09-20', too: ['few.jsonl'] },
  { kind: 'duration_ms', value: '4000', more: 'percentile: 100%', first: '2026-09-20', too: ['few.jsonl'] },
  {
    kind: 'first_token_ms',
    value: '300',
    more: 'percentile: 50%',
    first: '2026-09-01',
    too: ['few.jsonl'],
  },
  // 29 × 0.9 and 0.6 over 30.
  { kind: 'quality_score', value: '0.89', first: '2026-09-01', too: ['few.jsonl'] },
  { kind: 'rate_limit_headroom', value: '50', first: '2026-09-10', too: ['few.jsonl'] },
  // 11 calls on the third Tuesday, 1 on each of the two before; every Tuesday costs 2.00.
  { kind: 'daily_calls_spike', value: '11', first: '2026-09-15', too: ['few.jsonl'] },
  { kind: 'daily_cost_spike', value: '1', first: '2026-09-15', too: ['few.jsonl'] },
  { kind: 'calls_per_user', value: '30', first: '2026-09-30T12:00:00Z', too: ['few.jsonl'] },
  { kind: 'forbidden_models', value: '40', more: "names: ['alp*']", too: NOTHING },
  { kind: 'forbidden_regions', value: '1', more: 'names: [eu]', first: '2026-09-03T12:00:00Z', too: NOTHING },
];

const STEP = decimal('0.000001');

type Wanted = 'pass' | 'warn' | 'fail' | 'inconclusive';

/** Limits at which the value passes, warns and fails: the nearest there are. One that cannot be told has any. */
function limits({ kind, value }: Case, wanted: Wanted): string {
  const at = decimal(value);
  const { wrong } = kindOf(kind);
  const better = wrong === 'least' ? add(at, STEP) : subtract(at, STEP);
  const [held, broken] = wrong === 'reach' ? [add(at, STEP), at] : [at, better];
  const suffix = kind === 'landing_over_budget' ? '_when_probability_over' : '';
  const limit = (key: string, one: Exact) => `${key}${suffix}: ${toDecimal(one)}`;
  if (wanted === 'pass') return `${limit('warn', held)}, ${limit('fail', held)}`;
  return wanted === 'warn' ? `${limit('warn', broken)}, ${limit('fail', held)}` : limit('fail', broken);
}

/** All of these gates in one policy, each by the name of its kind. */
async function judged(cases: readonly Case[], wanted: Wanted, words: readonly string[]) {
  const file = `${wanted}-${words.join('-')}.yaml`;
  const gates = cases.map((one) => {
    const more = one.more === undefined ? '' : `, ${one.more}`;
    return `  - {id: ${one.kind}, kind: ${one.kind}, ${limits(one, wanted)}${more}}\n`;
  });
  write(file, `schema: tollbook-policy/1\ngates:\n${gates.join('')}`);
  const prices = ['--prices', 'prices.yaml', '--against', 'base.json', '--json'];
  const outcome = await run('check', ...words, '--policy', file, ...prices);
  expect(outcome.stdout, outcome.stderr).not.toBe('');
  return { exitCode: outcome.exitCode, gates: checkSchema.parse(JSON.parse(outcome.stdout)).gates };
}

const grouped = (of: (one: Case) => readonly string[]) => {
  const groups = new Map<string, Case[]>();
  for (const one of CASES) groups.set(of(one).join(' '), [...(groups.get(of(one).join(' ')) ?? []), one]);
  return [...groups].map(([words, cases]) => [words, cases] as const);
};

describe.concurrent('gates of every kind', () => {
  it('have a case', () => {
    expect(CASES.map(({ kind }) => kind).sort()).toEqual([...GATE_KIND_NAMES].sort());
  });

  const told = grouped(({ log }) => [log ?? 'main.jsonl']).flatMap(([log, cases]) =>
    (
      [
        ['pass', 0],
        ['warn', 0],
        ['fail', 3],
      ] as const
    ).map(([wanted, exitCode]) => [wanted, exitCode, log, cases] as const),
  );

  it.each(told)('%s, with the exit code %i, over %s', { timeout: 60_000 }, async (wanted, exitCode, log, cases) => {
    const found = await judged(cases, wanted, [log]);
    expect(found.gates.map(({ id, status, value }) => [id, status, value])).toEqual(
      cases.map(({ kind, value }) => [kind, wanted, value]),
    );
    expect(found.exitCode).toBe(exitCode);
    const moments = found.gates.map(({ id, first_on, first_at }) => [id, first_at ?? first_on]);
    expect(
      found.gates.every(({ first_on, first_at }) => first_at === null || first_at.startsWith(`${first_on}T`)),
    ).toBe(true);
    if (wanted === 'pass') expect(moments).toEqual(cases.map(({ kind }) => [kind, null]));
    if (wanted === 'fail') {
      const known = cases.filter(({ first }) => first !== undefined);
      expect(moments).toEqual(expect.arrayContaining(known.map(({ kind, first }) => [kind, first])));
    }
  });

  it.each(grouped(({ too }) => too))('are inconclusive over %s', { timeout: 60_000 }, async (words, cases) => {
    const { exitCode, gates } = await judged(cases, 'inconclusive', words.split(' '));
    expect(gates.map(({ id, status }) => [id, status])).toEqual(cases.map(({ kind }) => [kind, 'inconclusive']));
    for (const { id, why } of gates) expect(why, id).toMatch(/\w/);
    expect(exitCode).toBe(5);
  });
});

const BROKEN = ['--max-cost-per-call', '1'];
const HELD = ['--max-cost-per-call', '2'];
const check = (...words: string[]) => run('check', ...words, '--prices', 'prices.yaml');
const statuses = (stdout: string) => JSON.parse(stdout).gates.map(({ status }: { status: string }) => status);

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

  it('tells what the verdict was reached without, also when every gate passes', { timeout: 60_000 }, async () => {
    write('broken.jsonl', `${MAIN.map((line) => JSON.stringify(line)).join('\n')}\nnot a line\n`);
    const { exitCode, stdout, stderr } = await check('broken.jsonl', '--max-month', '1000');
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^note: 1 line was rejected, first broken\.jsonl line 41: not valid JSON/);
    expect((await check('broken.jsonl', '--max-month', '1000', '--quiet')).stderr).toBe('');
  });

  it('names value, limit, moment and a command that runs', { timeout: 60_000 }, async () => {
    const { stdout, exitCode } = await check('main.jsonl', '--max-error-rate', '5%');
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/max-error-rate +fail +error rate of attempts +25\.00 % +5\.00 % +2026-09-15\n/);
    const see = /See max-error-rate: tollbook (.*)/.exec(stdout)?.[1]?.split(' ') ?? [];
    const shown = await run(...see);
    expect(shown.exitCode, shown.stderr).toBe(0);
    expect(shown.stdout).toContain('connection');
  });

  it('tells digits where a limit is broken by less than what is shown', { timeout: 60_000 }, async () => {
    // 30 × 2.00, and 10 failures of 40 attempts.
    const near = await check('main.jsonl', '--max-month', '59.999', '--max-error-rate', '24.9999%');
    expect(near.stdout).toContain('max-month: unrounded 60 against 59.999\n');
    expect(near.stdout).toContain('max-error-rate: unrounded 0.25 against 0.249999\n');
    expect((await check('main.jsonl', '--max-month', '59.99')).stdout).not.toContain('unrounded');
    // 29 calls of a second and one of four: 1,100 ms.
    const slow = await check('main.jsonl', '--max-latency', '1099.6');
    expect(slow.stdout).toContain('max-latency: unrounded 1,100 against 1,099.6\n');
  });

  it('files an incident report: what broke, the first first, and what holds', { timeout: 60_000 }, async () => {
    write(
      'incident.yaml',
      `schema: tollbook-policy/1
gates:
  - {id: cut, kind: cut_streams_per_day, fail: 0}
  - {id: spend, kind: cost, fail: 100}
  - {id: row, kind: consecutive_failures, fail: 10}
`,
    );
    const { exitCode, stdout } = await check('main.jsonl', '--policy', 'incident.yaml', '-o', 'incident.md');
    expect([exitCode, stdout]).toEqual([3, '']);
    const report = readFileSync(join(work, 'incident.md'), 'utf8');
    expect(report).toMatch(/^## Incident report: 2 gates failed, the first since 2026-09-15T13:00:09Z\n/);
    const places = [
      '### What broke, in the order in which it did',
      '| row | fail | failures in a row | model=alpha endpoint=/chat | 10 | 10 |',
      '| cut | fail | cut streams on a day |',
      "See row: `tollbook query 'select started",
      '### What holds',
      '| spend | pass | cost | 60.00 | 100.00 |',
      'Last call at 2026-09-30T12:00:00Z.',
    ].map((text) => report.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((left, right) => left - right));
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
    const gate = (least: number) =>
      `  - {id: of${least}, kind: error_rate, by: [user], fail: 0.5, min_calls: ${least}}\n`;
    write('least.yaml', `schema: tollbook-policy/1\ngates:\n${gate(20)}${gate(50)}`);
    const { stdout, exitCode } = await check('main.jsonl', '--policy', 'least.yaml', '--json');
    expect(statuses(stdout)).toEqual(['pass', 'inconclusive']);
    expect(exitCode).toBe(5);
  });

  it('takes a month from stated volumes, never from time', { timeout: 60_000 }, async () => {
    write('pr.jsonl', lines([call('p1', day(1)), call('p2', day(1), { input_tokens: 3000, endpoint: '/tool' })]));
    const volumes = (tool: string) =>
      `schema: tollbook-volumes/1\nvolumes:\n  - {where: {endpoint: /chat}, calls_per_month: 100}\n${tool}`;
    write('volumes.yaml', volumes('  - {where: {endpoint: /tool}, calls_per_month: 10}\n'));
    write('half.yaml', volumes(''));
    const saved = await run('cost', 'pr.jsonl', '--prices', 'prices.yaml', '--by', 'endpoint', '-o', 'pr.json');
    expect(saved.exitCode).toBe(0);
    const increase = ['--against', 'pr.json', '--max-increase', '0%', '--json'];
    const [whole, half, bare] = await Promise.all([
      check('pr.jsonl', '--volume', 'volumes.yaml', '--max-month', '200', ...increase),
      check('pr.jsonl', '--volume', 'half.yaml', '--max-month', '900', '--json'),
      check('pr.jsonl', '--max-cost-per-call', '2', ...increase),
    ]);
    // 2.00 × 100 and 4.00 × 10, the same as in the saved result.
    const [month, same] = JSON.parse(whole.stdout).gates;
    expect(month).toMatchObject({ status: 'fail', value: '240' });
    expect(same).toMatchObject({ status: 'pass', value: '0' });
    expect(JSON.parse(half.stdout).gates[0]).toMatchObject({
      status: 'inconclusive',
      why: 'no volume is stated for calls with endpoint=/tool',
    });
    expect(statuses(bare.stdout)).toEqual(['fail', 'inconclusive']);
  });

  it('gives volumes of teams what rules say teams pay for', { timeout: 60_000 }, async () => {
    const team = (id: string, name: string, tokens: number) => call(id, day(1), { team: name, input_tokens: tokens });
    write('teams.jsonl', lines([team('t1', 'search', 1000), team('t2', 'platform', 4000)]));
    write(
      'teams.yaml',
      `allocation:\n  - match: {team: platform}\n    shares: [{team: search, share: 0.5}, {team: ops, share: 0.5}]\n`,
    );
    write(
      'of-teams.yaml',
      `schema: tollbook-volumes/1
volumes:
  - {where: {team: search}, calls_per_month: 300}
  - {where: {team: ops}, calls_per_month: 10}
`,
    );
    const words = ['--config', 'teams.yaml', '--volume', 'of-teams.yaml', '--max-month', '1', '--json'];
    const { stdout } = await check('teams.jsonl', ...words);
    // Search pays for a call of 2.00 and half of one of 5.00: 4.50 for 1.5 calls, times 200; ops for half a call, times 20: 50.
    expect(JSON.parse(stdout).gates[0]).toMatchObject({ status: 'fail', value: '950' });
  });

  it('measures increases against the period before', { timeout: 60_000 }, async () => {
    // August has 31 calls of 2.00, September 60.00, October's first half 15 of 3.00 a day, taken as 31 of them.
    const august = Array.from({ length: 31 }, (_, index) => call(`a${index}`, day(index + 1).replace('-09-', '-08-')));
    const october = Array.from({ length: 15 }, (_, index) =>
      call(`o${index}`, day(index + 1).replace('-09-', '-10-'), { input_tokens: 2000 }),
    );
    write('three.jsonl', lines([...august, ...MAIN.slice(0, 30), ...october]));
    write(
      'increase.yaml',
      `schema: tollbook-policy/1
gates:
  - {id: more, kind: cost_increase, against: previous, fail: 32}
  - {id: rate, kind: cost_increase_rate, against: previous, by: [model], warn: 50%}
`,
    );
    const words = ['three.jsonl', '--policy', 'increase.yaml', '--json'];
    const [october10, september, whole, days, first] = await Promise.all([
      check(...words, '--month', '2026-10'),
      check('three.jsonl', '--against', 'previous', '--max-increase', '0%', '--json', '--month', '2026-09'),
      check(...words),
      check(...words, '--since', '2026-09-21', '--until', '2026-09-30'),
      check(...words, '--month', '2026-08'),
    ]);
    const values = ({ stdout }: { stdout: string }) =>
      JSON.parse(stdout).gates.map((one: Record<string, unknown>) => [one.status, one.value]);
    expect(values(october10)).toEqual([
      ['fail', '33'],
      ['warn', '0.55'],
    ]);
    // 60 against 62: a month of 30 days is as it is.
    expect(values(september)[0]?.[0]).toBe('pass');
    expect(JSON.parse(september.stdout).gates[0].value).toMatch(/^-0\.0322/);
    expect(values(whole).map(([status]: [string]) => status)).toEqual(['pass', 'pass']);
    expect(values(days)).toEqual([
      ['pass', '0'],
      ['pass', '0'],
    ]);
    expect(JSON.parse(first.stdout).gates[0]).toMatchObject({
      status: 'inconclusive',
      why: 'the period before, 2026-07: no calls',
    });
  });

  it('holds a month that is not over against its budget', { timeout: 60_000 }, async () => {
    // 75 days of 8 to 12 calls: October has 150 behind and 160 before it, 620.00 together.
    const busy = Array.from({ length: 75 }, (_, index) => {
      const at = new Date(Date.UTC(2026, 7, 2 + index, 12));
      return Array.from({ length: 8 + ((index * 7) % 5) }, (_, nth) =>
        call(`b${index}-${nth}`, new Date(at.getTime() + nth * 1000).toISOString()),
      );
    }).flat();
    write('busy.jsonl', lines(busy));
    const gate = (budget: number) =>
      `  - {id: of${budget}, kind: landing_over_budget, budget: ${budget}, warn_when_probability_over: 0.2, fail_when_probability_over: 0.5}\n`;
    const budgets = [500, 600, 620, 640, 800];
    write('budgets.yaml', `schema: tollbook-policy/1\ngates:\n${budgets.map(gate).join('')}`);
    const [policy, line] = await Promise.all([
      check('busy.jsonl', '--policy', 'budgets.yaml', '--json'),
      check('busy.jsonl', '--budget', '500'),
    ]);
    const values: number[] = JSON.parse(policy.stdout).gates.map((one: { value: string }) => Number(one.value));
    expect(values[0]).toBe(1);
    expect(values.at(-1)).toBe(0);
    expect(values).toEqual([...values].sort((left, right) => right - left));
    // What is expected is as likely to be passed as not.
    expect(values[2]).toBeGreaterThan(0.25);
    expect(values[2]).toBeLessThan(0.75);
    expect(line.exitCode).toBe(3);
    expect(line.stdout).toMatch(
      /budget +fail +probability that the month lands above its budget of 500 +100\.00 % +50\.00 %/,
    );
    expect(line.stdout).toContain('See budget: tollbook forecast busy.jsonl --prices prices.yaml --months 0');
  });

  it('knows a month up to the last day of all calls, for a team that was quiet since as well', {
    timeout: 60_000,
  }, async () => {
    // Twelve days of the log: team b had a call of 2.00 on eight of the first ten, and none since.
    const quiet = Array.from({ length: 12 }, (_, index) => [
      call(`a${index}`, day(index + 1), { team: 'a' }),
      ...([0, 1, 2, 4, 5, 7, 8, 9].includes(index) ? [call(`b${index}`, day(index + 1), { team: 'b' })] : []),
    ]).flat();
    write('quiet.jsonl', lines(quiet));
    write(
      'quiet.yaml',
      'schema: tollbook-policy/1\ngates: [{id: month, kind: monthly_cost, fail: 41}, {id: own, kind: monthly_cost, where: {team: b}, fail: 41}]\n',
    );
    const asked = (...more: string[]) => check('quiet.jsonl', '--where', 'team=b', ...more);
    const [monthly, over, within, forecast] = await Promise.all([
      asked('--policy', 'quiet.yaml', '--json'),
      asked('--budget', '16'),
      asked('--budget', '52'),
      run('forecast', 'quiet.jsonl', '--prices', 'prices.yaml', '--where', 'team=b', '--months', '0', '--json'),
    ]);
    // 16.00 in 12 of 30 days, not in 10 of them (48.00).
    expect(JSON.parse(monthly.stdout).gates.map((one: { value: string }) => one.value)).toEqual(['40', '40']);
    // 18 days are left. Like any of the twelve, two thirds of them above 0.00 a day: lands above 16.00 with 2/3, never above 16 + 36.
    expect([over.exitCode, within.exitCode]).toEqual([3, 0]);
    // 16 + 18 × 16/12, which `See` points to
    expect(JSON.parse(forecast.stdout).rows[0]).toMatchObject({ cost: '40', cost_80_low: '16', cost_80_high: '52' });
  });

  it('tells which gates hold where it is shown that all do', async () => {
    const { stdout, exitCode } = await check('main.jsonl', '--max-month', '100', '--format', 'markdown');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/### Gates: 1 pass\n\n\|[^\n]*\n\|[^\n]*\n\| [^\n]*60\.00/);
    expect(stdout).not.toContain('(none)');
  });

  it('fails a move that never pays back', { timeout: 60_000 }, async () => {
    write(
      'move.yaml',
      `schema: tollbook-policy/1
gates:
  - {id: never, kind: payback_months, to: 'fee:5%', one_time_cost: 100, fail: 1000}
  - {id: free, kind: payback_months, to: 'discount:15%', one_time_cost: 0, fail: 1}
  - {id: saves, kind: monthly_savings, to: 'discount:15%,discount:5%', fail: 5}
`,
    );
    const { stdout } = await check('main.jsonl', '--policy', 'move.yaml', '--json');
    expect(JSON.parse(stdout).gates).toMatchObject([
      { status: 'fail', value: null, why: 'it does not pay back within 12 months', group: ['fee:5%'] },
      { status: 'pass', value: '0' },
      // 5 % of 60.00 is the worse of the two.
      { status: 'fail', value: '3', group: ['discount:5%'] },
    ]);
  });

  it('has too little for latency where only failures log how long they took', { timeout: 60_000 }, async () => {
    const failed = (id: number) => call(`x${id}`, day(id), { status: 'error', duration_ms: 5, first_token_ms: 2 });
    write('failed.jsonl', lines([failed(1), failed(2)]));
    write(
      'slow.yaml',
      'schema: tollbook-policy/1\ngates:\n  - {id: slow, kind: duration_ms, fail: 1}\n  - {id: first, kind: first_token_ms, fail: 1}\n  - {id: each, kind: duration_ms, by: [model], fail: 1}\n',
    );
    const { stdout, exitCode } = await check('failed.jsonl', '--policy', 'slow.yaml', '--json');
    expect(exitCode).toBe(5);
    const { gates } = JSON.parse(stdout) as { gates: { status: string; value: string | null }[] };
    expect(gates.map(({ status, value }) => [status, value])).toEqual(Array(3).fill(['inconclusive', null]));
  });

  it.each([
    ['kind: nonsense, fail: 1', 'gates[0].kind'],
    ['kind: cost', 'gates[0].fail'],
    ['kind: cost, fail: 5%', 'gates[0].fail'],
    ['kind: error_rate, fail: 5', 'gates[0].fail'],
    ['kind: unpriced_rate, warn: 101%', 'gates[0].warn'],
    ['kind: landing_over_budget, budget: 5, fail_when_probability_over: 50', 'gates[0].fail_when_probability_over'],
    ['kind: cost, warn: 2, fail: 1', 'gates[0].warn'],
    ['kind: quality_score, warn: 0.8, fail: 0.9', 'gates[0].warn'],
    ['kind: cost, fail: 1, by: [tean]', 'gates[0].by'],
    ['kind: coverage, fail: 0.5, by: [team]', 'gates[0].by'],
    ['kind: error_class_rate, fail: 0.1', 'gates[0].error_type'],
    ['kind: forbidden_models', 'gates[0].names'],
    ['kind: unallocated_rate, fail: 0.1', 'gates[0].by'],
    ['kind: landing_over_budget, fail_when_probability_over: 0.5', 'gates[0].budget'],
    ['kind: landing_over_budget, budget: 5', 'gates[0].fail_when_probability_over'],
    ['kind: landing_over_budget, budget: 5, fail: 0.5, fail_when_probability_over: 0.5', 'gates[0].fail'],
    ['kind: cost, budget: 5, fail: 1', 'gates[0].budget'],
    ['kind: cost, against: previous, fail: 1', 'gates[0].against'],
    ['kind: cost_increase, against: base.json, fail: 1', 'gates[0].against'],
    ['kind: monthly_savings, fail: 1', 'gates[0].to'],
    ['kind: monthly_savings, to: openrouter, by: [team], fail: 1', 'gates[0].by'],
    ['kind: payback_months, to: openrouter, fail: 1', 'gates[0].one_time_cost'],
  ])('refuses a gate of {%s}', async (text, place) => {
    const file = `wrong-${text.replace(/\W+/g, '-')}.yaml`;
    write(file, `schema: tollbook-policy/1\ngates:\n  - {id: it, ${text}}\n`);
    await expect(loadPolicy(join(work, file), file)).rejects.toMatchObject({
      where: `${file}: ${place}`,
      message: expect.stringContaining('expected '),
    });
  });

  it('ends with 2 and names what is wrong in a policy', { timeout: 60_000 }, async () => {
    write('wrong.yaml', 'schema: tollbook-policy/1\ngates:\n  - {id: it, kind: nonsense, fail: 1}\n');
    const { exitCode, stderr } = await check('main.jsonl', '--policy', 'wrong.yaml');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('wrong.yaml: gates[0].kind\n  expected ');
  });
});
