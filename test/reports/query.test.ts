import { describe, expect, it } from 'vitest';
import { decimal } from '../../src/core/exact.js';
import { renderJson } from '../../src/render/json.js';
import { queryReport } from '../../src/reports/query.js';
import { common } from './fixtures.js';

const answer = common({ command: 'query', groupBy: [], unpriced: [] });

describe('query', () => {
  it('keeps columns, order and types of the statement', () => {
    const report = queryReport({
      common: answer,
      result: {
        columns: [
          { name: 'n', type: 'integer' },
          { name: 'amount', type: 'decimal' },
          { name: 'at', type: 'timestamp' },
          { name: 'tags', type: 'other' },
          { name: 'x', type: 'double' },
        ],
        rows: [
          [2n ** 70n, '0.10', 1500, { a: [1n, 'b'] }, Number.NaN],
          [null, null, null, null, null],
        ],
        isCut: true,
      },
    });
    expect(report.tables[0]?.rows).toEqual([
      [2n ** 70n, decimal('0.1'), 1500, '{"a":["1","b"]}', Number.NaN],
      [null, null, null, null, null],
    ]);
    expect(JSON.parse(renderJson(report)).rows).toEqual([
      { n: 2 ** 70, amount: '0.1', at: '1970-01-01T00:00:01.500Z', tags: '{"a":["1","b"]}', x: null },
      { n: null, amount: null, at: null, tags: null, x: null },
    ]);
    expect(report.result.is_cut).toBe(true);
  });

  it('loses no column to another of the same name, or to a name that objects treat specially', () => {
    const names = ['a', 'a', 'a_1', '__proto__', 'constructor'];
    const report = queryReport({
      common: answer,
      result: {
        columns: names.map((name) => ({ name, type: 'text' })),
        rows: [['1', '2', '3', '4', '5']],
        isCut: false,
      },
    });
    expect(report.result.columns).toEqual(['a', 'a_1', 'a_1_1', '__proto__', 'constructor']);
    const [row] = JSON.parse(renderJson(report)).rows;
    expect(Object.entries(row)).toEqual([
      ['a', '1'],
      ['a_1', '2'],
      ['a_1_1', '3'],
      ['__proto__', '4'],
      ['constructor', '5'],
    ]);
  });
});
