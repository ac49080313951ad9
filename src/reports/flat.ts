/**
 * A table as programs read it: one value per column, a range of money as two columns more, no words among numbers.
 *
 * csv, arrow and the JSON rows are all made from here, which is why they cannot disagree.
 */
import { compare } from '../core/exact.js';
import { english, isPhrase, type Phrase } from '../core/phrase.js';
import { isFigureCell, isMoneyRange } from './cells.js';
import { isoInstant } from './instants.js';
import type { Cell, Column, ColumnType, Figure, MoneyRange, Report, ResultValue, Table } from './report.js';

export type FlatCell = Exclude<Cell, MoneyRange | Figure | Phrase>;

export interface FlatTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly FlatCell[])[];
  readonly totals: readonly FlatCell[] | undefined;
}

export function flatten(table: Table): FlatTable {
  const isRange = table.columns.map((column, index) => column.isRange === true || hasRange(table, index));
  const columns = table.columns.flatMap((column, index) => (isRange[index] ? withBounds(column) : [column]));
  const flatRow = (cells: readonly Cell[]): FlatCell[] =>
    table.columns.flatMap((column, index) => {
      const cell = cells[index] ?? null;
      return isRange[index] ? threeCells(cell) : [oneCell(cell, column.type)];
    });
  return {
    columns,
    rows: table.rows.map(flatRow),
    totals: table.totals && flatRow(table.totals),
  };
}

/** The table as a file that stands by itself: of amounts with a basis, every row says which one it is, and in what currency. */
export function standingAlone(table: Table, { basis }: Report['result']): FlatTable {
  const flat = flatten(table);
  const money = flat.columns.filter(({ type }) => type === 'money');
  if (money.length === 0 || typeof basis !== 'string') return flat;
  const [currency] = money.map((column) => column.currency);
  const isOne = currency !== undefined && money.every((column) => column.currency === currency);
  const words: [string, string][] = [...(isOne ? [['currency', currency] as [string, string]] : []), ['basis', basis]];
  const added = words.filter(([key]) => !flat.columns.some((column) => column.key === key));
  const values = added.map(([, value]) => value);
  return {
    columns: [...flat.columns, ...added.map(([key]) => ({ key, label: key, type: 'text' as const }))],
    rows: flat.rows.map((row) => [...row, ...values]),
    totals: flat.totals && [...flat.totals, ...values],
  };
}

/** One object per row, keys in the order of the columns. */
export function rowObjects(table: Table): Record<string, ResultValue>[] {
  const flat = flatten(table);
  return flat.rows.map((cells) => toObject(flat.columns, cells));
}

/** The totals row as an object, without the columns that `omitted` names (a total has no group). */
export function totalsObject(table: Table, omitted: readonly string[]): Record<string, ResultValue> {
  const flat = flatten(table);
  const entries = Object.entries(toObject(flat.columns, flat.totals ?? []));
  return Object.fromEntries(entries.filter(([key]) => !omitted.includes(key)));
}

function toObject(columns: readonly Column[], cells: readonly FlatCell[]): Record<string, ResultValue> {
  // fromEntries, not assignment: a column may be named `__proto__`.
  return Object.fromEntries(columns.map((column, index) => [column.key, toResult(cells[index] ?? null, column.type)]));
}

function toResult(cell: FlatCell, type: ColumnType): ResultValue {
  return type === 'instant' && typeof cell === 'number' ? isoInstant(cell) : cell;
}

function hasRange(table: Table, index: number): boolean {
  return table.rows.some((row) => isMoneyRange(row[index])) || isMoneyRange(table.totals?.[index]);
}

function withBounds(column: Column): Column[] {
  const bound = (side: string): Column => ({
    ...column,
    key: `${column.key}_${side}`,
    heading: column.heading === undefined ? undefined : `${column.heading}_${side}`,
    label: `${english(column.label)} ${side}`,
  });
  return [column, bound('low'), bound('high')];
}

function threeCells(cell: Cell): FlatCell[] {
  if (!isMoneyRange(cell)) return [oneCell(cell, 'money'), null, null];
  return compare(cell.low, cell.high) === 0 ? [cell.low, null, null] : [null, cell.low, cell.high];
}

function oneCell(cell: Cell, type: ColumnType): FlatCell {
  if (isMoneyRange(cell)) return null;
  if (isFigureCell(cell)) return cell.figure;
  if (isPhrase(cell)) return type === 'text' ? english(cell) : null;
  return typeof cell === 'string' && type !== 'text' && type !== 'date' ? null : cell;
}
