/**
 * Grouping words as SQL over `calls`, and filters and periods as conditions: every one gives text, so that a filter
 * compares what a report shows.
 */
import type { Dimension, Filter } from '../core/question.js';
import { literal } from '../formats/sql.js';

/** Whole numbers of a call that are summed. */
export const COUNTERS: readonly string[] = [
  'input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'cache_write_5m_tokens',
  'cache_write_1h_tokens',
  'output_tokens',
  'reasoning_tokens',
  'input_audio_tokens',
  'input_image_tokens',
  'input_video_tokens',
  'cache_read_audio_tokens',
  'output_audio_tokens',
  'output_image_tokens',
  'unsplit_tokens',
  'web_searches',
];

/**
 * A logged amount that can be summed: a plain number, with an exponent or not, of at most 27 digits, so that the sum of ten
 * thousand million of them still fits the engine's largest integer.
 */
export const READABLE_AMOUNT =
  "(regexp_full_match(logged_cost, '-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]{1,2})?') " +
  "and length(ltrim(regexp_replace(logged_cost, '[eE].*|[-.]', '', 'g'), '0')) <= 27)";

const COLUMNS: Readonly<Record<string, string>> = {
  model: 'model',
  provider: 'provider',
  endpoint: 'endpoint',
  region: 'region',
  gateway: 'gateway',
  team: 'team',
  // Of the calls after allocation; logs themselves know none.
  cost_centre: 'cost_centre',
  allocation: 'allocation::varchar',
  project: 'project',
  user: 'user_id',
  key: 'api_key',
  environment: 'environment',
  format: 'format',
  streamed: "case when is_streamed then 'streamed' when not is_streamed then 'not streamed' end",
  tier: 'service_tier',
  batch: "case when coalesce(is_batch, false) then 'batch' else 'not batch' end",
  session: 'session_id',
  error_type: 'error_type',
  http_status: 'http_status::varchar',
  outcome: 'status',
  // Calls that say little and are told little: what a small model is for.
  small: "case when calls = 1 and input_tokens <= 1000 and output_tokens <= 200 then 'small' end",
  // Calls that used the same of everything; null for aggregates, of which nobody knows what each call used.
  alike: `case when calls = 1 then concat_ws(' ', ${[...COUNTERS, 'other_units'].map((column) => `coalesce(${column}::varchar, '-')`).join(', ')}) end`,
  logged: `case when logged_cost is not null then concat_ws(chr(31), coalesce(logged_cost_currency, ''), coalesce(logged_cost_kind, ''), case when not ${READABLE_AMOUNT} then 'unreadable' end) end`,
};

const TIMES: Readonly<Record<string, string>> = {
  hour: '%Y-%m-%dT%H:00',
  day: '%Y-%m-%d',
  week: '%G-W%V',
  month: '%Y-%m',
};

/** Groupings that reports use beside those a user can name. */
export type Grouping =
  | Dimension
  | 'error_type'
  | 'http_status'
  | 'logged'
  | 'outcome'
  | 'small'
  | 'night'
  | 'alike'
  | 'allocation';

export function isTime(dimension: Grouping): boolean {
  return dimension in TIMES;
}

/** `at` is the timestamp column that days are cut from. */
export function dimensionSql(dimension: Grouping, zone: string, at = 'started_at'): string {
  if (dimension.startsWith('tag:')) {
    const path = `$."${dimension.slice(4).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    return `(tags ->> ${literal(path)})`;
  }
  // Calls between ten at night and six in the morning for which nobody watched the answer arrive.
  if (dimension === 'night') {
    return `case when is_streamed is not true and (hour(${localSql(zone, at)}) >= 22 or hour(${localSql(zone, at)}) < 6) then 'night' end`;
  }
  const format = TIMES[dimension];
  if (format !== undefined) return `strftime(${localSql(zone, at)}, '${format}')`;
  return COLUMNS[dimension] as string;
}

/** The wall clock of the zone. */
export function localSql(zone: string, at = 'started_at'): string {
  return zone === 'UTC' ? at : `timezone(${literal(zone)}, timezone('UTC', ${at}))`;
}

export interface Selection {
  readonly where: readonly Filter[];
  readonly start: number | null;
  readonly end: number | null;
  readonly zone: string;
  /** Calls without a time belong to the period too: the user said when they were. */
  readonly hasUntimed?: boolean | undefined;
}

/** The condition a call must meet; `true` when everything is asked for. */
export function selectionSql({ where, start, end, zone, hasUntimed }: Selection): string {
  const conditions = filtersSql(where, zone);
  const times: string[] = [];
  if (start !== null) times.push(`started_at >= ${timestampSql(start)}`);
  if (end !== null) times.push(`started_at < ${timestampSql(end)}`);
  if (times.length > 0)
    conditions.push(`(${times.join(' and ')}${hasUntimed === true ? ' or started_at is null' : ''})`);
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

/** Filters on one dimension widen, on several they narrow: team=a or team=b, and model=c. */
export function filtersSql(where: readonly Filter[], zone: string): string[] {
  const byDimension = new Map<Dimension, string[]>();
  for (const { dimension, value } of where) {
    const sql = dimensionSql(dimension, zone);
    const condition = value === '' ? `${sql} is null` : `${sql} = ${literal(value)}`;
    byDimension.set(dimension, [...(byDimension.get(dimension) ?? []), condition]);
  }
  return [...byDimension.values()].map((conditions) => `(${conditions.join(' or ')})`);
}

export function timestampSql(instant: number): string {
  return `make_timestamp(${Math.round(instant * 1000)}::bigint)`;
}

export interface GroupColumns {
  /** `group_1, group_2, …` as they are computed: the words of a group. */
  readonly computed: string;
  /** The same but for times, which stand as what their words are made of: a tenth of the work on every call. */
  readonly keys: string;
  /** Makes words of the keys of what was grouped: `* replace (…)`, or `*` where they are words already. */
  readonly worded: string;
  readonly named: string;
  /** Group by group: what it is a key by, and its word made of a column of that key. */
  readonly each: readonly { readonly key: string; readonly word: (name: string) => string }[];
  readonly count: number;
}

export function groupColumns(by: readonly Grouping[], zone: string): GroupColumns {
  const columns = (sql: (dimension: Grouping) => string) =>
    by.map((dimension, index) => `${sql(dimension)} as group_${index + 1}`).join(', ');
  const keyOf = (dimension: Grouping) =>
    isTime(dimension) ? startSql(dimension, zone) : dimensionSql(dimension, zone);
  const wordOf = (dimension: Grouping, name: string) =>
    isTime(dimension) ? `strftime(${name}, '${TIMES[dimension]}')` : name;
  const words = by.flatMap((dimension, index) => {
    const name = `group_${index + 1}`;
    return isTime(dimension) ? [`${wordOf(dimension, name)} as ${name}`] : [];
  });
  return {
    computed: columns((dimension) => dimensionSql(dimension, zone)),
    keys: columns(keyOf),
    worded: words.length === 0 ? '*' : `* replace (${words.join(', ')})`,
    named: by.map((_, index) => `group_${index + 1}`).join(', '),
    each: by.map((dimension) => ({ key: keyOf(dimension), word: (name) => wordOf(dimension, name) })),
    count: by.length,
  };
}

/** When the hour, day, week or month of the call began on the wall clock of the zone. */
function startSql(dimension: Grouping, zone: string): string {
  const local = localSql(zone);
  return dimension === 'day' ? `(${local})::date` : `date_trunc('${dimension}', ${local})`;
}
