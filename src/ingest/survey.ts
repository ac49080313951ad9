/**
 * Looks at lines without reading them as calls: which formats they are of, and which keys they have.
 */
import type { Engine } from '../engine/engine.js';
import type { Format, Shape } from '../formats/format.js';
import { FORMATS } from '../formats/registry.js';
import { literal, pathTo } from '../formats/sql.js';
import { canOccur, claimedLines, claimShape } from './claims.js';
import { folded } from './fold.js';
import { knownFormat } from './line-shape.js';
import { objectLines } from './object-lines.js';
import type { PreparedFile } from './prepared.js';

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
export function unknownKeys(survey: Survey): string {
  const list = (keys: readonly string[]) => `[${keys.map(literal).join(', ')}]::varchar[]`;
  const isMet = `list_contains([${survey.sequences.join(', ')}]::ubigint[], ${keySequence([...survey.inner.keys()])})`;
  const { top: unseen, inner } = unseenKeys(survey);
  const top = `coalesce(list_has_any(json_keys(json), ${list(unseen)}), false)`;
  const deeper = [...inner].map(
    ([member, keys]) => `coalesce(list_has_any(json_keys(json, '$.${member}'), ${list(keys)}), false)`,
  );
  return `case when ${isMet} then false else ${[top, ...deeper].join(' or ')} end`;
}

/** Keys that some format knows and no surveyed line had: at the top of lines, and in the objects that are looked into. */
export function unseenKeys(survey: Survey): {
  readonly top: readonly string[];
  readonly inner: ReadonlyMap<string, readonly string[]>;
} {
  return {
    top: KNOWN_KEYS.filter((key) => !survey.keys.includes(key)),
    inner: new Map(
      [...survey.inner].map(([member, keys]) => [
        member,
        (KNOWN_INNER.get(member) ?? []).filter((key) => !keys.includes(key)),
      ]),
    ),
  };
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
