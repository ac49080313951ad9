/** What costs are held against: a saved result per month, the increase over it, and what there is to know of it. */
import { compareCounts } from '../core/count.js';
import { type Note, noteOf } from '../core/diagnostics.js';
import { compare, divide, type Exact, isZero, multiply, ONE, subtract, ZERO } from '../core/exact.js';
import { say } from '../core/phrase.js';
import type { Dimension, Question } from '../core/question.js';
import { dateOf, nextDate, nextMonth } from '../core/zone.js';
import { monthOf } from '../projection/calendar.js';
import { resolveMonth } from '../projection/month.js';
import type { VolumeEntry } from '../projection/volume-file.js';
import type { Reading } from '../quality/judge.js';
import { monthlyBy, type Sampled, statedMonth, volumeDimensions } from '../quality/volumes.js';
import { filterText } from '../reports/command-words.js';
import { bookText, periodText } from '../reports/diff-notes.js';
import type { SavedCost } from '../reports/saved-cost.js';
import { type MonthlyGroups, tooShort, type Unknown, unknown } from './check-costs.js';

/** What a reader has to know of an increase over a saved result: what it was made with, as far as that is written in it. */
export function baseNotes(
  saved: SavedCost,
  question: Question,
  book: { readonly id: string; readonly hash: string },
  hasVolumes: boolean,
): Note[] {
  const notes: Note[] = [];
  const factor = savedFactor(saved);
  if (!hasVolumes && 'factor' in factor && compare(factor.factor, ONE) !== 0) {
    const says = say('{file} is not of one month but of {period}: its cost is taken per month before it is compared', {
      file: saved.file,
      period: periodText(saved),
    });
    notes.push(noteOf('base_scaled', says, { isDoubt: true }));
  }
  if (saved.result.price_book?.hash !== book.hash) {
    const says = say('the price books differ, {base} of {file} and {book}: a part of an increase may be theirs', {
      base: bookText(saved, true),
      file: saved.file,
      book: `${book.id} (${book.hash.slice(0, 'sha256:'.length + 8)})`,
    });
    notes.push(noteOf('books_differ', says, { isDoubt: true }));
  }
  return [...notes, ...filterNotes(saved, question)];
}

/** Whether both are of the same calls; a result of an earlier version does not say of which it is. */
function filterNotes(saved: SavedCost, question: Question): Note[] {
  const { file, result } = saved;
  const filter = filterText(question);
  if (result.where == null) {
    if (question.where.length === 0) return [];
    const says = say('only {filter} is asked for; whether {file} is of the same is not written in it', {
      filter,
      file,
    });
    return [noteOf('base_unfiltered', says, { isDoubt: true })];
  }
  if (sameFilter(result.where, question.where)) return [];
  const all = say('all calls');
  const says = say(
    'the filters differ: {file} is of {base}, this check of {filter}; the increase is not of the same calls',
    {
      file,
      base: result.where.length === 0 ? all : filterText(result),
      filter: question.where.length === 0 ? all : filter,
    },
  );
  return [noteOf('filters_differ', says, { isDoubt: true })];
}

/** In whatever order, and however often, values are named. */
function sameFilter(left: readonly Named[], right: readonly Named[]): boolean {
  const words = (filters: readonly Named[]) =>
    [...new Set(filters.map(({ dimension, value }) => JSON.stringify([dimension, value])))].sort().join();
  return words(left) === words(right);
}

interface Named {
  readonly dimension: string;
  readonly value: string;
}

/** What a saved result comes to per month: at the volumes where there are some, else by the days it covers. */
export function savedMonth(
  saved: SavedCost,
  by: readonly Dimension[],
  volumes: readonly VolumeEntry[] | undefined,
): MonthlyGroups | Unknown {
  const needed = [...by, ...(volumes ? volumeDimensions(volumes) : [])];
  const missing = needed.find((dimension) => !saved.groupBy.includes(dimension));
  if (missing !== undefined)
    return {
      why: `${saved.file} is not grouped by ${missing}; save it with --by ${[...new Set([...saved.groupBy, ...needed])].join(',')}`,
    };
  const sample = [...saved.rows.values()].map(
    ({ group, calls, cost }): Sampled => ({
      of: new Map(saved.groupBy.map((dimension, index) => [dimension, group[index] ?? null])),
      calls,
      low: cost.low,
      high: cost.high,
      isLowerBound: compareCounts(cost.unpricedCalls, 0n) > 0,
    }),
  );
  if (volumes) {
    const month = statedMonth(volumes, sample);
    return 'why' in month ? { why: `${saved.file}: ${month.why}` } : monthlyBy(month.rows, by);
  }
  const factor = savedFactor(saved);
  return 'why' in factor
    ? factor
    : monthlyBy(
        sample.map((one) => ({ ...one, low: times(one.low, factor.factor), high: times(one.high, factor.factor) })),
        by,
      );
}

function savedFactor({ file, result }: SavedCost): { readonly factor: Exact } | Unknown {
  const { period } = result;
  if (!period || period.start === null || period.end === null) return { why: `${file} covers no known period` };
  const [first, last] = [
    dateOf(Date.parse(period.start), period.time_zone),
    dateOf(Date.parse(period.end) - 1, period.time_zone),
  ];
  const month = resolveMonth({
    // How long it is decides, not on which of its days calls were.
    days: [first, `${nextMonth(monthOf(first))}-01`, last].map((date) => ({ date, calls: 1n })),
    seen: { first, last },
    callsWithoutTime: 0n,
    hasVolume: false,
  });
  if (month.basis === 'inconclusive') return { why: `${file}: ${tooShort(month)}` };
  const isWhole = month.period !== null && month.period.start === first && month.period.end === nextDate(last);
  return isWhole ? { factor: month.factor } : { why: `${file} covers more than complete months, ${first} to ${last}` };
}

/** Growth against the base, per group of either; a group that is new has no rate. */
export function increases(head: readonly Reading[], base: MonthlyGroups | Unknown, isRate: boolean): Reading[] {
  if ('why' in base) return unknown(base.why);
  return head.map((reading): Reading => {
    const before = base.get(JSON.stringify(reading.group));
    const value = reading.value;
    if (value === null) return reading;
    const from = before ?? { low: ZERO, high: ZERO, isLowerBound: false };
    const isUpperBound = from.isLowerBound;
    const low = subtract(value.low, from.high);
    const high = subtract(value.high, from.low);
    const firstBroken = () => null;
    if (!isRate) return { ...reading, value: { low, high }, isUpperBound, firstBroken };
    if (isZero(from.low))
      return { ...reading, value: null, why: 'the base has no cost there, so no rate', firstBroken };
    return {
      ...reading,
      value: { low: divide(low, from.high), high: divide(high, from.low) },
      isUpperBound,
      firstBroken,
    };
  });
}

function times(value: Exact, factor: Exact): Exact {
  return multiply(value, factor);
}
