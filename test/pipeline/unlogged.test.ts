/** Usage that a log does not say, in every command: never 0, always told, and exit 4 with --strict. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { book, desk } from './words.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const here = desk();
afterAll(() => here.clear());

const OFFERS =
  'offers:\n  - {id: seller, label: A seller, kind: gateway, currency: USD, source: {retrieved: 2026-10-01}, steps: [{id: usage, kind: usage}]}\n';
// Per million tokens: a thousand tokens in cost 0.003, a thousand out 0.015.
const PRICES = here.write(
  'book.yaml',
  book({ chat: '{input: 3, output: 15}', embedding: '{input: 1}', gratis: '{input: 0, output: 0}' }, OFFERS),
);
const call = (model: string, more: Readonly<Record<string, unknown>>) => ({
  provider: 'acme',
  model,
  status: 'ok',
  ...more,
});
const days = (count: number, line: Readonly<Record<string, unknown>>) =>
  Array.from({ length: count }, (_, day) => ({
    started_at: `2026-09-${String(day + 1).padStart(2, '0')}T10:00:00Z`,
    ...line,
  }));
const both = { input_tokens: 1000, output_tokens: 1000 };
const SILENT = here.log('silent.jsonl', days(30, call('chat', {})));
const ONE_SIDE = here.log('one-side.jsonl', [
  ...days(2, call('chat', both)),
  ...days(3, call('chat', { input_tokens: 1000 })),
  ...days(4, call('chat', { output_tokens: 1000 })),
]);
const SAID = here.log('said.jsonl', [
  ...days(1, call('chat', both)),
  ...days(1, call('embedding', { input_tokens: 1000 })),
  ...days(1, call('chat', { status: 'error', error_type: 'timeout' })),
  ...days(1, call('gratis', { input_tokens: 1000 })),
  ...days(1, call('gratis', {})),
]);

function run(words: readonly string[], ...more: readonly string[]) {
  return spawnSync(process.execPath, [MAIN, ...words, '--prices', PRICES, ...more], {
    encoding: 'utf8',
    cwd: here.folder,
  });
}

interface Result {
  readonly rows: { readonly model: string; readonly cost: string | null; readonly unpriced_calls: number }[];
  readonly totals: { readonly cost: string | null };
  readonly unpriced: {
    readonly meter: string | null;
    readonly calls: number;
    readonly tokens: number | null;
    readonly reason: string;
  }[];
}

describe.each([
  ['usage', ['usage', SILENT]],
  ['usage per day', ['usage', SILENT, '--by', 'day']],
  ['cost', ['cost', SILENT]],
  ['cost, explained', ['cost', SILENT, '--explain']],
  ['cost at an offer', ['cost', SILENT, '--offer', 'seller']],
  ['compare', ['compare', SILENT, '--to', 'seller']],
])('%s of calls that log no tokens', (_, words) => {
  it('exits 4 with --strict and has no 0 for their cost', () => {
    const strict = run(words, '--strict');
    expect(strict.stderr).toMatch(/30 calls, answered or cut off, log no tokens: what they cost is unknown/);
    expect(strict.status).toBe(4);
    expect(strict.stdout).toMatch(/unpriced|–/);
    expect(strict.stdout).not.toMatch(/(^|[ |])0\.0+(?!\d| %)/m);
  }, 60_000);
});

describe('tokens that no call of a row logs', () => {
  it('are none in cost and in the report of the month, as in usage, and 0 where calls log 0', () => {
    const log = here.log('tokens.jsonl', [
      ...days(2, call('chat', {})),
      ...days(1, call('gratis', { input_tokens: 0, output_tokens: 0 })),
      ...days(1, call('embedding', { input_tokens: 7 })),
    ]);
    const { rows, totals } = JSON.parse(run(['cost', log], '--json').stdout) as {
      rows: { model: string; tokens: number | null }[];
      totals: { tokens: number | null };
    };
    expect(new Map(rows.map(({ model, tokens }) => [model, tokens]))).toEqual(
      new Map<string, number | null>([
        ['chat', null],
        ['gratis', 0],
        ['embedding', 7],
      ]),
    );
    expect(totals.tokens).toBe(7);
    const month = JSON.parse(run(['report', '--month', '2026-09', log], '--json').stdout) as {
      tables: Record<string, { rows: { model: string; tokens: number | null }[] }>;
    };
    const byModel = month.tables.cost_by_model?.rows.map(({ model, tokens }): [string, number | null] => [
      model,
      tokens,
    ]);
    expect(new Map(byModel)).toEqual(
      new Map<string, number | null>([
        ['chat', null],
        ['gratis', 0],
        ['embedding', 7],
      ]),
    );
  });
});

describe('calls that log one side of their tokens', () => {
  it('are priced on that side, and their cost is a lower bound', () => {
    const { stdout, stderr, status } = run(['cost', ONE_SIDE], '--json', '--strict');
    expect(status).toBe(4);
    expect(stderr).toMatch(/7 calls log only input or only output tokens/);
    const { rows, unpriced } = JSON.parse(stdout) as Result;
    // 2 × (0.003 + 0.015) + 3 × 0.003 + 4 × 0.015
    expect(rows).toMatchObject([{ model: 'chat', cost: '0.105', unpriced_calls: 7 }]);
    expect(unpriced).toMatchObject([
      { meter: 'input', calls: 4, tokens: null, reason: 'unlogged' },
      { meter: 'output', calls: 3, tokens: null, reason: 'unlogged' },
    ]);
    expect(run(['cost', ONE_SIDE]).stdout).toMatch(/≥ 0\.1\d?/);
  });
});

describe('a file in which one line shows that input excludes cached tokens', () => {
  it('does not make 0 of what its other lines do not log', () => {
    const log = here.log('exclusive.jsonl', [
      ...days(1, {
        model: 'chat',
        provider: 'acme',
        prompt_tokens: 100,
        cached_tokens: 5000,
        completion_tokens: 10,
        status: 'success',
      }),
      ...days(1, { model: 'chat', provider: 'acme', completion_tokens: 10, status: 'success' }),
    ]);
    const { unpriced } = JSON.parse(run(['cost', log], '--json').stdout) as Result;
    expect(unpriced).toContainEqual(expect.objectContaining({ meter: 'input', calls: 1, reason: 'unlogged' }));
  });
});

describe('what is judged by a cost of which nothing is known', () => {
  it('is inconclusive: a gate, a budget', () => {
    const check = run(['check', SILENT], '--month', '2026-09', '--max-month', '0.5', '--max-cost-per-call', '0.001');
    expect([check.status, check.stdout]).toEqual([
      5,
      expect.stringMatching(/nothing of what these calls used has a known cost/),
    ]);
    const config = here.write('budget.yaml', 'budgets:\n  - {id: all, per: month, amount: 100}\n');
    const budgets = run(['budgets', SILENT], '--config', config);
    expect([budgets.status, budgets.stdout]).toEqual([
      5,
      expect.stringMatching(/nothing of what was spent has a known cost/),
    ]);
  }, 60_000);
  it('is not forecast as 0', () => {
    const stranger = here.log('stranger.jsonl', days(30, call('nobody-knows-it', both)));
    for (const log of [SILENT, stranger]) {
      const { stdout } = run(['forecast', log]);
      expect(stdout).toMatch(/unpriced/);
      expect(stdout).not.toMatch(/(^| )0\.00/m);
    }
  });
});

describe('what needs no words', () => {
  it('is an answer without output tokens where none are sold, a failure, and what costs nothing', () => {
    const { stdout, status, stderr } = run(['cost', SAID], '--json');
    expect(status).toBe(0);
    const { rows, unpriced } = JSON.parse(stdout) as Result;
    expect(unpriced).toEqual([]);
    expect(Object.fromEntries(rows.map(({ model, cost }) => [model, cost]))).toEqual({
      chat: '0.018',
      embedding: '0.001',
      gratis: '0',
    });
    expect(stderr).not.toMatch(/only input/);
  });
});

describe('times that cannot be read', () => {
  it('are told, and incomplete', () => {
    const log = here.log('times.jsonl', [
      call('chat', { ...both, started_at: '2026-13-41T00:00:00Z' }),
      call('chat', { ...both, started_at: 'yesterday' }),
      call('chat', { ...both, started_at: '2026-09-01T00:00:00Z' }),
      call('chat', both),
    ]);
    const { stderr, status } = run(['usage', log], '--strict');
    expect(stderr).toMatch(/2 calls have a time that cannot be read: they count as without one/);
    expect(status).toBe(4);
  });
});
