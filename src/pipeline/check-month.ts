/**
 * Which month the calls of a check make: as everywhere a complete one is not scaled, and neither is one that was closed before it
 * was over, because nothing more is expected of it.
 */
import { say } from '../core/phrase.js';
import type { Question } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { firstDay, lastDay, monthOf } from '../projection/calendar.js';
import { type Month, resolveMonth } from '../projection/month.js';
import { type Books, closedIn } from './closed.js';
import { coveredDays } from './month-seen.js';
import type { Selected } from './selecting.js';

export async function monthOfCheck(
  engine: Engine,
  question: Question,
  { days, span }: Pick<Selected, 'days' | 'span'>,
  books: Books | undefined,
): Promise<() => Month> {
  const covered = await coveredDays(engine, question);
  const closed = closedIn(books, question);
  const asked = question.month !== undefined && closed.has(question.month) ? firstDay(question.month) : undefined;
  const first = covered?.first ?? days[0]?.date ?? asked;
  const last = covered?.last ?? days.at(-1)?.date ?? asked;
  const seen =
    first === undefined || last === undefined
      ? undefined
      : {
          first: closed.has(monthOf(first)) ? firstDay(monthOf(first)) : first,
          last: closed.has(monthOf(last)) ? lastDay(monthOf(last)) : last,
        };
  // A closed month has its figures without the calls they were taken from.
  const isEmptied = days.length === 0 && asked !== undefined;
  return () => {
    const month = resolveMonth({
      days: isEmptied ? [{ date: asked, calls: 1n }] : days,
      callsWithoutTime: span.callsWithoutTime,
      seen,
      assumeMonth: question.assumeMonth,
      statedDays: question.days,
      hasVolume: false,
    });
    const [only, ...others] = month.basis === 'complete_months' ? month.months : [];
    const isClosed = only !== undefined && others.length === 0 && closed.has(only);
    return isClosed ? { ...month, sentence: say('{month} as it was closed, not scaled', { month: only }) } : month;
  };
}
