/**
 * What every report says first.
 */
import { lessCounts, sumCounts } from '../core/count.js';
import type { Diagnostics } from '../core/diagnostics.js';
import type { Question } from '../core/question.js';
import { type MeteredUsage, tokensOf } from '../core/usage.js';
import { packageVersion } from '../core/version.js';
import type { PricedUsage } from '../pricing/types.js';
import { together } from '../queries/account.js';
import { isAllocated } from '../queries/allocation.js';
import { type Basis, type Envelope, envelope } from '../reports/envelope.js';
import { unloggedNote, unpricedNote } from '../reports/unpriced.js';
import type { Opened } from './opening.js';
import type { Priced } from './priced.js';
import type { Selected } from './selecting.js';

/** The common part of a report over selected calls. */
export function commonPart(
  command: string,
  question: Question,
  opened: Omit<Opened, 'engine'>,
  selected: Selected,
  diagnostics: Diagnostics,
  money?: Priced & { readonly basis?: Basis },
): Envelope {
  const unpriced = money?.priced.flatMap((one) => one.unpriced) ?? [];
  for (const note of [unpricedNote(unpriced), unloggedNote(unpriced)]) if (note !== undefined) diagnostics.add(note);
  const isUnpriced = (one: PricedUsage) => one.unpriced.length > 0;
  const callsUnpriced = sumCounts(money?.priced.filter(isUnpriced) ?? [], (one) => one.usage.calls);
  // Where shares of calls were asked for, all figures are of shares; those of a closed month are of the calls it was closed with.
  const isFiltered = question.where.some(({ dimension }) => isAllocated(dimension));
  const isOfShares = selected.sharers !== undefined && isFiltered;
  const isClosed = (money?.closed ?? []).length > 0;
  const calls = (isOfShares || isClosed) && money ? sumCounts(money.metered, (one) => one.calls) : selected.span.calls;
  return envelope(
    {
      command,
      version: packageVersion(),
      source: { kind: opened.kind, path: opened.path, lastCallAt: selected.span.lastAt },
      period: selected.period,
      where: question.where,
      account: together(opened.files),
      coverage: { ...selected.coverage, calls },
      allocation: selected.allocation && {
        ...selected.allocation,
        rules: question.allocation?.length ?? 0,
        isFiltered,
      },
      groupBy: question.by,
      ...(money === undefined
        ? {}
        : {
            priced: {
              calls: lessCounts(calls, callsUnpriced),
              tokens: sumCounts(money.metered, tokensOf),
              tokensPriced: lessCounts(
                sumCounts(money.metered, tokensOf),
                sumCounts(unpriced, (one) => one.tokens),
              ),
            },
            priceBook: { id: money.book.id, hash: money.book.hash, asOf: money.book.asOf },
            basis: money.basis ?? basisOf(money.metered, money.isInvoiced === true ? 'invoiced' : 'list'),
            currency: money.currency,
            exchangeRates: money.rates,
            unpriced,
            closed: money.closed,
          }),
    },
    diagnostics.notes,
  );
}

/** What a total of billed traffic is, unless subscription traffic is in it: what that would have cost was not billed per call. */
export function basisOf(metered: readonly MeteredUsage[], billed: Basis = 'list'): Basis {
  const notional = metered.filter((usage) => usage.isNotional).length;
  return notional === 0 ? billed : notional === metered.length ? 'notional' : 'mixed';
}
