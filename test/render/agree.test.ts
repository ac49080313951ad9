/**
 * One table, four formats, one truth: csv and json say the same values, and what table and markdown print is the rounding of
 * what csv says.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, exact } from '../../src/core/exact.js';
import { visible } from '../../src/core/text.js';
import { renderCsv } from '../../src/render/csv.js';
import { renderJson } from '../../src/render/json.js';
import { renderMarkdown } from '../../src/render/markdown.js';
import { renderTable } from '../../src/render/table.js';
import { rowObjects } from '../../src/reports/flat.js';
import type { Cell, Table } from '../../src/reports/report.js';
import { reportOf, tableOf } from './fixtures.js';
import { parseCsv, parseMarkdownTable } from './readers.js';

const name = fc.string({ unit: fc.constantFrom(...'abcXYZ-./한|`<&,"'), minLength: 1, maxLength: 12 });
const money = fc
  .tuple(fc.bigInt(10n ** 16n, 10n ** 30n), fc.constantFrom(10n ** 18n, 3n * 10n ** 15n))
  .map(([n, d]) => exact(n, d));
const table: fc.Arbitrary<Table> = fc
  .array(
    fc.tuple(name, fc.bigInt(0n, 10n ** 12n), fc.option(money), fc.option(fc.integer({ min: 0, max: 99_999_999 }))),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((rows) =>
    tableOf(
      [
        { key: 'model', label: 'model', type: 'text' },
        { key: 'calls', label: 'calls', type: 'integer' },
        { key: 'cost', label: 'cost', type: 'money', currency: 'USD' },
        { key: 'at', label: 'at', type: 'instant' },
      ],
      rows,
    ),
  );

/** Apostrophe of the formula guard taken off again. */
const unguarded = (text: string): string => (/^'[=+\-@]/.test(text) ? text.slice(1) : text);

describe('renderers', () => {
  it('agree on rows and values', () => {
    fc.assert(
      fc.property(table, (one) => {
        const report = reportOf([one], { rows: rowObjects(one) });
        const [header = [], ...csv] = parseCsv(renderCsv(report));
        const json: Record<string, unknown>[] = JSON.parse(renderJson(report)).rows;
        expect(csv.map((row) => row.map(unguarded))).toEqual(
          json.map((row) => header.map((key) => (row[key] === null ? '' : String(row[key])))),
        );

        const printed = csv.map((row) => {
          const [model = '', calls = '', cost = '', at = ''] = row;
          return [
            visible(unguarded(model)),
            BigInt(calls).toLocaleString('en-US'),
            cost === '' ? '–' : roundedText(cost),
            at === '' ? '–' : at,
          ];
        });
        const [, , ...markdown] = parseMarkdownTable(renderMarkdown(report));
        expect(markdown).toEqual(printed);
        const lines = renderTable(report)
          .split('\n')
          .slice(3, 3 + one.rows.length);
        expect(lines.map((line) => line.split(/ {2,}/))).toEqual(printed);
      }),
    );
  });

  it('agree that a missing value is no zero', () => {
    const cells: Cell[][] = [[null], [decimal('0')]];
    const one = tableOf([{ key: 'cost', label: 'cost', type: 'money' }], cells);
    const report = reportOf([one], { rows: rowObjects(one) });
    expect(parseCsv(renderCsv(report))).toEqual([['cost'], [''], ['0']]);
    expect(JSON.parse(renderJson(report)).rows).toEqual([{ cost: null }, { cost: '0' }]);
    expect(renderTable(report)).toContain('\n   –\n0.00\n');
  });
});

/** Two places, half up, with separators: from the digits of the csv alone. */
function roundedText(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const thousandths = BigInt(whole + fraction.padEnd(3, '0').slice(0, 3));
  const digits = String((thousandths + 5n) / 10n).padStart(3, '0');
  return `${BigInt(digits.slice(0, -2)).toLocaleString('en-US')}.${digits.slice(-2)}`;
}
