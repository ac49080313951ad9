/** Days of a log in, months to come out. Expected values are worked by hand or hold for any log. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, exact, sum } from '../../src/core/exact.js';
import { banded } from '../../src/projection/forecast/band.js';
import type { ForecastMonth } from '../../src/projection/forecast/forecast.js';
import { growthFactor } from '../../src/projection/forecast/stated.js';
import { tokensOf } from '../../src/projection/volume.js';
import { daily, forecastFrom, shared } from './forecast-words.js';

const tokens = (month: ForecastMonth | undefined) =>
  tokensOf([...(month?.observed ?? []), ...(month?.expected ?? [])].map(shared));
const days = (count: number, of: (day: number) => number) => Array.from({ length: count }, (_, day) => BigInt(of(day)));
const weekly = (day: number) => [120, 120, 120, 120, 120, 50, 50][day % 7]! * 1000;

describe('months', () => {
  it('a log that repeats itself lands where it must', () => {
    // From Tuesday 1 September; 14 weeks end on 7 December. Each week has 700,000.
    const found = forecastFrom(daily(days(98, weekly)));
    const landing = found.months.find(({ kind }) => kind === 'landing');
    const december = days(31, (day) => weekly(91 + day)).reduce((total, one) => total + one, 0n);
    expect(landing?.month).toBe('2026-12');
    expect(tokens(landing)).toEqual(exact(december));
  });

  it('the last day of a month lands on what was observed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 30, maxLength: 30 }), (values) => {
        const found = forecastFrom(daily(values.map(BigInt)));
        const landing = found.months.find(({ kind }) => kind === 'landing');
        expect(landing?.month).toBe('2026-09');
        expect(landing?.expected).toEqual([]);
        expect(tokens(landing)).toEqual(exact(BigInt(values.reduce((total, one) => total + one, 0))));
      }),
      { numRuns: 20 },
    );
  });

  it('months are the sums of their models, and one is told on as if it were alone', () => {
    const one = daily(days(70, (day) => weekly(day) + (day % 5)));
    const two = daily(
      days(70, (day) => 90_000 + 7 * day),
      'beta',
    );
    const both = forecastFrom([...one, ...two], { months: 3 });
    const alone = [forecastFrom(one, { months: 3 }), forecastFrom(two, { months: 3 })];
    both.months.forEach((month, index) => {
      expect(tokens(month)).toEqual(sum(alone.map(({ months }) => tokens(months[index]))));
    });
    expect(forecastFrom([...two, ...one], { months: 3 }).months.map(tokens)).toEqual(both.months.map(tokens));
  });

  it('under fourteen days the months after are inconclusive, under seven all are', () => {
    const conclusive = (count: number) =>
      forecastFrom(daily(days(count, () => 100))).months.map(({ isConclusive }) => isConclusive);
    expect(conclusive(6)).toEqual([false, false]);
    expect(conclusive(7)).toEqual([true, false]);
    expect(conclusive(13)).toEqual([true, false]);
    expect(conclusive(14)).toEqual([true, true]);
  });

  it('growth multiplies the months after the current one', () => {
    const flat = daily(days(60, () => 1000));
    const found = forecastFrom(flat, { months: 2, growth: growthFactor('10%') });
    const [landing, first, second] = found.months.slice(-3).map(tokens);
    expect([landing, first, second]).toEqual([exact(31_000n), exact(33_000n), decimal('37510')]);
  });

  it('a gap is not scaled up in what was observed, and not expected to come again', () => {
    const found = forecastFrom(daily(days(75, (day) => (day >= 32 && day < 37 ? 0 : 1000))));
    expect(found.days.gaps).toEqual([{ start: 32, end: 37 }]);
    const [september, october, landing] = found.months.map(tokens);
    expect([september, october, landing]).toEqual([exact(30_000n), exact(26_000n), exact(30_000n)]);
  });

  it('holidays to come are as busy as those that were', () => {
    const holidays = new Set(['2026-09-24', '2026-11-25']);
    const found = forecastFrom(daily(days(75, (day) => (day === 23 ? 250 : 1000))), { holidays });
    // November: 29 days of 1,000 and one of a quarter. One call on every day: the calls of the holiday were as many.
    expect(found.days.holidays).toEqual(new Set([23]));
    expect(tokens(found.months.find(({ kind }) => kind === 'landing'))).toEqual(exact(30_000n));
  });

  it('the interval of what is certain has no width', () => {
    const found = forecastFrom(daily(days(61, () => 1000)));
    const landing = found.months.find(({ kind }) => kind === 'landing') as ForecastMonth;
    expect(landing.span).toBeNull();
    expect(banded(found, found.models, () => 1).of(landing)).toBeNull();
  });
});
