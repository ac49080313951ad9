/**
 * Runs a statement of the user's: one, that reads and acts on nothing. Whether it may read files is settled before.
 */
import { type DuckDBConnection, type DuckDBResultReader, StatementType } from '@duckdb/node-api';
import { queryError, ToolError } from '../core/errors.js';

/** Runs one statement of the user's; its errors are the user's to mend. */
export async function askOne(
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
    if (failure.code !== 'engine' && failure.code !== 'unreadable') throw failure;
    throw queryError(
      failure.message.replace(/^[A-Za-z ]*Error: /u, ''),
      await columnsHint(connection, failure.message),
    );
  }
}

/** The rows that were read. A text may be longer than this process can hold, of whatever length the engine made it. */
export function rowsOf(reader: DuckDBResultReader): ReturnType<DuckDBResultReader['getRows']> {
  try {
    return reader.getRows();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG')) throw error;
    throw queryError('a text of the answer is too long to be shown', 'ask for a part of it, such as left(text, 1000)');
  }
}

/** Which columns there are, where one was asked for that is not. */
async function columnsHint(connection: DuckDBConnection, message: string): Promise<string | undefined> {
  if (!/^Binder Error: .*column/iu.test(message)) return undefined;
  const tables = await Promise.all(
    ['calls', 'sources', 'rejects'].map(async (name) => {
      const reader = await connection.runAndReadAll(`select * from ${name} limit 0`);
      return `${name} has ${reader.columnNames().join(', ')}`;
    }),
  );
  return tables.join('\n');
}

/** Functions that a select may call and that change the engine or write, or run statements that are texts to this one. */
const ACTING =
  /^(enable_|disable_|truncate_|force_|write_|set_|reset_|load_|install_|import_|export_|pragma_|checkpoint|vacuum|query$|json_execute)/i;

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
