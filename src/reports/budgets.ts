/**
 * `budgets`: what was spent of each, where its period lands, and how that stands to the budget.
 */

import type { BudgetPeriod, Standing } from '../books/budgets.js';
import type { Exact } from '../core/exact.js';
import { toNumber } from '../core/exact.js';
import { say } from '../core/phrase.js';
import type { Filter } from '../core/question.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects } from './flat.js';
import { costCell, type GroupCost } from './group-cost.js';
import type { Cell, Column, Report, Table } from './report.js';

export interface BudgetRow {
  readonly id: string;
  /** `team=search`; empty for all calls. */
  readonly scope: string;
  readonly where: readonly Filter[];
  readonly per: BudgetPeriod;
  /** `2026-10`, `2026-Q4`, `FY2026`. */
  readonly period: string;
  /** Dates, both included. */
  readonly first: string;
  readonly last: string;
  /** Days of the period from the first to the last call of the source, and all of them. */
  readonly daysSeen: number;
  readonly days: number;
  /** The first day with a call, where that is after the first of the period: what was spent before is not known. */
  readonly seenFrom: string | null;
  readonly amount: Exact;
  readonly currency: string;
  /** With the credits and adjustments that were entered. */
  readonly actual: GroupCost;
  readonly entered: Exact;
  /** Of the whole period; null where too little is known of its rest. */
  readonly landing: { readonly low: Exact; readonly high: Exact } | null;
  /** The landing lies below with about 90 %: upper ends of the 80 % intervals of its months. */
  readonly upper: Exact | null;
  readonly standing: Standing;
}

const STATUS: Readonly<Record<Standing['status'], string>> = {
  exceeded: 'exceeded',
  lands_above: 'lands above',
  at_risk: 'at risk',
  within: 'within',
  unknown: 'inconclusive',
};

export function budgetsReport(input: {
  readonly common: Envelope;
  readonly rows: readonly BudgetRow[];
  readonly asOf: string | null;
}): Report {
  const { common, rows, asOf } = input;
  const table = budgetTable(rows, common.currency);
  const header = [
    ...common.header,
    ...(asOf === null ? [] : [say('As of {asOf}; landings are forecasts: estimates.', { asOf })]),
  ];
  return assemble({ ...common, header }, [table], { as_of: asOf, rows: rowObjects(table) });
}

export function budgetTable(rows: readonly BudgetRow[], currency: string | undefined): Table {
  const money = (key: string, label: string, isRange = false): Column => ({
    key,
    label,
    type: 'money',
    currency,
    isRange,
  });
  const text = (key: string, label = key): Column => ({ key, label, type: 'text' });
  const detail = (column: Column): Column => ({ ...column, isDetail: true });
  const columns: Column[] = [
    text('id', 'budget'),
    text('scope', 'of'),
    text('period'),
    detail(text('per')),
    detail({ key: 'first', label: 'first day', type: 'date' }),
    detail({ key: 'last', label: 'last day', type: 'date' }),
    { key: 'days_seen', label: 'days seen', type: 'integer' },
    { key: 'days', label: 'days', type: 'integer' },
    money('amount', 'budget'),
    money('actual', 'actual', true),
    detail(money('entered', 'credits and adjustments')),
    detail({ key: 'unpriced_calls', label: 'unpriced calls', type: 'integer' }),
    { key: 'share_used', label: 'used', type: 'rate' },
    money('landing', 'landing', true),
    detail(money('landing_upper', 'landing at most (80 %)')),
    { key: 'landing_share', label: 'landing of budget', type: 'rate' },
    money('left', 'left'),
    detail(text('status_code')),
    { ...text('status'), isWords: true },
  ];
  return {
    id: 'budgets',
    title: 'Budgets',
    columns,
    rows: rows.map((row): Cell[] => {
      const { standing, landing } = row;
      return [
        row.id,
        row.scope === '' ? say('all calls') : row.scope,
        row.period,
        row.per,
        row.first,
        row.last,
        row.daysSeen,
        row.days,
        row.amount,
        costCell(row.actual),
        row.entered,
        row.actual.unpricedCalls,
        standing.share && toNumber(standing.share),
        landing === null ? 'inconclusive' : costCell({ ...landing, unpricedCalls: row.actual.unpricedCalls }),
        row.upper,
        standing.landingShare && toNumber(standing.landingShare),
        standing.left,
        standing.status,
        STATUS[standing.status],
      ];
    }),
    remarks: [
      ...(rows.length === 0 ? ['No budget holds in this period.'] : []),
      ...rows.flatMap((row) =>
        row.seenFrom === null
          ? []
          : [
              say('{id}: the first call is of {seenFrom}; what was spent from {first} on until then is not in it.', {
                id: row.id,
                seenFrom: row.seenFrom,
                first: row.first,
              }),
            ],
      ),
      ...rows.flatMap((row) =>
        row.standing.status === 'unknown' && row.standing.left === null
          ? [say('{id}: nothing of what was spent has a known cost.', { id: row.id })]
          : row.standing.status === 'unknown'
            ? [
                say(
                  '{id}: {daysSeen} of {days} days {daysSeen|was|were} seen, too few to tell where the period lands.',
                  {
                    id: row.id,
                    daysSeen: row.daysSeen,
                    days: row.days,
                  },
                ),
              ]
            : [],
      ),
    ],
  };
}
