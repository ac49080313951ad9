/**
 * Quantities times unit prices, exactly. One usage is calls of one model that share everything a price depends on; it
 * gives cost lines and, for what the book cannot say, unpriced usage: never 0 for unknown.
 */

import { asExact, compareCounts } from '../core/count.js';
import { usageError } from '../core/errors.js';
import { add, compare, type Exact, isZero, multiply, ONE, parseDecimal, subtract, sum, ZERO } from '../core/exact.js';
import { METERS, type Meter } from '../core/meters.js';
import type { MeteredUsage, PriceContext } from '../core/usage.js';
import { billedUnder } from './billed-quantities.js';
import { ownerOf, termKey } from './billed-terms.js';
import type { Sku, Version } from './book-model.js';
import { lineOf, nothingPriced, unloggedUsage, unpricedMeter } from './cost-lines.js';
import { hasUnpricedMode } from './modes.js';
import type { PriceBook } from './price-book.js';
import { type NoUnitPrice, type Situation, situationOf, type UnitPrice } from './rates-in-force.js';
import { type Aliases, createResolver, type LoggedModel, type Resolution, type Resolver } from './resolve-model.js';
import { instantOf } from './schema-parts.js';
import { versionIndexAt } from './segments.js';
import type { Assumption, CostLine, PricedUsage, UnpricedUsage } from './types.js';

export interface PriceOptions {
  /** Share of input in a token total that nothing splits, a plain decimal from 0 to 1; undefined: such cost is a range. */
  readonly split?: string | undefined;
  /** Model, or provider/model, as logged → SKU id. Keep one object per run: what it resolved is remembered for it. */
  readonly aliases?: Aliases | undefined;
}

export type { LoggedModel };

const NO_ALIASES: Aliases = {};
const resolvers = new WeakMap<PriceBook, WeakMap<Aliases, Resolver>>();

/** The SKU of a logged model. Throws a configuration error for an alias to a SKU that the book does not have. */
export function resolveModel(book: PriceBook, logged: LoggedModel, aliases: Aliases = NO_ALIASES): Resolution {
  const ofBook = resolvers.get(book) ?? new WeakMap<Aliases, Resolver>();
  resolvers.set(book, ofBook);
  const resolver = ofBook.get(aliases) ?? createResolver(book, aliases);
  ofBook.set(aliases, resolver);
  return resolver(logged);
}

/**
 * The cost of a usage at a book's prices, in the book's currency. Sums of quantities are priced as they are: the caller has
 * cut them at every size and time at which a price changes (segments.ts). Without a time the version in force on the day
 * of the book counts; without a size no size condition holds; `assumed` says where that mattered.
 */
export function priceUsage(book: PriceBook, usage: MeteredUsage, options: PriceOptions = {}): PricedUsage {
  const resolution = resolveModel(book, usage, options.aliases);
  const { sku } = resolution;
  if (!sku) {
    const reason = resolution.rule === 'no_model' ? 'no_model' : 'unknown_model';
    return nothingPriced(usage, resolution, reason, DETAILS[resolution.rule]);
  }
  const asOf = instantOf(book.asOf) ?? 0;
  const at = usage.context.at ?? asOf;
  const version = sku.versions[versionIndexAt(sku, at)];
  if (!version) return nothingPriced(usage, resolution, 'no_version', pricedWhen(sku));

  const context: PriceContext = { ...usage.context, dims: { ...resolution.dims, ...usage.context.dims } };
  const situation = situationOf(version, context, at);
  const assumed = assumptions(book, situation, sku, version, usage.context);
  const found = { version, assumed, context, pricedAt: at, resolvedBy: resolution.rule };
  if (situation.forbidden !== undefined) {
    return { ...nothingPriced(usage, resolution, 'forbidden', situation.forbidden), ...found };
  }
  const { assumed: alsoAssumed, ...result } = priced(book, usage, sku, situation, options.split);
  return { ...result, ...found, assumed: [...new Set([...assumed, ...alsoAssumed])].sort() };
}

/**
 * The unit prices that would apply to a usage, as lines of quantity 0: one for every meter that its version prices. The
 * usage's own quantities are not looked at.
 */
export function pricedInForce(book: PriceBook, usage: MeteredUsage, options: PriceOptions = {}): PricedUsage {
  const everything = new Map(METERS.map((meter) => [meter, ONE] as const));
  const all = priceUsage(book, { ...usage, quantities: everything }, options);
  // That most meters have no price is no news here; that the model or this combination has none is.
  const unpriced = all.unpriced
    .filter((one) => !['no_rate', 'unsplit', 'unlogged'].includes(one.reason))
    .map((one) => ({ ...one, tokens: 0n, quantity: ZERO }));
  const isFree = all.version?.isFree === true;
  const lines = all.lines
    .filter((line) => line.meter !== 'unsplit' || line.pricedAs === undefined)
    .filter((line) => !isFree || line.rule !== 'free' || line.meter === 'input' || line.meter === 'output')
    .map((line) => ({ ...line, quantity: ZERO, amount: ZERO }));
  return { ...all, usage, lines, unpriced, low: ZERO, high: ZERO, range: undefined };
}

const DETAILS: Readonly<Record<string, string>> = {
  ambiguous: 'several sellers list it: log the provider, or name one in an alias',
  fine_tune: 'a fine-tuned model has a price of its own: add it to a price book',
};

function priced(
  book: PriceBook,
  usage: MeteredUsage,
  sku: Sku,
  situation: Situation,
  split: string | undefined,
): PricedUsage & { readonly assumed: readonly Assumption[] } {
  const lines: CostLine[] = [];
  const unpriced: UnpricedUsage[] = [];
  const assumed: Assumption[] = [];
  let range: PricedUsage['range'];
  const charge = (meter: Meter, quantity: Exact, price: UnitPrice | NoUnitPrice, pricedAs?: Meter) => {
    if ('reason' in price) unpriced.push(unpricedMeter(usage, meter, quantity, price.reason, price.detail));
    else if (pricedAs !== undefined && price.term)
      unpriced.push(unpricedMeter(usage, meter, quantity, 'not_supported', TERM_OF_TOTAL));
    else lines.push(lineOf(sku, meter, quantity, price, pricedAs));
  };
  const quantities = new Map(billable(usage, situation));
  const done = new Set<Meter>();
  for (const [meter, quantity] of quantities) {
    if (done.has(meter)) continue;
    const price = situation.priceOf(meter);
    if (!('reason' in price) && price.term) {
      // All meters of the term at once: what a request is topped up by is billed at the term's own meter, used or not.
      const { term } = price;
      const found = billedUnder(usage, quantities, term, termKey(term, ownerOf(book.hash, sku.sku)));
      for (const one of term.meters) {
        const used = quantities.get(one) ?? ZERO;
        const billed = found?.billed.get(one) ?? ZERO;
        if (!found && !isZero(used)) unpriced.push(unpricedMeter(usage, one, used, 'not_supported', TERM_OF_SUM));
        if (found && !(isZero(used) && isZero(billed))) charge(one, billed, situation.priceOf(one));
        done.add(one);
      }
      assumed.push(...(found?.assumed ?? []));
      continue;
    }
    if (meter !== 'unsplit' || !isMissing(price)) {
      charge(meter, quantity, price);
      continue;
    }
    const input = situation.priceOf('input');
    const output = situation.priceOf('output');
    if (split !== undefined) {
      const share = shareOf(split);
      const parts = [
        { as: 'input', price: input, part: multiply(quantity, share) },
        { as: 'output', price: output, part: multiply(quantity, subtract(ONE, share)) },
      ] as const;
      for (const { as, price: half, part } of parts) if (!isZero(part)) charge(meter, part, half, as);
    } else if ('reason' in input || 'reason' in output || input.term || output.term) {
      const detail = 'the log has only a token total, and the book no price for both input and output';
      unpriced.push(unpricedMeter(usage, meter, quantity, 'unsplit', detail));
    } else {
      const asInput = lineOf(sku, meter, quantity, input, 'input');
      const asOutput = lineOf(sku, meter, quantity, output, 'output');
      const order = compare(asInput.amount, asOutput.amount);
      if (order === 0) lines.push(asInput);
      else range = order < 0 ? { low: asInput, high: asOutput } : { low: asOutput, high: asInput };
    }
  }
  unpriced.push(...unloggedUsage(usage, situation.priceOf));
  const total = sum(lines.map((line) => line.amount));
  return {
    usage,
    sku: sku.sku,
    lines,
    unpriced,
    low: add(total, range?.low.amount ?? ZERO),
    high: add(total, range?.high.amount ?? ZERO),
    range,
    assumed,
  };
}

const TERM_OF_SUM = 'its price has a minimum per request or a free amount per month, which sums of calls cannot tell';
const TERM_OF_TOTAL = 'its price has a minimum per request or a free amount per month, which a token total cannot tell';

/** The quantities in the order of the meters; a fee per request counts calls where the log does not count requests. */
function billable(usage: MeteredUsage, situation: Situation): [Meter, Exact][] {
  const quantities = new Map(usage.quantities);
  // Calls without any quantity were not billed (errors), so they pay no fee either.
  if (quantities.size > 0 && !quantities.has('request') && compareCounts(usage.calls, 0n) > 0) {
    const price = situation.priceOf('request');
    if (!isMissing(price) && !('rule' in price && price.rule === 'free'))
      quantities.set('request', asExact(usage.calls));
  }
  return METERS.flatMap((meter) => {
    const quantity = quantities.get(meter);
    return quantity && !isZero(quantity) ? [[meter, quantity] as [Meter, Exact]] : [];
  });
}

function isMissing(price: UnitPrice | NoUnitPrice): boolean {
  return 'reason' in price && price.reason === 'no_rate';
}

function assumptions(
  book: PriceBook,
  situation: Situation,
  sku: Sku,
  version: Version,
  context: PriceContext,
): Assumption[] {
  const isUndated = context.at === null && sku.versions.length > 1;
  const layers = book.layered(sku.sku);
  const isListed = layers?.shelves[layers.sku.versions.indexOf(version)]?.isBuiltin === true;
  const found = new Set<Assumption>(situation.assumed);
  if (isUndated) found.add('time');
  if (isListed && hasUnpricedMode(version, context)) found.add('mode');
  return [...found].sort();
}

function pricedWhen(sku: Sku): string {
  const first = sku.versions[0]?.from ?? null;
  const last = sku.versions.at(-1)?.to ?? null;
  const day = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  const parts = [...(first === null ? [] : [`from ${day(first)}`]), ...(last === null ? [] : [`until ${day(last)}`])];
  return `the book has prices of ${sku.sku} ${parts.join(' ')}`;
}

function shareOf(split: string): Exact {
  const share = parseDecimal(split);
  if (share && compare(share, ZERO) >= 0 && compare(share, ONE) <= 0) return share;
  throw usageError(
    `expected an input share from 0 to 1 for --split, found ${split}`,
    'write --split 0.75 for 75 % input',
  );
}
