/**
 * Cost lines as reports show them: the same price of the same meter added up over all groups, with where the price is from.
 * Adds exact amounts; prices nothing.
 */

import { add, type Exact } from '../core/exact.js';
import { METERS, type Meter } from '../core/meters.js';
import { say } from '../core/phrase.js';
import type { Version } from '../pricing/book-model.js';
import type { CostLine, PricedUsage } from '../pricing/types.js';
import { groupKey } from './group-cost.js';
import { isoInstant } from './instants.js';
import type { Cell, Column, MoneyRange, ResultValue } from './report.js';

/** One price in force and what it was applied to. */
export interface PricedLine {
  readonly sku: string;
  /** Which price: the rule that decided it and the version it belongs to. Equal text, equal price. */
  readonly signature: string;
  readonly meter: Meter;
  /** The meter whose price it is, where another one's was used. */
  readonly pricedAs: Meter | null;
  readonly quantity: Exact;
  readonly unitPrice: Exact;
  readonly per: Exact;
  readonly amount: Exact;
  readonly rule: string;
  readonly version: string;
  readonly source: string | null;
}

/** Ordered by SKU, meter and signature. The two ends of a range are in no line: see rangeLines. */
export function pricedLines(priced: Iterable<PricedUsage>): PricedLine[] {
  const lines = new Map<string, PricedLine>();
  for (const usage of priced) {
    for (const line of usage.lines) {
      const one = lineOf(line, usage.version);
      const key = JSON.stringify([one.sku, one.signature, one.meter, one.pricedAs]);
      const before = lines.get(key);
      lines.set(
        key,
        before ? { ...one, quantity: add(before.quantity, one.quantity), amount: add(before.amount, one.amount) } : one,
      );
    }
  }
  return [...lines.values()].sort(bySkuAndMeter);
}

/** The same, one per group of the report, so that a saved result can be compared row by row. Ordered by group, then as above. */
export function groupedLines(
  priced: Iterable<PricedUsage>,
): { readonly group: readonly (string | null)[]; readonly line: PricedLine }[] {
  const groups = new Map<string, PricedUsage[]>();
  for (const usage of priced) {
    const key = groupKey(usage.usage.group);
    const inGroup = groups.get(key);
    if (inGroup) inGroup.push(usage);
    else groups.set(key, [usage]);
  }
  return [...groups]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([, inGroup]) => pricedLines(inGroup).map((line) => ({ group: inGroup[0]?.usage.group ?? [], line })));
}

/** Token totals that nothing splits: their quantity and what they cost at least and at most, per SKU and signature. */
function rangeLines(priced: Iterable<PricedUsage>): { readonly line: PricedLine; readonly amount: MoneyRange }[] {
  const ranges = new Map<string, { line: PricedLine; amount: MoneyRange }>();
  for (const { range, version } of priced) {
    if (!range) continue;
    const line = lineOf(range.low, version);
    const key = JSON.stringify([line.sku, line.signature, line.meter, line.pricedAs]);
    const before = ranges.get(key);
    ranges.set(key, {
      line: before ? { ...line, quantity: add(before.line.quantity, line.quantity) } : line,
      amount: before
        ? { low: add(before.amount.low, range.low.amount), high: add(before.amount.high, range.high.amount) }
        : { low: range.low.amount, high: range.high.amount },
    });
  }
  return [...ranges.values()].sort((left, right) => bySkuAndMeter(left.line, right.line));
}

export function lineColumns(currency: string | undefined): Column[] {
  return [
    { key: 'sku', label: 'SKU', type: 'text' },
    { key: 'meter', label: 'meter', type: 'text' },
    { key: 'quantity', label: 'quantity', type: 'decimal' },
    { key: 'unit_price', label: 'unit price', type: 'price', currency },
    { key: 'per', label: 'per', type: 'decimal' },
    { key: 'amount', label: 'amount', type: 'money', currency, isRange: true },
    { key: 'rule', label: 'rule', type: 'text', isWords: true },
    { key: 'version', label: 'in force', type: 'text', isWords: true },
    { key: 'source', label: 'source', type: 'text', isWords: true },
  ];
}

/** The cells of lineColumns: every line, then every range. */
export function lineRows(priced: readonly PricedUsage[]): Cell[][] {
  return [
    ...pricedLines(priced).map((line) => [
      line.sku,
      line.pricedAs === null
        ? line.meter
        : say('{meter} as {pricedAs}', { meter: line.meter, pricedAs: line.pricedAs }),
      line.quantity,
      line.unitPrice,
      line.per,
      line.amount,
      line.rule,
      line.version,
      line.source,
    ]),
    ...rangeLines(priced).map(({ line, amount }) => [
      line.sku,
      line.meter,
      line.quantity,
      null,
      line.per,
      amount,
      'all at the input price to all at the output price',
      line.version,
      line.source,
    ]),
  ];
}

export function lineResult(line: PricedLine): Record<string, ResultValue> {
  return {
    sku: line.sku,
    signature: line.signature,
    rule: line.rule,
    meter: line.meter,
    priced_as: line.pricedAs,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    per: line.per,
    amount: line.amount,
  };
}

/** `2026-01-01 – 2026-06-01`, with `always` for a version without bounds. */
export function versionText({ from, to }: Pick<Version, 'from' | 'to'>): string {
  if (from === null && to === null) return 'always';
  if (from === null) return `until ${boundText(to)}`;
  return to === null ? `from ${boundText(from)}` : `${boundText(from)} – ${boundText(to)}`;
}

/** A date where the bound is midnight UTC, else the instant; null stays null. */
export function boundText(bound: number | null): string | null {
  return bound === null ? null : isoInstant(bound).replace('T00:00:00Z', '');
}

/** The page a price is from and the day it was read there. */
export function sourceText({ source }: Pick<Version, 'source'>): string {
  return `${source.url ?? source.note ?? 'no page named'} (${source.retrieved})`;
}

function bySkuAndMeter(left: PricedLine, right: PricedLine): number {
  if (left.sku !== right.sku) return left.sku < right.sku ? -1 : 1;
  const byMeter = METERS.indexOf(left.meter) - METERS.indexOf(right.meter);
  if (byMeter !== 0) return byMeter;
  const keys = [left, right].map((line) => JSON.stringify([line.signature, line.pricedAs]));
  return (keys[0] ?? '') < (keys[1] ?? '') ? -1 : 1;
}

function lineOf(line: CostLine, version: Version | undefined): PricedLine {
  const inForce = version ? versionText(version) : 'always';
  return {
    sku: line.sku,
    signature: `${line.rule}, ${inForce}`,
    meter: line.meter,
    pricedAs: line.pricedAs ?? null,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    per: line.per,
    amount: line.amount,
    rule: line.rule,
    version: inForce,
    source: version ? sourceText(version) : null,
  };
}
