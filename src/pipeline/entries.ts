/** `ledger enter` and `ledger entries`: credits, adjustments and invoice lines in a ledger. */
import { resolve } from 'node:path';
import { closedMonths } from '../books/closed-months.js';
import { ENTRY_DIMENSIONS, type Entry, enteredIn, loadEntries } from '../books/entries.js';
import { journal, type NewRecord, record } from '../books/journal.js';
import { writeStored } from '../books/stored.js';
import { Diagnostics, noteOf } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { type Exact, sum } from '../core/exact.js';
import { say } from '../core/phrase.js';
import type { Question, Surroundings } from '../core/question.js';
import { plural, visible } from '../core/text.js';
import { packageVersion } from '../core/version.js';
import { nextMonth, periodBounds, startOfMonth } from '../core/zone.js';
import type { Engine } from '../engine/engine.js';
import { lastCall } from '../queries/selection.js';
import { entriesReport } from '../reports/entries.js';
import { envelope } from '../reports/envelope.js';
import { type Answer, answer } from './answer.js';
import type { Books } from './closed.js';
import { withLedger } from './ledger-door.js';

/** All lines of a file, or none: one that is there already is left, one that contradicts it is an error. */
export async function ledgerEnter(ledger: string, file: string, surroundings: Surroundings): Promise<Answer> {
  const entries = await loadEntries(resolve(surroundings.workingDirectory, file), file);
  const diagnostics = new Diagnostics();
  await withLedger(ledger, surroundings, { isReadOnly: true, diagnostics }, async () => undefined);
  return withLedger(ledger, surroundings, { isReadOnly: false }, async (engine, path) => {
    const records = await journal(engine, path);
    const closed = closedMonths(records);
    const held = new Map(enteredIn(records).map(({ number: _, ...entry }) => [entry.id, entry]));
    const fresh = entries.filter((entry) => {
      const known = held.get(entry.id);
      if (known === undefined) return true;
      if (contentOf(known) === contentOf(entry)) return false;
      throw usageError(
        `${file}: the entry ${visible(entry.id)} is in the ledger with another content`,
        'entries are never changed: enter an adjustment with an id of its own',
      );
    });
    const late = fresh.find(({ month }) => closed.has(month));
    if (late !== undefined) {
      throw usageError(
        `${file}: the entry ${visible(late.id)} is of ${late.month}, which is closed`,
        `enter it in an open month, or reopen with tollbook close ${late.month} --reopen REASON`,
      );
    }
    const known = entries.length - fresh.length;
    if (known > 0) {
      diagnostics.add({
        code: 'entries_known',
        message: `${plural(known, 'entry', 'entries')} of ${file} ${known === 1 ? 'was' : 'were'} in the ledger before`,
        count: known,
      });
    }
    await record(
      engine,
      path,
      fresh.map((entry): NewRecord => ({ kind: 'entry', month: entry.month, content: entry })),
    );
    return entriesAnswer('ledger enter', engine, path, diagnostics);
  });
}

export async function ledgerEntries(ledger: string, surroundings: Surroundings): Promise<Answer> {
  const diagnostics = new Diagnostics();
  return withLedger(ledger, surroundings, { isReadOnly: true, diagnostics }, async (engine, path) =>
    entriesAnswer('ledger entries', engine, path, diagnostics),
  );
}

async function entriesAnswer(command: string, engine: Engine, path: string, diagnostics: Diagnostics): Promise<Answer> {
  const entries = enteredIn(await journal(engine, path));
  const source = { kind: 'ledger', path, lastCallAt: (await lastCall(engine)).lastAt } as const;
  const common = envelope({ command, version: packageVersion(), source }, diagnostics.notes);
  return answer(entriesReport({ common, entries }), diagnostics);
}

/** The same whatever the order its members were written in. */
function contentOf({ of, ...entry }: Entry): string {
  return writeStored([
    entry.id,
    entry.kind,
    entry.month,
    entry.amount,
    entry.currency,
    ENTRY_DIMENSIONS.map((dimension) => of[dimension] ?? null),
    entry.description,
    entry.reference,
  ]);
}

/** Credits and adjustments of whole months of the question, as far as its filters mean them. */
export function enteredFor(books: Books, question: Question, currency: string): Entry[] {
  const { start, end } = periodBounds(question, question.zone);
  return enteredIn(books.records).filter(
    (entry) =>
      entry.kind !== 'invoice' &&
      entry.currency === currency &&
      (start === null || startOfMonth(entry.month, question.zone) >= start) &&
      (end === null || startOfMonth(nextMonth(entry.month), question.zone) <= end) &&
      isMeant(entry, question),
  );
}

/** Says which entries are in no total, because they are in another currency than it. */
export function noteOtherCurrencies(
  books: Books,
  question: Question,
  currency: string,
  diagnostics: Diagnostics,
): void {
  const all = new Set(enteredIn(books.records).map((entry) => entry.currency));
  const others = [...all].filter((one) => one !== currency).sort();
  const left = others.flatMap((one) => enteredFor(books, question, one));
  if (left.length === 0) return;
  const says = say(
    '{count} {count|entry|entries} in {currencies} {count|is|are} in no total, which is in {currency}; ask with --currency and its rates, or look at tollbook ledger entries',
    { count: BigInt(left.length), currencies: [...new Set(left.map((one) => one.currency))].join(', '), currency },
  );
  diagnostics.add(noteOf('entries_in_other_currency', says, { count: left.length, incomplete: true }));
}

/** As of calls: filters on one dimension widen, on several they narrow. An entry says nothing of dimensions it cannot have. */
function isMeant({ of }: Entry, { where }: Pick<Question, 'where'>): boolean {
  const said: Readonly<Record<string, string | undefined>> = of;
  return where.every(({ dimension }) =>
    where.some((filter) => filter.dimension === dimension && (said[dimension] ?? '') === filter.value),
  );
}

export function totalOf(entries: readonly Entry[]): Exact {
  return sum(entries.map(({ amount }) => amount));
}
