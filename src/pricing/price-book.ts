/**
 * The price book of a run: the bundled list prices, the catalog that comes with the tool, then the user's files over them;
 * the later wins per SKU, for the time it has prices for.
 *
 * An offer's own book is opened apart and never layered over the list: it prices the offer, not the baseline.
 */
import { createHash } from 'node:crypto';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { configurationError } from '../core/errors.js';
import { readShape, readYaml, refusal } from '../core/yaml.js';
import type { Sku } from './book-model.js';
import { BookShape } from './book-schema.js';
import { canonical } from './canonical.js';
import { CATALOG, openCatalog } from './catalog.js';
import { type LayeredSku, layeredSku } from './layered.js';
import { BUILTIN_ID, openListPrices } from './list-prices.js';
import { isLock, readLock } from './lock.js';
import { type Offer, offerProblems } from './offer-schema.js';
import { bookShelf, type Layer, type Shelf } from './shelf.js';

export interface PriceBook {
  /** The ids of its layers, lowest first, joined by ` + `. */
  readonly id: string;
  /** `sha256:…` of what its layers say, whatever their files' spelling and comments. */
  readonly hash: string;
  /** YYYY-MM-DD, the newest of its layers. */
  readonly asOf: string;
  readonly currency: string;
  /** Lowest first. */
  readonly layers: readonly Layer[];
  /** The offers of all layers; a later one replaces an earlier one of the same id. */
  readonly offers: readonly Offer[];
  /** Lowest first; for resolve-model.ts. */
  readonly shelves: readonly Shelf[];
  /** An offer's own book: its SKUs price whatever the offer carries, whoever the provider was. */
  readonly isOwn: boolean;
  /** The SKU as its layers together have it. */
  readonly find: (skuId: string) => Sku | undefined;
  /** As `find`, with the layer of every version. */
  readonly layered: (skuId: string) => LayeredSku | undefined;
  /** Every SKU once, ordered by id. */
  readonly list: () => readonly LayeredSku[];
  /** The layers that come with the tool alone: what is published, whatever the user's books say. */
  readonly published: () => PriceBook;
}

/**
 * The bundled list prices, the catalog and, over them, these files in order. Paths are absolute or relative to where the process runs.
 * Throws a configuration error for the first thing that is wrong in one.
 */
export async function openPriceBook({
  files,
  builtin = [BUILTIN_ID, CATALOG],
}: {
  readonly files: readonly string[];
  /** The layers below the files; those that come with the tool. */
  readonly builtin?: readonly string[] | undefined;
}): Promise<PriceBook> {
  const stack = emptyStack();
  const [first, ...others] = files;
  const value = first === undefined ? undefined : await readYaml(first);
  // A lock holds the layers that came with the tool that wrote it.
  if (!isLock(value)) for (const id of builtin) await addBuiltin(stack, id, id);
  if (first !== undefined) await addValue(stack, first, value, []);
  for (const file of others) await addFile(stack, file, []);
  return bookOf(stack, false);
}

/** One book file with what it extends, and nothing else. */
export async function openOwnBook(file: string): Promise<PriceBook> {
  const stack = emptyStack();
  await addFile(stack, file, []);
  return bookOf(stack, true);
}

/** Layers while they are collected, lowest first; a book stands above what it extends, and nothing is added twice. */
interface Stack {
  readonly shelves: Shelf[];
  readonly offers: Map<string, Offer>;
  readonly done: Set<string>;
}

function emptyStack(): Stack {
  return { shelves: [], offers: new Map(), done: new Set() };
}

async function addBuiltin(stack: Stack, id: string, where: string): Promise<void> {
  // The catalog is named without its date: whoever extends it means the one that is there.
  if (id === CATALOG) return addCatalog(stack);
  if (id !== BUILTIN_ID) {
    const hint = `write ${BUILTIN_ID}, the list this version comes with, or ${CATALOG}`;
    throw configurationError(where, `expected ${BUILTIN_ID}, found ${id}`, hint);
  }
  if (stack.done.has(id)) return;
  stack.done.add(id);
  stack.shelves.push(await openListPrices());
}

function addCatalog(stack: Stack): void {
  if (stack.done.has(CATALOG)) return;
  stack.done.add(CATALOG);
  const { shelf, offers } = openCatalog();
  stack.shelves.push(shelf);
  addOffers(stack, offers);
}

function addLock(stack: Stack, file: string, value: unknown): void {
  if (stack.shelves.length > 0) {
    throw configurationError(
      file,
      'expected a lock before any other book, found one above others',
      'a lock holds every layer: name it first, and only books that go on top after it',
    );
  }
  const { layers, hash } = readLock(value, file);
  for (const { shelf, offers } of layers) {
    stack.shelves.push(shelf);
    stack.done.add(shelf.kind === 'catalog' ? CATALOG : shelf.layer.id);
    addOffers(stack, offers);
  }
  const found = bookOf(stack, false).hash;
  if (found !== hash) {
    throw configurationError(
      `${file}: hash`,
      `expected ${found}, found ${hash}`,
      'the lock was changed: write it anew',
    );
  }
}

function addOffers(stack: Stack, offers: readonly Offer[]): void {
  for (const offer of offers) {
    stack.offers.delete(offer.id);
    stack.offers.set(offer.id, offer);
  }
}

async function addFile(stack: Stack, file: string, above: readonly string[]): Promise<void> {
  const path = normalize(file);
  if (above.includes(path)) {
    throw configurationError(
      file,
      'expected books that do not extend each other, found a circle',
      'remove one extends',
    );
  }
  if (stack.done.has(path)) return;
  await addValue(stack, file, await readYaml(file), above);
}

async function addValue(stack: Stack, file: string, value: unknown, above: readonly string[]): Promise<void> {
  if (isLock(value)) return addLock(stack, file, value);
  const path = normalize(file);
  const book = readShape(BookShape, value, file);
  for (const [index, below] of book.extends.entries()) {
    if (below.startsWith('builtin:')) await addBuiltin(stack, below, `${file}: extends[${index}]`);
    else await addFile(stack, isAbsolute(below) ? below : join(dirname(file), below), [...above, path]);
  }
  stack.done.add(path);
  const currency = stack.shelves[0]?.layer.currency;
  if (currency !== undefined && currency !== book.currency) {
    throw configurationError(
      `${file}: currency`,
      `expected ${currency} as in the books below it, found ${book.currency}`,
      'prices in another currency can be the own book of an offer: name it in a usage step',
    );
  }
  stack.shelves.push(bookShelf(book, file, canonical(value)));
  const [problem, ...others] = offerProblems(book.offers, stack.offers.keys()).map((one) => ({
    ...one,
    path: ['offers', ...one.path],
  }));
  if (problem) throw refusal(problem, value, file, others);
  addOffers(stack, book.offers);
}

function bookOf({ shelves, offers }: Stack, isOwn: boolean): PriceBook {
  const layers = shelves.map((shelf) => shelf.layer);
  const builtin = shelves.filter((shelf) => shelf.isBuiltin);
  const hash = createHash('sha256');
  for (const shelf of shelves) hash.update(`${shelf.content}\n`);
  const known = new Map<string, LayeredSku | undefined>();
  const layered = (skuId: string): LayeredSku | undefined => {
    if (!known.has(skuId)) known.set(skuId, layeredSku(shelves, skuId));
    return known.get(skuId);
  };
  return {
    id: layers.map((layer) => layer.id).join(' + '),
    hash: `sha256:${hash.digest('hex')}`,
    asOf: layers.map((layer) => layer.asOf).reduce((newest, day) => (day > newest ? day : newest), ''),
    currency: layers[0]?.currency ?? 'USD',
    layers,
    offers: [...offers.values()],
    shelves,
    isOwn,
    find: (skuId) => layered(skuId)?.sku,
    layered,
    list() {
      const ids = [...new Set(shelves.flatMap((shelf) => shelf.skuIds))].sort();
      return ids.flatMap((skuId) => layered(skuId) ?? []);
    },
    published: () => bookOf({ shelves: builtin, offers: new Map(), done: new Set() }, false),
  };
}
