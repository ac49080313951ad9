/**
 * The table of a report as rows for other programs: the same flat columns that csv and arrow of a report have.
 */
import { type FlatCell, standingAlone } from '../reports/flat.js';
import type { Column, Report, Table } from '../reports/report.js';
import type { ExportColumn, ExportTable } from './table.js';

/** Days of the table also say their month, for the folders of a partitioned export. */
export function reportTable(table: Table, result: Report['result']): ExportTable {
  const { columns, rows } = standingAlone(table, result);
  const hasDays = columns.some(({ key }) => key === 'day');
  return {
    columns: columns.map((column, index) => exportColumn(column, rows, index)),
    rows,
    partitions: hasDays ? { month: 'left("day"::varchar, 7)' } : {},
  };
}

function exportColumn(
  { key, type, currency }: Column,
  rows: readonly (readonly FlatCell[])[],
  index: number,
): ExportColumn {
  const shared = { name: key, currency };
  switch (type) {
    case 'money':
    case 'price':
    case 'average':
      return { ...shared, type: 'decimal' };
    case 'decimal':
      return { ...shared, type: rows.some((row) => typeof row[index] === 'number') ? 'float' : 'decimal' };
    case 'rate':
    case 'milliseconds':
    case 'measured':
      return { ...shared, type: 'float' };
    case 'text':
    case 'integer':
    case 'instant':
    case 'date':
    case 'boolean':
      return { ...shared, type };
  }
}
