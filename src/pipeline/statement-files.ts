/**
 * Where a statement comes from: files of an issuer, of which reports are read as such and others as the logs they are, or lines of
 * invoices as they were entered.
 */
import { resolve } from 'node:path';
import { type Entry, enteredIn } from '../books/entries.js';
import { journal } from '../books/journal.js';
import { readReports } from '../books/statements/read.js';
import type { Statement, StatementLine } from '../books/statements/statement.js';
import type { Diagnostics } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { ZERO } from '../core/exact.js';
import type { PricingChoice, Question, Surroundings } from '../core/question.js';
import { visible } from '../core/text.js';
import type { PriceBook } from '../pricing/price-book.js';
import { lastDay } from '../projection/calendar.js';
import { filterText } from '../reports/command-words.js';
import { withLedger } from './ledger-door.js';
import { narrowRows, noteUnsaid, valuesOf } from './statement-filters.js';
import { logStatement } from './statement-log.js';

export async function filesStatement(
  question: Question,
  choice: PricingChoice & { readonly invoices: readonly string[] },
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
    isPartial: all.some(({ isPartial }) => isPartial === true),
  };
}

/** What an entry is of beside what lines of every statement are. */
const OF_ENTRIES = ['team', 'cost_centre', 'project', 'key'] as const;

/** Lines of invoices as they were entered: of whole months. */
export async function enteredStatement(
  question: Question,
  surroundings: Surroundings,
  diagnostics: Diagnostics,
): Promise<Statement> {
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
  let rows: readonly Entry[] = entries;
  let isPartial = false;
  const narrowedBy = OF_ENTRIES.filter((dimension) => {
    const values = valuesOf(question.where, dimension);
    if (values.length === 0) return false;
    const narrowed = narrowRows(rows, values, { of: ({ of }) => of[dimension] ?? null });
    if (narrowed.hasUnsaid) {
      const where = values.map((value) => ({ dimension, value }));
      noteUnsaid(dimension, filterText({ where }), diagnostics);
    }
    isPartial ||= narrowed.hasUnsaid;
    rows = narrowed.rows;
    return narrowed.isNarrowed;
  });
  const providers = new Set(rows.map(({ of }) => of.provider ?? null));
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
    lines: rows.map((entry) => lineOf(entry)),
    hasMore: false,
    narrowedBy,
    isPartial,
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
