/** Costs of the period before the one that is asked about, to measure an increase against. */
import { Diagnostics } from '../core/diagnostics.js';
import { ZERO } from '../core/exact.js';
import type { Dimension, PricingChoice, Question } from '../core/question.js';
import { nextDate, nextMonth } from '../core/zone.js';
import type { Engine } from '../engine/engine.js';
import { daysBetween } from '../projection/calendar.js';
import { resolveMonth } from '../projection/month.js';
import type { Reading } from '../quality/judge.js';
import { increases } from './check-base.js';
import { costDays, type MonthlyGroups, monthlyReadings, type Unknown, unknown } from './check-costs.js';
import { monthOfCheck } from './check-month.js';
import { openBooks } from './closed.js';
import { coveredDays } from './month-seen.js';
import type { Opened } from './opening.js';
import { priceSelected } from './priced.js';
import { type SelectOptions, selectCalls } from './selecting.js';

/** Both per month, so that months of 30 and 31 days are compared as they are and shorter periods by their days. */
export async function increaseOverPrevious(
  opened: Opened,
  question: Question,
  pricing: PricingChoice,
  by: readonly Dimension[],
  how: SelectOptions,
  isRate: boolean,
): Promise<Reading[]> {
  const { engine } = opened;
  const periods = await periodsOf(engine, question, how);
  if (periods === undefined) {
    return unknown('no period before this one is known: name one with --month, or load two complete months');
  }
  const monthly = async (one: Question) => {
    const selected = await selectCalls(engine, one, new Diagnostics(), how);
    const books = await openBooks(opened, one, new Diagnostics());
    const { priced } = await priceSelected(engine, one, [...by, 'day'], pricing, selected, books);
    const month = await monthOfCheck(engine, one, selected, books);
    return priced.length === 0 ? unknown('no calls') : monthlyReadings(costDays(priced), month());
  };
  const head = await monthly(periods.head);
  return increases(head, asBase(await monthly(periods.base), periods.name), isRate);
}

function asBase(readings: readonly Reading[], name: string): MonthlyGroups | Unknown {
  const open = readings.find(({ value, isLowerBound }) => value === null && isLowerBound !== true);
  if (open !== undefined) return { why: `the period before, ${name}: ${open.why}` };
  return new Map(
    readings.map(({ group, value, isLowerBound = false }) => [
      JSON.stringify(group),
      { ...(value ?? { low: ZERO, high: ZERO }), isLowerBound },
    ]),
  );
}

interface Periods {
  readonly head: Question;
  readonly base: Question;
  readonly name: string;
}

async function periodsOf(engine: Engine, question: Question, how: SelectOptions): Promise<Periods | undefined> {
  const { month, since, until } = question;
  const inMonth = (head: string): Periods => {
    const name = nextMonth(head, -1);
    const of = (one: string) => ({ ...question, since: undefined, until: undefined, month: one });
    return { head: of(head), base: of(name), name };
  };
  if (month !== undefined) return inMonth(month);
  if (isDate(since) && isDate(until)) {
    const days = daysBetween(since, until);
    const base = { since: nextDate(since, -days), until: nextDate(since, -1) };
    return { head: question, base: { ...question, ...base }, name: `${base.since} to ${base.until}` };
  }
  if (since !== undefined || until !== undefined) return undefined;
  const { days } = await selectCalls(engine, question, new Diagnostics(), how);
  const whole = resolveMonth({
    days,
    seen: await coveredDays(engine, question),
    callsWithoutTime: 0n,
    hasVolume: false,
  });
  return whole.basis === 'complete_months' && whole.month !== null && whole.months.length > 1
    ? inMonth(whole.month)
    : undefined;
}

function isDate(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(text);
}
