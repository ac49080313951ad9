import { describe, expect, it } from 'vitest';
import { english } from '../../src/core/phrase.js';
import type { LatencyStratum } from '../../src/queries/rows.js';
import { latencyReport } from '../../src/reports/latency.js';
import { common, latencyRow } from './fixtures.js';

const streamed = latencyRow();
const notStreamed = latencyRow({ isStreamed: false, calls: 6n, firstTokenMsP50: null, perceivedP50: null });
const unknown = latencyRow({ isStreamed: null, calls: 4n });

function reportOn(rows: (typeof streamed)[], strata: LatencyStratum[] = []) {
  const answer = common({ command: 'latency', groupBy: ['model'], unpriced: [] });
  return latencyReport({ common: answer, rows: rows.map((row) => ({ ...row, group: ['m'] })), totals: rows, strata });
}

describe('latency', () => {
  it('gives a row per group and streaming, and the share of the wait that streaming hides', () => {
    const { result } = reportOn([streamed, notStreamed]);
    expect(result.rows).toMatchObject([
      { model: 'm', is_streamed: true, calls: 10n, calls_timed: 9n, duration_ms_p50: 1400, perceived: 0.8 },
      { model: 'm', is_streamed: false, calls: 6n, first_token_ms_p50: null, perceived: null },
    ]);
    expect(result.perceived).toBe(0.8);
    expect(result.totals).toMatchObject([{ is_streamed: true }, { is_streamed: false }]);
  });

  it.each([
    ['the logs do not say which calls were streamed', [unknown]],
    ['no call is logged as streamed', [notStreamed, unknown]],
    ['no call is logged as not streamed', [streamed]],
    ['no model has timed calls of both kinds with a similar output size', [streamed, notStreamed]],
  ])('says plainly: not matched: %s', (reason, rows) => {
    const report = reportOn(rows);
    expect(report.result.comparison).toEqual({ matched: false, reason: `not matched: ${reason}` });
    expect(report.tables).toHaveLength(1);
    expect(report.tables[0]?.remarks?.map(english)).toContain(`Streamed against not streamed: not matched: ${reason}.`);
  });

  it('compares like with like, each stratum weighed by its smaller side', () => {
    const stratum = {
      model: 'm',
      outputFrom: 0n,
      outputBelow: 100n,
      streamedCalls: 30n,
      notStreamedCalls: 10n,
      streamedDurationMsP50: 1000,
      notStreamedDurationMsP50: 1200,
      streamedFirstTokenMsP50: 200,
    };
    const long = {
      ...stratum,
      outputFrom: 100n,
      outputBelow: 1000n,
      streamedCalls: 10n,
      notStreamedCalls: 10n,
      streamedDurationMsP50: 4000,
      notStreamedDurationMsP50: 4000,
      streamedFirstTokenMsP50: null,
    };
    // Weights 30·10/40 = 7.5 and 10·10/20 = 5: streamed (7.5·1000 + 5·4000) ÷ 12.5 = 2200, not (7.5·1200 + 5·4000) ÷ 12.5 = 2320.
    const { result, tables } = reportOn([streamed, notStreamed], [stratum, long]);
    expect(result.comparison).toMatchObject({
      matched: true,
      overall: {
        streamed_calls: 40n,
        not_streamed_calls: 20n,
        streamed_duration_ms_p50: 2200,
        not_streamed_duration_ms_p50: 2320,
        duration_ms_difference: -120,
        streamed_first_token_ms_p50: 200,
      },
      strata: [
        { model: 'm', output_tokens_from: 0n, output_tokens_below: 100n, duration_ms_difference: -200 },
        { duration_ms_difference: 0, streamed_first_token_ms_p50: null },
      ],
    });
    expect(tables.map((table) => table.id)).toEqual(['latency', 'latency_comparison']);
  });
});
