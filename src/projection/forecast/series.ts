/**
 * A daily series as the methods see it: numbers, because a forecast is an estimate; quantities become exact again where they
 * are priced. Knows no dates but the weekday of its first day.
 */
export interface Series {
  /** Usage of each day. */
  readonly values: Float64Array;
  /** 0 for a day that says nothing (gap in logging, partly seen, holiday), 1 for one that does. */
  readonly weights: Float64Array;
  /** Weekday of the first day, 0 to 6; which day is 0 does not matter. */
  readonly weekday: number;
}

export const WEEK = 7;

/** The series up to a day, that day excluded: what was known the evening before. */
export function until(series: Series, end: number): Series {
  return {
    values: series.values.subarray(0, end),
    weights: series.weights.subarray(0, end),
    weekday: series.weekday,
  };
}

/** The last days of it, at most so many. */
export function latest(series: Series, days: number): Series {
  const start = Math.max(0, series.values.length - days);
  return start === 0
    ? series
    : {
        values: series.values.subarray(start),
        weights: series.weights.subarray(start),
        weekday: weekdayAt(series, start),
      };
}

export function weekdayAt({ weekday }: Pick<Series, 'weekday'>, day: number): number {
  return (weekday + day) % WEEK;
}

/** Mean of the days that say something among the last so many; 0 where none does. */
export function recentMean({ values, weights }: Series, days: number): number {
  let total = 0;
  let count = 0;
  for (let day = Math.max(0, values.length - days); day < values.length; day += 1) {
    total += at(values, day) * at(weights, day);
    count += at(weights, day);
  }
  return count === 0 ? 0 : total / count;
}

/** Days that say something. */
export function knownDays({ weights }: Series): number {
  return weights.reduce((days, weight) => days + (weight > 0 ? 1 : 0), 0);
}

export function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0;
}
