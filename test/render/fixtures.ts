/** Reports for the render tests: any table at all, and a small one to look at. */
import fc from 'fast-check';
import { type Exact, exact } from '../../src/core/exact.js';
import type { Cell, Column, ColumnType, Report, ResultValue, Table } from '../../src/reports/report.js';

export function reportOf(
  tables: readonly Table[],
  result: { readonly [key: string]: ResultValue | undefined } = {},
  changes: Partial<Report> = {},
): Report {
  return { command: 'usage', header: [], tables, notes: [], result, ...changes };
}

export function tableOf(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  changes: Partial<Table> = {},
): Table {
  return { id: 't', title: 'T', columns, rows, ...changes };
}

/** One column of one type with these cells. */
export function columnOf(type: ColumnType, ...cells: readonly Cell[]): Table {
  return tableOf(
    [{ key: 'value', label: 'value', type }],
    cells.map((cell) => [cell]),
  );
}

export const exactArbitrary: fc.Arbitrary<Exact> = fc
  .tuple(fc.bigInt(-(10n ** 17n), 10n ** 17n), fc.constantFrom(1n, 2n, 3n, 7n, 100n, 1_000_000n, 10n ** 12n))
  .map(([numerator, denominator]) => exact(numerator, denominator));

/** Text as hostile as it gets: any code unit, controls and formula starts more often than chance has it. */
export const textArbitrary: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\u001b[2J',
        '\u009b31m',
        '\r',
        '\n',
        '\t',
        '\u202e',
        '=1+1',
        '@',
        '-',
        '"',
        ',',
        '|',
        '\\',
        '`',
        '_',
        '<b>',
        '&',
        '한국어',
        '👍🏽',
        'é',
        '\u0000',
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

const CELLS: Record<ColumnType, fc.Arbitrary<Cell>> = {
  text: textArbitrary,
  integer: fc.bigInt(-(2n ** 62n), 2n ** 62n),
  rate: fc.double({ min: 0, max: 1, noNaN: true }),
  money: exactArbitrary,
  price: exactArbitrary,
  average: exactArbitrary,
  decimal: exactArbitrary,
  milliseconds: fc.double({ min: 0, max: 1e9, noNaN: true }),
  measured: fc.double({ min: 0, max: 1e9, noNaN: true }),
  instant: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  date: fc.integer({ min: 0, max: 40_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
  boolean: fc.boolean(),
};

/** A table with columns of every kind of type, cells that fit and nulls. */
export const tableArbitrary: fc.Arbitrary<Table> = fc
  .array(fc.constantFrom(...(Object.keys(CELLS) as ColumnType[])), { minLength: 1, maxLength: 6 })
  .chain((types) =>
    fc.record({
      types: fc.constant(types),
      title: textArbitrary,
      labels: fc.tuple(...types.map(() => textArbitrary)),
      rows: fc.array(fc.tuple(...types.map((type) => fc.option(CELLS[type]))), { minLength: 1, maxLength: 5 }),
    }),
  )
  .map(({ types, title, labels, rows }) =>
    tableOf(
      types.map((type, index) => ({ key: `c${index}`, label: labels[index] ?? '', type })),
      rows,
      { title },
    ),
  );
