/**
 * The engine as the rest of the code sees it: SQL with named parameters in, typed rows out.
 *
 * Nothing here knows which database answers. Values cross the border once: counts become bigint, timestamps milliseconds
 * since the epoch, decimals text, and column names camelCase. Money never passes through here.
 */
import type { Chunk, TypedColumn } from './columns.js';

export type Parameter = string | number | bigint | boolean | null | readonly string[];
export type Parameters = Readonly<Record<string, Parameter>>;

/** A column of a result whose shape the caller did not know in advance. */
export interface ResultColumn {
  readonly name: string;
  readonly type: 'integer' | 'double' | 'decimal' | 'text' | 'boolean' | 'timestamp' | 'date' | 'other';
}

export interface OpenResult {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly unknown[])[];
  /** True when the result was cut at the limit asked for. */
  readonly isCut: boolean;
}

/** Rows on their way into a table of numbers; they are there once it is closed. */
export interface NumberTable {
  /** The first so many values of each column; one that is not a number is stored as it is. */
  add(columns: readonly Float64Array[], rowCount: number): void;
  close(): void;
}

export interface Engine {
  /** All rows of one statement. Throws ToolError `engine` when the statement fails. */
  query<Row>(statement: string, parameters?: Parameters): Promise<Row[]>;
  execute(statement: string, parameters?: Parameters): Promise<void>;
  /**
   * The rows of one statement chunk by chunk, in order, with no more of them in memory than a few chunks. Columns may be
   * bigint, double, boolean, text and timestamp.
   */
  stream(statement: string): AsyncIterable<Chunk>;
  /** Makes the temporary table `table` of these columns. Decimals keep every digit. */
  fill(table: string, columns: readonly TypedColumn[], rowCount: number): Promise<void>;
  /** Makes the table `table` of numbers that rows are added to, block by block, while statements run on other tables. */
  fillNumbers(table: string, columns: readonly string[]): Promise<NumberTable>;
  /** One statement of the user's own that reads, at most `limit` rows. Throws ToolError `query` for any other. */
  ask(statement: string, limit: number): Promise<OpenResult>;
  /**
   * From here on statements can attach nothing and change no setting, and read no file unless `files` are readable: before a
   * statement of the user's.
   */
  shut(files?: 'closed' | 'readable'): Promise<void>;
  /** Stops the running statement, or the next one where none is running: it then fails, and the connection stays usable. */
  interrupt(): void;
  close(): Promise<void>;
}
