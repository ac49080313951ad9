/**
 * Which usage of a closed month an issuer's statement confirmed: reconciliations whose calls, closed, still come to what they
 * came to when they were compared.
 */
import type { ClosedMonth, Reconciliation } from '../books/closed-months.js';
import type { JournalRecord } from '../books/journal.js';
import { compare, sum } from '../core/exact.js';
import type { Filter } from '../core/question.js';
import type { PricedUsage } from '../pricing/types.js';

type Told = (usage: PricedUsage, dimension: Filter['dimension']) => string | null;

/** `kept` is all usage of the month as it was closed. */
export function invoicedOf(
  records: readonly JournalRecord[],
  month: ClosedMonth,
  kept: readonly PricedUsage[],
  told: Told,
): ReadonlySet<PricedUsage> {
  const covered = new Set<PricedUsage>();
  for (const { kind, month: of, content } of records) {
    if (kind !== 'reconciliation' || of !== month.month) continue;
    const one = content as Reconciliation;
    if (one.zone !== month.zone || one.currency !== month.currency) continue;
    // What a close does not keep cannot be found again.
    if (one.where.some(({ dimension }) => !month.dimensions.includes(dimension))) continue;
    const own = kept.filter((usage) => isCompared(usage, one, told));
    const isSame =
      compare(sum(own.map(({ low }) => low)), one.low) === 0 &&
      compare(sum(own.map(({ high }) => high)), one.high) === 0;
    if (isSame) for (const usage of own) covered.add(usage);
  }
  return covered;
}

function isCompared(priced: PricedUsage, { provider, where }: Reconciliation, told: Told): boolean {
  if (priced.usage.isNotional) return false;
  const isFiltered = where.every(({ dimension }) =>
    where.some((filter) => filter.dimension === dimension && (told(priced, dimension) ?? '') === filter.value),
  );
  const seller = priced.usage.provider ?? priced.lines[0]?.provider ?? priced.range?.low.provider ?? null;
  const isSaid = where.some(({ dimension }) => dimension === 'provider' || dimension === 'gateway');
  return isFiltered && (isSaid || provider === null || provider === seller);
}
