/**
 * `errors`: what failed, how often, and what it cost. An attempt is one call; a request is its attempts folded, so that a
 * retry that succeeded is an error and not a failed request.
 */

import { type Phrase, say } from '../core/phrase.js';
import type { ErrorRow, ErrorTotals } from '../queries/rows.js';
import { forTotals, ratio, sumKnown, sumOf } from './arithmetic.js';
import { groupColumns, hideUnused } from './columns.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects } from './flat.js';
import { costCells, costColumns, type GroupCost, sumCosts } from './group-cost.js';
import type { Cell, Column, Report, Table } from './report.js';

export interface ErrorsInput {
  readonly common: Envelope;
  readonly rows: readonly ErrorRow[];
  readonly totals: ErrorTotals;
  /** What the attempts of a row cost, by `errorKey(row)`; undefined where nothing was priced. */
  readonly costs?: ReadonlyMap<string, GroupCost> | undefined;
}

/** The key of an error row in a map of costs. */
export function errorKey(row: Pick<ErrorRow, 'group' | 'errorType' | 'httpStatus'>): string {
  return JSON.stringify([...row.group, row.errorType, row.httpStatus]);
}

export function errorsReport(input: ErrorsInput): Report {
  const table = errorsTable(input);
  const { totals } = input;
  return assemble(input.common, [table], {
    rows: rowObjects(table),
    totals: {
      calls: totals.attempts,
      errors: totals.errors,
      error_rate: ratio(totals.errors, totals.attempts),
      requests: totals.requests,
      requests_failed: totals.requestsFailed,
      requests_retried: totals.requestsRetried,
      cut_streams: totals.cutStreams,
    },
  });
}

const MEASURES: readonly Column[] = [
  { key: 'error_type', label: 'error', type: 'text' },
  { key: 'http_status', label: 'http', type: 'integer' },
  { key: 'calls', label: 'calls', type: 'integer' },
  { key: 'share', label: 'share', type: 'rate' },
  { key: 'requests', label: 'requests', type: 'integer' },
  { key: 'requests_failed', label: 'failed in the end', type: 'integer' },
  { key: 'cut_streams', label: 'cut streams', type: 'integer' },
  { key: 'first_at', label: 'first', type: 'instant' },
  { key: 'last_at', label: 'last', type: 'instant' },
  { key: 'tokens', label: 'tokens', type: 'integer' },
];

function errorsTable({ common, rows, totals, costs }: ErrorsInput): Table {
  const columns = [
    ...groupColumns(common.groupBy),
    ...MEASURES,
    ...costColumns('list_cost', 'list cost', common.currency),
  ];
  const cells = rows.map((row) => [...row.group, ...measures(row), ...costCells(costs?.get(errorKey(row)))]);
  return {
    id: 'errors',
    title:
      common.groupBy.length === 0
        ? 'Errors'
        : say('Errors by {groups}', { groups: common.groupBy.map((one) => say(one)) }),
    columns: hideUnused(columns, cells, ['cut_streams', 'tokens']),
    rows: cells,
    totals: rows.length === 0 ? undefined : totalCells(common, rows, totals, costs),
    remarks: [retriesSentence(totals)],
  };
}

function measures(row: ErrorRow): Cell[] {
  return [
    row.errorType,
    row.httpStatus,
    row.calls,
    row.share,
    row.requests,
    row.requestsFailed,
    row.cutStreams,
    row.firstAt,
    row.lastAt,
    row.tokens,
  ];
}

/** A request can see several kinds of errors, so requests do not add up and their totals are not sums of the rows. */
function totalCells(
  common: Envelope,
  rows: readonly ErrorRow[],
  totals: ErrorTotals,
  costs: ErrorsInput['costs'],
): Cell[] {
  const calls = sumOf(rows, (row) => row.calls);
  const label = common.groupBy.length === 0 ? [say('total')] : [...forTotals(common.groupBy.length), null];
  return [
    ...label,
    null,
    calls,
    ratio(calls, totals.attempts),
    null,
    totals.requestsFailed,
    totals.cutStreams,
    null,
    null,
    sumKnown(rows, (row) => row.tokens),
    ...costCells(costs && sumCosts(costs.values())),
  ];
}

function retriesSentence({
  attempts,
  errors,
  requests,
  requestsRetried,
  requestsFailed,
  cutStreams,
}: ErrorTotals): Phrase {
  return say(
    '{attempts} {attempts|attempt|attempts}: {errors} {errors|error|errors}. {requests} {requests|request|requests}: {retried} retried, {failed} failed in the end. {cut} {cut|stream|streams} cut.',
    { attempts, errors, requests, retried: requestsRetried, failed: requestsFailed, cut: cutStreams },
  );
}
