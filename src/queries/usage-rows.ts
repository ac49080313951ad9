/**
 * The facts as people read them: calls, outcomes, tokens and latency per group.
 */
import type { Engine } from '../engine/engine.js';
import { type Grouping, groupColumns, isTime } from './dimensions.js';
import { groupOf, trailing } from './group-words.js';
import { milliseconds, type Quantiles, quantilesOf } from './quantiles.js';
import type { UsageRow } from './rows.js';
import { sqlText } from './sql-file.js';

type Counted = Omit<UsageRow, 'group'> & Readonly<Record<string, unknown>>;

/** Rows per group, largest first; by time where a grouping is a time. Latency from the selected calls. */
export async function usageRows(engine: Engine, by: readonly Grouping[], zone: string): Promise<UsageRow[]> {
  return countedRows(engine, by, zone, await quantilesOf(engine, by, zone));
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
