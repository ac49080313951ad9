/** What gates measure, counted per group and day. */
import type { Dimension } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { type Grouping, groupColumns, localSql } from './dimensions.js';
import { groupOf, trailing } from './group-words.js';
import { ANSWERED, quantileRows, WAITED } from './quantiles.js';
import { sqlText } from './sql-file.js';

type Grouped<Row> = Row & { readonly group: readonly (string | null)[] };

export interface DayFacts {
  /** Null: calls without a time. */
  readonly date: string | null;
  readonly calls: bigint;
  readonly errors: bigint;
  readonly rateLimited: bigint;
  readonly connectionErrors: bigint;
  readonly cutStreams: bigint;
  readonly timed: bigint;
  readonly durationUs: bigint | null;
  readonly scored: bigint;
  /** Sum of scores × 1,000,000. */
  readonly qualityMillionths: bigint | null;
  readonly headroom: bigint | null;
  readonly firstAt: number | null;
}

export interface QuantileDay {
  readonly isWhole: boolean;
  readonly date: string | null;
  readonly calls: bigint;
  readonly durationUs: number;
}

export interface RequestDay {
  readonly date: string | null;
  readonly requests: bigint;
  readonly requestsFailed: bigint;
}

export interface Streak {
  readonly calls: bigint;
  readonly longest: bigint;
  readonly firstAt: number | null;
}

export function dayFacts(engine: Engine, by: readonly Grouping[], zone: string): Promise<Grouped<DayFacts>[]> {
  return grouped(engine, 'checks/days', by, zone, { local: localSql(zone) });
}

/**
 * A quantile (0 to 1) of the duration, or of the wait for the first token of streamed calls, of the answered calls: of each group as a
 * whole, then of its days.
 */
export async function quantileDays(
  engine: Engine,
  by: readonly Dimension[],
  zone: string,
  measure: 'duration' | 'first_token',
  fraction: number,
): Promise<Grouped<QuantileDay>[]> {
  const { computed, named } = groupColumns(by, zone);
  const measured =
    measure === 'duration'
      ? { column: 'duration_us', at: [fraction], where: ANSWERED }
      : { column: 'first_token_us', at: [fraction], where: `${ANSWERED} ${WAITED}` };
  const whole = await quantileRows(engine, { keys: computed, names: named }, measured);
  const daily = await quantileRows(
    engine,
    {
      keys: `${trailing(computed)}(${localSql(zone)})::date as date`,
      names: `${trailing(named)}date`,
      worded: "* replace (strftime(date, '%Y-%m-%d') as date)",
    },
    measured,
  );
  return [...whole.map((row) => ({ ...row, date: null })), ...daily.filter(({ date }) => date !== null)]
    .map((row) => ({
      group: groupOf(row, by.length),
      isWhole: row.date === null,
      date: row.date as string | null,
      calls: row.calls,
      durationUs: row.quantiles[0] as number,
    }))
    .sort(byGroupAndDate);
}

/** As the engine orders: groups by their bytes, the nameless last, each whole before its days. */
function byGroupAndDate(left: Grouped<QuantileDay>, right: Grouped<QuantileDay>): number {
  for (const [index, word] of left.group.entries()) {
    const other = right.group[index] ?? null;
    if (word === other) continue;
    if (word === null || other === null) return word === null ? 1 : -1;
    return Buffer.compare(Buffer.from(word), Buffer.from(other));
  }
  return Number(right.isWhole) - Number(left.isWhole) || ((left.date ?? '') < (right.date ?? '') ? -1 : 1);
}

export function requestDays(engine: Engine, by: readonly Dimension[], zone: string): Promise<Grouped<RequestDay>[]> {
  return grouped(engine, 'checks/requests', by, zone, { local: localSql(zone) });
}

/** Runs of failures, and when one was first `length` long. */
export function streaks(
  engine: Engine,
  by: readonly Dimension[],
  zone: string,
  length: bigint,
): Promise<Grouped<Streak>[]> {
  const slots = { counted_names: namesIn('counted', by), same: sameGroup('counted', 'longest', by) };
  return grouped(engine, 'checks/streaks', by, zone, slots, { length });
}

export interface UserDay {
  readonly userId: string;
  readonly date: string | null;
  readonly calls: bigint;
  readonly firstAt: number | null;
}

/** The days of the user with most calls, per group. */
export function busiestUserDays(engine: Engine, by: readonly Dimension[], zone: string): Promise<Grouped<UserDay>[]> {
  return grouped(engine, 'checks/busiest_user', by, zone, {
    local: localSql(zone, 'attempts.started_at'),
    busiest_names: namesIn('busiest', by),
    same: `${sameGroup('attempts', 'busiest', by)} and attempts.user_id = busiest.user_id`,
  });
}

function namesIn(table: string, by: readonly Dimension[]): string {
  return trailing(by.map((_, index) => `${table}.group_${index + 1}`).join(', '));
}

function sameGroup(left: string, right: string, by: readonly Dimension[]): string {
  const same = by.map((_, index) => `${left}.group_${index + 1} is not distinct from ${right}.group_${index + 1}`);
  return same.length === 0 ? 'true' : same.join(' and ');
}

async function grouped<Row>(
  engine: Engine,
  name: string,
  by: readonly Grouping[],
  zone: string,
  slots: Readonly<Record<string, string>>,
  parameters: Readonly<Record<string, number | bigint>> = {},
): Promise<Grouped<Row>[]> {
  const { computed, named } = groupColumns(by, zone);
  const text = sqlText(name, { groups: trailing(computed), names: trailing(named), ...slots });
  const rows = await engine.query<Row & Record<string, unknown>>(text, parameters);
  return rows.map((row) => ({ ...row, group: groupOf(row, by.length) }));
}
