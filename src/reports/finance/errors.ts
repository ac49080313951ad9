/**
 * Errors per day by class, and what failed and cut attempts cost.
 */
import { say } from '../../core/phrase.js';
import type { ErrorDay } from '../../queries/finance.js';
import { ratio, sumOf } from '../arithmetic.js';
import type { ChartName, StackedDays } from '../chart.js';
import { costCell, type GroupCost, sumCosts } from '../group-cost.js';
import type { Cell, Section, Table } from '../report.js';
import { datesOf } from './days.js';
import { errorCostKey, type FinanceModel } from './model.js';
import { column, moneyColumn, OTHER, TOTAL } from './words.js';

const MOST_CLASSES = 7;

export function errorsSection(model: FinanceModel): Section {
  const failed = model.errorDays.filter(({ isError }) => isError);
  return {
    id: 'errors',
    title: 'Errors and what they cost',
    says: [
      failed.length === 0
        ? say('No attempt failed.')
        : say(
            'An error is one failed attempt; a retry that succeeded leaves its error here. The cost is of attempts that failed or were cut off and had billed tokens.',
          ),
    ],
    charts: failed.length === 0 ? [] : [chartOf(model, failed)],
    tables: failed.length === 0 && model.errorCosts.size === 0 ? [] : [dayTable(model), classTable(model, failed)],
  };
}

interface ErrorClass {
  readonly errorType: string | null;
  readonly httpStatus: number | null;
  readonly calls: bigint;
}

/** Most attempts first, ties by name. */
function classesOf(failed: readonly ErrorDay[]): ErrorClass[] {
  const classes = new Map<string, ErrorClass>();
  for (const { errorType, httpStatus, calls } of failed) {
    const key = JSON.stringify([errorType, httpStatus]);
    const before = classes.get(key)?.calls ?? 0n;
    classes.set(key, { errorType, httpStatus, calls: before + calls });
  }
  return [...classes]
    .sort(([left, { calls: few }], [right, { calls: many }]) =>
      few === many ? (left < right ? -1 : 1) : few < many ? 1 : -1,
    )
    .map(([, one]) => one);
}

function nameOf({ errorType, httpStatus }: Pick<ErrorClass, 'errorType' | 'httpStatus'>): ChartName {
  if (errorType !== null) return httpStatus === null ? errorType : `${errorType} (${httpStatus})`;
  return httpStatus === null ? say('no class logged') : `HTTP ${httpStatus}`;
}

function chartOf({ seen }: FinanceModel, failed: readonly ErrorDay[]): StackedDays {
  const days = datesOf(seen.first, seen.last);
  const classes = classesOf(failed);
  const shown = classes.length > MOST_CLASSES ? classes.slice(0, MOST_CLASSES - 1) : classes;
  const isOf = (one: ErrorClass) => (day: ErrorDay) =>
    day.errorType === one.errorType && day.httpStatus === one.httpStatus;
  const perDay = (isMeant: (day: ErrorDay) => boolean) =>
    days.map((date) =>
      Number(
        sumOf(
          failed.filter((day) => day.date === date && isMeant(day)),
          ({ calls }) => calls,
        ),
      ),
    );
  return {
    kind: 'stacked_days',
    id: 'errors_per_day',
    title: 'Errors per day by class',
    description:
      'Stacked bars, one per day; each part is one class of error. The table below has the sums of the days.',
    unit: 'errors',
    type: 'integer',
    table: 'errors_by_day',
    days,
    series: [
      ...shown.map((one) => ({ name: nameOf(one), values: perDay(isOf(one)) })),
      ...(shown.length === classes.length
        ? []
        : [{ name: OTHER, values: perDay((day) => !shown.some((one) => isOf(one)(day))) }]),
    ],
  };
}

function dayTable({ errorDays, errorCosts, currency, seen }: FinanceModel): Table {
  const costs = new Map<string, GroupCost[]>();
  for (const [key, cost] of errorCosts) {
    const date = String((JSON.parse(key) as unknown[])[0]);
    costs.set(date, [...(costs.get(date) ?? []), cost]);
  }
  const cells = (name: Cell, days: readonly ErrorDay[], cost: readonly GroupCost[]): Cell[] => {
    const attempts = sumOf(days, ({ calls }) => calls);
    const errors = sumOf(
      days.filter(({ isError }) => isError),
      ({ calls }) => calls,
    );
    return [
      name,
      attempts,
      errors,
      ratio(errors, attempts),
      sumOf(days, ({ cutStreams }) => cutStreams),
      costCell(sumCosts(cost)),
    ];
  };
  return {
    id: 'errors_by_day',
    title: 'Errors by day',
    columns: [
      column('day', 'day', 'date'),
      column('attempts', 'attempts', 'integer'),
      column('errors', 'errors', 'integer'),
      column('error_rate', 'error rate', 'rate'),
      column('cut_streams', 'cut streams', 'integer'),
      moneyColumn('cost', 'cost of failures', currency, { isRange: true }),
    ],
    rows: datesOf(seen.first, seen.last).map((date) =>
      cells(
        date,
        errorDays.filter((day) => day.date === date),
        costs.get(date) ?? [],
      ),
    ),
    totals: cells(TOTAL, errorDays, [...errorCosts.values()]),
  };
}

function classTable({ errorCosts, currency }: FinanceModel, failed: readonly ErrorDay[]): Table {
  const dates = [...new Set(failed.map(({ date }) => date))];
  const costOf = ({ errorType, httpStatus }: ErrorClass) =>
    sumCosts(dates.flatMap((date) => errorCosts.get(errorCostKey(date, errorType, httpStatus)) ?? []));
  const classes = classesOf(failed);
  return {
    id: 'errors_by_class',
    title: 'Errors by class',
    columns: [
      column('error_type', 'error', 'text'),
      column('http_status', 'http', 'integer'),
      column('errors', 'errors', 'integer'),
      moneyColumn('cost', 'cost of failures', currency, { isRange: true }),
    ],
    rows: classes.map((one) => [
      one.errorType ?? say('no class logged'),
      one.httpStatus,
      one.calls,
      costCell(costOf(one)),
    ]),
    totals: [TOTAL, null, sumOf(classes, ({ calls }) => calls), costCell(sumCosts(classes.map(costOf)))],
    remarks: [say('Streams that were cut off without an error are in the cost by day, and in no class.')],
  };
}
