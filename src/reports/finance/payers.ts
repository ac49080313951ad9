/**
 * Who the cost is of: per team, project and key, with the row of what nobody is known to pay for.
 */
import { UNALLOCATED } from '../../core/allocation.js';
import { sumCounts, sumKnownCounts } from '../../core/count.js';
import { divide, isZero } from '../../core/exact.js';
import { say } from '../../core/phrase.js';
import type { Bars } from '../chart.js';
import { divisible } from '../columns.js';
import { numberOf } from '../compare-result.js';
import { costCell, sumCosts } from '../group-cost.js';
import type { Cell, Section, Table } from '../report.js';
import type { FinanceModel, Spending } from './model.js';
import { column, moneyColumn, nameOr, OTHER, TOTAL } from './words.js';

/** More rows than anybody reads; the rest is one row, so that the table still adds up. */
const MOST_ROWS = 50;
const MOST_BARS = 12;

type By = FinanceModel['payers'][number]['by'];

const TITLES: Readonly<Record<By, string>> = {
  team: 'Cost by team',
  project: 'Cost by project',
  key: 'Cost by API key',
};

const UNNAMED: Readonly<Record<By, ReturnType<typeof say>>> = {
  team: say('unallocated'),
  project: say('no project logged'),
  key: say('no key logged'),
};

export function payersSection(model: FinanceModel): Section {
  const tables = model.payers.map((payers) => payerTable(model, payers));
  const teams = model.payers.find(({ by, rows }) => by === 'team' && rows.some(({ name }) => name !== null));
  return {
    id: 'payers',
    title: 'Who pays',
    says: [
      say('What no team is known to pay for is the row {row}: shown also where it is 0, never shared out.', {
        row: say('unallocated'),
      }),
    ],
    charts: teams === undefined ? [] : [chartOf(model, teams.rows)],
    tables,
  };
}

function nobody(by: By): Spending {
  const nothing = {
    low: { numerator: 0n, denominator: 1n },
    high: { numerator: 0n, denominator: 1n },
    unpricedCalls: 0n,
  };
  return { name: by === 'team' ? UNALLOCATED : null, calls: 0n, tokens: 0n, cost: nothing };
}

function isNobody({ name }: Spending): boolean {
  return name === null || name === UNALLOCATED;
}

function payerTable({ currency }: FinanceModel, { by, rows: all }: FinanceModel['payers'][number]): Table {
  const shown = all.some(isNobody) || by !== 'team' ? all : [...all, nobody(by)];
  const total = sumCosts(all.map(({ cost }) => cost));
  const kept = shown.filter((one, index) => index < MOST_ROWS || isNobody(one));
  const rest = shown.filter((one) => !kept.includes(one));
  const cells = (name: Cell, spending: readonly Spending[]): Cell[] => {
    const cost = sumCosts(spending.map((one) => one.cost));
    return [
      name,
      sumCounts(spending, ({ calls }) => calls),
      sumKnownCounts(spending, ({ tokens }) => tokens),
      costCell(cost),
      isZero(total.low) ? null : numberOf(divide(cost.low, total.low)),
    ];
  };
  const rows = [
    ...kept.map((one) => cells(nameOr(one.name, UNNAMED[by]), [one])),
    ...(rest.length === 0 ? [] : [cells(OTHER, rest)]),
  ];
  return {
    id: `cost_by_${by}`,
    title: TITLES[by],
    columns: divisible(
      [
        column(by, by, 'text'),
        column('calls', 'calls', 'integer'),
        column('tokens', 'tokens', 'integer'),
        moneyColumn('cost', 'cost', currency, { isRange: true }),
        column('share', 'share', 'rate'),
      ],
      rows,
    ),
    rows,
    totals: cells(TOTAL, all),
    remarks:
      rest.length === 0
        ? []
        : [say('{count} more {count|row is|rows are} folded into {row}.', { count: rest.length, row: OTHER })],
  };
}

function chartOf({ currency }: FinanceModel, rows: readonly Spending[]): Bars {
  const shown = rows.slice(0, MOST_BARS);
  return {
    kind: 'bars',
    id: 'cost_per_team',
    title: 'Cost by team',
    description:
      rows.length > shown.length
        ? say('One bar per team, the {count} dearest. The table below has all of them.', { count: shown.length })
        : say('One bar per team. The table below has the same figures.'),
    unit: currency,
    type: 'money',
    table: 'cost_by_team',
    layout: 'stacked',
    names: shown.map(({ name }) => nameOr(name, UNNAMED.team)),
    series: [
      { name: say('cost'), values: shown.map(({ cost }) => cost.low), shown: shown.map(({ cost }) => costCell(cost)) },
    ],
  };
}
