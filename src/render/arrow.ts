/**
 * The first table as an Arrow IPC file: the same columns and rows as csv, typed. Amounts are Decimal(38, 18): exact, except
 * that places beyond the 18th are rounded half-even.
 */
import { toFixed } from '../core/decimal.js';
import type { Exact } from '../core/exact.js';
import { type ArrowTable, arrowFile, arrowTable } from '../engine/arrow.js';
import type { TypedColumn } from '../engine/columns.js';
import { isExact } from '../reports/cells.js';
import { type FlatCell, standingAlone } from '../reports/flat.js';
import type { Column, Report } from '../reports/report.js';

const SCALE = 18;

/** Throws ToolError `does_not_fit` for a count beyond 64 bits, an amount beyond 38 digits or a date that is none. */
export function renderArrow(report: Report): Uint8Array {
  const { columns, rowCount } = firstTable(report);
  return arrowFile(columns, rowCount);
}

/** The same as a table of the apache-arrow package. */
export function reportArrow(report: Report): ArrowTable {
  const { columns, rowCount } = firstTable(report);
  return arrowTable(columns, rowCount);
}

function firstTable(report: Report): { readonly columns: readonly TypedColumn[]; readonly rowCount: number } {
  const [table] = report.tables;
  if (!table) return { columns: [], rowCount: 0 };
  const { columns, rows } = standingAlone(table, report.result);
  const typed = columns.map((column, index) =>
    arrowColumn(
      column,
      rows.map((row) => row[index] ?? null),
    ),
  );
  return { columns: typed, rowCount: rows.length };
}

function arrowColumn(column: Column, cells: readonly FlatCell[]): TypedColumn {
  const shared = {
    name: column.key,
    metadata: column.currency === undefined ? undefined : { currency: column.currency },
  };
  switch (column.type) {
    case 'integer':
      return { ...shared, type: 'integer', values: cells.map(toInteger) };
    case 'money':
    case 'price':
    case 'average':
      return { ...shared, type: 'decimal', scale: SCALE, values: cells.map(toScaled) };
    case 'decimal':
      // A column of floats stays one: a float has no exact decimal worth storing.
      return cells.some((cell) => typeof cell === 'number')
        ? { ...shared, type: 'float', values: cells.map(toFloat) }
        : { ...shared, type: 'decimal', scale: SCALE, values: cells.map(toScaled) };
    case 'rate':
    case 'milliseconds':
    case 'measured':
      return { ...shared, type: 'float', values: cells.map(toFloat) };
    case 'instant':
      return { ...shared, type: 'instant', values: cells.map(toFloat) };
    case 'boolean':
      return { ...shared, type: 'boolean', values: cells.map((cell) => (typeof cell === 'boolean' ? cell : null)) };
    case 'date':
      return { ...shared, type: 'date', values: cells.map(toText) };
    case 'text':
      return { ...shared, type: 'text', values: cells.map(toText) };
  }
}

function toInteger(cell: FlatCell): bigint | null {
  if (typeof cell === 'bigint') return cell;
  return typeof cell === 'number' && Number.isInteger(cell) ? BigInt(cell) : null;
}

function toScaled(cell: FlatCell): bigint | null {
  if (typeof cell === 'bigint') return cell * 10n ** BigInt(SCALE);
  return isExact(cell) ? scaled(cell) : null;
}

function scaled(value: Exact): bigint {
  return BigInt(toFixed(value, SCALE).replace('.', ''));
}

function toFloat(cell: FlatCell): number | null {
  if (isExact(cell)) return Number(toFixed(cell, SCALE));
  return typeof cell === 'number' || typeof cell === 'bigint' ? Number(cell) : null;
}

function toText(cell: FlatCell): string | null {
  return cell === null || isExact(cell) ? null : String(cell);
}
