import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, exact } from '../../src/core/exact.js';
import { renderCsv } from '../../src/render/csv.js';
import { columnOf, reportOf, tableArbitrary, tableOf } from './fixtures.js';
import { parseCsv } from './readers.js';

describe('csv', () => {
  it('writes the keys, every column, all digits, and no totals', () => {
    const table = tableOf(
      [
        { key: 'model', label: 'model', type: 'text' },
        { key: 'errors', label: 'errors', type: 'integer', isDetail: true },
        { key: 'list_cost', label: 'list cost', type: 'money', currency: 'USD', isRange: true },
        { key: 'at', label: 'at', type: 'instant' },
      ],
      [
        ['a "b", c', 1_000_000n, decimal('1234.5678901'), 0],
        [null, null, { low: decimal('1'), high: exact(1n, 3n) }, null],
        ['x', 0n, 'unpriced', null],
      ],
      { totals: ['total', 1n, decimal('9'), null] },
    );
    expect(renderCsv(reportOf([table, columnOf('text', 'second')]))).toBe(
      [
        'model,errors,list_cost,list_cost_low,list_cost_high,at',
        '"a ""b"", c",1000000,1234.5678901,,,1970-01-01T00:00:00Z',
        ',,,1,0.333333333333333333,',
        'x,0,,,,',
        '',
      ].join('\r\n'),
    );
  });

  it('writes out what reorders text or ends a line for some programs only', () => {
    const table = columnOf('text', 'a\u202eb', '\u2066=1\u2069', 'c\u2028d');
    expect(renderCsv(reportOf([table]))).toBe('value\r\na\\u{202e}b\r\n\\u{2066}=1\\u{2069}\r\nc\\u{2028}d\r\n');
  });

  it('expands a range that no column announced, rather than losing it', () => {
    const table = columnOf('money', decimal('1'), { low: decimal('2'), high: decimal('3') });
    expect(renderCsv(reportOf([table]))).toBe('value,value_low,value_high\r\n1,,\r\n,2,3\r\n');
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@sum',
    '\tx',
    '\rx',
    '＝1+1',
    '＋1',
    '－1',
    '＠sum',
    '  =1+1',
    '\u3000=1',
    '\u00a0-1',
  ])('turns the text %j back into text', (text) => {
    const [, [field] = []] = parseCsv(renderCsv(reportOf([columnOf('text', text)])));
    expect(field).toBe(`'${text}`);
  });

  it('leaves negative numbers alone', () => {
    expect(renderCsv(reportOf([columnOf('money', decimal('-1.5'))]))).toBe('value\r\n-1.5\r\n');
    expect(renderCsv(reportOf([columnOf('integer', -2n)]))).toBe('value\r\n-2\r\n');
  });

  it('parses back to as many fields as there are cells', () => {
    fc.assert(
      fc.property(tableArbitrary, (table) => {
        const text = renderCsv(reportOf([table]));
        const [header, ...rows] = parseCsv(text);
        expect(header).toEqual(table.columns.map((column) => column.key));
        expect(rows).toHaveLength(table.rows.length);
        for (const row of rows) expect(row).toHaveLength(table.columns.length);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
        expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/);
      }),
    );
  });
});
