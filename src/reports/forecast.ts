/**
 * `forecast`: months with their intervals, and by which method each series was told on. Lays out what projection and pricing
 * computed; rounds nothing.
 */
import { asCount, sumCounts } from '../core/count.js';
import { decimalPlaces } from '../core/decimal.js';
import { compare, type Exact, floor } from '../core/exact.js';
import { type Phrase, say, type Text } from '../core/phrase.js';
import { visible } from '../core/text.js';
import type { Tested, Weights } from '../projection/forecast/band.js';
import type { Counted } from '../projection/forecast/days.js';
import type { Forecast, ForecastMonth, ModelForecast } from '../projection/forecast/forecast.js';
import { METHODS } from '../projection/forecast/methods.js';
import { backtestResult, backtestSentence } from './backtest.js';
import { divisible, groupColumns } from './columns.js';
import { stepResult } from './compare-result.js';
import type { MonthBill } from './cost.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects } from './flat.js';
import { dateAt } from './forecast-notes.js';
import { costCell } from './group-cost.js';
import type { Cell, Column, Report, ResultValue, Table } from './report.js';

/** A figure and the bounds between which it lies with 80 and 95 %; null where nothing says how sure it is. */
export interface Interval<Value> {
  readonly value: Value;
  readonly at80: { readonly low: Exact; readonly high: Exact } | null;
  readonly at95: { readonly low: Exact; readonly high: Exact } | null;
}

export interface ForecastRow {
  readonly group: readonly (string | null)[];
  readonly month: ForecastMonth;
  /** Null where the month is inconclusive. */
  readonly calls: Interval<Exact> | null;
  readonly tokens: Interval<Exact> | null;
  readonly cost: Interval<{ readonly low: Exact; readonly high: Exact }> | null;
  readonly bill: MonthBill | null;
  readonly tested: Tested | null;
}

export interface ForecastReportInput {
  readonly common: Envelope;
  readonly found: Forecast;
  /** Per group and month. */
  readonly rows: readonly ForecastRow[];
  /** Per month, all groups together. */
  readonly months: readonly ForecastRow[];
  readonly offer: string | null;
  readonly weights: Weights;
  /** Some calls have several that pay for them, so that counts are no whole numbers. */
  readonly isShared: boolean;
}

export function forecastReport(input: ForecastReportInput): Report {
  const { common, found, rows, months, offer, weights } = input;
  const total = monthTable('months', 'Cost by month', { ...common, groupBy: [] }, input, months);
  const table =
    common.groupBy.length === 0
      ? total
      : monthTable(
          'forecast',
          say('Cost by month and {groups}', { groups: common.groupBy.map((one) => say(one)) }),
          common,
          input,
          rows,
        );
  const series = seriesOf(found, weights);
  const tested = months[0]?.tested ?? null;
  const header = [...common.header, ...sentences(found, tested, offer)];
  return assemble({ ...common, header }, [table, ...(table === total ? [] : [total]), seriesTable(series)], {
    as_of: found.days.asOf,
    basis_of_forecast: found.basis,
    is_conclusive: months.every(({ month }) => month.isConclusive),
    reason: found.reason,
    offer,
    rows: rowObjects(table),
    months: rowObjects(total),
    backtest: backtestResult(tested),
    bills: months.flatMap(({ month, bill }) => (bill === null ? [] : [billResult(month, bill)])),
    series: series.map((one) => seriesResult(one, found)),
  });
}

const HOW = {
  backtest: say('by the method that did best on each series of this log'),
  plain_rate: say('at the plain rate of its days, between the least and the busiest of them'),
  stated_volume: say('at the stated volume, in the mix of the logs'),
};

function sentences({ days, basis, reason }: Forecast, tested: Tested | null, offer: string | null): Phrase[] {
  const { asOf } = days;
  return [
    basis === 'inconclusive'
      ? say('As of {asOf}.', { asOf })
      : offer === null
        ? say('As of {asOf}; forecast {how}: an estimate.', { asOf, how: HOW[basis] })
        : say('As of {asOf}; forecast {how}, billed at {offer}: an estimate.', { asOf, how: HOW[basis], offer }),
    ...(reason === null ? [] : [say('Inconclusive: {reason}.', { reason: say(reason) })]),
    ...backtestSentence(tested),
  ];
}

function monthTable(
  id: string,
  title: Text,
  { groupBy, currency }: Envelope,
  { found, isShared }: ForecastReportInput,
  rows: readonly ForecastRow[],
): Table {
  const bounds = (key: string, label: string): Column => ({ key, label, type: 'money', currency, isRange: true });
  const count = (key: string, label = key): Column => ({ key, label, type: 'integer' });
  const detail = (column: Column): Column => ({ ...column, isDetail: true });
  const columns: Column[] = [
    { key: 'month', label: 'month', type: 'text' },
    { key: 'kind', label: 'kind', type: 'text', isWords: true },
    ...groupColumns(groupBy),
    detail({ key: 'is_conclusive', label: 'conclusive', type: 'boolean' }),
    count('days_seen', 'days seen'),
    detail(count('days', 'days')),
    count('calls'),
    ...['80', '95'].flatMap((level) => ['low', 'high'].map((end) => detail(count(`calls_${end}_${level}`)))),
    count('tokens'),
    ...['80', '95'].flatMap((level) => ['low', 'high'].map((end) => detail(count(`tokens_${end}_${level}`)))),
    bounds('cost', 'cost'),
    bounds('cost_80', 'cost, 80 %'),
    bounds('cost_95', 'cost, 95 %'),
    detail({ key: 'growth', label: 'growth', type: 'decimal' }),
  ];
  const ends = (interval: Interval<Exact> | null): Cell[] =>
    [interval?.at80, interval?.at95].flatMap((one): Cell[] =>
      one ? [nearest(one.low), nearest(one.high)] : [null, null],
    );
  // A share of a call is kept, so that groups add up; what growth or a rate makes of whole calls is rounded.
  const counted = (value: Exact): Cell =>
    isShared && decimalPlaces(value) !== undefined ? asCount(value) : nearest(value);
  const cells = rows.map(({ group, month, calls, tokens, cost, bill }): Cell[] => [
    month.month,
    month.kind,
    ...group,
    month.isConclusive,
    month.daysSeen,
    month.days,
    calls && counted(calls.value),
    ...ends(calls),
    tokens && counted(tokens.value),
    ...ends(tokens),
    cost === null ? (month.isConclusive ? null : 'inconclusive') : known(cost.value, bill),
    cost?.at80 ? known(cost.at80, bill) : null,
    cost?.at95 ? known(cost.at95, bill) : null,
    month.growth,
  ]);
  return {
    id,
    title,
    columns: divisible(columns, cells),
    rows: cells,
    remarks:
      found.basis === 'plain_rate'
        ? ['the bounds are what the rest of the month costs on days like the least and like the busiest']
        : [],
  };
}

/** A lower bound, or `unpriced`, where the bill has usage of which it knows no cost. */
function known(range: { readonly low: Exact; readonly high: Exact }, bill: MonthBill | null): Cell {
  return costCell({ ...range, unpricedCalls: sumCounts(bill?.low.unpriced ?? [], ({ calls }) => calls) });
}

function nearest({ numerator, denominator }: Exact): bigint {
  return floor({ numerator: 2n * numerator + denominator, denominator: 2n * denominator });
}

function billResult({ month, kind }: ForecastMonth, { low, high }: MonthBill): ResultValue {
  return {
    month,
    kind,
    steps: low.steps.map((step, index) => stepResult(step, high.steps[index] ?? step, low.unpriced.length > 0)),
    cost: compare(low.total, high.total) === 0 ? low.total : null,
    ...(compare(low.total, high.total) === 0 ? {} : { cost_low: low.total, cost_high: high.total }),
    unused_credit: low.unusedCredit,
  };
}

interface OneSeries {
  readonly model: ModelForecast;
  readonly counted: Counted;
  readonly chosen: ModelForecast['series'] extends ReadonlyMap<Counted, infer Value> ? Value : never;
  readonly weight: number;
}

/** The dearest first, ties by name. */
function seriesOf(found: Forecast, weights: Weights): OneSeries[] {
  const all = found.models.flatMap((model) =>
    [...model.series].map(([counted, chosen]) => ({
      model,
      counted,
      chosen,
      weight: chosen.level * weights(model, counted),
    })),
  );
  const name = ({ model, counted }: OneSeries) => JSON.stringify([model.provider, model.gateway, model.model, counted]);
  return all.sort((left, right) => right.weight - left.weight || (name(left) < name(right) ? -1 : 1));
}

const SHOWN = 12;

function seriesTable(series: readonly OneSeries[]): Table | undefined {
  const judged = series.filter(({ chosen }) => chosen.backtest !== null);
  if (judged.length === 0) return undefined;
  const error = (key: string, label: string): Column => ({ key, label, type: 'measured' });
  return {
    id: 'series',
    title: 'Methods (mean absolute scaled error in the backtest: below 1 is better than last week again)',
    columns: [
      { key: 'model', label: 'model', type: 'text' },
      { key: 'meter', label: 'meter', type: 'text' },
      { key: 'method', label: 'method', type: 'text', isWords: true },
      { key: 'origins', label: 'origins', type: 'integer' },
      error('mase', 'error'),
      error('seasonal_naive', 'seasonal naive'),
      error('run_rate', 'run rate'),
    ],
    rows: judged
      .slice(0, SHOWN)
      .map(({ model, counted, chosen }): Cell[] => [
        model.model,
        counted,
        chosen.method,
        chosen.backtest?.origins.length ?? null,
        chosen.backtest?.mase ?? null,
        chosen.backtest?.candidates.get('seasonal_naive') ?? null,
        chosen.backtest?.candidates.get('run_rate') ?? null,
      ]),
    remarks:
      judged.length > SHOWN
        ? [say('and {count} more series: --json has them all', { count: judged.length - SHOWN })]
        : [],
  };
}

function seriesResult({ model, counted, chosen }: OneSeries, { days }: Forecast): ResultValue {
  const { backtest } = chosen;
  return {
    provider: model.provider,
    gateway: model.gateway,
    model: model.model === null ? null : visible(model.model),
    meter: counted,
    method: chosen.method,
    stopped_on: chosen.stoppedAt === undefined ? null : dateAt(days, chosen.stoppedAt),
    backtest: backtest && {
      origins: backtest.origins.length,
      mase: backtest.mase,
      candidates: Object.fromEntries(METHODS.map((method) => [method, backtest.candidates.get(method) ?? null])),
    },
    outliers: chosen.outliers.map(({ day, value, expected, counted: seenAs }) => ({
      day: dateAt(days, day),
      value,
      expected,
      counted_as: seenAs,
    })),
  };
}
