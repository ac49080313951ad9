/**
 * `cost --reconcile logged`: what logs say that calls cost, beside what they cost at list prices. Lays the two out and their
 * difference; neither ever stands in for the other.
 */
import { type Count, compareCounts, sumCounts } from '../core/count.js';
import { type Exact, subtract, sum } from '../core/exact.js';
import { CAUSES, type Cause, ratioOf } from '../pricing/logged-cause.js';
import { forTotals } from './arithmetic.js';
import { groupColumns } from './columns.js';
import { numberOf } from './compare-result.js';
import type { Envelope } from './envelope.js';
import { rowObjects, totalsObject } from './flat.js';
import { costCell, type GroupCost, sumCosts } from './group-cost.js';
import type { Cell, Column, ResultValue, Table } from './report.js';

export interface ReconciledRow {
  readonly group: readonly (string | null)[];
  /** As logged; null where the log names none. */
  readonly currency: string | null;
  /** actual, list_estimate, upstream_only or notional; null where the log does not say. */
  readonly kind: string | null;
  /** Calls that log a cost. */
  readonly calls: Count;
  /** Null where no logged amount is a number. */
  readonly logged: Exact | null;
  /** The same calls at list prices. */
  readonly computed: GroupCost;
  readonly cause: Cause;
}

export interface ReconcileInput {
  readonly rows: readonly ReconciledRow[];
  /** Calls of the selection that log no cost. */
  readonly callsWithout: bigint;
}

export function reconcileTable(common: Envelope, { rows }: ReconcileInput): Table {
  const { groupBy, currency } = common;
  const isOneCurrency = rows.every((row) => [currency, null].includes(row.currency) || row.logged === null);
  const columns: Column[] = [
    ...groupColumns(groupBy),
    { key: 'logged_kind', label: 'logged as', type: 'text', isWords: true },
    { key: 'logged_currency', label: 'logged in', type: 'text', isDetail: isOneCurrency },
    { key: 'calls', label: 'calls', type: 'integer' },
    { key: 'logged_cost', label: 'logged', type: 'money', ...(isOneCurrency ? { currency } : {}) },
    { key: 'computed_cost', label: 'computed', type: 'money', currency, isRange: true },
    { key: 'difference', label: 'logged − computed', type: 'money', currency },
    { key: 'ratio', label: 'logged ÷ computed', type: 'rate' },
    { key: 'cause', label: 'cause', type: 'text', isDetail: true },
    { key: 'likely_cause', label: 'likely cause', type: 'text', isWords: true },
  ];
  const total = sumCosts(rows.map((row) => row.computed));
  const logged = isOneCurrency && rows.every((row) => row.logged) ? sum(rows.map((row) => row.logged as Exact)) : null;
  return {
    id: 'reconcile',
    title: 'Logged cost against computed cost',
    columns,
    rows: rows.map((row) => [
      ...row.group,
      row.kind,
      row.currency,
      row.calls,
      row.logged,
      costCell(row.computed),
      ...differenceCells(row.cause === 'other_currency' ? null : row.logged, row.computed),
      row.cause,
      CAUSES[row.cause],
    ]),
    totals: [
      ...forTotals(groupBy.length),
      null,
      null,
      sumCounts(rows, (row) => row.calls),
      logged,
      costCell(total),
      ...differenceCells(logged, total),
      null,
      null,
    ],
    remarks: ['Only calls that log a cost. A likely cause is a mistake that, made alone, gives the logged amount.'],
  };
}

export function reconcileResult(common: Envelope, input: ReconcileInput): ResultValue {
  const table = reconcileTable(common, input);
  return {
    against: 'logged',
    calls_without_logged_cost: input.callsWithout,
    rows: rowObjects(table),
    totals: totalsObject(table, [...common.groupBy, 'logged_kind', 'logged_currency', 'cause', 'likely_cause']),
  };
}

/** Nothing where only a part of the computed cost is known: a difference to that would say nothing. */
function differenceCells(logged: Exact | null, { low, high, unpricedCalls }: GroupCost): [Cell, Cell] {
  const isKnown = subtract(high, low).numerator === 0n && compareCounts(unpricedCalls, 0n) === 0;
  if (logged === null || !isKnown) return [null, null];
  const ratio = ratioOf(logged, low);
  return [subtract(logged, low), ratio && numberOf(ratio)];
}
