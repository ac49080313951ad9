/** Which days a report is about: those of the month that the log covers, those of the month before, and all that a landing learns from. */
import { Diagnostics } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import type { Question } from '../core/question.js';
import { dateOf, daysInMonth, nextMonth, periodBounds, startOfMonth } from '../core/zone.js';
import type { Engine } from '../engine/engine.js';
import type { PriceOptions } from '../pricing/price-usage.js';
import { wholeSpan } from '../queries/finance.js';
import type { DayEdges } from '../queries/rows.js';
import { dayEdges, dayEdgesOfAll, models } from '../queries/selection.js';
import type { Dates } from '../reports/finance/model.js';
import { countedApart } from './counted-apart.js';
import { meterSelected } from './metering.js';
import type { OpenPlan } from './open-plan.js';
import { selectCalls } from './selecting.js';

/** The days of the month that the log covers. A log that goes on after the month covers it to its end, quiet or not. */
export async function seenOf(
  engine: Engine,
  { month, zone }: Question & { readonly month: string },
  { start, end }: { readonly start: number; readonly end: number },
  isClosed: boolean,
): Promise<Dates> {
  const { firstAt, lastAt } = await wholeSpan(engine);
  const days = { first: `${month}-01`, last: `${month}-${daysInMonth(month)}` };
  if (firstAt === null || lastAt === null || lastAt < start || firstAt >= end) {
    const span =
      firstAt === null || lastAt === null ? undefined : { first: dateOf(firstAt, zone), last: dateOf(lastAt, zone) };
    throw nothingIn(month, span, isClosed);
  }
  return {
    first: firstAt < start ? days.first : dateOf(firstAt, zone),
    last: lastAt >= end ? days.last : dateOf(lastAt, zone),
  };
}

/**
 * The days of the period asked for that the log covers: it goes on before and after quiet days, and before and after those of a team that
 * is asked for. Undefined where the calls asked for are all that could say it (no filter, and a period with an open end), or no call is
 * around it.
 */
export async function coveredDays(engine: Engine, question: Question): Promise<Dates | undefined> {
  const { start, end } = periodBounds(question, question.zone);
  const { firstAt, lastAt } = await wholeSpan(engine);
  const isOpen = start === null || end === null;
  if (firstAt === null || lastAt === null || (isOpen && question.where.length === 0)) return undefined;
  if ((start !== null && lastAt < start) || (end !== null && firstAt >= end)) return undefined;
  const { zone } = question;
  return {
    first: dateOf(start === null ? firstAt : Math.max(firstAt, start), zone),
    last: dateOf(end === null ? lastAt : Math.min(lastAt, end - 1), zone),
  };
}

/** The days of all calls of the period, whatever is asked for of them: a team that was quiet has not been so for want of a log. */
export async function daysOfAll(engine: Engine, question: Question): Promise<DayEdges[]> {
  const { zone, where } = question;
  return where.length === 0 ? dayEdges(engine, zone) : dayEdgesOfAll(engine, zone, periodBounds(question, zone));
}

export function nothingIn(month: string, span: Dates | undefined, isClosed: boolean) {
  if (isClosed) {
    return usageError(
      `${month} is closed, and the ledger holds none of its calls any more: their logs were forgotten, so that latency, errors and days cannot be reported`,
      `\`tollbook cost --month ${month}\` shows the figures as they were closed; load the logs again for a report`,
    );
  }
  return usageError(
    `no call is in ${month}`,
    span === undefined
      ? 'no call has a time: tollbook cost tells what they cost in all'
      : `calls are from ${span.first} to ${span.last}`,
  );
}

/** All calls up to the end of the month by day where the month is not over, to learn from; else those of two months. */
export async function historyOf(
  engine: Engine,
  question: Question & { readonly month: string },
  plan: OpenPlan,
  options: PriceOptions,
  { isComplete, isByMonth }: { readonly isComplete: boolean; readonly isByMonth: boolean },
) {
  const { month, zone } = question;
  const bounds = {
    start: isComplete ? startOfMonth(nextMonth(month, -1), zone) : null,
    end: startOfMonth(nextMonth(month), zone),
  };
  const selected = await selectCalls(engine, question, new Diagnostics(), { bounds, dimensions: [] });
  const edges = isComplete ? [] : await dayEdges(engine, zone);
  const logged = isComplete ? [] : await models(engine);
  const { metered: daily } = await countedApart(plan.book, options, (apart) =>
    meterSelected(engine, question, ['day'], plan.book, options, selected, {
      ownBooks: [...plan.ownBooks.values()],
      isByMonth,
      apart,
    }),
  );
  return { daily, edges, models: logged };
}

/** As many days of last month as this one has seen. */
export function beforeOf(month: string, { last }: Dates, isComplete: boolean): Dates {
  const previous = nextMonth(month, -1);
  const days = daysInMonth(previous);
  const upTo = isComplete ? days : Math.min(days, Number(last.slice(8)));
  return { first: `${previous}-01`, last: `${previous}-${String(upTo).padStart(2, '0')}` };
}
