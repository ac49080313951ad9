/**
 * How lines are skimmed: which of their members vary from call to call, and which columns depend on those.
 *
 * Everything else that formats read of a line is the same on many lines: those are a group, and what formats make of it is
 * worked out once, on one line of the group. That is sound because of what is proven here: an expression that is worked out
 * once looks at a member that varies only to see whether it is there, or how it begins.
 */
import type { Format, Shape, TokenColumn } from '../../formats/format.js';
import { isTwin, MIXED } from '../../formats/shape.js';
import { local, NOTHING, pathTo } from '../../formats/sql.js';
import { isIn, isObject, TWIN } from '../flatten.js';
import { type Mapped, TOKEN_COLUMNS } from '../mapping.js';

/** What is kept of a member that varies: nothing but that it is there, its number, its instant, or which text it is. */
export type Kept = 'nothing' | 'number' | 'instant' | 'identity';

/** What is read of a line, as data: it crosses to worker threads. */
export interface Member {
  readonly key: string;
  /** object: its members are read. common: its text is part of what tells groups apart. varying: it is kept per line. */
  readonly kind: 'object' | 'common' | 'varying';
  readonly members: readonly Member[];
  /** Of a varying member: its place among them. */
  readonly slot: number;
  /** Beginnings of which a varying member tells groups apart; `_` stands for any character. */
  readonly beginnings: readonly string[];
  /** A line with one of these keys in here, which no line that was surveyed had, is read the general way. */
  readonly watched: readonly string[];
}

export interface SkimPlan {
  readonly root: Member;
  /** Of each varying member, by slot. */
  readonly kept: readonly Kept[];
  /** Of each varying member, by slot, the beginnings of values that tell groups apart; `_` stands for any character. */
  readonly beginnings: readonly (readonly string[])[];
  /** Tokens that some line can have, as normalise.sql names them without their prefix. */
  readonly tokens: readonly TokenColumn[];
}

/** Columns of `Mapped` that a count of calls, tokens, outcomes and latency, and prices, are made of, beside its tokens. */
export const ASKED: readonly string[] = [
  ...['format', 'ignored_reason', 'rejected_reason', 'cache_convention', 'reasoning_convention', 'is_switched'],
  ...['call_id', 'started_at_text', 'stated_time_kind', 'provider', 'gateway', 'endpoint', 'region'],
  ...[
    'model',
    'service_tier',
    'speed',
    'inference_geo',
    'is_batch',
    'other_units',
    'usage_kind',
    'status',
    'is_billed',
  ],
  ...['gateway_cache_hit', 'duration_us', 'first_token_us', 'is_streamed', 'calls_text', 'is_notional'],
];
/** Those that settle whose a line is and what becomes of it. What they look at beside members is how the line is made up. */
const SETTLING = ASKED.slice(0, 6);
const STRUCTURAL = new Set(['is_foreign', 'unclaimed_reason', 'format']);

/** Columns that are a value of each line. */
const READ_PER_LINE = new Set(['call_id', 'started_at_text', 'duration_us', 'first_token_us']);
/** Columns that are NULL on every line that is skimmed: a group that has one ends it. */
const NEVER_SAID = new Set(['other_units', 'calls_text']);

/** A member with more values than this among the sampled lines varies. */
const FEW_VALUES = 24;
/** Each combination of them is told apart as a value is. */
const MOST_BEGINNINGS = 5;

/** Undefined where something that settles a line looks at a member that varies, or one member is kept in two ways. */
export function planSkim(
  mapped: Mapped,
  values: ReadonlyMap<string, number>,
  watched: ReadonlyMap<string, readonly string[]>,
): SkimPlan | undefined {
  const { shape } = mapped;
  const tokens = TOKEN_COLUMNS.filter((name) => !isNothing(mapped.columns.get(`t_${name}`)));
  const columns = new Map(
    [...ASKED, ...tokens.map((name) => `t_${name}`)].map((name) => [name, mapped.columns.get(name) ?? NOTHING]),
  );
  const locals = localsOf(mapped.formats);
  const leaves = new Set(leavesOf(shape, '$'));
  const whole = (sql: string) => expanded(sql, locals);
  const settling = [mapped.claims, ...SETTLING.map((name) => columns.get(name) ?? NOTHING)].map(whole);
  if (settling.some(looksAtLine)) return undefined;

  const read = (names: readonly string[]) =>
    new Set(names.flatMap((name) => mentionsOf(whole(columns.get(name) ?? NOTHING))).filter((one) => leaves.has(one)));
  const numbers = read([...tokens.map((name) => `t_${name}`), 'duration_us', 'first_token_us']);
  const instants = read(['started_at_text']);
  const identities = read(['call_id']);
  const varying = new Set([
    ...numbers,
    ...instants,
    ...identities,
    ...[...leaves].filter((column) => (values.get(column) ?? 0) > FEW_VALUES),
  ]);
  // What settles a line is common to its group, as long as it has few values.
  for (;;) {
    const settled = new Set(settling.flatMap((sql) => mentionsOf(aboutValues(sql, varying))));
    const common = [...varying].filter((column) => settled.has(column));
    if (common.length === 0) break;
    if (common.some((column) => (values.get(column) ?? 0) > FEW_VALUES)) return undefined;
    for (const column of common) varying.delete(column);
  }
  const ways = [numbers, instants, identities];
  if ([...varying].some((column) => ways.filter((way) => way.has(column)).length > 1)) return undefined;

  const dependsOnLine = (sql: string) =>
    mentionsOf(aboutValues(whole(sql), varying)).some((column) => varying.has(column));
  const ofLines = new Set(
    [...columns].filter(([name, sql]) => !STRUCTURAL.has(name) && dependsOnLine(sql)).map(([name]) => name),
  );
  if ([...columns].some(([name, sql]) => !STRUCTURAL.has(name) && looksAtLine(whole(sql)))) return undefined;
  // What is said once for a group may depend on no value that its lines differ in; whether it is there at all may hang on a number.
  const said = [...ofLines].filter((name) => !READ_PER_LINE.has(name) && !name.startsWith('t_'));
  const hangsOnText = (name: string) =>
    mentionsOf(aboutValues(whole(columns.get(name) ?? NOTHING), varying)).some(
      (column) => varying.has(column) && !numbers.has(column),
    );
  if (said.some((name) => !NEVER_SAID.has(name) || hangsOnText(name))) return undefined;
  const asked = [...columns.values(), mapped.claims].map(whole);
  const beginnings = new Map<string, Set<string>>();
  for (const [name, sql] of [...columns, ['claims', mapped.claims] as const]) {
    if (ofLines.has(name)) continue;
    for (const [, column, pattern] of plain(whole(sql), varying).matchAll(BEGINNING)) {
      const known = beginnings.get(column as string) ?? new Set();
      beginnings.set(column as string, known.add(pattern as string));
    }
  }
  if ([...beginnings.values()].some((some) => some.size > MOST_BEGINNINGS)) return undefined;
  const mentioned = new Set(asked.flatMap(mentionsOf));
  const order = [...varying].filter((column) => mentioned.has(column)).sort();
  const keptOf = (column: string): Kept =>
    numbers.has(column) ? 'number' : instants.has(column) ? 'instant' : identities.has(column) ? 'identity' : 'nothing';
  return {
    root: memberOf('', shape, '$', { order, beginnings, watched, mentioned }),
    kept: order.map(keptOf),
    beginnings: order.map((column) => [...(beginnings.get(column) ?? [])]),
    tokens,
  };
}

function isNothing(sql: string | undefined): boolean {
  return sql === undefined || /^null::\w+$/.test(sql);
}

interface Places {
  readonly order: readonly string[];
  readonly beginnings: ReadonlyMap<string, ReadonlySet<string>>;
  readonly watched: ReadonlyMap<string, readonly string[]>;
  /** Columns of members that something asked for looks at. */
  readonly mentioned: ReadonlySet<string>;
}

function memberOf(key: string, leaf: Shape[string], path: string, places: Places): Member {
  const slot = places.order.indexOf(`"${path}"`);
  const isRead = isObject(leaf) && leaf[MIXED] === undefined;
  return {
    key,
    kind: isRead ? 'object' : slot >= 0 ? 'varying' : 'common',
    members: isRead
      ? Object.entries(leaf).flatMap(([name, inner]) => {
          if (!isMentioned(pathTo(path, name), inner, places)) return [];
          const member = memberOf(name, inner, pathTo(path, name), places);
          // Two keys that differ in their case alone have columns of a kind of their own.
          return [hasTwin(leaf, name) ? { ...member, kind: 'common' as const, members: [], slot: -1 } : member];
        })
      : [],
    slot,
    beginnings: [...(places.beginnings.get(`"${path}"`) ?? [])].sort(),
    watched: places.watched.get(path) ?? [],
  };
}

/** Whether something asked for looks at the member or into it, or a key in it is watched for. */
function isMentioned(path: string, leaf: Shape[string] | undefined, places: Places): boolean {
  if (places.watched.has(path)) return true;
  return [...places.mentioned].some(
    (column) => column === `"${path}"` || column === `"${path}${TWIN}"` || (isObject(leaf) && isWithin(column, path)),
  );
}

function isWithin(column: string, path: string): boolean {
  return column.startsWith(`"${path}.`) || column.startsWith(`"${path}${TWIN}`);
}

function hasTwin(shape: Shape, key: string): boolean {
  return Object.keys(shape).some((other) => other !== key && other.toLowerCase() === key.toLowerCase());
}

/** Columns of the members that are read as one text each and stand in no list and beside no twin. */
function leavesOf(shape: Shape, path: string): string[] {
  return Object.entries(shape).flatMap(([key, leaf]) => {
    if (key === MIXED || isTwin(shape, key) || hasTwin(shape, key)) return [];
    const inner = pathTo(path, key);
    if (leaf === 'text') return [`"${inner}"`];
    return isObject(leaf) && leaf[MIXED] === undefined ? leavesOf(leaf, inner) : [];
  });
}

function localsOf(formats: readonly Format[]): Map<string, string> {
  return new Map(
    formats.flatMap((format) =>
      Object.entries(format.locals ?? {}).map(([name, sql]): [string, string] => [local(format.id, name), sql]),
    ),
  );
}

/** An expression together with those of the locals that it mentions. */
function expanded(sql: string, locals: ReadonlyMap<string, string>): string {
  return [...locals].reverse().reduce((text, [name, inner]) => (isIn(text, name) ? `${text} ${inner}` : text), sql);
}

function mentionsOf(sql: string): string[] {
  return [...sql.matchAll(/"\$[^"]*"/g)].map(([column]) => column);
}

/** Whether an expression reads the line itself beside its members. */
function looksAtLine(sql: string): boolean {
  return /\bjson\b/.test(sql.replace(PRESENCE, '').replace(/::json\b|\bas json\)/g, ''));
}

const COLUMN = String.raw`"\$[^"]*"`;
/** A member that is read as an object too is taken from the line where its text is asked for. */
const OF_LINE = String.raw`\(json ->> '[^']*'\)|json_extract\(json, '[^']*'\)`;
const MEMBER = `(?:${COLUMN}|${OF_LINE}|null::varchar|null)`;
const PRESENCE = new RegExp(
  String.raw`(?:coalesce\(${MEMBER}(?:, ${MEMBER})*\)|${COLUMN}|${OF_LINE}) is (?:not )?null`,
  'g',
);
const BEGINNING = new RegExp(`(${COLUMN}) like '([^'%]+)%'`, 'g');

/** The expression without what says nothing: a member or nothing, and texts that are not empty, as those of varying members never are. */
function plain(sql: string, varying: ReadonlySet<string>): string {
  let text = sql;
  for (;;) {
    const next = text
      .replace(new RegExp(String.raw`coalesce\((${COLUMN})(?:, null::varchar)*\)`, 'g'), '$1')
      .replace(new RegExp(String.raw`filled\((${COLUMN})\)`, 'g'), (call, column) =>
        varying.has(column) ? column : call,
      );
    if (next === text) return text;
    text = next;
  }
}

/** What is left of an expression beside where it asks whether a varying member is there, or how it begins. */
function aboutValues(sql: string, varying: ReadonlySet<string>): string {
  return plain(sql, varying)
    .replace(PRESENCE, 'true')
    .replace(BEGINNING, (test, column) => (varying.has(column) ? 'true' : test));
}
