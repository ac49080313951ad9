/**
 * Brings large logs into the tables of a run that asks for nothing but counts, tokens, outcomes and latency: without texts of single
 * calls, and without reading JSON in the engine. Whatever is not as plain as that is read the general way, by `load`.
 */
import { Diagnostics } from '../../core/diagnostics.js';
import { ToolError } from '../../core/errors.js';
import type { ReadingRules, Surroundings } from '../../core/question.js';
import type { Engine } from '../../engine/engine.js';
import type { Shape } from '../../formats/format.js';
import { readShape } from '../claims.js';
import { discover, STANDARD_INPUT } from '../discover.js';
import { edgesOf } from '../fingerprint.js';
import { factsOf } from '../folder.js';
import { type MappingOptions, mapped, normalisedLines, UNOPENED_LIST } from '../mapping.js';
import { objectLines } from '../object-lines.js';
import { prepare } from '../prepare.js';
import { type PreparedFile, Scratch } from '../prepared.js';
import { defineRedaction } from '../redaction.js';
import type { LoadedFile } from '../run.js';
import { EDGE_BYTES } from '../scan.js';
import { FORMATS_AT_ONCE } from '../stage.js';
import { type Survey, unknownKeys, unseenKeys } from '../survey.js';
import { surveyHeads } from '../survey-heads.js';
import { CallRows } from './call-rows.js';
import { type Facts, groupsOf } from './group-facts.js';
import { planSkim } from './plan.js';
import { sampledValues } from './sample.js';
import { areConventionsPlain, chooseSightings, factsTable, makeSightings, showCalls } from './sightings.js';
import {
  inWorkers,
  type PartOfFile,
  PIECE_BYTES,
  type Readers,
  type Runner,
  type Share,
  sharesOf,
  skimFiles,
} from './skim-files.js';
import { type RestLine, storeSources } from './skimmed-sources.js';

/** Below this the general way is as quick. */
const SKIMMED_FROM_BYTES = 64 << 20;

/** Whether counts are enough for calls of these models. */
export type CountsOf = (
  models: readonly {
    readonly provider: string | null;
    readonly gateway: string | null;
    readonly model: string | null;
  }[],
) => Promise<boolean>;

export interface SkimOptions {
  readonly fits: CountsOf;
  readonly leastBytes?: number;
  readonly run?: Runner;
}

/** Undefined where the logs are to be read the general way; the tables are then as they were. */
export async function skimLoad(
  engine: Engine,
  named: readonly string[],
  reading: ReadingRules,
  surroundings: Surroundings,
  { fits, leastBytes = SKIMMED_FROM_BYTES, run = inWorkers }: SkimOptions,
): Promise<LoadedFile[] | undefined> {
  const isPlain = (reading.formats ?? []).length === 0 && reading.scansPrompts !== true && reading.redact === undefined;
  if (!isPlain || reading.cumulative !== undefined) return undefined;
  const notes = new Diagnostics();
  const paths = await discover(named, surroundings.workingDirectory, engine, notes);
  if (notes.notes.length > 0 || paths.includes(STANDARD_INPUT) || sizeOf(paths) < leastBytes) return undefined;
  const scratch = new Scratch(surroundings.temporaryDirectory);
  let isStored = false;
  try {
    const files = await preparedFiles(paths, surroundings, scratch);
    if (files === undefined) return undefined;
    await defineRedaction(engine, undefined);
    isStored = await store(engine, files, reading, surroundings, scratch, { fits, run });
    return isStored ? files.map(({ path }) => ({ path, status: 'loaded' })) : undefined;
  } catch (error) {
    // What the engine stumbles over here, the general way reads around or says what it is.
    if (error instanceof ToolError && ['engine', 'unreadable', 'out_of_memory'].includes(error.code)) return undefined;
    throw error;
  } finally {
    await scratch.remove();
    if (!isStored) await forget(engine);
  }
}

async function forget(engine: Engine): Promise<void> {
  const tables = await engine.query<{ name: string }>(
    "select table_name as name from duckdb_tables() where table_name like 'skimmed%'",
  );
  for (const { name } of tables) await engine.execute(`drop table ${name}`);
  // Shown for a moment, to ask what is asked of the stage of the general way.
  await engine.execute('drop view if exists temp.stage');
  for (const name of ['sources', 'source_formats', 'source_reasons']) await engine.execute(`delete from ${name}`);
}

function sizeOf(paths: readonly string[]): number {
  return paths.reduce((total, path) => total + (factsOf(path)?.size ?? 0), 0);
}

/** Undefined where a file is none that can be read as it is, or may be a copy of another. */
async function preparedFiles(
  paths: readonly string[],
  surroundings: Surroundings,
  scratch: Scratch,
): Promise<PreparedFile[] | undefined> {
  const files: PreparedFile[] = [];
  const byHead = new Map<string, PreparedFile[]>();
  for (const path of paths) {
    const file = await prepare(path, surroundings, scratch).catch(() => undefined);
    if (file === undefined || file.readPath !== path || file.compression !== 'none') return undefined;
    const head = (await edgesOf(path, 'none', Math.min(file.size, EDGE_BYTES)))?.head ?? '';
    const others = byHead.get(head) ?? [];
    for (const other of others) if (await areAlike(path, other.path, Math.min(file.size, other.size))) return undefined;
    byHead.set(head, [...others, file]);
    files.push(file);
  }
  return files;
}

async function areAlike(path: string, other: string, size: number): Promise<boolean> {
  const [left, right] = await Promise.all([path, other].map((one) => edgesOf(one, 'none', size)));
  return left?.head === right?.head && left?.tail === right?.tail;
}

async function store(
  engine: Engine,
  files: readonly PreparedFile[],
  reading: ReadingRules,
  surroundings: Surroundings,
  scratch: Scratch,
  { fits, run }: { readonly fits: CountsOf; readonly run: Runner },
): Promise<boolean> {
  const survey = await surveyHeads(engine, files, PIECE_BYTES, scratch);
  const isOrdinary = survey.formats.every((format) => format.completedBy === undefined);
  if (!isOrdinary || survey.formats.length === 0 || survey.formats.length > FORMATS_AT_ONCE) return false;
  const mapping = mappingFor(survey, reading);
  const contents = files.map(({ path, size }) => ({ path, bytes: size }));
  const values = sampledValues(contents.map(({ path, bytes }) => ({ path, from: 0, to: bytes })));
  const plan = planSkim(mapped(mapping(() => '')), values, watchedIn(survey));
  if (plan === undefined) return false;

  const facts: Facts[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (one: Facts): number => {
    const key = JSON.stringify(one);
    const known = numbers.get(key) ?? facts.push(one) - 1;
    numbers.set(key, known);
    return known;
  };
  const stretches = sharesOf(contents);
  const parts = stretches.flat();
  const total = sizeOf(files.map(({ path }) => path));
  let done = 0;
  const rows = new CallRows(engine, (part) => FIRST_SOURCE + (parts[part] as PartOfFile).file);
  const readers: Readers = {
    run,
    onBytes: (bytes) => {
      done += bytes;
      surroundings.progress({ doing: 'reading', done, of: total });
    },
    onInterrupt: surroundings.onInterrupt,
    groupsOf: (examples) => groupsOf(engine, examples, plan, scratch, numberOf, mapping),
    add: (numbers, groups) => rows.add(numbers, groups),
  };
  const shares = await skimFiles(stretches, plan, readers).finally(() => rows.close());
  if (shares === undefined || !files.every(isUnchanged)) return false;
  const rest = await restLines(engine, shares, mapping, scratch);
  if (rest === undefined || !(await fits(facts))) return false;

  await factsTable(engine, facts);
  if (!(await makeSightings(engine, rows))) return false;
  await storeSources(engine, files, { parts, shares, rest }, FIRST_SOURCE);
  if (!(await areConventionsPlain(engine, rows, facts)) || !(await chooseSightings(engine, rows))) return false;
  await showCalls(engine, rows);
  return true;
}

const FIRST_SOURCE = 1;

type Mapping = (lines: (shape: Shape) => string) => MappingOptions;

function mappingFor(survey: Survey, reading: ReadingRules): Mapping {
  const keys = new Set(survey.keys);
  return (lines) => ({
    formats: survey.formats,
    lines: lines(readShape(survey.formats, keys)),
    keys,
    anthropicInput: reading.anthropicInput,
    assumeZone: reading.assumeZone,
    isForeign: unknownKeys(survey),
  });
}

function watchedIn(survey: Survey): Map<string, readonly string[]> {
  const { top, inner } = unseenKeys(survey);
  return new Map([
    ['$', top],
    ...[...inner].map(([member, keys]): [string, readonly string[]] => [`$.${member}`, keys]),
  ]);
}

function isUnchanged({ path, size, modifiedMs }: PreparedFile): boolean {
  const facts = factsOf(path);
  return facts?.size === size && facts.mtimeMs === modifiedMs;
}

interface RestRow {
  readonly outcome: string;
  readonly reason: string | null;
  readonly format: string | null;
  readonly isForeign: boolean;
}

/** What became of the lines that were left to the engine; undefined where one of them is a call, or of a kind that was not surveyed. */
async function restLines(
  engine: Engine,
  shares: readonly Share[],
  mapping: Mapping,
  scratch: Scratch,
): Promise<RestLine[] | undefined> {
  const places = shares.flatMap(({ rest }) => rest.places);
  if (places.length === 0) return [];
  const path = await scratch.write('rest', Buffer.concat(shares.map(({ rest }) => rest.text)));
  const file = { path, readPath: path, compression: 'none', size: 0, modifiedMs: null } as const;
  const options = mapping((shape) => objectLines([file], shape, PIECE_BYTES));
  const rows = await engine.query<RestRow>(
    `select outcome, reason, format, is_foreign from (${normalisedLines(options)})`,
  );
  if (rows.length !== places.length) return undefined;
  const lines: RestLine[] = [];
  for (const [index, { outcome, reason, format, isForeign }] of rows.entries()) {
    const isUnknown =
      isForeign || reason === 'not recognised as a line of any known format' || reason === UNOPENED_LIST;
    if (isUnknown || reason === null || (outcome !== 'ignored' && outcome !== 'rejected')) return undefined;
    const [part, place] = places[index] as readonly [number, number];
    lines.push({ part, place, outcome, reason, format });
  }
  return lines;
}
