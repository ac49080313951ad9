/**
 * The facts as pricing takes them: one item per price signature within a group, every token in exactly one meter.
 */
import { decimal, type Exact, exact } from '../core/exact.js';
import { type Meter, OTHER_METERS } from '../core/meters.js';
import type { MeteredUsage, Unlogged } from '../core/usage.js';
import type { Engine } from '../engine/engine.js';
import { billedOf, billedSumsSql, type CountedTerm } from './billed.js';
import { type Grouping, groupColumns } from './dimensions.js';
import { groupOf, trailing } from './group-words.js';
import { sqlText } from './sql-file.js';

/** Distinct pieces of time in the facts; null for calls without one. */
async function timeBuckets(engine: Engine): Promise<number[]> {
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
  readonly unlogged: Unlogged | null;
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
  /** The facts were gathered with meters that are told apart. */
  readonly isApart?: boolean | undefined;
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
  const rows = await engine.query<MeteredRow>(
    sqlText('usage/metered', { names: trailing(named), apart: options.isApart === true ? 'facts.apart,' : '', units }),
  );
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
    ...(row.unlogged === null ? {} : { unlogged: row.unlogged }),
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
