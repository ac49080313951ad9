/**
 * `cost`: what the traffic cost per group, at list prices and, where one is asked for, at an offer. It adds up what pricing
 * and offers computed and lays it out; with `explain` every price that was applied is a row.
 */

import type { Entry } from '../books/entries.js';
import { type Count, compareCounts, sumCounts, sumKnownCounts } from '../core/count.js';
import { add, compare, isZero, sum, ZERO } from '../core/exact.js';
import { say } from '../core/phrase.js';
import type { Dimension } from '../core/question.js';
import { loggedTokens } from '../core/usage.js';
import type { Bill } from '../offers/bill.js';
import { money } from '../offers/figures.js';
import type { PricedUsage } from '../pricing/types.js';
import { forTotals } from './arithmetic.js';
import { divisible, groupCells, groupColumns, isUnallocated } from './columns.js';
import { isStepUnknown, stepResult } from './compare-result.js';
import { entriesTable } from './entries.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects, totalsObject } from './flat.js';
import { addCosts, costCell, type GroupCost, groupKey, sumCosts } from './group-cost.js';
import { type PriceCalls, priceCallsResult, priceCallsTable } from './price-calls.js';
import { groupedLines, lineColumns, lineResult, lineRows } from './priced-lines.js';
import { type ReconcileInput, reconcileResult, reconcileTable } from './reconcile-logged.js';
import type { Cell, Column, Report, ResultValue, Table } from './report.js';
import { unpricedTable } from './unpriced.js';

/** What the groups cost at an offer; its total may hold what belongs to no group (a subscription, a minimum). */
export interface OfferCost {
  readonly id: string;
  /** By `groupKey`. */
  readonly costs: ReadonlyMap<string, GroupCost>;
  readonly total: GroupCost;
  readonly currency: string;
  /** Of the list prices beside it. */
  readonly listCurrency: string;
  /** In the order of the months. */
  readonly bills: readonly MonthBill[];
}

/** What one calendar month costs; the two bounds differ where a token total could not be split. */
export interface MonthBill {
  /** YYYY-MM; null where the calls have no time. */
  readonly month: string | null;
  readonly low: Bill;
  readonly high: Bill;
}

export interface CostInput {
  readonly common: Envelope;
  /** The grouping values of each are in `usage.group`, in the order of `common.groupBy`. */
  readonly priced: readonly PricedUsage[];
  /** Undefined: at list prices. */
  readonly offer?: OfferCost | undefined;
  readonly reconcile?: ReconcileInput | undefined;
  /** Credits and adjustments of the months, which belong to no call. */
  readonly entered?: readonly Entry[] | undefined;
  /** Keeps the groups that cost most and folds the others into Other. */
  readonly top?: number | undefined;
  readonly explain: boolean;
  /** With `explain`: the calls behind every price. */
  readonly calls?: readonly PriceCalls[] | undefined;
}

export function costReport(input: CostInput): Report {
  const { common, priced, offer, reconcile, entered = [], top, explain, calls = [] } = input;
  const all = withShown(groupsOf(priced, offer), common, offer);
  const groups =
    top === undefined || all.length <= top ? inOrder(all, common.groupBy) : folded(all, top, common.groupBy);
  const table = costTable(common, groups, offer);
  const listCurrency = offer?.listCurrency ?? common.currency;
  const steps = explain && offer ? stepTable(offer) : undefined;
  const lines = explain ? explainTable(priced, listCurrency) : undefined;
  const compared = reconcile && reconcileTable(common, reconcile);
  const whole = offer ? offer.total : sumCosts(groups.map((one) => one.list));
  const added = entered.length === 0 ? undefined : enteredTable(entered, whole);
  const behind = priceCallsTable(calls, listCurrency);
  return assemble(common, [table, added, compared, steps, lines, behind, unpricedTable(common.unpriced)], {
    rows: rowObjects(table),
    totals: table.totals ? totalsObject(table, common.groupBy) : null,
    ...(offer ? { list_currency: offer.listCurrency, bills: offer.bills.map(billResult) } : {}),
    ...(added ? { entered: { rows: rowObjects(added), total: totalOf(entered), ...costWith(entered, whole) } } : {}),
    ...(reconcile ? { reconcile: reconcileResult(common, reconcile) } : {}),
    signatures: groupedLines(priced).map(({ group, line }) => ({ group, ...lineResult(line) })),
    ...(explain ? { price_calls: priceCallsResult(calls) } : {}),
  });
}

/** With what the calls and the entered lines come to together. */
export function enteredTable(entered: readonly Entry[], whole: GroupCost): Table {
  const table = entriesTable(entered, 'Credits and adjustments');
  const { cost_low: low, cost_high: high } = costWith(entered, whole);
  const totals = table.columns.map(
    (column, index): Cell =>
      index === 0
        ? say('cost with them')
        : column.key === 'amount'
          ? costCell({ low, high, unpricedCalls: whole.unpricedCalls })
          : null,
  );
  return { ...table, totals };
}

function costWith(entered: readonly Entry[], { low, high }: GroupCost) {
  const total = totalOf(entered);
  return { cost_low: add(low, total), cost_high: add(high, total) };
}

function totalOf(entered: readonly Entry[]) {
  return sum(entered.map(({ amount }) => amount));
}

interface Group {
  readonly group: readonly (string | null)[];
  readonly calls: Count;
  /** Null where no call logs any. */
  readonly tokens: Count | null;
  readonly list: GroupCost;
  /** Undefined where the offer cannot be told apart by groups. */
  readonly cost: GroupCost | undefined;
}

function groupsOf(priced: readonly PricedUsage[], offer: OfferCost | undefined): Group[] {
  const groups = new Map<string, Group>();
  for (const { usage, low, high, unpriced } of priced) {
    const key = groupKey(usage.group);
    const list = { low, high, unpricedCalls: unpriced.length > 0 ? usage.calls : 0n };
    const one: Group = { group: usage.group, calls: usage.calls, tokens: loggedTokens(usage), list, cost: list };
    const before = groups.get(key);
    groups.set(key, before ? together(one.group, [before, one]) : one);
  }
  return [...groups].map(([key, group]) => (offer ? { ...group, cost: offer.costs.get(key) } : group));
}

/** With the groups that are shown whatever the calls are. */
function withShown(groups: readonly Group[], common: Envelope, offer: OfferCost | undefined): Group[] {
  const there = new Set(groups.map(({ group }) => groupKey(group)));
  const nothing: GroupCost = { low: ZERO, high: ZERO, unpricedCalls: 0n };
  const missing = common.alwaysShown.filter((group) => !there.has(groupKey(group)));
  const cost = offer === undefined || offer.costs.size > 0 ? nothing : undefined;
  return [...groups, ...missing.map((group): Group => ({ group, calls: 0n, tokens: 0n, list: nothing, cost }))];
}

function together(group: Group['group'], groups: readonly Group[]): Group {
  const costs = groups.flatMap((one) => (one.cost ? [one.cost] : []));
  return {
    group,
    calls: sumCounts(groups, (one) => one.calls),
    tokens: sumKnownCounts(groups, (one) => one.tokens),
    list: groups.map((one) => one.list).reduce(addCosts),
    cost: costs.length === groups.length ? costs.reduce(addCosts) : undefined,
  };
}

const TIMES: ReadonlySet<Dimension> = new Set(['hour', 'day', 'week', 'month']);

/** By time where the first grouping is one, else the dearest first; ties by name. */
function inOrder(groups: readonly Group[], by: readonly Dimension[]): Group[] {
  const first = by[0];
  const byName = (left: Group, right: Group) => (groupKey(left.group) < groupKey(right.group) ? -1 : 1);
  return [...groups].sort((left, right) =>
    first !== undefined && TIMES.has(first) ? byName(left, right) : dearest(left, right) || byName(left, right),
  );
}

function dearest(left: Group, right: Group): number {
  return compare(weight(right), weight(left)) || compareCounts(right.tokens ?? 0n, left.tokens ?? 0n);
}

/** Both ends of a range count, so that the order does not depend on which one is looked at. */
function weight({ list, cost }: Group) {
  return add((cost ?? list).low, (cost ?? list).high);
}

function folded(groups: readonly Group[], top: number, by: readonly Dimension[]): Group[] {
  const byCost = inOrder(groups, []);
  const largest = new Set(byCost.slice(0, top));
  const isKept = (one: Group) => largest.has(one) || isUnallocated(one.group, by);
  const rest = byCost.filter((one) => !isKept(one));
  const kept = inOrder(byCost.filter(isKept), by);
  if (rest.length === 0) return kept;
  const taken = new Set(kept.map(({ group }) => groupKey(group)));
  const named = (name: string) => by.map(() => name);
  let name = 'Other';
  while (taken.has(groupKey(named(name)))) name = `${name} (rest)`;
  return [...kept, together(named(name), rest)];
}

function costTable(common: Envelope, groups: readonly Group[], offer: OfferCost | undefined): Table {
  const { groupBy, currency } = common;
  const columns: Column[] = [
    ...groupColumns(groupBy),
    { key: 'offer', label: 'offer', type: 'text', isDetail: true },
    { key: 'calls', label: 'calls', type: 'integer' },
    { key: 'tokens', label: 'tokens', type: 'integer' },
    {
      key: 'list_cost',
      label: 'list cost',
      type: 'money',
      currency: offer?.listCurrency ?? currency,
      isRange: true,
      isDetail: offer === undefined,
    },
    { key: 'cost', label: offer ? `cost at ${offer.id}` : 'cost', type: 'money', currency, isRange: true },
    { key: 'unpriced_calls', label: 'unpriced calls', type: 'integer', isDetail: true },
  ];
  const measures = ({ calls, tokens, list, cost }: Omit<Group, 'group'>): Cell[] => [
    offer?.id ?? null,
    calls,
    tokens,
    costCell(list),
    costCell(cost),
    list.unpricedCalls,
  ];
  const cells = groups.map((one) => [...groupCells(one.group, groupBy), ...measures(one)]);
  const list = sumCosts(groups.map((one) => one.list));
  return {
    id: 'cost',
    title: groupBy.length === 0 ? 'Cost' : say('Cost by {groups}', { groups: groupBy.map((one) => say(one)) }),
    columns: divisible(columns, cells),
    rows: cells,
    totals: [
      ...forTotals(groupBy.length),
      ...measures({
        calls: sumCounts(groups, (one) => one.calls),
        tokens: sumKnownCounts(groups, (one) => one.tokens),
        list,
        cost: offer ? offer.total : list,
      }),
    ],
  };
}

/** Every step of every month's bill: where token totals could not be split, at the cheap end. */
function stepTable({ id, bills, currency }: OfferCost): Table {
  return {
    id: 'steps',
    title: say('Bills of {offer}', { offer: id }),
    columns: [
      { key: 'month', label: 'month', type: 'text', isDetail: bills.every(({ month }) => month === null) },
      { key: 'step', label: 'step', type: 'text' },
      { key: 'amount', label: 'amount', type: 'money', currency },
    ],
    rows: bills.flatMap(({ month, low }) =>
      low.steps.map((step): Cell[] => [
        month,
        step.id,
        isStepUnknown(step, low.unpriced.length > 0) ? 'unpriced' : step.amount,
      ]),
    ),
    remarks: bills.flatMap(({ month, low }) =>
      low.steps.map((step) =>
        say(month === null ? '{step}: {formula} = {amount}' : '{month}: {step}: {formula} = {amount}', {
          month: month ?? '',
          step: step.id,
          formula: say(step.formula),
          amount: money(step.amount),
        }),
      ),
    ),
  };
}

function billResult({ month, low, high }: MonthBill): ResultValue {
  const isOpen = low.unpriced.length > 0 && isZero(low.total);
  return {
    month,
    steps: low.steps.map((step, index) => stepResult(step, high.steps[index] ?? step, low.unpriced.length > 0)),
    cost: compare(low.total, high.total) === 0 && !isOpen ? low.total : null,
    ...(compare(low.total, high.total) === 0 ? {} : { cost_low: low.total, cost_high: high.total }),
    unused_credit: low.unusedCredit,
  };
}

/** Every price that was applied, with what it was applied to. */
export function explainTable(priced: readonly PricedUsage[], currency: string | undefined): Table {
  return {
    id: 'lines',
    title: 'Every price that was applied',
    columns: lineColumns(currency),
    rows: lineRows(priced),
    remarks: ['amount = quantity × unit price ÷ per'],
  };
}
