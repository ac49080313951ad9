/**
 * Exact quantiles of latency and of the time to the first token, per group.
 */
import type { Engine } from '../engine/engine.js';
import { boundsOf } from './column-bounds.js';
import { type Grouping, groupColumns } from './dimensions.js';
import { groupOf, trailing } from './group-words.js';
import { sqlText } from './sql-file.js';

/** Microseconds at the quantiles that are reported: three of the duration, two of the first token. */
export interface Quantiles {
  readonly durationUs: readonly number[] | null;
  readonly firstTokenUs: readonly number[] | null;
}

const MEASURES = [
  { name: 'durationUs', column: 'duration_us', at: '[0.5, 0.95, 0.99]', where: '' },
  // Where an answer came at once, its first token says nothing that its duration does not.
  { name: 'firstTokenUs', column: 'first_token_us', at: '[0.5, 0.95]', where: 'and coalesce(is_streamed, true)' },
] as const;

/** About 36 minutes of microseconds: numbers up to it take half the memory, which quantiles need for each call. */
const SMALL = 2n ** 31n - 1n;

type Row = { readonly quantiles: readonly number[] | null } & Readonly<Record<string, unknown>>;

/** By the group's words as JSON text; `calls` is a relation of selected calls. */
export async function quantilesOf(
  engine: Engine,
  by: readonly Grouping[],
  zone: string,
  calls = 'selected',
): Promise<ReadonlyMap<string, Quantiles>> {
  const { keys, worded } = groupColumns(by, zone);
  const bounds = await boundsOf(engine, calls, [...MEASURES.map(({ column }) => column)]);
  const found = new Map<string, Quantiles>();
  for (const { name, column, at, where } of MEASURES) {
    const known = bounds.get(column);
    if (known?.isEmpty === true) continue;
    const isSmall = known !== undefined && known.most !== null && known.most <= SMALL;
    const measure = isSmall ? `${column}::integer` : column;
    const rows = await engine.query<Row>(
      sqlText('usage/quantiles', { groups: trailing(keys), worded, calls, measure, at, where }),
    );
    for (const row of rows) {
      const key = JSON.stringify(groupOf(row, by.length));
      found.set(key, { durationUs: null, firstTokenUs: null, ...found.get(key), [name]: row.quantiles });
    }
  }
  return found;
}

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
