/** `compare` as people and programs get it. */
import { describe, expect, it } from 'vitest';
import { ONE } from '../../src/core/exact.js';
import { planComparison } from '../../src/offers/plan.js';
import { compareOffers } from '../../src/projection/compare.js';
import type { CompareResult } from '../../src/projection/comparison.js';
import { resolveMonth } from '../../src/projection/month.js';
import { render } from '../../src/render/index.js';
import { renderJson } from '../../src/render/json.js';
import { compareNotes, compareReport } from '../../src/reports/compare.js';
import { envelope } from '../../src/reports/envelope.js';
import type { Report } from '../../src/reports/report.js';
import { resultSchema } from '../../src/reports/schemas/index.js';
import { offer, SONNET, usage, worth } from '../offers/words.js';
import { bookPricing, days, SEPTEMBER, scenario, UNCACHED, workedExample } from '../projection/words.js';
import { INPUT } from './fixtures.js';

function reportOf(result: CompareResult, explain = false): Report {
  const input = { ...INPUT, command: 'compare', groupBy: [], unpriced: [], basis: 'contracted' as const };
  return compareReport({ common: envelope(input, compareNotes(result)), result, explain });
}

interface Json {
  offers: { offer: string; steps: { id: string; amount: unknown; formula: string }[]; [key: string]: unknown }[];
  comparisons: { [key: string]: unknown }[];
  [key: string]: unknown;
}

function json(result: CompareResult): Json {
  const parsed: unknown = JSON.parse(renderJson(reportOf(result)));
  expect(resultSchema('compare').safeParse(parsed).error).toBeUndefined();
  return parsed as Json;
}

describe('the worked example', () => {
  const example = () => workedExample([usage({ unsplit: '5000000' })]);
  it('prints what a person compares', async () => {
    const table = String(render(reportOf(await example()), 'table'));
    const cells = (line: string) =>
      table
        .split('\n')
        .find((one) => one.startsWith(line))
        ?.trim()
        .split(/\s{2,}/)
        .slice(1);
    expect(cells('per month ')).toEqual(['110.00', '73.75', '63.13']);
    expect(cells('bundle')).toEqual(['–', '-11.25', '-9.38']);
    expect(table).toMatch(/gateway +– +73\.75 +36\.25 +32\.95 % +63\.75 +16\.25 +20\.31 %/);
    expect(table).toMatch(/gateway +200\.00 +235\.00 +117\.50 % +5\.52 +235\.00/);
    expect(table).toMatch(/gateway-volume +usage +tokens +833,333 +1,000,000 +1,000,000/);
    expect(table).toMatch(/gateway-volume +usage +tokens +8,400,000 +10,000,000 +10,000,000/);
    expect(table).not.toMatch(/break-even/); // the gateway is cheaper at every volume
    expect(table).not.toMatch(/-15 % of usage/);
    expect(String(render(reportOf(await example(), true), 'table'))).toMatch(
      /gateway: bundle: -15 % of usage 75\.00 = -11\.25/,
    );
  });

  it('gives programs every figure, exact', async () => {
    const result = json(await example());
    expect(result.offers.map((one) => [one.offer, one.monthly_cost, one.monthly_cost_without_infrastructure])).toEqual([
      ['official', '110', '80'],
      ['gateway', '73.75', '63.75'],
      ['gateway-volume', '63.125', '53.125'],
    ]);
    expect(result.offers[1]!.steps).toEqual([
      {
        id: 'usage',
        kind: 'usage',
        formula: expect.stringContaining('5,000,000 tokens of anthropic/claude-sonnet-4'),
        amount: '75',
      },
      { id: 'bundle', kind: 'percent', formula: '-15 % of usage 75.00', amount: '-11.25' },
      { id: 'infrastructure', kind: 'infra', formula: '10.00 per month, assumed', amount: '10' },
    ]);
    expect(result.comparisons[0]).toMatchObject({
      alternative: 'gateway',
      savings: {
        monthly: '36.25',
        rate: 29 / 88,
        monthly_without_infrastructure: '16.25',
        rate_without_infrastructure: 13 / 64,
      },
      one_time_cost: '200',
      net_benefit: '235',
      roi: 1.175,
      payback_months: 160 / 29,
      npv: '235',
      break_even: null,
      cliffs: [],
    });
    expect(result.comparisons[1]!.cliffs).toMatchObject([
      { from: 2500000 / 3, to: 1000000, cheaper_at: 1000000 },
      { from: 8400000, to: 10000000, cheaper_at: 10000000 },
    ]);
  });
});

describe('other results', () => {
  const HALF = offer(
    'id: usage, kind: usage, price_factor: 0.5\nid: server, kind: fixed, amount: 100, per: year',
    'id: half',
  );
  const plan = planComparison(scenario('alternatives: [half]'), { to: [] }, [HALF], 'USD');

  it('a step without finite decimals says what it is exactly, and totals are rounded to 18 places', () => {
    const result = json(
      compareOffers({ plan, month: SEPTEMBER, usage: [worth('75')], dimensions: [], pricing: SONNET }),
    );
    expect(result.offers[1]!.steps[1]!.amount).toEqual({ value: '8.333333333333333333', exact: '25/3' });
    expect(result.offers[1]!.monthly_cost).toBe('45.833333333333333333');
  });

  it('a range is null with both ends beside it', async () => {
    const { pricing } = await bookPricing([]);
    const compared = compareOffers({
      plan,
      month: SEPTEMBER,
      usage: [usage({ unsplit: '5000000' })],
      dimensions: [],
      pricing,
    });
    const result = json(compared);
    expect(result.offers[0]).toMatchObject({ monthly_cost: null, monthly_cost_low: '15', monthly_cost_high: '75' });
    expect(result.offers[0]!.steps[0]).toMatchObject({ amount: null, amount_low: '15', amount_high: '75' });
    expect(String(render(reportOf(compared), 'table'))).toMatch(/15\.00 – 75\.00/);
  });

  it('an inconclusive month has costs per call, and null for the month', () => {
    const month = resolveMonth({ days: days('2026-09-01', '2026-09-02'), callsWithoutTime: 0n });
    const compared = compareOffers({ plan, month, usage: [worth('75')], dimensions: [], pricing: SONNET });
    const result = json(compared);
    expect(result).toMatchObject({ is_conclusive: false, reason: expect.stringContaining('the calls span 2 days') });
    expect(result.offers[1]).toMatchObject({
      monthly_cost: null,
      steps: [],
      cost_per_call: '0.0375',
      cost_per_million_tokens: '7.5',
    });
    expect(result.comparisons).toMatchObject([{ alternative: 'half', savings: null, npv: null }]);
    const table = String(render(reportOf(compared), 'table'));
    expect(table).toMatch(/Monthly figures are inconclusive: the calls span 2 days/);
    expect(table).toMatch(/half +0\.0375 +7\.50/);
  });

  it('what has no price makes a lower bound, and says so', () => {
    const used = [worth('75'), usage({ input: '9' }, { model: 'mystery' })];
    const compared = compareOffers({ plan, month: SEPTEMBER, usage: used, dimensions: [], pricing: SONNET });
    expect(json(compared).offers[0]).toMatchObject({ monthly_cost: '75', is_lower_bound: true });
    const report = reportOf(compared);
    expect(String(render(report, 'table'))).toMatch(/≥ 75\.00/);
    expect(report.notes.filter((note) => note.incomplete).map((note) => note.code)).toEqual([
      'baseline_lower_bound',
      'offer_lower_bound',
    ]);
  });

  it('savings over usage that has no price at the alternative are at most what they say', () => {
    // 1 M tokens at 10; half of it read from a cache has no price: at least 5, at list and at 20 % off at least 4.
    const cheap = offer('id: usage, kind: usage, price_factor: 0.8', 'id: cheap');
    const compared = compareOffers({
      plan: planComparison(scenario('alternatives: [cheap]\none_time_cost: 12'), { to: [] }, [cheap], 'USD'),
      month: SEPTEMBER,
      usage: [usage({ input: '1000000' })],
      dimensions: [],
      pricing: UNCACHED,
      whatIf: {
        asked: { swaps: [], cacheHit: { numerator: 1n, denominator: 2n }, isWithoutFailures: false },
        skuOf: () => ({ sku: null, candidates: [] }),
        signs: { isFailure: () => false },
      },
    });
    const table = String(render(reportOf(compared), 'table'));
    expect(table).toMatch(/official:what-if +≥ 5\.00 +≤ 5\.00 +≤ 50\.00 % +≥ 5\.00 +≤ 5\.00 +≤ 50\.00 %/);
    expect(table).toMatch(/cheap:what-if +≥ 4\.00 +≤ 6\.00 +≤ 60\.00 %/);
    expect(table).toMatch(/cheap +8\.00 +2\.00 +20\.00 %/);
    // 12 × 6 − 12 = 60 at most, five times the cost; paid back in two months at the soonest
    expect(table).toMatch(/cheap:what-if +12\.00 +≤ 60\.00 +≤ 500\.00 % +≥ 2\.00 +≤ 60\.00/);
    expect(json(compared).comparisons.map((one) => [one.alternative, one.savings_bound])).toEqual([
      ['cheap', null],
      ['official:what-if', 'upper'],
      ['cheap:what-if', 'upper'],
    ]);
  });

  it('the break-even volume is the first whole one on the cheaper side', () => {
    const fee = offer(
      'id: usage, kind: usage\nid: off, kind: percent, percent: -15, base: [usage]\nid: seat, kind: fixed, amount: 500, per: month',
      'id: half',
    );
    const made = planComparison(scenario('alternatives: [half]'), { to: [] }, [fee], 'USD');
    const compared = compareOffers({
      plan: { ...made, monthlyGrowth: ONE },
      month: SEPTEMBER,
      usage: [worth('75')],
      dimensions: [],
      pricing: SONNET,
    });
    expect(json(compared).comparisons[0]!.break_even).toEqual({
      tokens_per_month: 2000000000 / 9,
      cheaper: 'above',
      until_tokens_per_month: null,
      cheaper_ranges: [{ from: 2000000000 / 9, to: null }],
      is_complete: true,
    });
    expect(String(render(reportOf(compared), 'table'))).toMatch(/222,222,223 +above it\n/);
  });

  it('the volume up to which it is cheaper stands beside the one from which it is', () => {
    // 50 a month with 90 of usage at 1.2 × list, then overage: cheaper from 10/3 to 40/3 million tokens of 15 a million.
    const withOverage = offer(
      'id: usage, kind: usage, price_factor: 1.2\nid: included, kind: included, amount: 90, base: [usage]\nid: plan, kind: fixed, amount: 50, per: month',
      'id: half',
    );
    const compared = compareOffers({
      plan: planComparison(scenario('alternatives: [half]'), { to: [] }, [withOverage], 'USD'),
      month: SEPTEMBER,
      usage: [usage({ unsplit: '5000000' })],
      dimensions: [],
      pricing: SONNET,
    });
    expect(json(compared).comparisons[0]!.break_even).toMatchObject({
      cheaper: 'above',
      until_tokens_per_month: 40000000 / 3,
    });
    expect(String(render(reportOf(compared), 'table'))).toMatch(/3,333,334 +above it, up to 13,333,333\n/);
  });
});
