/**
 * The one door to DuckDB: opens a database, runs statements, converts values.
 *
 * Extensions are never installed or loaded on the fly, so no statement can reach the network. The session's time zone is
 * UTC whatever the machine says.
 */
import {
  BIGINT,
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBResultReader,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';
import { ToolError } from '../core/errors.js';
import { camelCase } from '../core/text.js';
import { fillTable, nextChunk, numberTable } from './duckdb-columns.js';
import { openingError, statementError } from './duckdb-errors.js';
import { askOne, rowsOf } from './duckdb-guard.js';
import type { Engine, OpenResult, Parameters, ResultColumn } from './engine.js';

export interface EngineOptions {
  /** A database file, or `:memory:`. */
  readonly path: string;
  readonly temporaryDirectory: string;
  /** Such as `400MB`. Statements that need more spill to the temporary directory. */
  readonly memoryLimit: string;
  readonly isReadOnly?: boolean;
}

/** Opens the database. Throws ToolError when it is held by another process, is not a database, or cannot be created. */
export async function openDuckDB(options: EngineOptions): Promise<Engine> {
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(options.path, {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      memory_limit: options.memoryLimit,
      temp_directory: options.temporaryDirectory,
      preserve_insertion_order: 'true',
      // Freed memory goes back soon: the peak of one statement should not stay for the next.
      allocator_flush_threshold: '64MB',
      ...(options.isReadOnly === true ? { access_mode: 'READ_ONLY' } : {}),
    });
  } catch (error) {
    throw openingError(options.path, error);
  }
  const connection = await instance.connect();
  await connection.run("set TimeZone = 'UTC'");
  return engineOn(options.path, instance, connection);
}

function engineOn(path: string, instance: DuckDBInstance, connection: DuckDBConnection): Engine {
  const failure = (error: unknown) => statementError(error, path);
  let running = 0;
  let isStopped = false;
  let areFilesReadable = true;
  /** Between statements there is nothing that could be interrupted: then the next one is not begun. */
  const begin = () => {
    if (isStopped) {
      isStopped = false;
      throw failure('INTERRUPT before a statement');
    }
    running += 1;
  };
  const run = async (statement: string, parameters: Parameters): Promise<DuckDBResultReader> => {
    const names = Object.keys(parameters);
    begin();
    try {
      if (names.length === 0) return await connection.runAndReadAll(statement);
      const values: Record<string, DuckDBValue> = {};
      const types: Record<string, DuckDBType> = {};
      for (const name of names) {
        const value = parameters[name] as Parameters[string];
        if (Array.isArray(value)) {
          values[name] = listValue(value as string[]);
          types[name] = LIST(VARCHAR);
        } else {
          values[name] = value as DuckDBValue;
          if (typeof value === 'bigint') types[name] = BIGINT;
        }
      }
      return await connection.runAndReadAll(statement, values, types);
    } catch (error) {
      throw failure(error);
    } finally {
      running -= 1;
    }
  };
  return {
    async query<Row>(statement: string, parameters: Parameters = {}): Promise<Row[]> {
      const reader = await run(statement, parameters);
      const names = reader.columnNames().map(camelCase);
      return reader.getRows().map((values) => {
        const row: Record<string, unknown> = {};
        names.forEach((name, index) => {
          row[name] = plain(values[index] as DuckDBValue);
        });
        return row as Row;
      });
    },
    async execute(statement, parameters = {}) {
      await run(statement, parameters);
    },
    async *stream(statement) {
      begin();
      try {
        const result = await connection.stream(statement);
        for (let chunk = await nextChunk(result); chunk; chunk = await nextChunk(result)) yield chunk;
      } catch (error) {
        throw error instanceof ToolError ? error : failure(error);
      } finally {
        running -= 1;
      }
    },
    async fill(table, columns, rowCount) {
      begin();
      try {
        await fillTable(connection, table, columns, rowCount);
      } catch (error) {
        throw error instanceof ToolError ? error : failure(error);
      } finally {
        running -= 1;
      }
    },
    async fillNumbers(table, columns) {
      try {
        return await numberTable(connection, table, columns);
      } catch (error) {
        throw failure(error);
      }
    },
    async ask(statement, limit): Promise<OpenResult> {
      begin();
      const reader = await askOne(connection, statement, limit, areFilesReadable, failure).finally(() => {
        running -= 1;
      });
      const columns: ResultColumn[] = reader
        .columnNames()
        .map((name, index) => ({ name, type: columnType(reader.columnTypeId(index)) }));
      const all = rowsOf(reader);
      return {
        columns,
        rows: all.slice(0, limit).map((values) => values.map(plain)),
        isCut: all.length > limit,
      };
    },
    async shut(files = 'closed') {
      areFilesReadable = files === 'readable';
      if (!areFilesReadable) await run('set enable_external_access = false', {});
      await run('set lock_configuration = true', {});
    },
    interrupt: () => {
      if (running > 0) connection.interrupt();
      else isStopped = true;
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A DuckDB value as plain data. */
function plain(value: DuckDBValue): unknown {
  if (value === null || typeof value !== 'object') return value;
  if ('micros' in value && typeof value.micros === 'bigint') {
    return 'months' in value ? value.toString() : Number(value.micros) / 1000;
  }
  if ('items' in value && Array.isArray(value.items)) return value.items.map(plain);
  if ('entries' in value) {
    const entries = value.entries as unknown;
    if (Array.isArray(entries)) {
      return Object.fromEntries(
        entries.map((entry: { key: DuckDBValue; value: DuckDBValue }) => [
          String(plain(entry.key)),
          plain(entry.value),
        ]),
      );
    }
    return Object.fromEntries(
      Object.entries(entries as Record<string, DuckDBValue>).map(([key, inner]) => [camelCase(key), plain(inner)]),
    );
  }
  return value.toString();
}

function columnType(id: DuckDBTypeId): ResultColumn['type'] {
  switch (id) {
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.UHUGEINT:
      return 'integer';
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return 'double';
    case DuckDBTypeId.DECIMAL:
      return 'decimal';
    case DuckDBTypeId.VARCHAR:
    case DuckDBTypeId.ENUM:
    case DuckDBTypeId.UUID:
      return 'text';
    case DuckDBTypeId.BOOLEAN:
      return 'boolean';
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return 'timestamp';
    case DuckDBTypeId.DATE:
      return 'date';
    default:
      return 'other';
  }
}
