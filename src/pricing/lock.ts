/**
 * The format `tollbook-lock/1`: every layer of a price book in one file, so that a report can be made again, byte for
 * byte, when the tool, its list and its catalog have moved on.
 *
 * A layer is kept as it was opened, not as prices worked out of it: the same code resolves models and prices usage. Offers'
 * own books are files of their own and are not in it.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { configurationError } from '../core/errors.js';
import { quoted } from '../core/text.js';
import { readShape } from '../core/yaml.js';
import { BookShape } from './book-schema.js';
import { openCatalog } from './catalog.js';
import { lockedList } from './list-prices.js';
import type { Offer } from './offer-schema.js';
import { Currency, expected, Name, RealDateText, shape, someOf } from './schema-parts.js';
import { bookShelf, type Shelf } from './shelf.js';

export const LOCK_SCHEMA = 'tollbook-lock/1';

const Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/, { error: expected('sha256: and 64 digits') });

const LockShape = shape({
  schema: z.literal(LOCK_SCHEMA, { error: expected(LOCK_SCHEMA) }),
  id: Name,
  hash: Hash,
  as_of: RealDateText,
  currency: Currency,
  layers: someOf(
    shape({
      id: Name,
      kind: z.enum(['list', 'catalog', 'book'], { error: expected('list, catalog or book') }),
      source: Name,
      as_of: RealDateText,
      sha256: Hash,
      content: z.string({ error: expected('the layer as text') }),
    }),
  ),
});

export function isLock(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'schema' in value && value.schema === LOCK_SCHEMA;
}

export interface OpenLock {
  /** Of the whole book; the caller holds its layers to it. */
  readonly hash: string;
  /** Lowest first. */
  readonly layers: readonly { readonly shelf: Shelf; readonly offers: readonly Offer[] }[];
}

/** The layers of a lock. Throws a configuration error for one whose content is not what it was written with. */
export function readLock(value: unknown, file: string): OpenLock {
  const lock = readShape(LockShape, value, file);
  const layers = lock.layers.map((layer, index) => {
    const place = `${file}: layers[${index}]`;
    if (hashOf(layer.content) !== layer.sha256) {
      const hint = 'the lock was changed: write it anew with tollbook prices lock';
      throw configurationError(`${place}.content`, 'expected the content it was written with, found another', hint);
    }
    if (layer.kind === 'list') {
      return { shelf: lockedList({ id: layer.id, asOf: layer.as_of, content: layer.content }), offers: [] };
    }
    if (layer.kind === 'catalog') return openCatalog(layer.content);
    const book = readShape(BookShape, JSON.parse(layer.content), place);
    return { shelf: bookShelf(book, layer.source, layer.content), offers: book.offers };
  });
  return { hash: lock.hash, layers };
}

/** What a lock says of the book it holds. */
export interface Locked {
  readonly id: string;
  readonly hash: string;
  readonly asOf: string;
  readonly currency: string;
  readonly shelves: readonly Shelf[];
}

/** The lock as YAML; the same bytes for the same book. */
export function lockText({ id, hash, asOf, currency, shelves }: Locked): string {
  const head = [
    '# Every price of one answer, written by tollbook prices lock: give it to --prices to get that answer again.',
    `schema: ${LOCK_SCHEMA}`,
    `id: ${quoted(id)}`,
    `hash: ${hash}`,
    `as_of: ${asOf}`,
    `currency: ${currency}`,
    'layers:',
  ];
  const layers = shelves.flatMap(({ layer, kind, snapshot }) => {
    const content = snapshot().trimEnd();
    return [
      `  - id: ${quoted(layer.id)}`,
      `    kind: ${kind}`,
      `    source: ${quoted(layer.source)}`,
      `    as_of: ${layer.asOf}`,
      `    sha256: ${hashOf(content)}`,
      '    content: |-',
      ...content.split('\n').map((line) => `      ${line}`),
    ];
  });
  return `${[...head, ...layers].join('\n')}\n`;
}

function hashOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
