/**
 * `--top N`: the largest groups stay, the rest becomes one row named Other. Sums fold; quantiles do not, so those of Other
 * come from the caller, who can count again, or are null.
 */

import { type Count, compareCounts, sumCounts, sumKnownCounts } from '../core/count.js';
import type { UsageRow } from '../queries/rows.js';
import { addCosts, type GroupCost, groupKey } from './group-cost.js';

export type Quantiles = Pick<
  UsageRow,
  'durationMsP50' | 'durationMsP95' | 'durationMsP99' | 'firstTokenMsP50' | 'firstTokenMsP95'
>;

export interface Folded {
  /** The kept rows in their order, then Other where something was folded. */
  readonly rows: readonly UsageRow[];
  /** Costs of the kept groups and of Other. */
  readonly costs: ReadonlyMap<string, GroupCost>;
}

export interface FoldOptions {
  /** Groups that are never folded. */
  readonly isKept?: (group: UsageRow['group']) => boolean;
  readonly quantilesOfOther?: Quantiles;
}

const UNKNOWN_QUANTILES: Quantiles = {
  durationMsP50: null,
  durationMsP95: null,
  durationMsP99: null,
  firstTokenMsP50: null,
  firstTokenMsP95: null,
};

/** Keeps the `top` groups with the most calls (the earlier row where calls are equal) and folds the others. */
export function foldTop(
  rows: readonly UsageRow[],
  top: number,
  costs: ReadonlyMap<string, GroupCost> = new Map(),
  { isKept = () => false, quantilesOfOther = UNKNOWN_QUANTILES }: FoldOptions = {},
): Folded {
  if (rows.length <= top) return { rows, costs };
  const byCalls = rows.map((row, index) => ({ row, index }));
  byCalls.sort((left, right) => compareCounts(right.row.calls, left.row.calls) || left.index - right.index);
  const keptRows = new Set(byCalls.slice(0, top).map(({ row }) => row));
  for (const row of rows) if (isKept(row.group)) keptRows.add(row);
  const kept = rows.filter((row) => keptRows.has(row));
  const rest = rows.filter((row) => !keptRows.has(row));
  if (rest.length === 0) return { rows, costs };
  const other: UsageRow = { ...sumRows(rest), ...quantilesOfOther, group: groupOfOther(kept, rest) };

  const keptCosts = new Map<string, GroupCost>();
  for (const row of kept) {
    const cost = costs.get(groupKey(row.group));
    if (cost) keptCosts.set(groupKey(row.group), cost);
  }
  const restCosts = rest.map((row) => costs.get(groupKey(row.group))).filter((cost) => cost !== undefined);
  if (restCosts.length > 0) keptCosts.set(groupKey(other.group), restCosts.reduce(addCosts));
  return { rows: [...kept, other], costs: keptCosts };
}

/** `Other` in every grouping column; another name where a kept group is itself called so. */
function groupOfOther(kept: readonly UsageRow[], rest: readonly UsageRow[]): string[] {
  const width = rest[0]?.group.length ?? 0;
  const named = (name: string): string[] => Array.from({ length: width }, () => name);
  const taken = new Set(kept.map((row) => groupKey(row.group)));
  let name = 'Other';
  while (taken.has(groupKey(named(name)))) name = `${name} (rest)`;
  return named(name);
}

/** The counts of all rows together; quantiles cannot be added. */
export function sumRows(rows: readonly UsageRow[]): Omit<UsageRow, 'group' | keyof Quantiles> {
  return {
    calls: sumCounts(rows, (row) => row.calls),
    errors: sumOfAll(rows, (row) => row.errors),
    cancelled: sumOfAll(rows, (row) => row.cancelled),
    blocked: sumOfAll(rows, (row) => row.blocked),
    inputTokens: sumKnownCounts(rows, (row) => row.inputTokens),
    cacheReadTokens: sumKnownCounts(rows, (row) => row.cacheReadTokens),
    cacheWriteTokens: sumKnownCounts(rows, (row) => row.cacheWriteTokens),
    outputTokens: sumKnownCounts(rows, (row) => row.outputTokens),
    reasoningTokens: sumKnownCounts(rows, (row) => row.reasoningTokens),
    unsplitTokens: sumKnownCounts(rows, (row) => row.unsplitTokens),
    totalTokens: sumKnownCounts(rows, (row) => row.totalTokens),
    ...(rows.some((row) => row.prompts !== undefined)
      ? {
          prompts: sumOf(rows, (row) => row.prompts),
          promptsPersonal: rows.every((row) => (row.promptsPersonal ?? null) === null)
            ? null
            : sumOf(rows, (row) => row.promptsPersonal),
        }
      : {}),
  };
}

/** Null where that of any row is not known. */
function sumOfAll(rows: readonly UsageRow[], pick: (row: UsageRow) => Count | null): Count | null {
  const known = rows.map(pick).filter((count) => count !== null);
  return known.length < rows.length ? null : sumCounts(known, (count) => count);
}

/** Prompts are whole: nothing of them is shared out. */
function sumOf(rows: readonly UsageRow[], pick: (row: UsageRow) => bigint | null | undefined): bigint {
  return rows.reduce((total, row) => total + (pick(row) ?? 0n), 0n);
}
