/** Comparisons beyond the worked example: routes, ranges, too little data, what an offer carries. */

import { describe, expect, it } from 'vitest';
import { decimal, exact } from '../../src/core/exact.js';
import { english } from '../../src/core/phrase.js';
import type { Dimension } from '../../src/core/question.js';
import type { OfferPricing } from '../../src/offers/bill.js';
import { planComparison } from '../../src/offers/plan.js';
import type { Offer } from '../../src/pricing/offer-schema.js';
import { compareOffers } from '../../src/projection/compare.js';
import type { CompareInput } from '../../src/projection/comparison.js';
import { resolveMonth } from '../../src/projection/month.js';
import { flat, offer, refusal, SONNET, text, usage, worth } from '../offers/words.js';
import { bookPricing, days, SEPTEMBER, scenario } from './words.js';

const HALF = offer(
  'id: usage, kind: usage, price_factor: 0.5\nid: seat, kind: fixed, amount: 20, per: month',
  'id: half',
);

function run(body: string, offers: readonly Offer[], more: Partial<CompareInput>, to: readonly string[] = []) {
  const plan = planComparison(scenario(body), { to }, offers, 'USD');
  return compareOffers({ plan, month: SEPTEMBER, usage: [worth('75')], dimensions: [], pricing: SONNET, ...more });
}

describe('routes', () => {
  const dimensions: Dimension[] = ['team'];
  const used = [worth('100', { group: ['search'] }), worth('60', { group: ['ads'] }), worth('40', { group: [null] })];
  it('move a share of what they select; the rest stays, with its fees', () => {
    const result = run(
      'routes: [{where: {team: search}, share: 0.5, offer: half}, {where: {team: ads}, offer: half}]',
      [HALF],
      { usage: used, dimensions },
    );
    const [, routed] = result.offers;
    // stays: 50 + 40 = 90; moves: (50 + 60) × 0.5 + 20 = 75
    expect(routed!.bills!.low.steps.map((step) => `${step.id} ${text(step.amount)}`)).toEqual([
      'official/usage 90',
      'half/usage 55',
      'half/seat 20',
    ]);
    expect(text(result.comparisons[0]!.savings.monthly.low)).toBe('35'); // 200 − 165
    expect(result.comparisons[0]!.alternative).toBe('routed');
  });
  it('select what is not logged by an empty value', () => {
    const result = run('routes: [{where: {team: ""}, offer: half}]', [HALF], { usage: used, dimensions });
    expect(text(result.offers[1]!.bills!.low.total)).toBe('200'); // 160 + 20 + 20
  });
  it('run on both sides only with what they move', () => {
    const moving = 'moving: {shadow_share: 0.25, shadow_days: 12}';
    const dual = (routes: string) =>
      run(`routes: [${routes}]\n${moving}`, [HALF], { usage: used, dimensions }).comparisons[0]!.oneTimeParts.map(
        ({ amount, formula }) => [text(amount), formula],
      );
    // Half of what search uses is 25 at the offer; a quarter of it for 12 of 30 days is a tenth.
    expect(dual('{where: {team: search}, share: 0.5, offer: half}')).toEqual([
      ['2.5', '25 % of the routed calls sent to both for 12 of 30 days'],
    ]);
    expect(dual('{where: {team: nobody}, offer: half}')[0]?.[0]).toBe('0');
  });
  it('share calls as well as tokens', () => {
    const perCall = offer('id: call, kind: per_unit, metric: requests, price: 1, per: 1', 'id: half');
    const result = run('routes: [{where: {team: search}, share: 0.001, offer: half}]', [perCall], {
      usage: used,
      dimensions,
    });
    expect(text(result.offers[1]!.bills!.low.steps[1]!.amount)).toBe('1'); // 1,000 calls × 0.001
  });
  it('that take more than all of something are refused', () => {
    const body =
      'routes: [{where: {team: search}, share: 0.6, offer: half}, {where: {team: search}, share: 0.6, offer: half}]';
    expect(refusal(() => run(body, [HALF], { usage: used, dimensions }))).toBe(
      'scenario test: routes | expected routes that take at most all of the traffic, found 120 % of it where team=search, and team=search | lower the shares, or make the conditions exclude each other',
    );
  });
});

describe('token totals that nothing splits', () => {
  it('make every figure a range whose ends assume the same split on both sides', async () => {
    const { pricing } = await bookPricing([]);
    // 5 M tokens of claude-sonnet-4 at list: 15.00 as input (3 per million) to 75.00 as output (15)
    const result = run('alternatives: [half]\none_time_cost: 10', [HALF], {
      usage: [usage({ unsplit: '5000000' })],
      pricing,
    });
    const [official] = result.offers;
    expect([official!.bills!.low.total, official!.bills!.high.total].map(text)).toEqual(['15', '75']);
    const [half] = result.comparisons;
    // 15 − 27.5 = −12.5; 75 − 57.5 = 17.5
    expect([half!.savings.monthly.low, half!.savings.monthly.high].map(text)).toEqual(['-12.5', '17.5']);
    expect(half!.paybackMonths).toBeNull();
    expect([half!.netBenefit.low, half!.netBenefit.high].map(text)).toEqual(['-160', '200']);
  });
});

describe('too little data', () => {
  const month = resolveMonth({ days: days('2026-09-01', '2026-09-03'), callsWithoutTime: 0n });
  it('gives no monthly figure, only what the calls cost each', () => {
    const result = run('alternatives: [half]', [HALF], { month });
    expect([result.isConclusive, result.comparisons, result.offers.map((one) => one.bills)]).toEqual([
      false,
      [],
      [null, null],
    ]);
    // 75.00 for 1,000 calls of 5 M tokens; half of it without the seat
    expect(result.offers.map((one) => [text(one.costPerCall!.low), text(one.costPerMillionTokens!.low)])).toEqual([
      ['0.075', '15'],
      ['0.0375', '7.5'],
    ]);
    expect(result.notes.map((note) => note.code)).toEqual(['inconclusive_month']);
  });
  it('is enough with a stated volume', () => {
    const result = run('alternatives: [half]\nvolume: {calls_per_month: 4000}', [HALF], { month });
    expect([result.isConclusive, ...result.offers.map((one) => text(one.bills!.low.total))]).toEqual([
      true,
      '300',
      '170',
    ]);
  });
});

describe('part of a month', () => {
  it('scales usage and calls, never fees', () => {
    const month = resolveMonth({ days: days('2026-10-05', '2026-10-16'), callsWithoutTime: 0n });
    const result = run('alternatives: [half]', [HALF], { month, usage: [worth('12')] });
    expect(result.offers.map((one) => text(one.bills!.low.total))).toEqual(['31', '35.5']); // 12 × 31/12; half + 20
    expect([text(result.calls), english(result.sentence)]).toEqual([
      '7750/3',
      '12 of 31 days of 2026-10, scaled × 2.58',
    ]);
  });
});

describe('what is said beside the figures', () => {
  const codes = (result: ReturnType<typeof run>) =>
    result.comparisons.flatMap((one) => one.notes.map((note) => note.code));
  it('prepaid credit that is left over', () => {
    const result = run(
      'alternatives: [a]',
      [offer('id: usage, kind: usage\nid: credit, kind: prepaid, increment: 50, base: [usage]', 'id: a')],
      {},
    );
    expect(result.comparisons[0]!.notes.map((note) => note.message)).toEqual([
      'a: 25.00 USD of prepaid credit is left over and carried to the next month; 100.00 is paid',
    ]);
  });
  it('usage without a price makes both sides bounds', () => {
    const result = run('alternatives: [half]', [HALF], {
      usage: [worth('75'), usage({ input: '9' }, { model: 'mystery' })],
    });
    expect([...result.notes.map((note) => note.code), ...codes(result)]).toEqual([
      'small_volume',
      'baseline_lower_bound',
      'offer_lower_bound',
    ]);
  });
  it('a month inside a cliff', () => {
    const table = offer(
      'id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1000000, tiers: [{from: 0, price: 12.5}, {from: 10000000, price: 10.5}]',
      'id: a',
    );
    const result = run('alternatives: [a]', [table], { usage: [usage({ unsplit: '9000000' })] });
    expect(result.comparisons[0]!.notes.map((note) => note.message)).toEqual([
      "a: this month's 9,000,000 tokens cost more than 10,000,000 would, as do all between 8,400,000 and 10,000,000 (usage)",
    ]);
  });
  it('a prompt cache that may not be carried: both costs, and the hit rate that decides', () => {
    const cached: OfferPricing = {
      currency: () => 'USD',
      price(used) {
        // 10 per million input, 1 per million cached
        const amount = [...used.quantities].reduce(
          (total, [meter, quantity]) => total + quantity.numerator * (meter === 'cache_read' ? 1n : 10n),
          0n,
        );
        return {
          usage: used,
          sku: 'x',
          lines: [],
          unpriced: [],
          low: exact(amount, 1_000_000n),
          high: exact(amount, 1_000_000n),
        };
      },
    };
    const gateway = offer('id: usage, kind: usage, price_factor: 0.5', 'id: a\ncarries: {prompt_cache: unknown}');
    const result = run('alternatives: [a]', [gateway], {
      usage: [
        {
          ...usage({}),
          quantities: new Map([
            ['input', decimal('2000000')],
            ['cache_read', decimal('8000000')],
          ]),
        },
      ],
      pricing: cached,
    });
    // List 28. Carried 14; not carried 50; 50 − 36 h = 28 at h = 11/18, so at 44/90 of all input read from the cache.
    expect(result.comparisons[0]!.notes.map((note) => note.message)).toEqual([
      'a: whether the prompt cache is carried is unknown: 14.00 USD per month if it is, as the figures assume, 50.00 if not; it breaks even with official at a cache-hit rate of 48.89 % (observed 80.00 %)',
    ]);
  });
  it('says both costs for a batch discount that may be lost, and nothing where the traffic has no batch', async () => {
    const halved: OfferPricing = {
      currency: () => 'USD',
      price: (used) => {
        // 2 per million, 1 in a batch
        const tokens = used.quantities.get('input')?.numerator ?? 0n;
        const amount = exact(tokens * (used.context.isBatch ? 1n : 2n), 1_000_000n);
        return { usage: used, sku: 'x', lines: [], unpriced: [], low: amount, high: amount };
      },
    };
    const gateway = offer('id: usage, kind: usage', 'id: a\ncarries: {batch: unknown, flex: unknown}');
    const batch = usage({ input: '3000000' }, { context: { isBatch: true } });
    const result = run('alternatives: [a]', [gateway], { usage: [batch], pricing: halved });
    expect(result.comparisons[0]!.notes.map((note) => note.message)).toEqual([
      'a: whether batch is carried is unknown: 3.00 USD per month if it is, as the figures assume, 6.00 if not',
    ]);
    const plain = run('alternatives: [a]', [gateway], { usage: [usage({ input: '3000000' })], pricing: halved });
    expect(plain.comparisons[0]!.notes).toEqual([]);
  });
  it('credit that is left over is used in the next month of the horizon', () => {
    // 75 a month in top-ups of 10 at a fee of 0.80 each: 8, then 7 (5.00 was left), and so on: 7.5 on average, 6.00
    const topUps = offer(
      `id: usage, kind: usage
      id: credits, kind: prepaid, increment: 10, base: [usage]
      id: fee, kind: percent, percent: 5.5, min: 0.80, charge_size: 10, base: [usage, credits]`,
      'id: a',
    );
    const result = run('alternatives: [a]\nhorizon_months: 12', [topUps], { usage: [worth('75')], pricing: SONNET });
    const [comparison] = result.comparisons;
    expect(text(comparison!.savings.monthly.low)).toBe('-6.4');
    expect(text(comparison!.netBenefit.low)).toBe('-72');
  });
  it('offers in another currency than the comparison are refused', () => {
    const euro = offer(
      'id: usage, kind: usage\nid: eur, kind: fx, to: EUR, rate: 0.9, as_of: 2026-11-20, source: ECB',
      'id: a\ncurrency: EUR',
    );
    expect(refusal(() => run('alternatives: [a]', [euro], {}))).toBe(
      'offer a: currency | expected USD as in the comparison, found EUR | add an fx step to USD, or state what EUR is worth in USD in the fx section of tollbook.yaml',
    );
  });
});

describe('work', () => {
  it('prices each kind of usage once, however many offers, months and volumes are looked at', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      usage({ input: String(1000 + index), output: '500' }, { model: `m${index % 30}` }),
    );
    const prices = flat(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`m${index}`, '3'])));
    let priced = 0;
    const counting: OfferPricing = {
      ...prices,
      price: (one, book) => {
        priced += 1;
        return prices.price(one, book);
      },
    };
    const body = 'alternatives: [half]\nhorizon_months: 60\nmonthly_growth_percent: 3\nyearly_discount_rate_percent: 8';
    expect(run(body, [HALF], { usage: many, pricing: counting }).comparisons).toHaveLength(1);
    // As it is, with nothing and with everything read from a cache.
    expect(priced).toBe(3 * 60);
  });
});

describe('calls that nobody is charged for', () => {
  it('are calls of a volume and of the cost per call', () => {
    // 1,000 charged calls of 100.00 and 250 that failed: 2,500 calls are twice as many.
    const failed = { ...worth('1', { calls: 250n }), isCharged: false };
    const result = run('alternatives: [half]\nvolume: {calls_per_month: 2500}', [HALF], {
      usage: [worth('100', { calls: 1000n })],
      uncharged: [failed],
    });
    const [official] = result.offers;
    expect(text(result.calls)).toBe('2500');
    expect(text(official!.bills!.low.total)).toBe('200');
    expect(text(official!.costPerCall!.low)).toBe('0.08');
  });
});
