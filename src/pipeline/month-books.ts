/**
 * What a ledger's books say of the month of a report and of the one before: what was closed stands in place of what would be
 * reckoned today.
 */
import type { Entry } from '../books/entries.js';
import { Diagnostics } from '../core/diagnostics.js';
import type { Question } from '../core/question.js';
import { nextMonth } from '../core/zone.js';
import type { PriceBook } from '../pricing/price-book.js';
import type { PricedUsage } from '../pricing/types.js';
import { type Books, openBooks, type Settled } from './closed.js';
import { enteredFor, noteOtherCurrencies } from './entries.js';
import type { Opened } from './opening.js';

export interface MonthBooks {
  /** Undefined where there are none. */
  readonly ofMonth: Books | undefined;
  /** Usage by day, priced today, with the days of closed months as they were closed. */
  settled(daily: readonly PricedUsage[], book: PriceBook): Promise<Settled>;
  /** The same of the month before. */
  settledBefore(daily: readonly PricedUsage[], book: PriceBook): Promise<Settled>;
  /** Credits and adjustments of the month in this currency. */
  entered(currency: string): readonly Entry[];
}

/** What there is to say of the month's close goes to `diagnostics`; of the one before nothing is said. */
export async function monthBooks(
  source: Opened,
  question: Question & { readonly month: string },
  diagnostics: Diagnostics,
): Promise<MonthBooks> {
  const ofMonth = await openBooks(source, question, diagnostics);
  const before = await openBooks(source, { ...question, month: nextMonth(question.month, -1) }, new Diagnostics());
  return {
    ofMonth,
    settled: (daily, book) => settled(ofMonth, daily, book),
    settledBefore: (daily, book) => settled(before, daily, book),
    entered(currency) {
      if (ofMonth === undefined) return [];
      noteOtherCurrencies(ofMonth, question, currency, diagnostics);
      return enteredFor(ofMonth, question, currency);
    },
  };
}

async function settled(books: Books | undefined, daily: readonly PricedUsage[], book: PriceBook): Promise<Settled> {
  if (books === undefined || books.closed.length === 0)
    return { priced: daily, replaced: { own: [], live: [] }, isInvoiced: false };
  const byMonth = daily.map((one) => {
    const [day = null] = one.usage.group;
    return { ...one, usage: { ...one.usage, group: [day, day === null ? null : day.slice(0, 7)] } };
  });
  return books.settled(byMonth, ['day'], book);
}
