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
  StatementType,
  VARCHAR,
} from '@duckdb/node-api';
import { queryError, ToolError } from '../core/errors.js';
import { fillTable, nextChunk } from './duckdb-columns.js';
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
    async ask(statement, limit): Promise<OpenResult> {
      begin();
      const reader = await askOne(connection, statement, limit, areFilesReadable, failure).finally(() => {
        running -= 1;
      });
      const columns: ResultColumn[] = reader
        .columnNames()
        .map((name, index) => ({ name, type: columnType(reader.columnTypeId(index)) }));
      const all = reader.getRows();
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

/** Runs one statement of the user's; its errors are the user's to mend. */
async function askOne(
  connection: DuckDBConnection,
  statement: string,
  limit: number,
  areFilesReadable: boolean,
  failureOf: (error: unknown) => ToolError,
): Promise<DuckDBResultReader> {
  try {
    if (statement.trim() === '') throw queryError('there is no statement');
    const statements = await connection.extractStatements(statement);
    if (statements.count !== 1) throw queryError(`expected one statement, found ${statements.count}`);
    await refuseWhatActs(connection, statement, areFilesReadable);
    const prepared = await statements.prepare(0);
    // EXPLAIN is not among them: `explain analyze` runs what it explains, and that may write.
    if (prepared.statementType !== StatementType.SELECT) throw queryError('only statements that read are allowed');
    // One row more than is shown tells whether there are more; the rest is never fetched.
    return await prepared.streamAndReadUntil(limit + 1);
  } catch (error) {
    if (error instanceof ToolError) throw error;
    const failure = failureOf(error);
    throw failure.code === 'engine' || failure.code === 'unreadable' ? queryError(failure.message) : failure;
  }
}

/** Functions that a select may call and that change the engine or write: logs, profiles, checkpoints. */
const ACTING =
  /^(enable_|disable_|truncate_|force_|write_|set_|reset_|load_|install_|import_|export_|pragma_|checkpoint|vacuum|query$)/i;

/**
 * Preparing a statement binds it, and binding `export database` makes its folder, so where files are in reach its kind has to be
 * known before: only selects have a form as JSON, and that takes no more than parsing. The functions of a select are in it too.
 */
async function refuseWhatActs(
  connection: DuckDBConnection,
  statement: string,
  areFilesReadable: boolean,
): Promise<void> {
  const reader = await connection.runAndReadAll('select json_serialize_sql($text::varchar)::varchar as form', {
    text: statement,
  });
  const form = JSON.parse(String(reader.getRows()[0]?.[0])) as Record<string, unknown>;
  if (form.error !== false) {
    // What describes and shows is no select, and reads nothing where files are out of reach.
    if (areFilesReadable) throw queryError('only statements that read are allowed');
    return;
  }
  const acting = functionNames(form).find((name) => ACTING.test(name));
  if (acting !== undefined) throw queryError(`only statements that read are allowed, and ${acting} does not`);
}

function functionNames(form: unknown): string[] {
  if (Array.isArray(form)) return form.flatMap(functionNames);
  if (typeof form !== 'object' || form === null) return [];
  return Object.entries(form).flatMap(([key, value]) =>
    key === 'function_name' && typeof value === 'string' ? [value] : functionNames(value),
  );
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

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}

function openingError(path: string, error: unknown): ToolError {
  const text = error instanceof Error ? error.message : String(error);
  const holder = /held in .*?\(PID (\d+)\)/.exec(text)?.[1];
  if (/lock/i.test(text)) {
    return new ToolError({
      code: 'ledger_locked',
      where: path,
      message: `another process${holder ? ` (process id ${holder})` : ''} holds the ledger`,
      hint: 'run it again when that has finished, or add --wait to wait for it; --db names another ledger',
      exitCode: 1,
    });
  }
  if (/not a valid DuckDB database|Could not read enough bytes|checksum|serializ/i.test(text))
    return damaged(path, error);
  const refused = /Read-only file system|Permission denied/i.exec(text)?.[0];
  if (refused !== undefined) {
    return new ToolError({
      code: 'ledger_unavailable',
      where: path,
      message: `this ledger cannot be opened for writing (${refused.toLowerCase()})`,
      hint: 'name a ledger in a folder of your own with --db, or ask this one without loading into it',
      exitCode: 1,
    });
  }
  return new ToolError({
    code: 'ledger_unavailable',
    where: path,
    message: `the ledger cannot be opened: ${firstLine(error)}`,
    hint: 'check that the folder exists and may be written, or name another ledger with --db',
    exitCode: 1,
  });
}

/** `path` is the database's: only what opening it reads of a ledger is known to be sound by then. */
function statementError(error: unknown, path: string): ToolError {
  const text = error instanceof Error ? error.message : String(error);
  if (isDamage(text, path)) return damaged(path, error);
  if (/No space left on device/i.test(text)) return diskFull(error);
  const isInterrupted = /^INTERRUPT/.test(text);
  const isMemory = /Out of Memory/i.test(text);
  const failure = new ToolError({
    code: isInterrupted ? 'interrupted' : isMemory ? 'out_of_memory' : /^IO Error/.test(text) ? 'unreadable' : 'engine',
    message: isInterrupted ? 'stopped' : isMemory ? 'the engine ran out of memory' : firstLine(error),
    hint: isMemory ? 'free space in the temporary folder, or give it more with TOLLBOOK_MEMORY_LIMIT=2GB' : undefined,
    exitCode: 1,
  });
  failure.cause = error;
  return failure;
}

function isDamage(text: string, path: string): boolean {
  if (path === ':memory:') return false;
  return (
    /^(Serialization|FATAL|INTERNAL|IO) ?Error[\s\S]*(checksum|Failed to load metadata|deserializ|corrupt)/i.test(
      text,
    ) ||
    (text.includes('Could not read enough bytes') && text.includes(path))
  );
}

function damaged(path: string, cause: unknown): ToolError {
  const failure = new ToolError({
    code: 'ledger_unreadable',
    where: path,
    message: 'this file is not a ledger that can be read: it is damaged or something else',
    hint: 'move it away and load the logs again with `tollbook load`',
    exitCode: 1,
  });
  failure.cause = cause;
  return failure;
}

/** The engine writes its journal first: what a statement that failed like this would have stored is not there, the rest is. */
function diskFull(cause: unknown): ToolError {
  const failure = new ToolError({
    code: 'disk_full',
    message: 'the disk is full: nothing of this was stored, and what was there before is as it was',
    hint: 'free space where the ledger, the output or TMPDIR is, and run it again',
    exitCode: 1,
  });
  failure.cause = cause;
  return failure;
}
