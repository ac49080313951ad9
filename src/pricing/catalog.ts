/**
 * The price books that come with the tool, src/catalog/, as one shelf over the bundled list prices.
 *
 * They are ordinary books, checked when the tool is built and compiled to dist/catalog.json, because reading YAML would
 * cost every run more than the rest of pricing. A SKU is read by the schema when it is asked for.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { broken } from '../core/errors.js';
import { readShape } from '../core/yaml.js';
import type { Sku } from './book-model.js';
import { SkuShape } from './book-schema.js';
import { Offer } from './offer-schema.js';
import { providerId } from './provider-names.js';
import { nameIndex, type Shelf } from './shelf.js';

const COMPILED = new URL('../../dist/catalog.json', import.meta.url);

// Only what the lookups need: everything else was checked at build time and is checked again SKU by SKU.
const Compiled = z.array(
  z.object({
    file: z.string(),
    value: z.object({
      as_of: z.string(),
      currency: z.literal('USD'),
      skus: z
        .array(
          z.looseObject({ sku: z.string(), provider: z.string(), match: z.array(z.object({ exact: z.string() })) }),
        )
        .default([]),
      offers: z.array(z.unknown()).default([]),
    }),
  }),
);

export interface Catalog {
  readonly shelf: Shelf;
  readonly offers: readonly Offer[];
}

/** What a lock kept of a catalog, or the compiled one. Throws when the tool was not built. */
export function openCatalog(compiled = compiledText()): Catalog {
  const text = compiled.trimEnd();
  const books = Compiled.parse(JSON.parse(text));
  const entries = new Map<string, { readonly raw: unknown; readonly file: string }>();
  const names = nameIndex();
  const providers = new Set<string>();
  for (const { file, value } of books) {
    for (const raw of value.skus) {
      if (entries.has(raw.sku)) throw broken(`two books of the catalog have ${raw.sku}`);
      const provider = providerId(raw.provider);
      entries.set(raw.sku, { raw, file });
      providers.add(provider);
      for (const { exact } of raw.match) names.add(provider, exact.toLowerCase(), raw.sku);
    }
  }
  const asOf = books.map(({ value }) => value.as_of).reduce((newest, day) => (day > newest ? day : newest), '');
  const read = new Map<string, Sku>();
  return {
    shelf: {
      layer: { id: `${CATALOG}@${asOf}`, source: 'src/catalog', asOf, currency: 'USD' },
      isBuiltin: true,
      content: text,
      kind: 'catalog',
      snapshot: () => text,
      skuIds: [...entries.keys()],
      providers,
      find(skuId) {
        const entry = entries.get(skuId);
        const known = read.get(skuId);
        if (known || !entry) return known;
        const sku = readShape(SkuShape, entry.raw, entry.file);
        read.set(skuId, sku);
        return sku;
      },
      named: names.find,
      patterned: () => [],
      suggested: () => [],
    },
    offers: books.flatMap(({ file, value }) => value.offers.map((offer) => readShape(Offer, offer, file))),
  };
}

/** How the layer is called, before its date. */
export const CATALOG = 'builtin:catalog';

function compiledText(): string {
  try {
    return readFileSync(COMPILED, 'utf8');
  } catch {
    throw broken('dist/catalog.json is missing: the tool was not built (npm run build)');
  }
}
