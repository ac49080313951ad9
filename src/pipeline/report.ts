/**
 * `report`: one month as finance reads it. The calls are counted a few times, each time for several of its figures; what is
 * told of them is laid out in reports/finance.
 */
import type { Budgets } from '../books/budgets.js';
import { lessCounts, sumCounts } from '../core/count.js';
import { Diagnostics, type Note } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import type { Dimension, Question, ReportChoice, Surroundings } from '../core/question.js';
import { type MeteredUsage, tokensOf } from '../core/usage.js';
import { packageVersion } from '../core/version.js';
import { dateOf, daysInMonth, nextMonth, startOfMonth } from '../core/zone.js';
import type { Engine } from '../engine/engine.js';
import { routeDimensions } from '../offers/scenario.js';
import { exchanger, inCurrency } from '../pricing/exchange.js';
import { type PriceOptions, priceUsage } from '../pricing/price-usage.js';
import type { PricedUsage } from '../pricing/types.js';
import { compareOffers } from '../projection/compare.js';
import type { CompareResult } from '../projection/comparison.js';
import { withoutDays } from '../projection/forecast/mix.js';
import { resolveMonth } from '../projection/month.js';
import { errorDays, readinessFacts, wholeSpan } from '../queries/finance.js';
import { latencyRows, latencyStrata } from '../queries/latency.js';
import { noteQuantiles } from '../queries/quantiles.js';
import { dayEdges, keysAndEndpoints, models, select, selectFailed } from '../queries/selection.js';
import { compareNotes } from '../reports/compare.js';
import { financeReport } from '../reports/finance/index.js';
import { type BudgetLine, type Dates, errorCostKey, type FinanceModel } from '../reports/finance/model.js';
import { addCosts, type GroupCost } from '../reports/group-cost.js';
import { pricingNotes } from '../reports/pricing-notes.js';
import { foldUnpriced } from '../reports/unpriced.js';
import { allocationOf } from './allocation.js';
import { type Answer, answer } from './answer.js';
import {
  basisOf,
  charged,
  commonPart,
  meterSelected,
  type Priced,
  priceAll,
  priceSelected,
  type Selected,
  selectCalls,
  told,
} from './asking.js';
import { budgetRows } from './budgets.js';
import { exchangersFor } from './compare.js';
import { landingOf } from './landing.js';
import { monthBooks } from './month-books.js';
import { cacheUses, comparedRows, costOf, daySpending, spendingBy, totalOf } from './month-usage.js';
import { type OpenPlan, offerPricing, openPlan } from './open-plan.js';
import { type Opened, withSource } from './opening.js';

const PAYERS = ['team', 'project', 'key'] as const satisfies readonly Dimension[];

/** Throws a usage error where the question names no month, or one without calls. */
export async function report(
  question: Question,
  choice: ReportChoice & Budgets,
  surroundings: Surroundings,
): Promise<Answer> {
  const { month, zone } = question;
  if (month === undefined) throw usageError('a report is of one month', 'write --month 2026-10');
  const asked = { ...question, month };
  const diagnostics = new Diagnostics();
  const plan = await openPlan({ ...choice, volume: undefined }, surroundings, false);
  const options: PriceOptions = { split: choice.split, aliases: choice.aliases };
  return withSource(question.source, question.reading, surroundings, diagnostics, async (source) => {
    const { engine } = source;
    const bounds = { start: startOfMonth(month, zone), end: startOfMonth(nextMonth(month), zone) };
    const seen = await seenOf(engine, asked, bounds);
    const isComplete = seen.last === `${month}-${daysInMonth(month)}`;
    const isUnder = (inside: string) => (one: { readonly group: readonly (string | null)[] }) =>
      one.group[0]?.startsWith(inside) === true;

    const exchange = exchanger(plan.book.currency, choice.currency, choice.exchangeRates);
    const price = (usage: MeteredUsage): PricedUsage => {
      const priced = priceUsage(plan.book, usage, options);
      return exchange === undefined ? priced : inCurrency(priced, exchange);
    };
    const history = await historyOf(engine, asked, plan, options, { isComplete, isByMonth: exchange !== undefined });
    const ofMonth = history.daily.filter(isUnder(month));
    const selected = await selectCalls(engine, { ...asked, by: [] }, diagnostics, { bounds, dimensions: PAYERS });
    if (selected.span.calls === 0n) throw nothingIn(month, seen);
    const books = await monthBooks(source, asked, diagnostics);
    const payers = await priceSelected(engine, asked, PAYERS, choice, selected, books.ofMonth);
    const comparison = await comparisonOf(engine, asked, choice, plan, options, { bounds, seen, selected, ofMonth });
    for (const note of comparison === null ? [] : compareNotes(comparison)) diagnostics.add(note);
    const together = { where: asked.where, zone, allocation: allocationOf(asked, [], 'together'), ...bounds };
    await select(engine, together);
    const failures = await errorDays(engine, zone);
    const latency = await latencyRows(engine, [], zone);
    const strata = await latencyStrata(engine);
    await noteQuantiles(engine, diagnostics);
    const readiness = await readinessFacts(engine);
    await selectFailed(engine, together);
    const failed = await priceSelected(engine, asked, ['day', 'error_type', 'http_status'], choice, {
      ...selected,
      sharers: undefined,
    });

    const settled = await books.settled(priceAll(plan.book, ofMonth, options), plan.book);
    const metered = settled.priced.map(({ usage }) => usage);
    const priced = told(settled.priced, plan.book.currency, exchange);
    const budgets = await budgetLines(source, asked, choice, plan, diagnostics);
    const { isInvoiced } = settled;
    const shown = books.ofMonth?.shown() ?? [];
    const money: Priced = { book: plan.book, options, metered, ...priced, closed: shown, isInvoiced };
    if (shown.some(({ hash }) => hash !== plan.book.hash)) diagnostics.add(partlyRecomputed(month));
    for (const note of pricingNotes(priced.priced)) diagnostics.add(note);
    const before = beforeOf(month, seen, isComplete);
    const earlier = history.daily.filter(
      ({ group: [day] }) => day !== undefined && day !== null && before.first <= day && day <= before.last,
    );
    const settledBefore = await books.settledBefore(priceAll(plan.book, earlier, options), plan.book);
    const pricedBefore = told(
      settledBefore.priced.filter(({ usage: { group } }) => (group[0] ?? '') <= before.last),
      plan.book.currency,
      exchange,
    ).priced;
    const unpriced = priced.priced.flatMap((one) => one.unpriced);
    const total = totalOf(priced.priced);
    const model: FinanceModel = {
      month,
      zone,
      currency: money.currency,
      basis: basisOf(metered, isInvoiced ? 'invoiced' : 'list'),
      isComplete,
      seen,
      total,
      days: daySpending(priced.priced),
      before: earlier.length === 0 ? null : { ...before, month: nextMonth(month, -1), isWhole: isComplete },
      rowsBefore: comparedRows(pricedBefore),
      rowsAfter: comparedRows(priced.priced),
      landing: isComplete
        ? { kind: 'observed', cost: { value: total.cost, at80: null, at95: null }, basis: 'backtest', tested: null }
        : landingOf({ question: asked, choice, opened: plan, options, ...history }),
      budgets,
      payers: PAYERS.map((by, place) => ({
        by,
        rows: spendingBy(payers.priced, ({ group }) => group[place] ?? null),
      })),
      comparison,
      caches: cacheUses(priced.priced, price),
      errorDays: failures,
      errorCosts: errorCosts(failed.priced),
      latency,
      strata,
      coverage: selected.coverage,
      files: source.files,
      entered: books.entered(money.currency ?? plan.book.currency),
      callsPriced: lessCounts(
        total.calls,
        sumCounts(
          priced.priced.filter((one) => one.unpriced.length > 0),
          ({ usage }) => usage.calls,
        ),
      ),
      tokensPriced: lessCounts(
        sumCounts(metered, tokensOf),
        sumCounts(unpriced, ({ tokens }) => tokens),
      ),
      unpriced: foldUnpriced(unpriced),
      priced: priced.priced,
      book: { id: plan.book.id, hash: plan.book.hash, asOf: plan.book.asOf },
      version: packageVersion(),
      readiness,
    };
    const common = commonPart('report', { ...asked, by: [] }, source, selected, diagnostics, money);
    return answer(financeReport(common, model), diagnostics);
  });
}

/** What a close keeps no figures of. */
function partlyRecomputed(month: string): Note {
  return {
    code: 'closed_month_in_part',
    message: `${month} is closed: its landing, and what its errors cost, its cache saved and offers would cost, is reckoned at the prices of today`,
  };
}

/** How the budgets of the periods that the month is in stand, whatever part of the calls the report is of. */
async function budgetLines(
  source: Opened,
  question: Question,
  choice: ReportChoice & Budgets,
  plan: OpenPlan,
  diagnostics: Diagnostics,
): Promise<BudgetLine[]> {
  if (choice.budgets.length === 0) return [];
  await selectCalls(source.engine, { ...question, month: undefined, by: [], where: [] }, new Diagnostics(), {
    dimensions: [],
  });
  const edges = await dayEdges(source.engine, question.zone);
  const rows = await budgetRows(source, question, choice, plan, edges, diagnostics);
  return rows.map(({ standing, ...row }) => ({ ...row, share: standing.share }));
}

/** The days of the month that the log covers. A log that goes on after the month covers it to its end, quiet or not. */
async function seenOf(
  engine: Engine,
  { month, zone }: Question & { readonly month: string },
  { start, end }: { readonly start: number; readonly end: number },
): Promise<Dates> {
  const { firstAt, lastAt } = await wholeSpan(engine);
  const days = { first: `${month}-01`, last: `${month}-${daysInMonth(month)}` };
  if (firstAt === null || lastAt === null || lastAt < start || firstAt >= end) {
    const span =
      firstAt === null || lastAt === null ? undefined : { first: dateOf(firstAt, zone), last: dateOf(lastAt, zone) };
    throw nothingIn(month, span);
  }
  return {
    first: firstAt < start ? days.first : dateOf(firstAt, zone),
    last: lastAt >= end ? days.last : dateOf(lastAt, zone),
  };
}

function nothingIn(month: string, span: Dates | undefined) {
  return usageError(
    `no call is in ${month}`,
    span === undefined
      ? 'no call has a time: tollbook cost tells what they cost in all'
      : `calls are from ${span.first} to ${span.last}`,
  );
}

/** All calls up to the end of the month by day where the month is not over, to learn from; else those of two months. */
async function historyOf(
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
  const daily = await meterSelected(engine, question, ['day'], plan.book, options, selected, {
    ownBooks: [...plan.ownBooks.values()],
    isByMonth,
  });
  return { daily, edges, models: logged };
}

/** As many days of last month as this one has seen. */
function beforeOf(month: string, { last }: Dates, isComplete: boolean): Dates {
  const previous = nextMonth(month, -1);
  const days = daysInMonth(previous);
  const upTo = isComplete ? days : Math.min(days, Number(last.slice(8)));
  return { first: `${previous}-01`, last: `${previous}-${String(upTo).padStart(2, '0')}` };
}

interface Counted {
  readonly bounds: { readonly start: number; readonly end: number };
  readonly seen: Dates;
  readonly selected: Selected;
  readonly ofMonth: readonly MeteredUsage[];
}

/** The month at the offers of the plan; null where it has none. */
async function comparisonOf(
  engine: Engine,
  question: Question,
  choice: ReportChoice,
  opened: OpenPlan,
  options: PriceOptions,
  { bounds, seen, selected, ofMonth }: Counted,
): Promise<CompareResult | null> {
  const { plan, scenario } = opened;
  if (plan.alternatives.length === 0 && plan.routes.length === 0) return null;
  const dimensions = scenario === undefined ? [] : routeDimensions(scenario);
  let usage = withoutDays(ofMonth);
  if (dimensions.length > 0) {
    const again = await selectCalls(engine, question, new Diagnostics(), { bounds, dimensions });
    usage = await meterSelected(engine, question, dimensions, opened.book, options, again, {
      ownBooks: [...opened.ownBooks.values()],
    });
  }
  const month = resolveMonth({ days: selected.days, callsWithoutTime: 0n, seen, hasVolume: false });
  const exchanges = exchangersFor(plan, choice).map((one) => ({
    from: one.from,
    to: one.to,
    rate: one.rateOf(month.month).rate,
  }));
  return compareOffers({
    plan,
    month,
    usage: charged(usage),
    dimensions,
    pricing: offerPricing(opened, options),
    exchanges,
    counted: await keysAndEndpoints(engine),
  });
}

function errorCosts(failed: readonly PricedUsage[]): ReadonlyMap<string, GroupCost> {
  const costs = new Map<string, GroupCost>();
  for (const one of failed) {
    const [date = null, errorType = null, httpStatus = null] = one.usage.group;
    const key = errorCostKey(date ?? '', errorType, httpStatus === null ? null : Number(httpStatus));
    const before = costs.get(key);
    costs.set(key, before ? addCosts(before, costOf(one)) : costOf(one));
  }
  return costs;
}
