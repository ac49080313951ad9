/**
 * What a reader has to know of closed months in an answer: that their figures stand, differ from today's, or are recomputed.
 */
import type { ClosedMonth } from '../books/closed-months.js';
import { asExact, type Count, compareCounts } from '../core/count.js';
import type { Diagnostics, Note } from '../core/diagnostics.js';
import { compare } from '../core/exact.js';
import type { Question } from '../core/question.js';
import { count, money } from '../offers/figures.js';
import type { PriceBook } from '../pricing/price-book.js';
import { filterText, ledgerWords, shellCommand } from '../reports/command-words.js';
import type { ClosedFigures } from '../reports/envelope-input.js';

/** Of a month whose closed figures are shown, what recomputing it today would give. */
export function settledNote(
  month: ClosedMonth,
  kept: ClosedFigures,
  live: ClosedFigures,
  question: Question,
  book: PriceBook,
): Note {
  // Budgets and gates ask of parts, whose figures may be the same where those of the whole are not.
  const part = filterText(question);
  const isSame =
    compareCounts(kept.calls, live.calls) === 0 &&
    compare(kept.low, live.low) === 0 &&
    compare(kept.high, live.high) === 0;
  if (isSame) {
    const whose = part === '' ? 'its figures' : `the figures of ${part}`;
    return { code: 'closed_month', message: `${month.month} is closed; recomputed today ${whose} are the same` };
  }
  const command = shellCommand(['tollbook', 'close', month.month, ...ledgerWords(question)]);
  const isOwnBook = book.shelves.some(({ isBuiltin }) => !isBuiltin);
  const cost = (totals: ClosedFigures) => costText({ ...totals, currency: month.currency });
  return {
    code: 'closed_month_differs',
    message:
      `${month.month} is closed: shown are ${callsText(kept.calls)}${part === '' ? '' : ` of ${part}`} at ${cost(kept)}; ` +
      `recomputed today they would be ${callsText(live.calls)} at ${cost(live)}; ` +
      `\`${command}\`${isOwnBook ? ' with the same --prices' : ''} says why`,
    isDoubt: true,
  };
}

function callsText(calls: Count): string {
  return `${count(asExact(calls))} ${compareCounts(calls, 1n) === 0 ? 'call' : 'calls'}`;
}

/** `12.50 USD`, or both ends of a range. */
function costText({ low, high, currency }: Omit<ClosedFigures, 'calls'> & { readonly currency: string }): string {
  const amount = compare(low, high) === 0 ? money(low) : `${money(low)} – ${money(high)}`;
  return `${amount} ${currency}`;
}

/** Of a month whose figures are not those of its close, and why. */
export function recomputedNote(month: ClosedMonth, why: string, terms = ''): Note {
  return {
    code: 'closed_month_recomputed',
    message: `${month.month} is closed at ${costText(month)}${terms}, and what is shown of it is recomputed: ${why}`,
  };
}

/** Says of closed months that an answer recomputes them, because it is about what might be, or about other terms. */
export function noteRecomputed(
  books: { readonly closed: readonly ClosedMonth[] } | undefined,
  why: string,
  diagnostics: Diagnostics,
): void {
  for (const month of books?.closed ?? []) diagnostics.add(recomputedNote(month, why, ' at list prices'));
}
