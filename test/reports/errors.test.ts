import { describe, expect, it } from 'vitest';
import { english, say } from '../../src/core/phrase.js';
import { forPeople } from '../../src/reports/columns.js';
import { errorKey, errorsReport } from '../../src/reports/errors.js';
import { amount, common, errorRow } from './fixtures.js';

const TOTALS = {
  attempts: 1100n,
  errors: 23n,
  requests: 1070n,
  requestsFailed: 3n,
  requestsRetried: 18n,
  cutStreams: 1n,
};

describe('errors', () => {
  const rows = [
    errorRow(),
    errorRow({ errorType: null, httpStatus: null, calls: 1n, share: 0.001, cutStreams: 1n, tokens: 40n }),
  ];
  const report = errorsReport({
    common: common({ command: 'errors', groupBy: [], unpriced: [] }),
    rows,
    totals: TOTALS,
    costs: new Map([[errorKey(rows[1]!), { low: amount('0.5'), high: amount('0.5'), unpricedCalls: 0n }]]),
  });

  it('gives one object per kind of error', () => {
    expect(report.result.rows).toMatchObject([
      {
        error_type: 'rate_limit_error',
        http_status: 429,
        calls: 20n,
        share: 0.02,
        requests: 15n,
        requests_failed: 2n,
        cut_streams: 0n,
        first_at: '2026-09-02T00:00:00Z',
        last_at: '2026-09-03T04:05:06.789Z',
        tokens: null,
        list_cost: null,
      },
      { error_type: null, cut_streams: 1n, list_cost: amount('0.5') },
    ]);
    expect(report.result.totals).toEqual({
      calls: 1100n,
      errors: 23n,
      error_rate: 23 / 1100,
      requests: 1070n,
      requests_failed: 3n,
      requests_retried: 18n,
      cut_streams: 1n,
    });
  });

  it('says in a line what retries and cut streams did', () => {
    expect(report.tables[0]?.remarks?.map(english)).toEqual([
      '1,100 attempts: 23 errors. 1,070 requests: 18 retried, 3 failed in the end. 1 stream cut.',
    ]);
  });

  it('totals calls, not requests, of which one can see several errors', () => {
    expect(forPeople(report.tables[0]!).totals).toEqual([
      say('total'),
      null,
      21n,
      21 / 1100,
      null,
      3n,
      1n,
      null,
      null,
      40n,
      amount('0.5'),
    ]);
  });

  it('has a totals row as wide as the others under every grouping', () => {
    for (const groupBy of [[], ['model'], ['model', 'day']] as const) {
      const group = groupBy.map(() => 'x');
      const [table] = errorsReport({
        common: common({ command: 'errors', groupBy }),
        rows: [errorRow({ group })],
        totals: TOTALS,
      }).tables;
      expect(table?.totals).toHaveLength(table?.columns.length ?? 0);
      expect(table?.rows[0]).toHaveLength(table?.columns.length ?? 0);
    }
  });

  it('is fine with no errors at all', () => {
    const { tables } = errorsReport({
      common: common({ command: 'errors' }),
      rows: [],
      totals: { ...TOTALS, errors: 0n },
    });
    expect(tables[0]).toMatchObject({ rows: [], totals: undefined });
  });
});
