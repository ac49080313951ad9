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
    columns.map((column) => csvText(column.key)),
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

/** With the controls that a terminal obeys written out. */
export function withoutControls(text: string): string {
  return text.replace(TERMINAL_CONTROL, visible);
}

/**
 * A spreadsheet runs a text that begins like a formula: an apostrophe before it makes it text again.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function safeText(text: string): string {
  const harmless = withoutControls(text);
  return /^[=+\-@\t\r]/.test(harmless) ? `'${harmless}` : harmless;
}

/** A text from a log as a field. */
export function csvText(text: string): string {
  return csvField(safeText(text));
}

/** A field of our own making: quoted where it has to be. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
