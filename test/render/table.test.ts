import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../src/core/exact.js';
import { render, renderNotes } from '../../src/render/index.js';
import { renderTable } from '../../src/render/table.js';
import { cut, displayWidth, pad } from '../../src/render/width.js';
import type { Column } from '../../src/reports/report.js';
import { columnOf, reportOf, tableArbitrary, tableOf, textArbitrary } from './fixtures.js';

const COLUMNS: Column[] = [
  { key: 'model', label: 'model', type: 'text' },
  { key: 'calls', label: 'calls', type: 'integer' },
  { key: 'errors', label: 'errors', type: 'integer', isDetail: true },
  { key: 'list_cost', label: 'list cost', type: 'money', currency: 'USD' },
];

describe('a table', () => {
  it('aligns words left and figures right, and says once that it rounds', () => {
    const table = tableOf(
      COLUMNS,
      [
        ['gpt-5', 1000n, 12n, decimal('1234.565')],
        ['모델-1', 7n, 0n, 'unpriced'],
      ],
      { title: 'Usage by model', totals: ['total', 1007n, 12n, decimal('1234.565')], remarks: ['a remark'] },
    );
    expect(renderTable(reportOf([table, columnOf('money', decimal('0.001'))], {}, { header: ['From a.jsonl.'] }))).toBe(
      [
        'From a.jsonl.',
        '',
        'Usage by model',
        'model   calls  list cost (USD)',
        '──────  ─────  ───────────────',
        'gpt-5   1,000         1,234.57',
        '모델-1      7         unpriced',
        '──────  ─────  ───────────────',
        'total   1,007         1,234.57',
        'a remark',
        '',
        'T',
        'value',
        '─────',
        '<0.01',
        '',
        'Figures are rounded; totals are the exact totals, rounded.',
        '',
      ].join('\n'),
    );
  });

  it('says nothing about rounding where nothing was', () => {
    expect(renderTable(reportOf([columnOf('money', decimal('1.5'))]))).not.toContain('rounded');
    expect(renderTable(reportOf([columnOf('money', decimal('1.125'))]), { decimals: 3 })).not.toContain('rounded');
  });

  it('shows an empty table as such', () => {
    expect(renderTable(reportOf([columnOf('text')]))).toBe('T\n(none)\n');
  });

  it('cuts long texts visibly, at 72 columns or to the terminal, and never figures', () => {
    const long = renderTable(reportOf([columnOf('text', 'x'.repeat(200))]));
    expect(long).toContain(`\n${'x'.repeat(71)}…\n`);
    const table = tableOf(COLUMNS, [['m'.repeat(60), 123_456_789n, 0n, decimal('1')]]);
    const lines = renderTable(reportOf([table]), { width: 60 }).split('\n');
    expect(Math.max(...lines.map(displayWidth))).toBe(60);
    expect(lines[3]).toMatch(/^m+… {2}123,456,789 +1\.00$/);
  });

  it('colours only when asked', () => {
    const report = reportOf([columnOf('integer', 1n)]);
    expect(renderTable(report)).not.toContain('\u001b');
    expect(renderTable(report, { color: true })).toContain('\u001b[1mT\u001b[0m');
  });

  it('lets no control character through, wherever it comes from', () => {
    fc.assert(
      fc.property(tableArbitrary, textArbitrary, textArbitrary, (table, header, remark) => {
        const hostile = reportOf(
          [{ ...table, remarks: [remark] }],
          {},
          {
            header: [header],
            notes: [{ code: 'x', message: header }],
          },
        );
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
        const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
        expect(renderTable(hostile)).not.toMatch(control);
        expect(renderNotes(hostile)).not.toMatch(control);
      }),
    );
  });

  it('draws every row on one line of at most the width of its rule', () => {
    fc.assert(
      fc.property(tableArbitrary, (table) => {
        const lines = renderTable(reportOf([table])).split('\n');
        expect(lines.length).toBeGreaterThanOrEqual(table.rows.length + 4);
        const width = displayWidth(lines[2]!);
        for (const line of lines.slice(1, 3 + table.rows.length)) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('leaves the notes to renderNotes', () => {
    const report = reportOf([], {}, { notes: [{ code: 'a', message: 'something\nhappened' }] });
    expect(render(report, 'table')).toBe('');
    expect(renderNotes(report)).toBe('note: something\\u{a}happened\n');
  });
});

describe('width', () => {
  it.each([
    ['abc', 3],
    ['한국어', 6],
    ['ｆｕｌｌ', 8],
    ['e\u0301', 1],
    ['👍', 2],
    ['❤\ufe0f', 2],
    ['–≥…', 3],
    ['', 0],
  ])('%s takes %d columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('cuts between characters, not inside a wide one, and pads to the column', () => {
    expect(cut('한국어', 6)).toBe('한국어');
    expect(cut('한국어', 5)).toBe('한국…');
    expect(cut('한국어', 4)).toBe('한…');
    expect(pad(cut('한국어', 4), 4, 'left')).toBe('한… ');
    expect(pad('7', 3, 'right')).toBe('  7');
  });

  it('cuts marks heaped on one character', () => {
    expect(cut(`a${'\u0301'.repeat(100_000)}`, 10).length).toBeLessThan(100);
  });

  it('never cuts to more columns than there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        expect(displayWidth(cut(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
