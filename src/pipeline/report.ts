/**
 * `report`: one month as finance reads it. The calls are counted a few times, each time for several of its figures; what is
 * told of them is laid out in reports/finance.
 */
import type { Budgets } from '../books/budgets.js';
import { closedMonths } from '../books/closed-months.js';
import { journal } from '../books/journal.js';
import { lessCounts, sumCounts } from '../core/count.js';
import { Diagnostics, type Note } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import type { Dimension, Question, ReportChoice, Surroundings } from '../core/question.js';
import { type MeteredUsage, tokensOf } from '../core/usage.js';
import { packageVersion } from '../core/version.js';
import { daysInMonth, nextMonth, startOfMonth } from '../core/zone.js';
import { exchanger, inCurrency } from '../pricing/exchange.js';
import { type PriceOptions, priceUsage } from '../pricing/price-usage.js';
import type { PricedUsage } from '../pricing/types.js';
import { errorDays, readinessFacts } from '../queries/finance.js';
import { latencyRows, latencyStrata } from '../queries/latency.js';
import { noteQuantiles } from '../queries/quantiles.js';
import { dayEdges, select, selectFailed } from '../queries/selection.js';
import { compareNotes } from '../reports/compare.js';
import { financeReport } from '../reports/finance/index.js';
import { type BudgetLine, errorCostKey, type FinanceModel } from '../reports/finance/model.js';
import { addCosts, type GroupCost } from '../reports/group-cost.js';
import { pricingNotes } from '../reports/pricing-notes.js';
import { foldUnpriced } from '../reports/unpriced.js';
import { allocationOf } from './allocation.js';
import { type Answer, answer } from './answer.js';
import { budgetRows } from './budgets.js';
import { basisOf, commonPart } from './common-part.js';
import { priceAll } from './counted-apart.js';
import { landingOf } from './landing.js';
import { monthBooks } from './month-books.js';
import { comparisonOf } from './month-offers.js';
import { beforeOf, historyOf, nothingIn, seenOf } from './month-seen.js';
import { cacheUses, comparedRows, costOf, daySpending, spendingBy, totalOf } from './month-usage.js';
import { type OpenPlan, openPlan } from './open-plan.js';
import { type Opened, withSource } from './opening.js';
import { type Priced, priceSelected, told } from './priced.js';
import { selectCalls } from './selecting.js';

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
    // With conditions there may be calls of the month that none of them lets through.
    const isClosed =
      source.kind === 'ledger' &&
      asked.where.length === 0 &&
      closedMonths(await journal(engine, source.path)).has(month);
    const seen = await seenOf(engine, asked, bounds, isClosed);
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
    if (selected.span.calls === 0n) throw nothingIn(month, seen, isClosed);
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
    const isFinal = shown.some((one) => one.month === month);
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
      landing:
        isComplete || isFinal
          ? {
              kind: isComplete ? 'observed' : 'closed',
              cost: { value: total.cost, at80: null, at95: null },
              basis: 'backtest',
              tested: null,
            }
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
