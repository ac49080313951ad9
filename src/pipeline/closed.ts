/**
 * Closed months in an answer: their figures are those of the close, whatever has become of prices and logs since. What they
 * would be today is counted too, and said.
 */

import { CLOSED_BY, type ClosedMonth, closedMonths } from '../books/closed-months.js';
import { type JournalRecord, journal, usageOf } from '../books/journal.js';
import { sumCounts } from '../core/count.js';
import type { Diagnostics, Note } from '../core/diagnostics.js';
import { sum } from '../core/exact.js';
import type { Dimension, Question } from '../core/question.js';
import { dateOf, nextMonth, periodBounds, startOfDate, startOfMonth } from '../core/zone.js';
import type { PriceBook } from '../pricing/price-book.js';
import type { PricedUsage } from '../pricing/types.js';
import type { Grouping } from '../queries/dimensions.js';
import type { ClosedFigures, ShownClose } from '../reports/envelope-input.js';
import { recomputedNote, settledNote } from './closed-notes.js';
import { invoicedOf } from './invoiced.js';
import type { Opened } from './opening.js';

/** What a ledger's books say about the months of a question. */
export interface Books {
  readonly records: readonly JournalRecord[];
  /** Closed months that the question's period touches, in their order. */
  readonly closed: readonly ClosedMonth[];
  /** Closed months whose figures are shown, as far as usage was settled. */
  readonly shown: () => readonly ShownClose[];
  /** The live usage, grouped by `by` and then by month, with that of closed months replaced and the month taken off. */
  settled(priced: readonly PricedUsage[], by: readonly Grouping[], book: PriceBook): Promise<Settled>;
}

/** Usage of closed months by the groups of the answer: as it was closed, and that of today in whose place it stands. */
export interface Replaced {
  readonly own: readonly PricedUsage[];
  readonly live: readonly PricedUsage[];
}

export interface Settled {
  readonly priced: readonly PricedUsage[];
  readonly replaced: Replaced;
  /** All that was charged was reconciled with statements of its issuers. */
  readonly isInvoiced: boolean;
}

/** Undefined where the source is no ledger, or nothing was ever written into its books. */
export async function openBooks(
  { engine, kind, path }: Pick<Opened, 'engine' | 'kind' | 'path'>,
  question: Question,
  diagnostics: Diagnostics,
): Promise<Books | undefined> {
  if (kind === 'logs') return undefined;
  const records = await journal(engine, path);
  if (records.length === 0) return undefined;
  const closed = [...closedMonths(records).values()]
    .filter((month) => isTouched(month, question))
    .sort((left, right) => (left.month < right.month ? -1 : 1));
  // Gates ask several times; what is to be known of a month is said once.
  const said = new Set<string>();
  const note = (one: Note) => {
    if (!said.has(one.message)) diagnostics.add(one);
    said.add(one.message);
  };
  const shown = new Map<string, ShownClose>();
  return {
    records,
    closed,
    shown: () => [...shown.values()],
    settled: (priced, by, book) =>
      settle(closed, question, priced, by, book, {
        usageOf: (month) => usageOf(engine, month.number) as Promise<PricedUsage[]>,
        records,
        note,
        show: (one) => shown.set(one.month, one),
      }),
  };
}

function isTouched({ month, zone }: ClosedMonth, question: Question): boolean {
  const { start, end } = periodBounds(question, question.zone);
  return (
    (start === null || startOfMonth(nextMonth(month), zone) > start) &&
    (end === null || startOfMonth(month, zone) < end)
  );
}

interface Settling {
  readonly records: readonly JournalRecord[];
  readonly usageOf: (month: ClosedMonth) => Promise<readonly PricedUsage[]>;
  readonly note: (one: Note) => void;
  readonly show: (one: ShownClose) => void;
}

async function settle(
  closed: readonly ClosedMonth[],
  question: Question,
  priced: readonly PricedUsage[],
  by: readonly Grouping[],
  book: PriceBook,
  { usageOf: keptOf, records, note, show }: Settling,
): Promise<Settled> {
  let shown = [...priced];
  const replaced: { own: PricedUsage[]; live: PricedUsage[] } = { own: [], live: [] };
  const invoiced = new Set<PricedUsage>();
  for (const month of closed) {
    const isLive = ({ usage }: PricedUsage) => usage.group.at(-1) === month.month;
    const live = shown.filter(isLive);
    const why = unanswerable(month, question, by, book);
    if (why !== undefined) {
      note(recomputedNote(month, why));
      continue;
    }
    const kept = await keptOf(month);
    const confirmed = invoicedOf(records, month, kept, ({ usage }, dimension) => told(usage.group, month, dimension));
    const own = kept.filter(meant(month, question)).map((one) => {
      const shownAs = regrouped(one, month, by);
      if (confirmed.has(one)) invoiced.add(shownAs);
      return shownAs;
    });
    const [then, now] = [figuresOf(own), figuresOf(live)];
    note(settledNote(month, then, now, question, book));
    show({ month: month.month, record: month.number, hash: month.book.hash, currency: month.currency, then, now });
    shown = [...shown.filter((one) => !isLive(one)), ...own];
    replaced.own.push(...own);
    replaced.live.push(...live);
  }
  const isCharged = ({ usage }: PricedUsage) => usage.isCharged !== false;
  const charged = shown.filter(isCharged);
  return {
    priced: withoutMonth(shown),
    replaced: { own: withoutMonth(replaced.own), live: withoutMonth(replaced.live) },
    isInvoiced: charged.length > 0 && charged.every((one) => invoiced.has(one)),
  };
}

function withoutMonth(priced: readonly PricedUsage[]): PricedUsage[] {
  return priced.map((one) => ({ ...one, usage: { ...one.usage, group: one.usage.group.slice(0, -1) } }));
}

/** Why the figures of the close cannot answer; undefined where they can. */
function unanswerable(
  month: ClosedMonth,
  question: Question,
  by: readonly Grouping[],
  book: PriceBook,
): string | undefined {
  if (month.zone !== question.zone) return `it was closed with days cut in ${month.zone}`;
  if (month.currency !== book.currency) return `it was closed in ${month.currency}`;
  const dimensions: readonly string[] = [...month.dimensions, 'month'];
  const other = [...by, ...question.where.map(({ dimension }) => dimension)].find((one) => !dimensions.includes(one));
  if (other !== undefined) return `a close keeps ${month.dimensions.join(', ')}, not ${other}`;
  const bounds = periodBounds(question, question.zone);
  const isCut = [bounds.start, bounds.end].some(
    (at) => at !== null && startOfDate(dateOf(at, question.zone), question.zone) !== at,
  );
  return isCut ? 'a close keeps whole days' : undefined;
}

/** Whether usage of a close is of the question's days and filters. Days are compared as dates: a close may have many rows. */
function meant(month: ClosedMonth, question: Question): (one: PricedUsage) => boolean {
  const { start, end } = periodBounds(question, question.zone);
  const first = start === null ? '' : dateOf(start, question.zone);
  const last = end === null ? null : dateOf(end - 1, question.zone);
  return ({ usage }) => {
    const day = told(usage.group, month, 'day') ?? '';
    if (day < first || (last !== null && day > last)) return false;
    return question.where.every(({ dimension }) =>
      question.where.some(
        (filter) => filter.dimension === dimension && (told(usage.group, month, dimension) ?? '') === filter.value,
      ),
    );
  };
}

function told(group: PricedUsage['usage']['group'], month: ClosedMonth, dimension: Grouping): string | null {
  if (dimension === 'month') return month.month;
  return group[month.dimensions.indexOf(dimension as Dimension)] ?? null;
}

function regrouped(one: PricedUsage, month: ClosedMonth, by: readonly Grouping[]): PricedUsage {
  const group = [...by, 'month' as const].map((dimension) => told(one.usage.group, month, dimension));
  return { ...one, usage: { ...one.usage, group, month: month.month } };
}

function figuresOf(priced: readonly PricedUsage[]): ClosedFigures {
  return {
    calls: sumCounts(priced, ({ usage }) => usage.calls),
    low: sum(priced.map(({ low }) => low)),
    high: sum(priced.map(({ high }) => high)),
  };
}

/** What usage is grouped by when its month is closed. */
export function closedBy({ allocation }: Question): Dimension[] {
  const hasCentres = (allocation ?? []).some(({ parts }) => parts.some(({ costCentre }) => costCentre !== undefined));
  return hasCentres ? [...CLOSED_BY, 'cost_centre'] : [...CLOSED_BY];
}

/** Months that are closed by the question's own zone: over for it, whatever day it is. */
export function closedIn(books: Books | undefined, { zone }: Pick<Question, 'zone'>): Set<string> {
  return new Set((books?.closed ?? []).filter((one) => one.zone === zone).map(({ month }) => month));
}
