/** `budgets`: what was spent of each budget's period, and where the period lands against it. */
import {
  type Amounts,
  type Budget,
  type Budgets,
  type Period,
  periodOf,
  plus,
  scopeText,
  standingOf,
  UNKNOWN,
} from '../books/budgets.js';
import { Diagnostics } from '../core/diagnostics.js';
import { configurationError, usageError } from '../core/errors.js';
import { add, type Exact, ZERO } from '../core/exact.js';
import type { PricingChoice, Question, Surroundings } from '../core/question.js';
import { nextMonth } from '../core/zone.js';
import { daysBetween, firstDay, lastDay, monthOf, monthsBetween } from '../projection/calendar.js';
import type { DayEdges } from '../queries/rows.js';
import { dayEdges } from '../queries/selection.js';
import { type BudgetRow, budgetsReport } from '../reports/budgets.js';
import type { ForecastRow } from '../reports/forecast.js';
import { addCosts, type GroupCost, isCostUnknown } from '../reports/group-cost.js';
import { type Answer, answer } from './answer.js';
import { openBooks } from './closed.js';
import { commonPart } from './common-part.js';
import { enteredFor, totalOf } from './entries.js';
import { toldMonths } from './months-told.js';
import { type OpenPlan, openPlan } from './open-plan.js';
import { type Opened, withSource } from './opening.js';
import { costsByGroup, type Priced, priceSelected } from './priced.js';
import { NO_MATCH, selectCalls } from './selecting.js';

export interface BudgetsChoice extends PricingChoice, Budgets {
  /** Dates, YYYY-MM-DD. */
  readonly holidays: readonly string[];
}

export async function budgets(question: Question, choice: BudgetsChoice, surroundings: Surroundings): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const opened = await openPlan({ ...choice, to: [] }, surroundings, false);
  return withSource(question.source, question.reading, surroundings, diagnostics, async (source) => {
    const whole: Question = { ...question, month: undefined, by: [], where: [] };
    const selected = await selectCalls(source.engine, whole, diagnostics, { dimensions: [] });
    const edges = await dayEdges(source.engine, question.zone);
    const money = await priceSelected(source.engine, whole, [], choice, selected);
    const rows = await budgetRows(source, question, choice, opened, edges, diagnostics);
    const common = commonPart('budgets', whole, source, selected, diagnostics, money);
    const asOf = edges.at(-1)?.date ?? null;
    return answer(
      budgetsReport({ common, rows, asOf }),
      diagnostics,
      rows.some(({ standing }) => standing.status === 'unknown'),
    );
  });
}

/**
 * One row per budget that holds in the period of the question's month, else of the last call's; in the order of the settings.
 * Amounts are in the currency of the choice, else of the price book. `edges` are the days of all calls. The calls that are
 * selected afterwards are those of the last budget.
 */
export async function budgetRows(
  source: Opened,
  question: Question,
  choice: BudgetsChoice,
  opened: OpenPlan,
  edges: readonly DayEdges[],
  diagnostics: Diagnostics,
): Promise<BudgetRow[]> {
  const first = edges[0]?.date;
  const asOf = edges.at(-1)?.date;
  if (first === undefined || asOf === undefined) {
    throw usageError('no call has a time: a budget is of a period', 'budgets need logs with times');
  }
  const month = question.month ?? monthOf(asOf);
  const currency = choice.currency ?? opened.book.currency;
  const inForce = choice.budgets
    .map((budget) => ({ budget, period: periodOf(budget.per, month, choice.fiscalYearStart) }))
    .filter(
      ({ budget: { from, to }, period }) =>
        (from === undefined || from <= period.last) && (to === undefined || to >= period.first),
    );
  const ahead = (last: string) => Math.max(0, monthsBetween(`${monthOf(asOf)}-01`, `${last}-01`).length - 1);
  const told = new Map<string, readonly ForecastRow[]>();
  const rows: BudgetRow[] = [];
  for (const { budget, period } of inForce) {
    refuseCurrency(budget, currency);
    const scoped: Question = { ...question, month: undefined, by: [], where: budget.where };
    const spent = await spentIn(source, scoped, choice, period, diagnostics);
    const key = scopeText(budget.where);
    const months = Math.max(
      ...inForce.filter((one) => scopeText(one.budget.where) === key).map((one) => ahead(one.period.last)),
    );
    const isOver = asOf >= lastDay(period.last);
    const expected = isOver
      ? []
      : (told.get(key) ?? (await toldMonths(source, scoped, { ...choice, months }, opened, edges)));
    if (!isOver) told.set(key, expected);
    if (spent.calls === 0n) {
      diagnostics.add({
        code: 'budget_without_calls',
        message: `budget ${budget.id}: no call of ${period.label}${key === '' ? '' : ` has ${key}`}`,
      });
    }
    const landing = landingOf(period, asOf, spent, expected);
    const upper = landing?.upper ?? null;
    rows.push({
      id: budget.id,
      scope: key,
      where: budget.where,
      per: budget.per,
      period: period.label,
      first: firstDay(period.first),
      last: lastDay(period.last),
      daysSeen: daysSeen(period, first, asOf),
      seenFrom: first > firstDay(period.first) ? first : null,
      days: daysBetween(firstDay(period.first), lastDay(period.last)),
      amount: budget.amount,
      currency,
      actual: spent.actual,
      entered: spent.entered,
      landing,
      upper,
      standing: isCostUnknown(spent.actual) ? UNKNOWN : standingOf(budget.amount, spent.actual, landing, upper),
    });
  }
  return rows;
}

function refuseCurrency({ id, currency: own }: Budget, currency: string): void {
  if (own === undefined || own === currency) return;
  throw configurationError(
    `budgets: ${id}`,
    `expected an amount in ${currency}, in which costs are told, found one in ${own}`,
    `tell costs in ${own} with --currency ${own}, which needs rates in fx`,
  );
}

interface Spent {
  /** Calls and entered lines together. */
  readonly actual: GroupCost;
  readonly entered: Exact;
  readonly calls: bigint;
  /** Of calls, per month. */
  readonly byMonth: ReadonlyMap<string, Amounts>;
  readonly closed: ReadonlySet<string>;
}

async function spentIn(
  source: Opened,
  scoped: Question,
  choice: PricingChoice,
  period: Period,
  diagnostics: Diagnostics,
): Promise<Spent> {
  const asked: Question = { ...scoped, by: ['month'], since: firstDay(period.first), until: lastDay(period.last) };
  const silent = new Diagnostics();
  const selected = await selectCalls(source.engine, asked, silent, { dimensions: [] });
  const books = await openBooks(source, asked, silent);
  const money: Priced = await priceSelected(source.engine, asked, asked.by, choice, selected, books);
  // Which budget has no call is said of the budget.
  for (const note of silent.notes.filter(({ code }) => code !== NO_MATCH))
    if (!diagnostics.notes.some(isSame(note.message))) diagnostics.add(note);
  const costs = [...costsByGroup(money.priced)];
  const entries = books === undefined ? [] : enteredFor(books, asked, money.currency);
  const entered = totalOf(entries);
  const nothing: GroupCost = { low: ZERO, high: ZERO, unpricedCalls: 0n };
  const ofCalls = costs.map(([, cost]) => cost).reduce(addCosts, nothing);
  return {
    actual: { ...ofCalls, ...plus(ofCalls, { low: entered, high: entered }) },
    entered,
    calls: selected.span.calls,
    byMonth: new Map(costs.map(([key, { low, high }]) => [monthIn(key), { low, high }])),
    closed: new Set((money.closed ?? []).map((one) => one.month)),
  };
}

function isSame(message: string): (note: { readonly message: string }) => boolean {
  return (note) => note.message === message;
}

function monthIn(key: string): string {
  return (JSON.parse(key) as (string | null)[])[0] ?? '';
}

/** Months that are over or closed as they are, the others as they are expected; null where one of them is not known. */
function landingOf(
  period: Period,
  asOf: string,
  { byMonth, closed, entered }: Spent,
  expected: readonly ForecastRow[],
): (Amounts & { readonly upper: Exact | null }) | null {
  let low = entered;
  let high = entered;
  let upper: Exact | null = entered;
  for (let month = period.first; month <= period.last; month = nextMonth(month)) {
    const isKnown = closed.has(month) || lastDay(month) <= asOf;
    const row = isKnown ? undefined : expected.find((one) => one.month.month === month);
    const cost = isKnown ? null : row?.cost;
    if (cost === undefined || (cost === null && !isKnown)) return null;
    const value = cost?.value ?? byMonth.get(month) ?? { low: ZERO, high: ZERO };
    low = add(low, value.low);
    high = add(high, value.high);
    // Without an interval nothing says how much more than expected the rest of the month may cost.
    const isUnsure = cost?.at80 === null && row?.month.span !== null && row?.month.expected.length !== 0;
    upper = isUnsure ? null : upper && add(upper, cost?.at80?.high ?? value.high);
  }
  return { low, high, upper };
}

function daysSeen(period: Period, first: string, asOf: string): number {
  const start = firstDay(period.first) > first ? firstDay(period.first) : first;
  const end = lastDay(period.last) < asOf ? lastDay(period.last) : asOf;
  return start > end ? 0 : daysBetween(start, end);
}
