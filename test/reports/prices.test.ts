/** What `prices list` and `prices explain` show of a book. */
import { beforeAll, describe, expect, it } from 'vitest';
import { english } from '../../src/core/phrase.js';
import type { PriceBook } from '../../src/pricing/price-book.js';
import { pricedInForce, priceUsage } from '../../src/pricing/price-usage.js';
import type { PricedUsage } from '../../src/pricing/types.js';
import { renderJson } from '../../src/render/json.js';
import { forPeople } from '../../src/reports/columns.js';
import { envelope } from '../../src/reports/envelope.js';
import { pricesExplainReport, pricesListReport } from '../../src/reports/prices.js';
import { pricesExplainSchema, pricesListSchema } from '../../src/reports/schemas/prices.js';
import { bookText, layered, type UsageWords, usageOf } from '../pricing/helpers.js';

const AT = Date.UTC(2026, 9, 8, 12);
let book: PriceBook;
beforeAll(async () => {
  book = await layered(
    bookText(
      '  - {sku: acme/x, provider: acme, name: Acme X, match: [{exact: x}], versions: [' +
        '{source: {retrieved: 2026-11-01, note: a letter}, to: 2026-06-01, rates: {input: "1"}}, ' +
        '{source: {url: https://acme.example/prices, retrieved: 2026-11-23, note: by mail}, from: 2026-06-01, rates: {input: "2", output: "8", web_search: {price: "10", per: "1000"}}, ' +
        'overrides: [{id: long, when: {input_tokens: {gt: 100}}, rates: {input: "3"}}], multipliers: [{id: batch, when: {is_batch: true}, factor: "0.5"}], ' +
        'forbid: [{when: {speed: fast}, reason: not offered}]}]}\n' +
        '  - {sku: acme/gift, provider: acme, match: [{exact: gift}], versions: [{free: true, source: {retrieved: 2026-11-01}}]}\n',
    ),
  );
});

const common = (command: string, unpriced: PricedUsage['unpriced'] = []) =>
  envelope({ command, version: '0.1.0', currency: 'USD', unpriced }, []);

describe('prices list', () => {
  const list = (filter?: string) => {
    const made = pricesListReport({ common: common('prices list'), book, filter });
    const json = JSON.parse(renderJson(made)) as { rows: Record<string, unknown>[] };
    expect(pricesListSchema.safeParse(json).error).toBeUndefined();
    return { made, rows: json.rows };
  };

  it('shows every version with its prices, conditions, dates and source', () => {
    expect(list('ACME').rows).toEqual([
      {
        sku: 'acme/gift',
        provider: 'acme',
        meters: 'free',
        conditions: null,
        from: null,
        to: null,
        source: 'no page named (2026-11-01)',
        layer: 'test',
      },
      {
        sku: 'acme/x',
        provider: 'acme',
        meters: 'input 1',
        conditions: null,
        from: null,
        to: '2026-06-01',
        source: 'a letter (2026-11-01)',
        layer: 'test',
      },
      {
        sku: 'acme/x',
        provider: 'acme',
        meters: 'input 2, output 8, web_search 10 per 1000',
        conditions: 'long: input 3; batch × 0.5; no price: not offered',
        from: '2026-06-01',
        to: null,
        source: 'https://acme.example/prices (2026-11-23)',
        layer: 'test',
      },
    ]);
  });

  it('finds SKUs by id, name and provider, and all without a filter', () => {
    expect(list('acme x').rows).toHaveLength(2);
    expect(list('nothing of the kind').rows).toEqual([]);
    const all = list().rows;
    expect(new Set(all.map((row) => row.sku)).size).toBeGreaterThan(1694 + 2);
    const sonnet = all.filter((row) => row.sku === 'anthropic/claude-sonnet-4-5');
    expect(sonnet).toEqual([expect.objectContaining({ layer: expect.stringMatching(/^builtin:catalog@/) })]);
    const mixtral = all.filter((row) => row.sku === 'mistral/mixtral-8x7b');
    expect(mixtral).toEqual([expect.objectContaining({ layer: 'builtin:genai-prices@0.1.8' })]);
  });
});

describe('prices explain', () => {
  const usage = (words: Partial<UsageWords>) =>
    usageOf({ model: 'x', provider: 'acme', context: { at: AT, inputTokens: 101n }, ...words });
  const explain = (priced: PricedUsage) => {
    const made = pricesExplainReport({ common: common('prices explain', priced.unpriced), priced });
    const json = JSON.parse(renderJson(made)) as Record<string, unknown>;
    expect(pricesExplainSchema.safeParse(json).error).toBeUndefined();
    return { made, json };
  };

  it('shows the lines of a call and their total', () => {
    const { json, made } = explain(priceUsage(book, usage({ quantities: { input: '101', output: '10' } })));
    expect(json).toMatchObject({
      sku: 'acme/x',
      rule: 'exact',
      version: { from: '2026-06-01', to: null },
      source: 'https://acme.example/prices (2026-11-23)',
      signature: 'long, from 2026-06-01; rates, from 2026-06-01',
      lines: [
        { meter: 'input', quantity: '101', unit_price: '3', per: '1000000', amount: '0.000303' },
        { meter: 'output', quantity: '10', unit_price: '8', per: '1000000', amount: '0.00008' },
      ],
      total: '0.000383',
    });
    const shown = forPeople(made.tables[0]!);
    expect(shown.columns.map((column) => column.key)).toEqual([
      'meter',
      'quantity',
      'unit_price',
      'per',
      'amount',
      'rule',
      'version',
    ]);
    expect(shown.totals?.[0]).toBe('total');
    expect(shown.remarks?.map(english)).toContain('Source: https://acme.example/prices (2026-11-23), by mail');
  });

  it('shows the prices in force where no quantity is given', () => {
    const { json, made } = explain(pricedInForce(book, usage({ context: { at: AT, isBatch: true } })));
    expect(json.lines).toEqual([
      expect.objectContaining({ meter: 'input', unit_price: '1', quantity: '0', amount: '0' }),
      expect.objectContaining({ meter: 'output', unit_price: '4' }),
      expect.objectContaining({ meter: 'output_reasoning', priced_as: 'output', unit_price: '4' }),
      expect.objectContaining({ meter: 'web_search', unit_price: '5', per: '1000' }),
    ]);
    expect(json.unpriced).toEqual([]);
    expect(forPeople(made.tables[0]!).columns.map((column) => column.key)).not.toContain('amount');
    expect(explain(pricedInForce(book, usage({ model: 'gift' }))).json.lines).toHaveLength(2);
  });

  it('says what has no price, with the nearest', () => {
    const unknown = explain(pricedInForce(book, usageOf({ model: 'claude-sonnet-5-6' })));
    expect(unknown.json).toMatchObject({ sku: null, total: null, lines: [], unpriced: [{ reason: 'unknown_model' }] });
    expect(unknown.made.tables.map((table) => table.id)).toEqual(['unpriced']);
    const forbidden = explain(pricedInForce(book, usage({ context: { at: AT, speed: 'fast' } })));
    expect(forbidden.json).toMatchObject({ sku: 'acme/x', unpriced: [{ reason: 'forbidden' }] });
  });

  it('shows a range where a token total does not split', () => {
    const { json } = explain(priceUsage(book, usage({ quantities: { unsplit: '1000000' } })));
    expect(json).toMatchObject({ total: null, total_low: '3', total_high: '8' });
  });
});
