/**
 * `usage`: calls, errors, tokens, latency and list cost per group. It lays out what the queries counted and pricing priced,
 * and computes nothing but the error rate.
 */

import { compareCounts } from '../core/count.js';
import { ZERO } from '../core/exact.js';
import { say, type Text } from '../core/phrase.js';
import type { UsageRow } from '../queries/rows.js';
import { forTotals, ratio } from './arithmetic.js';
import { divisible, groupCells, groupColumns, hideUnused } from './columns.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects, totalsObject } from './flat.js';
import { costCells, costColumns, type GroupCost, groupKey, sumCosts } from './group-cost.js';
import type { Cell, Column, Report, Table } from './report.js';
import { unpricedTable } from './unpriced.js';

export interface UsageInput {
  readonly common: Envelope;
  /** In the order to show; folded already where `--top` was asked for. */
  readonly rows: readonly UsageRow[];
  /** The same calls without grouping; its quantiles cannot be had from the rows. Undefined: no totals row. */
  readonly totals?: UsageRow | undefined;
  /** By `groupKey(row.group)`; undefined where nothing was priced. */
  readonly costs?: ReadonlyMap<string, GroupCost> | undefined;
}

export function usageReport(input: UsageInput): Report {
  const table = usageTable(input);
  const { common } = input;
  return assemble(common, [table, unpricedTable(common.unpriced)], {
    rows: rowObjects(table),
    totals: table.totals ? totalsObject(table, common.groupBy) : null,
  });
}

function usageTable({ common, rows: counted, totals, costs }: UsageInput): Table {
  const rows = [...counted, ...missing(common, counted)];
  const isScanned = totals?.prompts !== undefined;
  const measured = (row: UsageRow) => [...measures(row), ...(isScanned ? prompts(row) : [])];
  const columns = [
    ...groupColumns(common.groupBy),
    ...MEASURES,
    ...(isScanned ? PROMPTS : []),
    ...costColumns('list_cost', 'list cost', common.currency),
  ];
  const cells = rows.map((row) => [
    ...groupCells(row.group, common.groupBy),
    ...measured(row),
    ...costCells(costOf(row, costs)),
  ]);
  const remarks = remarksOf(totals === undefined ? rows : [totals]);
  return {
    ...(remarks.length === 0 ? {} : { remarks }),
    id: 'usage',
    title:
      common.groupBy.length === 0
        ? 'Usage'
        : say('Usage by {groups}', { groups: common.groupBy.map((one) => say(one)) }),
    columns: divisible(hideUnused(columns, cells, ['cancelled', 'blocked']), cells),
    rows: cells,
    totals: totals && [
      ...forTotals(common.groupBy.length),
      ...measured(totals),
      ...costCells(costs && sumCosts(costs.values())),
    ],
  };
}

/** Whose the times are, where calls are counted that have no part in them. */
function remarksOf(rows: readonly UsageRow[]): Text[] {
  const isTimed = rows.some((row) => row.durationMsP50 !== null);
  const isUnanswered = (row: UsageRow) =>
    [row.errors, row.cancelled, row.blocked].some((count) => count !== null && compareCounts(count, 0n) > 0);
  return isTimed && rows.some(isUnanswered)
    ? ['p50 and p95 are of the calls that were answered, batches left out.']
    : [];
}

/** Rows of no calls for the groups that are shown whatever the calls are. */
function missing(common: Envelope, rows: readonly UsageRow[]): UsageRow[] {
  const there = new Set(rows.map((row) => groupKey(row.group)));
  return common.alwaysShown.filter((group) => !there.has(groupKey(group))).map((group) => ({ ...NO_CALLS, group }));
}

const NO_CALLS: Omit<UsageRow, 'group'> = {
  calls: 0n,
  errors: 0n,
  cancelled: 0n,
  blocked: 0n,
  inputTokens: 0n,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  outputTokens: 0n,
  reasoningTokens: null,
  unsplitTokens: null,
  totalTokens: 0n,
  durationMsP50: null,
  durationMsP95: null,
  durationMsP99: null,
  firstTokenMsP50: null,
  firstTokenMsP95: null,
};

function costOf(row: UsageRow, costs: UsageInput['costs']): GroupCost | undefined {
  const cost = costs?.get(groupKey(row.group));
  return cost ?? (costs && row.calls === 0n ? { low: ZERO, high: ZERO, unpricedCalls: 0n } : undefined);
}

const MEASURES: readonly Column[] = [
  { key: 'calls', label: 'calls', type: 'integer' },
  { key: 'errors', label: 'errors', type: 'integer', isDetail: true },
  { key: 'error_rate', label: 'error rate', type: 'rate' },
  { key: 'cancelled', label: 'cancelled', type: 'integer' },
  { key: 'blocked', label: 'blocked', type: 'integer' },
  { key: 'input_tokens', label: 'input', type: 'integer' },
  { key: 'cache_read_tokens', label: 'cached', type: 'integer' },
  { key: 'cache_write_tokens', label: 'cache writes', type: 'integer', isDetail: true },
  { key: 'output_tokens', label: 'output', type: 'integer' },
  { key: 'reasoning_tokens', label: 'reasoning', type: 'integer', isDetail: true },
  { key: 'unsplit_tokens', label: 'unsplit', type: 'integer' },
  { key: 'total_tokens', label: 'total tokens', type: 'integer' },
  { key: 'duration_ms_p50', label: 'p50 (ms)', type: 'milliseconds' },
  { key: 'duration_ms_p95', label: 'p95 (ms)', type: 'milliseconds' },
  { key: 'duration_ms_p99', label: 'p99 (ms)', type: 'milliseconds', isDetail: true },
  { key: 'first_token_ms_p50', label: 'first token p50 (ms)', type: 'milliseconds', isDetail: true },
  { key: 'first_token_ms_p95', label: 'first token p95 (ms)', type: 'milliseconds', isDetail: true },
];

const PROMPTS: readonly Column[] = [
  { key: 'prompts', label: 'prompts', type: 'integer' },
  { key: 'prompts_with_personal_data', label: 'with personal data', type: 'integer' },
];

function prompts(row: UsageRow): Cell[] {
  return [row.prompts ?? 0n, row.promptsPersonal ?? null];
}

function measures(row: UsageRow): Cell[] {
  return [
    row.calls,
    row.errors,
    row.errors === null ? null : ratio(row.errors, row.calls),
    row.cancelled,
    row.blocked,
    row.inputTokens,
    row.cacheReadTokens,
    row.cacheWriteTokens,
    row.outputTokens,
    row.reasoningTokens,
    row.unsplitTokens,
    row.totalTokens,
    row.durationMsP50,
    row.durationMsP95,
    row.durationMsP99,
    row.firstTokenMsP50,
    row.firstTokenMsP95,
  ];
}
