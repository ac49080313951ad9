/**
 * Fields of the user's own formats that no line has: a mistyped one leaves its column empty, or every line unrecognised, and
 * nothing else would say which it is. A field that one line has, and be it null, is no slip.
 *
 * Asked once the files are read: of large ones the first lines, and of the rest only whether it has the keys these lack.
 */
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import type { OwnFormat } from '../core/own-format.js';
import { type Phrase, say } from '../core/phrase.js';
import { nearest } from '../core/suggest.js';
import type { Engine } from '../engine/engine.js';
import { MAPPED } from '../formats/own.js';
import { pointer, writtenPath } from '../formats/own-path.js';
import { keysInBytes } from './key-bytes.js';
import { objectLines } from './object-lines.js';
import type { PreparedFile, Scratch } from './prepared.js';
import { firstLines, type Scan, SURVEYED_LINES } from './scan.js';

/** A file that was read, and how long its lines are. */
export type LookedFile = PreparedFile & { readonly scan: Pick<Scan, 'bytes' | 'longestLine'> };

/** The code of the note. */
export const UNMET_FIELDS = 'unmet_fields';

type Path = readonly string[];

/** What a format reads at a path. */
interface Field {
  readonly path: Path;
  readonly reads: string;
}

const SMALL_BYTES = 16 << 20;
const LINES_IN_ALL = 20_000;
/** A log whose keys are data has any number of them. */
const MOST_KEYS = 1000;

/** Says of every format which of its fields no line of its files has. */
export async function reportOwnFields(
  engine: Engine,
  formats: readonly OwnFormat[],
  files: readonly LookedFile[],
  scratch: Scratch,
  shown: (path: string) => string,
  diagnostics: Diagnostics,
): Promise<void> {
  for (const format of formats) {
    const meant = format.id === MAPPED ? files : await filesOf(engine, format, files);
    const [first] = meant;
    if (first === undefined) continue;
    const others = new Set(meant.map(({ path }) => path)).size - 1;
    const { missing, near } = await missingFields(engine, format, meant, scratch);
    if (missing.length === 0) continue;
    const says = say('{format}: no line of {file}{others} has {fields}{near}', {
      format: format.id === MAPPED ? '--map' : `formats.${format.id}`,
      file: shown(first.path),
      others: others === 0 ? '' : say(' and {count} more {count|file|files}', { count: others }),
      fields: missing.map(({ path, reads }) => `${writtenPath(path)} (${reads})`),
      near: near.length === 0 ? '' : say('; did you mean {keys}?', { keys: near }),
    });
    diagnostics.add(noteOf(UNMET_FIELDS, says, { count: missing.length, isDoubt: true }));
  }
}

/** Of a format in tollbook.yaml the files it may be meant for: those with lines of it, or with lines of no format. */
async function filesOf(engine: Engine, { id }: OwnFormat, files: readonly LookedFile[]): Promise<LookedFile[]> {
  const rows = await engine.query<{ path: string }>(
    `select path from sources where source_id in (select source_id from source_formats where format = $id)
        or source_id in (select source_id from source_reasons where reason = 'not recognised as a line of any known format')`,
    { id },
  );
  const paths = new Set(rows.map(({ path }) => path));
  return files.filter(({ path }) => paths.has(path));
}

async function missingFields(
  engine: Engine,
  format: OwnFormat,
  files: readonly LookedFile[],
  scratch: Scratch,
): Promise<{ missing: readonly Field[]; near: readonly Phrase[] }> {
  const none = { missing: [], near: [] };
  const fields = fieldsOf(format);
  const isSmall = files.reduce((bytes, file) => bytes + file.scan.bytes, 0) < SMALL_BYTES;
  const sample = isSmall ? files : [await headsOf(files, scratch)];
  const inSample = await missingIn(engine, sample, fields);
  if (inSample.length === 0) return none;
  // Where nothing of a format of tollbook.yaml is there, the lines are none of its.
  if (format.id !== MAPPED && inSample.length === fields.length) return none;
  const missing = isSmall ? inSample : await missingBehind(engine, files, inSample);
  const taken = fields.filter((one) => !inSample.includes(one)).map(({ path }) => writtenPath(path));
  const near: Phrase[] = [];
  for (const { path } of missing) {
    const found = await nearPath(engine, sample, [], path);
    const key = found === undefined ? undefined : writtenPath(found);
    if (key !== undefined && !taken.includes(key))
      near.push(say('{key} for {field}', { key, field: writtenPath(path) }));
  }
  return { missing, near };
}

/** One for each path: where several columns read it, the first. What lines are ignored by may well be on none. */
function fieldsOf({ fields, claims = [], dedupe = [] }: OwnFormat): Field[] {
  const all = [
    ...Object.entries(fields).map(([reads, path]) => ({ reads, path })),
    ...claims.map(({ field }) => ({ reads: 'claims', path: field })),
    ...dedupe.map((path) => ({ reads: 'dedupe', path })),
  ];
  const byPath = new Map<string, Field>();
  for (const field of all) if (!byPath.has(writtenPath(field.path))) byPath.set(writtenPath(field.path), field);
  return [...byPath.values()];
}

async function headsOf(files: readonly LookedFile[], scratch: Scratch): Promise<LookedFile> {
  const lines = Math.max(1, Math.min(SURVEYED_LINES, Math.floor(LINES_IN_ALL / files.length)));
  const heads: Buffer[] = [];
  for (const file of files) heads.push(await firstLines(file.readPath, file.compression, lines));
  const readPath = await scratch.write('sample', Buffer.concat(heads));
  const longestLine = Math.max(...files.map((file) => file.scan.longestLine));
  return { path: readPath, readPath, compression: 'none', size: 0, modifiedMs: null, scan: { bytes: 0, longestLine } };
}

/** The fields that no line has; none where no line is JSON. */
async function missingIn(engine: Engine, files: readonly LookedFile[], fields: readonly Field[]): Promise<Field[]> {
  const looks = fields.map(({ path }) => `bool_or(${exists(path)})`);
  const [row] = await engine.query<{ found: readonly (boolean | null)[] }>(
    `select [${looks.join(', ')}] as found from (${linesOf(files)}) where json is not null`,
  );
  return fields.filter((_, index) => row?.found[index] === false);
}

/** The same of all lines, where the first ones are known to lack them. Bytes tell sooner than lines that a key is nowhere. */
async function missingBehind(engine: Engine, files: readonly LookedFile[], fields: readonly Field[]): Promise<Field[]> {
  const lastKey = ({ path }: Field) => path.at(-1) as string;
  const spelled = await keysInBytes(files, fields.map(lastKey));
  const missing: Field[] = [];
  for (const field of fields) {
    const isThere =
      spelled.has(lastKey(field)) &&
      (await engine.query(`select 1 as found from (${linesOf(files)}) where ${exists(field.path)} limit 1`)).length > 0;
    if (!isThere) missing.push(field);
  }
  return missing;
}

/** Where the rest of a path leads from a member that lines have, by the keys that are most like its own. */
async function nearPath(
  engine: Engine,
  files: readonly LookedFile[],
  before: Path,
  rest: Path,
): Promise<Path | undefined> {
  const [first, ...further] = rest;
  if (first === undefined) return before;
  const inside = before.length === 0 ? 'json_keys(json)' : `json_keys(json, ${pointer(before)})`;
  const rows = await engine.query<{ key: string }>(
    `select distinct unnest(${inside}) as key from (${linesOf(files)}) order by key limit ${MOST_KEYS}`,
  );
  const keys = rows.map(({ key }) => key);
  const dotted = rest.join('.');
  if (keys.includes(dotted)) return [...before, dotted];
  const next = keys.includes(first) ? first : nearest(first, keys);
  return next === undefined ? undefined : nearPath(engine, files, [...before, next], further);
}

function exists(path: Path): string {
  return `json_exists(json, ${pointer(path)})`;
}

/** The engine reads files of one compression at a time. */
function linesOf(files: readonly LookedFile[]): string {
  const byCompression = new Map<string, LookedFile[]>();
  for (const file of files) byCompression.set(file.compression, [...(byCompression.get(file.compression) ?? []), file]);
  return [...byCompression.values()]
    .map((some) => objectLines(some, undefined, Math.max(...some.map((file) => file.scan.longestLine))))
    .map((lines) => `(${lines})`)
    .join(' union all ');
}
