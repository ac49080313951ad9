/**
 * The price book of a run: the bundled list prices, then the user's files over them, later wins per SKU.
 *
 * An offer's own book is opened apart and never layered over the list: it prices the offer, not the baseline.
 */
import { createHash } from 'node:crypto';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { configurationError } from '../core/errors.js';
import { readShape, readYaml, refusal } from '../core/yaml.js';
import type { Sku } from './book-model.js';
import { BookShape } from './book-schema.js';
import { BUILTIN_ID, openListPrices } from './list-prices.js';
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
  /** The SKU of the latest layer that has it. */
  readonly find: (skuId: string) => Sku | undefined;
  /** Every SKU once, with the layer it comes from, ordered by id. */
  readonly list: () => readonly { readonly sku: Sku; readonly layer: Layer }[];
}

/**
 * The bundled list prices and, over them, these files in order. Paths are absolute or relative to where the process runs.
 * Throws a configuration error for the first thing that is wrong in one.
 */
export async function openPriceBook({ files }: { readonly files: readonly string[] }): Promise<PriceBook> {
  const stack = emptyStack();
  await addBuiltin(stack, BUILTIN_ID, BUILTIN_ID);
  for (const file of files) await addFile(stack, file, []);
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
  if (id !== BUILTIN_ID) {
    const hint = `write ${BUILTIN_ID}, the list this version comes with`;
    throw configurationError(where, `expected ${BUILTIN_ID}, found ${id}`, hint);
  }
  if (stack.done.has(id)) return;
  stack.done.add(id);
  stack.shelves.push(await openListPrices());
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
  const value = await readYaml(file);
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
  const [problem, ...others] = offerProblems(book.offers, stack.offers.keys());
  if (problem) throw refusal({ ...problem, path: ['offers', ...problem.path] }, value, file, others.length);
  for (const offer of book.offers) {
    stack.offers.delete(offer.id);
    stack.offers.set(offer.id, offer);
  }
}

function bookOf({ shelves, offers }: Stack, isOwn: boolean): PriceBook {
  const layers = shelves.map((shelf) => shelf.layer);
  const hash = createHash('sha256');
  for (const shelf of shelves) hash.update(`${shelf.content}\n`);
  return {
    id: layers.map((layer) => layer.id).join(' + '),
    hash: `sha256:${hash.digest('hex')}`,
    asOf: layers.map((layer) => layer.asOf).reduce((newest, day) => (day > newest ? day : newest), ''),
    currency: layers[0]?.currency ?? 'USD',
    layers,
    offers: [...offers.values()],
    shelves,
    isOwn,
    find: (skuId) => findIn(shelves, skuId)?.sku,
    list() {
      const ids = [...new Set(shelves.flatMap((shelf) => shelf.skuIds))].sort();
      return ids.flatMap((skuId) => findIn(shelves, skuId) ?? []);
    },
  };
}

function findIn(shelves: readonly Shelf[], skuId: string): { sku: Sku; layer: Layer } | undefined {
  for (const shelf of [...shelves].reverse()) {
    const sku = shelf.find(skuId);
    if (sku) return { sku, layer: shelf.layer };
  }
  return undefined;
}

/** The content as JSON with sorted keys: the same for YAML and JSON, for any order of keys and any comment. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
