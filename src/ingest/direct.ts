/**
 * The quick way for one-shot questions over a large flat log: it counts while it reads, and stores no call.
 *
 * It assumes what holds for almost every such log (every line is JSON, a flat line, a call, with the keys the first lines
 * have) and proves it in the same pass. One line that breaks an assumption, and the result is thrown away: the general way
 * then reads the log, which knows what to do with such lines. So the two ways never differ in what they answer.
 */
import type { Surroundings } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { FLAT_KEYS, flat } from '../formats/flat.js';
import type { Format } from '../formats/format.js';
import { literal, local, NOTHING } from '../formats/sql.js';
import { sqlText } from '../queries/sql-file.js';
import { type PreparedFile, Scratch } from './prepare.js';
import { firstLines } from './scan.js';
import { fileList, survey } from './stage.js';

export interface DirectPlan {
  /**
   * SQL of groups of lines: the texts that few lines differ in as columns (`"$.model"`), counts as sums, durations as
   * lists, and `surprises`, the number of lines that break an assumption.
   */
  readonly grouped: (options: { readonly timeUnit: string; readonly sizeCut: string }) => string;
  /** SQL of canonical columns over `grouped`: what the flat format makes of the texts. */
  readonly record: (grouped: string) => string;
  readonly models: readonly { readonly model: string | null; readonly provider: string | null }[];
}

/** Below this the general way is as quick. */
const DIRECT_FROM_BYTES = 64 << 20;
const SAMPLED_LINES = 1000;
/** A longer line is an error to the reader, and then the general way reads the file. */
const LONGEST_LINE = 1 << 20;

/** How a file can be counted while it is read; undefined when it is not a large flat log. */
export async function planDirect(
  engine: Engine,
  file: PreparedFile,
  surroundings: Surroundings,
): Promise<DirectPlan | undefined> {
  if (file.compression !== 'none' || file.size < DIRECT_FROM_BYTES) return undefined;
  const head = await firstLines(file.readPath, file.compression, SAMPLED_LINES);
  const lines = parsed(head.toString('utf8'));
  if (lines === undefined || lines.length === 0) return undefined;
  const scratch = new Scratch(surroundings.temporaryDirectory);
  const sample = await scratch.write('head', head);
  const found = await survey(engine, [{ ...file, readPath: sample }], head.length, false);
  await scratch.remove();
  const [format] = found.formats;
  if (format?.id !== flat.id || found.formats.length !== 1) return undefined;
  const keys = new Set(found.keys);
  const signs = SIGNS.filter((sign) => !keys.has(sign));
  const { guarded, leading } = assumptions(lines, keys);
  const time = leading.get(FLAT_KEYS.started_at);
  const duration = leading.get(DURATIONS);
  // With none of the signs of other formats and a model on every line, a line can only be flat.
  if (signs.length < SIGNS.length || !leading.has(FLAT_KEYS.model) || time === undefined) return undefined;
  if (duration !== undefined && !(FLAT_KEYS.duration_ms as readonly string[]).includes(duration)) return undefined;
  if (!lines.every((line) => UTC_STAMP.test(String(line[time])))) return undefined;
  const counts = COUNTS.flatMap(({ name, spellings }) => {
    const present = spellings.filter((key) => keys.has(key));
    return present.length === 0 ? [] : [{ name, present }];
  });
  if (counts.some(({ present }) => present.length > 1) || !counts.some(({ name }) => name === 'input'))
    return undefined;
  const firstToken = [...FLAT_KEYS.first_token_ms, ...FLAT_KEYS.first_token_s].filter((key) => keys.has(key));
  if (firstToken.length > 1 || FLAT_KEYS.first_token_s.some((key) => keys.has(key))) return undefined;
  const durations = DURATIONS.filter((key) => keys.has(key));
  if (durations.length > 1) return undefined;
  const texts = TEXTS.filter((key) => keys.has(key));
  if (texts.some((key) => new Set(lines.map((line) => JSON.stringify(line[key]))).size > MOST_VALUES)) return undefined;

  const read = [
    ...new Set([time, ...durations, ...firstToken, ...counts.map(({ present }) => present[0] as string), ...texts]),
  ];
  const guards = [...new Set([...signs, ...guarded])];
  const shape: Record<string, Leaf> = {
    ...Object.fromEntries(guards.map((key) => [key, 'guard' as const])),
    ...Object.fromEntries(read.map((key) => [key, JSON_KEYS.has(key) ? ('json' as const) : ('text' as const)])),
  };
  const member = (key: string | undefined) => (key === undefined ? NOTHING : `r."${key}"`);
  const broken = [
    // The whole struct, so that the guards are read at all.
    'r is null',
    ...[...leading.values()].filter((key) => read.includes(key)).map((key) => `r."${key}" is null`),
  ];
  const lineRows = `
    select
        ${texts.map((key) => `r."${key}" as "$.${key}",`).join(' ')}
        try_cast(${member(time)} as timestamp) as started_at,
        ${COUNTS.map(({ name }) => {
          const key = counts.find((one) => one.name === name)?.present[0];
          return `${member(key)} as t_${name}, try_cast(${member(key)} as bigint) as n_${name},`;
        }).join('\n        ')}
        milliseconds_to_us(${member(durations[0])}) as duration_us,
        milliseconds_to_us(${member(firstToken[0])}) as first_token_us,
        ${streamed(texts)} as is_streamed,
        right(${member(time)}, 1) is distinct from 'Z' or (${broken.join(' or ')}) as is_foreign
    from read_json(${fileList([file])}, columns = {r: ${literal(structType(shape))}}, records = false,
        format = 'newline_delimited', compression = 'uncompressed', hive_partitioning = false, maximum_object_size = ${LONGEST_LINE})`;
  return {
    grouped: ({ timeUnit, sizeCut }) =>
      sqlText('ingest/direct_groups', {
        lines: lineRows,
        texts: texts.map((key) => `"$.${key}",`).join(' '),
        time_unit: timeUnit,
        size_cut: sizeCut.replaceAll('input_tokens', 'n_input'),
        bad_counts: counts
          .map(
            ({ name }) =>
              `(t_${name} is not null and (n_${name}::varchar is distinct from t_${name} or n_${name} < 0))`,
          )
          .join(' or '),
      }),
    record: (grouped) => recordOf(format, texts, grouped),
    models: sampledModels(lines),
  };
}

/** Few values on many lines: lines are grouped by their text, and what it means is worked out once per group. */
const TEXTS: readonly string[] = [
  ...new Set([
    ...FLAT_KEYS.model,
    ...FLAT_KEYS.provider,
    ...FLAT_KEYS.gateway,
    ...FLAT_KEYS.endpoint,
    ...FLAT_KEYS.region,
    ...FLAT_KEYS.tier,
    ...FLAT_KEYS.streamed,
    'status',
    ...FLAT_KEYS.http_status,
    ...FLAT_KEYS.success,
    ...FLAT_KEYS.error,
    ...FLAT_KEYS.error_type,
    ...FLAT_KEYS.error_message,
    'is_batch',
    'batch',
    'speed',
    'inference_geo',
    'api_called',
  ]),
];
const JSON_KEYS: ReadonlySet<string> = new Set(FLAT_KEYS.error);
const MOST_VALUES = 64;

const COUNTS = [
  { name: 'input', spellings: FLAT_KEYS.input },
  { name: 'output', spellings: FLAT_KEYS.output },
  { name: 'total', spellings: FLAT_KEYS.total },
  { name: 'cache_read', spellings: FLAT_KEYS.cache_read },
  { name: 'cache_write', spellings: FLAT_KEYS.cache_write },
  { name: 'reasoning', spellings: FLAT_KEYS.reasoning },
] as const;

const UTC_STAMP = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const DURATIONS: readonly string[] = [...FLAT_KEYS.duration_ms, ...FLAT_KEYS.duration_s, ...FLAT_KEYS.duration_either];

/** A first token counts unless the line says that nothing was streamed. */
function streamed(texts: readonly string[]): string {
  const key = FLAT_KEYS.streamed.find((one) => texts.includes(one));
  return key === undefined ? 'null::boolean' : `to_flag(filled(r."${key}"))`;
}

const RECORD = [
  'model',
  'provider',
  'gateway',
  'endpoint',
  'region',
  'service_tier',
  'speed',
  'inference_geo',
  'is_batch',
  'status',
  'is_streamed',
] as const;

/** The columns of the record that come from the grouped texts, by the very expressions of the flat format. */
function recordOf(format: Format, texts: readonly string[], grouped: string): string {
  const narrowed = (flat.narrowed as NonNullable<Format['narrowed']>)(new Set(texts));
  const locals = Object.entries(narrowed.locals ?? {}).map(([name, sql]) => `${sql} as ${local(format.id, name)}`);
  const skipped = narrowed.ignores.map((one) => one.when).join(' or ');
  return `
    select
        ${RECORD.map((column) => `${narrowed.record[column] ?? NOTHING} as ${column}`).join(',\n        ')},
        'flat' as format,
        * exclude (surprises),
        surprises + case when ${skipped} then calls else 0 end as surprises
    from (select *, ${locals.join(', ')} from (${grouped}))`;
}

function parsed(text: string): Record<string, unknown>[] | undefined {
  try {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  } catch {
    return undefined;
  }
}

function sampledModels(lines: readonly Record<string, unknown>[]): DirectPlan['models'] {
  const first = (line: Record<string, unknown>, keys: readonly string[]) => {
    const value = keys.map((key) => line[key]).find((one) => typeof one === 'string' && one !== '');
    return typeof value === 'string' ? value : null;
  };
  const all = lines.map((line) => ({
    model: first(line, FLAT_KEYS.model),
    provider: first(line, FLAT_KEYS.provider)?.toLowerCase() ?? null,
  }));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/**
 * `guarded`: keys that no sampled line has and that would change what a line means. A spelling that stands behind one that
 * every line has is never looked at; for that the first must be there on every line (`leading`).
 */
function assumptions(lines: readonly Record<string, unknown>[], keys: ReadonlySet<string>) {
  const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '';
  const unneeded = new Set<string>();
  const leading = new Map<readonly string[], string>();
  for (const spellings of SPELLINGS) {
    const first = spellings.findIndex((key) => lines.every((line) => isFilled(line[key])));
    if (first < 0) continue;
    leading.set(spellings, spellings[first] as string);
    for (const key of spellings.slice(first + 1)) unneeded.add(key);
  }
  return { guarded: DECISIVE.filter((key) => !keys.has(key) && !unneeded.has(key)), leading };
}

/** Spellings of one thing in the order in which flat.ts takes the first. */
const SPELLINGS: readonly (readonly string[])[] = [
  FLAT_KEYS.model,
  FLAT_KEYS.input,
  FLAT_KEYS.output,
  FLAT_KEYS.total,
  FLAT_KEYS.cache_read,
  FLAT_KEYS.cache_write,
  FLAT_KEYS.reasoning,
  FLAT_KEYS.started_at,
  DURATIONS,
  [...FLAT_KEYS.first_token_ms, ...FLAT_KEYS.first_token_s],
  FLAT_KEYS.streamed,
  FLAT_KEYS.provider,
  FLAT_KEYS.endpoint,
  FLAT_KEYS.tier,
];

/** A line of another format has at least one of these keys; see the `claims` of each. */
const SIGNS: readonly string[] = [
  'type',
  'message',
  'data',
  'object',
  'usageMetadata',
  'call_id',
  'usage_dialect',
  'unsplit_tokens',
  'duration_us',
  'is_notional',
  'cache_write_5m_tokens',
  'started_at',
  'usage',
];

/** Keys that figures or prices depend on. */
const DECISIVE: readonly string[] = [
  ...new Set([
    ...SPELLINGS.flat(),
    ...FLAT_KEYS.http_status,
    ...FLAT_KEYS.success,
    ...FLAT_KEYS.error,
    ...FLAT_KEYS.error_type,
    ...FLAT_KEYS.error_message,
    ...FLAT_KEYS.gateway,
    ...FLAT_KEYS.region,
    'id',
    'status',
    'api_called',
    'is_batch',
    'batch',
    'speed',
    'inference_geo',
  ]),
].filter((key) => !SIGNS.includes(key));

/** Questions about other things than these are answered the general way. */
export const DIRECT_DIMENSIONS: ReadonlySet<string> = new Set([
  'model',
  'provider',
  'endpoint',
  'region',
  'gateway',
  'format',
  'streamed',
  'tier',
  'batch',
  'hour',
  'day',
  'week',
  'month',
]);

type Leaf = 'text' | 'json' | 'guard';

/**
 * A guard is a list of identifiers: any other value of such a key makes the strict reader fail, and the general way is
 * taken. Asking every guard for its value on every line would take longer than reading the log.
 */
const LEAF_TYPES: Readonly<Record<Leaf, string>> = { text: 'VARCHAR', json: 'JSON', guard: 'UUID[]' };

function structType(shape: Readonly<Record<string, Leaf>>): string {
  const members = Object.entries(shape).map(([key, leaf]) => `"${key.replaceAll('"', '""')}" ${LEAF_TYPES[leaf]}`);
  return `STRUCT(${members.join(', ')})`;
}
