/**
 * `cost --offer`: what the selected calls cost at an offer, as they are, unscaled: one bill per calendar month, each starting
 * with what the one before left.
 */

import { concerned, sumCounts } from '../core/count.js';
import type { Diagnostics } from '../core/diagnostics.js';
import { configurationError } from '../core/errors.js';
import { add, compare, type Exact, exact, ONE, sum } from '../core/exact.js';
import type { PricingChoice, Question } from '../core/question.js';
import { plural, visible } from '../core/text.js';
import type { MeteredUsage } from '../core/usage.js';
import { dateOf, daysInMonth, nextMonth } from '../core/zone.js';
import type { Engine } from '../engine/engine.js';
import type { Bill, Bound, OfferPricing, UsageShare } from '../offers/bill.js';
import { billOf } from '../offers/evaluate.js';
import { roundsRequests } from '../offers/plan.js';
import { prepareOffer } from '../offers/prepare.js';
import { type Exchanger, exchanger } from '../pricing/exchange.js';
import type { Offer } from '../pricing/offer-schema.js';
import { isPriceMissing } from '../pricing/types.js';
import type { Grouping } from '../queries/dimensions.js';
import type { MonthBill, OfferCost } from '../reports/cost.js';
import { type GroupCost, groupKey } from '../reports/group-cost.js';
import { foldUnpriced } from '../reports/unpriced.js';
import { basisOf } from './common-part.js';
import { countedApart, priceAll } from './counted-apart.js';
import { meterSelected } from './metering.js';
import { type OpenPlan, offerPricing } from './open-plan.js';
import { charged, type Priced, told } from './priced.js';
import type { Selected } from './selecting.js';

/** The calls priced at list and the offer's bills for them. Throws a configuration error where a month has no rate of exchange. */
export async function costAtOffer(
  engine: Engine,
  question: Question,
  pricing: PricingChoice,
  selected: Selected,
  opened: OpenPlan,
  diagnostics: Diagnostics,
): Promise<{ readonly money: Priced & { readonly basis: ReturnType<typeof basisOf> }; readonly offer: OfferCost }> {
  const { book, plan } = opened;
  const options = { split: pricing.split, aliases: pricing.aliases };
  const offer = plan.alternatives[0];
  if (offer === undefined) throw configurationError('--offer', 'expected an offer', 'name one of the books');
  const { by } = question;
  const groups: readonly Grouping[] = roundsRequests([offer]) ? [...by, 'alike'] : by;
  const { metered: counted } = await countedApart(book, options, (apart) =>
    meterSelected(engine, question, groups, book, options, selected, {
      ownBooks: [...opened.ownBooks.values()],
      isByMonth: true,
      apart,
    }),
  );
  const metered = counted.map((usage) => ({ ...usage, group: usage.group.slice(0, by.length) }));
  const exchange = exchanger(offer.currency, pricing.currency, pricing.exchangeRates);
  const list = exchanger(book.currency, pricing.currency, pricing.exchangeRates);
  const priced = told(priceAll(book, metered, options), book.currency, list);
  const usage = withMonth(charged(metered), selected, question.zone, diagnostics);
  const cost = offerCost(offer, usage, offerPricing(opened, options), exchange, diagnostics);
  noteUnpriced(cost, diagnostics);
  const rates = [...priced.rates, ...(exchange && exchange.from !== list?.from ? exchange.used() : [])];
  const money = { book, options, metered, priced: priced.priced, currency: cost.currency, rates };
  return {
    money: { ...money, basis: basisOf(metered, 'contracted') },
    offer: { ...cost, listCurrency: priced.currency },
  };
}

export interface Dated {
  /** In order, months without calls between them included: a subscription is due in those too. Null: no time is known. */
  readonly months: readonly (string | null)[];
  readonly usage: readonly MeteredUsage[];
}

/** Calls without a time go with the latest month, which is said; a bill needs one. */
export function withMonth(
  metered: readonly MeteredUsage[],
  { span }: Selected,
  zone: string,
  diagnostics: Diagnostics,
): Dated {
  const known = metered.flatMap((usage) => usage.month ?? []);
  for (const at of [span.firstAt, span.lastAt]) if (at !== null) known.push(dateOf(at, zone).slice(0, 7));
  const [first] = known.sort();
  const last = known.at(-1);
  if (first === undefined || last === undefined) return { months: [null], usage: metered };
  const months = [first];
  for (let month = first; month < last; ) {
    month = nextMonth(month);
    months.push(month);
  }
  const untimed = metered.filter((usage) => (usage.month ?? null) === null);
  const calls = concerned(sumCounts(untimed, (usage) => usage.calls));
  if (calls > 0n) {
    diagnostics.add({
      code: 'billed_with_last_month',
      message: `${plural(calls, 'call')} without a time ${calls === 1n ? 'is' : 'are'} billed with ${last}; --assume-month names another month`,
      count: Number(calls),
    });
  }
  return { months, usage: metered.map((usage) => ({ ...usage, month: usage.month ?? last })) };
}

function offerCost(
  offer: Offer,
  dated: Dated,
  pricing: OfferPricing,
  exchange: Exchanger | undefined,
  diagnostics: Diagnostics,
): Omit<OfferCost, 'listCurrency'> {
  const billsOf = (usage: readonly MeteredUsage[]) => billsByMonth(offer, { ...dated, usage }, pricing, exchange);
  const bills = billsOf(dated.usage);
  const total = costOf(bills);
  const groups = new Map<string, MeteredUsage[]>();
  for (const usage of dated.usage) {
    const key = groupKey(usage.group);
    groups.set(key, [...(groups.get(key) ?? []), usage]);
  }
  const costs = new Map([...groups].map(([key, usage]) => [key, costOf(billsOf(usage))] as const));
  const common = { id: offer.id, currency: exchange?.to ?? offer.currency, bills, total };
  const adds = (end: (cost: GroupCost) => Exact) => compare(sum([...costs.values()].map(end)), end(total)) === 0;
  if (adds((one) => one.low) && adds((one) => one.high)) return { ...common, costs };
  diagnostics.add({
    code: 'cost_not_by_group',
    message: `the terms of ${offer.id} concern all calls together (fees, tiers, minimums): only the total is its cost`,
  });
  return { ...common, costs: new Map() };
}

/** What the offer itself has no price for; the list may have one, so the table of unpriced usage does not say it. */
export function noteUnpriced({ id, bills }: Pick<OfferCost, 'id' | 'bills'>, diagnostics: Diagnostics): void {
  const unpriced = foldUnpriced(bills.flatMap((bill) => bill.low.unpriced.filter(isPriceMissing)));
  const [first] = unpriced;
  if (!first) return;
  const why = first.detail === undefined ? '' : ` (${first.detail})`;
  diagnostics.add({
    code: 'offer_lower_bound',
    message:
      `${id}: ${plural(unpriced.length, 'kind')} of usage has no price there, first ${visible(first.model ?? 'calls without a model')}${why}: ` +
      'its cost is a lower bound',
    count: unpriced.length,
    incomplete: true,
  });
}

export function billsByMonth(
  offer: Offer,
  { months, usage }: Dated,
  pricing: OfferPricing,
  exchange: Exchanger | undefined,
): MonthBill[] {
  const bills: MonthBill[] = [];
  for (const month of months) {
    const ofMonth = month === null ? usage : usage.filter((one) => one.month === month);
    bills.push(billOfMonth(offer, month, ofMonth, pricing, exchange, bills.at(-1)));
  }
  return bills;
}

/** One calendar month at an offer, starting with what the month before left. `isProjected`: not all of it was called yet. */
export function billOfMonth(
  offer: Offer,
  month: string | null,
  usage: readonly UsageShare[],
  pricing: OfferPricing,
  exchange: Exchanger | undefined,
  before: MonthBill | undefined,
  isProjected = false,
): MonthBill {
  const ofMonth = {
    month,
    days: exact(BigInt(month === null ? 30 : daysInMonth(month))),
    usage,
    factor: ONE,
    isProjected,
    exchanges: exchange && [{ from: exchange.from, to: exchange.to, rate: exchange.rateOf(month).rate }],
  };
  const bill = (bound: Bound): Bill =>
    billOf(prepareOffer(offer, ofMonth, pricing, bound), { before: before?.[bound].after });
  return { month, low: bill('low'), high: bill('high') };
}

function costOf(bills: readonly MonthBill[]): GroupCost {
  const total = (bound: Bound) => bills.map((bill) => bill[bound].total).reduce(add);
  const [low, high] = [total('low'), total('high')];
  const [least, most] = compare(low, high) <= 0 ? [low, high] : [high, low];
  const unpricedCalls = sumCounts(
    bills.flatMap(({ low: bill }) => bill.unpriced),
    (one) => one.calls,
  );
  return { low: least, high: most, unpricedCalls };
}
