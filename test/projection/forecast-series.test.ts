/** Daily series in, methods, gaps, stops, outliers and intervals out. Expected values are worked by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naiveError, originsOf } from '../../src/projection/forecast/backtest.js';
import { chosenFor } from '../../src/projection/forecast/choose.js';
import { spreadOf } from '../../src/projection/forecast/interval.js';
import { pathsOf } from '../../src/projection/forecast/methods.js';
import { tamed } from '../../src/projection/forecast/outliers.js';
import type { Series } from '../../src/projection/forecast/series.js';
import { gapsOf, stopOf } from '../../src/projection/forecast/silence.js';
import { weekdayEffect } from '../../src/projection/forecast/weekday.js';

function series(values: readonly number[], unknown: readonly number[] = []): Series {
  return {
    values: Float64Array.from(values),
    weights: Float64Array.from(values, (_, day) => (unknown.includes(day) ? 0 : 1)),
    weekday: 0,
  };
}

const repeated = (values: readonly number[], times: number) => Array.from({ length: times }, () => values).flat();
const WORKING_WEEK = [120, 120, 120, 120, 120, 50, 50];

describe('methods', () => {
  it('the run rate is the mean of the last 28 days', () => {
    const path = pathsOf(series([...repeated([9], 30), ...repeated([10, 20], 14)]), 3).get('run_rate');
    expect([...path!]).toEqual([15, 15, 15]);
  });

  it('seasonal naive says the latest known value of the weekday', () => {
    const path = pathsOf(series([...repeated([1, 2, 3, 4, 5, 6, 7], 2), 8], [14]), 9).get('seasonal_naive');
    expect([...path!]).toEqual([2, 3, 4, 5, 6, 7, 1, 2, 3]);
  });

  it('the weekday effect tends to the share of a usual day', () => {
    // 50 ÷ 100 on weekends, drawn to 1 by half a week against about 45 weighed weeks ÷ 7.
    const effect = weekdayEffect(series(repeated(WORKING_WEEK, 20)));
    expect(effect[0]).toBeCloseTo(1.2, 1);
    expect(effect[6]).toBeCloseTo(0.5, 1);
    expect(effect.reduce((sum, factor) => sum + factor, 0)).toBeCloseTo(7, 9);
  });

  it('a series that repeats itself is foretold', () => {
    const { path, backtest } = chosenFor(series(repeated(WORKING_WEEK, 12)), originsOf(84), 7);
    path.forEach((value, day) => {
      expect(value).toBeCloseTo(WORKING_WEEK[day]!, 6);
    });
    expect(backtest?.method).toBe('seasonal_naive');
  });

  it('nothing is ever below 0 or not a number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e12, noNaN: true })), {
          minLength: 1,
          maxLength: 120,
        }),
        (values) => {
          const { path, backtest, level } = chosenFor(series(values), originsOf(values.length), 40);
          expect(path.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
          const spread = spreadOf(backtest?.residuals ?? [], level, values.length);
          if (spread !== null) {
            expect(spread.shares.every((share) => share >= 0 && Number.isFinite(share))).toBe(true);
            expect(spread.at95).toBeGreaterThan(spread.at80);
          }
        },
      ),
    );
  });

  it('under 14 days it is the plain rate with the range of the days', () => {
    const chosen = chosenFor(series([10, 20, 30, 40, 50, 60, 70]), originsOf(7), 2);
    expect([chosen.method, ...chosen.path]).toEqual(['plain_rate', 40, 40]);
    expect(chosen.range).toEqual({ low: 10, high: 70 });
  });
});

describe('scale', () => {
  it('is the mean change from a week before', () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 3, 2, 3, 4, 5, 6, 11];
    expect(naiveError(series(values), Float64Array.from(values))).toBeCloseTo((2 + 4) / 7, 12);
  });
});

describe('days without usage', () => {
  it('two idle days among sixty busy ones are a gap', () => {
    const values = repeated([100], 60);
    values[30] = 0;
    values[31] = 0;
    expect(gapsOf(series(values))).toEqual([{ start: 30, end: 32 }]);
  });

  it('idle weekends are no gaps', () => {
    expect(gapsOf(series(repeated([1, 1, 1, 1, 1, 0, 0], 8)))).toEqual([]);
  });

  it('nor are holidays', () => {
    const values = repeated([100], 60);
    values[30] = 0;
    values[31] = 0;
    expect(gapsOf(series(values), new Set([30]))).toEqual([]);
  });

  it('a busy model that falls silent has stopped, and is not told on', () => {
    const values = [...repeated([100], 40), 0, 0, 0];
    expect(stopOf(series(values))).toBe(40);
    const chosen = chosenFor(series(values), originsOf(43), 5);
    expect([chosen.method, ...chosen.path]).toEqual(['stopped', 0, 0, 0, 0, 0]);
  });

  it('an idle one that is used now and then has not', () => {
    expect(stopOf(series(repeated([0, 0, 0, 7, 0, 0, 0, 0], 6)))).toBeUndefined();
  });
});

describe('outliers', () => {
  it('a peak is told and weighed down', () => {
    const values = repeated([100, 102, 98, 101, 99, 100, 100], 8);
    values[30] = 900;
    const { outliers, series: calm } = tamed(series(values));
    expect(outliers.map(({ day, value }) => [day, value])).toEqual([[30, 900]]);
    // The usual, and three deviations of at least 10 %.
    expect(calm.values[30]).toBeGreaterThan(120);
    expect(calm.values[30]).toBeLessThan(140);
    expect(calm.values[29]).toBe(values[29]);
  });

  it('a new level is none', () => {
    expect(tamed(series([...repeated([100], 30), ...repeated([900], 30)])).outliers).toEqual([]);
  });
});
