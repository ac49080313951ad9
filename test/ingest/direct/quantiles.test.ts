import fc from 'fast-check';
import { expect, it } from 'vitest';
import { histogramOf, quantilesOf } from '../../../src/ingest/direct/quantiles.js';

it('finds what sorting finds', () =>
  fc.assert(
    fc.property(
      fc.array(fc.nat(0xffff_ffff), { minLength: 1, maxLength: 200 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, fraction) => {
        const sorted = [...values].sort((left, right) => left - right);
        const rank = (sorted.length - 1) * fraction;
        const below = sorted[Math.floor(rank)] as number;
        const above = sorted[Math.ceil(rank)] as number;
        const [found] =
          quantilesOf(
            [values.slice(0, 7), values.slice(7)].map((part) => histogramOf(Uint32Array.from(part))),
            [fraction],
          ) ?? [];
        expect(found).toBeCloseTo(below + (above - below) * (rank - Math.floor(rank)), 3);
      },
    ),
  ));

it('is nothing where there are no values', () =>
  expect(quantilesOf([histogramOf(new Uint32Array(0))], [0.5])).toBeNull());
