/**
 * What of the calls a statement is held against, and the two beside each other: which days, whose calls, under which names of models,
 * and call by call where both sides have ids.
 */
import { type Differences, differencesOf, type OwnUsage, type Tolerance } from '../books/statements/differences.js';
import { type PairedCalls, pairedCalls, type SingleCall } from '../books/statements/paired-calls.js';
import type { Statement, StatementLine } from '../books/statements/statement.js';
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { say } from '../core/phrase.js';
import type { Filter, Question } from '../core/question.js';
import { dateOf, periodBounds } from '../core/zone.js';
import { resolveModel } from '../pricing/price-usage.js';
import type { PricedUsage } from '../pricing/types.js';
import type { Priced } from './priced.js';
import { modelKey } from './statement-filters.js';
import { noteUnpaired } from './statement-log.js';

export interface Days {
  /** Dates, both included. */
  readonly since: string;
  readonly until: string;
}

/** The days that were asked for, else those that the statement speaks of. */
export function periodFor(question: Question, { first, last }: Statement): Days {
  const { start, end } = periodBounds(question, question.zone);
  const since = start === null ? first : dateOf(start, question.zone);
  const until = end === null ? last : dateOf(end - 1, question.zone);
  if (since === null || until === null) {
    throw usageError('no line of the statement has a day', 'name the period with --month 2026-10');
  }
  return { since, until };
}

export interface Scope {
  readonly words: string;
  readonly isIn: (usage: Pick<SingleCall, 'provider' | 'gateway' | 'model'>) => boolean;
}

/** The calls that the issuer can have billed: those of its name, unless the question says which. */
export function scopeOf({ provider }: Statement, where: readonly Filter[], { book, options }: Priced): Scope {
  const filters = where.map(({ dimension, value }) => `${dimension}=${value}`).join(' ');
  const isSaid = where.some(({ dimension }) => dimension === 'provider' || dimension === 'gateway');
  if (isSaid || provider === null) {
    return { words: filters === '' ? 'all calls' : filters, isIn: () => true };
  }
  // A log that names no provider is known by its model.
  const sellerOf: (usage: Parameters<Scope['isIn']>[0]) => string | null = (usage) =>
    usage.provider ?? resolveModel(book, usage, options.aliases).sku?.provider ?? null;
  return { words: `provider=${provider} ${filters}`.trimEnd(), isIn: (one) => sellerOf(one) === provider };
}

export function narrowed({ metered, priced }: Priced, isIn: Scope['isIn']): Pick<Priced, 'metered' | 'priced'> {
  const kept = priced.map((one) => isIn(one.usage) && one.usage.isNotional === false);
  return { priced: priced.filter((_, index) => kept[index]), metered: metered.filter((_, index) => kept[index]) };
}

/** The calls of both sides one by one; undefined where one of them cannot be told so. */
export function pairs(
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

export function compared(
  statement: Statement,
  { book, options, priced }: Priced,
  { since, until }: Days,
  tolerance: Tolerance,
): Differences {
  const hasModels = statement.lines.length === 0 || statement.lines.some(({ model }) => model !== null);
  const isMeant = ({ day }: StatementLine) =>
    statement.hasDays ? day >= since && day <= until : day >= since.slice(0, 7) && day <= until.slice(0, 7);
  const lines = statement.lines.filter(isMeant);
  const keyOf = (named: Pick<StatementLine, 'provider' | 'gateway' | 'model'>): string =>
    hasModels ? modelKey(book, options.aliases, named) : '';
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
