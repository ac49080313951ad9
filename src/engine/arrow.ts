/**
 * The one door to Apache Arrow: typed columns in, an Arrow IPC file out. It converts nothing but representations: amounts
 * arrive as scaled integers, already as exact as the caller wants them.
 */
import { createRequire } from 'node:module';
import type * as Arrow from 'apache-arrow';
import { doesNotFit } from '../core/errors.js';

export type ArrowColumn = {
  /** May repeat; Arrow schemas allow it. */
  readonly name: string;
  /** Kept with the field, such as `{ currency: 'USD' }`. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
} & (
  | { readonly type: 'integer'; readonly values: readonly (bigint | null)[] }
  /** Value × 10^scale, at most 38 digits. */
  | { readonly type: 'decimal'; readonly scale: number; readonly values: readonly (bigint | null)[] }
  | { readonly type: 'float'; readonly values: readonly (number | null)[] }
  | { readonly type: 'text'; readonly values: readonly (string | null)[] }
  | { readonly type: 'boolean'; readonly values: readonly (boolean | null)[] }
  /** Milliseconds since the epoch. */
  | { readonly type: 'instant'; readonly values: readonly (number | null)[] }
  /** YYYY-MM-DD. */
  | { readonly type: 'date'; readonly values: readonly (string | null)[] }
);

const INT64 = 2n ** 63n;
const DECIMAL38 = 10n ** 38n;
const MILLISECONDS_PER_DAY = 86_400_000;

/** The bytes of an Arrow IPC file with one batch. Throws ToolError `does_not_fit` for a value outside its column's type. */
export function arrowFile(columns: readonly ArrowColumn[], rowCount: number): Uint8Array {
  const arrow = loadArrow();
  const fields = columns.map((column) => {
    const metadata = new Map(Object.entries(column.metadata ?? {}));
    return new arrow.Field(column.name, arrowType(arrow, column), true, metadata);
  });
  const children = columns.map((column, index) => columnData(arrow, column, fields[index]!.type));
  const schema = new arrow.Schema(fields);
  const struct = arrow.makeData({ type: new arrow.Struct(fields), length: rowCount, children, nullCount: 0 });
  return arrow.tableToIPC(new arrow.Table(schema, [new arrow.RecordBatch(schema, struct)]), 'file');
}

/** Loaded on first use: importing it costs as much as a small report takes, and hardly any run needs it. */
function loadArrow(): typeof Arrow {
  return createRequire(import.meta.url)('apache-arrow') as typeof Arrow;
}

function arrowType(arrow: typeof Arrow, column: ArrowColumn): Arrow.DataType {
  switch (column.type) {
    case 'integer':
      return new arrow.Int64();
    case 'decimal':
      return new arrow.Decimal(column.scale, 38, 128);
    case 'float':
      return new arrow.Float64();
    case 'text':
      return new arrow.Utf8();
    case 'boolean':
      return new arrow.Bool();
    case 'instant':
      return new arrow.TimestampMicrosecond('UTC');
    case 'date':
      return new arrow.DateDay();
  }
}

function columnData(arrow: typeof Arrow, column: ArrowColumn, type: Arrow.DataType): Arrow.Data {
  const length = column.values.length;
  const shared = { length, ...validity(column.values) };
  if (column.type === 'text') {
    const { data, valueOffsets } = textBuffers(column.values);
    return arrow.makeData({ ...shared, type: type as Arrow.Utf8, data, valueOffsets });
  }
  return arrow.makeData({ ...shared, type: type as Arrow.Int64, data: fixedWidth(column) as BigInt64Array });
}

/** Arrow's bitmap, least significant bit first: 1 where there is a value. */
function validity(values: readonly unknown[]): { nullBitmap: Uint8Array; nullCount: number } {
  const nullBitmap = new Uint8Array((values.length + 7) >> 3);
  let nullCount = 0;
  values.forEach((value, index) => {
    if (value === null) nullCount += 1;
    else nullBitmap[index >> 3]! |= 1 << (index & 7);
  });
  return { nullBitmap, nullCount };
}

function textBuffers(values: readonly (string | null)[]): { data: Uint8Array; valueOffsets: Int32Array } {
  const encoder = new TextEncoder();
  const parts = values.map((value) => encoder.encode(value ?? ''));
  const valueOffsets = new Int32Array(values.length + 1);
  parts.forEach((part, index) => {
    valueOffsets[index + 1] = valueOffsets[index]! + part.length;
  });
  return { data: Buffer.concat(parts), valueOffsets };
}

function fixedWidth(column: Exclude<ArrowColumn, { type: 'text' }>): ArrayBufferView {
  const { name } = column;
  switch (column.type) {
    case 'integer':
      return BigInt64Array.from(column.values, (value) => within(name, value ?? 0n, INT64));
    case 'decimal':
      return decimalWords(column.values.map((value) => within(name, value ?? 0n, DECIMAL38)));
    case 'float':
      return Float64Array.from(column.values, (value) => value ?? 0);
    case 'boolean':
      return validity(column.values.map((value) => value || null)).nullBitmap;
    case 'instant':
      return BigInt64Array.from(column.values, (value) => within(name, BigInt(Math.round((value ?? 0) * 1000)), INT64));
    case 'date':
      return Int32Array.from(column.values, (value) => (value === null ? 0 : daysSinceEpoch(name, value)));
  }
}

/** 128-bit two's complement, little endian, as Arrow stores decimals. */
function decimalWords(values: readonly bigint[]): Uint32Array {
  const words = new BigUint64Array(values.length * 2);
  values.forEach((value, index) => {
    const unsigned = BigInt.asUintN(128, value);
    words[2 * index] = BigInt.asUintN(64, unsigned);
    words[2 * index + 1] = unsigned >> 64n;
  });
  return new Uint32Array(words.buffer);
}

function within(column: string, value: bigint, limit: bigint): bigint {
  if (value >= limit || value <= -limit) throw tooLarge(column, value.toString());
  return value;
}

function daysSinceEpoch(column: string, date: string): number {
  const milliseconds = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw tooLarge(column, date);
  return milliseconds / MILLISECONDS_PER_DAY;
}

function tooLarge(column: string, value: string): Error {
  return doesNotFit(
    `column ${column}`,
    `${value} is outside what an Arrow column of this type can hold`,
    'write csv or json instead, or turn the column into text in the query',
  );
}
