/** One worked case that the report and render tests share: three files, two models, one of them without a price. */
import { decimal, exact } from '../../src/core/exact.js';
import type { UnpricedUsage } from '../../src/pricing/types.js';
import type { Coverage, ErrorRow, LatencyRow, Period, SourcesAccount, UsageRow } from '../../src/queries/rows.js';
import { type Envelope, type EnvelopeInput, envelope } from '../../src/reports/envelope.js';

export const ACCOUNT: SourcesAccount = {
  files: 3,
  lines: 1200n,
  blank: 5n,
  rejected: 15n,
  ignored: 60n,
  withCalls: 1120n,
  callsFound: 1130n,
  accepted: 1100n,
  duplicate: 30n,
};

export const PERIOD: Period = {
  start: Date.UTC(2026, 8, 1),
  end: Date.UTC(2026, 9, 1),
  zone: 'UTC',
  isAsked: true,
};

export const COVERAGE: Coverage = {
  days: 30,
  daysWithCalls: 30,
  calls: 1100n,
  callsWithoutTime: 0n,
  firstCallAt: Date.UTC(2026, 8, 1, 0, 0, 3),
  lastCallAt: Date.UTC(2026, 8, 30, 23, 59, 59),
};

export const UNPRICED: UnpricedUsage = {
  provider: 'acme',
  model: 'acme-large',
  meter: null,
  calls: 100n,
  tokens: 50_000n,
  quantity: exact(0n),
  reason: 'unknown_model',
  candidates: ['acme/acme-large-2', 'acme/acme-small'],
};

export const INPUT: EnvelopeInput = {
  command: 'usage',
  version: '0.1.0',
  source: { kind: 'logs', path: 'logs/*.jsonl', lastCallAt: COVERAGE.lastCallAt },
  period: PERIOD,
  account: ACCOUNT,
  coverage: COVERAGE,
  priced: { calls: 1000n, tokens: 1_550_000n, tokensPriced: 1_500_000n },
  priceBook: { id: 'list', hash: 'sha256:00', asOf: '2026-11-23' },
  basis: 'list',
  currency: 'USD',
  unpriced: [UNPRICED],
  groupBy: ['model'],
};

export function common(changes: Partial<EnvelopeInput> = {}): Envelope {
  return envelope({ ...INPUT, ...changes }, [
    { code: 'rejected_lines', message: '15 lines were rejected, first logs/a.jsonl:7', count: 15, incomplete: true },
  ]);
}

export function usageRow(changes: Partial<UsageRow> = {}): UsageRow {
  return {
    group: ['gpt-5'],
    calls: 1000n,
    errors: 12n,
    cancelled: 0n,
    blocked: 0n,
    inputTokens: 1_200_000n,
    cacheReadTokens: 400_000n,
    cacheWriteTokens: null,
    outputTokens: 300_000n,
    reasoningTokens: 0n,
    unsplitTokens: null,
    totalTokens: 1_500_000n,
    durationMsP50: 812.46,
    durationMsP95: 4210.5,
    durationMsP99: 9000,
    firstTokenMsP50: null,
    firstTokenMsP95: null,
    ...changes,
  };
}

export function errorRow(changes: Partial<ErrorRow> = {}): ErrorRow {
  return {
    group: [],
    errorType: 'rate_limit_error',
    httpStatus: 429,
    calls: 20n,
    share: 0.02,
    requests: 15n,
    requestsFailed: 2n,
    cutStreams: 0n,
    tokens: null,
    firstAt: Date.UTC(2026, 8, 2),
    lastAt: Date.UTC(2026, 8, 3, 4, 5, 6, 789),
    ...changes,
  };
}

export function latencyRow(changes: Partial<LatencyRow> = {}): LatencyRow {
  return {
    group: [],
    isStreamed: true,
    calls: 10n,
    timed: 9n,
    firstTokenTimed: 8n,
    durationMsMean: 1500,
    durationMsP50: 1400,
    durationMsP95: 2500,
    durationMsP99: 2600,
    firstTokenMsP50: 280,
    firstTokenMsP95: 400,
    firstTokenMsP99: 500,
    outputTokensPerSecondP50: 62.5,
    perceivedP50: 0.8,
    ...changes,
  };
}

export const amount = decimal;
