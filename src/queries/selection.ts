/**
 * The calls a question is about, as the view `selected`, and what is known of them as a whole.
 */
import { broken, usageError } from '../core/errors.js';
import type { Engine } from '../engine/engine.js';
import { literal } from '../formats/sql.js';
import { type Allocation, allocatedConditionSql, allocatedRelationSql } from './allocation.js';
import { CHARGED_SQL } from './charged.js';
import { boundsOf } from './column-bounds.js';
import { localSql, type Selection, selectionSql } from './dimensions.js';
import type { DayCount, DayEdges } from './rows.js';
import { sqlText } from './sql-file.js';

export interface Span {
  readonly calls: bigint;
  readonly callsWithoutTime: bigint;
  /** Calls, answered or cut off, that log no tokens at all: their cost is unknown. */
  readonly callsUnmeasured: bigint;
  readonly callsAssumedUtc: bigint;
  /** Their log has a time that is none of the calendar, or in no form that is known. */
  readonly callsWithUnreadableTime: bigint;
  readonly rowsWithUnits: bigint;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

/** A selection whose teams and cost centres are as logged, or after allocation. */
export interface AllocatedSelection extends Selection {
  readonly allocation?: Allocation | undefined;
}

export async function select(engine: Engine, selection: AllocatedSelection): Promise<void> {
  await show(engine, meant(selection));
}

/** What the view `selected` shows. */
interface Meant {
  readonly relation: string;
  readonly condition: string;
}

const shown = new WeakMap<Engine, Meant>();

async function show(engine: Engine, { relation, condition }: Meant): Promise<void> {
  shown.set(engine, { relation, condition });
  await engine.execute(`create or replace temp view selected as select * from ${relation} where ${condition}`);
}

/** The selected calls out of all calls as `widen` shows them: what depends on calls that are not selected is counted before. */
export function selectedSql(engine: Engine, widen: (relation: string) => string): string {
  const found = shown.get(engine);
  if (found === undefined) throw broken('calls are selected before they are counted');
  return `(select * from ${widen(found.relation)} where ${found.condition})`;
}

/** Selects the attempts of one call or, where no call has that id, of one request, and says under which ids they go. */
export async function selectCall(engine: Engine, id: string): Promise<readonly (string | null)[]> {
  for (const column of ['call_id', 'request_id']) {
    const condition = `${column} = ${literal(id)}`;
    const found = await engine.query<{ callId: string | null }>(
      `select call_id from calls where ${condition} order by started_at, call_id`,
    );
    if (found.length === 0) continue;
    await show(engine, { relation: 'calls', condition });
    return found.map(({ callId }) => callId);
  }
  return [];
}

function meant(selection: AllocatedSelection): Meant {
  const { allocation } = selection;
  return allocation === undefined
    ? { relation: 'calls', condition: selectionSql(selection) }
    : { relation: allocatedRelationSql(allocation), condition: allocatedConditionSql(allocation, selection) };
}

/** Lets `calls` mean the selected ones, for statements that were not written here. */
export async function narrowCalls(engine: Engine, selection: Selection): Promise<void> {
  if (selection.where.some(({ dimension }) => dimension === 'cost_centre')) {
    throw usageError(
      'a query sees calls as they are logged, and no log knows a cost centre',
      'ask `usage` or `cost` with --where cost_centre=…, which follow the allocation rules',
    );
  }
  const condition = selectionSql(selection);
  if (condition === 'true') return;
  const [row] = await engine.query<{ name: string }>('select current_database() as name');
  const database = `"${(row?.name ?? '').replaceAll('"', '""')}"`;
  await engine.execute(`create or replace temp view calls as select * from ${database}.main.calls where ${condition}`);
}

export async function lastCall(engine: Engine): Promise<{ readonly lastAt: number | null }> {
  const [row] = await engine.query<{ lastAt: number | null }>('select max(started_at) as last_at from calls');
  return row ?? { lastAt: null };
}

/** Narrows the selected calls to those that failed or were cut off. */
export async function selectFailed(engine: Engine, selection: AllocatedSelection): Promise<void> {
  const { relation, condition } = meant(selection);
  await show(engine, { relation, condition: `(status = 'error' or coalesce(is_cut, false)) and ${condition}` });
}

/** Calls that the period leaves out because they have no time; 0 where every time was asked for. */
export async function leftOut(engine: Engine, selection: AllocatedSelection): Promise<bigint> {
  if (selection.start === null && selection.end === null) return 0n;
  const { relation, condition } = meant({ ...selection, start: null, end: null });
  const [row] = await engine.query<{ calls: bigint }>(
    `select coalesce(sum(calls), 0)::bigint as calls from ${relation} where started_at is null and ${condition}`,
  );
  return row?.calls ?? 0n;
}

export async function span(engine: Engine): Promise<Span> {
  const [row] = await engine.query<Span>(sqlText('usage/span', { charged: CHARGED_SQL }));
  return row as Span;
}

export async function days(engine: Engine, zone: string): Promise<DayCount[]> {
  return engine.query<DayCount>(sqlText('usage/days', { local: localSql(zone) }));
}

/** How many different keys and endpoints the selected calls name. */
export async function keysAndEndpoints(engine: Engine): Promise<{ readonly keys: bigint; readonly endpoints: bigint }> {
  const [row] = await engine.query<{ keys: bigint; endpoints: bigint }>(
    'select count(distinct api_key) as keys, count(distinct endpoint) as endpoints from selected',
  );
  return row ?? { keys: 0n, endpoints: 0n };
}

/** Of all calls between these instants; what is selected stays so. */
export async function dayEdgesOfAll(
  engine: Engine,
  zone: string,
  bounds: { readonly start: number | null; readonly end: number | null },
): Promise<DayEdges[]> {
  const before = shown.get(engine);
  await show(engine, { relation: 'calls', condition: selectionSql({ where: [], zone, ...bounds }) });
  const edges = await dayEdges(engine, zone);
  if (before) await show(engine, before);
  return edges;
}

export async function dayEdges(engine: Engine, zone: string): Promise<DayEdges[]> {
  const rows = await engine.query<DayCount & { firstSecond: bigint; lastSecond: bigint }>(
    sqlText('usage/day_edges', { local: localSql(zone) }),
  );
  return rows.map((row) => ({ ...row, firstSecond: Number(row.firstSecond), lastSecond: Number(row.lastSecond) }));
}

export interface LoggedModelRow {
  readonly provider: string | null;
  readonly gateway: string | null;
  readonly model: string | null;
}

/** The models of the selected calls, or of all. */
export async function models(engine: Engine, of: 'selected' | 'calls' = 'selected'): Promise<LoggedModelRow[]> {
  const names = ['provider', 'gateway', 'model'];
  const bounds = await boundsOf(engine, of, names);
  const columns = names.map((name) => (bounds.get(name)?.isEmpty === true ? `null::varchar as ${name}` : name));
  return engine.query<LoggedModelRow>(`select distinct ${columns.join(', ')} from ${of} order by all`);
}
