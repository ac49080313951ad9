/**
 * What is wrong, or at odds, in a price book: gaps in time and meters, layers that disagree, entries read long ago. Knows
 * no usage: what calls lack a price is found by pricing them.
 */
import { toDecimal } from '../core/decimal.js';
import { compare, exact } from '../core/exact.js';
import { METERS, type Meter } from '../core/meters.js';
import type { Rate, Sku, Version, When } from './book-model.js';
import { canonical } from './canonical.js';
import type { PriceBook } from './price-book.js';
import { instantOf } from './schema-parts.js';
import type { Shelf } from './shelf.js';
import { chain } from './version-schema.js';

export type FindingKind = 'gap' | 'disagreement' | 'stale';

export interface Finding {
  readonly kind: FindingKind;
  /** Null where a finding is about a whole layer. */
  readonly sku: string | null;
  /** A meter, `time`, `conditions` or `age`. */
  readonly about: string;
  readonly layer: string;
  /** What that layer says, or lacks. */
  readonly found: string;
  /** The layer below that says otherwise, and what it says. */
  readonly below: string | null;
  readonly expected: string | null;
  /** The time it is about, half-open; null: open. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface CheckOptions {
  /** The instant that ages are counted to. */
  readonly at: number;
  /** Days after which an entry counts as stale. */
  readonly days: number;
}

const DAY = 86_400_000;

/** By SKU, then in time order; whole layers last. */
export function checkBook(book: PriceBook, options: CheckOptions): Finding[] {
  const found = book
    .list()
    .flatMap(({ sku, shelves }) => [...gapsInTime(sku, shelves), ...between(book.shelves, sku.sku)]);
  return [...found, ...stale(book, options)];
}

function gapsInTime({ sku, versions }: Sku, shelves: readonly Shelf[]): Finding[] {
  return versions.flatMap((version, index): Finding[] => {
    const next = versions[index + 1];
    if (version.to === null || version.to === (next?.from ?? null)) return [];
    const layer = shelves[index]?.layer.id ?? '';
    const gap = { kind: 'gap', sku, about: 'time', layer, below: null, expected: null } as const;
    return [{ ...gap, found: 'no price', from: version.to, to: next?.from ?? null }];
  });
}

/** What each layer that has the SKU says otherwise than the next one below it that has it too. */
function between(shelves: readonly Shelf[], skuId: string): Finding[] {
  const holders = shelves.flatMap((shelf) => {
    const sku = shelf.find(skuId);
    return sku ? [{ shelf, sku }] : [];
  });
  return holders.slice(1).flatMap((upper, index) => {
    const lower = holders[index] as (typeof holders)[number];
    return upper.sku.versions.flatMap((version) =>
      lower.sku.versions.flatMap((older) => {
        const span = common(version, older);
        if (!span) return [];
        const words = { sku: skuId, layer: upper.shelf.layer.id, below: lower.shelf.layer.id, ...span };
        return [...meterFindings(version, older, words), ...conditionFindings(version, older, words)];
      }),
    );
  });
}

type Words = Pick<Finding, 'sku' | 'layer' | 'below' | 'from' | 'to'>;

function meterFindings(version: Version, older: Version, words: Words): Finding[] {
  return METERS.flatMap((meter): Finding[] => {
    const below = rateOf(older, meter);
    if (!below || version.isFree) return [];
    const here = rateOf(version, meter);
    const expected = rateText(below);
    // What the layer below only takes from another meter is no price of its own that could be missed.
    if (!here)
      return older.rates.has(meter) ? [{ ...words, kind: 'gap', about: meter, found: 'no price', expected }] : [];
    if (sameRate(here, below)) return [];
    // What both take from another meter is said once, of that meter.
    if (!version.rates.has(meter) && !older.rates.has(meter)) return [];
    return [{ ...words, kind: 'disagreement', about: meter, found: rateText(here), expected }];
  });
}

/** Conditions of the layer below that this one does not have, or prices otherwise. */
function conditionFindings(version: Version, older: Version, words: Words): Finding[] {
  const here = new Map(version.overrides.map((override) => [whenKey(override.when), override]));
  return older.overrides.flatMap(({ id, when, rates }): Finding[] => {
    const same = here.get(whenKey(when));
    const differing = [...rates].filter(([meter, rate]) => {
      const mine = same?.rates.get(meter) ?? (same ? rateOf(version, meter) : undefined);
      return !mine || !sameRate(mine, rate);
    });
    if (differing.length === 0) return [];
    const expected = `${id}: ${differing.map(([meter, rate]) => `${meter} ${rateText(rate)}`).join(', ')}`;
    const found = same
      ? `${same.id}: ${differing.map(([meter]) => `${meter} ${rateOrNone(same.rates.get(meter))}`).join(', ')}`
      : conditionsText(version);
    return [{ ...words, kind: 'disagreement', about: 'conditions', found, expected }];
  });
}

function stale(book: PriceBook, { at, days }: CheckOptions): Finding[] {
  const oldest = at - days * DAY;
  const read = new Map<string, { readonly layer: string; readonly day: string; readonly skus: string[] }>();
  for (const { sku, shelves } of book.list()) {
    sku.versions.forEach((version, index) => {
      const day = version.source.retrieved.slice(0, 10);
      if ((instantOf(day) ?? at) >= oldest) return;
      const layer = shelves[index]?.layer.id ?? '';
      const key = `${layer}\n${day}`;
      const entry = read.get(key) ?? { layer, day, skus: [] };
      entry.skus.push(sku.sku);
      read.set(key, entry);
    });
  }
  return [...read.values()]
    .sort((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : left.layer < right.layer ? -1 : 1))
    .map(({ layer, day, skus }) => ({
      kind: 'stale',
      sku: new Set(skus).size === 1 ? (skus[0] ?? null) : null,
      about: 'age',
      layer,
      found: `read ${day}${new Set(skus).size === 1 ? '' : `, ${new Set(skus).size} SKUs, first ${skus[0]}`}`,
      below: null,
      expected: null,
      from: null,
      to: null,
    }));
}

function common(
  left: Version,
  right: Version,
): { readonly from: number | null; readonly to: number | null } | undefined {
  const from = left.from === null ? right.from : right.from === null ? left.from : Math.max(left.from, right.from);
  const to = left.to === null ? right.to : right.to === null ? left.to : Math.min(left.to, right.to);
  return from !== null && to !== null && from >= to ? undefined : { from, to };
}

function rateOf(version: Version, meter: Meter): Rate | undefined {
  const source = chain(version.fallback, meter)?.find((one) => version.rates.has(one));
  return source && version.rates.get(source);
}

function sameRate(left: Rate, right: Rate): boolean {
  return compare(left.price, right.price) === 0 && compare(left.per, right.per) === 0;
}

const MILLION = exact(1_000_000n);

function rateText({ price, per }: Rate): string {
  return compare(per, MILLION) === 0 ? toDecimal(price) : `${toDecimal(price)} per ${toDecimal(per)}`;
}

function rateOrNone(rate: Rate | undefined): string {
  return rate ? rateText(rate) : 'unchanged';
}

function conditionsText({ overrides }: Version): string {
  return overrides.length === 0 ? 'no conditions' : `other conditions: ${overrides.map(({ id }) => id).join(', ')}`;
}

/** A condition as text, the same for `gt 199999` and `gte 200000`. */
function whenKey(when: When): string {
  const { gt, gte, lt, lte } = when.inputTokens ?? {};
  const smallest = gte ?? (gt === undefined ? undefined : gt + 1n);
  const end = lt ?? (lte === undefined ? undefined : lte + 1n);
  return canonical({
    ...when,
    inputTokens: [smallest, end].map((bound) => bound?.toString() ?? null),
    clock: when.clock && { ...when.clock, days: when.clock.days && [...when.clock.days].sort() },
  });
}
