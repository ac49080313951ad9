import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/render/json.js';
import { errorsReport } from '../../src/reports/errors.js';
import { groupKey } from '../../src/reports/group-cost.js';
import { latencyReport } from '../../src/reports/latency.js';
import { filesReport } from '../../src/reports/load.js';
import { queryReport } from '../../src/reports/query.js';
import type { Report } from '../../src/reports/report.js';
import { RESULT_COMMANDS, resultJsonSchema, resultSchema } from '../../src/reports/schemas/index.js';
import { usageReport } from '../../src/reports/usage.js';
import { amount, common, errorRow, latencyRow, usageRow } from './fixtures.js';

const stratum = {
  model: null,
  outputFrom: 0n,
  outputBelow: 100n,
  streamedCalls: 3n,
  notStreamedCalls: 1n,
  streamedDurationMsP50: 10.5,
  notStreamedDurationMsP50: 12,
  streamedFirstTokenMsP50: null,
};
const totals = { attempts: 1n, errors: 0n, requests: 1n, requestsFailed: 0n, requestsRetried: 0n, cutStreams: 0n };
const file = {
  path: 'a',
  formats: [],
  lines: 0n,
  blank: 0n,
  rejected: 0n,
  ignored: 0n,
  withCalls: 0n,
  callsFound: 0n,
  accepted: 0n,
  duplicate: 0n,
  firstAt: null,
  lastAt: null,
  status: 'failed' as const,
  remark: 'unreadable',
  reasons: [],
};

const REPORTS: [string, Report][] = [
  [
    'usage',
    usageReport({
      common: common(),
      rows: [usageRow(), usageRow({ group: [null] })],
      totals: usageRow(),
      costs: new Map([[groupKey(['gpt-5']), { low: amount('1'), high: amount('2.5'), unpricedCalls: 1n }]]),
    }),
  ],
  ['errors', errorsReport({ common: common({ command: 'errors' }), rows: [errorRow({ group: ['m'] })], totals })],
  [
    'latency',
    latencyReport({
      common: common({ command: 'latency' }),
      rows: [latencyRow({ group: ['m'] })],
      totals: [latencyRow()],
      strata: [stratum],
    }),
  ],
  ['latency', latencyReport({ common: common({ command: 'latency' }), rows: [], totals: [], strata: [] })],
  ['load', filesReport({ common: common({ command: 'load' }), files: [file], dryRun: { rejected: [] } })],
  ['ledger', filesReport({ common: common({ command: 'ledger' }), files: [file] })],
  [
    'query',
    queryReport({
      common: common({
        command: 'query',
        source: undefined,
        period: undefined,
        account: undefined,
        coverage: undefined,
      }),
      result: { columns: [{ name: 'a', type: 'boolean' }], rows: [[true]], isCut: false },
    }),
  ],
];

describe('result schemas', () => {
  it.each(REPORTS)('%s: the rendered result is valid', (command, report) => {
    const result = resultSchema(command).safeParse(JSON.parse(renderJson(report)));
    expect(result.error?.issues ?? []).toEqual([]);
  });

  it.each(RESULT_COMMANDS)('%s ships as JSON Schema', (command) => {
    expect(resultJsonSchema(command)).toMatchObject({ type: 'object', title: `tollbook ${command} --json` });
  });

  it('refuses money as a number, a count as text and a key that nobody described', () => {
    const result = JSON.parse(renderJson(REPORTS[0]![1]));
    const isValid = (changed: unknown): boolean => resultSchema('usage').safeParse(changed).success;
    expect(isValid(result)).toBe(true);
    expect(isValid({ ...result, rows: [{ ...result.rows[0], list_cost: 1.5 }] })).toBe(false);
    expect(isValid({ ...result, rows: [{ ...result.rows[0], calls: '7' }] })).toBe(false);
    expect(isValid({ ...result, extra: 1 })).toBe(false);
    expect(isValid({ ...result, rows: [{ ...result.rows[0], extra: 1 }] })).toBe(false);
  });

  it('names the commands that have one', () => {
    expect(() => resultSchema('toString')).toThrow(/no result schema named toString/);
  });
});
