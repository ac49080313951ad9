import { type Decimal, tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toFixed } from '../../src/core/decimal.js';
import { decimal, type Exact, exact } from '../../src/core/exact.js';
import { renderArrow } from '../../src/render/arrow.js';
import type { Cell, ColumnType } from '../../src/reports/report.js';
import { columnOf, reportOf, tableArbitrary, tableOf } from './fixtures.js';

const back = (type: ColumnType, ...cells: Cell[]) => {
  const column = tableFromIPC(renderArrow(reportOf([columnOf(type, ...cells)]))).getChildAt(0)!;
  return { type: String(column.type), values: Array.from({ length: column.length }, (_, index) => column.get(index)) };
};

/** 128-bit little-endian two's complement, read from the specification: https://arrow.apache.org/docs/format/Columnar.html */
function unscaled(words: Uint32Array): bigint {
  const unsigned = [...words].reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  return BigInt.asIntN(128, unsigned);
}

/** UTF-8 has no lone surrogates. */
const wellFormed = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text));

/** The same number without our own decimal code: truncate, then look at the remainder. */
function roundedToEighteen(value: Exact): bigint {
  const scaled = value.numerator * 10n ** 18n;
  const quotient = scaled / value.denominator;
  const rest = scaled % value.denominator;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const isUp = twice > value.denominator || (twice === value.denominator && quotient % 2n !== 0n);
  return isUp ? quotient + (scaled < 0n ? -1n : 1n) : quotient;
}

describe('arrow', () => {
  it('is an IPC file', () => {
    expect(new TextDecoder().decode(renderArrow(reportOf([columnOf('text', 'x')])).slice(0, 6))).toBe('ARROW1');
  });

  it('types every column', () => {
    expect(back('integer', 2n ** 62n, null, -1n)).toEqual({ type: 'Int64', values: [2n ** 62n, null, -1n] });
    expect(back('text', '한', null, '=x')).toEqual({ type: 'Utf8', values: ['한', null, '=x'] });
    expect(back('rate', 0.25, null)).toEqual({ type: 'Float64', values: [0.25, null] });
    expect(back('milliseconds', 1.5)).toEqual({ type: 'Float64', values: [1.5] });
    expect(back('boolean', true, false, null)).toEqual({ type: 'Bool', values: [true, false, null] });
    expect(back('instant', 1500.25, null)).toEqual({ type: 'Timestamp<MICROSECOND, UTC>', values: [1500.25, null] });
    expect(back('date', '1970-01-03', null)).toEqual({ type: 'Date32<DAY>', values: [2 * 86_400_000, null] });
  });

  it('keeps money exact to 18 places, negative too, and writes words as null', () => {
    const { type, values } = back(
      'money',
      decimal('1234.000000000000000001'),
      decimal('-0.5'),
      exact(2n, 3n),
      'unpriced',
    );
    expect(type).toBe('Decimal[38e+18]');
    expect(values.map((value) => value && unscaled(value))).toEqual([
      1234000000000000000001n,
      -500000000000000000n,
      666666666666666667n,
      null,
    ]);
  });

  it('writes floats of a query as floats', () => {
    expect(back('decimal', 0.1, null)).toEqual({ type: 'Float64', values: [0.1, null] });
    expect(back('decimal', decimal('0.1')).type).toBe('Decimal[38e+18]');
  });

  it('has the columns of csv, and the currency of each', () => {
    const column = { key: 'cost', label: 'cost', type: 'money', currency: 'USD', isRange: true } as const;
    const table = tableFromIPC(
      renderArrow(reportOf([tableOf([column], [[{ low: decimal('1'), high: decimal('2') }]])])),
    );
    expect(table.schema.fields.map((field) => field.name)).toEqual(['cost', 'cost_low', 'cost_high']);
    expect(table.schema.fields[0]?.metadata.get('currency')).toBe('USD');
  });

  it('writes an empty table', () => {
    const table = tableFromIPC(renderArrow(reportOf([columnOf('integer')])));
    expect(table.numRows).toBe(0);
    expect(table.numCols).toBe(1);
  });

  it.each<[ColumnType, Cell]>([
    ['integer', 2n ** 63n],
    ['money', exact(10n ** 20n)],
    ['date', '5877642-06-25 (BC)'],
  ])('says so when a %s does not fit', (type, cell) => {
    expect(() => renderArrow(reportOf([columnOf(type, cell)]))).toThrow(/outside what an Arrow column/);
  });

  it('reads back the same values', () => {
    fc.assert(
      fc.property(tableArbitrary, (table) => {
        const read = tableFromIPC(renderArrow(reportOf([table])));
        expect(read.numRows).toBe(table.rows.length);
        table.columns.forEach((column, index) => {
          const vector = read.getChildAt(index)!;
          table.rows.forEach((row, rowIndex) => {
            const cell = row[index] ?? null;
            const value: unknown = vector.get(rowIndex);
            if (cell === null) expect(value).toBeNull();
            else if (column.type === 'text') expect(value).toBe(wellFormed(cell as string));
            else if (column.type === 'date') expect(new Date(value as number).toISOString().slice(0, 10)).toBe(cell);
            else if (typeof cell === 'object')
              expect(unscaled(value as Uint32Array)).toBe(roundedToEighteen(cell as Exact));
            else expect(value).toBe(cell);
          });
        });
        for (const field of read.schema.fields) {
          if (field.type.toString().startsWith('Decimal')) expect((field.type as Decimal).scale).toBe(18);
        }
      }),
      { numRuns: 60 },
    );
    expect(toFixed(exact(2n, 3n), 18)).toBe('0.666666666666666667');
  });
});
