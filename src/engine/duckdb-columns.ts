/**
 * Rows as columns, in and out of DuckDB: chunks of a result without a value per cell, and columns of this program appended
 * to a table. The other half of the one door to DuckDB.
 */
import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBResult,
  DuckDBTimestampTZValue,
  DuckDBTypeId,
  type DuckDBValue,
  type DuckDBVector,
} from '@duckdb/node-api';
import { broken } from '../core/errors.js';
import { type Chunk, isPacked, type Packed, type TypedColumn } from './columns.js';
import type { NumberTable } from './engine.js';

/** What the client keeps of a vector; it is declared private there, and there is no other way to the buffers. */
interface Buffers {
  readonly items: BigInt64Array | Float64Array;
  readonly validity: { readonly data: BigUint64Array | null };
}

interface Vector {
  getItem(index: number): DuckDBValue;
}

/** The next rows; undefined at the end. Columns may be bigint, double, boolean, text and timestamp. */
export async function nextChunk(result: DuckDBResult): Promise<Chunk | undefined> {
  const chunk = await result.fetchChunk();
  if (chunk === null || chunk.rowCount === 0) return undefined;
  const { rowCount } = chunk;
  const columns = result.columnNames().map((name, index): TypedColumn => {
    const vector = chunk.getColumnVector(index) as unknown as Vector & Buffers;
    const values = <Value>() => Array.from({ length: rowCount }, (_, row) => vector.getItem(row) as Value | null);
    const id = result.columnTypeId(index);
    switch (id) {
      case DuckDBTypeId.BIGINT:
        return { name, type: 'integer', values: packed(vector, rowCount) };
      case DuckDBTypeId.DOUBLE:
        return { name, type: 'float', values: packed(vector, rowCount) };
      case DuckDBTypeId.TIMESTAMP:
        return { name, type: 'instant', values: packed(vector, rowCount) };
      case DuckDBTypeId.BOOLEAN:
        return { name, type: 'boolean', values: values<boolean>() };
      case DuckDBTypeId.VARCHAR:
        return { name, type: 'text', values: values<string>() };
      default:
        throw broken(`the column ${name} has a type that is not exported (${DuckDBTypeId[id]})`);
    }
  });
  return { rowCount, columns };
}

/**
 * Copies, because the engine uses its buffers again. Where a row has no value the engine leaves whatever was in memory, even
 * bytes of other columns: it must not leave with a file, which would not be the same twice either.
 */
function packed({ items, validity }: Buffers, rowCount: number): Packed {
  const copy = items.slice(0, rowCount);
  const { data } = validity;
  if (data === null) return { items: copy, valid: null };
  const valid = new Uint8Array(data.buffer, data.byteOffset, (rowCount + 7) >> 3).slice();
  if (rowCount % 8 !== 0) valid[valid.length - 1]! &= (1 << (rowCount % 8)) - 1;
  const bytes = new Uint8Array(copy.buffer);
  const width = copy.BYTES_PER_ELEMENT;
  for (let row = 0; row < rowCount; row += 1) {
    if ((valid[row >> 3]! & (1 << (row & 7))) === 0) bytes.fill(0, row * width, (row + 1) * width);
  }
  return { items: copy, valid };
}

/** Makes a temporary table of the columns: decimals as DECIMAL of the column's scale, digit by digit. */
export async function fillTable(
  connection: DuckDBConnection,
  table: string,
  columns: readonly TypedColumn[],
  rowCount: number,
): Promise<void> {
  const declared = columns.map((column) => `"${column.name.replaceAll('"', '""')}" ${typeOf(column)}`);
  await connection.run(`create or replace temp table "${table}" (${declared.join(', ')})`);
  const appender = await connection.createAppender(table, 'main', 'temp');
  for (let row = 0; row < rowCount; row += 1) {
    for (const column of columns) {
      const value = cellOf(column, row);
      if (value === null) appender.appendNull();
      else appender.appendValue(value);
    }
    appender.endRow();
  }
  appender.closeSync();
}

/** Makes a table of doubles; rows are copied into the engine's buffers a chunk at a time, without a value per cell. */
export async function numberTable(
  connection: DuckDBConnection,
  table: string,
  names: readonly string[],
): Promise<NumberTable> {
  await connection.run(`create temp table ${table} (${names.map((name) => `${name} double`).join(', ')})`);
  const appender = await connection.createAppender(table, 'main', 'temp');
  const chunk = DuckDBDataChunk.create(
    names.map(() => DOUBLE),
    ROWS_PER_CHUNK,
  );
  const vectors = names.map((_, index) => chunk.getColumnVector(index));
  return {
    add(columns, rowCount) {
      for (let from = 0; from < rowCount; from += ROWS_PER_CHUNK) {
        const count = Math.min(ROWS_PER_CHUNK, rowCount - from);
        chunk.rowCount = count;
        for (const [index, values] of columns.entries()) {
          const vector = vectors[index] as DuckDBVector;
          (vector as unknown as Buffers).items.set(values.subarray(from, from + count) as never);
          vector.flush();
        }
        appender.appendDataChunk(chunk);
      }
    },
    close: () => appender.closeSync(),
  };
}

const ROWS_PER_CHUNK = 2048;

function typeOf(column: TypedColumn): string {
  switch (column.type) {
    case 'integer':
      return 'bigint';
    case 'decimal':
      return `decimal(38, ${column.scale})`;
    case 'float':
      return 'double';
    case 'text':
      return 'varchar';
    case 'boolean':
      return 'boolean';
    case 'instant':
      return 'timestamptz';
    case 'date':
      return 'date';
  }
}

const MICROSECONDS = 1000;
const MILLISECONDS_PER_DAY = 86_400_000;

function cellOf(column: TypedColumn, row: number): DuckDBValue {
  if (isPacked(column.values)) throw broken(`the column ${column.name} came from the engine already`);
  const value = column.values[row] ?? null;
  if (value === null) return null;
  switch (column.type) {
    case 'decimal':
      return new DuckDBDecimalValue(value as bigint, 38, column.scale);
    case 'instant':
      return new DuckDBTimestampTZValue(BigInt(Math.round((value as number) * MICROSECONDS)));
    case 'date':
      return new DuckDBDateValue(Date.parse(`${value as string}T00:00:00Z`) / MILLISECONDS_PER_DAY);
    case 'integer':
    case 'float':
    case 'text':
    case 'boolean':
      return value;
  }
}
