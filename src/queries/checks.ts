/** What gates measure, counted per group and day. */
import type { Dimension } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { type Grouping, groupColumns, localSql } from './dimensions.js';
import { groupOf, trailing } from './group-words.js';
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

/** A quantile (0 to 1) of the duration, or of the wait for the first token of streamed calls. */
export function quantileDays(
  engine: Engine,
  by: readonly Dimension[],
  zone: string,
  measure: 'duration' | 'first_token',
  fraction: number,
): Promise<Grouped<QuantileDay>[]> {
  const column =
    measure === 'duration' ? 'duration_us' : '(case when coalesce(is_streamed, true) then first_token_us end)';
  return grouped(engine, 'checks/quantile', by, zone, { local: localSql(zone), measure: column }, { fraction });
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
