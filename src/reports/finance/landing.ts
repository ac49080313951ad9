/**
 * Where the month lands: what it has cost so far, day upon day, and from there on to the forecast of its end. The forecast is
 * of the month as a whole, so the days ahead lie on a straight line; the chart says so.
 */
import { add, compare, divide, type Exact, exact, multiply, subtract, ZERO } from '../../core/exact.js';
import { say } from '../../core/phrase.js';
import { daysInMonth } from '../../core/zone.js';
import type { Cumulative } from '../chart.js';
import { costCell, type GroupCost, sumCosts } from '../group-cost.js';
import type { Cell, Section, Table } from '../report.js';
import { datesOf } from './days.js';
import type { BudgetLine, FinanceModel } from './model.js';
import { column, moneyColumn } from './words.js';

interface Bounds {
  readonly low: Exact;
  readonly high: Exact;
}

interface Day {
  readonly date: string;
  /** Of the day alone, and up to it; null for the days ahead. */
  readonly cost: GroupCost | null;
  readonly actual: GroupCost | null;
  readonly expected: Bounds | null;
  readonly at80: Bounds | null;
}

export function landingSection(model: FinanceModel): Section {
  const { landing } = model;
  const days = daysOf(model);
  const budget = budgetOf(model);
  return {
    id: 'landing',
    title: 'Landing of the month',
    says: [
      say(
        landing.kind === 'observed'
          ? 'The month is over: it has landed.'
          : landing.kind === 'closed'
            ? 'The month is closed: it has landed.'
            : landing.kind === 'forecast'
              ? 'The forecast is of the month as a whole; the days ahead are drawn on a straight line to it.'
              : 'Too few days were seen for a forecast: only what was spent is drawn.',
      ),
      ...(budget === undefined ? [] : [say('The budget is {id}, of all calls, for this month.', { id: budget.id })]),
    ],
    charts: [chartOf(model, days, budget)],
    tables: [tableOf(model, days, budget)],
  };
}

/** The first of all calls for this month: others are of another sum than the one that is drawn. */
function budgetOf({ budgets, month }: FinanceModel): BudgetLine | undefined {
  return budgets.find(({ scope, period }) => scope === '' && period === month);
}

function daysOf({ month, seen, days, landing, total }: FinanceModel): Day[] {
  let actual = sumCosts([]);
  const past = datesOf(seen.first, seen.last).map((date): Day => {
    const cost = sumCosts(days.filter((one) => one.date === date).map((one) => one.cost));
    actual = sumCosts([actual, cost]);
    return { date, cost, actual, expected: null, at80: null };
  });
  const end = landing.kind === 'forecast' ? landing.cost : null;
  const dates = datesOf(seen.last, `${month}-${daysInMonth(month)}`);
  if (end === null || dates.length < 2) return past;
  const steps = BigInt(dates.length - 1);
  const towards = (bounds: Bounds | null, place: number): Bounds | null => {
    if (bounds === null) return null;
    const share = divide(exact(BigInt(place)), exact(steps));
    const at = (from: Exact, to: Exact) => add(from, multiply(subtract(to, from), share));
    return { low: at(total.cost.low, bounds.low), high: at(total.cost.high, bounds.high) };
  };
  const ahead = dates.map((date, place): Day => {
    const known = place === 0 ? past.at(-1) : undefined;
    return {
      date,
      cost: known?.cost ?? null,
      actual: known?.actual ?? null,
      expected: towards(end.value, place),
      at80: towards(end.at80, place),
    };
  });
  return [...past.slice(0, -1), ...ahead];
}

function chartOf(
  { month, currency, landing }: FinanceModel,
  days: readonly Day[],
  budget: BudgetLine | undefined,
): Cumulative {
  const isPlain = landing.basis === 'plain_rate';
  return {
    kind: 'cumulative',
    id: 'landing',
    title: say('Cost of the month up to each day, {month}', { month: { month } }),
    description: say(
      isPlain
        ? 'One line of what was spent, one of what is expected, from days like the least to days like the busiest, and the budget. The table below has the same figures.'
        : 'One line of what was spent, one of what is expected with the band in which it lies with 80 % confidence, and the budget. The table below has the same figures.',
    ),
    unit: currency,
    type: 'money',
    table: 'landing_by_day',
    days: days.map(({ date }) => date),
    actual: { name: say('spent'), values: days.map((day) => day.actual?.low ?? null) },
    expected: {
      name: isPlain ? say('expected, on the least to the busiest days') : say('expected, with its 80 % interval'),
      values: days.map((day) => day.expected?.low ?? null),
    },
    band: days.map(({ at80 }) => at80),
    limit: budget === undefined ? null : { name: say('budget {id}', { id: budget.id }), amount: budget.amount },
  };
}

function tableOf({ currency, total }: FinanceModel, days: readonly Day[], budget: BudgetLine | undefined): Table {
  const isAhead = days.some(({ expected }) => expected !== null);
  const bounds = (one: Bounds | null): Cell => (one === null ? null : compare(one.low, one.high) === 0 ? one.low : one);
  const detail = { isDetail: !isAhead };
  return {
    id: 'landing_by_day',
    title: 'Cost of the month up to each day',
    columns: [
      column('day', 'day', 'date'),
      moneyColumn('cost', 'of the day', currency, { isRange: true }),
      moneyColumn('actual', 'spent', currency, { isRange: true }),
      moneyColumn('expected', 'expected', currency, { isRange: true, ...detail }),
      moneyColumn('at80', 'expected, 80 %', currency, { isRange: true, ...detail }),
      moneyColumn('budget', 'budget', currency, { isDetail: budget === undefined }),
    ],
    rows: days.map(({ date, cost, actual, expected, at80 }): Cell[] => [
      date,
      cost && (costCell(cost) ?? ZERO),
      actual && (costCell(actual) ?? ZERO),
      expected && costCell({ ...expected, unpricedCalls: total.cost.unpricedCalls }),
      bounds(at80),
      budget?.amount ?? null,
    ]),
  };
}
