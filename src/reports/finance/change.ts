/**
 * Why the month cost more or less than the one before: price, volume and mix, which add up to the change exactly.
 */
import { compare, type Exact, isNegative, negate, ZERO } from '../../core/exact.js';
import { say } from '../../core/phrase.js';
import type { Waterfall } from '../chart.js';
import { type ComparedRow, changeOf } from '../cost-difference.js';
import { costCell, groupKey, sumCosts } from '../group-cost.js';
import type { Cell, Section, Table } from '../report.js';
import type { FinanceModel } from './model.js';
import { column, moneyColumn, NO_MODEL, nameOr, TOTAL } from './words.js';

/** The rows of both months without the models of which nothing has a price. */
export function pricedRows({ rowsBefore, rowsAfter }: Pick<FinanceModel, 'rowsBefore' | 'rowsAfter'>) {
  const unknown = new Set(
    [...rowsBefore, ...rowsAfter].filter((row) => row.isUnknown).map(({ group }) => groupKey(group)),
  );
  const known = (rows: readonly ComparedRow[]) => rows.filter(({ group }) => !unknown.has(groupKey(group)));
  return { before: known(rowsBefore), after: known(rowsAfter), isWhole: unknown.size === 0 };
}

export function changeSection(model: FinanceModel): Section {
  const { before } = model;
  const title = 'Change since last month';
  if (before === null) {
    return {
      id: 'change',
      title,
      says: [say('There are no calls in the month before to compare with.')],
      charts: [],
      tables: [],
    };
  }
  const priced = pricedRows(model);
  const total = changeOf(priced.before, priced.after);
  return {
    id: 'change',
    title,
    says: [
      before.isWhole
        ? say('{month} is compared as a whole.', { month: { month: before.month } })
        : say('The month is not over, so it is compared with the same days of {month}: {first} to {last}.', {
            month: { month: before.month },
            first: { date: before.first },
            last: { date: before.last },
          }),
      ...(priced.isWhole ? [] : [say('Models without a price are in neither month here.')]),
      ...(total.effects === null
        ? [say('A cost is only known as a range or not at all, so the change has no causes.')]
        : [
            say(
              'price + volume + mix = change. Volume is tokens (calls where none are counted); mix is what they were used for.',
            ),
            say(
              'Of the total, traffic that moved from one model to another is mix, so its volume and mix are not the sums of the rows.',
            ),
          ]),
    ],
    charts: total.effects === null ? [] : [chartOf(model, total.effects)],
    tables: [changeTable(model, total)],
  };
}

function chartOf(
  model: FinanceModel,
  effects: { readonly price: Exact; readonly volume: Exact; readonly mix: Exact },
): Waterfall {
  const { currency, before, month } = model;
  const rows = pricedRows(model);
  const totalOf = (rows: readonly ComparedRow[]) => sumCosts(rows.map(({ cost }) => cost)).low;
  const step = (name: string, amount: Exact) => ({ name: say(name), amount, isTotal: false });
  return {
    kind: 'waterfall',
    id: 'change_by_cause',
    title: 'Why the cost changed',
    description:
      'From the cost of last month to that of this month by price, volume and mix. The last row of the table has the same figures.',
    unit: currency,
    type: 'money',
    table: 'change',
    steps: [
      {
        name: say('{month}', { month: { month: before?.month ?? month } }),
        amount: totalOf(rows.before),
        isTotal: true,
      },
      step('price', effects.price),
      step('volume', effects.volume),
      step('mix', effects.mix),
      { name: say('{month}', { month: { month } }), amount: totalOf(rows.after), isTotal: true },
    ],
  };
}

function changeTable({ currency, rowsBefore, rowsAfter }: FinanceModel, total: ReturnType<typeof changeOf>): Table {
  const keyed = (rows: readonly ComparedRow[]) => new Map(rows.map((row) => [groupKey(row.group), row]));
  const [from, to] = [keyed(rowsBefore), keyed(rowsAfter)];
  const rows = [...new Set([...from.keys(), ...to.keys()])].map((key) => {
    const [before, after] = [from.get(key), to.get(key)];
    const model = (after ?? before)?.group[0] ?? null;
    return { model, before, after, ...changeOf(before ? [before] : [], after ? [after] : []) };
  });
  rows.sort(
    (left, right) =>
      compare(size(right.change), size(left.change)) || ((left.model ?? '') < (right.model ?? '') ? -1 : 1),
  );
  const all = (side: readonly ComparedRow[]) => costCell(sumCosts(side.map(({ cost }) => cost)));
  const causes = ({ change, effects }: ReturnType<typeof changeOf>): Cell[] => [
    change,
    effects?.price ?? null,
    effects?.volume ?? null,
    effects?.mix ?? null,
  ];
  return {
    id: 'change',
    title: 'Change by model',
    columns: [
      column('model', 'model', 'text'),
      moneyColumn('before', 'before', currency, { isRange: true }),
      moneyColumn('after', 'after', currency, { isRange: true }),
      moneyColumn('change', 'change', currency),
      moneyColumn('price_effect', 'price', currency),
      moneyColumn('volume_effect', 'volume', currency),
      moneyColumn('mix_effect', 'mix', currency),
    ],
    rows: rows.map((row) => [
      nameOr(row.model, NO_MODEL),
      costCell(row.before?.cost) ?? ZERO,
      costCell(row.after?.cost) ?? ZERO,
      ...causes(row),
    ]),
    totals: [TOTAL, all(rowsBefore), all(rowsAfter), ...causes(total)],
  };
}

function size(change: Exact | null): Exact {
  if (change === null) return ZERO;
  return isNegative(change) ? negate(change) : change;
}
