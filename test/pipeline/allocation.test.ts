/** Who pays: rules against an independent allocation, and parts that add up to the whole to the last digit. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { AllocationRule } from '../../src/core/allocation.js';
import { decimal } from '../../src/core/exact.js';
import type { Question } from '../../src/core/question.js';
import { compare } from '../../src/pipeline/compare.js';
import { cost } from '../../src/pipeline/cost.js';
import { errors, latency, usage } from '../../src/pipeline/usage.js';
import { book, desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());
const PRICES = here.write(
  'book.yaml',
  book({ alpha: '{input: 3, output: 15}', beta: '{input: "0.07", output: "0.31"}' }),
);

type Row = Readonly<Record<string, string | number | null>>;
interface Result {
  readonly rows: readonly Row[];
  readonly totals: Row;
  readonly header?: readonly string[];
  readonly allocation?: Readonly<Record<string, number>>;
  readonly coverage: Row;
}

type Call = Readonly<Record<string, unknown>>;
const call = (more: Call): Call => ({
  started_at: '2026-10-01T00:00:00Z',
  provider: 'acme',
  model: 'alpha',
  input_tokens: 1000,
  output_tokens: 100,
  status: 'ok',
  ...more,
});

interface Part {
  readonly team?: string;
  readonly costCentre?: string;
  readonly share?: string;
}

function rule(
  match: Readonly<Record<string, readonly string[]>>,
  parts: readonly Part[],
  dates: { readonly from?: string; readonly to?: string } = {},
): AllocationRule {
  return {
    match: Object.entries(match).map(([dimension, values]) => ({
      dimension: dimension as AllocationRule['match'][number]['dimension'],
      values,
    })),
    from: dates.from,
    to: dates.to,
    parts: parts.map(({ team, costCentre, share = '1' }) => ({ team, costCentre, share: decimal(share) })),
  };
}

async function asked(
  command: 'usage' | 'cost',
  lines: readonly Call[],
  allocation: readonly AllocationRule[],
  more: Partial<Question> = {},
): Promise<Result> {
  const log = here.log('calls.jsonl', lines);
  const one = question([log], { by: ['team'], allocation, ...more });
  const answer =
    command === 'usage'
      ? await usage(one, pricing([PRICES]), here.surroundings)
      : await cost(one, pricing([PRICES]), { explain: false }, here.surroundings);
  return json<Result>(answer);
}

const byName = (rows: readonly Row[], key: string, name = 'team') =>
  Object.fromEntries(rows.map((row) => [String(row[name]), row[key]]));

const SHARED = [
  { team: 'search', share: '0.7' },
  { team: 'ads', share: '0.3' },
];

describe('the first rule that fits', () => {
  const rules = [
    rule({ key: ['sk-*'], model: ['beta'] }, [{ team: 'research', costCentre: 'CC-9' }]),
    rule({ key: ['sk-search-*', 'sk-find'] }, [{ team: 'search' }]),
    rule({ project: [''], 'tag:feature': ['50%_off'] }, [{ team: 'sales', costCentre: 'CC-1' }]),
    rule({ team: ['old*name'] }, [{ team: 'new' }]),
  ];
  const lines = [
    call({ api_key: 'sk-search-1', model: 'beta' }),
    call({ api_key: 'sk-search-1' }),
    call({ api_key: 'sk-find' }),
    call({ api_key: 'SK-FIND', team: 'logged' }),
    call({ tags: { feature: '50%_off' } }),
    call({ tags: { feature: '50% and off' } }),
    call({ tags: { feature: '50%_off' }, project: 'p' }),
    call({ team: 'old name' }),
    call({ team: 'oldname' }),
  ];

  it('gives the team; without one it is the logged team, and without that nobody', async () => {
    const { rows, allocation } = await asked('usage', lines, rules);
    expect(byName(rows, 'calls')).toEqual({ research: 1, search: 2, logged: 1, sales: 1, new: 2, unallocated: 2 });
    expect(allocation).toEqual({ rules: 4, calls: 9, taken: 6, shared: 0, unallocated: 2 });
  });

  it('gives the cost centre, which is never logged', async () => {
    const { rows } = await asked('cost', lines, rules, { by: ['cost_centre'] });
    expect(byName(rows, 'calls', 'cost_centre')).toEqual({ 'CC-9': 1, 'CC-1': 1, unallocated: 7 });
    const none = question([here.log('calls.jsonl', lines)], { by: ['cost_centre'] });
    await expect(usage(none, pricing([PRICES]), here.surroundings)).rejects.toThrow(
      /no cost centre without allocation/,
    );
  });

  it('is asked for by filters too, and by a name or by "nobody"', async () => {
    const search = await asked('usage', lines, rules, {
      by: ['model'],
      where: [{ dimension: 'team', value: 'search' }],
    });
    expect(search.rows).toMatchObject([{ model: 'alpha', calls: 2 }]);
    for (const value of ['', 'unallocated']) {
      const nobody = await asked('usage', lines, rules, { where: [{ dimension: 'team', value }] });
      expect(nobody.rows).toMatchObject([{ team: 'unallocated', calls: 2 }]);
    }
  });

  it('leaves every question alone that asks for no team', async () => {
    const plain = await asked('usage', lines, rules, { by: ['key'] });
    expect(plain.allocation).toBeUndefined();
    expect(plain.rows).toEqual((await asked('usage', lines, [], { by: ['key'] })).rows);
  });
});

describe('what nobody pays for', () => {
  const rules = [rule({ key: ['*'] }, [{ team: 'search' }])];

  it('has a row when it is nothing', async () => {
    for (const command of ['usage', 'cost'] as const) {
      const { rows } = await asked(command, [call({ api_key: 'a' })], rules);
      expect(byName(rows, 'calls')).toEqual({ search: 1, unallocated: 0 });
    }
  });

  it('is not folded away', async () => {
    const lines = [
      ...Array.from({ length: 5 }, () => call({ api_key: 'a' })),
      ...Array.from({ length: 3 }, () => call({ team: 'b' })),
      call({ team: 'c' }),
      call({ team: 'd' }),
      call({}),
    ];
    for (const command of ['usage', 'cost'] as const) {
      const { rows } = await asked(command, lines, rules, { top: 1 });
      expect(byName(rows, 'calls')).toEqual({ search: 5, unallocated: 1, Other: 5 });
    }
  });
});

describe('dated rules', () => {
  const at = (instant: string) => call({ api_key: 'k', started_at: instant });
  const rules = [
    rule({ key: ['k'] }, [{ team: 'first' }], { to: '2026-10-01' }),
    rule({ key: ['k'] }, [{ team: 'second' }], { from: '2026-10-01', to: '2026-10-02T00:00:00Z' }),
    rule({ key: ['k'] }, [{ team: 'third' }], { from: '2026-10-02T00:00:00Z' }),
  ];
  const lines = [
    at('2026-09-30T14:59:59.999Z'),
    at('2026-09-30T15:00:00Z'),
    at('2026-09-30T23:59:59.999Z'),
    at('2026-10-01T00:00:00Z'),
    at('2026-10-01T23:59:59.999Z'),
    at('2026-10-02T00:00:00Z'),
  ];

  it('hold from an instant on and end before one; dates are those of the zone', async () => {
    const utc = await asked('usage', lines, rules);
    expect(byName(utc.rows, 'calls')).toEqual({ first: 3, second: 2, third: 1, unallocated: 0 });
    const seoul = await asked('usage', lines, rules, { zone: 'Asia/Seoul' });
    expect(byName(seoul.rows, 'calls')).toEqual({ first: 1, second: 4, third: 1, unallocated: 0 });
  });

  it('do not take calls without a time, unless a month is named for them', async () => {
    const timeless = [call({ api_key: 'k', started_at: undefined })];
    expect(byName((await asked('usage', timeless, rules)).rows, 'calls')).toEqual({ unallocated: 1 });
    const assumed = await asked('usage', timeless, rules, { assumeMonth: '2026-11' });
    expect(byName(assumed.rows, 'calls')).toEqual({ third: 1, unallocated: 0 });
  });
});

describe('shares', () => {
  const rules = [rule({ key: ['shared'] }, SHARED)];
  const lines = [
    call({ api_key: 'shared', duration_ms: 1000 }),
    call({ api_key: 'shared', duration_ms: 3000 }),
    call({ team: 'ads', duration_ms: 500 }),
    call({}),
  ];

  it('divide counts and money exactly', async () => {
    // A call costs 1,000 × 3 / 10^6 + 100 × 15 / 10^6 = 0.0045.
    const { rows, totals, allocation } = await asked('cost', lines, rules);
    expect(byName(rows, 'calls')).toEqual({ search: '1.4', ads: '1.6', unallocated: 1 });
    expect(byName(rows, 'tokens')).toEqual({ search: 1540, ads: 1760, unallocated: 1100 });
    expect(byName(rows, 'cost')).toEqual({ search: '0.0063', ads: '0.0072', unallocated: '0.0045' });
    expect(totals).toMatchObject({ calls: 4, tokens: 4400, cost: '0.018' });
    expect(allocation).toEqual({ rules: 1, calls: 4, taken: 2, shared: 2, unallocated: 1 });
  });

  it('count a call whole in the latency of each who shares it', async () => {
    const { rows, totals } = await asked('usage', lines, rules);
    expect(byName(rows, 'calls')).toEqual({ search: '1.4', ads: '1.6', unallocated: 1 });
    expect(byName(rows, 'duration_ms_p50')).toEqual({ search: 2000, ads: 1000, unallocated: null });
    expect(totals).toMatchObject({ calls: 4, duration_ms_p50: 1000 });
  });

  it('are all that a filter leaves', async () => {
    for (const command of ['usage', 'cost'] as const) {
      const only = await asked(command, lines, rules, { where: [{ dimension: 'team', value: 'search' }] });
      expect(byName(only.rows, 'calls')).toEqual({ search: '1.4' });
      expect(only.totals.calls).toBe('1.4');
      expect(only.coverage.calls).toBe('1.4');
    }
    const none = await asked('cost', lines, rules, { by: [], where: [{ dimension: 'team', value: 'search' }] });
    expect(none.totals).toMatchObject({ calls: '1.4', cost: '0.0063' });
  });

  it('of cost centres leave the team as logged', async () => {
    const centres = [
      rule({ key: ['shared'] }, [
        { costCentre: 'A', share: '0.5' },
        { costCentre: 'B', share: '0.5' },
      ]),
    ];
    const some = [call({ api_key: 'shared', team: 'x' }), call({ api_key: 'shared', team: 'y' }), call({ team: 'x' })];
    const { rows } = await asked('cost', some, centres, { by: ['team', 'cost_centre'] });
    expect(rows.map((row) => [row.team, row.cost_centre, row.calls]).sort()).toEqual([
      ['x', 'A', '0.5'],
      ['x', 'B', '0.5'],
      ['x', 'unallocated', 1],
      ['y', 'A', '0.5'],
      ['y', 'B', '0.5'],
    ]);
    const onlyX = await asked('cost', some, centres, {
      by: ['cost_centre'],
      where: [{ dimension: 'team', value: 'x' }],
    });
    expect(byName(onlyX.rows, 'calls', 'cost_centre')).toEqual({ A: '0.5', B: '0.5', unallocated: 1 });
  });

  it('are not taken of failures, of latency and of logged amounts: those are a group of its own', async () => {
    const failing = [call({ api_key: 'shared', status: 'error', error_type: 'timeout' })];
    const one = question([here.log('calls.jsonl', failing)], { by: ['team'], allocation: rules });
    expect(json<Result>(await errors(one, pricing([PRICES]), here.surroundings)).rows).toMatchObject([
      { team: 'search + ads', calls: 1 },
    ]);
    const timed = question([here.log('timed.jsonl', lines.slice(0, 2))], { by: ['team'], allocation: rules });
    expect(json<Result>(await latency(timed, here.surroundings)).rows).toMatchObject([
      { team: 'search + ads', calls: 2 },
    ]);
    const logged = question(
      [here.log('calls.jsonl', [call({ api_key: 'shared', logged_cost: '1', logged_cost_currency: 'USD' })])],
      {
        by: ['team'],
        allocation: rules,
      },
    );
    const compared = await cost(logged, pricing([PRICES]), { explain: false, reconcile: 'logged' }, here.surroundings);
    expect(json<{ reconcile: { rows: readonly Row[] } }>(compared).reconcile.rows).toMatchObject([
      { team: 'search + ads', calls: 1, logged_cost: '1' },
    ]);
  });

  it('reach the bills of an offer', async () => {
    const offers =
      'offers:\n  - {id: all, label: all, kind: gateway, currency: USD, source: {retrieved: 2026-10-01}, steps: [{id: usage, kind: usage}, {id: requests, kind: per_unit, metric: requests, price: 10, per: 1}]}\n';
    const file = here.write('offers.yaml', book({ alpha: '{input: 3, output: 15}' }, offers));
    const timeless = lines.map((line) => ({ ...line, started_at: undefined }));
    const one = question([here.log('calls.jsonl', timeless)], {
      allocation: rules,
      by: [],
      where: [{ dimension: 'team', value: 'search' }],
      assumeMonth: '2026-10',
    });
    const answer = await compare(
      one,
      { ...pricing([file]), to: ['all'], scenario: undefined, volume: undefined, oneTimeCost: undefined },
      { explain: false },
      here.surroundings,
    );
    const { offers: bills } = json<{ offers: { offer: string; monthly_cost: string }[] }>(answer);
    // 1.4 calls at 10 each, and 1.4 × 0.0045.
    expect(bills.find(({ offer }) => offer === 'all')?.monthly_cost).toBe('14.0063');
  });
});

describe('parts add up', () => {
  const NAMES = ['a', 'b', 'c', 'd'] as const;
  const RATES = { alpha: [3_000_000n, 15_000_000n], beta: [70_000n, 310_000n] } as const;
  const calls = fc.array(
    fc.record({
      key: fc.constantFrom('k1', 'k2', 'k3', ''),
      team: fc.constantFrom('a', 'b', ''),
      model: fc.constantFrom('alpha' as const, 'beta' as const),
      input: fc.integer({ min: 1, max: 1_000_000 }),
      output: fc.integer({ min: 0, max: 1_000_000 }),
      day: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 40 },
  );
  // Percentages of 100 for 2 to 4 teams, and the days in October for which a rule holds.
  const rules = fc.array(
    fc.record({
      key: fc.constantFrom('k1', 'k2', 'k3', '*'),
      from: fc.integer({ min: 1, max: 3 }),
      days: fc.integer({ min: 1, max: 3 }),
      cuts: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 3 }),
    }),
    { maxLength: 4 },
  );

  it('to the last digit, and each is what an independent allocation gives', async () => {
    await fc.assert(
      fc.asyncProperty(calls, rules, async (some, given) => {
        const shares = given.map(({ cuts }) => {
          const edges = [0, ...[...cuts].sort((left, right) => left - right), 100];
          return edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
        });
        const written = given.map(({ key, from, days }, index) =>
          rule(
            { key: [key] },
            (shares[index] ?? []).map((percent, place) => ({
              team: NAMES[place] ?? '',
              share: percent === 100 ? '1' : `0.${String(percent).padStart(2, '0')}`,
            })),
            { from: `2026-10-0${from}`, to: `2026-10-0${from + days}` },
          ),
        );
        // In units of 10^-14: rates of 10^-12 per token, shares of 10^-2.
        const expected = new Map<string, bigint>();
        let whole = 0n;
        for (const { key, team, model, input, output, day } of some) {
          const [rateIn, rateOut] = RATES[model];
          const amount = BigInt(input) * rateIn + BigInt(output) * rateOut;
          whole += amount * 100n;
          const found = given.findIndex(
            (one) => (one.key === '*' ? key !== '' : one.key === key) && day >= one.from && day < one.from + one.days,
          );
          const paying =
            found < 0
              ? [[team || 'unallocated', 100] as const]
              : (shares[found] ?? []).map((percent, place) => [NAMES[place] ?? '', percent] as const);
          for (const [name, percent] of paying) {
            expected.set(name, (expected.get(name) ?? 0n) + amount * BigInt(percent));
          }
        }
        const lines = some.map(({ key, team, model, input, output, day }) =>
          call({
            ...(key && { api_key: key }),
            ...(team && { team }),
            model,
            input_tokens: input,
            output_tokens: output,
            started_at: `2026-10-0${day}T12:00:00Z`,
          }),
        );
        const hasRules = written.length > 0;
        const { rows, totals } = await asked('cost', lines, written);
        const units = (value: unknown) => {
          const [head = '0', tail = ''] = String(value).split('.');
          return BigInt(head + tail.padEnd(14, '0'));
        };
        const found = Object.fromEntries(
          rows.filter((row) => row.calls !== 0).map((row) => [row.team ?? 'unallocated', units(row.cost)]),
        );
        expect(found).toEqual(Object.fromEntries(expected));
        expect(rows.reduce((sum, row) => sum + units(row.cost), 0n)).toBe(whole);
        expect(units(totals.cost)).toBe(whole);
        expect(rows.some((row) => row.team === 'unallocated')).toBe(hasRules);
        const counted = await asked('usage', lines, written);
        const list = counted.rows.map((row) => [row.team, row.calls, row.list_cost]);
        expect(new Map(list.map(([team, ...rest]) => [team, rest]))).toEqual(
          new Map(rows.map((row) => [row.team, [row.calls, row.cost]])),
        );
        expect(counted.totals).toMatchObject({ calls: some.length, list_cost: totals.cost });
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});
