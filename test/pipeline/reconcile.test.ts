/** Logged cost beside computed cost: exact sums whatever the spelling, and causes that are told apart. */
import { afterAll, describe, expect, it } from 'vitest';
import { toDecimal } from '../../src/core/decimal.js';
import { exact } from '../../src/core/exact.js';
import { cost } from '../../src/pipeline/cost.js';
import { book, desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());
const PRICES = here.write('book.yaml', book({ alpha: '{input: 1000, output: 10000}' }));

interface Reconciled {
  readonly rows: readonly { readonly model: string; readonly cost: string }[];
  readonly reconcile: {
    readonly calls_without_logged_cost: number;
    readonly rows: readonly Record<string, unknown>[];
    readonly totals: Record<string, unknown>;
  };
}

const call = (more: Readonly<Record<string, unknown>>, at = '2026-10-01T00:00:00Z') => ({
  started_at: at,
  provider: 'acme',
  model: 'alpha',
  input_tokens: 1000,
  output_tokens: 100,
  status: 'ok',
  ...more,
});

async function reconciled(lines: readonly Readonly<Record<string, unknown>>[]): Promise<Reconciled> {
  const log = here.log('calls.jsonl', lines);
  const choice = { explain: false, reconcile: 'logged' } as const;
  return json<Reconciled>(await cost(question([log]), pricing([PRICES]), choice, here.surroundings));
}

describe('sums of logged cost', () => {
  it('are exact for every spelling of a number, and order changes nothing', async () => {
    // Written as text, so that no digit is lost before it is read. 1/10^places of each, summed over 10^30 here.
    const spelled: [string, bigint][] = Array.from({ length: 400 }, (_, index) => {
      const digits = BigInt(index * index * 7919 + 1);
      const places = index % 19;
      const text = digits.toString().padStart(places + 1, '0');
      const plain = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
      const value = digits * 10n ** BigInt(30 - places);
      return index % 3 === 0 ? [`${digits}e-${places}`, value] : [plain, value];
    });
    const total = spelled.reduce((sum, [, value]) => sum + value, 0n);
    const lines = spelled.map(([text], index) =>
      call({ call_id: `c${index}`, logged_cost: text, logged_cost_currency: 'USD' }),
    );
    const expected = toDecimal(exact(total, 10n ** 30n));
    for (const order of [lines, [...lines].reverse()]) {
      const { reconcile } = await reconciled(order);
      expect(reconcile.rows[0]?.logged_cost).toBe(expected);
    }
  });

  it('of ten times 0.1 and a hundred times 0.01 are 1 each', async () => {
    const many = (count: number, amount: number) =>
      Array.from({ length: count }, (_, index) => call({ call_id: `${amount}-${index}`, logged_cost: amount }));
    const { reconcile } = await reconciled([...many(10, 0.1), ...many(100, 0.01)]);
    expect(reconcile.totals.logged_cost).toBe('2');
  });

  it.each([
    ['-0.5', '-0.5'],
    ['1e3', '1000'],
    ['1.50E+1', '15'],
    ['000000000000000000000000000000000000000000000.25', '0.25'],
    ['123456789012345678901234567', '123456789012345678901234567'],
  ])('reads %s as %s', async (text, expected) => {
    const { reconcile } = await reconciled([call({ logged_cost: text })]);
    expect(reconcile.rows[0]?.logged_cost).toBe(expected);
  });

  it.each([
    '',
    'NaN',
    '1,5',
    '1e999',
    '0x10',
    ' 1',
    '1234567890123456789012345678',
    '$2',
  ])('takes %j for no amount, and says so', async (text) => {
    const { reconcile, rows } = await reconciled([
      call({ call_id: 'a', logged_cost: text }),
      call({ call_id: 'b', logged_cost: '2' }),
    ]);
    const unread = reconcile.rows.filter((row) => row.cause === 'unreadable');
    // Empty text is not logged at all.
    expect(unread).toHaveLength(text === '' ? 0 : 1);
    expect(reconcile.calls_without_logged_cost).toBe(text === '' ? 1 : 0);
    expect(reconcile.rows.filter((row) => row.logged_cost !== null).map((row) => row.difference)).toEqual(['0']);
    expect(rows[0]?.cost).toBe('4');
  });
});

describe('what is told apart', () => {
  it('kinds and currencies have rows of their own, and another currency has no difference', async () => {
    const { reconcile, rows } = await reconciled([
      call({ call_id: 'a', logged_cost: '2', logged_cost_currency: 'USD', logged_cost_kind: 'actual' }),
      call({ call_id: 'b', logged_cost: '2800', logged_cost_currency: 'KRW', logged_cost_kind: 'actual' }),
      call({ call_id: 'c', logged_cost: '1.9', logged_cost_currency: 'USD', logged_cost_kind: 'upstream_only' }),
    ]);
    expect(
      reconcile.rows.map((row) => [row.logged_currency, row.logged_kind, row.logged_cost, row.difference, row.cause]),
    ).toEqual([
      ['KRW', 'actual', '2800', null, 'other_currency'],
      ['USD', 'actual', '2', '0', 'none'],
      ['USD', 'upstream_only', '1.9', '-0.1', 'gateway_fee'],
    ]);
    // Amounts of two currencies have no sum.
    expect(reconcile.totals.logged_cost).toBeNull();
    expect(rows[0]?.cost).toBe('6');
  });

  it('the computed cost is the same with and without the comparison', async () => {
    const lines = [call({ call_id: 'a', logged_cost: 200 }), call({ call_id: 'b' })];
    const log = here.log('calls.jsonl', lines);
    const plain = json<Reconciled>(
      await cost(question([log]), pricing([PRICES]), { explain: false }, here.surroundings),
    );
    const beside = await reconciled(lines);
    expect(beside.rows).toEqual(plain.rows);
    expect(beside.reconcile.rows[0]).toMatchObject({
      calls: 1,
      logged_cost: '200',
      computed_cost: '2',
      cause: 'cents',
    });
  });
});
