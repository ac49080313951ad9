/**
 * Which columns people see. Files and programs always get every column; a screen has no room for the empty ones.
 */

import { ALLOCATED, UNALLOCATED } from '../core/allocation.js';
import { say } from '../core/phrase.js';
import type { Dimension } from '../core/question.js';
import { isExact } from './cells.js';
import type { Cell, Column, Table } from './report.js';

/** One text column per grouping word, keyed by the word itself so that it equals `group_by`. */
export function groupColumns(by: readonly Dimension[]): Column[] {
  return by.map((dimension) => ({ key: dimension, label: dimension, type: 'text' }));
}

/**
 * The columns, with those that no row fills marked as detail. A column named in `zeros` also goes when it holds only 0:
 * where nothing was cancelled, a column of zeros says nothing.
 */
export function hideUnused(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  zeros: readonly string[] = [],
): Column[] {
  return columns.map((column, index) => {
    const isUsed = rows.some((row) => {
      const cell = row[index] ?? null;
      return cell !== null && !(zeros.includes(column.key) && (cell === 0n || cell === 0));
    });
    return isUsed || rows.length === 0 ? column : { ...column, isDetail: true };
  });
}

/** The table without its detail columns, its words apart from its names: what the renderers for people start from. */
export function forPeople(table: Table): Table {
  const kept = table.columns.map((column) => column.isDetail !== true);
  const pick = <Item>(items: readonly Item[]): Item[] => items.filter((_, index) => kept[index]);
  const columns = pick(table.columns);
  const hasWords = columns.some(({ isWords }) => isWords === true);
  const cells = (row: readonly Cell[]): Cell[] => (hasWords ? pick(row).map(worded(columns)) : pick(row));
  return { ...table, columns, rows: table.rows.map(cells), totals: table.totals && cells(table.totals) };
}

function worded(columns: readonly Column[]): (cell: Cell, index: number) => Cell {
  return (cell, index) => (typeof cell === 'string' && columns[index]?.isWords === true ? say(cell) : cell);
}

/** Counts that are not whole, because several share a call, are decimals to whoever reads the column. */
export function divisible(columns: readonly Column[], rows: readonly (readonly Cell[])[]): Column[] {
  return columns.map((column, index) =>
    column.type === 'integer' && rows.some((cells) => isExact(cells[index])) ? { ...column, type: 'decimal' } : column,
  );
}

/** The words of a group as cells: names as they are, the row of what nobody pays for in the reader's language. */
export function groupCells(group: readonly (string | null)[], by: readonly Dimension[]): Cell[] {
  return group.map((name, index) => {
    const dimension = by[index];
    return name === UNALLOCATED && dimension !== undefined && ALLOCATED.includes(dimension) ? say(UNALLOCATED) : name;
  });
}

/** The group of what nobody is known to pay for: never folded into others. */
export function isUnallocated(group: readonly (string | null)[], by: readonly Dimension[]): boolean {
  return by.some((dimension, index) => ALLOCATED.includes(dimension) && group[index] === UNALLOCATED);
}
