/**
 * Usage counted once for both readers: `usage.sql` sums it per group, pricing takes it cut at every edge of the price book.
 *
 * The engine compares integers and timestamps here, never a price.
 */
import { decimal, type Exact, exact } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import type { MeteredUsage } from '../core/usage.js';
import type { Engine } from '../engine/engine.js';
import { billedOf, billedRelationSql, billedSumsSql, CHARGED_SQL, type CountedTerm } from './billed.js';
import { COUNTERS, type Grouping, groupColumns, isTime } from './dimensions.js';
import type { UsageRow } from './rows.js';
import { selectedSql } from './selection.js';
import { sqlText } from './sql-file.js';

/** Meters that a record keeps in `other_units`. */
const OTHER_METERS: readonly Meter[] = [
  'cache_read_image',
  'output_video',
  'output_citation',
  'request',
  'file_search',
  'image',
  'audio_second',
  'video_second',
  'page',
  'code_exec_hour',
  'session_hour',
  'cache_storage_mtok_hour',
];

export interface FactsOptions {
  readonly by: readonly Grouping[];
  readonly zone: string;
  /** Lower bounds of the size segments above the first, ascending. */
  readonly sizeCuts: readonly bigint[];
  readonly timeUnit: string;
  /** False skips the columns of `other_units`. */
  readonly hasUnits: boolean;
  /** Terms under which calls are counted one by one. */
  readonly terms?: readonly CountedTerm[] | undefined;
}

export async function gatherFacts(engine: Engine, options: FactsOptions): Promise<void> {
  const groups = groupColumns(options.by, options.zone);
  const { terms = [] } = options;
  await engine.execute(
    sqlText('usage/facts', {
      target: 'facts',
      source: terms.length === 0 ? 'selected' : selectedSql(engine, (relation) => billedRelationSql(relation, terms)),
      charged: CHARGED_SQL,
      groups: trailing(groups.keys),
      worded: groups.worded,
      ...(await measuredColumns(engine)),
      names: trailing(groups.named),
      time_unit: options.timeUnit,
      size_cut: sizeCutSql(options.sizeCuts),
      units: (options.hasUnits ? OTHER_METERS.map(unitSql).join('') : '') + billedSumsSql(terms, false),
    }),
  );
}

/** Columns that a price may depend on beside model, time and size, and what they are where no call has one. */
const ALIKE: Readonly<Record<string, string>> = {
  provider: 'null::varchar',
  gateway: 'null::varchar',
  service_tier: 'null::varchar',
  is_batch: 'false',
  speed: 'null::varchar',
  region: 'null::varchar',
  inference_geo: 'null::varchar',
  endpoint: 'null::varchar',
  is_notional: 'false',
};

/**
 * The columns to group by and to sum, without those that the engine knows to be empty by the bounds it keeps of a table: most
 * logs leave half of them out, and taking all of them is twice the work. Where it knows nothing, a column is taken as it is.
 */
async function measuredColumns(engine: Engine): Promise<{ readonly alike: string; readonly sums: string }> {
  const names = [...Object.keys(ALIKE), ...COUNTERS];
  const [known] = await engine.query<{ readonly bounds: readonly string[] }>(
    `select [${names.map((name) => `stats(${name})`).join(', ')}] as bounds from selected limit 1`,
  );
  const empty = new Set(names.filter((_, index) => known?.bounds[index]?.endsWith(NO_VALUE)));
  const alike = Object.entries(ALIKE).map(([name, none]) => (empty.has(name) ? `${none} as ${name}` : name));
  const sums = COUNTERS.map((name) => `${empty.has(name) ? 'null::hugeint' : `sum(${name})`} as ${name}`);
  return { alike: alike.join(', '), sums: sums.join(', ') };
}

const NO_VALUE = '[Has Null: true, Has No Null: false]';

/** The lower bound of the segment that the size of one call falls in. */
export function sizeCutSql(cuts: readonly bigint[]): string {
  if (cuts.length === 0) return '0::bigint';
  const branches = [...cuts].reverse().map((cut) => `when input_tokens >= ${cut} then ${cut}`);
  return `case ${branches.join(' ')} else 0 end::bigint`;
}

function unitSql(meter: Meter): string {
  return `,\n    sum(list_sum(list_transform(list_filter(other_units, lambda unit: unit.meter = '${meter}'), lambda unit: unit.quantity))) as unit_${meter}`;
}

type Counted = Omit<UsageRow, 'group'> & Readonly<Record<string, unknown>>;

/** Rows per group, largest first; by time where a grouping is a time. Latency from the selected calls. */
export async function usageRows(engine: Engine, by: readonly Grouping[], zone: string): Promise<UsageRow[]> {
  return countedRows(engine, by, zone, await quantilesOf(engine, by, zone));
}

/** By the group's words as JSON text; `calls` is a relation of selected calls. */
export async function quantilesOf(
  engine: Engine,
  by: readonly Grouping[],
  zone: string,
  calls = 'selected',
): Promise<ReadonlyMap<string, Quantiles>> {
  const { keys, worded } = groupColumns(by, zone);
  const rows = await engine.query<QuantileRow>(sqlText('usage/quantiles', { groups: trailing(keys), worded, calls }));
  return new Map(rows.map((row) => [JSON.stringify(groupOf(row, by.length)), row]));
}

/** The same rows where latency was worked out beside the engine; by the group's words as JSON text. */
export async function countedRows(
  engine: Engine,
  by: readonly Grouping[],
  zone: string,
  quantiles: ReadonlyMap<string, Quantiles>,
): Promise<UsageRow[]> {
  const { named } = groupColumns(by, zone);
  const largest = by.some(isTime) ? '' : 'calls desc, total_tokens desc nulls last, ';
  const order = by.length === 0 ? '' : `group by all order by ${largest}${named}`;
  const rows = await engine.query<Counted>(sqlText('usage/usage', { names: trailing(named), order }));
  return rows.map((row) => {
    const group = groupOf(row, by.length);
    const found = quantiles.get(JSON.stringify(group));
    return { ...(row as Omit<UsageRow, 'group'>), group, ...milliseconds(found) };
  });
}

/** Microseconds at the quantiles that are reported: three of the duration, two of the first token. */
export interface Quantiles {
  readonly durationUs: readonly number[] | null;
  readonly firstTokenUs: readonly number[] | null;
}

type QuantileRow = Quantiles & Readonly<Record<string, unknown>>;

/** Quantiles in the words of a row. */
export function milliseconds(row: Quantiles | undefined) {
  const at = (values: readonly number[] | null | undefined, index: number) => {
    const value = values?.[index];
    return value === undefined ? null : Math.round(value) / 1000;
  };
  return {
    durationMsP50: at(row?.durationUs, 0),
    durationMsP95: at(row?.durationUs, 1),
    durationMsP99: at(row?.durationUs, 2),
    firstTokenMsP50: at(row?.firstTokenUs, 0),
    firstTokenMsP95: at(row?.firstTokenUs, 1),
  };
}

/** Rows of the facts: groups of calls that are alike for the question and for prices. */
export async function factCount(engine: Engine): Promise<bigint> {
  const [row] = await engine.query<{ count: bigint }>('select count(*) as count from facts');
  return row?.count ?? 0n;
}

/** Distinct pieces of time in the facts; null for calls without one. */
export async function timeBuckets(engine: Engine): Promise<number[]> {
  const rows = await engine.query<{ bucketAt: number }>(
    'select distinct bucket_at from facts where bucket_at is not null order by bucket_at',
  );
  return rows.map((row) => row.bucketAt);
}

interface MeteredRow extends Record<string, unknown> {
  readonly provider: string | null;
  readonly gateway: string | null;
  readonly model: string | null;
  readonly classAt: number | null;
  readonly sizeCut: bigint | null;
  readonly serviceTier: string | null;
  readonly isBatch: boolean;
  readonly speed: string | null;
  readonly region: string | null;
  readonly inferenceGeo: string | null;
  readonly endpoint: string | null;
  readonly isNotional: boolean;
  readonly isCharged: boolean;
  readonly calls: bigint;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

export interface MeteredOptions {
  readonly by: readonly Grouping[];
  readonly zone: string;
  readonly hasUnits: boolean;
  /** Same text ⇔ same prices: two instants of one class may share a representative. */
  readonly timeClass: (at: number) => string;
  /** Stands in for the time of calls that have none; null: the day of the price book. */
  readonly assumedAt: number | null;
  /** Tells months apart that prices do not; `assumed` is the month of calls without a time. */
  readonly months?: { readonly of: (at: number) => string; readonly assumed: string | null } | undefined;
  /** The terms the facts were gathered with. */
  readonly terms?: readonly CountedTerm[] | undefined;
}

/** Usage, one item per price signature within a group; calls that were not charged as items without quantities. */
export async function meteredUsage(engine: Engine, options: MeteredOptions): Promise<MeteredUsage[]> {
  const representatives = new Map<string, number>();
  const classes = (await timeBuckets(engine)).map((bucket) => {
    const key = `${options.months?.of(bucket) ?? ''} ${options.timeClass(bucket)}`;
    const first = representatives.get(key) ?? bucket;
    representatives.set(key, first);
    return { bucket_us: Math.round(bucket * 1000), class_us: Math.round(first * 1000) };
  });
  await engine.execute(
    `create or replace temp table time_classes as
     select make_timestamp(bucket_us) as bucket_at, make_timestamp(class_us) as class_at
     from (select unnest(from_json($classes, '[{"bucket_us":"BIGINT","class_us":"BIGINT"}]'), recursive := true))`,
    { classes: JSON.stringify(classes) },
  );
  const { named } = groupColumns(options.by, options.zone);
  const { terms = [] } = options;
  const others = options.hasUnits ? OTHER_METERS.map((meter) => `, sum(unit_${meter}) as unit_${meter}`).join('') : '';
  const units = others + billedSumsSql(terms, true);
  const alikeAt = options.by.indexOf('alike');
  const rows = await engine.query<MeteredRow>(sqlText('usage/metered', { names: trailing(named), units }));
  return rows.map((row) => ({
    group: groupOf(row, options.by.length),
    provider: row.provider,
    gateway: row.gateway,
    model: row.model,
    context: {
      at: row.classAt ?? options.assumedAt,
      inputTokens: row.sizeCut,
      serviceTier: row.serviceTier,
      isBatch: row.isBatch,
      speed: row.speed,
      region: row.region,
      inferenceGeo: row.inferenceGeo,
      endpoint: row.endpoint,
      dims: {},
    },
    calls: row.calls,
    firstAt: row.firstAt,
    lastAt: row.lastAt,
    quantities: row.isCharged ? quantitiesOf(row) : new Map(),
    ...(terms.length > 0 && row.isCharged ? { billed: billedOf(row, terms) } : {}),
    ...(alikeAt < 0 ? {} : { isAlike: row[`group${alikeAt + 1}`] !== null }),
    isNotional: row.isNotional,
    isCharged: row.isCharged,
    ...(options.months && {
      month: row.classAt === null ? options.months.assumed : options.months.of(row.classAt),
    }),
  }));
}

/** The exclusive meters of summed counts: every token in exactly one. */
function quantitiesOf(row: Record<string, unknown>): ReadonlyMap<Meter, Exact> {
  const count = (name: string) => row[name] as bigint;
  const unit = (meter: Meter) =>
    row[`unit${meter.replace(/(^|_)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase())}`] as
      | string
      | null
      | undefined;
  const cacheReadImage = BigInt((unit('cache_read_image') ?? '0').split('.')[0] ?? '0');
  const otherOutput = ['output_video', 'output_citation'].reduce(
    (total, meter) => total + BigInt((unit(meter as Meter) ?? '0').split('.')[0] ?? '0'),
    0n,
  );
  const inputAudio = count('inputAudioTokens') - count('cacheReadAudioTokens');
  const inputImage = count('inputImageTokens') - cacheReadImage;
  const lifetimeKnown = count('cacheWrite5mTokens') + count('cacheWrite1hTokens');
  const counts: [Meter, bigint][] = [
    [
      'input',
      count('inputTokens') -
        count('cacheReadTokens') -
        count('cacheWriteTokens') -
        inputAudio -
        inputImage -
        count('inputVideoTokens'),
    ],
    ['input_audio', inputAudio],
    ['input_image', inputImage],
    ['input_video', count('inputVideoTokens')],
    ['cache_read', count('cacheReadTokens') - count('cacheReadAudioTokens') - cacheReadImage],
    ['cache_read_audio', count('cacheReadAudioTokens')],
    ['cache_write', count('cacheWriteTokens') - lifetimeKnown],
    ['cache_write_5m', count('cacheWrite5mTokens')],
    ['cache_write_1h', count('cacheWrite1hTokens')],
    [
      'output',
      count('outputTokens') -
        count('reasoningTokens') -
        count('outputAudioTokens') -
        count('outputImageTokens') -
        otherOutput,
    ],
    ['output_reasoning', count('reasoningTokens')],
    ['output_audio', count('outputAudioTokens')],
    ['output_image', count('outputImageTokens')],
    ['unsplit', count('unsplitTokens')],
    ['web_search', count('webSearches')],
  ];
  const quantities = new Map<Meter, Exact>();
  for (const [meter, quantity] of counts) if (quantity > 0n) quantities.set(meter, exact(quantity));
  for (const meter of OTHER_METERS) {
    const text = unit(meter);
    if (typeof text === 'string' && decimal(text).numerator > 0n) quantities.set(meter, decimal(text));
  }
  return quantities;
}

export function groupOf(row: Readonly<Record<string, unknown>>, count: number): (string | null)[] {
  return Array.from({ length: count }, (_, index) => (row[`group${index + 1}`] ?? null) as string | null);
}

export function trailing(columns: string): string {
  return columns === '' ? '' : `${columns}, `;
}
