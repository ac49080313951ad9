/**
 * One layer of a price book, as the lookups see it: which SKUs it has and by which names they go.
 *
 * A shelf answers exactly or not at all. Choosing between shelves and reading a logged name is resolve-model.ts.
 */

import type { Sku } from './book-model.js';
import type { Book } from './book-schema.js';
import { providerId } from './provider-names.js';

export interface Layer {
  /** `builtin:genai-prices@0.1.8`, or the id a book gives itself. */
  readonly id: string;
  /** The file it was read from, or the package it comes with. */
  readonly source: string;
  /** YYYY-MM-DD on which its prices were read. */
  readonly asOf: string;
  readonly currency: string;
}

export interface Shelf {
  readonly layer: Layer;
  /** Comes with the tool. Its patterns are others' and its names do not tell region classes apart. */
  readonly isBuiltin: boolean;
  /** What the layer says, the same for the same content however it is written: what a hash is taken of. */
  readonly content: string;
  readonly kind: 'list' | 'catalog' | 'book';
  /** Everything it takes to open the layer again when the tool that shipped it is another: for lock.ts. */
  readonly snapshot: () => string;
  readonly skuIds: readonly string[];
  readonly providers: ReadonlySet<string>;
  readonly find: (skuId: string) => Sku | undefined;
  /** SKUs that go by exactly this lower-case name at the provider, or at any provider for undefined. */
  readonly named: (name: string, provider: string | undefined) => readonly string[];
  /** SKUs whose pattern the whole name fits. */
  readonly patterned: (name: string, provider: string | undefined) => readonly string[];
  /** SKUs whose rule would take the name, though nothing says that it should: for a person to choose from, never used. */
  readonly suggested: (name: string, provider: string | undefined) => readonly string[];
}

/** The names of SKUs by provider; the same name may belong to several SKUs only at several providers. */
export interface NameIndex {
  readonly add: (provider: string, name: string, skuId: string) => void;
  readonly has: (provider: string, name: string) => boolean;
  readonly find: (name: string, provider: string | undefined) => readonly string[];
}

export function nameIndex(): NameIndex {
  const byName = new Map<string, Map<string, string>>();
  return {
    add(provider, name, skuId) {
      const owners = byName.get(name) ?? new Map<string, string>();
      if (!owners.has(provider)) owners.set(provider, skuId);
      byName.set(name, owners);
    },
    has: (provider, name) => byName.get(name)?.has(provider) === true,
    find(name, provider) {
      const owners = byName.get(name);
      if (!owners) return [];
      if (provider === undefined) return [...owners.values()];
      const owner = owners.get(provider);
      return owner === undefined ? [] : [owner];
    },
  };
}

/** The shelf of a book file. Its own patterns hold as they are written: whoever wrote them answers for them. */
export function bookShelf(book: Book, source: string, content: string): Shelf {
  const skus = new Map(book.skus.map((sku) => [sku.sku, sku]));
  const names = nameIndex();
  const patterns: { provider: string; regex: RegExp; skuId: string }[] = [];
  for (const sku of book.skus) {
    const provider = providerId(sku.provider);
    for (const matcher of sku.match) {
      if ('exact' in matcher) names.add(provider, matcher.exact, sku.sku);
      else patterns.push({ provider, regex: matcher.regex, skuId: sku.sku });
    }
  }
  return {
    layer: { id: book.id, source, asOf: book.asOf, currency: book.currency },
    isBuiltin: false,
    content,
    kind: 'book',
    snapshot: () => content,
    skuIds: [...skus.keys()],
    providers: new Set(book.skus.map((sku) => providerId(sku.provider))),
    find: (skuId) => skus.get(skuId),
    named: names.find,
    patterned(name, provider) {
      const fitting = patterns.filter((one) => (provider ?? one.provider) === one.provider && one.regex.test(name));
      return [...new Set(fitting.map((one) => one.skuId))];
    },
    suggested: () => [],
  };
}
