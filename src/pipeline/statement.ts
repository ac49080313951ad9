/**
 * `reconcile`: an issuer's statement against the ledger, per day and model in the issuer's own time zone, and what the ledger keeps of it.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Reconciliation } from '../books/closed-months.js';
import { record } from '../books/journal.js';
import type { Differences, Tolerance } from '../books/statements/differences.js';
import type { Statement } from '../books/statements/statement.js';
import { toDecimal } from '../core/decimal.js';
import { Diagnostics, noteOf, OtherNotes } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { ZERO } from '../core/exact.js';
import { type Phrase, say } from '../core/phrase.js';
import type { PricingChoice, Question, Surroundings } from '../core/question.js';
import { visible } from '../core/text.js';
import { UNMET_FIELDS } from '../ingest/own-fields.js';
import { openPriceBook } from '../pricing/price-book.js';
import { singleCalls } from '../queries/single-calls.js';
import { filterWords, ledgerWords, shellCommand } from '../reports/command-words.js';
import { reconcileReport } from '../reports/reconcile.js';
import { type Answer, answer } from './answer.js';
import { openBooks } from './closed.js';
import { commonPart } from './common-part.js';
import { withLedger } from './ledger-door.js';
import { withSource } from './opening.js';
import { type Priced, priceSelected } from './priced.js';
import { selectCalls } from './selecting.js';
import { enteredStatement, filesStatement } from './statement-files.js';
import { modelKey, narrowedStatement } from './statement-filters.js';
import { MOST_PAIRED } from './statement-log.js';
import { compared, type Days, narrowed, pairs, periodFor, scopeOf } from './statement-scope.js';

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
  const stated =
    choice.invoices.length === 0
      ? await enteredStatement(question, surroundings, diagnostics)
      : await filesStatement(question, choice, book, surroundings, diagnostics);
  const keyOf = (named: Parameters<typeof modelKey>[2]) => modelKey(book, choice.aliases, named);
  const statement = narrowedStatement(stated, question.where, keyOf, diagnostics);
  if (!statement.hasCost && 'amount' in choice.tolerance) {
    throw usageError('tokens are compared, and --tolerance is an amount', 'write a percentage such as 1%');
  }
  // Fields of --map that the statement has are not missed in the logs.
  const heard = choice.invoices.length === 0 ? diagnostics : new OtherNotes(diagnostics, UNMET_FIELDS);
  const outcome = await withSource(question.source, question.reading, surroundings, heard, async (source) => {
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
    const differences = compared(statement, money, period, choice.tolerance);
    const calls = pairs(statement, single, period, scope, diagnostics);
    if (statement.hasMore) {
      diagnostics.add({
        code: 'statement_has_more',
        message: 'the report says that there are further pages: ask for them, and name every page with --invoice',
        incomplete: true,
      });
    }
    const obstacle = source.kind === 'ledger' ? obstacleTo(statement, question, period) : undefined;
    const whole = source.kind === 'ledger' && obstacle === undefined ? question.month : undefined;
    const isRecorded = differences.isWithin && whole !== undefined;
    if (isRecorded) {
      diagnostics.add({
        code: 'reconciled',
        message: `${whole} is reconciled with ${scope.words}; once the month is closed with these figures, its cost is \`invoiced\``,
      });
    } else if (differences.isWithin && question.month !== undefined && obstacle !== undefined) {
      const says = say('{month} agrees, but the ledger does not keep it as reconciled: {obstacle}', {
        month: question.month,
        obstacle,
      });
      diagnostics.add(noteOf('not_reconciled', says));
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

/** Why agreement on the month that was asked for proves nothing of the whole month, and what to do; undefined where it does. */
function obstacleTo(statement: Statement, question: Question, { since, until }: Days): Phrase | undefined {
  const { first, last, hasCost, hasMore, isPartial } = statement;
  const { month } = question;
  if (month === undefined) return undefined;
  if (!hasCost) return say('the statement has no amounts; reconcile the month with one that has');
  if (hasMore) return say('further pages of the report are missing');
  if (isPartial === true) {
    return say('what the notes say of its rows leaves open whether the statement is of these calls alone and is whole');
  }
  if (first !== null && last !== null && first <= since && last >= until) return undefined;
  return say(
    'the statement names {first} to {last} alone and may be of that part of the month. Where it is of all of {month}, enter its amounts as invoice lines of {month} (`{enter}`, kind: invoice) and run `{command}`, which compares those',
    {
      first: first ?? '–',
      last: last ?? '–',
      month,
      enter: shellCommand(['tollbook', 'ledger', 'enter', 'FILE', ...ledgerWords(question)]),
      command: shellCommand([
        'tollbook',
        'reconcile',
        ...ledgerWords(question),
        '--month',
        month,
        ...filterWords(question),
      ]),
    },
  );
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
