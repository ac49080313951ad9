/**
 * `diff`: what changed between two saved results of `cost`, and whether price, volume or mix did it.
 *
 * Rows that did not change are left out, so the diff of a result with itself has none. It compares and never gates.
 */

import { asExact, type Count, compareCounts, sumCounts } from '../core/count.js';
import { compare, type Exact, isNegative, isZero, negate, subtract, sum, ZERO } from '../core/exact.js';
import { visible } from '../core/text.js';
import { costChange, type Effects } from '../projection/cost-change.js';
import { forTotals } from './arithmetic.js';
import { divisible } from './columns.js';
import { bookText, isRange, periodText } from './diff-notes.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects, totalsObject } from './flat.js';
import { costCell, groupKey, sumCosts } from './group-cost.js';
import type { Cell, Column, Report, ResultValue, Table } from './report.js';
import type { SavedCost, SavedPrice, SavedRow } from './saved-cost.js';

interface Difference {
  readonly group: readonly (string | null)[];
  readonly status: 'changed' | 'new' | 'gone';
  readonly before: SavedRow | undefined;
  readonly after: SavedRow | undefined;
  readonly change: Exact | null;
  readonly effects: Effects | null;
}

export function diffReport(common: Envelope, base: SavedCost, head: SavedCost): Report {
  const table = diffTable(common, base, head, differences(base, head));
  const report = assemble(common, [table], {
    base: savedResult(base),
    head: savedResult(head),
    rows: rowObjects(table),
    totals: totalsObject(table, [...base.groupBy, 'status']),
  });
  return { ...report, header: [sideSentence('Base', base), sideSentence('Head', head), ...common.header] };
}

function differences(base: SavedCost, head: SavedCost): Difference[] {
  const keys = [...new Set([...base.rows.keys(), ...head.rows.keys()])];
  return keys
    .map((key): Difference => {
      const before = base.rows.get(key);
      const after = head.rows.get(key);
      return {
        group: (after ?? before)?.group ?? [],
        status: before === undefined ? 'new' : after === undefined ? 'gone' : 'changed',
        before,
        after,
        ...changeOf(before ? [before] : [], after ? [after] : []),
      };
    })
    .filter((one) => !isSame(one))
    .sort(bySize);
}

function isSame({ before, after, effects }: Difference): boolean {
  if (before === undefined || after === undefined || compareCounts(before.calls, after.calls) !== 0) return false;
  const { low, high, unpricedCalls } = before.cost;
  const isSameCost =
    compare(low, after.cost.low) === 0 &&
    compare(high, after.cost.high) === 0 &&
    compareCounts(unpricedCalls, after.cost.unpricedCalls) === 0;
  return isSameCost && (effects === null || Object.values(effects).every(isZero));
}

/** The change and its causes; null where a cost is only known as a range, or not at all. */
function changeOf(before: readonly SavedRow[], after: readonly SavedRow[]): Pick<Difference, 'change' | 'effects'> {
  if ([...before, ...after].some((row) => row.isUnknown || isRange(row))) return { change: null, effects: null };
  const unit = volumeUnit(before, after);
  const used = (rows: readonly SavedRow[]) => ({
    // The same price in two rows is two things: moving traffic from one row to the other changes the mix.
    prices: rows.flatMap(({ group, prices }) =>
      prices.map((price) => ({ ...price, key: groupKey([...group, price.key]) })),
    ),
    volume: volumeOf(rows, unit),
  });
  const cost = (rows: readonly SavedRow[]) => sumCosts(rows.map((row) => row.cost)).low;
  return { change: subtract(cost(after), cost(before)), effects: costChange(used(before), used(after)) };
}

/** Tokens, where both sides (or the only one) have some; else calls. */
function volumeUnit(before: readonly SavedRow[], after: readonly SavedRow[]): 'tokens' | 'calls' {
  const sides = [before, after].filter((rows) => rows.length > 0);
  return sides.every((rows) => !isZero(volumeOf(rows, 'tokens'))) ? 'tokens' : 'calls';
}

function volumeOf(rows: readonly SavedRow[], unit: 'tokens' | 'calls'): Exact {
  if (unit === 'calls') return asExact(sumCounts(rows, (row) => row.calls));
  return sum(
    rows.flatMap(({ prices }) => prices.filter((price: SavedPrice) => price.isTokens).map(({ quantity }) => quantity)),
  );
}

function bySize(left: Difference, right: Difference): number {
  const size = ({ change }: Difference) => (change === null ? ZERO : isNegative(change) ? negate(change) : change);
  return compare(size(right), size(left)) || (groupKey(left.group) < groupKey(right.group) ? -1 : 1);
}

function diffTable(common: Envelope, base: SavedCost, head: SavedCost, rows: readonly Difference[]): Table {
  const { currency } = common;
  const money = (key: string, label: string): Column => ({ key, label, type: 'money', currency });
  const total = changeOf([...base.rows.values()], [...head.rows.values()]);
  const calls = (saved: SavedCost) => sumCounts(saved.rows.values(), (row) => row.calls);
  const cells = ({ change, effects }: Pick<Difference, 'change' | 'effects'>): Cell[] => [
    change,
    effects?.price ?? null,
    effects?.volume ?? null,
    effects?.mix ?? null,
  ];
  const sides = (from: Cell, to: Cell, callsBefore: Count, callsAfter: Count): Cell[] => [
    callsBefore,
    callsAfter,
    from,
    to,
  ];
  const lines = rows.map((one) => [
    ...one.group,
    one.status,
    ...sides(costCell(one.before?.cost), costCell(one.after?.cost), one.before?.calls ?? 0n, one.after?.calls ?? 0n),
    ...cells(one),
  ]);
  return {
    id: 'diff',
    title: base.groupBy.length === 0 ? 'What changed' : `What changed, by ${base.groupBy.join(', ')}`,
    columns: divisible(
      [
        ...base.groupBy.map((dimension): Column => ({ key: dimension, label: dimension, type: 'text' })),
        { key: 'status', label: 'status', type: 'text' },
        { key: 'calls_before', label: 'calls before', type: 'integer' },
        { key: 'calls_after', label: 'after', type: 'integer' },
        { ...money('before', 'before'), isRange: true },
        { ...money('after', 'after'), isRange: true },
        money('change', 'change'),
        money('price_effect', 'price'),
        money('volume_effect', 'volume'),
        money('mix_effect', 'mix'),
      ],
      lines,
    ),
    rows: lines,
    totals: [
      ...forTotals(base.groupBy.length + 1),
      ...sides(totalCell(base), totalCell(head), calls(base), calls(head)),
      ...cells(total),
    ],
    remarks:
      rows.length === 0
        ? []
        : [
            'price + volume + mix = change. Volume is tokens (calls where none are counted); mix is what they were used for.',
            'Of the total, traffic that moved from one row to another is mix, so its volume and mix are not the sums of the rows.',
          ],
  };
}

function totalCell(saved: SavedCost): Cell {
  return costCell(sumCosts([...saved.rows.values()].map((row) => row.cost)));
}

function savedResult({ file, result }: SavedCost): ResultValue {
  const { source, period, coverage, price_book, basis, tollbook_version } = result;
  return { file, tollbook_version, source, period, coverage, price_book, basis };
}

function sideSentence(side: string, saved: SavedCost): string {
  return `${side}: ${visible(saved.file)}, ${periodText(saved)}, price book ${bookText(saved)}.`;
}
