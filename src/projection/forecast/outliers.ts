/**
 * Days far from what their neighbours say: told, and weighed down to the edge of what is usual. Never dropped: the day stays in
 * the bill of its month and in what the backtest is judged by; only the methods see the tamed value.
 *
 * Several days in a row on the same side are a new level, not outliers. Formula and example: ../README.md.
 */
import { at, type Series, WEEK, weekdayAt } from './series.js';

export interface Outlier {
  /** Position in the series. */
  readonly day: number;
  readonly value: number;
  /** What the days around it say, by its weekday. */
  readonly expected: number;
  /** What the methods see instead. */
  readonly counted: number;
}

export interface Tamed {
  readonly series: Series;
  readonly outliers: readonly Outlier[];
}

const AROUND = 10;
const HALF = 3;
/** Fewer known days on one side are no level. */
const FEWEST_AROUND = 3;
const LEAST_EFFECT = 0.05;
const FEWEST_DAYS = 14;
/** In deviations as the median of all days has them. */
const FAR = 6;
const COUNTED = 3;
/** However even a log is, a day within this share of the usual is no outlier. */
const LEAST_DEVIATION = 0.1;
/** As many days in a row are a level. */
const LEVEL_DAYS = 3;
/** A value that is not 0 on fewer of the days: usage is intermittent, and every use of it would be far off. */
const USED_SHARE = 0.7;

export function tamed(series: Series): Tamed {
  const { values, weights } = series;
  const days = values.length;
  const known = values.filter((_, day) => at(weights, day) > 0);
  if (known.length < FEWEST_DAYS || known.filter((value) => value > 0).length < USED_SHARE * known.length) {
    return { series, outliers: [] };
  }
  const effect = usualEffect(series);
  const plain = (day: number) => at(values, day) / at(effect, weekdayAt(series, day));
  const expected = new Float64Array(days);
  const off = new Float64Array(days);
  for (let day = 0; day < days; day += 1) {
    if (at(weights, day) === 0 || at(effect, weekdayAt(series, day)) < LEAST_EFFECT) continue;
    const side = (from: number, to: number) => {
      const around: number[] = [];
      for (let other = Math.max(0, from); other <= Math.min(days - 1, to); other += 1) {
        if (at(weights, other) > 0 && at(effect, weekdayAt(series, other)) >= LEAST_EFFECT) around.push(plain(other));
      }
      return around.length < FEWEST_AROUND ? undefined : median(around);
    };
    const sides = [side(day - AROUND, day - 1), side(day + 1, day + AROUND)].filter((one) => one !== undefined);
    // The nearer side decides: at the edge of a new level a day is usual on one of them.
    const [first, second = first] = sides;
    if (first === undefined || second === undefined) continue;
    const near = Math.abs(first - plain(day)) < Math.abs(second - plain(day)) ? first : second;
    expected[day] = near * at(effect, weekdayAt(series, day));
    off[day] = at(expected, day) > 0 ? at(values, day) / at(expected, day) - 1 : 0;
  }
  const deviation = Math.max(
    LEAST_DEVIATION,
    1.4826 * median([...off.map(Math.abs)].filter((_, day) => at(weights, day) > 0)),
  );
  const side = (day: number) =>
    day < 0 || day >= days || Math.abs(at(off, day)) <= FAR * deviation || at(weights, day) === 0
      ? 0
      : Math.sign(at(off, day));
  const outliers: Outlier[] = [];
  const counted = Float64Array.from(values);
  for (let day = 0; day < days; day += 1) {
    if (side(day) === 0) continue;
    let run = 1;
    for (let other = day - 1; side(other) === side(day); other -= 1) run += 1;
    for (let other = day + 1; side(other) === side(day); other += 1) run += 1;
    if (run >= LEVEL_DAYS) continue;
    const value = Math.max(0, at(expected, day) * (1 + side(day) * COUNTED * deviation));
    counted[day] = value;
    outliers.push({ day, value: at(values, day), expected: at(expected, day), counted: value });
  }
  return { series: { ...series, values: counted }, outliers };
}

/** As the weekday effect of the methods, but by medians: no peak bends the effect of its weekday. */
function usualEffect(series: Series): Float64Array {
  const { values, weights } = series;
  const ratios: number[][] = Array.from({ length: WEEK }, () => []);
  for (let day = HALF; day + HALF < values.length; day += 1) {
    let around = 0;
    for (let other = day - HALF; other <= day + HALF; other += 1) around += at(values, other) * at(weights, other);
    if (around > 0 && at(weights, day) > 0) ratios[weekdayAt(series, day)]?.push((WEEK * at(values, day)) / around);
  }
  return Float64Array.from(ratios, (ofWeekday) => (ofWeekday.length === 0 ? 1 : median(ofWeekday)));
}

function median(values: number[]): number {
  if (values.length === 0) return 0;
  values.sort((left, right) => left - right);
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? at(values, middle) : (at(values, middle - 1) + at(values, middle)) / 2;
}
