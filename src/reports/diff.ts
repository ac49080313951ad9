/**
 * `diff`: what changed between two saved results of `cost`, and whether price, volume or mix did it.
 *
 * Rows that did not change are left out, so the diff of a result with itself has none. It compares and never gates.
 */

import { type Count, compareCounts, sumCounts } from '../core/count.js';
import { compare, type Exact, isNegative, isZero, negate, ZERO } from '../core/exact.js';
import { type Phrase, say } from '../core/phrase.js';
import type { Effects } from '../projection/cost-change.js';
import { forTotals } from './arithmetic.js';
import { divisible } from './columns.js';
import { type ComparedRow, changeOf } from './cost-difference.js';
import { bookText, periodText } from './diff-notes.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects, totalsObject } from './flat.js';
import { costCell, groupKey, sumCosts } from './group-cost.js';
import type { Cell, Column, Report, ResultValue, Table } from './report.js';
import type { SavedCost } from './saved-cost.js';

interface Difference {
  readonly group: readonly (string | null)[];
  readonly status: 'changed' | 'new' | 'gone';
  readonly before: ComparedRow | undefined;
  readonly after: ComparedRow | undefined;
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
    title:
      base.groupBy.length === 0
        ? 'What changed'
        : say('What changed, by {groups}', { groups: base.groupBy.map((one) => say(one)) }),
    columns: divisible(
      [
        ...base.groupBy.map((dimension): Column => ({ key: dimension, label: dimension, type: 'text' })),
        { key: 'status', label: 'status', type: 'text', isWords: true },
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

function sideSentence(side: string, saved: SavedCost): Phrase {
  return say('{side}: {file}, {period}, price book {book}.', {
    side: say(side),
    file: saved.file,
    period: say(periodText(saved)),
    book: bookText(saved),
  });
}
