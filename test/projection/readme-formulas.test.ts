/** More tables of src/projection/README.md, row by row: what follows from a saving, and what daily series are told on by. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decimal, divide, type Exact, exact } from '../../src/core/exact.js';
import { planComparison } from '../../src/offers/plan.js';
import { compareOffers } from '../../src/projection/compare.js';
import type { CompareInput } from '../../src/projection/comparison.js';
import { costChange } from '../../src/projection/cost-change.js';
import { naiveError } from '../../src/projection/forecast/backtest.js';
import { logDays } from '../../src/projection/forecast/days.js';
import { holidayFactors } from '../../src/projection/forecast/holidays.js';
import { pathsOf } from '../../src/projection/forecast/methods.js';
import { mixOf } from '../../src/projection/forecast/mix.js';
import { tamed } from '../../src/projection/forecast/outliers.js';
import type { Series } from '../../src/projection/forecast/series.js';
import { gapsOf } from '../../src/projection/forecast/silence.js';
import { growthFactor } from '../../src/projection/forecast/stated.js';
import { weekdayEffect } from '../../src/projection/forecast/weekday.js';
import { outcomesOf } from '../../src/projection/outcomes.js';
import { accumulatedPayback, volumesOf } from '../../src/projection/savings.js';
import { tokensIn } from '../../src/projection/volume.js';
import { rowsOf } from '../offers/readme-tables.js';
import { offer, SONNET, text, usage, worth } from '../offers/words.js';
import { daily, forecastFrom } from './forecast-words.js';
import { CACHING, SEPTEMBER, scenario } from './words.js';

const README = readFileSync(new URL('../../src/projection/README.md', import.meta.url), 'utf8');

function compared(steps: string, body = '', more: Partial<CompareInput> = {}, about = '') {
  const other = offer(steps, `id: other\n${about}`);
  const plan = planComparison(scenario(`alternatives: [other]\n${body}`), { to: [] }, [other], 'USD');
  const input = { plan, month: SEPTEMBER, usage: [worth('100')], dimensions: [], pricing: SONNET, ...more };
  return compareOffers(input).comparisons[0]!;
}

function series(values: readonly number[]): Series {
  return { values: Float64Array.from(values), weights: new Float64Array(values.length).fill(1), weekday: 0 };
}

const numbers = (cell: string) => cell.split(', ').map(Number);
const exacts = (cell: string) => cell.split(', ').map(value);

describe('README of projection: decisions', () => {
  it.each(rowsOf(README, 'growth a month'))('growth: %s, month %s', (growth, month, volume) => {
    expect(volumesOf(Number(month), growthFactor(growth!)).at(-1)).toEqual(value(volume!));
  });

  it.each(rowsOf(README, 'savings of months that differ'))('payback: %s against %s', (savings, cost, months) => {
    const found = accumulatedPayback(exacts(savings!), value(cost!));
    expect(found).toEqual(months === '–' ? null : value(months!));
  });

  it.each(rowsOf(README, 'usage at 90 %'))('causes: %s', (_usage, _fee, _off, infrastructure, ...expected) => {
    const { byCause, monthly } = compared(
      `id: usage, kind: usage, price_factor: 0.9
id: fee, kind: percent, percent: 10, base: [usage]
id: off, kind: percent, percent: -20, base: [usage]
id: servers, kind: infra, amount: ${infrastructure}, per: month`,
    ).savings;
    const { price, discounts, fees, infrastructure: infra } = byCause;
    expect([price, discounts, fees, infra, monthly.low]).toEqual(expected.map(value));
  });

  it('sensitivity', () => {
    const found = compared(
      'id: usage, kind: usage\nid: bundle, kind: percent, percent: -20, base: [usage]\nid: seat, kind: fixed, amount: 5, per: month',
      'horizon_months: 2\none_time_cost: 7',
      { isSensitivityAsked: true },
    );
    expect(found.sensitivities!.map(({ factor, less, more }) => [factor, text(less), text(more)])).toEqual(
      rowsOf(README, 'sensitivity to'),
    );
  });

  it.each(rowsOf(README, 'net benefit of the ways'))('ways: %s', (benefits, probability, interval) => {
    const paths = exacts(benefits!).map((benefit) => [benefit]);
    const itself = { costs: (_: unknown, factors?: readonly Exact[]) => factors ?? [] };
    const nothing = { costs: () => [exact(0n)] };
    const found = outcomesOf(itself, nothing, paths, exact(0n), 'low');
    expect(found.probability.low).toEqual(value(probability!));
    expect(`${text(found.netBenefit.at80.low)} to ${text(found.netBenefit.at80.high)}`).toBe(interval);
  });

  it.each(rowsOf(README, 'offer without a cache'))('hit rate: × %s', (factor, rate, cheaper) => {
    const found = compared(
      `id: usage, kind: usage, price_factor: ${factor}`,
      '',
      { usage: [usage({ input: '600000', cache_read: '400000' })], pricing: CACHING },
      'carries: {prompt_cache: no}',
    );
    expect(found.hitRateBreakEven).toEqual({ rate: value(rate!), cheaper });
  });

  it.each(rowsOf(README, 'before: quantity'))('changed cost: %s to %s', (before, after, ...expected) => {
    const side = (cell: string) => {
      const [quantity, price, volume] = exacts(cell) as [Exact, Exact, Exact];
      const amount = divide(quantity, divide(exact(1n), price));
      return { prices: [{ key: 'one', quantity, amount }], volume };
    };
    const { price, volume, mix } = costChange(side(before!), side(after!));
    expect([price, volume, mix]).toEqual(expected.map(value));
  });
});

describe('README of projection: days', () => {
  it.each(rowsOf(README, 'method | days'))('%s of %s', (method, days, ahead, forecast) => {
    const paths = pathsOf(series(numbers(days!)), Number(ahead));
    expect(paths.get(method as 'run_rate')!.at(-1)).toBeCloseTo(Number(forecast), 9);
  });

  it.each(rowsOf(README, 'days of a week'))('weekday effect of %s', (days, _weight, fourth, others) => {
    const effect = weekdayEffect(series(numbers(days!)));
    expect(effect[3]).toBeCloseTo(Number(fourth), 4);
    for (const other of [0, 1, 2, 4, 5, 6]) expect(effect[other]).toBeCloseTo(Number(others), 4);
  });

  it.each(rowsOf(README, 'actual'))('MASE of %s', (actual, forecast, change, mase) => {
    const days = series(numbers(actual!));
    const scale = naiveError(days, days.values);
    expect(scale).toBe(Number(change));
    const told = numbers(forecast!);
    const off = told.reduce((total, one, day) => total + Math.abs(one - numbers(actual!)[day + 7]!), 0) / told.length;
    expect(exact(BigInt(off), BigInt(scale))).toEqual(value(mase!));
  });

  it.each(rowsOf(README, 'days | outlier'))('outlier: %s', (days, at, expected, counted) => {
    const [, count, usual, peak] = /^(\d+) of (\d+), the 15th (\d+)$/.exec(days!)!.map(Number);
    const values = Array.from({ length: count! }, (_, day) => (day === 14 ? peak! : usual!));
    const { outliers } = tamed(series(values));
    expect(outliers).toEqual([
      { day: Number(at) - 1, value: peak, expected: Number(expected), counted: Number(counted) },
    ]);
  });

  it.each(rowsOf(README, 'other weeks'))('gap: %s other weeks, %s days', (weeks, idle, chance, isGap) => {
    const days = Array.from({ length: 7 * (Number(weeks) + 1) }, (_, day) =>
      day >= 7 && day < 7 + Number(idle) ? 0 : 1,
    );
    expect(gapsOf(series(days)).length).toBe(isGap === 'yes' ? 1 : 0);
    // Each idle day: no idle day of its weekday and a half, in as many weeks and one.
    expect(value(chance!)).toEqual(exact(1n, (2n * (BigInt(weeks!) + 1n)) ** BigInt(idle!)));
  });

  it.each(rowsOf(README, 'recent usage of two groups'))('groups of %s: %s', (recent, alone, parts) => {
    const [before, expected] = [numbers(recent!), numbers(alone!)];
    const items = before.map((tokens, index) => {
      const [one] = daily([BigInt(tokens)]);
      return { ...one!, group: [...one!.group, String(index)] };
    });
    const tendency = ([group]: readonly (string | null)[]) => expected[Number(group)]! / before[Number(group)]!;
    const mixed = mixOf(items, items).of(new Map([['input' as const, exact(2400n)]]), tendency);
    const of = (group: number) => mixed.find((one) => one.group[0] === String(group))?.quantities.get('input');
    expect([of(0), of(1) ?? exact(0n)]).toEqual(exacts(parts!));
  });

  it.each(rowsOf(README, 'growth | months'))('growth %s in month %s', (growth, ahead, ofForecast, ofVolume) => {
    const flat = daily(Array<bigint>(61).fill(1000n));
    const more = { months: Number(ahead), growth: growthFactor(growth) };
    const tokens = (stated: boolean) => {
      const volume = { quantity: exact(1000n), unit: 'tokens' as const };
      const { months } = forecastFrom(flat, stated ? { ...more, stated: [{ volume }] } : more);
      return tokensIn(months.at(-1)!.expected);
    };
    const days = [30n, 31n][Number(ahead) - 1]!;
    expect(tokens(false)).toEqual(exact(1000n * days * value(ofForecast!).numerator, value(ofForecast!).denominator));
    expect(tokens(true)).toEqual(divide(exact(1000n), divide(exact(1n), value(ofVolume!))));
  });

  it.each(rowsOf(README, 'holiday past'))('a holiday of %s among %s', (past, around, usual, expected) => {
    // From Tuesday 1 September: Wednesdays have `around` calls, Thursdays `usual`; Wednesday 23 September was a holiday.
    const calls = (day: number) => (day === 22 ? Number(past) : day % 7 === 1 ? Number(around) : Number(usual));
    const days = daily(Array<bigint>(75).fill(1n)).map((one, day) => ({ ...one, calls: BigInt(calls(day)) }));
    const edges = days.map(({ group, calls: count }) => ({
      date: group[0]!,
      calls: count,
      firstSecond: 0,
      lastSecond: 0,
    }));
    const holidays = new Set(['2026-09-23', '2026-11-19']);
    const factors = holidayFactors(days, logDays(edges, holidays), holidays, 14);
    // Thursday 19 November is the fifth day ahead.
    expect(factors[4]! * Number(usual)).toBeCloseTo(Number(expected), 9);
    expect([...factors].filter((factor) => factor !== 1)).toHaveLength(1);
  });
});

function value(cell: string): Exact {
  const [numerator = '', denominator = '1'] = cell.split('/');
  return divide(decimal(numerator), decimal(denominator));
}
