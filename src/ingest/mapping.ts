/**
 * The statement that reads lines: from format declarations to one SQL expression per canonical column.
 *
 * Every format takes part in deciding whose a line is; only the `read` formats (those met in the first lines of the files)
 * have their columns read, because width costs time. A line that belongs to another format is noticed and read again.
 */
import { ANTHROPIC_CACHE } from '../formats/dialects.js';
import type { Format, RecordColumn, Shape, TokenColumn } from '../formats/format.js';
import { literal, NOTHING } from '../formats/sql.js';
import { sqlText } from '../queries/sql-file.js';
import { claimed, claimsOf, named, readShape } from './claims.js';
import { flattened, withLocals } from './flatten.js';
import { knownFormat, reconciled } from './line-shape.js';

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

export const TOKEN_COLUMNS: readonly TokenColumn[] = [
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

export const RECORD_COLUMNS: Record<RecordColumn, string> = {
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

/** Of a large file such a line shows only when it is read; then the file is read again with every line looked into. */
export const UNOPENED_LIST = 'a list that is not of records alone';

const UNCLAIMED = `case
            when json is null then 'not valid JSON'
            when json::varchar like '[%' and regexp_matches(json::varchar, '^\\[\\s*[\\[{\\]]') then '${UNOPENED_LIST}'
            when json::varchar not like '{%' then 'not a JSON object'
            when json_keys(json) = ['message'] then 'a message alone: nothing tells that it is about a call of a model'
            else 'not recognised as a line of any known format'
        end`;

/** What becomes of lines before their counts are worked out. */
export interface Mapped {
  /** The formats, as the lines are read for them, and what is read of each line. */
  readonly formats: readonly Format[];
  readonly shape: Shape;
  /** A relation: every member of a line in a column, what formats work out of them first, and whose the line is as a number. */
  readonly lines: string;
  /** SQL over the members and locals alone: whose a line is. */
  readonly claims: string;
  /** SQL over `lines`, by column of what normalise.sql starts with. */
  readonly columns: ReadonlyMap<string, string>;
}

export function mapped(options: MappingOptions): Mapped {
  const { keys } = options;
  const shape = readShape(options.formats, keys);
  const narrowed = keys === undefined ? options.formats : options.formats.map((format) => knownFormat(format, keys));
  const formats = narrowed.map((format) => reconciled(format, shape));
  const claims = claimsOf(formats, shape, keys);
  const columns = new Map<string, string>([
    ['format', named(claims)],
    ['is_foreign', options.isForeign ?? 'false'],
    ['unclaimed_reason', `case when format_number is null then ${UNCLAIMED} end`],
    ['ignored_reason', reasons(formats, 'ignores')],
    ['rejected_reason', reasons(formats, 'rejects')],
    ['cache_convention', byFormat(formats, (one) => conventionSql(one, 'cache', options.anthropicInput), 'varchar')],
    [
      'reasoning_convention',
      byFormat(formats, (one) => conventionSql(one, 'reasoning', options.anthropicInput), 'varchar'),
    ],
    ['is_switched', byFormat(formats, switchedSql, 'boolean')],
    ...TOKEN_COLUMNS.map((column): [string, string] => [
      `t_${column}`,
      byFormat(formats, (format) => filledToken(format.tokens[column]), 'varchar'),
    ]),
    ...Object.entries(RECORD_COLUMNS).map(([column, type]): [string, string] => {
      const read = byFormat(formats, (format) => format.record[column as RecordColumn], type);
      const isLooked = column === 'has_personal_data' && options.scansPrompts === true;
      return [column, isLooked ? `coalesce(${read}, has_personal_data(json))` : read];
    }),
  ]);
  return {
    formats,
    shape,
    claims: claimed(claims),
    lines: `select *, ${claimed(claims)} as format_number from (${withLocals(formats, flattened(shape, options.lines))})`,
    columns,
  };
}

export interface NormalisingOptions {
  readonly assumeZone?: string | undefined;
  /** Columns of free text that a line can fill. */
  readonly texts: readonly string[];
  /** Columns that go through as they are. */
  readonly beside?: readonly string[];
}

/** The statement that brings lines, as `counted.sql` gives them, to one row of the stage each. */
export function normalised(counted: string, { assumeZone, texts, beside = [] }: NormalisingOptions): string {
  const kind = 'instant_kind(started_at_text, instant)';
  const zone = assumeZone === undefined ? undefined : literal(assumeZone);
  return sqlText('ingest/normalise', {
    counted,
    texts: texts.length === 0 ? NOTHING : texts.map((column) => `${column}::varchar`).join(', '),
    started_at:
      zone === undefined
        ? 'instant'
        : `case when ${kind} in ('assumed_utc', 'date') then timezone(${zone}, instant) at time zone 'UTC' else instant end`,
    started_at_kind: `coalesce(case when instant is not null then stated_time_kind end, ${
      zone === undefined ? kind : `case ${kind} when 'assumed_utc' then 'assumed' else ${kind} end`
    })`,
    beside: beside.map((column) => `,\n    ${column}`).join(''),
  });
}

/** The statement that gives one normalised row per line of `options.lines`. */
export function normalisedLines(options: MappingOptions): string {
  const { formats, lines, columns } = mapped(options);
  const rows = `
    select
        file_name,
        ${[...columns].map(([name, sql]) => `${sql} as ${name}`).join(',\n        ')}
    from (${lines})`;
  return normalised(sqlText('ingest/counted', { mapped: rows }), {
    assumeZone: options.assumeZone,
    texts: filledTexts(formats),
  });
}

/** Those of the columns of free text that these formats fill. */
export function filledTexts(formats: readonly Format[]): RecordColumn[] {
  return TEXTS.filter((column) => formats.some(({ record }) => isFilled(record[column])));
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
