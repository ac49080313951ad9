/** A comparison over months that a forecast tells, and ways they may go: worked by hand, and properties of the draws. */
import { describe, expect, it } from 'vitest';
import { decimal, exact, ONE, toNumber } from '../../src/core/exact.js';
import { seeded } from '../../src/core/random.js';
import { planComparison } from '../../src/offers/plan.js';
import type { Offer } from '../../src/pricing/offer-schema.js';
import { compareOffers } from '../../src/projection/compare.js';
import type { CompareInput } from '../../src/projection/comparison.js';
import { banded } from '../../src/projection/forecast/band.js';
import { volumePaths } from '../../src/projection/forecast/paths.js';
import type { Ahead } from '../../src/projection/horizon.js';
import { accumulatedPayback } from '../../src/projection/savings.js';
import { flat, offer, SONNET, text, usage, worth } from '../offers/words.js';
import { daily, forecastFrom } from './forecast-words.js';
import { SEPTEMBER, scenario } from './words.js';

const HALF = offer('id: usage, kind: usage, price_factor: 0.5', 'id: half');

/** Months worth so much at list prices, and ways they may go. */
function ahead(months: readonly string[], paths: readonly (readonly string[])[]): Ahead {
  return {
    asOf: '2026-09-30',
    months: months.map((amount, index) => ({ month: `2026-${10 + index}`, usage: [worth(amount)] })),
    paths: paths.map((path) => path.map(decimal)),
    unsure: null,
    seed: 1,
    tested: null,
  };
}

function run(
  body: string,
  offers: readonly Offer[],
  told: Ahead | { reason: string },
  more: Partial<CompareInput> = {},
) {
  const plan = planComparison(scenario(body), { to: [] }, offers, 'USD');
  const input = { plan, month: SEPTEMBER, usage: [worth('100')], dimensions: [], pricing: SONNET, ...more };
  return compareOffers({ ...input, ahead: told });
}

describe('months of a forecast', () => {
  const months = ['100', '200', '400'];

  it('are billed in place of the month of the calls', () => {
    const { comparisons, horizon } = run(
      'alternatives: [half]\nhorizon_months: 3\none_time_cost: 175',
      [HALF],
      ahead(months, [['1', '1', '1']]),
    );
    const [one] = comparisons;
    expect(horizon.basis).toBe('forecast');
    expect(one!.months.map((of) => [of.month, text(of.baseline), text(of.alternative)])).toEqual([
      ['2026-10', '100', '50'],
      ['2026-11', '200', '100'],
      ['2026-12', '400', '200'],
    ]);
    // The month of the calls stays what it was: 100 against 50.
    expect(text(one!.savings.monthly.low)).toBe('50');
    // 50 + 100 + 200 − 175; 50 and 100 leave 25 of the 175, an eighth of what the third month saves.
    expect(text(one!.netBenefit.low)).toBe('175');
    expect(text(one!.paybackMonths!.low)).toBe('2.125');
  });

  it('are each billed at their own tier on every way they may go, never scaled', () => {
    const tiered = offer(
      'id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1000000, tiers: [{from: 0, price: 15}, {from: 10000000, price: 10.5}]',
      'id: tiered',
    );
    const told = {
      ...ahead(['0'], [['1'], ['1.5'], ['0.5'], ['1.5'], ['1.5'], ['1'], ['1'], ['1'], ['1'], ['1']]),
      months: [{ month: '2026-10', usage: [usage({ input: '8000000' })] }],
    };
    const { comparisons } = run('alternatives: [tiered]\nhorizon_months: 1\none_time_cost: 10', [tiered], told, {
      usage: [usage({ input: '5000000' })],
      pricing: flat({ 'claude-sonnet-4': '15' }),
    });
    const outcomes = comparisons[0]!.outcomes!;
    // 8 and 4 million tokens cost the same at both; 12 million 180 against 126. Three ways of ten bring back 10.
    expect(text(outcomes.probability.low)).toBe('0.3');
    expect([outcomes.netBenefit.at95.low, outcomes.netBenefit.at95.high].map(text)).toEqual(['-10', '44']);
    expect(outcomes.paybackMonths!.at95.high).toBeNull();
    expect(outcomes.paybackMonths!.at95.low).toEqual(exact(10n, 54n));
  });

  it('start with what the one before left', () => {
    const topUps = offer(
      `id: usage, kind: usage
id: credits, kind: prepaid, increment: 10, base: [usage]
id: fee, kind: percent, percent: 5.5, min: 0.80, charge_size: 10, base: [usage, credits]`,
      'id: top-ups',
    );
    const body = 'alternatives: [top-ups]\nhorizon_months: 3';
    const [one] = run(body, [topUps], ahead(['75', '75', '75'], [['1', '1', '1']])).comparisons;
    // 8 top-ups, 5.00 left; 7, none left; 8 again: at 0.80 each.
    expect(one!.months.map((month) => text(month.alternative))).toEqual(['81.4', '80.6', '81.4']);
    expect(text(one!.outcomes!.netBenefit.at80.low)).toBe('-18.4');
  });

  it('give way to what was stated, and the result says so', () => {
    const told = ahead(months, [['1', '1', '1']]);
    const grown = run('alternatives: [half]\nhorizon_months: 3\nmonthly_growth_percent: 10', [HALF], told);
    expect([grown.horizon.basis, grown.comparisons[0]!.outcomes]).toEqual(['stated_growth', null]);
    expect(grown.comparisons[0]!.months.map((one) => text(one.baseline))).toEqual(['100', '110', '121']);
    const level = run('alternatives: [half]\nhorizon_months: 3\nmonthly_growth_percent: 0', [HALF], told);
    expect(level.comparisons[0]!.months.map((one) => text(one.baseline))).toEqual(['100', '100', '100']);
    const volume = run('alternatives: [half]\nhorizon_months: 3\nvolume: {calls_per_month: 2000}', [HALF], told);
    expect(volume.horizon.basis).toBe('stated_volume');
    const short = run('alternatives: [half]\nhorizon_months: 3', [HALF], { reason: 'too few days' });
    expect([short.horizon.basis, short.horizon.reason, short.comparisons[0]!.outcomes]).toEqual([
      'level',
      'too few days',
      null,
    ]);
  });

  it('are what the decision hangs on', () => {
    const body = 'alternatives: [half]\nhorizon_months: 3\none_time_cost: 10';
    const [one] = run(body, [HALF], ahead(months, [['1', '1', '1']]), { isSensitivityAsked: true }).comparisons;
    // 350 saved: 315 and 385. A point of growth: the second month 1 % more, the third 2.01 %: 1 + 4.02.
    expect(one!.sensitivities!.map(({ factor, less, more }) => [factor, text(less), text(more)])).toEqual([
      ['volume', '305', '375'],
      ['growth', '335.02', '345.02'],
    ]);
  });

  it('are changed and routed like the month of the calls', () => {
    const told = {
      ...ahead([], [['1']]),
      months: [
        {
          month: '2026-10',
          usage: [
            { ...worth('300'), group: ['search'] },
            { ...worth('100'), group: ['ads'] },
          ],
        },
      ],
    };
    const { comparisons } = run(
      'routes: [{where: {team: search}, share: 0.5, offer: half}]\nhorizon_months: 1',
      [HALF],
      told,
      { dimensions: ['team'], usage: [{ ...worth('100'), group: ['search'] }] },
    );
    // Half of the 300 of search at half the price.
    expect(comparisons[0]!.months.map((one) => [text(one.baseline), text(one.alternative)])).toEqual([['400', '325']]);
  });
});

describe('payback of months that differ', () => {
  it.each([
    [['343.75', '343.75', '343.75', '343.75', '343.75', '343.75'], '2000', exact(64n, 11n)],
    [['100', '-50', '100'], '125', exact(11n, 4n)],
    [['100', '100'], '201', null],
    [['100', '100'], '0', null],
  ])('%j of %s', (savings, cost, months) => {
    expect(accumulatedPayback(savings.map(decimal), decimal(cost))).toEqual(months);
  });
});

describe('ways the months may go', () => {
  // Four months of weeks with a level that moves: errors of all kinds.
  const random = seeded(7);
  const usage84 = daily(
    Array.from({ length: 119 }, (_, day) =>
      BigInt(Math.round((10_000 + 30 * day) * (day % 7 < 5 ? 1 : 0.4) * (0.8 + 0.4 * random()))),
    ),
  );
  const found = forecastFrom(usage84, { months: 12 });
  const months = found.months.filter(({ kind }) => kind === 'forecast');
  const band = banded(found, found.models, (_, counted) => (counted === 'input' ? 1 : 0));
  const paths = volumePaths({ band, months, paths: 1000, seed: 1 });

  it('are the same for the same seed, and others for another', () => {
    expect(volumePaths({ band, months, paths: 1000, seed: 1 })).toEqual(paths);
    expect(volumePaths({ band, months, paths: 1000, seed: 2 })).not.toEqual(paths);
  });

  it('lie in the interval of each month as often as it says', () => {
    months.forEach((month, index) => {
      const expected = band.expected(month);
      const { below80, above80, below95, above95 } = band.of(month)!;
      const inside = (below: number, above: number) =>
        paths.filter((path) => {
          const value = toNumber(path[index]!) * expected;
          return value >= expected - below * 1.01 && value <= expected + above * 1.01;
        }).length / paths.length;
      expect(inside(below80, above80)).toBeGreaterThan(0.77);
      expect(inside(below80, above80)).toBeLessThan(0.85);
      expect(inside(below95, above95)).toBeGreaterThan(0.92);
    });
  });

  it('err together: months that follow each other are off the same way', () => {
    const off = (index: number) => paths.map((path) => toNumber(path[index]!) - 1);
    const product = (one: number[], other: number[]) => one.reduce((total, value, at) => total + value * other[at]!, 0);
    const [one, other] = [off(5), off(6)];
    expect(product(one, other) / Math.sqrt(product(one, one) * product(other, other))).toBeGreaterThan(0.5);
  });

  it('stay where nothing is expected', () => {
    const stopped = forecastFrom(daily(Array.from({ length: 90 }, (_, day) => (day < 45 ? 1000n : 0n)).concat([0n])), {
      months: 2,
    });
    const none = banded(stopped, stopped.models, () => 0);
    const later = stopped.months.filter(({ kind }) => kind === 'forecast');
    expect(volumePaths({ band: none, months: later, paths: 2, seed: 1 }).flat()).toEqual([ONE, ONE, ONE, ONE]);
  });
});

describe('seeded numbers', () => {
  it('are those of sfc32, evenly spread', () => {
    const next = seeded(1);
    const drawn = Array.from({ length: 20_000 }, next);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => drawn.filter((one) => Math.floor(one * 10) === tenth).length,
    );
    // Chi-squared with 9 degrees of freedom stays below 27.9 in 999 of 1,000 draws.
    expect(tenths.reduce((total, count) => total + (count - 2000) ** 2 / 2000, 0)).toBeLessThan(27.9);
  });
});
