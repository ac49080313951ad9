import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../src/core/decimal.js';
import { decimal, exact } from '../../src/core/exact.js';
import { renderJson } from '../../src/render/json.js';
import type { ResultValue } from '../../src/reports/report.js';
import { exactArbitrary, reportOf, textArbitrary } from './fixtures.js';

const written = (result: { readonly [key: string]: ResultValue | undefined }): string =>
  renderJson(reportOf([], result));

describe('json', () => {
  it('keeps the order of keys, drops what is undefined, and ends with a line end', () => {
    expect(written({ b: 1, a: [], gone: undefined, c: { d: null, e: [true, 'x'] }, f: {} })).toBe(
      '{\n  "b": 1,\n  "a": [],\n  "c": {\n    "d": null,\n    "e": [\n      true,\n      "x"\n    ]\n  },\n  "f": {}\n}\n',
    );
  });

  it('writes money as text with all its digits and counts as numbers', () => {
    expect(written({ cost: decimal('0.10'), big: 2n ** 64n })).toBe(
      '{\n  "cost": "0.1",\n  "big": 18446744073709551616\n}\n',
    );
  });

  it('gives an amount without finite form its fraction in steps and lines, and rounds it elsewhere', () => {
    // 37/120000 = 0.000308333…: RESULTS gives both spellings.
    const amount = exact(37n, 120000n);
    expect(
      JSON.parse(written({ amount, steps: [{ amount, whole: decimal('2.5') }], lines: [{ unit_price: amount }] })),
    ).toEqual({
      amount: '0.000308333333333333',
      steps: [{ amount: { value: '0.000308333333333333', exact: '37/120000' }, whole: '2.5' }],
      lines: [{ unit_price: { value: '0.000308333333333333', exact: '37/120000' } }],
    });
  });

  it('does not spell out twice what a report has spelled out', () => {
    const amount = exact(1n, 3n);
    expect(JSON.parse(written({ steps: [{ value: amount, exact: '1/3' }] }))).toEqual({
      steps: [{ value: '0.333333333333333333', exact: '1/3' }],
    });
  });

  it('has no value for what is not a number', () => {
    expect(JSON.parse(written({ a: Number.NaN, b: Number.POSITIVE_INFINITY }))).toEqual({ a: null, b: null });
  });

  it('equals JSON.stringify for what JSON can say, and hides no control character', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = written(value as { [key: string]: ResultValue });
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    fc.assert(
      fc.property(textArbitrary, (value) => {
        const text = written({ [value]: value });
        expect(JSON.parse(text)).toEqual(Object.fromEntries([[value, value]]));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      }),
    );
  });

  it('spells money as toDecimal does', () => {
    fc.assert(
      fc.property(exactArbitrary, (value) => {
        expect(JSON.parse(written({ value }))).toEqual({ value: toDecimal(value) });
      }),
    );
  });
});
