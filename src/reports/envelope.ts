/**
 * What every report says first: which source answered, for which period, how much of it was read and covered, and what its
 * costs are. Once as sentences for people, once as the JSON keys that all commands share. The rows are not made here.
 */
import { ALLOCATED, UNALLOCATED } from '../core/allocation.js';
import type { Note } from '../core/diagnostics.js';
import type { Text } from '../core/phrase.js';
import type { Dimension } from '../core/question.js';
import type { UnpricedUsage } from '../pricing/types.js';
import type { ClosedFigures, EnvelopeInput } from './envelope-input.js';
import { headerSentences } from './header.js';
import { isoInstantOrNull } from './instants.js';
import type { Report, ResultValue, Table } from './report.js';
import { foldUnpriced, unpricedResult } from './unpriced.js';

export type { Basis, EnvelopeInput, PriceBookIdentity, PricedShare } from './envelope-input.js';

export interface Envelope {
  readonly header: readonly Text[];
  readonly envelope: Record<string, ResultValue>;
  readonly notes: readonly Note[];
  readonly groupBy: readonly Dimension[];
  readonly currency: string | undefined;
  /** Groups that have a row whether or not any call is theirs. */
  readonly alwaysShown: readonly (readonly string[])[];
  /** Folded: one per provider, model, meter and reason. */
  readonly unpriced: readonly UnpricedUsage[];
}

/** The common part of a report. Every key is always there; what a command does not have is null or an empty list. */
export function envelope(input: EnvelopeInput, notes: readonly Note[]): Envelope {
  const unpriced = foldUnpriced(input.unpriced ?? []);
  const groupBy = input.groupBy ?? [];
  return {
    header: headerSentences(input),
    envelope: {
      schema_version: '1',
      command: input.command,
      tollbook_version: input.version,
      source: sourceResult(input),
      period: periodResult(input),
      where: input.where?.map(({ dimension, value }) => ({ dimension, value })) ?? null,
      sources: accountResult(input),
      coverage: coverageResult(input),
      ...allocationResult(input),
      price_book: input.priceBook
        ? { id: input.priceBook.id, hash: input.priceBook.hash, as_of: input.priceBook.asOf }
        : null,
      basis: input.basis ?? null,
      currency: input.currency ?? null,
      ...exchangeResult(input),
      ...closedResult(input),
      unpriced: unpricedResult(unpriced),
      notes: notes.map(({ code, message, count }) => ({ code, message, count: count ?? null })),
      group_by: groupBy,
    },
    notes,
    groupBy,
    currency: input.currency,
    alwaysShown: alwaysShown(input),
    unpriced,
  };
}

/** A whole report from its common part, its tables and the JSON keys of its own. */
export function assemble(
  common: Envelope,
  tables: readonly (Table | undefined)[],
  own: { readonly [key: string]: ResultValue | undefined },
): Report {
  return {
    command: String(common.envelope.command),
    header: common.header,
    tables: tables.filter((table) => table !== undefined),
    notes: common.notes,
    result: { ...common.envelope, ...own },
  };
}

function exchangeResult({ exchangeRates }: EnvelopeInput): Record<string, ResultValue> {
  if (!exchangeRates || exchangeRates.length === 0) return {};
  return {
    exchange_rates: exchangeRates.map(({ base, currency, month, rate, asOf, source }) => ({
      base,
      currency,
      month,
      rate,
      as_of: asOf,
      source,
    })),
  };
}

function closedResult({ closed = [] }: EnvelopeInput): Record<string, ResultValue> {
  if (closed.length === 0) return {};
  const figures = ({ calls, low, high }: ClosedFigures) => ({ calls, cost_low: low, cost_high: high });
  return {
    closed_months: closed.map(({ month, record, hash, currency, then, now }) => ({
      month,
      record,
      price_book_hash: hash,
      currency,
      closed: figures(then),
      recomputed: figures(now),
    })),
  };
}

function allocationResult({ allocation }: EnvelopeInput): Record<string, ResultValue> {
  if (!allocation) return {};
  const { rules, calls, taken, shared, unallocated } = allocation;
  return { allocation: { rules, calls, taken, shared, unallocated } };
}

/** What nobody pays for must not be missed, even when it is nothing; among several groupings the header tells it. */
function alwaysShown({ allocation, groupBy = [] }: EnvelopeInput): string[][] {
  const [only, ...others] = groupBy;
  const isOne = only !== undefined && others.length === 0 && ALLOCATED.includes(only);
  return allocation && !allocation.isFiltered && isOne ? [[UNALLOCATED]] : [];
}

function sourceResult({ source }: EnvelopeInput): ResultValue {
  return source ? { kind: source.kind, path: source.path, last_call_at: isoInstantOrNull(source.lastCallAt) } : null;
}

function periodResult({ period }: EnvelopeInput): ResultValue {
  return period
    ? { start: isoInstantOrNull(period.start), end: isoInstantOrNull(period.end), time_zone: period.zone }
    : null;
}

function accountResult({ account }: EnvelopeInput): ResultValue {
  return account
    ? {
        files: account.files,
        lines: account.lines,
        blank: account.blank,
        rejected: account.rejected,
        ignored: account.ignored,
        with_calls: account.withCalls,
        calls_found: account.callsFound,
        accepted: account.accepted,
        duplicate: account.duplicate,
      }
    : null;
}

function coverageResult({ coverage, priced }: EnvelopeInput): ResultValue {
  return coverage
    ? {
        days: coverage.days,
        days_with_calls: coverage.daysWithCalls,
        calls: coverage.calls,
        calls_priced: priced?.calls ?? null,
        tokens: priced?.tokens ?? null,
        tokens_priced: priced?.tokensPriced ?? null,
        calls_without_time: coverage.callsWithoutTime,
      }
    : null;
}
