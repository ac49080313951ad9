/**
 * Where prices change: what the engine must cut usage at so that one representative stands for all calls of a piece.
 *
 * Sizes are cut at every threshold, times at the edges of the coarsest unit that no edge falls inside of. Nothing here
 * knows a price; the wall clock is the only thing computed.
 */
import type { Sku, Version, When } from './book-model.js';
import { clockHolds, offsetAt } from './clock.js';

/** The lower bounds of all size segments above the first, ascending: a call of n input tokens is in the last one ≤ n. */
export function sizeCuts(skus: Iterable<Sku>): bigint[] {
  const cuts = new Set<bigint>();
  for (const when of conditionsOf(skus)) {
    const size = when.inputTokens;
    if (size?.gt !== undefined) cuts.add(size.gt + 1n);
    if (size?.gte !== undefined) cuts.add(size.gte);
    if (size?.lt !== undefined) cuts.add(size.lt);
    if (size?.lte !== undefined) cuts.add(size.lte + 1n);
  }
  cuts.delete(0n);
  return [...cuts].sort((left, right) => (left < right ? -1 : 1));
}

export type TimeUnit = 'day' | 'hour' | 'minute' | 'second' | 'millisecond';

const UNITS: readonly { readonly unit: TimeUnit; readonly length: number }[] = [
  { unit: 'day', length: 86_400_000 },
  { unit: 'hour', length: 3_600_000 },
  { unit: 'minute', length: 60_000 },
  { unit: 'second', length: 1_000 },
];

/** The shorter of two units: edges of either lie on its edges. */
export function finer(left: TimeUnit, right: TimeUnit): TimeUnit {
  const order: readonly TimeUnit[] = [...UNITS.map(({ unit }) => unit), 'millisecond'];
  return order[Math.max(order.indexOf(left), order.indexOf(right))] ?? 'millisecond';
}

/**
 * The coarsest UTC unit on whose edges every price change of these SKUs falls: version bounds, dates of conditions, and
 * the edges of clock windows in every offset their zone has from 2000 to 2050, with the changes of offset themselves.
 */
export function timeAlignment(skus: Iterable<Sku>): TimeUnit {
  const edges = new Set<number>();
  for (const sku of skus) {
    for (const version of sku.versions) {
      for (const bound of [version.from, version.to]) if (bound !== null) edges.add(bound);
      for (const when of whensOf(version)) for (const edge of edgesOf(when)) edges.add(edge);
    }
  }
  const fits = (length: number) => [...edges].every((edge) => edge % length === 0);
  return UNITS.find(({ length }) => fits(length))?.unit ?? 'millisecond';
}

/** Instants at which prices of these SKUs change for good: bounds of versions and of dated conditions. */
export function datedChanges(skus: Iterable<Sku>): number[] {
  const changes = new Set<number>();
  for (const sku of skus) {
    for (const version of sku.versions) {
      const spans = [version, ...whensOf(version).flatMap((when) => when.at ?? [])];
      for (const { from, to } of spans)
        for (const bound of [from, to]) if (typeof bound === 'number') changes.add(bound);
    }
  }
  return [...changes].sort((left, right) => left - right);
}

/** The same text for two instants exactly when the same versions are in force and the same time conditions hold. */
export function timeClass(skus: Iterable<Sku>): (at: number) => string {
  const changing = [...new Set(skus)].filter((sku) =>
    sku.versions.some((version) => version.from !== null || version.to !== null || timesOf(version).length > 0),
  );
  return (at) =>
    changing
      .map((sku) => {
        const index = versionIndexAt(sku, at);
        const version = sku.versions[index];
        if (!version) return '-';
        return `${index}${timesOf(version)
          .map((holds) => (holds(at) ? '+' : '.'))
          .join('')}`;
      })
      .join('|');
}

/** The position of the version in force at the instant, -1 when there is none. */
export function versionIndexAt(sku: Sku, at: number): number {
  return sku.versions.findIndex(({ from, to }) => (from === null || at >= from) && (to === null || at < to));
}

function conditionsOf(skus: Iterable<Sku>): When[] {
  return [...skus].flatMap((sku) => sku.versions.flatMap(whensOf));
}

function whensOf(version: Version): When[] {
  return [...version.overrides, ...version.multipliers, ...version.forbid].map((entry) => entry.when);
}

type TimeTest = (at: number) => boolean;

const testsOfVersion = new WeakMap<Version, readonly TimeTest[]>();

/** The date and clock conditions of a version, each on its own; ordered as the book has them. */
function timesOf(version: Version): readonly TimeTest[] {
  const known = testsOfVersion.get(version);
  if (known) return known;
  const tests = whensOf(version).flatMap((when): TimeTest[] => {
    const { at: span, clock } = when;
    return [
      ...(span ? [(at: number) => at >= (span.from ?? at) && at < (span.to ?? at + 1)] : []),
      ...(clock ? [(at: number) => clockHolds(clock, at)] : []),
    ];
  });
  testsOfVersion.set(version, tests);
  return tests;
}

/** Instants, or lengths standing for instants that differ by whole days, at which a time condition may change. */
function edgesOf({ at: span, clock }: When): number[] {
  const edges = [span?.from, span?.to].filter((edge) => edge !== undefined);
  if (!clock) return edges;
  const local = [0, ...(clock.windows ?? []).flatMap(({ start, end }) => [start * 60_000, end * 60_000])];
  const used = clock.days ? local : local.slice(1);
  const { offsets, changes } = offsetsOf(clock.zone);
  return [...edges, ...offsets.flatMap((offset) => used.map((edge) => edge - offset)), ...changes];
}

const FIRST = Date.UTC(2000, 0, 1);
const LAST = Date.UTC(2050, 0, 1);
// Shorter than any stay at one offset that a zone has had since 2000 (Ramadan in Morocco: about a month).
const STEP = 7 * 86_400_000;

interface Offsets {
  readonly offsets: readonly number[];
  readonly changes: readonly number[];
}

const offsetsOfZone = new Map<string, Offsets>();

function offsetsOf(zone: string): Offsets {
  const known = offsetsOfZone.get(zone);
  if (known) return known;
  const offsets = new Set([offsetAt(zone, FIRST)]);
  const changes: number[] = [];
  for (let at = FIRST; at < LAST; at += STEP) {
    const offset = offsetAt(zone, at + STEP);
    if (offset === offsetAt(zone, at)) continue;
    offsets.add(offset);
    changes.push(changeBetween(zone, at, at + STEP));
  }
  const found = { offsets: [...offsets], changes };
  offsetsOfZone.set(zone, found);
  return found;
}

/** The first second of the new offset. */
function changeBetween(zone: string, start: number, end: number): number {
  let before = start / 1000;
  let after = end / 1000;
  const old = offsetAt(zone, start);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, middle * 1000) === old) before = middle;
    else after = middle;
  }
  return after * 1000;
}
