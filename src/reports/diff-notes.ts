/**
 * Before two saved results are compared: whether they can be, and what a reader has to know about their difference.
 */
import { concerned, sumCounts } from '../core/count.js';
import type { Note } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { plural, visible } from '../core/text.js';
import { isRange } from './cost-difference.js';
import type { SavedCost } from './saved-cost.js';

/** Refuses what cannot be compared. Throws a usage error for other groupings or other currencies. */
export function refuseIncomparable(base: SavedCost, head: SavedCost): void {
  if (base.groupBy.join() !== head.groupBy.join()) {
    throw usageError(
      `${base.file} is grouped by ${base.groupBy.join(',') || 'nothing'} and ${head.file} by ${head.groupBy.join(',') || 'nothing'}`,
      'save both with the same --by',
    );
  }
  if (base.currency !== head.currency) {
    throw usageError(
      `${base.file} is in ${base.currency} and ${head.file} in ${head.currency}`,
      'save both with the same --currency',
    );
  }
}

/** Throws a usage error where costs that are told in `currency` are to be held against a result in another. */
export function refuseOtherCurrency(base: SavedCost, currency: string): void {
  if (base.currency === currency) return;
  throw usageError(
    `${base.file} is in ${base.currency}, and costs are told in ${currency}`,
    `tell them in ${base.currency} with --currency ${base.currency}, which needs rates in fx, or save the result in ${currency}`,
  );
}

/** What a reader has to know before comparing: periods, price books, what was not priced. */
export function diffNotes(base: SavedCost, head: SavedCost): Note[] {
  const notes: Note[] = [];
  const [from, to] = [base.result, head.result];
  if (JSON.stringify(from.period) !== JSON.stringify(to.period)) {
    notes.push({
      code: 'periods_differ',
      message: `the periods differ, ${periodText(base)} and ${periodText(head)}: nothing is scaled, so more days are more volume`,
    });
  }
  if (from.price_book?.hash !== to.price_book?.hash) {
    notes.push({
      code: 'books_differ',
      message: `the price books differ, ${bookText(base, true)} and ${bookText(head, true)}`,
    });
  }
  if (from.basis !== to.basis) {
    notes.push({ code: 'bases_differ', message: `the bases differ, ${from.basis} and ${to.basis}` });
  }
  for (const saved of [base, head]) {
    const unpriced = concerned(sumCounts(saved.rows.values(), ({ cost }) => cost.unpricedCalls));
    if (unpriced > 0n) {
      notes.push({
        code: 'unpriced',
        message: `${visible(saved.file)}: ${plural(unpriced, 'call')} could not be fully priced, so its costs are lower bounds`,
        count: Number(unpriced),
        incomplete: true,
      });
    }
  }
  const ranges = [base, head].filter((saved) => [...saved.rows.values()].some(isRange));
  if (ranges.length > 0) {
    notes.push({
      code: 'ranges',
      message: `${ranges.map(({ file }) => visible(file)).join(' and ')}: costs are ranges where only token totals were logged, and have no change or effects; save with --split to compare them`,
      incomplete: true,
    });
  }
  return notes;
}

export function periodText({ result }: SavedCost): string {
  const { period, coverage } = result;
  if (!period || period.start === null || period.end === null) return 'no period';
  const days = coverage ? ` (${plural(coverage.days, 'day')})` : '';
  return `${period.start} to ${period.end}${days}`;
}

/** The name; with the beginning of the hash where two books of one name are told apart. */
export function bookText({ result }: SavedCost, isHashed = false): string {
  const book = result.price_book;
  if (book === null) return 'none';
  return isHashed ? `${visible(book.id)} (${book.hash.slice(0, 'sha256:'.length + 8)})` : visible(book.id);
}
