/** When a history says how sure its forecast is, and that what is expected lies in its interval. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, exact } from '../../src/core/exact.js';
import { english } from '../../src/core/phrase.js';
import { banded } from '../../src/projection/forecast/band.js';
import { outcomesOf } from '../../src/projection/outcomes.js';
import { text } from '../offers/words.js';
import { daily, forecastFrom } from './forecast-words.js';

function told(tokens: readonly bigint[]) {
  const found = forecastFrom(daily(tokens));
  const band = banded(found, found.models, (_, counted) => (counted === 'input' ? 1 : 0));
  const ahead = found.months.filter(({ span, isConclusive }) => span !== null && isConclusive);
  return { unsure: band.unsure && english(band.unsure), bands: ahead.map((month) => band.of(month)) };
}

/** So many days, with a call of `used` on each of these positions. */
function sparse(days: number, positions: readonly number[], used = (_: number) => 100n): bigint[] {
  return Array.from({ length: days }, (_, day) => (positions.includes(day) ? used(day) : 0n));
}

describe('a history too short for its errors to say anything', () => {
  it('leaves bounds open: six calls in twenty days', () => {
    const { unsure, bands } = told(sparse(20, [0, 3, 7, 11, 14, 19], (day) => BigInt(day + 1) * 1000n));
    expect(unsure).toBe('6 days with usage are too few to say how sure a forecast is; 7 are needed');
    expect(bands.length).toBeGreaterThan(0);
    expect(bands.every((band) => band === null)).toBe(true);
  });
  it('is one of two days at the ends of what looks like a gap', () => {
    expect(told(sparse(20, [0, 19])).unsure).toMatch(/^2 days with usage/);
  });
  it('is one of eight days that are all alike, which an interval without width would claim of all to come', () => {
    const { unsure, bands } = told(Array<bigint>(8).fill(100n));
    expect(unsure).toBe('all days that were seen are alike, and too few to say how others may differ');
    expect(bands).toEqual([null]);
  });
  it('is none of eight days that differ: between the least and the busiest', () => {
    // From 1 September: 22 days left, each up to 30 less or 10 more than the mean of 80.
    const { unsure, bands } = told([90n, 90n, 90n, 90n, 90n, 50n, 50n, 90n]);
    expect(unsure).toBeNull();
    expect(bands).toEqual([{ below80: 660, above80: 220, below95: 660, above95: 220 }]);
  });
  it('is none of long ones, however seldom they are used, nor of alike days that were judged', () => {
    expect(told(sparse(90, [3, 20, 40, 60, 80, 89])).unsure).toBeNull();
    const { unsure, bands } = told(Array<bigint>(40).fill(100n));
    expect(unsure).toBeNull();
    for (const band of bands) expect(band!.below80).toBeGreaterThan(0);
  });
  it('never has an interval without width', () => {
    const days = fc.array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 7, maxLength: 40 });
    fc.assert(
      fc.property(days, (tokens) => {
        if (tokens.every((one) => one === 0n)) return;
        const { bands } = told(tokens);
        for (const band of bands) if (band !== null) expect(band.below80 + band.above80).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an interval of the ways', () => {
  it('holds what is expected, on whichever side of it they all lie', () => {
    const ways = ['2', '3', '4'].map((way) => [decimal(way)]);
    const baseline = {
      costs: (_: unknown, factors?: readonly { numerator: bigint; denominator: bigint }[]) => factors ?? [exact(1n)],
    };
    const found = outcomesOf(baseline, { costs: () => [exact(0n)] }, ways, exact(0n), 'low');
    for (const { low, high } of [found.netBenefit.at80, found.netBenefit.at95, found.months[0]!.at80])
      expect([text(low), text(high)]).toEqual(['1', '4']);
  });
});
