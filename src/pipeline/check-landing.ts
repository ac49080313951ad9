/** How likely the month of the last call lands above a budget: its bill on the ways that the rest of it may go. */

import { compareCounts } from '../core/count.js';
import { Diagnostics } from '../core/diagnostics.js';
import { compare, type Exact, exact, ONE, ZERO } from '../core/exact.js';
import { english } from '../core/phrase.js';
import type { PricingChoice, Question, Surroundings } from '../core/question.js';
import { exchanger } from '../pricing/exchange.js';
import { type PriceOptions, resolveModel } from '../pricing/price-usage.js';
import { datedChanges } from '../pricing/segments.js';
import { monthOf } from '../projection/calendar.js';
import { logDays } from '../projection/forecast/days.js';
import { forecastUsage } from '../projection/forecast/forecast.js';
import { volumePaths } from '../projection/forecast/paths.js';
import type { Reading } from '../quality/judge.js';
import { models } from '../queries/selection.js';
import type { MonthBill } from '../reports/cost.js';
import { type GroupCost, sumCosts } from '../reports/group-cost.js';
import { unknown } from './check-costs.js';
import { closedIn, openBooks } from './closed.js';
import { billAt, costBand } from './forecast-cost.js';
import { meterSelected } from './metering.js';
import { daysOfAll } from './month-seen.js';
import { offerPricing, openPlan } from './open-plan.js';
import type { Opened } from './opening.js';
import { costsByGroup, priceSelected } from './priced.js';
import { type Selected, type SelectOptions, selectCalls } from './selecting.js';

interface Drawn {
  readonly surroundings: Surroundings;
  readonly holidays: ReadonlySet<string>;
  readonly how: SelectOptions;
}

const PATHS = 1000;
const SEED = 1;

export async function landingOver(
  source: Opened,
  question: Question,
  pricing: PricingChoice,
  selected: Selected,
  budget: Exact,
  { surroundings, holidays, how }: Drawn,
): Promise<Reading[]> {
  const { engine } = source;
  if (selected.span.firstAt === null) return unknown('no call has a time');
  const edges = await daysOfAll(engine, question);
  const last = edges.at(-1);
  if (last === undefined) return unknown('no call has a time');
  const closed = await closedCost(source, { ...question, ...NO_PERIOD, month: monthOf(last.date) }, pricing, how);
  if (closed !== undefined) return overBudget(closed, budget);
  const opened = await openPlan({ ...pricing, to: [] }, surroundings, false);
  const { baseline: offer } = opened.plan;
  const options: PriceOptions = { split: pricing.split, aliases: pricing.aliases };
  const skus = (await models(engine)).flatMap((row) => resolveModel(opened.book, row, options.aliases).sku ?? []);
  const daily = await meterSelected(engine, question, ['day'], opened.book, options, selected);
  const found = forecastUsage({
    usage: daily.filter(({ group }) => group[0] !== null),
    days: logDays(edges, holidays),
    zone: question.zone,
    months: 0,
    growth: ONE,
    stated: [],
    holidays,
    changes: datedChanges(skus),
  });
  const landing = found.months.find(({ kind }) => kind === 'landing');
  if (landing === undefined || !landing.isConclusive) return unknown(found.reason ?? 'no month to land');
  const exchange = exchanger(offer.currency, pricing.currency, pricing.exchangeRates);
  const costing = { found, offer, pricing: offerPricing(opened, options), exchange, opened, options };
  const band = costBand(costing, found.models);
  const bills = new Map<string, MonthBill>();
  const billOf = (factor: Exact) => {
    const key = `${factor.numerator}/${factor.denominator}`;
    const bill = bills.get(key) ?? billAt(costing, landing, factor, undefined);
    bills.set(key, bill);
    return bill;
  };
  if (landing.span !== null && band.unsure !== null && compare(billOf(ZERO).low.total, budget) <= 0)
    return unknown(english(band.unsure));
  // Nothing is left of a month on its last day, and a month that is over has one way.
  const paths =
    landing.span === null
      ? [[ONE]]
      : band.unsure !== null
        ? [[ZERO]]
        : volumePaths({ band, months: [landing], paths: PATHS, seed: SEED });
  const share = (isOver: (bill: MonthBill) => boolean) =>
    exact(BigInt(paths.filter(([factor = ONE]) => isOver(billOf(factor))).length), BigInt(paths.length));
  const [low, high] = [
    share((bill) => compare(bill.low.total, budget) > 0),
    share((bill) => isMaybeOver(bill, budget)),
  ];
  return [{ group: [], value: { low, high }, firstBroken: () => null }];
}

/** A bill with usage that has no price is a lower bound. */
function isMaybeOver({ low, high }: MonthBill, budget: Exact): boolean {
  return low.unpriced.length > 0 || compare(high.total, budget) > 0;
}

const NO_PERIOD = { since: undefined, until: undefined } as const;

/** What the month was closed at; undefined where it is open. */
async function closedCost(
  source: Opened,
  question: Question & { readonly month: string },
  pricing: PricingChoice,
  how: SelectOptions,
): Promise<GroupCost | undefined> {
  const books = await openBooks(source, question, new Diagnostics());
  if (!closedIn(books, question).has(question.month)) return undefined;
  const selected = await selectCalls(source.engine, question, new Diagnostics(), how);
  const { priced } = await priceSelected(source.engine, question, [], pricing, selected, books);
  return sumCosts(costsByGroup(priced).values());
}

/** It has landed: above the budget, or not. */
function overBudget({ low, high, unpricedCalls }: GroupCost, budget: Exact): Reading[] {
  const isOver = compare(low, budget) > 0;
  const isMaybe = compareCounts(unpricedCalls, 0n) > 0 || compare(high, budget) > 0;
  return [{ group: [], value: { low: isOver ? ONE : ZERO, high: isMaybe ? ONE : ZERO }, firstBroken: () => null }];
}
