/**
 * Least quantities per request and free amounts of a month, from logs: whatever part of the calls is asked about, its cost is
 * what it is in the whole.
 */
import { afterAll, expect, it } from 'vitest';
import type { Question } from '../../src/core/question.js';
import { compare } from '../../src/pipeline/compare.js';
import { cost } from '../../src/pipeline/cost.js';
import { forecast } from '../../src/pipeline/forecast.js';
import { book, desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());

const prices = here.write(
  'book.yaml',
  book(
    {
      speech: '{audio_second: {price: 0.36, per: 3600, min_qty_per_request: 10}}',
      runner: '{code_exec_hour: {price: 2, per: 1, free_per_month: 5}}',
    },
    `offers:
  - {id: half, label: Half, kind: gateway, currency: USD, source: {retrieved: 2026-10-01}, steps: [{id: usage, kind: usage, price_factor: 0.5}]}
`,
  ),
);
const call = (day: number, model: string, meter: string, quantity: number, more: object = {}) => ({
  call_id: `${model}-${day}-${quantity}`,
  started_at: `2026-09-${String(day).padStart(2, '0')}T12:00:00Z`,
  provider: 'acme',
  model,
  other_units: [{ meter, quantity }],
  status: 'ok',
  ...more,
});
// Seconds of 0.0001: 3 → 10, 12, 10. Hours of 2.00 after 5 free: 0, 1 of 3 (from 3 to 6), 2.5.
const calls = [
  call(1, 'speech', 'audio_second', 3, { team: 'a' }),
  call(2, 'speech', 'audio_second', 12, { team: 'b' }),
  call(3, 'speech', 'audio_second', 10, { team: 'a' }),
  call(1, 'runner', 'code_exec_hour', 3, { team: 'a' }),
  call(2, 'runner', 'code_exec_hour', 3, { team: 'b' }),
  call(3, 'runner', 'code_exec_hour', 2.5, { team: 'a' }),
];
const log = here.log('calls.jsonl', calls);

async function costs(more: Partial<Question>, logs: readonly string[] = [log]) {
  const { rows, totals, notes } = json<{
    rows: { cost: string }[];
    totals: { cost: string };
    notes: { code: string }[];
  }>(await cost(question(logs, more), pricing([prices]), { explain: false }, here.surroundings));
  return { rows: rows.map((row) => row.cost), total: totals.cost, notes: notes.map(({ code }) => code) };
}

it('any part of the calls costs what it does in the whole', async () => {
  expect(await costs({ by: ['model'] })).toEqual({ rows: ['7', '0.0032'], total: '7.0032', notes: [] });
  expect((await costs({ by: ['day'] })).rows).toEqual(['0.001', '2.0012', '5.001']);
  expect((await costs({ by: ['team'] })).rows).toEqual(['5.002', '2.0012']);
  expect((await costs({ by: [], since: '2026-09-03' })).total).toBe('5.001');
  expect((await costs({ by: [], where: [{ dimension: 'team', value: 'b' }] })).total).toBe('2.0012');
});

it('calls that several pay for are divided with what is billed of them', async () => {
  const parts = [
    { team: 'x', share: { numerator: 1n, denominator: 4n } },
    { team: 'y', share: { numerator: 3n, denominator: 4n } },
  ];
  const allocation = [{ match: [{ dimension: 'model' as const, values: ['runner'] }], parts }];
  const { rows, total } = await costs({ by: ['team'], allocation: allocation as unknown as Question['allocation'] });
  // The row of what nobody pays for is always shown.
  expect([...rows].sort()).toEqual(['0', '0.0012', '0.002', '1.75', '5.25']);
  expect(total).toBe('7.0032');
});

it('an aggregate is not topped up, and the answer says so', async () => {
  const aggregate = here.log('aggregate.jsonl', [call(4, 'speech', 'audio_second', 8, { calls: 4 })]);
  const { total, notes } = await costs({ by: [] }, [aggregate]);
  expect(total).toBe('0.0008');
  expect(notes).toEqual(['assumed_no_minimum']);
});

it('a month made of a part of one has the free amount once', async () => {
  // 15 days with an hour each are 30 in September: (30 − 5) × 2.00, and half of that at the offer.
  const half = here.log(
    'half.jsonl',
    Array.from({ length: 15 }, (_, day) => call(day + 1, 'runner', 'code_exec_hour', 1)),
  );
  const choice = { ...pricing([prices]), to: ['half'] };
  const { offers } = json<{ offers: { monthly_cost: string }[] }>(
    await compare(question([half], { by: [] }), choice, { explain: false }, here.surroundings),
  );
  expect(offers.map((offer) => offer.monthly_cost)).toEqual(['50', '25']);
  const { rows } = json<{ rows: { kind: string; cost: string }[] }>(
    await forecast(question([half], { by: [] }), { ...pricing([prices]), holidays: [] }, here.surroundings),
  );
  expect(rows.find(({ kind }) => kind === 'landing')?.cost).toBe('50');
});
