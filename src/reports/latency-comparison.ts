/**
 * Streamed against not streamed on like calls: the same model and a similar output size. Populations that share no such
 * stratum are not compared at all, because a difference between unlike calls says nothing about streaming.
 */
import { say } from '../core/phrase.js';
import type { LatencyRow, LatencyStratum } from '../queries/rows.js';
import { sumOf } from './arithmetic.js';
import { rowObjects, totalsObject } from './flat.js';
import type { Cell, Column, ResultValue, Table } from './report.js';

export type Comparison =
  | { readonly matched: true; readonly overall: ResultValue; readonly strata: readonly ResultValue[] }
  | { readonly matched: false; readonly reason: string };

/** `matched: false` carries the plain sentence that starts with `not matched:`. */
export function comparisonResult(strata: readonly LatencyStratum[], totals: readonly LatencyRow[]): Comparison {
  const table = comparisonTable(strata);
  if (!table) return { matched: false, reason: `not matched: ${whyNotMatched(totals)}` };
  const keys = ['model', 'output_tokens_from', 'output_tokens_below'];
  return { matched: true, overall: totalsObject(table, keys), strata: rowObjects(table) };
}

/** One row per stratum; the totals row weighs the medians of the strata. Undefined where nothing matches. */
export function comparisonTable(strata: readonly LatencyStratum[]): Table | undefined {
  if (strata.length === 0) return undefined;
  return {
    id: 'latency_comparison',
    title: 'Streamed against not streamed, matched on model and output size',
    columns: COLUMNS,
    rows: strata.map((stratum) => [
      stratum.model,
      stratum.outputFrom,
      stratum.outputBelow,
      stratum.streamedCalls,
      stratum.notStreamedCalls,
      stratum.streamedDurationMsP50,
      stratum.notStreamedDurationMsP50,
      stratum.streamedDurationMsP50 - stratum.notStreamedDurationMsP50,
      stratum.streamedFirstTokenMsP50,
    ]),
    totals: overall(strata),
    remarks: [
      'The last row is the mean of the medians above it, each weighted by how many pairs of calls it stands for.',
    ],
  };
}

const COLUMNS: readonly Column[] = [
  { key: 'model', label: 'model', type: 'text' },
  { key: 'output_tokens_from', label: 'output from', type: 'integer' },
  { key: 'output_tokens_below', label: 'below', type: 'integer' },
  { key: 'streamed_calls', label: 'streamed', type: 'integer' },
  { key: 'not_streamed_calls', label: 'not streamed', type: 'integer' },
  { key: 'streamed_duration_ms_p50', label: 'streamed p50 (ms)', type: 'milliseconds' },
  { key: 'not_streamed_duration_ms_p50', label: 'not streamed p50 (ms)', type: 'milliseconds' },
  { key: 'duration_ms_difference', label: 'difference (ms)', type: 'milliseconds' },
  { key: 'streamed_first_token_ms_p50', label: 'first token p50 (ms)', type: 'milliseconds' },
];

/**
 * Weight of a stratum: streamed × not streamed ÷ both, the Mantel–Haenszel weight, so that a stratum counts as much as its
 * smaller side allows. https://doi.org/10.1093/jnci/22.4.719 (1959).
 */
function overall(strata: readonly LatencyStratum[]): Cell[] {
  const streamed = weightedMean(strata, (stratum) => stratum.streamedDurationMsP50);
  const notStreamed = weightedMean(strata, (stratum) => stratum.notStreamedDurationMsP50);
  return [
    say('all, weighted'),
    null,
    null,
    sumOf(strata, (stratum) => stratum.streamedCalls),
    sumOf(strata, (stratum) => stratum.notStreamedCalls),
    streamed,
    notStreamed,
    streamed === null || notStreamed === null ? null : streamed - notStreamed,
    weightedMean(strata, (stratum) => stratum.streamedFirstTokenMsP50),
  ];
}

function weightedMean(
  strata: readonly LatencyStratum[],
  pick: (stratum: LatencyStratum) => number | null,
): number | null {
  let sum = 0;
  let weights = 0;
  for (const stratum of strata) {
    const value = pick(stratum);
    if (value === null) continue;
    const streamed = Number(stratum.streamedCalls);
    const notStreamed = Number(stratum.notStreamedCalls);
    const weight = (streamed * notStreamed) / (streamed + notStreamed);
    sum += weight * value;
    weights += weight;
  }
  return weights > 0 ? sum / weights : null;
}

function whyNotMatched(totals: readonly LatencyRow[]): string {
  const calls = (isStreamed: boolean): bigint =>
    sumOf(
      totals.filter((row) => row.isStreamed === isStreamed),
      (row) => row.calls,
    );
  const streamed = calls(true);
  const notStreamed = calls(false);
  if (streamed === 0n && notStreamed === 0n) return 'the logs do not say which calls were streamed';
  if (streamed === 0n) return 'no call is logged as streamed';
  if (notStreamed === 0n) return 'no call is logged as not streamed';
  return 'no model has timed calls of both kinds with a similar output size';
}
