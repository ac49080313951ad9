/** The tables of src/projection/README.md, row by row. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toFixed } from '../../src/core/decimal.js';
import { compare, decimal, divide, type Exact, exact, multiply, subtract } from '../../src/core/exact.js';
import { planComparison } from '../../src/offers/plan.js';
import { breakEven } from '../../src/projection/break-even.js';
import { cliffsOf } from '../../src/projection/cliffs.js';
import { compareOffers } from '../../src/projection/compare.js';
import { halfWidth } from '../../src/projection/forecast/interval.js';
import { ahead } from '../../src/projection/forecast/smoothing.js';
import { resolveMonth } from '../../src/projection/month.js';
import { economicsOf } from '../../src/projection/savings.js';
import { tokensOf } from '../../src/projection/volume.js';
import { atHitRate } from '../../src/projection/what-if.js';
import { rowsOf } from '../offers/readme-tables.js';
import { offer, SONNET, usage, worth } from '../offers/words.js';
import { forecastOf, shared } from './forecast-words.js';
import { days, SEPTEMBER, scenario } from './words.js';

const README = readFileSync(new URL('../../src/projection/README.md', import.meta.url), 'utf8');

describe('README of projection', () => {
  it.each(rowsOf(README, 'first call'))('month: %s', (...row) => {
    const [first, last, basis, factor, month] = row;
    const found = resolveMonth({ days: days(first!, last!), callsWithoutTime: 0n });
    expect([found.basis, found.factor, found.month]).toEqual([basis, value(factor!), month]);
  });

  it.each(rowsOf(README, 'input'))('hit rate: %s', (input, read, written, rate, ...expected) => {
    const [after] = atHitRate(value(rate!))(usage({ input: input!, cache_read: read!, cache_write: written! }));
    const found = (['input', 'cache_read', 'cache_write'] as const).map(
      (meter) => after!.quantities.get(meter) ?? exact(0n),
    );
    expect(found).toEqual(expected.map(value));
  });

  it.each(rowsOf(README, 'use per month'))('dual running: %s', (use, share, shadowDays, cost) => {
    const plan = planComparison(
      scenario(`alternatives: [half]\nmoving: {shadow_share: ${share}, shadow_days: ${shadowDays}}`),
      { to: [] },
      [offer('id: usage, kind: usage\nid: seat, kind: fixed, amount: 7, per: month', 'id: half')],
      'USD',
    );
    const { comparisons } = compareOffers({
      plan,
      month: SEPTEMBER,
      usage: [worth(use!)],
      dimensions: [],
      pricing: SONNET,
    });
    expect(comparisons[0]!.oneTimeCost).toEqual(value(cost!));
  });

  it.each(rowsOf(README, '--days'))('--days: %s', (stated, factor) => {
    expect(resolveMonth({ days: [], callsWithoutTime: 1n, statedDays: Number(stated) }).factor).toEqual(value(factor!));
  });

  it.each(rowsOf(README, 'baseline'))('savings: %s against %s', (baseline, alternative, cost, months, ...expected) => {
    const savings = subtract(value(baseline!), value(alternative!));
    const found = economicsOf({
      monthlySavings: Array<Exact>(Number(months)).fill(savings),
      oneTimeCost: value(cost!),
      yearlyDiscountRate: exact(0n),
    });
    const figures = [savings, divide(savings, value(baseline!)), found.netBenefit, found.roi, found.paybackMonths];
    expect(figures).toEqual(expected.map((text) => (text === '–' ? null : value(text))));
  });

  it.each(rowsOf(README, 'savings per month'))('NPV: %s over %s months at %s', (savings, months, rate, cost, npv) => {
    const found = economicsOf({
      monthlySavings: Array<Exact>(Number(months)).fill(value(savings!)),
      oneTimeCost: value(cost!),
      yearlyDiscountRate: value(rate!),
    });
    const places = npv!.split('.')[1]?.length ?? 0;
    expect(toFixed(found.npv, places)).toBe(npv);
  });

  it.each(rowsOf(README, 'alternative, against'))('break-even: %s', (terms, tokens, at, cheaper) => {
    const [, percent = '', direction, fee = ''] = /^(\d+) % (off|on top), (\d+) a month$/.exec(terms!) ?? [];
    const saved = multiply(decimal(`${direction === 'off' ? '' : '-'}${percent}`), decimal('0.01'));
    const today = value(tokens!);
    const savings = (volume: Exact) =>
      subtract(multiply(multiply(multiply(today, volume), decimal('0.000015')), saved), decimal(fee));
    const found = breakEven(savings, today, { at: [], isListedTo: null });
    expect(found && [found.tokensPerMonth, found.cheaper]).toEqual(at === '–' ? null : [value(at!), cheaper]);
  });

  it.each(rowsOf(README, 'tokens | days seen'))('usage first: %s tokens in %s days', (...row) => {
    const [tokens, seen, , monthly, cost] = row.map((cell) => value(cell));
    const found = forecastOf(Array<bigint>(Number(seen!.numerator)).fill(1n), { total: tokens!.numerator });
    const expected = tokensOf(found.observed.concat(found.expected).map(shared));
    expect(expected).toEqual(monthly);
    const price = decimal(compare(expected, exact(10_000_000n)) < 0 ? '12.50' : '10.50');
    expect(divide(multiply(expected, price), exact(1_000_000n))).toEqual(cost);
  });

  it.each(rowsOf(README, 'level | trend'))('level %s and trend %s ahead', (level, trend, fading, days, forecast) => {
    const state = { level: Number(level), trend: Number(trend), fading: Number(fading) };
    expect(ahead(state, Number(days))).toBeCloseTo(Number(forecast), 9);
  });

  it.each(rowsOf(README, 'level | noise'))('interval of level %s', (level, noise, misjudged, wandering, ...rest) => {
    const [start, length, deviation] = rest.map(Number);
    const shares = [Number(noise), Number(misjudged), Number(wandering)] as const;
    const half = halfWidth({ level: Number(level), shares, at80: 1, at95: 2 }, { start: start!, days: length! });
    expect(half.at80).toBeCloseTo(deviation!, 9);
    expect(half.at95).toBeCloseTo(2 * deviation!, 9);
  });

  it.each(rowsOf(README, 'tiers (per million)'))('cliff: %s', (tiers, ...bounds) => {
    const list = tiers!.split(', ').map((tier) => `{from: ${tier.replace(': ', ', price: ')}}`);
    const found = cliffsOf(
      offer(
        `id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1000000, tiers: [${list.join(', ')}]`,
      ),
    );
    expect(found.map((cliff) => [cliff.from, cliff.to, cliff.cheaperAt])).toContainEqual(bounds.map(value));
  });
});

function value(text: string): Exact {
  const [numerator = '', denominator = '1'] = text.split('/');
  return divide(decimal(numerator), decimal(denominator));
}
