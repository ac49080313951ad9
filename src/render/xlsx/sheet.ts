/**
 * One table as a sheet: a header row, typed cells, a row of totals, remarks below. A total that is the sum of its column is a
 * formula with its value beside it; any other total is the value alone.
 */
import { toDecimal } from '../../core/decimal.js';
import { compare, type Exact, exact, sum } from '../../core/exact.js';
import { isPhrase } from '../../core/phrase.js';
import { isExact, isFigureCell, isMoneyRange } from '../../reports/cells.js';
import { isoInstant } from '../../reports/instants.js';
import type { Cell, Column, Table } from '../../reports/report.js';
import { isLikeFormula } from '../csv.js';
import { MISSING } from '../figures.js';
import { decimalsIn, labelOf } from '../people.js';
import type { Speaker } from '../speaker.js';
import { displayWidth } from '../width.js';
import type { CellStyle, Styles } from './styles.js';
import { xmlText } from './xml.js';

/** A column of the sheet: one of the table, or one end of its ranges. */
interface SheetColumn {
  readonly label: string;
  readonly column: Column;
  readonly at: (row: readonly Cell[]) => Cell;
}

const HEAD =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';

export function sheetXml(table: Table, styles: Styles, speaker: Speaker, decimals: number | undefined): string {
  const columns = sheetColumns(table, speaker);
  const cell = (row: readonly Cell[], one: SheetColumn, place: string, isBold: boolean) =>
    cellXml(one.at(row), one.column, place, isBold, styles, speaker, decimals);
  const line = (number: number, cells: readonly string[]) => `<row r="${number}">${cells.join('')}</row>`;
  const place = (index: number, row: number) => `${letters(index)}${row}`;
  const rows = [
    line(
      1,
      columns.map(({ label }, index) =>
        textXml(label, place(index, 1), { format: '', isBold: true, isWrapped: true }, styles),
      ),
    ),
    ...table.rows.map((row, at) =>
      line(
        at + 2,
        columns.map((one, index) => cell(row, one, place(index, at + 2), false)),
      ),
    ),
  ];
  const { totals } = table;
  const totalRow = table.rows.length + 2;
  if (totals !== undefined) {
    const cells = columns.map((one, index) => {
      const value = totals[0] === undefined ? null : one.at(totals);
      if (value === null) return '';
      const style = { format: formatOf(one.column, decimals), isBold: true };
      if (index > 0 && isSum(table, one, value)) {
        const range = `${place(index, 2)}:${place(index, totalRow - 1)}`;
        return `<c r="${place(index, totalRow)}" s="${styles.of(style)}"><f>SUM(${range})</f><v>${numberText(value)}</v></c>`;
      }
      return cell(totals, one, place(index, totalRow), true);
    });
    rows.push(line(totalRow, cells));
  }
  (table.remarks ?? []).forEach((remark, index) => {
    const number = totalRow + 2 + index;
    rows.push(line(number, [textXml(speaker.text(remark), place(0, number), { format: '' }, styles)]));
  });
  const widths = columns.map((one, index) => {
    const longest = Math.max(
      displayWidth(one.label),
      ...table.rows.slice(0, 200).map((row) => widthOf(one.at(row), speaker)),
    );
    return `<col min="${index + 1}" max="${index + 1}" width="${Math.min(60, Math.max(9, longest + 3))}" customWidth="1"/>`;
  });
  return (
    `${HEAD}<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${widths.join('')}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`
  );
}

/** A range becomes two columns; what is only a lower bound is in the first of them, an upper one in the second. */
function sheetColumns(table: Table, speaker: Speaker): SheetColumn[] {
  const all = table.totals === undefined ? table.rows : [...table.rows, table.totals];
  return table.columns.flatMap((column, index): SheetColumn[] => {
    const label = labelOf(column, speaker);
    const at = (row: readonly Cell[]) => row[index] ?? null;
    if (!all.some((row) => isMoneyRange(at(row)))) return [{ label, column, at }];
    const end = (side: 'low' | 'high') => (row: readonly Cell[]) => {
      const cell = at(row);
      if (!isMoneyRange(cell)) return cell;
      const isOpen = side === 'high' ? cell.isLowerBound : cell.isUpperBound;
      return isOpen === true ? null : cell[side];
    };
    return [
      { label: speaker.text({ say: '{label}, at least', values: { label } }), column, at: end('low') },
      { label: speaker.text({ say: '{label}, at most', values: { label } }), column, at: end('high') },
    ];
  });
}

function cellXml(
  cell: Cell,
  column: Column,
  place: string,
  isBold: boolean,
  styles: Styles,
  speaker: Speaker,
  decimals: number | undefined,
): string {
  if (cell === null) return '';
  const style = { format: formatOf(column, decimals), isBold };
  if (typeof cell === 'boolean')
    return `<c r="${place}" t="b" s="${styles.of({ ...style, format: '' })}"><v>${cell ? 1 : 0}</v></c>`;
  if (isPhrase(cell)) return textXml(speaker.text(cell), place, { ...style, format: '' }, styles);
  if (typeof cell === 'string' && column.type !== 'date') return textXml(cell, place, { ...style, format: '' }, styles);
  if (typeof cell === 'number' && column.type === 'instant')
    return textXml(isoInstant(cell), place, { ...style, format: '' }, styles);
  return `<c r="${place}" s="${styles.of(style)}"><v>${numberText(cell)}</v></c>`;
}

/** A spreadsheet takes `_x0041_` for the character of that code, unless the line before it is written as a code itself. */
const CHARACTER_CODE = /_(?=x[0-9a-f]{4}_)/gi;

/** Text is an inline string: never a formula, whatever it begins with. */
function textXml(text: string, place: string, style: CellStyle, styles: Styles): string {
  const isQuoted = isLikeFormula(text);
  return `<c r="${place}" s="${styles.of({ ...style, isQuoted })}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.replace(CHARACTER_CODE, '_x005F$&'))}</t></is></c>`;
}

/** Decimal text with all its digits; a spreadsheet keeps about fifteen of them. */
function numberText(cell: Cell): string {
  if (typeof cell === 'string') return String(dayNumber(cell));
  const value = amountIn(cell);
  return value === undefined ? '' : toDecimal(value);
}

function amountIn(cell: Cell): Exact | undefined {
  if (typeof cell === 'bigint') return exact(cell);
  if (isExact(cell)) return cell;
  if (isFigureCell(cell)) return cell.figure;
  if (isMoneyRange(cell)) return cell.low;
  if (typeof cell !== 'number' || !Number.isFinite(cell)) return undefined;
  const scale = 10n ** 12n;
  return exact(BigInt(Math.round(cell * 1e6)) * (scale / 1_000_000n), scale);
}

function isSum(table: Table, one: SheetColumn, total: Cell): boolean {
  if (!['integer', 'money', 'decimal'].includes(one.column.type) || typeof total === 'string') return false;
  const cells = table.rows.map(one.at).filter((cell) => cell !== null && typeof cell !== 'string');
  const values = cells.map(amountIn);
  const whole = amountIn(total);
  if (cells.length === 0 || whole === undefined || values.some((value) => value === undefined)) return false;
  return compare(sum(values.filter((value) => value !== undefined)), whole) === 0;
}

function formatOf(column: Column, decimals: number | undefined): string {
  switch (column.type) {
    case 'integer':
      return '#,##0';
    case 'money': {
      const places = decimalsIn(column, decimals);
      return places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`;
    }
    case 'rate':
      return '0.00%';
    case 'milliseconds':
      return '#,##0.0';
    case 'date':
      return 'yyyy-mm-dd';
    default:
      return '';
  }
}

/** Days since the end of 1899, as spreadsheets count them. */
function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000) + 25_569;
}

function widthOf(cell: Cell, speaker: Speaker): number {
  if (cell === null) return displayWidth(MISSING);
  if (typeof cell === 'string') return displayWidth(cell);
  return isPhrase(cell) ? displayWidth(speaker.text(cell)) : 14;
}

/** A, B, … Z, AA, AB, … */
export function letters(index: number): string {
  const first = index < 26 ? '' : letters(Math.floor(index / 26) - 1);
  return first + String.fromCharCode(65 + (index % 26));
}
