/**
 * The selected calls at list prices.
 */
import type { ExchangeRate } from '../core/currency.js';
import type { PricingChoice, Question } from '../core/question.js';
import type { MeteredUsage } from '../core/usage.js';
import type { Engine } from '../engine/engine.js';
import { type Exchanger, exchanger, inCurrency } from '../pricing/exchange.js';
import { openPriceBook, type PriceBook } from '../pricing/price-book.js';
import type { PriceOptions } from '../pricing/price-usage.js';
import type { PricedUsage } from '../pricing/types.js';
import type { Grouping } from '../queries/dimensions.js';
import type { ShownClose } from '../reports/envelope-input.js';
import { addCosts, type GroupCost, groupKey } from '../reports/group-cost.js';
import type { Books, Replaced } from './closed.js';
import { countedApart } from './counted-apart.js';
import { meterSelected } from './metering.js';
import type { Selected } from './selecting.js';

/** Charged usage of the selected calls and its price in one book. */
export interface Priced {
  readonly book: PriceBook;
  readonly options: PriceOptions;
  readonly metered: readonly MeteredUsage[];
  readonly priced: readonly PricedUsage[];
  /** What amounts are in. */
  readonly currency: string;
  /** The rates they were converted at. */
  readonly rates: readonly ExchangeRate[];
  /** Months whose figures are those of their close. */
  readonly closed?: readonly ShownClose[] | undefined;
  /** Their usage, and that of today. */
  readonly replaced?: Replaced | undefined;
  /** All of it was reconciled with statements of its issuers. */
  readonly isInvoiced?: boolean | undefined;
}

/** The usage in the currency that was asked for. */
export function told(
  priced: readonly PricedUsage[],
  currency: string,
  exchange: Exchanger | undefined,
): Pick<Priced, 'priced' | 'currency' | 'rates'> {
  if (!exchange) return { priced, currency, rates: [] };
  const converted = priced.map((one) => inCurrency(one, exchange));
  return { priced: converted, currency: exchange.to, rates: exchange.used() };
}

/** Counts the selected calls by `by`, cut at every edge of the book, and prices them. */
export async function priceSelected(
  engine: Engine,
  question: Question,
  by: readonly Grouping[],
  choice: PricingChoice,
  selected: Selected,
  books?: Books,
): Promise<Priced> {
  const book = await openPriceBook({ files: choice.books });
  const options: PriceOptions = { split: choice.split, aliases: choice.aliases };
  const exchange = exchanger(book.currency, choice.currency, choice.exchangeRates);
  const price = async (groups: readonly Grouping[]) => {
    const { priced } = await countedApart(book, options, (apart) =>
      meterSelected(engine, question, groups, book, options, selected, { isByMonth: exchange !== undefined, apart }),
    );
    return priced;
  };
  const { priced, isInvoiced, replaced } =
    books === undefined || books.closed.length === 0
      ? { priced: await price(by), isInvoiced: false, replaced: undefined }
      : await books.settled(await price([...by, 'month']), by, book);
  const metered = priced.map(({ usage }) => usage);
  return {
    book,
    options,
    metered,
    ...told(priced, book.currency, exchange),
    closed: books?.shown(),
    replaced,
    isInvoiced,
  };
}

/** What an offer can charge for. */
export function charged<Usage extends MeteredUsage>(metered: readonly Usage[]): Usage[] {
  return metered.filter((usage) => usage.isCharged !== false);
}

/** Cost per group, by `groupKey`. */
export function costsByGroup(priced: readonly PricedUsage[]): Map<string, GroupCost> {
  const costs = new Map<string, GroupCost>();
  for (const one of priced) {
    // Of a group without any charged call it is not said that it costs 0: it may log nothing.
    if (one.usage.isCharged === false) continue;
    const key = groupKey(one.usage.group);
    const cost = { low: one.low, high: one.high, unpricedCalls: one.unpriced.length > 0 ? one.usage.calls : 0n };
    const before = costs.get(key);
    costs.set(key, before ? addCosts(before, cost) : cost);
  }
  return costs;
}
