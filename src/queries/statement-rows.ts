/**
 * Rows of a statement that was read as a log: where one stands of which something holds, and what its rows say beside days and models.
 */
import type { Dimension } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { dimensionSql, READABLE_AMOUNT } from './dimensions.js';
import { sqlText } from './sql-file.js';

export interface PlacedRow {
  readonly path: string | null;
  readonly line: bigint | null;
}

const CONDITIONS = {
  unreadableAmount: `logged_cost is not null and not ${READABLE_AMOUNT}`,
  unreadableTime: "started_at_kind = 'unreadable'",
  noTime: "started_at is null and started_at_kind is distinct from 'unreadable'",
};

export async function firstRow(engine: Engine, of: keyof typeof CONDITIONS): Promise<PlacedRow | undefined> {
  const [row] = await engine.query<PlacedRow & Record<string, unknown>>(
    sqlText('books/first_row', { condition: CONDITIONS[of] }),
  );
  return row;
}

/** How many of the selected rows say something of the dimension, and how many do not. */
export async function saidRows(
  engine: Engine,
  dimension: Dimension,
  zone: string,
): Promise<{ readonly said: bigint; readonly unsaid: bigint }> {
  const condition = saysSql(dimension, zone);
  const [row] = await engine.query<{ said: bigint; unsaid: bigint }>(
    `select count(*) filter (where ${condition}) as said, count(*) filter (where not ${condition}) as unsaid from selected`,
  );
  return { said: row?.said ?? 0n, unsaid: row?.unsaid ?? 0n };
}

function saysSql(dimension: Dimension, zone: string): string {
  // What is not marked as a batch is taken for none, and a day for its first hour: neither is said.
  if (dimension === 'batch') return '(is_batch is not null)';
  const said = `(${dimensionSql(dimension, zone)} is not null)`;
  return dimension === 'hour' ? `(${said} and ${dimensionSql('hour', zone)} not like '%T00:00')` : said;
}
