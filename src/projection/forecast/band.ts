/**
 * How sure a figure is that adds several series up: calls, tokens, or cost with list prices as weights. The errors of the sum at
 * each origin of the backtest are the sums of the errors, so series that err together are not taken to even out.
 *
 * Weights are floats: they decide how wide an interval is, never what anything costs.
 */

import { toNumber } from '../../core/exact.js';
import type { Phrase } from '../../core/phrase.js';
import type { Residuals } from './backtest.js';
import type { Counted } from './days.js';
import { whyUnsure } from './evidence.js';
import type { Forecast, ForecastMonth, ModelForecast } from './forecast.js';
import { halfWidth, type Spread, spreadOf } from './interval.js';
import { at } from './series.js';

export type Weights = (model: ModelForecast, counted: Counted) => number;

/** How far a month's expected part may lie below and above, in the unit of the weights. */
export interface Band {
  readonly below80: number;
  readonly above80: number;
  readonly below95: number;
  readonly above95: number;
}

export interface Banded {
  /** Null where nothing says how sure it is. */
  readonly of: (month: ForecastMonth) => Band | null;
  /** The expected part itself, by the same weights and without rounding. */
  readonly expected: (month: ForecastMonth) => number;
  readonly tested: Tested | null;
  /** Why nothing says how sure it is; null where something does. */
  readonly unsure: Phrase | null;
  /** Null without residuals. */
  readonly spread: Spread | null;
  /** Series too young to be judged. */
  readonly young: readonly { readonly days: readonly number[]; readonly level: number; readonly weight: number }[];
}

/** How the sum did in the backtest, over as many days ahead as a month has. */
export interface Tested {
  readonly origins: number;
  readonly days: number;
  /** Mean |error| ÷ usage of those days; null where there was none. */
  readonly error: number | null;
  /** Share of the origins whose sum lay in the interval. */
  readonly coverage80: number;
  readonly coverage95: number;
}

const TESTED_DAYS = 28;

export function banded(forecast: Forecast, models: readonly ModelForecast[], weights: Weights): Banded {
  const parts = models.flatMap((model) =>
    [...model.series].flatMap(([counted, chosen]) => {
      const weight = weights(model, counted);
      return weight > 0 ? [{ chosen, weight }] : [];
    }),
  );
  const residuals = together(parts);
  const level = parts.reduce((total, { chosen, weight }) => total + weight * (chosen.backtest ? chosen.level : 0), 0);
  const first = residuals[0]?.origin ?? 0;
  const young = parts.filter(({ chosen }) => chosen.method === 'plain_rate');
  // Series too young to be judged may go on as on the least or on the busiest of their days, by the weights.
  const { under, over } = extremes(young);
  const unsure = whyUnsure(
    parts.map(({ chosen }) => chosen),
    under + over === 0,
  );
  const spread = unsure === null ? spreadOf(residuals, level, forecast.days.end - first) : null;
  const expected = ({ span, growth }: ForecastMonth) => {
    if (span === null) return 0;
    let total = 0;
    for (const { chosen, weight } of parts) {
      for (let day = span.start; day < span.start + span.days; day += 1) total += weight * at(chosen.path, day);
    }
    return total * toNumber(growth);
  };
  return {
    of(month) {
      const { span, growth } = month;
      if (span === null || !month.isConclusive || unsure !== null) return null;
      const half = spread === null ? { at80: 0, at95: 0 } : halfWidth(spread, span);
      if (spread === null && young.length === 0) return null;
      const factor = toNumber(growth);
      const side = (width: number, more: number) => (width + more * span.days) * factor;
      return {
        below80: side(half.at80, under),
        above80: side(half.at80, over),
        below95: side(half.at95, under),
        above95: side(half.at95, over),
      };
    },
    expected,
    tested: spread === null ? null : testedOf(residuals, parts, spread),
    unsure,
    spread,
    young:
      unsure !== null ? [] : young.map(({ chosen, weight }) => ({ days: chosen.known, level: chosen.level, weight })),
  };
}

interface Part {
  readonly chosen: ModelForecast['series'] extends ReadonlyMap<Counted, infer Value> ? Value : never;
  readonly weight: number;
}

/** How far the least and the busiest day of all series together lie from a usual one. */
function extremes(young: readonly Part[]): { readonly under: number; readonly over: number } {
  const length = Math.max(0, ...young.map(({ chosen }) => chosen.known.length));
  const usual = young.reduce((total, { chosen, weight }) => total + weight * chosen.level, 0);
  const days = Array.from({ length }, (_, back) =>
    // Before its first day a series says nothing of how days differ.
    young.reduce((total, { chosen, weight }) => total + weight * (chosen.known.at(-1 - back) ?? chosen.level), 0),
  );
  return { under: Math.max(0, usual - Math.min(usual, ...days)), over: Math.max(usual, ...days) - usual };
}

function together(parts: readonly Part[]): Residuals[] {
  const sums = new Map<number, { level: number; errors: Float64Array }>();
  for (const { chosen, weight } of parts) {
    for (const { origin, level, errors } of chosen.backtest?.residuals ?? []) {
      const found = sums.get(origin) ?? { level: 0, errors: new Float64Array(errors.length) };
      // A young series was told on less far at the same origin: only days that all were are days of the sum.
      const shorter = errors.length < found.errors.length ? found.errors.slice(0, errors.length) : found.errors;
      sums.set(origin, {
        level: found.level + weight * level,
        errors: shorter.map((error, day) => error + weight * at(errors, day)),
      });
    }
  }
  return [...sums].map(([origin, sum]) => ({ origin, ...sum })).sort((left, right) => left.origin - right.origin);
}

function testedOf(residuals: readonly Residuals[], parts: readonly Part[], spread: Spread): Tested | null {
  let origins = 0;
  let off = 0;
  let usual = 0;
  let in80 = 0;
  let in95 = 0;
  const longest = Math.max(0, ...residuals.map(({ errors }) => errors.length));
  const days = Math.min(TESTED_DAYS, longest);
  for (const { errors, level } of residuals) {
    if (errors.length < days || level <= 0) continue;
    const known = errors.subarray(0, days).filter((error) => !Number.isNaN(error));
    const error = Math.abs(known.reduce((total, one) => total + one, 0));
    const half = halfWidth({ ...spread, level }, { start: 0, days: known.length });
    origins += 1;
    off += error;
    usual += level * known.length;
    if (error <= half.at80) in80 += 1;
    if (error <= half.at95) in95 += 1;
  }
  if (origins === 0 || parts.length === 0) return null;
  return {
    origins,
    days,
    error: usual > 0 ? off / usual : null,
    coverage80: in80 / origins,
    coverage95: in95 / origins,
  };
}
