/**
 * A table of report size on its way into a file: columns with exact values, written as CSV, JSONL, Arrow or Parquet.
 *
 * Decimals keep every digit: a column of a file that has types gets the scale that its values need, and a value that no
 * decimal of 38 digits can hold is an error, never rounded.
 */
import { decimalPlaces, toDecimal, toFixed } from '../core/decimal.js';
import { doesNotFit } from '../core/errors.js';
import type { Exact } from '../core/exact.js';
import { escapedJson, quoted } from '../core/text.js';
import type { TypedColumn } from '../engine/columns.js';
import { csvField, csvText, LINE_END } from '../render/csv.js';
import { isExact } from '../reports/cells.js';
import { isoInstant } from '../reports/instants.js';

export interface ExportColumn {
  readonly name: string;
  /** `json` values are JSON text. Instants are milliseconds since the epoch, dates YYYY-MM-DD. */
  readonly type: 'text' | 'integer' | 'decimal' | 'float' | 'boolean' | 'instant' | 'date' | 'json';
  readonly currency?: string | undefined;
}

export type ExportValue = string | number | bigint | boolean | Exact | null;

export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly (readonly ExportValue[])[];
  /** Words of `--partition` beside the columns' own names, as SQL over the columns. */
  readonly partitions: Readonly<Record<string, string>>;
}

export function csvRows({ columns, rows }: ExportTable): string[] {
  return [
    columns.map(({ name }) => csvText(name)).join(',') + LINE_END,
    ...rows.map((row) => columns.map(({ type }, index) => csvCell(row[index] ?? null, type)).join(',') + LINE_END),
  ];
}

function csvCell(value: ExportValue, type: ExportColumn['type']): string {
  if (value === null) return '';
  if (isExact(value)) return toDecimal(value);
  if (type === 'instant') return isoInstant(value as number);
  return typeof value === 'string' ? csvText(value) : csvField(String(value));
}

export function jsonRows({ columns, rows }: ExportTable): string[] {
  const keys = columns.map(({ name }) => quoted(name));
  return rows.map((row) => {
    const members = columns.map(({ type }, index) => `${keys[index]}:${jsonCell(row[index] ?? null, type)}`);
    return `{${members.join(',')}}\n`;
  });
}

function jsonCell(value: ExportValue, type: ExportColumn['type']): string {
  if (value === null) return 'null';
  if (isExact(value)) return quoted(toDecimal(value));
  if (typeof value === 'string') return type === 'json' ? escapedJson(value) : quoted(value);
  if (typeof value !== 'number') return String(value);
  if (type === 'instant') return quoted(isoInstant(value));
  return Number.isFinite(value) ? JSON.stringify(value) : 'null';
}

/** Throws ToolError `does_not_fit` for an amount without a finite decimal form of at most 38 digits. */
export function typedTable({ columns, rows }: ExportTable): readonly TypedColumn[] {
  return columns.map((column, index) =>
    typedColumn(
      column,
      rows.map((row) => row[index] ?? null),
    ),
  );
}

/** Enough for any list price times any number of tokens; what needs more gets it. */
const USUAL_SCALE = 18;

function typedColumn({ name, type, currency }: ExportColumn, values: readonly ExportValue[]): TypedColumn {
  const shared = { name, metadata: currency === undefined ? undefined : { currency } };
  switch (type) {
    case 'integer':
      return { ...shared, type, values: values.map((value) => (value === null ? null : BigInt(value as bigint))) };
    case 'decimal': {
      const scale = values.reduce<number>((most, value) => Math.max(most, placesOf(value, name)), USUAL_SCALE);
      return { ...shared, type, scale, values: values.map((value) => scaled(value, scale, name)) };
    }
    case 'float':
      return { ...shared, type, values: values as (number | null)[] };
    case 'boolean':
      return { ...shared, type, values: values as (boolean | null)[] };
    case 'instant':
      return { ...shared, type, values: values as (number | null)[] };
    case 'date':
      return { ...shared, type, values: values as (string | null)[] };
    case 'text':
    case 'json':
      return { ...shared, type: 'text', values: values as (string | null)[] };
  }
}

const MOST_DIGITS = 10n ** 38n;

function placesOf(value: ExportValue, column: string): number {
  if (!isExact(value)) return 0;
  const places = decimalPlaces(value);
  if (places === undefined || places > 37) throw unfit(column, toDecimal(value));
  return places;
}

function scaled(value: ExportValue, scale: number, column: string): bigint | null {
  if (value === null) return null;
  const digits = isExact(value)
    ? BigInt(toFixed(value, scale).replace('.', ''))
    : BigInt(value as bigint) * 10n ** BigInt(scale);
  if (digits >= MOST_DIGITS || digits <= -MOST_DIGITS) throw unfit(column, String(digits));
  return digits;
}

function unfit(column: string, value: string): Error {
  return doesNotFit(
    `column ${column}`,
    `${value} needs more digits than a decimal of 38 has`,
    'write csv or jsonl instead, whose numbers have as many digits as they need',
  );
}
