/**
 * The statement that reads lines: from format declarations to one SQL expression per canonical column.
 *
 * Every format takes part in deciding whose a line is; only the `read` formats (those met in the first lines of the files)
 * have their columns read, because width costs time. A line that belongs to another format is noticed and read again.
 */
import { ANTHROPIC_CACHE } from '../formats/dialects.js';
import type { Format, Reason, RecordColumn, Shape, TokenColumn } from '../formats/format.js';
import { FORMATS } from '../formats/registry.js';
import { isTwin, MIXED, mergeLeaves, mergeShapes, structure } from '../formats/shape.js';
import { keysOf, literal, local, NOTHING, pathTo } from '../formats/sql.js';
import { sqlText } from '../queries/sql-file.js';

export interface MappingOptions {
  /** Formats whose columns are read; the others only claim. */
  readonly formats: readonly Format[];
  /** SQL of a relation with the columns file_name, json (the line, null where it is not JSON) and r (the parsed line). */
  readonly lines: string;
  readonly anthropicInput: 'exclusive' | 'inclusive';
  /** Keys that lines can have; a line with others is foreign. Undefined: any. */
  readonly keys?: ReadonlySet<string> | undefined;
  /** SQL that is true of a line with keys the narrowed formats do not know; undefined where there can be none. */
  readonly isForeign?: string | undefined;
  /** Look whether prompts seem to hold personal data. */
  readonly scansPrompts?: boolean | undefined;
  /** Validated zone name for times without one. */
  readonly assumeZone?: string | undefined;
}

const TOKEN_COLUMNS: readonly TokenColumn[] = [
  'input',
  'cache_read',
  'cache_write',
  'cache_write_5m',
  'cache_write_1h',
  'output',
  'reasoning',
  'total',
  'tool_input',
  'input_audio',
  'input_image',
  'input_video',
  'cache_read_audio',
  'output_audio',
  'output_image',
  'web_searches',
];

const RECORD_COLUMNS: Record<RecordColumn, string> = {
  call_id: 'varchar',
  call_id_kind: 'varchar',
  request_id: 'varchar',
  trace_id: 'varchar',
  session_id: 'varchar',
  pair_id: 'varchar',
  started_at_text: 'varchar',
  stated_time_kind: 'varchar',
  provider: 'varchar',
  gateway: 'varchar',
  endpoint: 'varchar',
  region: 'varchar',
  model: 'varchar',
  model_requested: 'varchar',
  service_tier: 'varchar',
  speed: 'varchar',
  inference_geo: 'varchar',
  is_batch: 'boolean',
  other_units: 'struct(meter varchar, quantity decimal(38, 9))[]',
  usage_kind: 'varchar',
  status: 'varchar',
  http_status: 'integer',
  error_type: 'varchar',
  is_billed: 'boolean',
  is_cut: 'boolean',
  attempt: 'integer',
  gateway_cache_hit: 'boolean',
  quality_score: 'double',
  duration_us: 'bigint',
  first_token_us: 'bigint',
  is_streamed: 'boolean',
  user_id: 'varchar',
  api_key: 'varchar',
  team: 'varchar',
  project: 'varchar',
  environment: 'varchar',
  tags: 'varchar',
  logged_cost: 'varchar',
  logged_cost_currency: 'varchar',
  logged_cost_kind: 'varchar',
  calls_text: 'varchar',
  rate_limit_remaining: 'bigint',
  is_notional: 'boolean',
  has_personal_data: 'boolean',
};

const UNCLAIMED = `case
            when json is null then 'not valid JSON'
            when json::varchar not like '{%' then 'not a JSON object'
            when json_keys(json) = ['message'] then 'a message alone: nothing tells that it is about a call of a model'
            else 'not recognised as a line of any known format'
        end`;

/** The statement that says whose each line is, and no more. */
export function claimedLines(formats: readonly Format[], lines: string, keys: ReadonlySet<string>): string {
  const claiming = formats.map((format) => ({
    ...format,
    claims: knownOnly(format.claims, keys),
    locals: claimLocals(format, keys),
  }));
  const shape = claimShape(formats, keys);
  const read = claiming.map((format) => reconciled(format, shape));
  const claims = claimsOf(read, shape, keys);
  return `
    select file_name, ${named(claims)} as format
    from (select file_name, ${claimed(claims)} as format_number from (${withLocals(read, flattened(shape, lines))}) where json is not null)`;
}

/** What has to be read of a line to say whose it is. */
export function claimShape(formats: readonly Format[], known: ReadonlySet<string>): Shape {
  const texts = formats.flatMap((format) =>
    [format.claims, ...Object.values(claimLocals(format, known))].map((sql) => ({ fields: format.fields, sql })),
  );
  return orAnything(withPaths({}, texts, known));
}

/** An expression for lines with these keys: any other key decides nothing. */
function knownOnly(sql: string, known: ReadonlySet<string> | undefined): string {
  return sql.replace(/"\$\.([^"]+)"/g, (column, path: string) =>
    known === undefined || known.has(keysOf(path)[0] as string) ? column : NOTHING,
  );
}

/** Whether lines with these keys can be of this format. */
export function canOccur(format: Format, known: ReadonlySet<string>): boolean {
  return format.signs?.some((sign) => known.has(sign)) ?? true;
}

/** The locals that a claim needs, directly or through later ones. */
function claimLocals(format: Format, known: ReadonlySet<string>): Record<string, string> {
  let mentions = format.claims;
  const needed = Object.entries(format.locals ?? {})
    .reverse()
    .filter(([name, sql]) => {
      const isNeeded = mentions.includes(local(format.id, name));
      if (isNeeded) mentions += sql;
      return isNeeded;
    });
  return Object.fromEntries(needed.reverse().map(([name, sql]) => [name, knownOnly(sql, known)]));
}

/** The statement that gives one normalised row per line of `options.lines`. */
export function normalisedLines(options: MappingOptions): string {
  const { keys } = options;
  const shape = readShape(options.formats, keys);
  const narrowed = keys === undefined ? options.formats : options.formats.map((format) => knownFormat(format, keys));
  const formats = narrowed.map((format) => reconciled(format, shape));
  const claims = claimsOf(formats, shape, keys);
  const mapped = `
    select
        file_name, ${named(claims)} as format, ${options.isForeign ?? 'false'} as is_foreign,
        case when format_number is null then ${UNCLAIMED} end as unclaimed_reason,
        ${reasons(formats, 'ignores')} as ignored_reason,
        ${reasons(formats, 'rejects')} as rejected_reason,
        ${byFormat(formats, (format) => conventionSql(format, 'cache', options.anthropicInput), 'varchar')} as cache_convention,
        ${byFormat(formats, (format) => conventionSql(format, 'reasoning', options.anthropicInput), 'varchar')} as reasoning_convention,
        ${byFormat(formats, switchedSql, 'boolean')} as is_switched,
        ${TOKEN_COLUMNS.map((column) => `${byFormat(formats, (format) => filledToken(format.tokens[column]), 'varchar')} as t_${column}`).join(',\n        ')},
        ${Object.entries(RECORD_COLUMNS)
          .map(([column, type]) => {
            const read = byFormat(formats, (format) => format.record[column as RecordColumn], type);
            const isLooked = column === 'has_personal_data' && options.scansPrompts === true;
            return `${isLooked ? `coalesce(${read}, has_personal_data(json))` : read} as ${column}`;
          })
          .join(',\n        ')}
    from (select *, ${claimed(claims)} as format_number from (${withLocals(formats, flattened(shape, options.lines))}))`;
  const kind = 'instant_kind(started_at_text, instant)';
  const zone = options.assumeZone === undefined ? undefined : literal(options.assumeZone);
  const texts = TEXTS.filter((column) => formats.some(({ record }) => isFilled(record[column])));
  return sqlText('ingest/normalise', {
    mapped,
    texts: texts.length === 0 ? NOTHING : texts.map((column) => `${column}::varchar`).join(', '),
    started_at:
      zone === undefined
        ? 'instant'
        : `case when ${kind} in ('assumed_utc', 'date') then timezone(${zone}, instant) at time zone 'UTC' else instant end`,
    started_at_kind: `coalesce(case when instant is not null then stated_time_kind end, ${
      zone === undefined ? kind : `case ${kind} when 'assumed_utc' then 'assumed' else ${kind} end`
    })`,
  });
}

/** Columns of free text: a key can stand in each, whatever it is meant for. Those in which one is expected are looked at by themselves. */
const TEXTS: readonly RecordColumn[] = [
  'call_id',
  'request_id',
  'trace_id',
  'session_id',
  'pair_id',
  'provider',
  'gateway',
  'endpoint',
  'region',
  'model',
  'model_requested',
  'service_tier',
  'speed',
  'inference_geo',
  'team',
  'project',
  'environment',
  'tags',
];

function isFilled(sql: string | undefined): boolean {
  return sql !== undefined && sql !== NOTHING;
}

/** What is no column of the stage, or is filled by more than the format. */
const SHARED: readonly RecordColumn[] = [
  'call_id',
  'call_id_kind',
  'started_at_text',
  'stated_time_kind',
  'usage_kind',
  'calls_text',
  'has_personal_data',
];

/** Columns of the stage by what fills them, where that one thing alone does. Nothing of the stage's own keeping is among them. */
const FILLED_BY: Readonly<Record<string, RecordColumn | TokenColumn>> = {
  ...Object.fromEntries(
    (Object.keys(RECORD_COLUMNS) as RecordColumn[])
      .filter((column) => !SHARED.includes(column))
      .map((column) => [column, column]),
  ),
  cache_write_5m_tokens: 'cache_write_5m',
  cache_write_1h_tokens: 'cache_write_1h',
  reasoning_tokens: 'reasoning',
  input_audio_tokens: 'input_audio',
  input_image_tokens: 'input_image',
  input_video_tokens: 'input_video',
  cache_read_audio_tokens: 'cache_read_audio',
  output_audio_tokens: 'output_audio',
  output_image_tokens: 'output_image',
  web_searches: 'web_searches',
};

/**
 * Columns of the stage that are NULL on every line of these formats. The stage is not compressed: a row of it takes a third
 * of its room without them. Formats that are completed by a query of their own may have any column filled later.
 */
export function emptyColumns(formats: readonly Format[], known: ReadonlySet<string>): string[] {
  if (formats.some((format) => format.completedBy !== undefined)) return [];
  const narrowed = formats.map((format) => knownFormat(format, known));
  const canFill = (source: RecordColumn | TokenColumn) =>
    narrowed.some(({ record, tokens }) => isFilled(record[source as RecordColumn] ?? tokens[source as TokenColumn]));
  return Object.entries(FILLED_BY).flatMap(([column, source]) => (canFill(source) ? [] : [column]));
}

/** The fields that these formats read, and what is needed to notice lines of all the others. */
export function readShape(formats: readonly Format[], known?: ReadonlySet<string>): Shape {
  const fields = formats.map((format) => (known === undefined ? format : knownFormat(format, known)).fields);
  const shape = fields.reduce(mergeShapes, {});
  const claims = [...formats, ...others(formats, known)].map((format) => ({
    fields: format.fields,
    sql: format.claims,
  }));
  return orAnything(withPaths(shape, claims, known));
}

/** Adds every path that these expressions mention, as their formats declare it. */
function withPaths(
  shape: Shape,
  expressions: readonly { readonly fields: Shape; readonly sql: string }[],
  known?: ReadonlySet<string>,
): Shape {
  // Deepest first, so that a member that is only asked about does not hide what lies inside it.
  return expressions
    .flatMap(({ fields, sql }) =>
      [...sql.matchAll(/"\$\.([^"]+)"/g)].map((match) => ({ fields, keys: keysOf(match[1] as string) })),
    )
    .filter(({ keys }) => known === undefined || known.has(keys[0] as string))
    .sort((left, right) => right.keys.length - left.keys.length)
    .reduce((whole, { fields, keys }) => withPath(whole, fields, keys), shape);
}

/** Lines of which no key is known still need a shape: the engine refuses an empty one. */
function orAnything(shape: Shape): Shape {
  return Object.keys(shape).length === 0 ? { model: 'text' } : shape;
}

/** Flat lines are what is left over: nobody needs their claim to notice them. */
const LAST = FORMATS.at(-1) as Format;

/** Formats that are not read and must be noticed. */
function others(formats: readonly Format[], known?: ReadonlySet<string>): Format[] {
  return FORMATS.filter(
    (format) =>
      format !== LAST &&
      !formats.some((one) => one.id === format.id) &&
      (known === undefined || canOccur(format, known)),
  );
}

interface Claim {
  readonly id: string;
  readonly sql: string;
  /** Every column asks whose a line is, and a number is compared sooner than a name: the place among the formats that are read. */
  readonly number: number;
}

/** What makes a line a format's own, in the order in which formats are asked: those of the user's own first. */
function claimsOf(formats: readonly Format[], shape: Shape, known?: ReadonlySet<string>): Claim[] {
  const unread = others(formats, known);
  const own = formats.filter((format) => !FORMATS.some((one) => one.id === format.id));
  return [...own, ...FORMATS].flatMap((format) => {
    const number = formats.findIndex((one) => one.id === format.id);
    if (number >= 0) return [{ id: format.id, sql: (formats[number] as Format).claims, number }];
    if (!unread.includes(format)) return [];
    const { claims } = reconciled({ ...format, claims: knownOnly(format.claims, known) }, shape);
    return [{ id: format.id, sql: claims, number: formats.length + unread.indexOf(format) }];
  });
}

/** Whose a line is, as a number. */
function claimed(claims: readonly Claim[]): string {
  if (claims.length === 0) return 'null::utinyint';
  return `case ${claims.map(({ sql, number }) => `when ${sql} then ${number}::utinyint`).join('\n            ')} end`;
}

/** The same as a name. */
function named(claims: readonly Claim[]): string {
  if (claims.length === 0) return NOTHING;
  return `case format_number ${claims.map(({ id, number }) => `when ${number} then ${literal(id)}`).join(' ')} end`;
}

/**
 * Gives every member of `r` a column of its own, one level at a time. Reaching through a struct in an expression would make
 * the engine hold a copy of the whole struct for each mention.
 */
export function flattened(shape: Shape, lines: string): string {
  let statement = lines;
  let parents: Parent[] = [{ column: 'r', path: '$', json: '$', shape }];
  while (parents.length > 0) {
    const members = parents.flatMap((parent) =>
      Object.entries(parent.shape).flatMap(([key, value]) => (key === MIXED ? [] : [member(parent, key, value)])),
    );
    const rest = statement === lines ? '* exclude (r)' : '*';
    statement = `select ${rest}, ${members.map(({ sql }) => sql).join(', ')} from (${statement})`;
    parents = members.flatMap(({ inner }) => inner ?? []);
  }
  return statement;
}

interface Parent {
  readonly column: string;
  /** What its members' columns are named after, and where they are in the line. */
  readonly path: string;
  readonly json: string;
  readonly shape: Shape;
}

/** The mark of a twin's column. */
const TWIN = '+';

function member(parent: Parent, key: string, leaf: Shape[string]): { sql: string; inner?: Parent } {
  const own = isTwin(parent.shape, key);
  const path = `${pathTo(parent.path, key)}${own ? TWIN : ''}`;
  const json = `${parent.json}."${key}"`;
  const isMixed = isObject(leaf) && leaf[MIXED] !== undefined;
  const members = isObject(leaf) ? Object.fromEntries(Object.entries(leaf).filter(([name]) => name !== MIXED)) : {};
  const there = own ? `json_extract(json, ${literal(json)})` : `${parent.column}."${key}"`;
  const transformed = (wanted: unknown) => `json_transform(${there}, ${literal(structure(wanted as Shape))})`;
  const value = !own || isMixed || leaf === 'json' ? there : leaf === 'text' ? `${there} ->> '$'` : transformed(leaf);
  if (!isObject(leaf)) return { sql: `${value} as "${path}"` };
  const column = isMixed ? `"${path}.*"` : `"${path}"`;
  const beside = isMixed ? `, ${transformed(members)} as ${column}` : '';
  return { sql: `${value} as "${path}"${beside}`, inner: { column, path, json, shape: members } };
}

/**
 * Gives every local a column. A local that builds on another stands a level above it: beside it, the engine would put the
 * other's whole expression in place of its name, again and again along a chain, and take seconds to plan.
 */
function withLocals(formats: readonly Format[], lines: string): string {
  const levels: string[][] = [];
  for (const format of formats) {
    const levelOf = new Map<string, number>();
    for (const [name, sql] of Object.entries(format.locals ?? {})) {
      const column = local(format.id, name);
      const below = [...levelOf].filter(([other]) => isIn(sql, other)).map(([, level]) => level + 1);
      const level = Math.max(0, ...below);
      levelOf.set(column, level);
      levels[level] = [...(levels[level] ?? []), `${sql} as ${column}`];
    }
  }
  return levels.reduce((inner, level) => `select *, ${level.join(',\n        ')} from (${inner})`, lines);
}

export function isIn(sql: string, column: string): boolean {
  return new RegExp(`\\b${column}\\b`).test(sql);
}

function byFormat(
  formats: readonly Format[],
  expression: (format: Format) => string | undefined,
  type: string,
): string {
  const branches = formats.flatMap((format, number) => {
    const sql = expression(format);
    return isFilled(sql) ? [`when ${number} then ${sql}`] : [];
  });
  return branches.length === 0 ? `null::${type}` : `case format_number ${branches.join('\n            ')} end`;
}

function reasons(formats: readonly Format[], kind: 'ignores' | 'rejects'): string {
  return byFormat(
    formats,
    (format) =>
      format[kind].length === 0
        ? undefined
        : `case ${format[kind].map((one) => `when ${one.when} then ${literal(one.reason)}`).join(' ')} end`,
    'varchar',
  );
}

function filledToken(expression: string | undefined): string | undefined {
  return isFilled(expression) ? `filled(${expression})` : undefined;
}

const CONSTANT = new Set(['inclusive', 'exclusive', 'by_file', 'contained', 'additive', 'inferred']);

function conventionSql(format: Format, kind: 'cache' | 'reasoning', anthropicInput: string): string {
  const value = format.convention[kind];
  return CONSTANT.has(value) ? `'${value}'` : value.replaceAll(ANTHROPIC_CACHE, `'${anthropicInput}'`);
}

/** True of lines whose convention is what --anthropic-input says: nothing on the line itself can tell. */
function switchedSql({ convention }: Format): string | undefined {
  if (!convention.cache.includes(ANTHROPIC_CACHE)) return undefined;
  return `(${convention.cache.replaceAll(ANTHROPIC_CACHE, "'switched'")}) = 'switched'`;
}

/**
 * Adds a path that a claim looks at, leaving whatever the shape already reads there. What is read as an object stays one: a claim
 * that wants its text, which few lines come to, takes it from the line.
 */
function withPath(shape: Shape, declared: Shape | undefined, keys: readonly string[]): Shape {
  const [key, ...rest] = keys as [string, ...string[]];
  const present = shape[key];
  const leaf = declared?.[key];
  if (rest.length === 0) {
    // Whether an object is there is all a claim asks of one, and its text tells that too.
    if (present === undefined) return { ...shape, [key]: leaf === 'json' ? 'json' : 'text' };
    if (typeof leaf !== 'string' || isMembers(present)) return shape;
    return { ...shape, [key]: mergeLeaves(present, leaf) };
  }
  const members = isObject(leaf) ? leaf : undefined;
  if (present === undefined || isObject(present)) return { ...shape, [key]: withPath(present ?? {}, members, rest) };
  return { ...shape, [key]: mergeLeaves(present, withPath({}, members, rest)) };
}

/** The format with its paths as the columns of `shape` have them: what it takes for text may be read as JSON for the sake of others. */
export function reconciled(format: Format, shape: Shape): Format {
  const changes = new Map<string, string>();
  const compare = (declared: Shape, merged: Shape, parent: string, parentColumn: string) => {
    for (const [key, leaf] of Object.entries(declared)) {
      const read = merged[key];
      if (read === undefined) continue;
      const name = pathTo(parent, key);
      const columnName = `${pathTo(parentColumn, key)}${isTwin(merged, key) ? TWIN : ''}`;
      const [path, column] = [`"${name}"`, `"${columnName}"`];
      const isJson = read === 'json' || (isObject(read) && read[MIXED] !== undefined);
      if (leaf === 'text' && isJson) changes.set(path, `(${column} ->> '$')`);
      else if (Array.isArray(leaf) && isJson)
        changes.set(path, `json_transform(${column}, ${literal(structure(leaf as never))})`);
      else if (typeof leaf === 'string' && isMembers(read)) changes.set(path, ofLine(leaf, name));
      else if (path !== column) changes.set(path, column);
      if (isObject(leaf) && isObject(read)) compare(leaf, read, name, columnName);
    }
  };
  compare(format.fields, shape, '$', '$');
  if (changes.size === 0) return format;
  return rewritten(format, (sql) => sql.replace(/"\$\.[^"]+"/g, (path) => changes.get(path) ?? path));
}

/** The format for lines with these keys: what other keys would say is not there, and need not be looked for. */
export function knownFormat(format: Format, known: ReadonlySet<string>): Format {
  const entries = Object.entries(format.fields);
  const rest = entries.filter(([key]) => known.has(key));
  if (rest.length === entries.length) return format;
  const nothing = (path: string) => {
    const leaf = keysOf(path).reduce<unknown>((shape, key) => (shape as Shape | undefined)?.[key], format.fields);
    if (Array.isArray(leaf)) return `json_transform(null::json, ${literal(structure(leaf as never))})`;
    return typeof leaf === 'object' ? 'null' : NOTHING;
  };
  const narrowed = rewritten(format, (sql) =>
    sql.replace(/"\$\.([^"]+)"/g, (column, path: string) =>
      known.has(keysOf(path)[0] as string) ? column : nothing(path),
    ),
  );
  return { ...narrowed, fields: Object.fromEntries(rest) };
}

/** The format with all its SQL changed. */
export function rewritten(format: Format, change: (sql: string) => string): Format {
  const each = <Key extends string>(texts: Partial<Record<Key, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([name, sql]) => [name, change(sql as string)])) as Record<
      Key,
      string
    >;
  const reasons = (list: readonly Reason[]) => list.map(({ when, reason }) => ({ when: change(when), reason }));
  return {
    ...format,
    ...(format.locals === undefined ? {} : { locals: each(format.locals) }),
    claims: change(format.claims),
    ignores: reasons(format.ignores),
    rejects: reasons(format.rejects),
    tokens: each(format.tokens),
    convention: each(format.convention) as Format['convention'],
    record: each(format.record),
  };
}

/** A member of the line as text or as JSON, without its column. */
function ofLine(leaf: 'text' | 'json', path: string): string {
  const place = literal(
    `$.${keysOf(path)
      .slice(1)
      .map((key) => `"${key}"`)
      .join('.')}`,
  );
  return leaf === 'text' ? `(json ->> ${place})` : `json_extract(json, ${place})`;
}

/** An object that is read member by member and not as a whole too. */
function isMembers(value: Shape[string] | undefined): value is Shape {
  return isObject(value) && value[MIXED] === undefined;
}

function isObject(value: Shape[string] | undefined): value is Shape {
  return typeof value === 'object' && !Array.isArray(value);
}
