/**
 * Exports as CSV: the first row names the columns, every other becomes one JSON object with its values as text, so that
 * formats read it like a line. Quoted fields may hold delimiters and newlines.
 *
 * A last row that the file ends in the middle of becomes an object that is cut short like it.
 */
import { parse } from 'csv-parse';
import type { PreparedFile, Scratch } from '../prepared.js';
import { contents } from '../scan.js';
import { recordWriter } from './copy.js';
import type { Unpacked } from './unpacked.js';

const DELIMITERS = [',', ';', '\t'] as const;
const NAME = /^"?[\p{L}_][\p{L}\p{N}_ .()/%:[\]-]*"?$/u;

/** The delimiter of a file that begins like this; undefined when its first line is no row of names. Two are enough for a `.csv`. */
export function csvDelimiter(head: Buffer, isNamedSo: boolean): string | undefined {
  const [first = ''] = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/, 1);
  if (/^\s*[[{]/.test(first)) return undefined;
  return DELIMITERS.find((delimiter) => {
    const names = first.split(delimiter).map((name) => name.trim());
    return (
      names.length >= (isNamedSo ? 2 : 3) &&
      names.every((name) => NAME.test(name)) &&
      new Set(names).size === names.length
    );
  });
}

export interface CsvRow {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly empty_lines: number; readonly columns: readonly unknown[] };
}

/**
 * The rows below the row of names, by those names. Logs are read as they are; what people write is strict: a row of another
 * width is an error of the parser. `rows`: only the first so many.
 */
export async function* csvRows(
  source: AsyncIterable<Buffer> | Iterable<Buffer>,
  delimiter: string,
  { isStrict = false, rows }: { readonly isStrict?: boolean; readonly rows?: number | undefined } = {},
): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
    columns: true,
    delimiter,
    info: true,
    relax_column_count: !isStrict,
    relax_quotes: !isStrict,
    skip_empty_lines: true,
    ...(rows === undefined ? {} : { to: rows }),
  });
  const feeding = feed(source, parser);
  yield* parser as AsyncIterable<CsvRow>;
  await feeding;
}

export interface NumberedRow {
  readonly record: CsvRow['record'];
  /** Where it begins, the row of names being line 1. */
  readonly line: number;
}

export async function* numberedRows(source: Iterable<Buffer>, delimiter: string): AsyncGenerator<NumberedRow> {
  let above = 1;
  for await (const row of csvRows(source, delimiter)) {
    yield { record: row.record, line: above + row.info.empty_lines + 1 };
    above += linesOf(row);
  }
}

function linesOf({ record }: CsvRow): number {
  return Object.values(record).reduce((total, value) => total + value.split('\n').length - 1, 1);
}

export async function readCsv(file: PreparedFile, delimiter: string, scratch: Scratch): Promise<PreparedFile> {
  try {
    return await readRows(file, delimiter, scratch);
  } catch (error) {
    const before = rowsBeforeOpenQuote(error);
    if (before === undefined) throw error;
    return readRows(file, delimiter, scratch, before);
  }
}

/** Rows before the one that a quote opens and nothing closes; undefined where something else is wrong. */
function rowsBeforeOpenQuote(error: unknown): number | undefined {
  const { code, records } = error as { readonly code?: unknown; readonly records?: unknown };
  return code === 'CSV_QUOTE_NOT_CLOSED' && typeof records === 'number' ? records : undefined;
}

/** `whole`: after so many rows comes one that is cut short in a quoted text. */
async function readRows(
  file: PreparedFile,
  delimiter: string,
  scratch: Scratch,
  whole?: number,
): Promise<PreparedFile> {
  const path = scratch.path('rows');
  const writer = recordWriter(path);
  const lines: number[] = [];
  const source = counted(contents(file.readPath, file.compression));
  /** Lines of the rows so far, the names included. The parser's own count takes a quoted line end of two bytes for two. */
  let above = 1;
  let last: CsvRow | undefined;
  const rows = whole === 0 ? [] : csvRows(source, delimiter, { rows: whole });
  for await (const row of rows) {
    if (last !== undefined) await writer.add(written(last));
    last = row;
    lines.push(above + row.info.empty_lines + 1);
    above += linesOf(row);
  }
  const canGrow = file.compression === 'none';
  if (whole !== undefined) {
    if (last !== undefined) await writer.add(written(last));
    lines.push(above + (last?.info.empty_lines ?? 0) + 1);
    await writer.add(CUT_RECORD, !canGrow);
  } else if (last !== undefined) {
    const isOpen = source.last !== NEWLINE && source.last !== CARRIAGE_RETURN;
    const isCut = isOpen && Object.keys(last.record).length < last.info.columns.length;
    const record = written(last);
    await writer.add(isCut ? record.subarray(0, -2) : record, !(isOpen && canGrow));
  }
  await writer.end();
  const unpacked: Unpacked = {
    countedAs: 'records',
    from: canGrow ? { path: file.readPath, bytes: source.bytes } : undefined,
    counted: lines.length,
    blank: 0,
    lines,
    units: lines.map((_, index) => index + 1),
    empty: { count: 0, firstLine: null },
  };
  return { ...file, readPath: path, compression: 'none', unpacked };
}

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const CUT_RECORD = Buffer.from('{"');

function written({ record }: CsvRow): Buffer {
  return Buffer.from(JSON.stringify(record));
}

/** The same bytes, and what was seen of them. */
function counted(source: AsyncIterable<Buffer>) {
  const seen = {
    bytes: 0,
    last: NEWLINE,
    async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
      for await (const chunk of source) {
        seen.bytes += chunk.length;
        seen.last = chunk.at(-1) ?? seen.last;
        yield chunk;
      }
    },
  };
  return seen;
}

/** Ends with the parser too, which takes no more once it has the rows that were asked for. */
async function feed(source: AsyncIterable<Buffer> | Iterable<Buffer>, parser: ReturnType<typeof parse>): Promise<void> {
  let isDone = false;
  const done = new Promise<void>((resolve) => {
    for (const event of ['end', 'close']) {
      parser.once(event, () => {
        isDone = true;
        resolve();
      });
    }
  });
  try {
    for await (const chunk of source) {
      if (isDone) return;
      if (!parser.write(chunk)) await Promise.race([done, new Promise((resolve) => parser.once('drain', resolve))]);
    }
    parser.end();
  } catch (error) {
    parser.destroy(error as Error);
  }
}
