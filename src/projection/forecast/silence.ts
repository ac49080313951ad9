/**
 * Days without usage: a gap in logging, a model that stopped, or days like others of this series. Decided by chance: a run of
 * idle days that the other days make less likely than one in a hundred is not like the others.
 */
import { at, type Series, WEEK, weekdayAt } from './series.js';

const UNLIKELY = 0.01;
const FEWEST_DAYS_SINCE_STOP = 3;

export interface Run {
  readonly start: number;
  /** Past the last day. */
  readonly end: number;
}

/** Runs of idle days between used ones that are unlikely to be ordinary, in order. `excused` days (holidays) are in none. */
export function gapsOf(series: Series, excused: ReadonlySet<number> = new Set()): Run[] {
  const { values } = series;
  return idleRuns(series)
    .filter(({ start, end }) => start > 0 && end < values.length)
    .filter((run) => ![...excused].some((day) => day >= run.start && day < run.end))
    .filter((run) => chanceOf(series, run) < UNLIKELY);
}

/** The position of the first day with usage; the length of the series where there is none. */
export function startOf({ values }: Series): number {
  const first = values.findIndex((value) => value > 0);
  return first < 0 ? values.length : first;
}

/** The position since which a series that had usage has stopped; undefined where it goes on. */
export function stopOf(series: Series): number | undefined {
  const last = idleRuns(series).at(-1);
  if (last === undefined || last.end < series.values.length) return undefined;
  if (last.end - last.start < FEWEST_DAYS_SINCE_STOP || last.start <= startOf(series)) return undefined;
  return chanceOf(series, last) < UNLIKELY ? last.start : undefined;
}

function idleRuns({ values, weights }: Series): Run[] {
  const runs: Run[] = [];
  let start: number | undefined;
  for (let day = 0; day <= values.length; day += 1) {
    const isIdle = day < values.length && (at(values, day) === 0 || at(weights, day) === 0);
    if (isIdle) start ??= day;
    else if (start !== undefined) {
      runs.push({ start, end: day });
      start = undefined;
    }
  }
  return runs;
}

/** How likely these days would all be idle if they were like the other days since the first use, weekday by weekday. */
function chanceOf(series: Series, { start, end }: Run): number {
  const { values, weights } = series;
  const idle = new Float64Array(WEEK);
  const known = new Float64Array(WEEK);
  for (let day = startOf(series); day < values.length; day += 1) {
    if ((day >= start && day < end) || at(weights, day) === 0) continue;
    const weekday = weekdayAt(series, day);
    known[weekday] = at(known, weekday) + 1;
    if (at(values, day) === 0) idle[weekday] = at(idle, weekday) + 1;
  }
  let chance = 1;
  for (let day = start; day < end; day += 1) {
    if (at(weights, day) === 0) continue;
    const weekday = weekdayAt(series, day);
    chance *= (at(idle, weekday) + 0.5) / (at(known, weekday) + 1);
  }
  return chance;
}
