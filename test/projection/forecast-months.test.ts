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

  it('without a holiday so far, those to come are like the idlest weekday', () => {
    // Weekends have half of a workday, in calls too; Thursday 24 December 2026 is a workday else.
    const workdays = daily(days(98, weekly)).flatMap((one) => {
      const isWeekend = one.quantities.get('input')!.numerator === 50_000n;
      return [{ ...one, calls: isWeekend ? 5n : 10n }];
    });
    const landing = (holidays: readonly string[]) =>
      tokens(forecastFrom(workdays, { holidays: new Set(holidays) }).months.find(({ kind }) => kind === 'landing'));
    const usual = landing([]);
    const holiday = landing(['2026-12-24']);
    const lost = Number(usual.numerator - holiday.numerator);
    // Half of the 120,000 of a workday; the weekday effect is drawn to 1 a little, so not quite half.
    expect(lost).toBeGreaterThan(0.45 * 120_000);
    expect(lost).toBeLessThanOrEqual(0.5 * 120_000);
  });

  it('a holiday that had more usage than its weekday is expected to have more again', () => {
    const holidays = new Set(['2026-09-24', '2026-11-25']);
    const calls = (day: number) => (day === 23 ? 30n : 10n);
    const usage = daily(days(75, () => 1000)).map((one, day) => ({ ...one, calls: calls(day) }));
    // Three times the calls on the day that was one: 29 days of 1,000 and one of 3,000.
    const found = forecastFrom(usage, { holidays });
    expect(tokens(found.months.find(({ kind }) => kind === 'landing'))).toEqual(exact(32_000n));
  });

  it('the interval of what is certain has no width', () => {
    const found = forecastFrom(daily(days(61, () => 1000)));
    const landing = found.months.find(({ kind }) => kind === 'landing') as ForecastMonth;
    expect(landing.span).toBeNull();
    expect(banded(found, found.models, () => 1).of(landing)).toBeNull();
  });
});

describe('groups', () => {
  const inGroup = (group: string, of: (day: number) => number) =>
    daily(days(84, of)).map((one) => ({ ...one, group: [...one.group, group] }));
  const tokensOfGroup = (month: ForecastMonth | undefined, group: string) =>
    tokensOf(
      [...(month?.observed ?? []), ...(month?.expected ?? [])].filter((one) => one.group[0] === group).map(shared),
    );
  const growing = inGroup('growing', (day) => 1000 + 30 * day);
  const steady = inGroup('steady', () => 4000);
  const gone = inGroup('gone', (day) => (day < 40 ? 2000 : 0));

  it('are parts of what all calls together are expected to be', () => {
    const all = [...growing, ...steady, ...gone];
    const whole = forecastFrom(all, { months: 3 });
    const parts = forecastFrom(all, { months: 3, isByGroup: true });
    expect(parts.months.map(tokens)).toEqual(whole.months.map(tokens));
    for (const month of parts.months) {
      const sums = ['growing', 'steady', 'gone'].map((group) => tokensOfGroup(month, group));
      expect(sum(sums)).toEqual(tokens(month));
    }
  });

  it('go their own way', () => {
    const { months, parts } = forecastFrom([...growing, ...steady, ...gone], { months: 2, isByGroup: true });
    const [kept, raised] = ['steady', 'growing'].map((group) => {
      const share = (month: ForecastMonth | undefined) =>
        Number(tokensOfGroup(month, group).numerator) / Number(tokens(month).numerator);
      return share(months.at(-1)) - share(months.at(0));
    });
    expect(raised).toBeGreaterThan(0);
    expect(kept).toBeLessThan(0);
    expect(tokensOfGroup(months.at(-1), 'gone')).toEqual(exact(0n));
    expect(parts.map(({ group }) => group[0]).sort()).toEqual(['gone', 'growing', 'steady']);
  });

  it('add up for any days, whatever the groups', () => {
    const value = fc.integer({ min: 0, max: 5000 });
    const series = fc.array(value, { minLength: 30, maxLength: 45 });
    fc.assert(
      fc.property(series, series, series, (...all) => {
        const usage = all.flatMap((values, index) =>
          daily(values.map((one) => BigInt(one + (index === 0 ? 1 : 0)))).map((one) => ({
            ...one,
            group: [...one.group, String(index)],
          })),
        );
        const whole = forecastFrom(usage);
        const parts = forecastFrom(usage, { isByGroup: true });
        expect(parts.months.map(tokens)).toEqual(whole.months.map(tokens));
        for (const month of parts.months) {
          expect(sum(['0', '1', '2'].map((group) => tokensOfGroup(month, group)))).toEqual(tokens(month));
        }
      }),
      { numRuns: 6 },
    );
  });
});
