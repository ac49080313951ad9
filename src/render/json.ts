/**
 * The result as JSON: what RESULTS promises to programs. Money is a decimal string with all its digits, counts are numbers
 * however large, and keys stay in the order of the report.
 *
 * Written by hand because JSON.stringify cannot write a bigint as a number.
 */
import { toDecimal, toFraction } from '../core/decimal.js';
import type { Exact } from '../core/exact.js';
import { quoted } from '../core/text.js';
import { isExact } from '../reports/cells.js';
import type { Report, ResultValue } from '../reports/report.js';

export function renderJson(report: Report): string {
  return `${write(report.result, '\n', false)}\n`;
}

/** Inside these keys an amount without finite decimal form also says what it is exactly. */
const AUDITED = new Set(['steps', 'lines', 'signatures']);

function write(value: ResultValue, newLine: string, isAudited: boolean): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : 'null';
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (isExact(value)) return writeExact(value, newLine, isAudited);
  const inner = `${newLine}  `;
  if (isList(value)) {
    return brackets(
      '[',
      value.map((item) => write(item, inner, isAudited)),
      ']',
      newLine,
    );
  }
  // A fraction that the report has spelled out itself is not spelled out again inside.
  const isSpelled = 'exact' in value;
  const members = Object.entries(value).flatMap(([key, member]) => {
    if (member === undefined) return [];
    return [`${quoted(key)}: ${write(member, inner, !isSpelled && (isAudited || AUDITED.has(key)))}`];
  });
  return brackets('{', members, '}', newLine);
}

function isList(value: ResultValue): value is readonly ResultValue[] {
  return Array.isArray(value);
}

function brackets(open: string, items: readonly string[], close: string, newLine: string): string {
  if (items.length === 0) return open + close;
  const separator = `,${newLine}  `;
  return `${open}${newLine}  ${items.join(separator)}${newLine}${close}`;
}

function writeExact(value: Exact, newLine: string, isAudited: boolean): string {
  const fraction = isAudited ? toFraction(value) : undefined;
  if (fraction === undefined) return quoted(toDecimal(value));
  return write({ value: toDecimal(value), exact: fraction }, newLine, false);
}
