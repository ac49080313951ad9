/**
 * Counted usage of closed months: the calls and tokens that a close keeps in place of those that are there today. A close keeps
 * neither errors nor durations, so where its calls are others than today's these are not known.
 */
import { addCounts, asCount, type Count, compareCounts, lessCounts, sumCounts } from '../core/count.js';
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import { isInputMeter, isOutputMeter, type Meter } from '../core/meters.js';
import { say } from '../core/phrase.js';
import type { Dimension } from '../core/question.js';
import { tokensOf } from '../core/usage.js';
import type { PricedUsage } from '../pricing/types.js';
import type { UsageRow } from '../queries/rows.js';
import { groupKey } from '../reports/group-cost.js';
import type { Replaced } from './closed.js';
import { type CountedUsage, inOrder } from './counting.js';

/** What a close has more than today's calls, or less. */
type Counts = Pick<
  UsageRow,
  | 'calls'
  | 'inputTokens'
  | 'cacheReadTokens'
  | 'cacheWriteTokens'
  | 'outputTokens'
  | 'reasoningTokens'
  | 'unsplitTokens'
  | 'totalTokens'
>;

const NOT_KEPT = {
  errors: null,
  cancelled: null,
  blocked: null,
  durationMsP50: null,
  durationMsP95: null,
  durationMsP99: null,
  firstTokenMsP50: null,
  firstTokenMsP95: null,
} as const;

const NOTHING: UsageRow = {
  ...NOT_KEPT,
  group: [],
  calls: 0n,
  inputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  unsplitTokens: null,
  totalTokens: null,
};

export function asClosed(
  counted: CountedUsage,
  replaced: Replaced | undefined,
  by: readonly Dimension[],
  diagnostics: Diagnostics,
): CountedUsage {
  if (replaced === undefined) return counted;
  const [kept, live] = [grouped(replaced.own), grouped(replaced.live)];
  const keys = [...new Set([...kept.keys(), ...live.keys()])];
  const changes = new Map(
    keys
      .map((key) => [key, difference(kept.get(key) ?? [], live.get(key) ?? [])] as const)
      .filter(([, change]) => Object.values(change).some((count) => compareCounts(count ?? 0n, 0n) !== 0)),
  );
  if (changes.size === 0) return counted;
  diagnostics.add(
    noteOf(
      'closed_month_not_kept',
      say(
        'errors and durations are not shown where the calls of a closed month are others today: a close does not keep them',
      ),
    ),
  );
  const rows = new Map(counted.rows.map((row) => [groupKey(row.group), row]));
  for (const [key, change] of changes) {
    const row = rows.get(key) ?? { ...NOTHING, group: JSON.parse(key) as UsageRow['group'] };
    rows.set(key, changed(row, change));
  }
  const shown = [...rows.values()].filter((row) => compareCounts(row.calls, 0n) !== 0);
  return {
    rows: inOrder(shown, by),
    totals: changed(counted.totals, difference(replaced.own, replaced.live)),
  };
}

function grouped(priced: readonly PricedUsage[]): Map<string, PricedUsage[]> {
  const groups = new Map<string, PricedUsage[]>();
  for (const one of priced) {
    const key = groupKey(one.usage.group);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

function difference(kept: readonly PricedUsage[], live: readonly PricedUsage[]): Counts {
  const more = (count: (priced: PricedUsage) => Count) => lessCounts(sumCounts(kept, count), sumCounts(live, count));
  const ofMeters = (isMeant: (meter: Meter) => boolean) =>
    more(({ usage }) => sumCounts(usage.quantities, ([meter, quantity]) => (isMeant(meter) ? asCount(quantity) : 0n)));
  return {
    calls: more(({ usage }) => usage.calls),
    inputTokens: ofMeters(isInputMeter),
    cacheReadTokens: ofMeters((meter) => meter.startsWith('cache_read')),
    cacheWriteTokens: ofMeters((meter) => meter.startsWith('cache_write')),
    outputTokens: ofMeters(isOutputMeter),
    reasoningTokens: ofMeters((meter) => meter === 'output_reasoning'),
    unsplitTokens: ofMeters((meter) => meter === 'unsplit'),
    totalTokens: more(({ usage }) => tokensOf(usage)),
  };
}

function changed(row: UsageRow, change: Counts): UsageRow {
  // What neither logs stays unknown.
  const plus = (before: Count | null, more: Count | null) =>
    before === null && compareCounts(more ?? 0n, 0n) === 0 ? null : addCounts(before ?? 0n, more ?? 0n);
  return {
    ...row,
    ...NOT_KEPT,
    calls: addCounts(row.calls, change.calls),
    inputTokens: plus(row.inputTokens, change.inputTokens),
    cacheReadTokens: plus(row.cacheReadTokens, change.cacheReadTokens),
    cacheWriteTokens: plus(row.cacheWriteTokens, change.cacheWriteTokens),
    outputTokens: plus(row.outputTokens, change.outputTokens),
    reasoningTokens: plus(row.reasoningTokens, change.reasoningTokens),
    unsplitTokens: plus(row.unsplitTokens, change.unsplitTokens),
    totalTokens: plus(row.totalTokens, change.totalTokens),
  };
}
