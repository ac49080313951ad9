/**
 * A format of the user's own as a declaration like the shipped ones, read by the same code.
 *
 * All its fields are taken from the line by one list of JSON pointers, so that no key of theirs becomes an identifier or
 * meets the keys of other formats. A status word that is not known is refused: taken for success it would hide failures.
 */
import type { OwnCondition, OwnFormat } from '../core/own-format.js';
import { FAILED, FAILURE_CLASSES } from './flat-keys.js';
import type { Format, RecordColumn, TokenColumn } from './format.js';
import { OWN_FLAGS, OWN_TEXTS, OWN_TOKENS } from './own-columns.js';
import { ownText, pointer, writtenPath } from './own-path.js';
import { anyOf, local, NOTHING, oneOf } from './sql.js';

/** The name under which what `--map` describes is told. */
export const MAPPED = 'mapped';

/** Titles of ours, for a format that its user gave none. */
export const UNTITLED = 'a format of your own';
export const UNTITLED_MAP = 'what --map describes';

const SUCCESS = ['ok', 'success', 'succeeded', 'completed', 'complete', 'done', 'true', '200'];
const CANCELLED = ['cancelled', 'canceled', 'aborted'];
const BLOCKED = ['blocked', 'filtered', 'content_filter'];
/** Ids that a provider gives: the same call in a gateway's log has the same. */
const PROVIDER_ID = '^(chatcmpl-|resp_|msg_|gen-|req_|cmpl-)';

export function ownFormat(own: OwnFormat): Format {
  const paths: (readonly string[])[] = [];
  const values = local(own.id, 'values');
  const at = (keys: readonly string[]): string => {
    paths.push(keys);
    return `filled(${values}[${paths.length}])`;
  };
  const columns = new Map<string, string>();
  for (const [column, keys] of Object.entries(own.fields)) columns.set(column, at(keys));
  for (const [column, text] of Object.entries(own.constants ?? {})) columns.set(column, ownText(text));
  const value = (column: string) => columns.get(column);

  const holds = (condition: OwnCondition) => holdsOf(condition, at(condition.field));
  const counted = Object.keys(own.fields).filter((column) => column in OWN_TOKENS);
  const looked = (counted.length > 0 ? counted : Object.keys(own.fields)).map((column) => value(column) as string);
  const claims =
    own.claims === undefined
      ? anyOf(...looked.map((expression) => `${expression} is not null`))
      : own.claims.map(holds).join(' and ');
  const ignores = (own.ignores ?? []).map((one) => ({ when: holds(one), reason: one.reason }));
  const outcome = outcomeOf(own, value);
  const callId = callIdOf(own, at);

  const tokens: Partial<Record<TokenColumn, string>> = {};
  for (const [column, token] of Object.entries(OWN_TOKENS)) {
    const expression = value(column);
    if (expression !== undefined) tokens[token] = tokens[token] ?? expression;
  }
  const record = recordOf(own, value);
  return {
    id: own.id,
    title: own.title ?? UNTITLED,
    fields: {},
    locals: { values: `json_extract_string(json, [${paths.map(pointer).join(', ')}])` },
    claims: `coalesce(${claims}, false)`,
    ignores,
    rejects: outcome.rejects,
    tokens,
    convention: { cache: own.tokens?.cache ?? 'by_file', reasoning: own.tokens?.reasoning ?? 'inferred' },
    record: {
      ...record,
      status: outcome.status,
      error_type: outcome.errorType,
      ...(callId === undefined ? {} : { call_id: callId, call_id_kind: `'call_id'` }),
    },
    identity: own.dedupe === undefined ? 'none' : own.dedupe.map((keys) => `\`${writtenPath(keys)}\``).join(' and '),
    notLogged: 'whatever the mapping leaves out',
  };
}

function holdsOf({ equals, one_of: words, matches }: OwnCondition, expression: string): string {
  if (equals !== undefined) return `${expression} = ${ownText(equals)}`;
  if (words !== undefined) return `list_contains([${words.map(ownText).join(', ')}], ${expression})`;
  if (matches === undefined) return `${expression} is not null`;
  const pattern = matches
    .replace(/[\\%_]/gu, '\\$&')
    .replaceAll('*', '%')
    .replaceAll('?', '_');
  return `${expression} like ${ownText(pattern)} escape '\\'`;
}

/** One id for a call, whatever the parts hold; an id that a provider gave is known under it in other logs too. */
function callIdOf(own: OwnFormat, at: (keys: readonly string[]) => string): string | undefined {
  if (own.dedupe === undefined) return undefined;
  const parts = own.dedupe.map(at);
  const own_id = `${ownText(`${own.id}:`)} || ${parts.map((part) => `length(${part}) || ':' || ${part}`).join(" || '|' || ")}`;
  const [only] = parts;
  if (parts.length > 1) return own_id;
  return `case when regexp_matches(${only}, '${PROVIDER_ID}') then ${only} else ${own_id} end`;
}

function outcomeOf(own: OwnFormat, value: (column: string) => string | undefined) {
  const word = value('status');
  const status = word === undefined ? NOTHING : `lower(${word})`;
  const httpStatus = `coalesce(to_http_status(${value('http_status') ?? NOTHING}), to_http_status(${status}))`;
  const said = value('error_type');
  const errorType =
    said === undefined
      ? NOTHING
      : `case when not ${oneOf(`lower(${said})`, ['none', 'null', 'false', '0', '-'])} then ${said} end`;
  const stated = Object.entries(own.statuses ?? {}).map(
    ([text, meaning]) => `when ${word ?? NOTHING} = ${ownText(text)} then '${meaning}'`,
  );
  const known = [...SUCCESS, ...CANCELLED, ...BLOCKED, ...FAILED, ...FAILURE_CLASSES];
  const statedWords = Object.keys(own.statuses ?? {}).map(ownText);
  return {
    status: `case
        ${stated.join(' ')}
        when ${oneOf(status, CANCELLED)} then 'cancelled'
        when ${oneOf(status, BLOCKED)} then 'blocked'
        when ${oneOf(status, [...FAILED, ...FAILURE_CLASSES])} or ${httpStatus} >= 400 or ${errorType} is not null then 'error'
        else 'ok' end`,
    errorType: `coalesce(error_class(${errorType}), case when ${oneOf(status, FAILURE_CLASSES)} then ${status} end, ${httpStatus}::varchar, 'error')`,
    rejects:
      word === undefined
        ? []
        : [
            {
              when: `not ${oneOf(status, known)} and to_http_status(${status}) is null${statedWords.length === 0 ? '' : ` and not list_contains([${statedWords.join(', ')}], ${word})`}`,
              reason: 'its status is no known word: say under `statuses` of the format what it means',
            },
          ],
  };
}

function recordOf(
  own: OwnFormat,
  value: (column: string) => string | undefined,
): Partial<Record<RecordColumn, string>> {
  const record: Partial<Record<RecordColumn, string>> = {};
  const fill = (column: RecordColumn, source: string, wrapped: (expression: string) => string = (one) => one) => {
    const expression = value(source);
    if (expression !== undefined) record[column] = wrapped(expression);
  };
  for (const column of OWN_TEXTS) fill(column, column);
  for (const column of ['provider', 'gateway', 'service_tier', 'speed', 'inference_geo'] as const)
    fill(column, column, (one) => `lower(${one})`);
  for (const column of OWN_FLAGS) fill(column, column, (one) => `to_flag(${one})`);
  fill('started_at_text', 'started_at', (one) => timeOf(own, one));
  fill('http_status', 'http_status', (one) => `to_http_status(${one})`);
  fill('calls_text', 'calls');
  fill('attempt', 'attempt', (one) => `try_cast(to_count(${one}) as integer)`);
  fill('quality_score', 'quality_score', (one) => `to_finite(${one})`);
  fill('rate_limit_remaining', 'rate_limit_remaining', (one) => `to_count(${one})`);
  fill(
    'tags',
    'tags',
    (one) => `case when json_valid(${one}) and left(${one}, 1) = '{' and length(${one}) <= 4000 then ${one} end`,
  );
  for (const [column, source] of [
    ['duration_us', 'duration'],
    ['first_token_us', 'first_token'],
  ] as const) {
    fill(column, source, (one) => durationOf(own.units?.duration ?? 'ms', one));
    fill(column, `${source}_ms`, (one) => `milliseconds_to_us(${one})`);
    fill(column, `${source}_us`, (one) => `to_count(${one})`);
  }
  fill('logged_cost', 'logged_cost', (one) =>
    // A tenth of a cent and less stays exact: it is a decimal, and text again.
    own.units?.cost === 'cents' ? `(try_cast(${one} as decimal(24, 12)) * 0.01::decimal(3, 2))::varchar` : one,
  );
  if (record.logged_cost !== undefined) {
    const isLogged = `${value('logged_cost')} is not null`;
    record.logged_cost_currency = `case when ${isLogged} then coalesce(${value('logged_cost_currency') ?? NOTHING}, 'USD') end`;
    record.logged_cost_kind = `case when ${isLogged} then coalesce(${value('logged_cost_kind') ?? NOTHING}, 'actual') end`;
  }
  return record;
}

function durationOf(unit: 's' | 'ms' | 'us', expression: string): string {
  if (unit === 'us') return `milliseconds_to_us((try_cast(${expression} as double) / 1000)::varchar)`;
  return unit === 's' ? `seconds_to_us(${expression})` : `milliseconds_to_us(${expression})`;
}

const ISO = "'%Y-%m-%dT%H:%M:%S.%f'";

/** The time as text that every format's times are read from. */
function timeOf({ units }: OwnFormat, expression: string): string {
  const time = units?.time ?? 'auto';
  const zone = units?.zone;
  if (time === 's' || time === 'ms' || time === 'us') {
    const since = units?.from === undefined ? '0' : String(BigInt(Date.parse(units.from)) * 1000n);
    return `strftime(make_timestamp(${durationOf(time, expression)} + ${since}), ${ISO}) || 'Z'`;
  }
  const text = time === 'auto' ? expression : `strftime(try_strptime(${expression}, ${ownText(time)}), ${ISO})`;
  if (zone === undefined) return text;
  const instant = `to_instant(${text})`;
  return `case when instant_kind(${text}, ${instant}) in ('assumed_utc', 'date')
      then strftime(timezone(${ownText(zone)}, ${instant}) at time zone 'UTC', ${ISO}) || 'Z' else ${text} end`;
}
