/**
 * Cost per day, stacked by model, and per model.
 */
import { addCounts, type Count, sumCounts, sumKnownCounts } from '../../core/count.js';
import { type Exact, ZERO } from '../../core/exact.js';
import { say } from '../../core/phrase.js';
import { nextDate } from '../../core/zone.js';
import type { Series, StackedDays } from '../chart.js';
import { divisible } from '../columns.js';
import { addCosts, costCell, costCells, costColumns, type GroupCost, sumCosts } from '../group-cost.js';
import type { Cell, Section, Table } from '../report.js';
import type { DaySpending, FinanceModel } from './model.js';
import { column, moneyColumn, NO_MODEL, nameOr, OTHER, TOTAL } from './words.js';

/** As many series as can be told apart by colour. */
const MOST_SERIES = 7;

/** Every date from the first to the last, both included. */
export function datesOf(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let date = first; date <= last; date = nextDate(date)) dates.push(date);
  return dates;
}

interface ModelDays {
  readonly model: string | null;
  readonly isRest: boolean;
  readonly days: ReadonlyMap<string, GroupCost>;
  readonly total: GroupCost;
  readonly calls: Count;
  readonly tokens: Count | null;
}

export function daysSection(model: FinanceModel): Section {
  const models = modelDays(model.days);
  const shown = foldRest(models);
  const dates = datesOf(model.seen.first, model.seen.last);
  const table = dayTable(model, shown, dates);
  return {
    id: 'days',
    title: 'Cost per day',
    says: [
      say('Basis: {basis}. Days are cut in {zone}; a day without calls is a day of 0.', {
        basis: say(model.basis),
        zone: model.zone,
      }),
    ],
    charts: [chartOf(model, shown, dates)],
    tables: [table, modelTable(model, models)],
  };
}

/** The dearest model first. */
function modelDays(days: readonly DaySpending[]): ModelDays[] {
  const models = new Map<string | null, { days: Map<string, GroupCost>; calls: Count; tokens: Count | null }>();
  for (const { name, date, cost, calls, tokens } of days) {
    const found = models.get(name) ?? { days: new Map<string, GroupCost>(), calls: 0n, tokens: null };
    found.days.set(date, cost);
    models.set(name, {
      days: found.days,
      calls: addCounts(found.calls, calls),
      tokens: sumKnownCounts([found.tokens, tokens], (count) => count),
    });
  }
  return [...models]
    .map(([model, found]) => ({ model, isRest: false, ...found, total: sumCosts(found.days.values()) }))
    .sort(
      (left, right) => bySize(left.total.high, right.total.high) || ((left.model ?? '') < (right.model ?? '') ? -1 : 1),
    );
}

function bySize(left: Exact, right: Exact): number {
  const difference = right.numerator * left.denominator - left.numerator * right.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function foldRest(models: readonly ModelDays[]): ModelDays[] {
  if (models.length <= MOST_SERIES) return [...models];
  const rest = models.slice(MOST_SERIES - 1);
  const days = new Map<string, GroupCost>();
  for (const one of rest) {
    for (const [date, cost] of one.days) {
      const before = days.get(date);
      days.set(date, before ? addCosts(before, cost) : cost);
    }
  }
  return [
    ...models.slice(0, MOST_SERIES - 1),
    {
      model: null,
      isRest: true,
      days,
      total: sumCosts(days.values()),
      calls: sumCounts(rest, ({ calls }) => calls),
      tokens: sumKnownCounts(rest, ({ tokens }) => tokens),
    },
  ];
}

function nameOfSeries({ model, isRest }: ModelDays) {
  return isRest ? OTHER : nameOr(model, NO_MODEL);
}

function chartOf(
  { currency, month }: FinanceModel,
  shown: readonly ModelDays[],
  dates: readonly string[],
): StackedDays {
  const series = shown.map(
    (one): Series => ({ name: nameOfSeries(one), values: dates.map((date) => one.days.get(date)?.low ?? ZERO) }),
  );
  return {
    kind: 'stacked_days',
    id: 'cost_per_day',
    title: say('Cost per day by model, {month}', { month: { month } }),
    description: say(
      'Stacked bars, one per day; each part is what one model cost. The table below has the same figures.',
    ),
    unit: currency,
    type: 'money',
    table: 'cost_by_day',
    days: dates,
    series,
  };
}

function dayTable(
  { currency, days, total }: FinanceModel,
  shown: readonly ModelDays[],
  dates: readonly string[],
): Table {
  const ofDay = (date: string) => days.filter((one) => one.date === date);
  const rows = dates.map((date): Cell[] => {
    const cost = sumCosts(ofDay(date).map((one) => one.cost));
    return [
      date,
      sumCounts(ofDay(date), ({ calls }) => calls),
      ...shown.map(({ days: costs }) => costCell(costs.get(date)) ?? ZERO),
      ...costCells(cost),
    ];
  });
  return {
    id: 'cost_by_day',
    title: 'Cost by day and model',
    columns: divisible(
      [
        column('day', 'day', 'date'),
        column('calls', 'calls', 'integer'),
        ...shown.map((one, index) =>
          moneyColumn(`model_${index + 1}`, labelOf(one), currency, {
            isRange: true,
            heading: `cost_of_${nameOfSeries(one)}`,
          }),
        ),
        ...costColumns('cost', 'cost', currency),
      ],
      rows,
    ),
    rows,
    totals: [TOTAL, total.calls, ...shown.map((one) => costCell(one.total)), ...costCells(total.cost)],
  };
}

/** Somebody's name in a place for words of ours: it is a value, so no language translates it. */
function labelOf(one: ModelDays) {
  return say('{name}', { name: nameOfSeries(one) });
}

function modelTable({ currency, total }: FinanceModel, models: readonly ModelDays[]): Table {
  const rows = models.map((one): Cell[] => [
    nameOr(one.model, NO_MODEL),
    one.calls,
    one.tokens,
    costCell(one.total),
    one.total.unpricedCalls,
  ]);
  return {
    id: 'cost_by_model',
    title: 'Cost by model',
    columns: divisible(
      [
        column('model', 'model', 'text'),
        column('calls', 'calls', 'integer'),
        column('tokens', 'tokens', 'integer'),
        moneyColumn('cost', 'cost', currency, { isRange: true }),
        column('unpriced_calls', 'unpriced calls', 'integer', {
          isDetail: models.every(({ total: { unpricedCalls } }) => unpricedCalls === 0n),
        }),
      ],
      rows,
    ),
    rows,
    totals: [TOTAL, total.calls, total.tokens, costCell(total.cost), total.cost.unpricedCalls],
  };
}
