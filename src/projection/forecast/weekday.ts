/**
 * The weekday effect: how much of a usual day each weekday is. Formula and example: ../README.md.
 */
import { at, type Series, WEEK, weekdayAt } from './series.js';

const HALF = 3;
/** Of the seven days around a day, as many must be known for their mean to be called the level. */
const FEWEST_AROUND = 5;
const DAYS_LOOKED_AT = 26 * WEEK;
const HALF_LIFE = 6 * WEEK;
/** As if this many weeks without any effect had been seen too: few weeks say little. */
const PRIOR_WEEKS = 0.5;

/** Seven factors with mean 1, weekday 0 first; all 1 where there is too little to tell. */
export function weekdayEffect(series: Series): Float64Array {
  const { values, weights } = series;
  const days = values.length;
  const seen = new Float64Array(WEEK);
  const usual = new Float64Array(WEEK);
  const counted = new Float64Array(WEEK);
  let around = 0;
  let known = 0;
  const start = Math.max(0, days - DAYS_LOOKED_AT);
  const enter = (day: number, sign: 1 | -1) => {
    if (day < start || day >= days) return;
    around += sign * at(values, day) * at(weights, day);
    known += sign * at(weights, day);
  };
  for (let day = start - HALF; day < days - HALF; day += 1) {
    enter(day + HALF, 1);
    enter(day - HALF - 1, -1);
    if (day < start || known < FEWEST_AROUND || at(weights, day) === 0) continue;
    if (day - HALF < start) continue;
    const fresh = 0.5 ** ((days - 1 - day) / HALF_LIFE);
    const weekday = weekdayAt(series, day);
    seen[weekday] = at(seen, weekday) + fresh * at(values, day);
    usual[weekday] = at(usual, weekday) + (fresh * around) / known;
    counted[weekday] = at(counted, weekday) + fresh;
  }
  const effect = new Float64Array(WEEK).fill(1);
  for (let weekday = 0; weekday < WEEK; weekday += 1) {
    const weeks = at(counted, weekday);
    if (weeks === 0 || at(usual, weekday) <= 0) continue;
    effect[weekday] = (weeks * (at(seen, weekday) / at(usual, weekday)) + PRIOR_WEEKS) / (weeks + PRIOR_WEEKS);
  }
  const mean = effect.reduce((total, factor) => total + factor, 0) / WEEK;
  return effect.map((factor) => factor / mean);
}
