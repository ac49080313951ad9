/**
 * What the formats for people share: which tables and columns they show, the labels, and the sentence about rounding.
 */

import { forPeople } from '../reports/columns.js';
import type { Cell, Column, Report, Table } from '../reports/report.js';
import { isRounded } from './figures.js';

export const ROUNDED = 'Figures are rounded; totals are the exact totals, rounded.';

export function tablesForPeople(report: Report): Table[] {
  return report.tables.map(forPeople);
}

/** `list cost (USD)`. */
export function labelOf(column: Column): string {
  return column.currency === undefined ? column.label : `${column.label} (${column.currency})`;
}

/** Figures stand to the right, words to the left. */
export function isFigure(column: Column): boolean {
  return ['integer', 'rate', 'money', 'price', 'decimal', 'milliseconds', 'measured'].includes(column.type);
}

export function hasRoundedFigures(tables: readonly Table[], decimals: number): boolean {
  return tables.some((table) => {
    const isRoundedRow = (row: readonly Cell[]): boolean =>
      table.columns.some((column, index) => isRounded(row[index] ?? null, column.type, decimals));
    return table.rows.some(isRoundedRow) || isRoundedRow(table.totals ?? []);
  });
}
