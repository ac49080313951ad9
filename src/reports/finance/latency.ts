/**
 * Latency, streamed against not.
 */
import { say } from '../../core/phrase.js';
import type { LatencyRow } from '../../queries/rows.js';
import type { Bars } from '../chart.js';
import { latencyTable } from '../latency.js';
import { comparisonResult, comparisonTable } from '../latency-comparison.js';
import type { Section, Table } from '../report.js';
import type { FinanceModel } from './model.js';

export function latencySection({ latency, strata }: FinanceModel): Section {
  const timed = latency.filter(({ durationMsP50 }) => durationMsP50 !== null);
  const title = 'Latency, streamed against not';
  if (timed.length === 0) {
    return { id: 'latency', title, says: [say('No answered call logs how long it took.')], charts: [], tables: [] };
  }
  const comparison = comparisonResult(strata, latency);
  const tables = [latencyTable({ groupBy: [] }, latency), comparisonTable(strata)];
  return {
    id: 'latency',
    title,
    says: [
      say(
        'Of answered calls that were sent one by one. A streamed call shows its first token long before it is done; the whole call takes what it takes.',
      ),
      ...(comparison.matched
        ? []
        : [say('Streamed against not streamed: {reason}.', { reason: say(comparison.reason) })]),
    ],
    charts: [chartOf(timed)],
    tables: tables.filter((table): table is Table => table !== undefined),
  };
}

function nameOf({ isStreamed }: LatencyRow) {
  if (isStreamed === null) return say('not said whether streamed');
  return isStreamed ? say('streamed') : say('not streamed');
}

function chartOf(rows: readonly LatencyRow[]): Bars {
  const hasFirst = rows.some(({ firstTokenMsP50 }) => firstTokenMsP50 !== null);
  return {
    kind: 'bars',
    id: 'latency_quantiles',
    title: 'How long calls take, and how long until the first token',
    description:
      'Median, 95th and 99th percentile of the whole call, and the median until the first token. The table below has the same figures.',
    unit: 'milliseconds',
    type: 'milliseconds',
    table: 'latency',
    layout: 'grouped',
    names: [
      ...(hasFirst ? [say('first token, median')] : []),
      say('median'),
      say('95th percentile'),
      say('99th percentile'),
    ],
    series: rows.map((row) => ({
      name: nameOf(row),
      values: [...(hasFirst ? [row.firstTokenMsP50] : []), row.durationMsP50, row.durationMsP95, row.durationMsP99],
    })),
  };
}
