/**
 * Usage counted per group and in all; calls that several share are divided among them, exactly. Latency cannot be divided: in
 * the row of each who shares a call, the call counts with all of its time.
 */
import { compareCounts, shareOfCount } from '../core/count.js';
import type { Exact } from '../core/exact.js';
import type { Question } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { sharersSql } from '../queries/allocation.js';
import { isTime } from '../queries/dimensions.js';
import { milliseconds, quantilesOf } from '../queries/quantiles.js';
import type { UsageRow } from '../queries/rows.js';
import { countedRows, usageRows } from '../queries/usage-rows.js';
import { sumRows } from '../reports/fold-top.js';
import { groupKey } from '../reports/group-cost.js';
import { divided, type Sharers, withSharers } from './allocation.js';

export interface CountedUsage {
  readonly rows: readonly UsageRow[];
  readonly totals: UsageRow;
}

/** The facts have been gathered, by `withSharers`. */
export async function countUsage(
  engine: Engine,
  { by, zone }: Question,
  sharers: Sharers | undefined,
): Promise<CountedUsage> {
  if (sharers === undefined) {
    const rows = await usageRows(engine, by, zone);
    const [totals] = await usageRows(engine, [], zone);
    return { rows, totals: totals as UsageRow };
  }
  const counted = await countedRows(engine, withSharers(by, sharers), zone, new Map());
  const groups = new Map<string, UsageRow[]>();
  for (const row of divided(counted, by, sharers, shareOf)) {
    groups.set(groupKey(row.group), [...(groups.get(groupKey(row.group)) ?? []), row]);
  }
  const quantiles = await quantilesOf(engine, by, zone, sharersSql(sharers));
  const rows = [...groups.values()].map((alike): UsageRow => {
    const group = alike[0]?.group ?? [];
    return { ...sumRows(alike), group, ...milliseconds(quantiles.get(JSON.stringify(group))) };
  });
  const ofAll = await quantilesOf(engine, [], zone);
  const totals: UsageRow = { ...sumRows(rows), group: [], ...milliseconds(ofAll.get('[]')) };
  return { rows: inOrder(rows, by), totals };
}

/** The order of the statement that counts undivided usage. */
export function inOrder(rows: readonly UsageRow[], by: Question['by']): UsageRow[] {
  return [...rows].sort(by.some(isTime) ? byName : byVolume);
}

function shareOf(row: UsageRow, share: Exact): UsageRow {
  const some = (count: UsageRow['totalTokens']) => (count === null ? null : shareOfCount(count, share));
  return {
    ...row,
    calls: shareOfCount(row.calls, share),
    errors: some(row.errors),
    cancelled: some(row.cancelled),
    blocked: some(row.blocked),
    inputTokens: some(row.inputTokens),
    cacheReadTokens: some(row.cacheReadTokens),
    cacheWriteTokens: some(row.cacheWriteTokens),
    outputTokens: some(row.outputTokens),
    reasoningTokens: some(row.reasoningTokens),
    unsplitTokens: some(row.unsplitTokens),
    totalTokens: some(row.totalTokens),
  };
}

function byVolume(left: UsageRow, right: UsageRow): number {
  return (
    compareCounts(right.calls, left.calls) ||
    compareCounts(right.totalTokens ?? -1n, left.totalTokens ?? -1n) ||
    byName(left, right)
  );
}

/** What is not logged last. */
function byName({ group }: UsageRow, { group: other }: UsageRow): number {
  for (const [index, name] of group.entries()) {
    const second = other[index] ?? null;
    if (name === second) continue;
    if (name === null) return 1;
    if (second === null) return -1;
    return Buffer.compare(Buffer.from(name), Buffer.from(second));
  }
  return 0;
}
