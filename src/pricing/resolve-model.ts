/**
 * From a logged model to the SKU that prices it, by rules that either name it or do not. Nothing is ever taken for
 * something alike: an unknown model is unpriced usage, with candidates for a person to choose from.
 *
 * Order: the user's aliases; then every layer, the latest first, with exact names before patterns and the seller that bills the
 * call before its vendor; then the same again for names without their date, where only an exact name counts. A model whose
 * seller nobody knows is looked for at the vendors of models, and last at the resellers, where it must be at only one.
 */
import { configurationError, type ToolError } from '../core/errors.js';
import { excerpt } from '../core/text.js';
import type { Sku } from './book-model.js';
import { type Attempt, attemptsFor, type LoggedModel } from './lookup-attempts.js';
import { isSameClass } from './model-class.js';
import { dimensionsOf, routesOf, spellingsOf } from './model-names.js';
import { type Nearest, nearestAmong } from './nearest.js';
import type { PriceBook } from './price-book.js';
import { providerId, VENDORS } from './provider-names.js';
import type { Shelf } from './shelf.js';

export type { LoggedModel };

export interface Resolution {
  readonly sku: Sku | null;
  /** How it was found: `alias`, `exact`, `pattern` with what was taken off before, or why it was not. */
  readonly rule: string;
  /** What the name says beside the model, such as `region_class` of an Amazon profile. */
  readonly dims: Readonly<Record<string, string>>;
  /** Nearest SKUs, best first, where none was found. */
  readonly candidates: readonly string[];
}

export type Resolver = (logged: LoggedModel) => Resolution;

export type Aliases = Readonly<Record<string, string>>;

// No seller has longer ones; a pattern of a book need not be run over a megabyte that some log calls a model.
const LONGEST_NAME = 400;
const CANDIDATES = 3;
/** Names that look alike and are gone through for these: a model may have twenty sellers. */
const LOOKED_THROUGH = 40;

/**
 * Resolves models against a book, each distinct one once. Throws a configuration error for an alias to a SKU that the book
 * does not have.
 */
export function createResolver(book: PriceBook, aliases: Aliases = {}): Resolver {
  let index: Nearest | undefined;
  const search: Nearest = (name, count) => {
    index ??= nearestAmong(book.shelves.flatMap((shelf) => shelf.skuIds));
    return index(name, count);
  };
  const targets = new Map<string, Sku>();
  for (const [logged, skuId] of Object.entries(aliases)) {
    const sku = book.find(skuId);
    if (!sku) throw unknownAlias(search, logged, skuId);
    targets.set(logged.trim().toLowerCase(), sku);
  }
  const providers = new Set(book.shelves.flatMap((shelf) => [...shelf.providers]));
  const known = new Map<string, Resolution>();
  return (logged) => {
    const key = JSON.stringify([logged.provider, logged.gateway, logged.model]);
    const before = known.get(key);
    if (before) return before;
    const resolution = resolve({ book, providers, targets, search }, logged);
    known.set(key, resolution);
    return resolution;
  };
}

interface Lookups {
  readonly book: PriceBook;
  readonly providers: ReadonlySet<string>;
  readonly targets: ReadonlyMap<string, Sku>;
  readonly search: Nearest;
}

function resolve({ book, providers, targets, search }: Lookups, logged: LoggedModel): Resolution {
  const name = logged.model?.trim().toLowerCase() ?? '';
  if (name === '') return { sku: null, rule: 'no_model', dims: {}, candidates: [] };
  if (name.length > LONGEST_NAME) return { sku: null, rule: 'unknown', dims: {}, candidates: [] };
  const dims: Record<string, string> = Object.assign({}, ...routesOf(name).map((route) => dimensionsOf(route.name)));
  const prefixes = [logged.provider, logged.gateway].flatMap((seller) =>
    seller ? [`${seller.trim().toLowerCase()}/`] : [],
  );
  const alias = [...prefixes, ''].map((prefix) => targets.get(prefix + name)).find((sku) => sku !== undefined);
  if (alias) return { sku: alias, rule: 'alias', dims, candidates: [] };

  const attempts = attemptsFor(name, logged, providers, book.isOwn);
  let rule = /(^|\/)ft:/.test(name) ? 'fine_tune' : 'unknown';
  for (const pass of PASSES) {
    for (const shelf of [...book.shelves].reverse()) {
      const found = lookUp(shelf, attempts, pass);
      if (found === undefined) continue;
      if (found !== 'ambiguous') {
        return { sku: book.find(found.skuId) ?? null, rule: found.rule, dims, candidates: [] };
      }
      rule = found;
    }
    if (rule === 'ambiguous') break;
  }
  return { sku: null, rule, dims, candidates: candidatesFor(book, attempts, search, name, logged) };
}

/** Who may answer: the seller that bills the call; its vendors; any one reseller of the bundled list. */
type Stage = 'biller' | 'fallback' | 'reseller';

const PASSES = (['biller', 'fallback', 'reseller'] as const).flatMap((stage) =>
  // With the date first: some snapshots have a price of their own.
  [false, true].map((isUndated) => ({ stage, isUndated })),
);

type Found = { readonly skuId: string; readonly rule: string } | 'ambiguous';

function lookUp(
  shelf: Shelf,
  attempts: readonly Attempt[],
  { stage, isUndated }: (typeof PASSES)[number],
): Found | undefined {
  for (const { provider, name, via, isFallback } of attempts) {
    // A book of the user's own has few sellers and was written for this traffic: there any seller may answer at once.
    const isReseller = provider === undefined && shelf.isBuiltin;
    const own: Stage = isReseller ? 'reseller' : isFallback ? 'fallback' : 'biller';
    if (own !== stage) continue;
    for (const spelling of spellingsOf(name)) {
      if (spelling.isUndated !== isUndated || (spelling.lostGlobal && shelf.isBuiltin)) continue;
      const taken = [...via, ...spelling.rules];
      const named = oneOf(shelf, shelf.named(spelling.name, provider));
      if (named) return named === 'ambiguous' ? named : { ...named, rule: [...taken, 'exact'].join(' + ') };
      if (isUndated || isReseller) continue;
      const fits = oneOf(shelf, shelf.patterned(spelling.name, provider));
      if (fits) return fits === 'ambiguous' ? fits : { ...fits, rule: [...taken, 'pattern'].join(' + ') };
    }
  }
  return undefined;
}

/** The only one, or that of the first vendor among several sellers of the model; several resellers are ambiguous. */
function oneOf(shelf: Shelf, skuIds: readonly string[]): { readonly skuId: string } | 'ambiguous' | undefined {
  const [first] = skuIds;
  if (first === undefined) return undefined;
  const sellers = new Map<string, string>();
  for (const skuId of skuIds) {
    const seller = providerId(shelf.find(skuId)?.provider ?? '');
    if (!sellers.has(seller)) sellers.set(seller, skuId);
  }
  if (sellers.size === 1) return { skuId: first };
  const vendor = VENDORS.find((one) => sellers.has(one));
  const skuId = vendor === undefined ? undefined : sellers.get(vendor);
  return skuId === undefined ? 'ambiguous' : { skuId };
}

/** First what a looser reading would have taken, then what looks alike: of who billed the call first, then of vendors. */
function candidatesFor(
  book: PriceBook,
  attempts: readonly Attempt[],
  search: Nearest,
  name: string,
  logged: LoggedModel,
): string[] {
  // Any seller includes each of them.
  const anywhere = attempts.filter((one) => one.provider === undefined);
  const loose = book.shelves.flatMap((shelf) =>
    (anywhere.length > 0 ? anywhere : attempts).flatMap((one) => [
      ...shelf.named(one.name, one.provider),
      ...shelf.suggested(one.name, one.provider),
    ]),
  );
  const rank = sellerRank(logged);
  const bySeller = [...new Set(loose)].sort((left, right) => rank(left) - rank(right));
  const alike = search(attempts.at(-1)?.name ?? name, LOOKED_THROUGH);
  // A model of another size or kind is no help, however much alike the names are.
  const fitting = [...bySeller, ...oneSellerEach(alike, rank)].filter((skuId) => isSameClass(name, skuId));
  return [...new Set(fitting)].slice(0, CANDIDATES);
}

/** Of each model one seller: who billed the call, else who made the model, else the one whose id is most like the name. */
function oneSellerEach(skuIds: readonly string[], rank: (skuId: string) => number): string[] {
  const best = new Map<string, string>();
  for (const skuId of skuIds) {
    const model = skuId.slice(skuId.lastIndexOf('/') + 1);
    const before = best.get(model);
    if (before === undefined || rank(skuId) < rank(before)) best.set(model, skuId);
  }
  return [...best.values()];
}

function sellerRank({ provider, gateway }: LoggedModel): (skuId: string) => number {
  const billers = [provider, gateway].flatMap((one) => (one ? [providerId(one.trim().toLowerCase())] : []));
  return (skuId) => {
    const seller = sellerOf(skuId);
    const rank = VENDORS.indexOf(seller);
    return billers.includes(seller) ? -1 : rank < 0 ? VENDORS.length : rank;
  };
}

function sellerOf(skuId: string): string {
  return skuId.slice(0, skuId.indexOf('/'));
}

function unknownAlias(search: Nearest, logged: string, skuId: string): ToolError {
  const near = search(skuId, CANDIDATES);
  return configurationError(
    `aliases: ${excerpt(logged, 60)}`,
    `expected the id of a SKU in the price book, found ${excerpt(skuId, 60)}`,
    near.length > 0 ? `nearest are ${near.join(', ')}` : 'list them with: tollbook prices list',
  );
}
