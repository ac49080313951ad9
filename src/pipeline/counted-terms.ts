/**
 * The terms of the books in use that need calls counted one by one, with the models whose calls use up what is free.
 */
import type { Engine } from '../engine/engine.js';
import { type BilledTerm, ownerOf, termKey, termsOf } from '../pricing/billed-terms.js';
import type { PriceBook } from '../pricing/price-book.js';
import { type LoggedModel, type PriceOptions, resolveModel } from '../pricing/price-usage.js';
import type { CountedTerm } from '../queries/billed.js';
import { type LoggedModelRow, models } from '../queries/selection.js';

/** `logged`: the models that the calls may be priced as. Each term once. */
export async function countedTerms(
  engine: Engine,
  books: readonly PriceBook[],
  logged: readonly LoggedModel[],
  aliases: PriceOptions['aliases'],
): Promise<CountedTerm[]> {
  const found = new Map<string, BilledTerm & { readonly book: PriceBook; readonly sku: string }>();
  for (const book of books) {
    const skus = new Set(logged.flatMap((row) => resolveModel(book, row, aliases).sku ?? []));
    for (const sku of skus)
      for (const term of termsOf(sku))
        found.set(termKey(term, ownerOf(book.hash, sku.sku)), { ...term, book, sku: sku.sku });
  }
  if (found.size === 0) return [];
  const hasFree = [...found.values()].some(({ free }) => free !== undefined);
  // Calls that no question is about use up a free amount too.
  const all = hasFree ? await models(engine, 'calls') : [];
  const of = ({ free, book, sku }: { free?: unknown; book: PriceBook; sku: string }): LoggedModelRow[] =>
    free === undefined ? [] : all.filter((row) => resolveModel(book, row, aliases).sku?.sku === sku);
  return [...found]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, term]) => ({
      key,
      meters: term.meters,
      minimum: term.minimum,
      free: term.free,
      models: of(term),
    }));
}
