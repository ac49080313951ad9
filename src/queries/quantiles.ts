/**
 * Quantiles of what is measured of calls, per group: exact up to a number of calls, beyond it from counts of values that agree
 * in their first nine binary digits.
 *
 * Exact quantiles need every value in memory. Counts need as much room for a thousand million calls as for ten million, can be added up,
 * and give each quantile within 0.2 %.
 */
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import { say } from '../core/phrase.js';
import type { Engine } from '../engine/engine.js';
import { boundsOf } from './column-bounds.js';
import { type Grouping, groupColumns } from './dimensions.js';
import { groupOf, trailing } from './group-words.js';
import { sqlText } from './sql-file.js';

/** So many calls have exact quantiles: their values take some 200 MiB. */
export const EXACT_CALLS = 10_000_000n;

export interface Measure {
  /** The column that holds it: where it is empty, nothing has to be asked. */
  readonly column: string;
  /** SQL of its value, not negative; undefined: the column. NULL where a call has none. */
  readonly value?: string | undefined;
  readonly at: readonly number[];
  /** `and …`: which calls are meant. */
  readonly where?: string | undefined;
}

export interface Grouped {
  /** Keys with their names, `model as group_1`, and the names alone. */
  readonly keys: string;
  readonly names: string;
  /** Makes words of keys; undefined where they are words. */
  readonly worded?: string | undefined;
}

export type QuantileRow = { readonly calls: bigint; readonly quantiles: readonly number[] } & Readonly<
  Record<string, unknown>
>;

/** A row per group with a value; `calls` is a relation of selected calls. */
export async function quantileRows(
  engine: Engine,
  { keys, names, worded = '*' }: Grouped,
  measure: Measure,
  { calls = 'selected', exactCalls = EXACT_CALLS }: { calls?: string; exactCalls?: bigint } = {},
): Promise<QuantileRow[]> {
  const { column, value = column, at, where = '' } = measure;
  const known = (await boundsOf(engine, calls, [column])).get(column);
  if (known?.isEmpty === true) return [];
  const slots = { calls, worded, where, groups: trailing(keys) };
  if ((await countOf(engine, calls)) <= exactCalls) {
    const isSmall = value === column && known !== undefined && known.most !== null && known.most <= SMALL;
    const text = sqlText('usage/quantiles', {
      ...slots,
      measure: isSmall ? `${value}::integer` : value,
      at: `[${at.join(', ')}]`,
    });
    return measured(await engine.query<QuantileRow>(text));
  }
  const text = sqlText('usage/quantiles_binned', {
    ...slots,
    names: trailing(names),
    within: names === '' ? '' : `partition by ${names}`,
    measure: `(${value})`,
    values: at.map(binAt).join(', '),
  });
  return measured(await engine.query<QuantileRow>(text));
}

/** Without keys there is a row even of no call. */
function measured(rows: readonly QuantileRow[]): QuantileRow[] {
  return rows.filter(({ calls }) => calls > 0n);
}

/** As the engine's own: between the values of two ranks by how far the quantile lies between them. */
function binAt(fraction: number): string {
  const rank = (total: string) => `(${fraction} * (${total} - 1))`;
  const bin = (side: 'floor' | 'ceil') => `min(bin) filter (where upto > ${side}${rank('total')})`;
  const between = `${rank('max(total)')} - floor${rank('max(total)')}`;
  return `${bin('floor')} + (${bin('ceil')} - ${bin('floor')}) * (${between})`;
}

async function countOf(engine: Engine, calls: string): Promise<bigint> {
  const [counted] = await engine.query<{ rows: bigint }>(`select count(*) as rows from ${calls}`);
  return counted?.rows ?? 0n;
}

/** Says it where quantiles of the selected calls are not exact. */
export async function noteQuantiles(engine: Engine, diagnostics: Diagnostics): Promise<void> {
  if ((await countOf(engine, 'selected')) <= EXACT_CALLS) return;
  const says = say(
    'latency quantiles of more than {most} calls are read from counts of times to nine binary digits: each is within 0.2 % of the exact one',
    { most: EXACT_CALLS },
  );
  diagnostics.add(noteOf('rounded_quantiles', says));
}

/** Microseconds at the quantiles that are reported: three of the duration, two of the first token. */
export interface Quantiles {
  readonly durationUs: readonly number[] | null;
  readonly firstTokenUs: readonly number[] | null;
}

/**
 * How long an answer takes is said by the calls that got one: a refusal is quick and says nothing of it, and a batch waits for its turn.
 */
export const ANSWERED = "and status = 'ok' and coalesce(is_batch, false) is not true";

/** Where an answer came at once, its first token says nothing that its duration does not. */
export const WAITED = 'and coalesce(is_streamed, true)';

const MEASURES: readonly (readonly [keyof Quantiles, Measure])[] = [
  ['durationUs', { column: 'duration_us', at: [0.5, 0.95, 0.99], where: ANSWERED }],
  ['firstTokenUs', { column: 'first_token_us', at: [0.5, 0.95], where: `${ANSWERED} ${WAITED}` }],
];

/** About 36 minutes of microseconds: numbers up to it take half the memory, which quantiles need for each call. */
const SMALL = 2n ** 31n - 1n;

/** By the group's words as JSON text; `calls` is a relation of selected calls. */
export async function quantilesOf(
  engine: Engine,
  by: readonly Grouping[],
  zone: string,
  calls = 'selected',
): Promise<ReadonlyMap<string, Quantiles>> {
  const { keys, named, worded } = groupColumns(by, zone);
  const found = new Map<string, Quantiles>();
  for (const [name, measure] of MEASURES) {
    for (const row of await quantileRows(engine, { keys, names: named, worded }, measure, { calls })) {
      const key = JSON.stringify(groupOf(row, by.length));
      found.set(key, { durationUs: null, firstTokenUs: null, ...found.get(key), [name]: row.quantiles });
    }
  }
  return found;
}

/** Quantiles in the words of a row. */
export function milliseconds(row: Quantiles | undefined) {
  return {
    durationMsP50: millisecondsAt(row?.durationUs, 0),
    durationMsP95: millisecondsAt(row?.durationUs, 1),
    durationMsP99: millisecondsAt(row?.durationUs, 2),
    firstTokenMsP50: millisecondsAt(row?.firstTokenUs, 0),
    firstTokenMsP95: millisecondsAt(row?.firstTokenUs, 1),
  };
}

/** One of the quantiles, from microseconds. */
export function millisecondsAt(values: readonly number[] | null | undefined, index: number): number | null {
  const value = values?.[index];
  return value === undefined ? null : Math.round(value) / 1000;
}
