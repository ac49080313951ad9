/**
 * The first table as CSV (RFC 4180, https://www.rfc-editor.org/rfc/rfc4180): every column, every digit, no totals row, which
 * would be summed again. A missing value is an empty field.
 */
import { toDecimal } from '../core/decimal.js';
import { visible } from '../core/text.js';
import { isExact } from '../reports/cells.js';
import { type FlatCell, standingAlone } from '../reports/flat.js';
import { isoInstant } from '../reports/instants.js';
import type { ColumnType, Report } from '../reports/report.js';

export const LINE_END = '\r\n';

export function renderCsv(report: Report): string {
  const [table] = report.tables;
  if (!table) return '';
  const { columns, rows } = standingAlone(table, report.result);
  const lines = [
    columns.map((column) => csvText(column.heading ?? column.key)),
    ...rows.map((row) => columns.map((column, index) => csvField(cellText(row[index] ?? null, column.type)))),
  ];
  return lines.map((line) => line.join(',') + LINE_END).join('');
}

function cellText(cell: FlatCell, type: ColumnType): string {
  if (cell === null) return '';
  if (isExact(cell)) return toDecimal(cell);
  if (type === 'instant' && typeof cell === 'number') return isoInstant(cell);
  return type === 'text' ? safeText(String(cell)) : String(cell);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the controls that a terminal obeys; tab and line ends are CSV's own
const TERMINAL_CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** What reorders or hides its neighbours, and the line ends that only some programs take for one. */
const REORDERING = /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** With the controls that a terminal obeys, and those that reorder text, written out. */
export function withoutControls(text: string): string {
  return text.replace(TERMINAL_CONTROL, visible).replace(REORDERING, visible);
}

/** Also in their full width, which a spreadsheet set to East Asian text takes for the narrow sign, and after blanks. */
const FORMULA = /^[\s\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** True for a text that a spreadsheet may run. https://owasp.org/www-community/attacks/CSV_Injection */
export function isLikeFormula(text: string): boolean {
  return FORMULA.test(text);
}

/** An apostrophe before what a spreadsheet may run makes it text again. */
function safeText(text: string): string {
  const harmless = withoutControls(text);
  return isLikeFormula(harmless) ? `'${harmless}` : harmless;
}

/** A text from a log as a field. */
export function csvText(text: string): string {
  return csvField(safeText(text));
}

/** A field of our own making: quoted where it has to be. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
