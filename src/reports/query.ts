/**
 * `query`: the columns and rows of the user's own statement, as the engine typed them. Nothing is added, sorted or summed.
 */
import { parseDecimal } from '../core/exact.js';
import type { OpenResult, ResultColumn } from '../engine/engine.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects } from './flat.js';
import type { Cell, Column, ColumnType, Report, Table } from './report.js';

export interface QueryInput {
  readonly common: Envelope;
  /** What the table is called: the name of a stored query, or `Query`. */
  readonly title?: string | undefined;
  readonly result: OpenResult;
}

export function queryReport({ common, title, result }: QueryInput): Report {
  const columns = uniqueKeys(result.columns);
  const table: Table = {
    id: 'query',
    title: title ?? 'Query',
    none: '(no row)',
    columns,
    rows: result.rows.map((row) => columns.map((column, index) => toCell(row[index], column.type))),
    remarks: result.isCut ? ['There are more rows than are shown here.'] : undefined,
  };
  return assemble(common, [table], {
    columns: columns.map((column) => column.key),
    rows: rowObjects(table),
    is_cut: result.isCut,
  });
}

const TYPES: Record<ResultColumn['type'], ColumnType> = {
  integer: 'integer',
  double: 'decimal',
  decimal: 'decimal',
  text: 'text',
  boolean: 'boolean',
  timestamp: 'instant',
  date: 'date',
  other: 'text',
};

/** A statement may name two columns alike; a JSON object may not. */
function uniqueKeys(columns: readonly ResultColumn[]): Column[] {
  const taken = new Set<string>();
  return columns.map(({ name, type }) => {
    let key = name;
    for (let count = 1; taken.has(key); count += 1) key = `${name}_${count}`;
    taken.add(key);
    return { key, label: key, type: TYPES[type] };
  });
}

function toCell(value: unknown, type: ColumnType): Cell {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'string':
      return type === 'decimal' ? (parseDecimal(value) ?? null) : value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return type === 'text' ? String(value) : value;
    default:
      return asText(value);
  }
}

/** Lists and structs, for which a report has no column type. */
function asText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner));
}
