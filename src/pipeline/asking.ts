/**
 * The part that all questions share: which calls are meant, what they cost at list prices, and what every report says first.
 */

import { lessCounts, shareOfCount, sumCounts } from '../core/count.js';
import type { ExchangeRate } from '../core/currency.js';
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { type Exact, multiply } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import { say } from '../core/phrase.js';
import type { Dimension, PricingChoice, Question } from '../core/question.js';
import { type BilledQuantities, type MeteredUsage, tokensOf } from '../core/usage.js';
import { packageVersion } from '../core/version.js';
import { dateOf, dayAlignment, daysBetween, nextDate, periodBounds, startOfDate, startOfMonth } from '../core/zone.js';
import type { Engine } from '../engine/engine.js';
import { type Exchanger, exchanger, inCurrency } from '../pricing/exchange.js';
import { openPriceBook, type PriceBook } from '../pricing/price-book.js';
import { type LoggedModel, type PriceOptions, resolveModel } from '../pricing/price-usage.js';
import { finer, sizeCuts, type TimeUnit, timeAlignment, timeClass } from '../pricing/segments.js';
import type { PricedUsage } from '../pricing/types.js';
import { together } from '../queries/account.js';
import { type Allocation, type AllocationCount, countAllocated, isAllocated } from '../queries/allocation.js';
import type { Grouping } from '../queries/dimensions.js';
import { factCount, gatherFacts } from '../queries/facts.js';
import { meteredUsage } from '../queries/metered.js';
import type { Coverage, DayCount, Period } from '../queries/rows.js';
import { days, leftOut, models, type Span, select, span } from '../queries/selection.js';
import { type Basis, type Envelope, envelope } from '../reports/envelope.js';
import type { ShownClose } from '../reports/envelope-input.js';
import type { GroupCost } from '../reports/group-cost.js';
import { addCosts, groupKey } from '../reports/group-cost.js';
import { unloggedNote, unpricedNote } from '../reports/unpriced.js';
import { allocationOf, divided, type Sharers, sharersOf, withSharers } from './allocation.js';
import type { Books, Replaced } from './closed.js';
import { countedApart } from './counted-apart.js';
import { countedTerms } from './counted-terms.js';
import type { Opened } from './opening.js';

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
  noteSelected(whole, excluded, diagnostics);
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

/** Says what a reader of the figures has to know about the calls behind them. */
export function noteSelected(whole: Span, excluded: bigint, diagnostics: Diagnostics): void {
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

export interface MeterOptions {
  /** Price books of offers: calls are cut at their edges too. */
  readonly ownBooks?: readonly PriceBook[] | undefined;
  /** Cut at the months of the report's zone too. */
  readonly isByMonth?: boolean | undefined;
  /** Models that no call was made to and that some may be priced as: calls are cut at their edges too. */
  readonly alsoModels?: readonly LoggedModel[] | undefined;
  /** Calls that use one of these are counted apart from those that do not. */
  readonly apart?: readonly Meter[] | undefined;
}

/** The counting half of `priceSelected`, cut for `books` at once where offers bring prices of their own. */
export async function meterSelected(
  engine: Engine,
  question: Question,
  by: readonly Grouping[],
  book: PriceBook,
  options: PriceOptions,
  selected: Selected,
  { ownBooks = [], isByMonth = false, alsoModels = [], apart = [] }: MeterOptions = {},
): Promise<MeteredUsage[]> {
  const logged = [...(await models(engine)), ...alsoModels];
  const skus = [book, ...ownBooks].flatMap((one) =>
    logged.flatMap((row) => resolveModel(one, row, options.aliases).sku ?? []),
  );
  const hasUnits = selected.span.rowsWithUnits > 0n;
  const counted = withSharers(by, selected.sharers);
  const terms = await countedTerms(engine, [book, ...ownBooks], logged, options.aliases);
  await gatherFacts(engine, {
    by: counted,
    zone: question.zone,
    sizeCuts: sizeCuts(skus),
    timeUnit: isByMonth
      ? finer(timeAlignment(skus), monthAlignment(question.zone, selected.span))
      : timeAlignment(skus),
    hasUnits,
    terms,
    apart,
  });
  if (by.includes('alike')) await refuseTooMany(engine);
  const metered = await meteredUsage(engine, {
    by: counted,
    zone: question.zone,
    hasUnits,
    terms,
    isApart: apart.length > 0,
    timeClass: timeClass(skus),
    assumedAt: question.assumeMonth === undefined ? null : startOfMonth(question.assumeMonth, 'UTC'),
    months: isByMonth ? { of: monthsIn(question.zone), assumed: question.assumeMonth ?? null } : undefined,
  });
  return [
    ...divided(metered, by, selected.sharers, (usage, share) => ({
      ...usage,
      calls: shareOfCount(usage.calls, share),
      quantities: shareOfQuantities(usage.quantities, share),
      billed: usage.billed && new Map([...usage.billed].map(([key, one]) => [key, shareOfBilled(one, share)])),
    })),
  ];
}

/** Each kind of call is held and priced on its own where a seller rounds every request; beyond this that takes gigabytes. */
const MOST_KINDS = 300_000n;

async function refuseTooMany(engine: Engine): Promise<void> {
  const count = await factCount(engine);
  if (count <= MOST_KINDS) return;
  throw usageError(
    `these are ${count.toLocaleString('en-US')} different calls, and an offer that rounds each request can be worked out for ${MOST_KINDS.toLocaleString('en-US')}`,
    'ask for a shorter period or a part of the calls (--month, --where)',
  );
}

function shareOfQuantities(quantities: MeteredUsage['quantities'], share: Exact): MeteredUsage['quantities'] {
  return new Map([...quantities].map(([meter, quantity]) => [meter, multiply(quantity, share)]));
}

function shareOfBilled(one: BilledQuantities, share: Exact): BilledQuantities {
  const of = (quantities: BilledQuantities['used']) => shareOfQuantities(quantities, share);
  return { ...one, used: of(one.used), asked: of(one.asked), billed: of(one.billed) };
}

/** The coarsest unit on whose edges the zone's days, and so its months, begin. */
function monthAlignment(zone: string, { firstAt, lastAt }: Span): TimeUnit {
  return firstAt === null || lastAt === null ? 'day' : dayAlignment(zone, firstAt, lastAt);
}

function monthsIn(zone: string): (at: number) => string {
  return (at) => dateOf(at, zone).slice(0, 7);
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

/** The common part of a report over selected calls. */
export function commonPart(
  command: string,
  question: Question,
  opened: Omit<Opened, 'engine'>,
  selected: Selected,
  diagnostics: Diagnostics,
  money?: Priced & { readonly basis?: Basis },
): Envelope {
  const unpriced = money?.priced.flatMap((one) => one.unpriced) ?? [];
  for (const note of [unpricedNote(unpriced), unloggedNote(unpriced)]) if (note !== undefined) diagnostics.add(note);
  const isUnpriced = (one: PricedUsage) => one.unpriced.length > 0;
  const callsUnpriced = sumCounts(money?.priced.filter(isUnpriced) ?? [], (one) => one.usage.calls);
  // Where shares of calls were asked for, all figures are of shares; those of a closed month are of the calls it was closed with.
  const isFiltered = question.where.some(({ dimension }) => isAllocated(dimension));
  const isOfShares = selected.sharers !== undefined && isFiltered;
  const isClosed = (money?.closed ?? []).length > 0;
  const calls = (isOfShares || isClosed) && money ? sumCounts(money.metered, (one) => one.calls) : selected.span.calls;
  return envelope(
    {
      command,
      version: packageVersion(),
      source: { kind: opened.kind, path: opened.path, lastCallAt: selected.span.lastAt },
      period: selected.period,
      account: together(opened.files),
      coverage: { ...selected.coverage, calls },
      allocation: selected.allocation && {
        ...selected.allocation,
        rules: question.allocation?.length ?? 0,
        isFiltered,
      },
      groupBy: question.by,
      ...(money === undefined
        ? {}
        : {
            priced: {
              calls: lessCounts(calls, callsUnpriced),
              tokens: sumCounts(money.metered, tokensOf),
              tokensPriced: lessCounts(
                sumCounts(money.metered, tokensOf),
                sumCounts(unpriced, (one) => one.tokens),
              ),
            },
            priceBook: { id: money.book.id, hash: money.book.hash, asOf: money.book.asOf },
            basis: money.basis ?? basisOf(money.metered, money.isInvoiced === true ? 'invoiced' : 'list'),
            currency: money.currency,
            exchangeRates: money.rates,
            unpriced,
            closed: money.closed,
          }),
    },
    diagnostics.notes,
  );
}

/** What a total of billed traffic is, unless subscription traffic is in it: what that would have cost was not billed per call. */
export function basisOf(metered: readonly MeteredUsage[], billed: Basis = 'list'): Basis {
  const notional = metered.filter((usage) => usage.isNotional).length;
  return notional === 0 ? billed : notional === metered.length ? 'notional' : 'mixed';
}
