/**
 * `latency`: how long calls take and how long a reader waits, streamed against not streamed. What the two populations have
 * in common is compared in latency-comparison.ts; the rows here describe each as it is and compare nothing.
 */
import { say, type Text } from '../core/phrase.js';
import type { LatencyRow, LatencyStratum } from '../queries/rows.js';
import { groupColumns, hideUnused } from './columns.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects } from './flat.js';
import { comparisonResult, comparisonTable } from './latency-comparison.js';
import type { Cell, Column, Report, Table } from './report.js';

export interface LatencyInput {
  readonly common: Envelope;
  /** One per group and streaming. */
  readonly rows: readonly LatencyRow[];
  /** The same calls without grouping: one row for streamed, one for not, one for unknown, as far as there are any. */
  readonly totals: readonly LatencyRow[];
  /** Empty where no model has both populations at the same output size. */
  readonly strata: readonly LatencyStratum[];
}

export function latencyReport({ common, rows, totals, strata }: LatencyInput): Report {
  const table = latencyTable(common, rows);
  const overall = latencyTable({ ...common, groupBy: [] }, totals);
  return assemble(common, [withRemark(table, strata, totals), comparisonTable(strata)], {
    rows: rowObjects(table),
    totals: rowObjects(overall),
    perceived: totals.find((row) => row.isStreamed === true)?.perceivedP50 ?? null,
    comparison: comparisonResult(strata, totals),
  });
}

const MEASURES: readonly Column[] = [
  { key: 'is_streamed', label: 'streamed', type: 'boolean' },
  { key: 'calls', label: 'calls', type: 'integer' },
  { key: 'calls_timed', label: 'timed', type: 'integer' },
  { key: 'calls_first_token_timed', label: 'first token timed', type: 'integer', isDetail: true },
  { key: 'duration_ms_mean', label: 'mean (ms)', type: 'milliseconds' },
  { key: 'duration_ms_p50', label: 'p50 (ms)', type: 'milliseconds' },
  { key: 'duration_ms_p95', label: 'p95 (ms)', type: 'milliseconds' },
  { key: 'duration_ms_p99', label: 'p99 (ms)', type: 'milliseconds' },
  { key: 'first_token_ms_p50', label: 'first token p50 (ms)', type: 'milliseconds' },
  { key: 'first_token_ms_p95', label: 'first token p95 (ms)', type: 'milliseconds' },
  { key: 'first_token_ms_p99', label: 'first token p99 (ms)', type: 'milliseconds', isDetail: true },
  { key: 'output_tokens_per_second_p50', label: 'tokens/s p50', type: 'measured' },
  { key: 'perceived', label: 'wait hidden', type: 'rate' },
];

export function latencyTable(common: Pick<Envelope, 'groupBy'>, rows: readonly LatencyRow[]): Table {
  const isTimed = rows.every((row) => row.timed === row.calls);
  const measured = MEASURES.map((column) => (column.key === 'calls_timed' ? { ...column, isDetail: isTimed } : column));
  const columns = [...groupColumns(common.groupBy), ...measured];
  const cells = rows.map((row) => [...row.group, ...measures(row)]);
  return {
    id: 'latency',
    title:
      common.groupBy.length === 0
        ? 'Latency'
        : say('Latency by {groups}', { groups: common.groupBy.map((one) => say(one)) }),
    columns: hideUnused(columns, cells),
    rows: cells,
  };
}

function measures(row: LatencyRow): Cell[] {
  return [
    row.isStreamed,
    row.calls,
    row.timed,
    row.firstTokenTimed,
    row.durationMsMean,
    row.durationMsP50,
    row.durationMsP95,
    row.durationMsP99,
    row.firstTokenMsP50,
    row.firstTokenMsP95,
    row.firstTokenMsP99,
    row.outputTokensPerSecondP50,
    row.perceivedP50,
  ];
}

function withRemark(table: Table, strata: readonly LatencyStratum[], totals: readonly LatencyRow[]): Table {
  const remarks: Text[] = [];
  if (totals.some((row) => row.perceivedP50 !== null)) {
    remarks.push('Wait hidden: median of 1 − first token ÷ total, on the streamed calls that log both.');
  }
  const comparison = comparisonResult(strata, totals);
  if (!comparison.matched)
    remarks.push(say('Streamed against not streamed: {reason}.', { reason: say(comparison.reason) }));
  return remarks.length === 0 ? table : { ...table, remarks };
}
