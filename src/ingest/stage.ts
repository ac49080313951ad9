/**
 * Reads the lines of some files into the stage, one normalised row each, in file order.
 *
 * Only the object reader is used on lines that may be broken: with declared columns and errors ignored, the engine loses
 * a valid line after a cut one; with detected columns, deep nesting ends the process.
 */
import type { ReadingRules } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import type { Format } from '../formats/format.js';
import { FORMATS } from '../formats/registry.js';
import { oneOf } from '../formats/sql.js';
import { sqlText } from '../queries/sql-file.js';
import { readShape } from './claims.js';
import { emptyColumns, normalisedLines } from './mapping.js';
import { READING, withMemory } from './memory.js';
import { objectLines } from './object-lines.js';
import type { PreparedFile, Scratch } from './prepared.js';
import { Stage } from './staged.js';
import { type Survey, unknownKeys } from './survey.js';

export interface StageOptions {
  readonly survey: Survey;
  readonly longestLine: number;
  readonly reading: ReadingRules;
  /** Where the rows go; undefined keeps them in memory. */
  readonly onDisk?: Scratch | undefined;
}

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
