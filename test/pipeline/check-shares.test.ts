/**
 * Limits on costs that several pay for: each team's share, as `cost` tells it. Rates and costs per call stay those of whole calls.
 *
 * October: a call of 1,000,000 tokens a day at 1 per million, whose project alpha and beta share 30 to 70, and one of 200,000 of
 * alpha's own: 31.00 and 6.20. Alpha pays 9.30 + 6.20 = 15.50, beta 21.70.
 */
import { afterAll, describe, expect, it } from 'vitest';
import type { AllocationRule } from '../../src/core/allocation.js';
import { exact } from '../../src/core/exact.js';
import { check } from '../../src/pipeline/check.js';
import { cost } from '../../src/pipeline/cost.js';
import { book, desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());

const BOOK = here.write('book.yaml', book({ alpha: '{input: 1}' }));
const call = (index: number, more: object) => ({
  started_at: `2026-10-${String(index + 1).padStart(2, '0')}T10:00:00Z`,
  provider: 'acme',
  model: 'alpha',
  output_tokens: 0,
  status: 'ok',
  ...more,
});
here.log(
  'calls.jsonl',
  Array.from({ length: 31 }, (_, index) => [
    call(index, { call_id: `s${index}`, project: 'shared', input_tokens: 1_000_000 }),
    call(index, { call_id: `a${index}`, team: 'alpha', input_tokens: 200_000 }),
  ]).flat(),
);
const allocation: AllocationRule[] = [
  {
    match: [{ dimension: 'project', values: ['shared'] }],
    from: undefined,
    to: undefined,
    parts: [
      { team: 'alpha', costCentre: undefined, share: exact(3n, 10n) },
      { team: 'beta', costCentre: undefined, share: exact(7n, 10n) },
    ],
  },
];

async function gates(policy: string, where: { dimension: 'team'; value: string }[] = []) {
  const file = here.write('policy.yaml', `schema: tollbook-policy/1\ngates:\n${policy}`);
  const choice = { policy: file, volume: undefined, against: undefined, showAll: true, holidays: [], limits: [] };
  const asked = question(['calls.jsonl'], { by: [], month: '2026-10', where, allocation });
  const report = await check(asked, pricing([BOOK]), choice as never, here.surroundings);
  return json<{ gates: object[] }>(report).gates;
}

describe('a limit on what several pay for', () => {
  it('is on the share of each, grouped or asked for', async () => {
    const told = await gates(
      `  - {id: each, kind: monthly_cost, by: [team], fail: 20}
  - {id: sum, kind: cost, by: [team], fail: 30}
  - {id: beta, kind: cost, where: {team: beta}, fail: 21}
  - {id: alpha, kind: monthly_cost, where: {team: alpha}, fail: 15.51}
`,
    );
    expect(told).toMatchObject([
      { id: 'each', status: 'fail', group: ['beta'], value: '21.7' },
      { id: 'sum', status: 'pass', group: ['beta'], value: '21.7' },
      { id: 'beta', status: 'fail', value: '21.7' },
      { id: 'alpha', status: 'pass', value: '15.5' },
    ]);
    expect(
      await gates('  - {id: one, kind: cost, fail: 15.51}\n', [{ dimension: 'team', value: 'alpha' }]),
    ).toMatchObject([{ status: 'pass', value: '15.5' }]);
  });

  it('agrees with cost', async () => {
    const asked = question(['calls.jsonl'], { by: ['team'], month: '2026-10', allocation });
    const told = json<{ rows: { team: string; cost: string }[] }>(
      await cost(asked, pricing([BOOK]), { explain: false }, here.surroundings),
    );
    expect(told.rows.map(({ team, cost: amount }) => [team, amount]).sort()).toEqual([
      ['alpha', '15.5'],
      ['beta', '21.7'],
      ['unallocated', '0'],
    ]);
  });

  it('on the cost of a call is on whole calls', async () => {
    expect(await gates('  - {id: each, kind: cost_per_call, where: {team: beta}, fail: 0.9}\n')).toMatchObject([
      { status: 'fail', value: '1' },
    ]);
  });
});
