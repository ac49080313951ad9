/**
 * Reads the lines of some files into the stage, one normalised row each, in file order.
 *
 * Only the object reader is used on lines that may be broken: with declared columns and errors ignored, the engine loses
 * a valid line after a cut one; with detected columns, deep nesting ends the process.
 */
import type { ReadingRules } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import type { Format, Shape } from '../formats/format.js';
import { FORMATS } from '../formats/registry.js';
import { structure } from '../formats/shape.js';
import { literal, oneOf, pathTo } from '../formats/sql.js';
import { sqlText } from '../queries/sql-file.js';
import { folded } from './fold.js';
import {
  canOccur,
  claimedLines,
  claimShape,
  emptyColumns,
  knownFormat,
  normalisedLines,
  readShape,
} from './mapping.js';
import { READING, withMemory } from './memory.js';
import type { PreparedFile, Scratch } from './prepared.js';
import { Stage } from './staged.js';

/** What lines are made of: the formats they belong to, and the keys that the wide formats have to look for. */
export interface Survey {
  readonly formats: readonly Format[];
  /** Keys at the top of the lines, as the log has them: compared here, never written into SQL. */
  readonly keys: readonly string[];
  /** The keys of their objects of many spellings: `usage`, `attributes`. Those that the lines do not have are left out. */
  readonly inner: ReadonlyMap<string, readonly string[]>;
  /** Hashes of the sequences of keys that were met: a line with one of them needs no closer look. */
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
  /** Where the rows go; undefined keeps them in memory. */
  readonly onDisk?: Scratch | undefined;
}

const SMALLEST_BUFFER = 1 << 20;
const LONG_LINE = 8 << 20;
/** A statement takes memory for each format that it reads, however few lines are of it. */
export const FORMATS_AT_ONCE = 8;

export async function defineMacros(engine: Engine): Promise<void> {
  await engine.execute(sqlText('ingest/macros'));
}

/** Stages files that share a compression. Formats that are completed from other lines need a stage in memory. */
export async function stage(engine: Engine, files: readonly PreparedFile[], options: StageOptions): Promise<Stage> {
  const { survey } = options;
  const keys = new Set(survey.keys);
  const linesAs = (formats: readonly Format[]) =>
    normalisedLines({
      formats,
      lines: objectLines(files, readShape(formats, keys), options.longestLine),
      keys,
      anthropicInput: options.reading.anthropicInput,
      assumeZone: options.reading.assumeZone,
      scansPrompts: options.reading.scansPrompts,
      isForeign: survey.isComplete ? undefined : unknownKeys(survey),
    });
  const empty = emptyColumns(survey.formats, keys);
  const columns = empty.length === 0 ? '*' : `* exclude (${empty.join(', ')})`;
  const filledAs = (formats: readonly Format[]) => `select ${columns} from (${linesAs(formats)})`;
  const parts = inParts(survey.formats);
  const into = (rows: string) =>
    options.onDisk === undefined ? Stage.inMemory(engine, rows) : Stage.onDisk(engine, rows, options.onDisk);
  // Each thread holds buffers for the longest line.
  const isAlone = options.longestLine > LONG_LINE;
  if (isAlone) await engine.execute('set threads = 1');
  try {
    return await withMemory(engine, READING, () =>
      parts.length === 1 ? into(filledAs(survey.formats)) : inTurn(engine, parts, filledAs, into),
    );
  } finally {
    if (isAlone) await engine.execute('reset threads');
  }
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

/** Every part reads all lines, each in its place, and keeps those of its formats. */
async function inTurn(
  engine: Engine,
  parts: readonly (readonly Format[])[],
  linesAs: (formats: readonly Format[]) => string,
  into: (rows: string) => Promise<Stage>,
): Promise<Stage> {
  const [first, ...others] = parts.map((formats) => formats.map(({ id }) => id)) as [string[], ...string[][]];
  const ofOthers = others.map((ids) => ids.filter((id) => !first.includes(id)));
  const kept = [
    `coalesce(not ${oneOf('format', ofOthers.flat())}, true)`,
    ...ofOthers.map((ids) => oneOf('format', ids)),
  ];
  for (const [index, formats] of parts.entries()) {
    await engine.execute(`create or replace temp table stage_part_${index} as ${linesAs(formats)}`);
  }
  const rows = kept.map((isKept, index) => `select *, rowid as place from stage_part_${index} where ${isKept}`);
  const stage = await into(`select * exclude (place) from (${rows.join(' union all ')}) order by place`);
  for (const index of parts.keys()) await engine.execute(`drop table stage_part_${index}`);
  return stage;
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
  const sequences = await engine.query<{ sequence: string }>(
    `select distinct ${keySequence([...inner.keys()])}::varchar as sequence from (${text}) where json is not null order by sequence limit ${MOST_SEQUENCES}`,
  );
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
  // A line of the user's own format can come up anywhere: its keys are not among those that are watched for.
  const met = formats.filter((format) => own.includes(format) || claims.some((row) => row.format === format.id));
  return {
    formats: await folded(
      engine,
      met.map((format) => knownFormat(format, top)),
    ),
    keys,
    inner,
    sequences: sequences.map((row) => row.sequence),
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

/** So many sequences of keys are told from others: few logs have more, and the list is searched for every line. */
const MOST_SEQUENCES = 64;

/** Of a line and of the objects that are looked into, all parsed at once. */
function keySequence(members: readonly string[]): string {
  return `hash(json_keys(json, [${['$', ...members.map((member) => `$.${member}`)].map(literal).join(', ')}]))`;
}

/**
 * True of a line with a key that some format knows and no surveyed line had. Two looks: a line's sequence of keys is usually
 * one that was met, and comparing hashes is quick. Only our own names are written out, never a key of a log.
 */
function unknownKeys(survey: Survey): string {
  const list = (keys: readonly string[]) => `[${keys.map(literal).join(', ')}]::varchar[]`;
  const isMet = `list_contains([${survey.sequences.join(', ')}]::ubigint[], ${keySequence([...survey.inner.keys()])})`;
  const unseen = KNOWN_KEYS.filter((key) => !survey.keys.includes(key));
  const top = `coalesce(list_has_any(json_keys(json), ${list(unseen)}), false)`;
  const deeper = [...survey.inner].map(([member, keys]) => {
    const unseenInner = (KNOWN_INNER.get(member) ?? []).filter((key) => !keys.includes(key));
    return `coalesce(list_has_any(json_keys(json, '$.${member}'), ${list(unseenInner)}), false)`;
  });
  return `case when ${isMet} then false else ${[top, ...deeper].join(' or ')} end`;
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

function objectLines(files: readonly PreparedFile[], shape: Shape | undefined, longestLine: number): string {
  const parsed = shape === undefined ? '' : `, json_transform(json, ${literal(structure(shape))}) as r`;
  const compression = files[0]?.compression ?? 'none';
  return `
    select filename as file_name, json${parsed}
    from read_ndjson_objects(${fileList(files)}, ignore_errors = true, filename = true, hive_partitioning = false,
        compression = '${compression === 'none' ? 'uncompressed' : compression}', maximum_object_size = ${Math.max(SMALLEST_BUFFER, longestLine + 64)})`;
}

/** A file's name is a pattern to the engine: brackets make each special character stand for itself. */
export function fileList(files: readonly PreparedFile[]): string {
  return `[${files.map((file) => literal(file.readPath.replace(/[*?[]/g, '[$&]'))).join(', ')}]`;
}
