/**
 * Which calls a question is about, and what a reader of the figures has to know about them.
 */
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import { say } from '../core/phrase.js';
import type { Dimension, Question } from '../core/question.js';
import { dateOf, daysBetween, nextDate, periodBounds, startOfDate } from '../core/zone.js';
import type { Engine } from '../engine/engine.js';
import { type Allocation, type AllocationCount, countAllocated } from '../queries/allocation.js';
import type { Coverage, DayCount, Period } from '../queries/rows.js';
import { days, leftOut, type Span, select, span } from '../queries/selection.js';
import { filterText, shellCommand, sourceWords } from '../reports/command-words.js';
import { allocationOf, type Sharers, sharersOf } from './allocation.js';

/** The calls a question is about, selected in the engine. */
export interface Selected {
  readonly period: Period;
  readonly span: Span;
  readonly days: readonly DayCount[];
  readonly coverage: Coverage;
  /** Undefined where teams are as logged, or not asked for. */
  readonly allocation?: AllocationCount | undefined;
  /** Undefined where no call is divided among several. */
  readonly sharers?: Sharers | undefined;
}

export interface SelectOptions {
  /** Undefined: the period that is asked for. */
  readonly bounds?: { readonly start: number | null; readonly end: number | null; readonly hasUntimed?: boolean };
  /** What will be counted by; undefined: the groups that are asked for. */
  readonly dimensions?: readonly Dimension[];
  /** What becomes of calls that several teams share; undefined: `apart`, to be divided. */
  readonly shared?: Allocation['shared'];
}

export async function selectCalls(
  engine: Engine,
  question: Question,
  diagnostics: Diagnostics,
  { bounds = periodBounds(question, question.zone), dimensions = question.by, shared = 'apart' }: SelectOptions = {},
): Promise<Selected> {
  const { zone } = question;
  const allocation = allocationOf(question, dimensions, shared);
  const selection = { where: question.where, zone, allocation, ...bounds };
  await select(engine, selection);
  const whole = await span(engine);
  const perDay = await days(engine, zone);
  const excluded = bounds.hasUntimed === true ? 0n : await leftOut(engine, selection);
  noteSelected(question, whole, excluded, diagnostics);
  return {
    ...selectedFrom(bounds, whole, perDay, zone),
    allocation: allocation && (await countAllocated(engine)),
    sharers: sharersOf(allocation, question),
  };
}

/** What is known of the selected calls, as a whole. */
export function selectedFrom(
  bounds: { start: number | null; end: number | null },
  whole: Span,
  perDay: readonly DayCount[],
  zone: string,
): Selected {
  const period = periodOf(bounds, whole, zone);
  return { period, span: whole, days: perDay, coverage: coverageOf(period, whole, perDay) };
}

/** The note that no call is as the filters want it. */
export const NO_MATCH = 'no_matching_calls';

/** Says what a reader of the figures has to know about the calls behind them. */
export function noteSelected(question: Question, whole: Span, excluded: bigint, diagnostics: Diagnostics): void {
  if (whole.calls === 0n && question.where.length > 0) {
    const by = [...new Set(question.where.map(({ dimension }) => dimension))].join(',');
    const says = say('no call that is asked for has {filter}; `{command}` lists what calls have', {
      filter: filterText(question),
      command: shellCommand(['tollbook', 'usage', ...sourceWords(question), '--by', by]),
    });
    diagnostics.add(noteOf(NO_MATCH, says));
  }
  if (excluded > 0n) {
    const says = say(
      '{calls} {calls|call|calls} without a time {calls|is|are} left out, because a period was asked for',
      {
        calls: excluded,
      },
    );
    diagnostics.add(noteOf('calls_without_time', says, { count: Number(excluded), incomplete: true }));
  }
  if (whole.callsUnmeasured > 0n) {
    const says = say(
      '{calls} {calls|call|calls}, answered or cut off, {calls|logs|log} no tokens: what {calls|it|they} cost is unknown and not in any total',
      { calls: whole.callsUnmeasured },
    );
    diagnostics.add(noteOf('calls_without_usage', says, { count: Number(whole.callsUnmeasured), incomplete: true }));
  }
  if (whole.callsWithUnreadableTime > 0n) {
    const says = say(
      '{calls} {calls|call has|calls have} a time that cannot be read: {calls|it counts|they count} as without one',
      { calls: whole.callsWithUnreadableTime },
    );
    const count = Number(whole.callsWithUnreadableTime);
    diagnostics.add(noteOf('unreadable_time', says, { count, incomplete: true }));
  }
  if (whole.callsAssumedUtc > 0n) {
    const says = say(
      '{calls} {calls|call has a time|calls have times} without a zone, taken as UTC; --assume-tz names another',
      { calls: whole.callsAssumedUtc },
    );
    diagnostics.add(noteOf('assumed_utc', says, { count: Number(whole.callsAssumedUtc) }));
  }
}

/** The period asked for, its open ends closed by the first and last day with a call. */
function periodOf(bounds: { start: number | null; end: number | null }, whole: Span, zone: string): Period {
  const isAsked = bounds.start !== null || bounds.end !== null;
  const start = bounds.start ?? (whole.firstAt === null ? null : startOfDate(dateOf(whole.firstAt, zone), zone));
  const end = bounds.end ?? (whole.lastAt === null ? null : startOfDate(nextDate(dateOf(whole.lastAt, zone)), zone));
  return { start, end, zone, isAsked };
}

function coverageOf(period: Period, whole: Span, perDay: readonly DayCount[]): Coverage {
  const { start, end, zone } = period;
  return {
    days: start === null || end === null ? 0 : daysBetween(dateOf(start, zone), dateOf(end - 1, zone)),
    daysWithCalls: perDay.length,
    calls: whole.calls,
    callsWithoutTime: whole.callsWithoutTime,
    firstCallAt: whole.firstAt,
    lastCallAt: whole.lastAt,
  };
}
