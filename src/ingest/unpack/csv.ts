/**
 * Exports as CSV: the first row names the columns, every other becomes one JSON object with its values as text, so that
 * formats read it like a line. Quoted fields may hold delimiters and newlines.
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
  readonly info: { readonly empty_lines: number };
}

/**
 * The rows below the row of names, by those names. Logs are read as they are; what people write is strict: a row of another
 * width is an error of the parser.
 */
export async function* csvRows(
  source: AsyncIterable<Buffer> | Iterable<Buffer>,
  delimiter: string,
  { isStrict = false }: { readonly isStrict?: boolean } = {},
): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
    columns: true,
    delimiter,
    info: true,
    relax_column_count: !isStrict,
    relax_quotes: !isStrict,
    skip_empty_lines: true,
  });
  const feeding = feed(source, parser);
  yield* parser as AsyncIterable<CsvRow>;
  await feeding;
}

export async function readCsv(file: PreparedFile, delimiter: string, scratch: Scratch): Promise<PreparedFile> {
  const path = scratch.path('rows');
  const writer = recordWriter(path);
  const lines: number[] = [];
  const source = contents(file.readPath, file.compression);
  /** Lines of the rows so far, the names included. The parser's own count takes a quoted line end of two bytes for two. */
  let above = 1;
  for await (const { record, info } of csvRows(source, delimiter)) {
    lines.push(above + info.empty_lines + 1);
    above += Object.values(record).reduce((total, value) => total + value.split('\n').length - 1, 1);
    await writer.add(Buffer.from(JSON.stringify(record)));
  }
  await writer.end();
  const unpacked: Unpacked = {
    countedAs: 'records',
    counted: lines.length,
    blank: 0,
    lines,
    units: lines.map((_, index) => index + 1),
    empty: { count: 0, firstLine: null },
  };
  return { ...file, readPath: path, compression: 'none', unpacked };
}

async function feed(source: AsyncIterable<Buffer> | Iterable<Buffer>, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    for await (const chunk of source) {
      if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve));
    }
    parser.end();
  } catch (error) {
    parser.destroy(error as Error);
  }
}
