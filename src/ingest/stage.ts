/**
 * Reads the lines of some files into the temporary table `stage`, one normalised row each. The lines are parsed once, into
 * the table `lines`; then each format reads those that are its own.
 *
 * Only the object reader is used on lines that may be broken: with declared columns and errors ignored, the engine loses
 * a valid line after a cut one; with detected columns, deep nesting ends the process.
 */
import { broken } from '../core/errors.js';
import type { ReadingRules } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import type { Format, Shape } from '../formats/format.js';
import { FORMATS } from '../formats/registry.js';
import { structure } from '../formats/shape.js';
import { literal, pathTo } from '../formats/sql.js';
import { sqlText } from '../queries/sql-file.js';
import {
  canOccur,
  claimedLines,
  claimedRows,
  claimShape,
  emptyColumns,
  needsLine,
  normalisedLines,
  readShape,
} from './mapping.js';
import type { Part } from './parts.js';
import type { PreparedFile } from './prepared.js';

/** What lines are made of: the formats they belong to, and the keys that the wide formats have to look for. */
export interface Survey {
  readonly formats: readonly Format[];
  /** Keys at the top of the lines, as the log has them: compared here, never written into SQL. */
  readonly keys: readonly string[];
  /** The keys of their objects of many spellings: `usage`, `attributes`. Those that the lines do not have are left out. */
  readonly inner: ReadonlyMap<string, readonly string[]>;
  /** Hashes of the sequences of keys that were met: a line with one of them needs no closer look. Empty where none gets one. */
  readonly sequences: readonly string[];
  /** The formats of each file, by the name it is read under; undefined where only a sample was looked at. */
  readonly byFile?: ReadonlyMap<string, readonly string[]> | undefined;
  /** True when every line was looked at: then no other format and no other key can come up. */
  readonly isComplete: boolean;
}

export interface StageOptions {
  readonly survey: Survey;
  readonly longestLine: number;
  readonly reading: ReadingRules;
}

/** A file whose lines were counted, with its parts. */
export interface StagedFile {
  /** The name of its rows. */
  readonly fileName: string;
  readonly parts: readonly Part[];
  /** Asked when the engine gives more lines than were counted: whether they were written behind those since. */
  readonly hasGrown: () => Promise<boolean>;
}

export interface Staged {
  /** Files of which the engine gave another number of lines than was counted; none of their rows is in the stage. */
  readonly changed: ReadonlySet<string>;
  /** Files with lines that need formats or keys that were not read; none of their rows is in the stage. */
  readonly foreign: ReadonlySet<string>;
}

const SMALLEST_BUFFER = 1 << 20;
const LONG_LINE = 8 << 20;
/** A statement takes memory for each format that it parses, however few lines are of it. */
export const FORMATS_AT_ONCE = 8;

export async function defineMacros(engine: Engine): Promise<void> {
  await engine.execute(sqlText('ingest/macros'));
}

/** Fills `stage`. */
export async function stage(
  engine: Engine,
  files: readonly StagedFile[],
  { survey, longestLine, reading }: StageOptions,
): Promise<Staged> {
  const keys = new Set(survey.keys);
  await engine.execute(sqlText('ingest/stage', { columns: notStored(emptyColumns(survey.formats, keys)) }));
  // Each thread holds buffers for the longest line.
  const isAlone = longestLine > LONG_LINE;
  if (isAlone) await engine.execute('set threads = 1');
  // Rows say where they are from.
  await engine.execute('set preserve_insertion_order = false');
  const changed = new Set<string>();
  const foreign = new Set<string>();
  const read = new Set<string>();
  try {
    for (const [index, formats] of inParts(survey.formats).entries()) {
      const shape = readShape(formats, keys);
      const keepsLine = reading.scansPrompts === true || formats.some((format) => needsLine(format, shape));
      const parsed = claimedRows({
        formats,
        lines: objectLines(
          files.flatMap(({ parts }) => parts),
          shape,
          longestLine,
        ),
        keys,
        foreign: survey.isComplete ? undefined : unknownKeys(survey),
        keepsLine,
      });
      await engine.execute(`create or replace temp table lines as ${parsed}`);
      const found = await counted(engine, survey.formats);
      if (index === 0) {
        for (const file of files) await compare(file, found, survey.isComplete, changed, foreign);
      }
      const good = files.filter(({ fileName }) => !changed.has(fileName) && !foreign.has(fileName));
      await engine.execute(sqlText('ingest/read_parts'), { parts: JSON.stringify(placed(good, found)) });
      const met = new Set(found.map(({ format }) => format));
      if (index === 0 && met.has(null)) await engine.execute(sqlText('ingest/stage_unclaimed'));
      const json = keepsLine ? 'lines.json' : 'null::json as json';
      for (const format of formats.filter(({ id }) => met.has(id))) {
        if (read.has(format.id)) continue;
        read.add(format.id);
        const rows = normalisedLines({
          format,
          lines: sqlText('ingest/lines_of_format', { json, format: literal(format.id) }),
          shape,
          keys,
          anthropicInput: reading.anthropicInput,
          assumeZone: reading.assumeZone,
          scansPrompts: reading.scansPrompts,
        });
        const empty = emptyColumns([format], keys);
        const columns = empty.length === 0 ? '*' : `* exclude (${empty.join(', ')})`;
        await engine.execute(`insert into stage by name select ${columns} from (${rows})`);
      }
    }
    await engine.execute('drop table lines');
  } finally {
    await engine.execute('reset preserve_insertion_order');
    if (isAlone) await engine.execute('reset threads');
  }
  return { changed, foreign };
}

function notStored(empty: readonly string[]): string {
  return ['source_id', 'source_line', 'counter', 'reading', 'is_counted', ...empty].join(', ');
}

interface LineCount {
  readonly fileName: string;
  readonly format: string | null;
  readonly rows: bigint;
  readonly foreignRows: bigint;
  readonly firstRow: bigint;
  readonly lastRow: bigint;
}

async function counted(engine: Engine, formats: readonly Format[]): Promise<LineCount[]> {
  const known = ["''", ...formats.map(({ id }) => literal(id))].join(', ');
  return engine.query<LineCount>(sqlText('ingest/line_counts', { formats: known }));
}

async function compare(
  { fileName, parts, hasGrown }: StagedFile,
  found: readonly LineCount[],
  isComplete: boolean,
  changed: Set<string>,
  foreign: Set<string>,
): Promise<void> {
  for (const part of parts) {
    const counts = found.filter((count) => count.fileName === part.readPath);
    const rows = counts.reduce((total, count) => total + Number(count.rows), 0);
    if (rows < part.rows || (rows > part.rows && !(await hasGrown()))) changed.add(fileName);
    else if (!isComplete && counts.some(({ foreignRows }) => foreignRows > 0n)) foreign.add(fileName);
  }
}

/** Where the rows of each part begin among the lines, and among those of its file. */
function placed(files: readonly StagedFile[], found: readonly LineCount[]): Record<string, unknown>[] {
  return files.flatMap(({ fileName, parts }) =>
    parts.flatMap((part) => {
      const counts = found.filter((count) => count.fileName === part.readPath);
      if (counts.length === 0) return [];
      const first = Math.min(...counts.map(({ firstRow }) => Number(firstRow)));
      const last = Math.max(...counts.map(({ lastRow }) => Number(lastRow)));
      const rows = counts.reduce((total, count) => total + Number(count.rows), 0);
      if (last - first + 1 !== rows) throw broken('the lines of a part of a file were not read one after the other');
      return [{ read_path: part.readPath, file_name: fileName, first_row: first, rows_before: part.before.rows, rows: part.rows }];
    }),
  );
}

/**
 * The formats of lines that have more of them than one statement should read. The first part keeps the flat format, which
 * takes what nobody claims, and with it every line that is of no other part; formats of the user's own, which are asked
 * before all others, are in every part.
 */
function inParts(formats: readonly Format[]): readonly (readonly Format[])[] {
  if (formats.length <= FORMATS_AT_ONCE) return [formats];
  const own = formats.filter((format) => !FORMATS.some(({ id }) => id === format.id));
  const shipped = formats.filter((format) => !own.includes(format)).reverse();
  const count = Math.ceil(shipped.length / FORMATS_AT_ONCE);
  return Array.from({ length: count }, (_, index) => [
    ...own,
    ...shipped.slice(index * FORMATS_AT_ONCE, (index + 1) * FORMATS_AT_ONCE),
  ]);
}

/** Looks at lines without reading them as calls. */
export async function survey(
  engine: Engine,
  files: readonly PreparedFile[],
  longestLine: number,
  isComplete: boolean,
  own: readonly Format[] = [],
): Promise<Survey> {
  const text = objectLines(files, undefined, longestLine);
  // Each function that parses a line holds memory for the longest: the keys are taken once, and of `usage` in its own pass.
  const [found] = await engine.query<{ keys: string[] | null }>(
    `select list(distinct key) as keys from (select unnest(json_keys(json)) as key from (${text}))`,
  );
  const keys = [...(found?.keys ?? [])].sort();
  const inner = new Map<string, readonly string[]>();
  for (const member of LOOKED_INTO.filter((one) => keys.includes(one))) {
    const rows = await engine.query<{ key: string }>(
      `select distinct unnest(json_keys(json, '$.${member}')) as key from (${text})`,
    );
    inner.set(member, rows.map((row) => row.key).sort());
  }
  const sequences = isComplete
    ? []
    : await engine.query<{ sequence: string }>(`select distinct hash(${lineKeys(inner)})::varchar as sequence from (${text})`);
  const known = knownPaths(keys, inner);
  const top = new Set(keys);
  const shipped = FORMATS.filter((format) => canOccur(format, top)).map((format) => format.narrowed?.(known) ?? format);
  const formats = [...own, ...shipped];
  const lines = objectLines(files, claimShape(formats, top), longestLine);
  const claims = await engine.query<{ fileName: string; format: string | null }>(
    `select distinct file_name, format from (${claimedLines(formats, lines, top)})`,
  );
  const byFile = new Map<string, string[]>();
  for (const { fileName, format } of claims) {
    if (format !== null) byFile.set(fileName, [...(byFile.get(fileName) ?? []), format]);
  }
  return {
    // A line of the user's own format can come up anywhere: its keys are not among those that are watched for.
    formats: formats.filter((format) => own.includes(format) || claims.some((row) => row.format === format.id)),
    keys,
    inner,
    sequences: sequences.map((row) => row.sequence).sort().slice(0, MOST_SEQUENCES),
    byFile: isComplete ? byFile : undefined,
    isComplete,
  };
}

/** Objects with so many spellings in so many formats that their keys are looked at too. */
const LOOKED_INTO = ['usage', 'attributes'];

/** Paths a line with these keys can have: of the objects looked into one level is known, below it everything is possible. */
function knownPaths(keys: readonly string[], inner: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const known = new Set(keys.map((key) => pathTo('', key)));
  for (const [member, names] of inner) for (const name of names) known.add(pathTo(member, name));
  const add = (shape: Shape, parent: string) => {
    for (const [key, value] of Object.entries(shape)) {
      const path = pathTo(parent, key);
      if (parent !== '' && !inner.has(parent) && known.has(parent)) known.add(path);
      if (known.has(path) && typeof value === 'object' && !Array.isArray(value)) add(value as Shape, path);
    }
  };
  for (const format of FORMATS) add(format.fields, '');
  return known;
}

const MOST_SEQUENCES = 64;

/** The keys of a line and of the objects looked into, as a list of lists: the line is parsed once for all of them. */
function lineKeys(inner: ReadonlyMap<string, unknown>): string {
  return `json_keys(json, [${['$', ...[...inner.keys()].map((member) => `$.${member}`)].map(literal).join(', ')}])`;
}

/**
 * True of a line with a key that some format knows and no surveyed line had. Two looks: a line's sequence of keys is usually
 * one that was met, and comparing hashes is quick. Only our own names are written out, never a key of a log.
 */
function unknownKeys(survey: Survey): { readonly lineKeys: string; readonly isForeign: string } {
  const list = (keys: readonly string[]) => `[${keys.map(literal).join(', ')}]::varchar[]`;
  const isMet = `list_contains([${survey.sequences.join(', ')}]::ubigint[], hash(line_keys))`;
  const known = [KNOWN_KEYS, ...[...survey.inner.keys()].map((member) => KNOWN_INNER.get(member) ?? [])];
  const met = [survey.keys, ...survey.inner.values()];
  const looks = known.map((keys, index) => {
    const unseen = keys.filter((key) => !met[index]?.includes(key));
    return `coalesce(list_has_any(line_keys[${index + 1}], ${list(unseen)}), false)`;
  });
  return { lineKeys: lineKeys(survey.inner), isForeign: `case when ${isMet} then false else ${looks.join(' or ')} end` };
}

const KNOWN_KEYS = [...new Set(FORMATS.flatMap((format) => Object.keys(format.fields)))];
const KNOWN_INNER = new Map(
  LOOKED_INTO.map((member) => [
    member,
    [...new Set(FORMATS.flatMap(({ fields }) => innerKeys(fields[member])))] as readonly string[],
  ]),
);

function innerKeys(leaf: Shape[string] | undefined): string[] {
  return typeof leaf === 'object' && !Array.isArray(leaf) ? Object.keys(leaf) : [];
}

type ReadFile = Pick<PreparedFile, 'readPath' | 'compression'> & { readonly bytes?: number };

function objectLines(files: readonly ReadFile[], shape: Shape | undefined, longestLine: number): string {
  const parsed = shape === undefined ? '' : `, json_transform(json, ${literal(structure(shape))}) as r`;
  // A buffer is twice the largest object, and has to hold a whole part.
  const largest = Math.max(0, ...files.map(({ bytes }) => bytes ?? 0));
  const object = Math.max(SMALLEST_BUFFER, longestLine + 64, Math.ceil(largest / 2) + 4096);
  const compressions = [...new Set(files.map(({ compression }) => compression))];
  return compressions
    .map(
      (compression) => `
    select filename as file_name, json${parsed}
    from read_ndjson_objects(${fileList(files.filter((file) => file.compression === compression))}, ignore_errors = true,
        filename = true, hive_partitioning = false,
        compression = '${compression === 'none' ? 'uncompressed' : compression}', maximum_object_size = ${object})`,
    )
    .join(' union all ');
}

/** A file's name is a pattern to the engine: brackets make each special character stand for itself. */
export function fileList(files: readonly Pick<PreparedFile, 'readPath'>[]): string {
  return `[${files.map((file) => literal(file.readPath.replace(/[*?[]/g, '[$&]'))).join(', ')}]`;
}
