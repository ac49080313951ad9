/**
 * The price-book format `tollbook-prices/1`: what a book may say, and what is refused at the door.
 *
 * Beside shapes it refuses what would price silently wrong: gaps and overlaps between versions, one SKU or one exact
 * match twice, patterns that do not compile. What an offer may say is in offer-schema.ts.
 */
import { z } from 'zod';
import type { Matcher, Sku, Version } from './book-model.js';
import { Offer } from './offer-schema.js';
import { providerId } from './provider-names.js';
import { Currency, expected, Name, RealDateText, shape, someOf } from './schema-parts.js';
import { VersionShape } from './version-schema.js';

export const BOOK_SCHEMA = 'tollbook-prices/1';

const DIALECTS = [
  'openai.chat',
  'openai.responses',
  'anthropic',
  'gemini',
  'deepseek',
  'bedrock.converse',
  'buckets',
] as const;

const Exactly = shape({ exact: Name }).transform(({ exact }): Matcher => ({ exact: exact.toLowerCase() }));

const Pattern = shape({
  regex: z.string({ error: expected('a regular expression') }).refine(compiles, {
    error: expected(
      'a regular expression that JavaScript accepts',
      'write it without (?i): case is ignored; double the backslashes in double quotes',
    ),
  }),
}).transform(({ regex }): Matcher => ({ regex: new RegExp(regex, 'i') }));

export const SkuShape = shape({
  sku: Name,
  provider: Name,
  name: Name.optional(),
  match: someOf(z.union([Exactly, Pattern], { error: expected('{exact: …} or {regex: …}') })),
  usage_dialect: z.enum(DIALECTS, { error: expected(`one of ${DIALECTS.join(', ')}`) }).optional(),
  versions: someOf(VersionShape).superRefine(contiguous),
}).transform(({ usage_dialect, ...sku }): Sku => ({ ...sku, usageDialect: usage_dialect }));

export const BookShape = shape({
  schema: z.literal(BOOK_SCHEMA, { error: expected(BOOK_SCHEMA) }),
  id: Name,
  as_of: RealDateText,
  currency: Currency,
  extends: z.array(Name, { error: expected('a list of books') }).optional(),
  skus: z.array(SkuShape, { error: expected('a list of SKUs') }).default([]),
  offers: z.array(Offer, { error: expected('a list of offers') }).default([]),
})
  .superRefine((book, context) => refuseTwins(book.skus, context))
  .transform(({ as_of, extends: below, ...book }) => ({ ...book, asOf: as_of.slice(0, 10), extends: below ?? [] }));

/** A book file, read and checked: its prices as decimal text turned exact, its dates as instants. */
export type Book = z.output<typeof BookShape>;

function contiguous(versions: readonly Version[], context: z.RefinementCtx): void {
  versions.forEach((version, index) => {
    const before = versions[index - 1];
    if (!before) return;
    const path = [index, 'from'];
    if (before.to === null) {
      const message = expected(`versions in time order: version ${index - 1} has no end`, 'give it a to');
      context.addIssue({ code: 'custom', message, path: [index - 1, 'to'] });
    } else if (version.from !== before.to) {
      const end = new Date(before.to).toISOString().replace('T00:00:00.000Z', '');
      const message = expected(
        `${end}, where version ${index - 1} ends`,
        'versions must neither overlap nor leave a gap',
      );
      context.addIssue({ code: 'custom', message, path });
    }
  });
}

function refuseTwins(skus: readonly Sku[], context: z.RefinementCtx): void {
  const ids = new Set<string>();
  skus.forEach(({ sku }, index) => {
    const message = expected('an id that no other SKU of the book has', 'put the dates of one SKU into its versions');
    if (ids.has(sku)) context.addIssue({ code: 'custom', message, path: ['skus', index, 'sku'] });
    ids.add(sku);
  });
  const owners = new Map<string, number>();
  skus.forEach((sku, index) => {
    sku.match.forEach((matcher, position) => {
      if (!('exact' in matcher)) return;
      const key = `${providerId(sku.provider)}\n${matcher.exact}`;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, index);
      else if (owner !== index) {
        const message = expected(
          `an exact match that no other SKU of ${sku.provider} has`,
          `skus[${owner}] has it too`,
        );
        context.addIssue({ code: 'custom', message, path: ['skus', index, 'match', position, 'exact'] });
      }
    });
  });
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'i');
    return true;
  } catch {
    return false;
  }
}
