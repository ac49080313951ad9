/** Rows, totals and signatures of `cost`: they add up exactly, in every grouping, and say what they leave out. */
import { beforeAll, describe, expect, it } from 'vitest';
import { toDecimal } from '../../src/core/decimal.js';
import { add, decimal, type Exact, sum } from '../../src/core/exact.js';
import type { Dimension } from '../../src/core/question.js';
import type { PriceBook } from '../../src/pricing/price-book.js';
import { priceUsage } from '../../src/pricing/price-usage.js';
import type { PricedUsage } from '../../src/pricing/types.js';
import { renderJson } from '../../src/render/json.js';
import { forPeople } from '../../src/reports/columns.js';
import { type CostInput, costReport } from '../../src/reports/cost.js';
import { envelope } from '../../src/reports/envelope.js';
import { groupKey } from '../../src/reports/group-cost.js';
import { pricingNotes } from '../../src/reports/pricing-notes.js';
import { costSchema } from '../../src/reports/schemas/cost.js';
import { bookText, own, usageOf } from '../pricing/helpers.js';
import { INPUT } from './fixtures.js';

const S = 'source: {url: https://example.com/prices, retrieved: 2026-11-23}';
const AT = Date.UTC(2026, 9, 8, 12);
let book: PriceBook;
beforeAll(async () => {
  book = await own(
    bookText(
      `  - {sku: t/a, provider: t, match: [{exact: a}], versions: [{${S}, from: 2026-01-01, rates: {input: "3", output: "15"}, ` +
        'multipliers: [{id: batch, when: {is_batch: true}, factor: "0.5"}]}]}\n' +
        `  - {sku: t/b, provider: t, match: [{exact: b}], versions: [{${S}, rates: {input: "1", output: "2", audio_second: {price: "0.111", per: "3600"}}}]}\n`,
    ),
  );
});

function calls(team: string | null, model: string, quantities: Record<string, string>, isBatch = false): PricedUsage {
  const usage = usageOf({ model, provider: 't', quantities, context: { at: AT, isBatch }, calls: 10n });
  return priceUsage(book, { ...usage, group: [team, model] });
}

function report(
  priced: readonly PricedUsage[],
  more: Partial<CostInput> = {},
  groupBy: Dimension[] = ['team', 'model'],
) {
  const unpriced = priced.flatMap((one) => one.unpriced);
  const common = envelope({ ...INPUT, command: 'cost', groupBy, unpriced }, []);
  const made = costReport({ common, priced, explain: false, ...more });
  const json = JSON.parse(renderJson(made)) as Record<string, unknown>;
  expect(costSchema.safeParse(json).error).toBeUndefined();
  return {
    made,
    json: json as {
      rows: Record<string, unknown>[];
      totals: Record<string, unknown>;
      signatures: Record<string, unknown>[];
    },
  };
}

const MIXED = () => [
  calls('search', 'a', { input: '1000000', output: '100000' }),
  calls('search', 'a', { input: '1000000' }, true),
  calls('chat', 'b', { input: '2000000', cache_read: '500' }),
  calls(null, 'b', { unsplit: '1000000' }),
  calls(null, 'unknown', { input: '7' }),
];

describe('cost', () => {
  it('has a row per group, the dearest first, and an exact total', () => {
    const { json } = report(MIXED());
    const exactly = (amount: string | null) => ({
      list_cost: amount,
      list_cost_low: null,
      list_cost_high: null,
      cost: amount,
      cost_low: null,
      cost_high: null,
    });
    const range = { list_cost_low: '1', list_cost_high: '2', cost_low: '1', cost_high: '2' };
    expect(json.rows).toEqual([
      { team: 'search', model: 'a', offer: null, calls: 20, tokens: 2100000, ...exactly('6'), unpriced_calls: 0 },
      { team: 'chat', model: 'b', offer: null, calls: 10, tokens: 2000500, ...exactly('2'), unpriced_calls: 10 },
      {
        team: null,
        model: 'b',
        offer: null,
        calls: 10,
        tokens: 1000000,
        ...exactly(null),
        ...range,
        unpriced_calls: 0,
      },
      { team: null, model: 'unknown', offer: null, calls: 10, tokens: 7, ...exactly(null), unpriced_calls: 10 },
    ]);
    expect(json.totals).toMatchObject({
      calls: 50,
      tokens: 5100507,
      cost: null,
      cost_low: '9',
      cost_high: '10',
      unpriced_calls: 20,
    });
  });

  it('lists every price that was applied, once, so that two results can be compared', () => {
    const { json } = report(MIXED());
    expect(json.signatures).toEqual([
      {
        group: ['chat', 'b'],
        sku: 't/b',
        signature: 'rates, always',
        rule: 'rates',
        meter: 'input',
        priced_as: null,
        quantity: '2000000',
        unit_price: '1',
        per: '1000000',
        amount: '2',
      },
      {
        group: ['search', 'a'],
        sku: 't/a',
        signature: 'rates + batch, from 2026-01-01',
        rule: 'rates + batch',
        meter: 'input',
        priced_as: null,
        quantity: '1000000',
        unit_price: '1.5',
        per: '1000000',
        amount: '1.5',
      },
      {
        group: ['search', 'a'],
        sku: 't/a',
        signature: 'rates, from 2026-01-01',
        rule: 'rates',
        meter: 'input',
        priced_as: null,
        quantity: '1000000',
        unit_price: '3',
        per: '1000000',
        amount: '3',
      },
      {
        group: ['search', 'a'],
        sku: 't/a',
        signature: 'rates, from 2026-01-01',
        rule: 'rates',
        meter: 'output',
        priced_as: null,
        quantity: '100000',
        unit_price: '15',
        per: '1000000',
        amount: '1.5',
      },
    ]);
  });

  it('explains itself', () => {
    const { made } = report(MIXED(), { explain: true });
    expect(made.tables.map((table) => table.id)).toEqual(['cost', 'lines', 'unpriced']);
    const lines = made.tables[1]!;
    expect(lines.rows[0]).toEqual([
      't/a',
      'input',
      decimal('1000000'),
      decimal('1.5'),
      decimal('1000000'),
      decimal('1.5'),
      'rates + batch',
      'from 2026-01-01',
      'https://example.com/prices (2026-11-23)',
    ]);
    expect(lines.rows.at(-1)?.slice(1, 6)).toEqual([
      'unsplit',
      decimal('1000000'),
      null,
      decimal('1000000'),
      { low: decimal('1'), high: decimal('2') },
    ]);
    expect(forPeople(made.tables[0]!).columns.map((column) => column.key)).toEqual([
      'team',
      'model',
      'calls',
      'tokens',
      'cost',
    ]);
  });

  it('at an offer puts its cost beside the list, and its total may be more than its rows', () => {
    const priced = MIXED().slice(0, 3);
    const at = (team: string, model: string, amount: string) =>
      [groupKey([team, model]), { low: decimal(amount), high: decimal(amount), unpricedCalls: 0n }] as const;
    const offer = {
      id: 'gateway',
      costs: new Map([at('search', 'a', '5'), at('chat', 'b', '1')]),
      total: { low: decimal('36'), high: decimal('36'), unpricedCalls: 0n },
      currency: 'USD',
      listCurrency: 'USD',
      bills: [],
    };
    const { json, made } = report(priced, { offer });
    expect(json.rows.map((row) => [row.offer, row.team, row.list_cost, row.cost])).toEqual([
      ['gateway', 'search', '6', '5'],
      ['gateway', 'chat', '2', '1'],
    ]);
    expect(json.totals).toMatchObject({ list_cost: '8', cost: '36', offer: 'gateway' });
    expect(forPeople(made.tables[0]!).columns.map((column) => column.key)).toContain('list_cost');
  });

  it('folds what is left of the dearest groups into Other, and the total stays', () => {
    const { json } = report(MIXED(), { top: 1 });
    expect(json.rows.map((row) => [row.team, row.calls, row.cost ?? [row.cost_low, row.cost_high]])).toEqual([
      ['search', 20, '6'],
      ['Other', 30, ['3', '4']],
    ]);
    expect(json.totals).toMatchObject({ cost_low: '9', cost_high: '10' });
  });

  it('orders days as days', () => {
    const day = (date: string, tokens: string) => ({
      ...calls('x', 'b', { input: tokens }),
      usage: { ...usageOf({ model: 'b', quantities: { input: tokens } }), group: [date] },
    });
    const { json } = report([day('2026-10-02', '9'), day('2026-10-10', '1'), day('2026-10-01', '5')], {}, ['day']);
    expect(json.rows.map((row) => row.day)).toEqual(['2026-10-01', '2026-10-02', '2026-10-10']);
  });

  it('adds up under every grouping, and signatures add up to the cost', () => {
    const exactly = MIXED().slice(0, 3);
    const total = (priced: readonly PricedUsage[], groupBy: Dimension[]) => {
      const { made } = report(priced, {}, groupBy);
      const column = made.tables[0]!.columns.findIndex((one) => one.key === 'cost');
      const bounds = made.tables[0]!.rows.map((row) => row[column]) as (Exact | { low: Exact })[];
      return toDecimal(sum(bounds.map((cell) => ('low' in cell ? cell.low : cell))));
    };
    const regrouped = exactly.map((one) => ({ ...one, usage: { ...one.usage, group: [one.usage.group[0] ?? null] } }));
    const whole = exactly.map((one) => ({ ...one, usage: { ...one.usage, group: [] } }));
    expect([total(exactly, ['team', 'model']), total(regrouped, ['team']), total(whole, [])]).toEqual(['8', '8', '8']);
    const { made } = report(exactly);
    const amounts = (made.result.signatures as unknown as { amount: Exact }[]).map((one) => one.amount);
    expect(toDecimal(amounts.reduce(add))).toBe('8');
  });

  it('spells amounts without a finite decimal form out in full where they are audited', () => {
    const { json } = report([calls('x', 'b', { audio_second: '10' })]);
    expect(json.rows[0]?.cost).toBe('0.000308333333333333');
  });

  it('of nothing is nothing', () => {
    const { json } = report([]);
    expect(json.rows).toEqual([]);
    expect(json.totals).toMatchObject({ calls: 0, cost: '0' });
  });
});

describe('notes', () => {
  it('say what was assumed and what is a range, with the number of calls', async () => {
    const sized = await own(
      bookText(
        `  - {sku: t/c, provider: t, match: [{exact: c}], versions: [{${S}, to: 2026-01-01, rates: {input: "1"}}, {${S}, from: 2026-01-01, rates: {input: "1", output: "2"}, ` +
          'overrides: [{id: long, when: {input_tokens: {gt: 9}}, rates: {input: "2"}}]}]}\n',
      ),
    );
    const price = (quantities: Record<string, string>, at: number | null) =>
      priceUsage(
        sized,
        usageOf({ model: 'c', provider: 't', calls: 4n, quantities, context: { at, inputTokens: null } }),
      );
    expect(pricingNotes([price({ input: '1' }, AT), price({ unsplit: '1' }, null)])).toMatchObject([
      { code: 'assumed_base_size', message: expect.stringMatching(/^8 calls without a known input size/), count: 8 },
      { code: 'assumed_price_date', message: expect.stringMatching(/^4 calls without a time/), count: 4 },
      { code: 'unsplit_range', message: expect.stringMatching(/^4 calls with only a token total/), count: 4 },
    ]);
    expect(pricingNotes([{ ...price({ input: '1' }, AT), assumed: ['mode'] }])).toMatchObject([
      { code: 'assumed_standard_price', message: expect.stringMatching(/^4 calls served as batch/), count: 4 },
    ]);
    expect(pricingNotes(MIXED().slice(0, 3))).toEqual([]);
  });
});
