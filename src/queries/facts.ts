/**
 * Usage counted once for both readers: `usage.sql` sums it per group, pricing takes it cut at every edge of the price book.
 *
 * The engine compares integers and timestamps here, never a price.
 */
import { type Meter, OTHER_METERS } from '../core/meters.js';
import type { Engine } from '../engine/engine.js';
import { billedRelationSql, billedSumsSql, type CountedTerm, meterSql } from './billed.js';
import { chargedSql, unloggedSql } from './charged.js';
import { type Bounds, boundsOf } from './column-bounds.js';
import { COUNTERS, type Grouping, groupColumns } from './dimensions.js';
import { selectedSql } from './selection.js';
import { sqlText } from './sql-file.js';

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
  /** Calls that use one of these are told from those that do not. */
  readonly apart?: readonly Meter[] | undefined;
}

/** Columns that a price may depend on beside time and size, and what they are where no call has one. */
const ALIKE: Readonly<Record<string, string>> = {
  model: 'null::varchar',
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

/** What else decides which calls are alike. */
const DECIDING = ['gateway_cache_hit', 'is_billed'];

/**
 * Fills the table `facts`. Every key that ten million calls are grouped by takes as long as reading them does, so only what
 * tells calls apart is one: no column that is known to be empty, none twice, and nothing that follows from the others.
 */
export async function gatherFacts(engine: Engine, options: FactsOptions): Promise<void> {
  const { terms = [], apart = [], by, zone, timeUnit } = options;
  const bounds = await boundsOf(engine, 'selected', [...Object.keys(ALIKE), ...COUNTERS, ...DECIDING]);
  const isEmpty = (name: string) => bounds.get(name)?.isEmpty === true;
  const keys = Object.keys(ALIKE).filter((name) => !isEmpty(name));
  const groups = groupColumns(by, zone).each.map(({ key, word }, index) => {
    const name = `group_${index + 1}`;
    // A group that is a key already is not one again.
    return key in ALIKE ? { word: word(key), as: name } : { key: `${key} as ${name}`, word: word(name), as: name };
  });
  const ofGroups = groups.flatMap(({ key }) => (key === undefined ? [] : [key]));
  await engine.execute(
    sqlText('usage/facts', {
      source: terms.length === 0 ? 'selected' : selectedSql(engine, (relation) => billedRelationSql(relation, terms)),
      keys: [
        ...ofGroups,
        ...keys.map((name) => (ALIKE[name] === 'false' ? `coalesce(${name}, false) as ${name}` : name)),
        `${timeUnit === 'day' ? 'started_at::date' : `date_trunc('${timeUnit}', started_at)`} as bucket_at`,
        `${sizeCutSql(options.sizeCuts)} as size_cut`,
        ...(apart.length === 0 ? [] : [`${apartSql(apart)} as apart`]),
      ].join(',\n        '),
      charged: chargedSql((name) => !isEmpty(name)),
      unlogged: hasBothSides(bounds) ? 'null::varchar' : unloggedSql(),
      sums: COUNTERS.map((name) => `${isEmpty(name) ? 'null::hugeint' : `sum(${name})`} as ${name}`).join(
        ',\n        ',
      ),
      units: (options.hasUnits ? OTHER_METERS.map(unitSql).join('') : '') + billedSumsSql(terms, false),
      words: groups.map(({ word, as }) => `${word} as ${as},`).join('\n    '),
      nothing: Object.entries(ALIKE)
        .filter(([name]) => isEmpty(name))
        .map(([name, none]) => `${none} as ${name},`)
        .join('\n    '),
      inner: groups.flatMap(({ key, as }) => (key === undefined ? [] : [`${as}, `])).join(''),
    }),
  );
}

function hasBothSides(bounds: ReadonlyMap<string, Bounds>): boolean {
  return bounds.get('input_tokens')?.isFull === true && bounds.get('output_tokens')?.isFull === true;
}

/** The lower bound of the segment that the size of one call falls in; null where its size is not known. */
function sizeCutSql(cuts: readonly bigint[]): string {
  const branches = [...cuts].reverse().map((cut) => `when input_tokens >= ${cut} then ${cut}::bigint`);
  return `case when calls = 1 then case ${branches.join(' ')} when input_tokens is not null then 0::bigint end end`;
}

/** Which of the meters a call uses, a digit each. */
function apartSql(meters: readonly Meter[]): string {
  return meters.map((meter) => `case when ${meterSql(meter)} > 0 then '1' else '0' end`).join(' || ');
}

function unitSql(meter: Meter): string {
  return `,\n        sum(list_sum(list_transform(list_filter(other_units, lambda unit: unit.meter = '${meter}'), lambda unit: unit.quantity))) as unit_${meter}`;
}

/** Rows of the facts: groups of calls that are alike for the question and for prices. */
export async function factCount(engine: Engine): Promise<bigint> {
  const [row] = await engine.query<{ count: bigint }>('select count(*) as count from facts');
  return row?.count ?? 0n;
}
