/**
 * Usage of the months to come: what was observed of the current one and what is left of it, and the months after.
 *
 * Each model and meter is a series of its own; usage of a month is the sum of their days, spread over price signatures in the
 * recent mix. Nothing here is priced. A span under seven days says nothing about a month, one under fourteen only how the
 * current month goes on; a stated volume needs neither.
 */

import { asExact } from '../../core/count.js';
import { divide, type Exact, exact, multiply, ONE, sum, ZERO } from '../../core/exact.js';
import { isTokenMeter } from '../../core/meters.js';
import type { MeteredUsage } from '../../core/usage.js';
import type { UsageShare } from '../../offers/bill.js';
import { daysBetween, daysInMonth, monthOf, monthsBetween } from '../calendar.js';
import { FEWEST_DAYS } from '../month-words.js';
import { volumeFactor } from '../volume.js';
import { type Chosen, FEWEST_DAYS_JUDGED } from './choose.js';
import { type Counted, type LogDays, type ModelDays, modelDays } from './days.js';
import { holidayFactors } from './holidays.js';
import { withoutDays } from './mix.js';
import { refuseUnmatched, type StatedVolume, statedFor } from './stated.js';
import { type Target, targetsOf, within } from './targets.js';
import { type Told, tendencyOf, toldOn, type Whole, withParts } from './told.js';

export interface ForecastInput {
  /** Grouped by day first; every call that has a time, charged or not. Days before those of `days` are left out. */
  readonly usage: readonly MeteredUsage[];
  /** Usage is grouped by more than the day, and each group goes its own way; false: groups keep their recent shares. */
  readonly isByGroup?: boolean | undefined;
  readonly days: LogDays;
  readonly zone: string;
  /** Months after the current one. */
  readonly months: number;
  /** Monthly factor. */
  readonly growth: Exact;
  readonly stated: readonly StatedVolume[];
  /** Dates, past and to come. */
  readonly holidays: ReadonlySet<string>;
  /** Months whose figures are final: nothing more is expected of them, over or not. */
  readonly final?: ReadonlySet<string> | undefined;
  /** Instants at which prices change. */
  readonly changes: readonly number[];
}

export interface ForecastMonth {
  readonly month: string;
  readonly kind: 'observed' | 'landing' | 'forecast';
  readonly isConclusive: boolean;
  /** Days of the month from the first to the last call, and all of them. */
  readonly daysSeen: number;
  readonly days: number;
  readonly observed: readonly UsageShare[];
  readonly expected: readonly UsageShare[];
  /** Days ahead that `expected` is a forecast of; null where it is stated or there are none. */
  readonly span: { readonly start: number; readonly days: number } | null;
  /** Growth on top of what the series say. */
  readonly growth: Exact;
}

export interface ModelForecast extends Pick<ModelDays, 'provider' | 'gateway' | 'model'> {
  /** Empty for all of the model. */
  readonly group: readonly (string | null)[];
  readonly series: ReadonlyMap<Counted, Chosen>;
  /** Usage of the log by price signature, for weights. */
  readonly whole: readonly MeteredUsage[];
}

export interface Forecast {
  readonly days: LogDays;
  readonly basis: 'backtest' | 'plain_rate' | 'stated_volume' | 'inconclusive';
  /** Why months are inconclusive; null where all are told. */
  readonly reason: string | null;
  readonly months: readonly ForecastMonth[];
  readonly models: readonly ModelForecast[];
  /** The same of each group of each model; empty where nothing is told by group. */
  readonly parts: readonly ModelForecast[];
}

export function forecastUsage(input: ForecastInput): Forecast {
  const { days, zone, stated } = input;
  const usage = input.usage.filter(({ group }) => (group[0] ?? '') >= days.first);
  refuseUnmatched(stated, usage);
  const spoken = usage.filter((item) => statedFor(item, stated) !== undefined);
  const left = usage.filter((item) => statedFor(item, stated) === undefined);
  const isFinal = ({ month }: Pick<Target, 'month'>) => input.final?.has(month) === true;
  const targets = targetsOf(days, input.months, input.changes, zone).map((target) =>
    isFinal(target) ? { ...target, pieces: [] } : target,
  );
  const furthest = Math.max(0, ...targets.flatMap(({ pieces }) => pieces.map((piece) => piece.start + piece.days)));
  const holidays = holidayFactors(left, days, input.holidays, furthest);
  const models = modelDays(left, days).map((one) =>
    withParts(toldOn(one, days, furthest, holidays), input.isByGroup === true, (part) =>
      toldOn(part, days, furthest, holidays),
    ),
  );
  const isKnown = days.count >= FEWEST_DAYS;
  const isJudged = days.end >= FEWEST_DAYS_JUDGED;
  const hasLeft = left.length > 0;
  const isTold = (ahead: number) => !hasLeft || (isKnown && (ahead === 0 || isJudged));
  const months = targets.map((target): ForecastMonth => {
    const growth = power(input.growth, target.ahead);
    const isConclusive = isFinal(target) || isTold(target.ahead);
    const first = target.pieces[0];
    return {
      month: target.month,
      kind: isFinal(target) ? 'observed' : target.ahead === 0 ? 'landing' : 'forecast',
      isConclusive,
      ...seen(target.month, days),
      observed: target.ahead === 0 ? observedIn(usage, target.month) : [],
      expected: isConclusive
        ? [
            ...models.flatMap((model) => expectedOf(model, target, days, zone, growth)),
            ...statedUsage(spoken, target, input),
          ]
        : [],
      span:
        first === undefined || !hasLeft
          ? null
          : { start: first.start, days: target.pieces.reduce((total, piece) => total + piece.days, 0) },
      growth,
    };
  });
  const before = monthsBetween(days.first, days.asOf)
    .filter((month) => month < monthOf(days.asOf))
    .map(
      (month): ForecastMonth => ({
        month,
        kind: 'observed',
        isConclusive: true,
        ...seen(month, days),
        observed: observedIn(usage, month),
        expected: [],
        span: null,
        growth: ONE,
      }),
    );
  const basis = !hasLeft ? 'stated_volume' : !isKnown ? 'inconclusive' : isJudged ? 'backtest' : 'plain_rate';
  return {
    days,
    basis,
    reason: reasonOf(days, basis, months),
    months: [...before, ...months],
    models: models.map((model) => asForecast(model, [])),
    parts: models.flatMap(({ parts }) => [...parts.values()].map((part) => asForecast(part, part.group))),
  };
}

function asForecast({ days, series, mix }: Told, group: readonly (string | null)[]): ModelForecast {
  const { provider, gateway, model } = days;
  return { provider, gateway, model, group, series, whole: mix.whole };
}

function reasonOf(days: LogDays, basis: Forecast['basis'], months: readonly ForecastMonth[]): string | null {
  if (months.every(({ isConclusive }) => isConclusive)) return null;
  const span = `the calls span ${days.count === 1 ? '1 day' : `${days.count} days`} (${days.first} to ${days.asOf})`;
  const or = 'or a stated volume such as --volume 20Mtok/month';
  return basis === 'inconclusive'
    ? `${span}; monthly figures need at least ${FEWEST_DAYS} days, ${or}`
    : `${span}; months after the current one need at least ${FEWEST_DAYS_JUDGED} whole days, ${or}`;
}

function expectedOf(model: Whole, target: Target, days: LogDays, zone: string, growth: Exact): UsageShare[] {
  return target.pieces.flatMap((piece) => {
    const quantities = new Map<Counted, Exact>();
    for (const [counted, chosen] of model.series) {
      const quantity = quantityOf(model, counted, chosen, piece, days);
      if (quantity.numerator > 0n) quantities.set(counted, quantity);
    }
    return model.mix.of(quantities, tendencyOf(model, piece)).map((item) => ({
      ...item,
      month: target.month,
      share: growth,
      context: { ...item.context, at: within(item.context.at, piece, zone) },
    }));
  });
}

const FRACTION = 1_000_000;

/** Whole tokens and calls; the plain rate is a ratio of whole numbers and stays one. */
function quantityOf(
  model: Told,
  counted: Counted,
  chosen: Chosen,
  piece: { readonly start: number; readonly days: number },
  days: LogDays,
): Exact {
  const isPlain = chosen.method === 'plain_rate' && days.holidays.size === 0 && !days.isLastPartial;
  if (isPlain) {
    const known = model.days.series.get(counted)?.weights.filter((weight) => weight > 0).length ?? 0;
    const total = sum(
      model.days.items
        .filter(({ group }) => (days.weights[daysBetween(days.first, group[0] ?? days.first) - 1] ?? 0) > 0)
        .map((item) => (counted === 'calls' ? asExact(item.calls) : (item.quantities.get(counted) ?? ZERO))),
    );
    const since = firstUse(model, counted, days);
    const spread = known - since;
    return spread <= 0 ? ZERO : divide(multiply(total, exact(BigInt(piece.days))), exact(BigInt(spread)));
  }
  let total = 0;
  for (let day = piece.start; day < piece.start + piece.days; day += 1) total += chosen.path[day] ?? 0;
  const isWhole = counted === 'calls' || isTokenMeter(counted);
  return isWhole ? exact(BigInt(Math.round(total))) : exact(BigInt(Math.round(total * FRACTION)), BigInt(FRACTION));
}

/** Known days before the first use: the model was not there yet. */
function firstUse(model: Told, counted: Counted, days: LogDays): number {
  const values = model.days.series.get(counted)?.values ?? new Float64Array();
  const first = values.findIndex((value) => value > 0);
  return days.weights.subarray(0, Math.max(0, first)).filter((weight) => weight > 0).length;
}

function observedIn(usage: readonly MeteredUsage[], month: string): UsageShare[] {
  return withoutDays(usage.filter(({ group }) => monthOf(group[0] ?? '') === month)).map((item) => ({
    ...item,
    month,
  }));
}

/** The stated volumes of a month, of the current one the share of the days that are left. */
function statedUsage(
  spoken: readonly MeteredUsage[],
  target: Target,
  { stated, zone, growth }: ForecastInput,
): UsageShare[] {
  const length = daysInMonth(target.month);
  // The first full month has the volume as it was stated.
  const grown = power(growth, Math.max(0, target.ahead - 1));
  return stated.flatMap(({ volume }, index) => {
    const own = spoken.filter((item) => statedFor(item, stated) === index);
    const factor = multiply(volumeFactor(volume, own), grown);
    const mix = withoutDays(own);
    return target.pieces.flatMap((piece) => {
      const share = multiply(factor, exact(BigInt(piece.days), BigInt(length)));
      return mix.map((item) => ({
        ...item,
        month: target.month,
        share,
        context: { ...item.context, at: within(item.context.at, piece, zone) },
      }));
    });
  });
}

function seen(month: string, days: LogDays): { readonly daysSeen: number; readonly days: number } {
  const length = daysInMonth(month);
  const start = `${month}-01` > days.first ? `${month}-01` : days.first;
  const last = `${month}-${String(length).padStart(2, '0')}`;
  const end = last < days.asOf ? last : days.asOf;
  return { daysSeen: start > end ? 0 : daysBetween(start, end), days: length };
}

function power(base: Exact, exponent: number): Exact {
  return exact(base.numerator ** BigInt(exponent), base.denominator ** BigInt(exponent));
}
