/**
 * `close`: keeps the figures of a month, or holds what is kept against what the ledger and today's prices give. A close is
 * never rewritten: reopening adds a record with its reason, and closing again adds another.
 */
import { type Close, closedMonths, keptUsage, type SourceMark } from '../books/closed-months.js';
import { journal, record, usageOf } from '../books/journal.js';
import { sumCounts } from '../core/count.js';
import { Diagnostics, noteOf } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { sum } from '../core/exact.js';
import { say } from '../core/phrase.js';
import type { PricingChoice, Question, Surroundings } from '../core/question.js';
import { tokensOf } from '../core/usage.js';
import { packageVersion } from '../core/version.js';
import { daysInMonth, periodBounds } from '../core/zone.js';
import type { Engine } from '../engine/engine.js';
import { shownPath } from '../ingest/discover.js';
import { priceUsage } from '../pricing/price-usage.js';
import type { PricedUsage } from '../pricing/types.js';
import { lastCall } from '../queries/selection.js';
import { sqlText } from '../queries/sql-file.js';
import { closeReport, monthsReport } from '../reports/close.js';
import { envelope } from '../reports/envelope.js';
import { isoInstant } from '../reports/instants.js';
import { pricingNotes } from '../reports/pricing-notes.js';
import { type Answer, answer } from './answer.js';
import { closedBy, openBooks } from './closed.js';
import { commonPart } from './common-part.js';
import { enteredFor, totalOf } from './entries.js';
import { shown } from './file-accounts.js';
import { withLedger } from './ledger-door.js';
import { type Priced, priceSelected } from './priced.js';
import { type Selected, selectCalls } from './selecting.js';

const DAY = 86_400_000;

export interface CloseChoice {
  /** Undefined: tell which months are closed. */
  readonly month: string | undefined;
  /** Why the month is reopened. */
  readonly reopen: string | undefined;
}

export async function close(
  question: Question,
  pricing: PricingChoice,
  choice: CloseChoice,
  surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const { ledger } = question.source;
  const { month, reopen } = choice;
  if (month === undefined) return list(ledger, surroundings);
  await withLedger(ledger, surroundings, { isReadOnly: true, diagnostics }, async () => undefined);
  return withLedger(ledger, surroundings, { isReadOnly: false }, async (engine, path) => {
    const before = closedMonths(await journal(engine, path)).get(month);
    const zone = before?.zone ?? question.zone;
    if (reopen !== undefined && before === undefined) {
      throw usageError(`${month} is not closed, so it cannot be reopened`, '`tollbook close` tells which months are');
    }
    const asked: Question = { ...question, zone, month, by: closedBy(question), where: [] };
    const newest = (await lastCall(engine)).lastAt;
    const selected = await selectCalls(engine, asked, diagnostics);
    if (before === undefined && selected.span.calls === 0n) {
      throw usageError(`the ledger has no call in ${month}`, 'load the logs of the month first');
    }
    const money = await priceSelected(engine, asked, asked.by, { ...pricing, currency: undefined }, selected);
    const books = await openBooks({ engine, kind: 'ledger', path }, asked, new Diagnostics());
    const entries = books === undefined ? [] : enteredFor(books, asked, money.book.currency);
    const now: Close = {
      ...figures(asked, selected, money, pricing),
      entered: totalOf(entries),
      sources: (await engine.query<SourceMark>(sqlText('books/month_sources'))).map((source) => ({
        ...source,
        path: shownPath(source.path, surroundings.workingDirectory),
      })),
    };
    const kept = before === undefined ? undefined : ((await usageOf(engine, before.number)) as PricedUsage[]);
    if (before === undefined) {
      await record(engine, path, [{ kind: 'close', month, content: now, usage: money.priced.map(keptUsage) }]);
    } else if (reopen !== undefined) {
      await record(engine, path, [{ kind: 'reopen', month, content: { reason: reopen } }]);
    }
    const { end } = periodBounds(asked, zone);
    // There is no clock: calls of the last day, or later ones, are the only sign that a month is over.
    if (before === undefined && newest !== null && end !== null && newest < end - DAY) {
      diagnostics.add(
        noteOf(
          'month_may_not_be_over',
          say(
            'the newest call of this ledger is of {newest}, before the last day of {month}: if the month is not over, or logs are missing, run `tollbook close {month} --reopen REASON` and close it again later',
            { newest: isoInstant(newest), month },
          ),
        ),
      );
    }
    if (now.daysWithCalls < now.days) {
      diagnostics.add({
        code: 'days_without_calls',
        message: `${month}: ${now.daysWithCalls} of ${now.days} days ${now.daysWithCalls === 1 ? 'has' : 'have'} calls; what was not loaded yet is not in these figures`,
      });
    }
    for (const note of pricingNotes(money.priced)) diagnostics.add(note);
    const common = commonPart(
      'close',
      { ...asked, by: [] },
      { kind: 'ledger', path, files: await shown(engine, surroundings, []) },
      selected,
      diagnostics,
      money,
    );
    const standing = await standingOf(engine, path, month);
    const report = closeReport({
      common,
      month,
      closed: before ?? standing.closed ?? { ...now, month, number: 0 },
      now,
      status: before === undefined ? 'closed' : reopen !== undefined ? 'reopened' : undefined,
      models: modelsOf(asked, kept ?? money.priced, money),
      history: standing.history,
    });
    return {
      ...answer(report, diagnostics),
      gateFailed: reopen === undefined && report.result.status === 'differs',
    };
  });
}

async function list(ledger: string, surroundings: Surroundings): Promise<Answer> {
  const diagnostics = new Diagnostics();
  return withLedger(ledger, surroundings, { isReadOnly: true, diagnostics }, async (engine, path) => {
    const source = { kind: 'ledger', path, lastCallAt: (await lastCall(engine)).lastAt } as const;
    const common = envelope({ command: 'close', version: packageVersion(), source }, diagnostics.notes);
    return answer(monthsReport(common, await journal(engine, path)), diagnostics);
  });
}

async function standingOf(engine: Engine, path: string, month: string) {
  const records = await journal(engine, path);
  return { closed: closedMonths(records).get(month), history: records.filter((one) => one.month === month) };
}

function figures(
  { zone, by, month = '' }: Question,
  { coverage, span }: Selected,
  { book, priced }: Priced,
  { split }: PricingChoice,
): Omit<Close, 'entered' | 'sources'> {
  return {
    zone,
    dimensions: by,
    currency: book.currency,
    book: { id: book.id, hash: book.hash, asOf: book.asOf },
    version: packageVersion(),
    split: split ?? null,
    days: daysInMonth(month),
    daysWithCalls: coverage.daysWithCalls,
    lastCallAt: span.lastAt,
    calls: sumCounts(priced, ({ usage }) => usage.calls),
    tokens: sumCounts(priced, ({ usage }) => tokensOf(usage)),
    low: sum(priced.map(({ low }) => low)),
    high: sum(priced.map(({ high }) => high)),
    unpricedCalls: sumCounts(
      priced.filter(({ unpriced }) => unpriced.length > 0),
      ({ usage }) => usage.calls,
    ),
  };
}

/** Per model: what was closed, the closed usage at today's prices, and what the calls come to today. */
function modelsOf({ by }: Question, kept: readonly PricedUsage[], { book, options, priced }: Priced) {
  const place = by.indexOf('model');
  const provider = by.indexOf('provider');
  const models = new Map<string, { kept: PricedUsage[]; again: PricedUsage[]; live: PricedUsage[] }>();
  const of = ({ usage }: PricedUsage) => {
    const key = JSON.stringify([usage.group[provider] ?? null, usage.group[place] ?? null]);
    const known = models.get(key) ?? { kept: [], again: [], live: [] };
    models.set(key, known);
    return known;
  };
  for (const one of kept) {
    of(one).kept.push(one);
    of(one).again.push(one.usage.isCharged === false ? one : priceUsage(book, one.usage, options));
  }
  for (const one of priced) of(one).live.push(one);
  const total = (some: readonly PricedUsage[]) => ({
    calls: sumCounts(some, ({ usage }) => usage.calls),
    unpricedCalls: sumCounts(
      some.filter(({ unpriced }) => unpriced.length > 0),
      ({ usage }) => usage.calls,
    ),
    low: sum(some.map(({ low }) => low)),
    high: sum(some.map(({ high }) => high)),
  });
  return [...models]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, some]) => {
      const [seller = null, model = null] = JSON.parse(key) as (string | null)[];
      return {
        provider: seller,
        model,
        closed: total(some.kept),
        repriced: total(some.again),
        now: total(some.live),
      };
    });
}
