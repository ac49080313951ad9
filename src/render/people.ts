/**
 * What the formats for people share: which tables and columns they show, the labels, and the sentence about rounding.
 */

import { decimalsOf } from '../core/currency.js';
import { forPeople } from '../reports/columns.js';
import type { Cell, Column, Report, Table } from '../reports/report.js';
import { isRounded } from './figures.js';
import type { Speaker } from './speaker.js';

export const ROUNDED = 'Figures are rounded; totals are the exact totals, rounded.';

export function tablesForPeople(report: Report): Table[] {
  return report.tables.map(forPeople);
}

/** `list cost (USD)`. */
export function labelOf(column: Column, speaker: Speaker): string {
  const label = speaker.text(column.label);
  return column.currency === undefined ? label : `${label} (${column.currency})`;
}

/** Figures stand to the right, words to the left. */
export function isFigure(column: Column): boolean {
  return ['integer', 'rate', 'money', 'price', 'average', 'decimal', 'milliseconds', 'measured'].includes(column.type);
}

/** Decimal places of a column's money: what was asked for, else what its currency has. */
export function decimalsIn(column: Column, asked: number | undefined): number {
  return asked ?? decimalsOf(column.currency);
}

export function hasRoundedFigures(tables: readonly Table[], decimals: number | undefined): boolean {
  return tables.some((table) => {
    const isRoundedRow = (row: readonly Cell[]): boolean =>
      table.columns.some((column, index) => isRounded(row[index] ?? null, column.type, decimalsIn(column, decimals)));
    return table.rows.some(isRoundedRow) || isRoundedRow(table.totals ?? []);
  });
}
