/**
 * The one door to Apache Arrow: typed columns in, an Arrow IPC file or a table out. It converts nothing but representations:
 * amounts arrive as scaled integers, already as exact as the caller wants them.
 */
import { createRequire } from 'node:module';
import type * as Arrow from 'apache-arrow';
import { doesNotFit } from '../core/errors.js';
import { isPacked, type TypedColumn } from './columns.js';

export type ArrowTable = Arrow.Table;

const INT64 = 2n ** 63n;
const DECIMAL38 = 10n ** 38n;
const MILLISECONDS_PER_DAY = 86_400_000;

/** The bytes of an Arrow IPC file with one batch. Throws ToolError `does_not_fit` for a value outside its column's type. */
export function arrowFile(columns: readonly TypedColumn[], rowCount: number): Uint8Array {
  const arrow = loadArrow();
  return arrow.tableToIPC(table(arrow, columns, rowCount), 'file');
}

/** The same as a table of the apache-arrow package, for programs. */
export function arrowTable(columns: readonly TypedColumn[], rowCount: number): Arrow.Table {
  return table(loadArrow(), columns, rowCount);
}

function table(arrow: typeof Arrow, columns: readonly TypedColumn[], rowCount: number): Arrow.Table {
  const schema = schemaOf(arrow, columns);
  return new arrow.Table(schema, [batchOf(arrow, schema, columns, rowCount)]);
}

/**
 * An Arrow IPC file written batch by batch, so that any number of rows passes through. `first` gives names and types; the
 * columns of every batch are alike. What `write` returns are the bytes that are ready.
 */
export function arrowWriter(first: readonly TypedColumn[]): {
  readonly write: (columns: readonly TypedColumn[], rowCount: number) => Uint8Array[];
  readonly end: () => Uint8Array[];
} {
  const arrow = loadArrow();
  const schema = schemaOf(arrow, first);
  let ready: Uint8Array[] = [];
  class Ready extends arrow.AsyncByteQueue {
    override write(bytes: unknown): void {
      // The writer hands over its own buffers, which it may use again.
      ready.push(Buffer.from(bytes as Uint8Array));
    }
  }
  const writer = new arrow.RecordBatchFileWriter();
  const take = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  writer.reset(new Ready(), schema);
  return {
    write: (columns, rowCount) => {
      writer.write(batchOf(arrow, schema, columns, rowCount));
      return take();
    },
    end: () => {
      writer.finish();
      return take();
    },
  };
}

function schemaOf(arrow: typeof Arrow, columns: readonly TypedColumn[]): Arrow.Schema {
  return new arrow.Schema(
    columns.map((column) => {
      const metadata = new Map(Object.entries(column.metadata ?? {}));
      return new arrow.Field(column.name, arrowType(arrow, column), true, metadata);
    }),
  );
}

function batchOf(
  arrow: typeof Arrow,
  schema: Arrow.Schema,
  columns: readonly TypedColumn[],
  rowCount: number,
): Arrow.RecordBatch {
  const children = columns.map((column, index) => columnData(arrow, column, schema.fields[index]!.type));
  const type = new arrow.Struct(schema.fields);
  return new arrow.RecordBatch(schema, arrow.makeData({ type, length: rowCount, children, nullCount: 0 }));
}

/** Loaded on first use: importing it costs as much as a small report takes, and hardly any run needs it. */
function loadArrow(): typeof Arrow {
  return createRequire(import.meta.url)('apache-arrow') as typeof Arrow;
}

function arrowType(arrow: typeof Arrow, column: TypedColumn): Arrow.DataType {
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

function columnData(arrow: typeof Arrow, column: TypedColumn, type: Arrow.DataType): Arrow.Data {
  const { values } = column;
  if (isPacked(values)) {
    const { items, valid } = values;
    const bits = valid === null ? { nullCount: 0 } : { nullBitmap: valid, nullCount: -1 };
    return arrow.makeData({ length: items.length, ...bits, type: type as Arrow.Int64, data: items as BigInt64Array });
  }
  const shared = { length: values.length, ...validity(values) };
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

function fixedWidth(column: Exclude<TypedColumn, { type: 'text' }>): ArrayBufferView {
  const { name } = column;
  if (isPacked(column.values)) return column.values.items;
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
