/** What stands behind a comparison's totals: causes, the cost of moving, months, tiers nearby, hit rates, sensitivity. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from '../../src/core/exact.js';
import { planComparison } from '../../src/offers/plan.js';
import type { Offer } from '../../src/pricing/offer-schema.js';
import { compareOffers } from '../../src/projection/compare.js';
import type { CompareInput } from '../../src/projection/comparison.js';
import { flat, offer, refusal, SONNET, text, usage, worth } from '../offers/words.js';
import { CACHING, SEPTEMBER, scenario, UNCACHED } from './words.js';

function run(body: string, offers: readonly Offer[], more: Partial<CompareInput> = {}) {
  const plan = planComparison(scenario(body), { to: [] }, offers, 'USD');
  return compareOffers({ plan, month: SEPTEMBER, usage: [worth('100')], dimensions: [], pricing: SONNET, ...more });
}

const GATEWAY = offer(
  `id: usage, kind: usage, price_factor: 0.9
id: bundle, kind: percent, percent: -10, base: [usage]
id: fee, kind: percent, percent: 5, base: [usage]
id: seat, kind: fixed, amount: 8, per: month
id: setup, kind: fixed, amount: 50, per: once
id: servers, kind: infra, amount: 3, per: month`,
  'id: gateway',
);

describe('where a saving comes from', () => {
  it('price, discounts, fees and infrastructure, which add up to it', () => {
    const [one] = run('alternatives: [gateway]', [GATEWAY]).comparisons;
    // 100 against 90 − 9 + 4.5 + 8 + 3 = 96.5
    const { byCause, monthly } = one!.savings;
    expect(Object.fromEntries(Object.entries(byCause).map(([cause, saved]) => [cause, text(saved)]))).toEqual({
      price: '10',
      discounts: '9',
      fees: '-12.5',
      infrastructure: '-3',
    });
    expect(text(monthly.low)).toBe('3.5');
  });
  it('adds up whatever the offer is', () => {
    const percent = fc.integer({ min: -90, max: 90 });
    const money = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(percent, percent, money, money, money, (first, second, fee, servers, used) => {
        const some = offer(
          `id: usage, kind: usage
id: one, kind: percent, percent: ${first}, base: [usage]
id: two, kind: percent, percent: ${second}, base: [usage, one]
id: fee, kind: fixed, amount: ${fee}, per: month
id: servers, kind: infra, amount: ${servers}, per: month`,
          'id: some',
        );
        const [found] = run('alternatives: [some]', [some], { usage: [worth(String(used + 1))] }).comparisons;
        expect(text(sum(Object.values(found!.savings.byCause)))).toBe(text(found!.savings.monthly.low));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the cost of moving', () => {
  const moving = 'moving: {engineer_days: 2.5, day_rate: 640, shadow_share: 0.25, shadow_days: 12}';
  it('is what was stated, days of engineers, what is charged once, and both sides running', () => {
    const [one] = run(`alternatives: [gateway]\none_time_cost: 100\n${moving}`, [GATEWAY]).comparisons;
    // a quarter of the calls for 12 of 30 days is a tenth of the month: of 90 − 9 + 4.5
    expect(one!.oneTimeParts.map(({ id, amount, formula }) => [id, text(amount), formula])).toEqual([
      ['stated', '100', 'as stated'],
      ['engineers', '1600', '2.5 days at 640.00'],
      ['charged_once', '50', 'charged once by the offer'],
      ['dual_running', '8.55', '25 % of the calls sent to both for 12 of 30 days'],
    ]);
    expect(text(one!.oneTimeCost!)).toBe('1758.55');
    // 12 × 3.5 − 1758.55
    expect(text(one!.netBenefit.low)).toBe('-1716.55');
  });
  it('needs a rate beside days, and days beside a share', () => {
    const half = (keys: string) => refusal(() => scenario(`alternatives: [gateway]\nmoving: {${keys}}`));
    expect(half('engineer_days: 3')).toContain('expected engineer_days and day_rate together');
    expect(half('shadow_days: 3')).toContain('expected shadow_share and shadow_days together');
  });
  it('that nothing brings back is said', () => {
    const { notes } = run(`alternatives: [gateway]\n${moving}`, [GATEWAY]);
    expect(notes.map((note) => note.message)).toContain(
      'no alternative brings back what moving costs within 12 months',
    );
    expect(run('alternatives: [gateway]\nhorizon_months: 24', [GATEWAY]).notes.map(({ code }) => code)).not.toContain(
      'never_pays_back',
    );
  });
});

describe('the months of the horizon', () => {
  it('grow, each at its own bill', () => {
    const fee = offer(
      'id: usage, kind: usage, price_factor: 0.5\nid: seat, kind: fixed, amount: 10, per: month',
      'id: half',
    );
    const [one] = run('alternatives: [half]\nhorizon_months: 3\nmonthly_growth_percent: 10', [fee]).comparisons;
    expect(one!.months.map(({ baseline, alternative }) => [text(baseline), text(alternative)])).toEqual([
      ['100', '60'],
      ['110', '65'],
      ['121', '70.5'],
    ]);
  });
});

describe('tiers near the volume', () => {
  const tiered = offer(
    'id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1000000, tiers: [{from: 0, price: 15}, {from: 1000000, price: 12.5}, {from: 10000000, price: 10.5}]',
    'id: tiered',
  );
  it('say what the month would cost where they begin', () => {
    const [one] = run('alternatives: [tiered]', [tiered], {
      usage: [usage({ input: '5000000' })],
      pricing: flat({ 'claude-sonnet-4': '15' }),
    }).comparisons;
    const shown = Object.entries(one!.nearTiers!).map(([place, tier]) => [
      place,
      tier && [tier.tokens, tier.monthlyCost, tier.costPerMillionTokens].map(text),
    ]);
    expect(shown).toEqual([
      ['here', ['5000000', '62.5', '12.5']],
      ['below', ['1000000', '12.5', '12.5']],
      ['above', ['10000000', '105', '10.5']],
    ]);
  });
  it('are none where there are no tiers', () => {
    expect(run('alternatives: [gateway]', [GATEWAY]).comparisons[0]!.nearTiers).toBeNull();
  });
});

describe('the hit rate at which two offers cost the same', () => {
  const cacheless = (factor: string) =>
    offer(`id: usage, kind: usage, price_factor: ${factor}`, 'id: cacheless\ncarries: {prompt_cache: no}');
  const sent = [usage({ input: '600000', cache_read: '400000' })];
  it('is exact', () => {
    // a million tokens at rate h: 10 − 9h against 8 × whatever h: h = 2/9
    const [one] = run('alternatives: [cacheless]', [cacheless('0.8')], { usage: sent, pricing: CACHING }).comparisons;
    expect(one!.hitRateBreakEven).toEqual({ rate: { numerator: 2n, denominator: 9n }, cheaper: 'below' });
    expect(one!.notes.map((note) => note.message)).toContain(
      'cacheless: cheaper than official below a cache-hit rate of 22.22 % at both',
    );
  });
  it('cannot be known where no price for cache reads is, which is not a price of 0', () => {
    // Were reads free, 10 × (1 − h) against 8 would be h = 0.2.
    const message =
      'cacheless: at which cache-hit rate it costs as much as official cannot be known: ' +
      'what claude-sonnet-4 costs that is read from a cache has no price at official';
    for (const used of [sent, [usage({ input: '1000000' })]]) {
      const more = { usage: used, pricing: UNCACHED };
      const [one] = run('alternatives: [cacheless]', [cacheless('0.8')], more).comparisons;
      expect(one!.hitRateBreakEven).toBeNull();
      expect(one!.notes.map((note) => note.message)).toContain(message);
    }
  });
  it('is not told of calls that read nothing, where it would decide nothing', () => {
    const more = { usage: [usage({ input: '1000000' })], pricing: UNCACHED };
    const [one] = run('alternatives: [cacheless]', [cacheless('1.2')], more).comparisons;
    expect(one!.notes.map((note) => note.code)).not.toContain('break_even_cache_hit_rate_unknown');
  });
  it('is none where one side is cheaper at every rate', () => {
    const [one] = run('alternatives: [cacheless]', [cacheless('1.2')], { usage: sent, pricing: CACHING }).comparisons;
    expect(one!.hitRateBreakEven).toBeNull();
  });
});

describe('what a decision hangs on', () => {
  const half = offer(
    'id: usage, kind: usage\nid: bundle, kind: percent, percent: -20, base: [usage]\nid: seat, kind: fixed, amount: 5, per: month',
    'id: half',
  );
  it('is reckoned one thing at a time, the widest first', () => {
    const body = 'alternatives: [half]\nhorizon_months: 2\none_time_cost: 7';
    const [one] = run(body, [half], { isSensitivityAsked: true }).comparisons;
    // as it is: 2 × (20 − 5) − 7 = 23
    expect(one!.sensitivities!.map(({ factor, less, more }) => [factor, text(less), text(more)])).toEqual([
      ['volume', '19', '27'], // 2 × (18 − 5) − 7, 2 × (22 − 5) − 7
      ['discount', '19', '27'], // 18 % and 22 % off
      ['fees', '24', '22'], // 4.50 and 5.50
      ['growth', '22.8', '23.2'], // the second month at 99 % and 101 %
    ]);
  });
  it('knows a tenth of the hit rate', () => {
    const cacheless = offer('id: usage, kind: usage', 'id: cacheless\ncarries: {prompt_cache: no}');
    const [one] = run('alternatives: [cacheless]\nhorizon_months: 1', [cacheless], {
      usage: [usage({ input: '600000', cache_read: '400000' })],
      pricing: CACHING,
      isSensitivityAsked: true,
    }).comparisons;
    // 6.40 against 10 now; with 360,000 read 6.76, with 440,000 read 6.04
    const found = one!.sensitivities!.find(({ factor }) => factor === 'cache_hit_rate');
    expect([text(found!.less), text(found!.more)]).toEqual(['-3.24', '-3.96']);
  });
  it('is left out unless asked for', () => {
    expect(run('alternatives: [half]', [half]).comparisons[0]!.sensitivities).toBeNull();
  });
});

describe('advice', () => {
  it('says when there is little to save', () => {
    const codes = (used: string) =>
      run('alternatives: [gateway]', [GATEWAY], { usage: [worth(used)] }).notes.map(({ code }) => code);
    expect(codes('99.99')).toContain('small_volume');
    expect(codes('100')).not.toContain('small_volume');
  });
});
