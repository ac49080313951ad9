/**
 * One table as HTML. Figures carry their value beside their text, for sorting; everything that is text is escaped.
 */
import { toDecimal } from '../../core/decimal.js';
import type { Text } from '../../core/phrase.js';
import { isExact, isFigureCell, isMoneyRange } from '../../reports/cells.js';
import type { Cell, Column, Table } from '../../reports/report.js';
import { cellText } from '../figures.js';
import { decimalsIn, isFigure, labelOf } from '../people.js';
import type { Speaker } from '../speaker.js';
import { escaped } from './escape.js';

/** Longer tables are folded; print unfolds them. */
const MOST_OPEN = 16;

export function tableHtml(table: Table, speaker: Speaker, decimals: number | undefined): string {
  const said = (text: Text) => escaped(speaker.text(text));
  const remarks = (table.remarks ?? []).map((remark) => `<p class="remark">${said(remark)}</p>`).join('');
  if (table.rows.length === 0) {
    return `<div class="empty"><h3>${said(table.title)}</h3><p>${said(table.none ?? '(none)')}</p>${remarks}</div>\n`;
  }
  const cells = (row: readonly Cell[], head: 'td' | 'th') =>
    table.columns
      .map((column, index) => cellHtml(row[index] ?? null, column, index === 0 ? head : 'td', speaker, decimals))
      .join('');
  const header = table.columns
    .map((column) => `<th scope="col"${numeric(column)}>${escaped(labelOf(column, speaker))}</th>`)
    .join('');
  const rows = table.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
  const totals = table.totals === undefined ? '' : `<tfoot><tr>${totalCells(table, speaker, decimals)}</tr></tfoot>`;
  const body =
    `<div class="scroll" tabindex="0" role="region" aria-label="${said(table.title)}"><table id="table-${escaped(table.id)}">` +
    `<caption>${said(table.title)}</caption><thead><tr>${header}</tr></thead>\n<tbody>${rows}</tbody>${totals}</table></div>${remarks}`;
  if (table.rows.length <= MOST_OPEN) return `<div class="table">${body}</div>\n`;
  const summary = escaped(
    speaker.text({
      say: '{title}: {count} rows',
      values: { title: speaker.text(table.title), count: table.rows.length },
    }),
  );
  return `<details><summary>${summary}</summary><div class="table">${body}</div></details>\n`;
}

function totalCells(table: Table, speaker: Speaker, decimals: number | undefined): string {
  return table.columns
    .map((column, index) => {
      const cell = table.totals?.[index] ?? null;
      if (cell === null) return '<td></td>';
      return cellHtml(cell, column, index === 0 ? 'th' : 'td', speaker, decimals);
    })
    .join('');
}

function cellHtml(
  cell: Cell,
  column: Column,
  element: 'td' | 'th',
  speaker: Speaker,
  decimals: number | undefined,
): string {
  const isDate = column.type === 'date' && typeof cell === 'string';
  const text = isDate ? speaker.date(cell) : cellText(cell, column.type, decimalsIn(column, decimals), speaker);
  const value = amountIn(cell);
  const data = value !== undefined ? ` data-value="${value}"` : isDate ? ` data-value="${dayNumber(cell)}"` : '';
  const scope = element === 'th' ? ' scope="row"' : '';
  return `<${element}${scope}${numeric(column)}${data}>${escaped(text)}</${element}>`;
}

/** Figures and dates are not broken into lines. */
function numeric(column: Column): string {
  if (column.type === 'date' || column.type === 'instant') return ' class="d"';
  return isFigure(column) ? ' class="n"' : '';
}

/** What a figure is sorted by; undefined for words. */
function amountIn(cell: Cell): string | undefined {
  if (typeof cell === 'bigint' || typeof cell === 'number') return String(cell);
  if (isMoneyRange(cell)) return toDecimal(cell.low);
  if (isFigureCell(cell)) return toDecimal(cell.figure);
  return isExact(cell) ? toDecimal(cell) : undefined;
}

function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
}
