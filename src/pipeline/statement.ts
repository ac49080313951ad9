/**
 * `reconcile`: an issuer's statement against the ledger, per day and model in the issuer's own time zone. Reports of providers are
 * read as such, every other export as the log it is, and lines of invoices as they were entered.
 */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Reconciliation } from '../books/closed-months.js';
import { type Entry, enteredIn } from '../books/entries.js';
import { journal, record } from '../books/journal.js';
import { type Differences, differencesOf, type OwnUsage, type Tolerance } from '../books/statements/differences.js';
import { type PairedCalls, pairedCalls, type SingleCall } from '../books/statements/paired-calls.js';
import { readReports } from '../books/statements/read.js';
import type { Statement, StatementLine } from '../books/statements/statement.js';
import { toDecimal } from '../core/decimal.js';
import { Diagnostics, noteOf } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { ZERO } from '../core/exact.js';
import { say } from '../core/phrase.js';
import type { Filter, PricingChoice, Question, Surroundings } from '../core/question.js';
import { visible } from '../core/text.js';
import { dateOf, periodBounds } from '../core/zone.js';
import { openPriceBook, type PriceBook } from '../pricing/price-book.js';
import { resolveModel } from '../pricing/price-usage.js';
import type { PricedUsage } from '../pricing/types.js';
import { lastDay } from '../projection/calendar.js';
import { singleCalls } from '../queries/single-calls.js';
import { reconcileReport } from '../reports/reconcile.js';
import { type Answer, answer } from './answer.js';
import { openBooks } from './closed.js';
import { commonPart } from './common-part.js';
import { withLedger } from './ledger-door.js';
import { withSource } from './opening.js';
import { type Priced, priceSelected } from './priced.js';
import { selectCalls } from './selecting.js';
import { logStatement, MOST_PAIRED, noteUnpaired } from './statement-log.js';

export interface StatementChoice extends PricingChoice {
  /** Files as typed; empty: the lines of invoices that were entered. */
  readonly invoices: readonly string[];
  readonly tolerance: Tolerance;
}

/** The question's zone is the issuer's. */
export async function reconcile(
  question: Question,
  choice: StatementChoice,
  surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const book = await openPriceBook({ files: choice.books });
  const statement =
    choice.invoices.length === 0
      ? await enteredStatement(question, surroundings)
      : await filesStatement(question, choice, book, surroundings, diagnostics);
  if (!statement.hasCost && 'amount' in choice.tolerance) {
    throw usageError('tokens are compared, and --tolerance is an amount', 'write a percentage such as 1%');
  }
  const outcome = await withSource(question.source, question.reading, surroundings, diagnostics, async (source) => {
    const period = periodFor(question, statement);
    const asked: Question = { ...question, ...period, month: undefined, by: ['day'] };
    // A statement is of whole calls: what several share is one call there.
    const selected = await selectCalls(source.engine, asked, diagnostics, { dimensions: [], shared: 'together' });
    const single = statement.calls && (await singleCalls(source.engine, asked.zone, MOST_PAIRED));
    const books = await openBooks(source, asked, diagnostics);
    const priced = await priceSelected(source.engine, asked, asked.by, choice, selected, books);
    const scope = scopeOf(statement, question.where, priced);
    const money: Priced = { ...priced, ...narrowed(priced, scope.isIn) };
    refuseCurrency(statement, money.currency);
    const differences = compare(statement, money, period, choice);
    const calls = pairs(statement, single, period, scope, diagnostics);
    if (statement.hasMore) {
      diagnostics.add({
        code: 'statement_has_more',
        message: 'the report says that there are further pages: ask for them, and name every page with --invoice',
        incomplete: true,
      });
    }
    const whole = wholeMonth(question, statement, period);
    const isRecorded = differences.isWithin && statement.hasCost && whole !== undefined && source.kind === 'ledger';
    if (isRecorded) {
      diagnostics.add({
        code: 'reconciled',
        message: `${whole} is reconciled with ${scope.words}; once the month is closed with these figures, its cost is \`invoiced\``,
      });
    }
    const common = commonPart('reconcile', { ...asked, by: [] }, source, selected, diagnostics, money);
    const report = reconcileReport({
      common,
      statement,
      differences,
      period,
      scope: scope.words,
      tolerance: choice.tolerance,
      calls,
    });
    return { report, differences, whole: isRecorded ? whole : undefined, scope, currency: money.currency };
  });
  if (outcome.whole !== undefined) {
    const content = await reconciliation(statement, choice, outcome, question, surroundings);
    await withLedger(question.source.ledger, surroundings, { isReadOnly: false }, (engine, path) =>
      record(engine, path, [{ kind: 'reconciliation', month: outcome.whole as string, content }]),
    );
  }
  return { ...answer(outcome.report, diagnostics), gateFailed: !outcome.differences.isWithin };
}

async function reconciliation(
  statement: Statement,
  { invoices, tolerance }: StatementChoice,
  { differences, currency }: { readonly differences: Differences; readonly currency: string },
  { zone, where }: Question,
  { workingDirectory }: Surroundings,
): Promise<Reconciliation> {
  const hashes: string[] = [];
  for (const file of invoices) {
    const hash = createHash('sha256').update(await readFile(resolve(workingDirectory, file)));
    hashes.push(`sha256:${hash.digest('hex')}`);
  }
  const { theirs, low, high } = differences.total;
  return {
    zone,
    provider: statement.provider,
    where,
    export: statement.export,
    hashes,
    currency,
    theirs: theirs ?? ZERO,
    low,
    high,
    tolerance: 'rate' in tolerance ? `rate ${toDecimal(tolerance.rate)}` : toDecimal(tolerance.amount),
  };
}

async function filesStatement(
  question: Question,
  choice: StatementChoice,
  book: PriceBook,
  surroundings: Surroundings,
  diagnostics: Diagnostics,
): Promise<Statement> {
  const named = choice.invoices.map((file) => ({
    file,
    path: resolve(surroundings.workingDirectory, file),
    name: visible(file),
  }));
  const { reports, others: logs } = await readReports(named, question.zone);
  const all = [...reports];
  if (logs.length > 0) {
    const files = logs.map(({ file }) => file);
    all.push(await logStatement(files, question, choice, book, surroundings, diagnostics));
  }
  const [first, ...others] = all;
  if (first === undefined) throw usageError('there is no statement', 'name one with --invoice FILE');
  const other = others.find((one) => one.export !== first.export);
  if (other !== undefined) {
    throw usageError(
      `the files are exports of two kinds, ${first.titles.join(' and ')} and ${other.titles.join(' and ')}`,
      'reconcile one kind at a time; pages of one report may be named together',
    );
  }
  const days = all.flatMap(({ first: start, last }) => [start, last].filter((day) => day !== null)).sort();
  return {
    ...first,
    lines: all.flatMap(({ lines }) => lines),
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
    hasMore: all.at(-1)?.hasMore === true,
  };
}

/** Lines of invoices as they were entered: of whole months. */
async function enteredStatement(question: Question, surroundings: Surroundings): Promise<Statement> {
  const { month, source } = question;
  if (month === undefined || source.logs.length > 0) {
    throw usageError(
      'there is nothing to compare with',
      'name a statement with --invoice FILE; invoice lines of a ledger are compared with --month 2026-10',
    );
  }
  const entries = await withLedger(source.ledger, surroundings, { isReadOnly: true }, async (engine, path) =>
    enteredIn(await journal(engine, path)).filter((entry) => entry.kind === 'invoice' && entry.month === month),
  );
  if (entries.length === 0) {
    throw usageError(
      `no invoice line of ${month} was entered`,
      'name a statement with --invoice FILE, or enter lines with tollbook ledger enter FILE',
    );
  }
  const providers = new Set(entries.map(({ of }) => of.provider ?? null));
  return {
    export: 'entered',
    titles: ['Entered lines of invoices'],
    provider: providers.size === 1 ? ([...providers][0] ?? null) : null,
    hasCost: true,
    hasUsage: false,
    hasDays: false,
    cannotContain: ['days', 'calls and tokens'],
    first: `${month}-01`,
    last: lastDay(month),
    lines: entries.map((entry) => lineOf(entry)),
    hasMore: false,
  };
}

function lineOf({ month, amount, currency, of }: Entry): StatementLine {
  return {
    day: month,
    provider: of.provider ?? null,
    gateway: of.gateway ?? null,
    model: of.model ?? null,
    calls: null,
    tokens: null,
    cost: amount,
    rounding: ZERO,
    currency,
    kind: 'actual',
  };
}

interface Days {
  /** Dates, both included. */
  readonly since: string;
  readonly until: string;
}

/** The days that were asked for, else those that the statement speaks of. */
function periodFor(question: Question, { first, last }: Statement): Days {
  const { start, end } = periodBounds(question, question.zone);
  const since = start === null ? first : dateOf(start, question.zone);
  const until = end === null ? last : dateOf(end - 1, question.zone);
  if (since === null || until === null) {
    throw usageError('no line of the statement has a day', 'name the period with --month 2026-10');
  }
  return { since, until };
}

function wholeMonth({ month }: Question, { first, last }: Statement, { since, until }: Days): string | undefined {
  const isCovered = first !== null && last !== null && first <= since && last >= until;
  return month !== undefined && isCovered ? month : undefined;
}

interface Scope {
  readonly words: string;
  readonly isIn: (usage: Pick<SingleCall, 'provider' | 'gateway' | 'model'>) => boolean;
}

/** The calls that the issuer can have billed: those of its name, unless the question says which. */
function scopeOf({ provider }: Statement, where: readonly Filter[], { book, options }: Priced): Scope {
  const isSaid = where.some(({ dimension }) => dimension === 'provider' || dimension === 'gateway');
  if (isSaid || provider === null) {
    const words = where.map(({ dimension, value }) => `${dimension}=${value}`).join(' ');
    return { words: words === '' ? 'all calls' : words, isIn: () => true };
  }
  // A log that names no provider is known by its model.
  const sellerOf: (usage: Parameters<Scope['isIn']>[0]) => string | null = (usage) =>
    usage.provider ?? resolveModel(book, usage, options.aliases).sku?.provider ?? null;
  return { words: `provider=${provider}`, isIn: (one) => sellerOf(one) === provider };
}

function narrowed({ metered, priced }: Priced, isIn: Scope['isIn']): Pick<Priced, 'metered' | 'priced'> {
  const kept = priced.map((one) => isIn(one.usage) && one.usage.isNotional === false);
  return { priced: priced.filter((_, index) => kept[index]), metered: metered.filter((_, index) => kept[index]) };
}

/** The calls of both sides one by one; undefined where one of them cannot be told so. */
function pairs(
  { calls }: Statement,
  own: readonly SingleCall[] | undefined,
  { since, until }: Days,
  { isIn }: Scope,
  diagnostics: Diagnostics,
): PairedCalls | undefined {
  if (calls === undefined) return undefined;
  if (own === undefined) {
    noteUnpaired(diagnostics);
    return undefined;
  }
  const theirs = calls.filter(({ day }) => day !== null && day >= since && day <= until);
  const found = pairedCalls(theirs, own.filter(isIn));
  if (found.paired > 0) return found;
  if (theirs.length > 0 && own.length > 0) {
    diagnostics.add(
      noteOf(
        'no_common_ids',
        say('no id of the statement is one of ours: calls are compared by day and model, not one by one'),
      ),
    );
  }
  return undefined;
}

function refuseCurrency({ lines }: Statement, currency: string): void {
  const others = [...new Set(lines.flatMap((line) => line.currency ?? []))].filter((one) => one !== currency);
  const [other] = others;
  if (other === undefined) return;
  throw usageError(
    `the statement is in ${visible(other)}, and costs are told in ${currency}`,
    `tell costs in it with --currency ${visible(other)}, which needs rates in fx of tollbook.yaml`,
  );
}

function compare(
  statement: Statement,
  { book, options, priced }: Priced,
  { since, until }: Days,
  { tolerance }: StatementChoice,
) {
  const hasModels = statement.lines.some(({ model }) => model !== null);
  const isMeant = ({ day }: StatementLine) =>
    statement.hasDays ? day >= since && day <= until : day >= since.slice(0, 7) && day <= until.slice(0, 7);
  const lines = statement.lines.filter(isMeant);
  const keyOf = (named: Pick<StatementLine, 'provider' | 'gateway' | 'model'>): string => {
    if (!hasModels) return '';
    if (named.model === null) return '?';
    const { sku } = resolveModel(book, named, options.aliases);
    return sku?.sku ?? `?${named.model.toLowerCase()}`;
  };
  const own: OwnUsage[] = priced.map((one) => {
    const day = one.usage.group[0] ?? since;
    return { day: statement.hasDays ? day : day.slice(0, 7), key: keyOf(sold(one, statement)), priced: one };
  });
  return differencesOf({ statement, lines, own, keyOf, tolerance, pricing: { book, options } });
}

/** A call whose log names no provider is the issuer's: it is in scope. */
function sold({ usage }: PricedUsage, { provider }: Statement): Pick<StatementLine, 'provider' | 'gateway' | 'model'> {
  return { provider: usage.provider ?? provider, gateway: usage.gateway, model: usage.model };
}
