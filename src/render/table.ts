/**
 * Tables for a terminal. Text from logs is made visible first, so that no cell can move the cursor, change a colour or
 * reorder its neighbours; notes are not printed here, because they go to another stream.
 */
import { isPhrase } from '../core/phrase.js';
import { visible } from '../core/text.js';
import type { Cell, Report, Table } from '../reports/report.js';
import { cellText, speaking } from './figures.js';
import type { RenderOptions } from './options.js';
import { decimalsIn, hasRoundedFigures, isFigure, labelOf, ROUNDED, tablesForPeople } from './people.js';
import type { Speaker } from './speaker.js';
import { cut, displayWidth, pad } from './width.js';

const GAP = '  ';
const LONGEST_TEXT = 72;
const SHORTEST_TEXT = 12;

export function renderTable(report: Report, options: RenderOptions = {}): string {
  const { decimals, locale = 'en' } = options;
  const speaker = speaking(locale);
  const tables = tablesForPeople(report);
  const blocks = [
    report.header.map((sentence) => visible(speaker.text(sentence))),
    ...tables.map((table) => tableLines(table, decimals, options, speaker)),
    hasRoundedFigures(tables, decimals) ? [speaker.text(ROUNDED)] : [],
  ];
  const text = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return text === '' ? '' : `${text}\n`;
}

function tableLines(table: Table, decimals: number | undefined, options: RenderOptions, speaker: Speaker): string[] {
  const style = styles(options.color === true);
  const title = style.strong(visible(speaker.text(table.title)));
  const remarks = (table.remarks ?? []).map((remark) => visible(speaker.text(remark)));
  if (table.rows.length === 0) return [title, speaker.text(table.none ?? '(none)'), ...remarks];

  const labels = table.columns.map((column) => visible(labelOf(column, speaker)));
  const texts = (row: readonly Cell[]): string[] =>
    table.columns.map((column, index) => {
      const cell = row[index] ?? null;
      const text = visible(cellText(cell, column.type, decimalsIn(column, decimals), speaker));
      const isText = typeof cell === 'string' || (column.isWords === true && isPhrase(cell));
      return isText ? cut(text, LONGEST_TEXT) : text;
    });
  const rows = table.rows.map(texts);
  const totals = table.totals && blankMissing(texts(table.totals), table.totals);
  const widths = fitWidths(table, widest([labels, ...rows, ...(totals ? [totals] : [])]), options.width);

  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => {
        const width = widths[index]!;
        return pad(cut(cell, width), width, isFigure(table.columns[index]!) ? 'right' : 'left');
      })
      .join(GAP)
      .trimEnd();
  const rule = style.faint(widths.map((width) => '─'.repeat(width)).join(GAP));
  return [
    title,
    style.strong(line(labels)),
    rule,
    ...rows.map(line),
    ...(totals ? [rule, style.strong(line(totals))] : []),
    ...remarks,
  ];
}

/** A total that cannot be had (a quantile of groups, the requests of many errors) is left blank. */
function blankMissing(texts: readonly string[], cells: readonly Cell[]): string[] {
  return texts.map((text, index) => ((cells[index] ?? null) === null ? '' : text));
}

function widest(rows: readonly (readonly string[])[]): number[] {
  const [first = []] = rows;
  return first.map((_, index) => rows.reduce((width, row) => Math.max(width, displayWidth(row[index]!)), 0));
}

/** Takes columns from the widest text until the table fits; figures are never cut. */
function fitWidths(table: Table, widths: readonly number[], available: number | undefined): number[] {
  const fitted = [...widths];
  if (available === undefined) return fitted;
  const total = (): number => fitted.reduce((sum, width) => sum + width, 0) + GAP.length * (fitted.length - 1);
  while (total() > available) {
    let widestText = -1;
    table.columns.forEach((column, index) => {
      if (column.type === 'text' && fitted[index]! > (fitted[widestText] ?? SHORTEST_TEXT)) widestText = index;
    });
    if (widestText === -1) return fitted;
    fitted[widestText]! -= 1;
  }
  return fitted;
}

interface Styles {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

function styles(isOn: boolean): Styles {
  const wrap = (code: number) => (text: string) => (isOn ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { strong: wrap(1), faint: wrap(2) };
}
