/**
 * Usage of a month as the monthly report tells it: per day and model, per model with the prices behind it, and with what its
 * cache did. Works on what was metered and priced already; asks the engine nothing.
 */
import { addCounts, sumCounts, sumKnownCounts } from '../core/count.js';
import { add, compare, type Exact, isZero, sum, ZERO } from '../core/exact.js';
import { isInputMeter, isOutputMeter, isTokenMeter, type Meter } from '../core/meters.js';
import { loggedTokens, type MeteredUsage } from '../core/usage.js';
import type { PricedUsage } from '../pricing/types.js';
import type { ComparedRow } from '../reports/cost-difference.js';
import type { CacheUse, DaySpending, Spending } from '../reports/finance/model.js';
import { addCosts, type GroupCost, sumCosts } from '../reports/group-cost.js';
import { pricedLines } from '../reports/priced-lines.js';

function groupedBy<Key>(priced: readonly PricedUsage[], keyOf: (one: PricedUsage) => Key): Map<Key, PricedUsage[]> {
  const groups = new Map<Key, PricedUsage[]>();
  for (const one of priced) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

export function costOf({ usage, low, high, unpriced }: PricedUsage): GroupCost {
  return { low, high, unpricedCalls: unpriced.length > 0 ? usage.calls : 0n };
}

export function totalOf(priced: readonly PricedUsage[]): Omit<Spending, 'name'> {
  return {
    calls: sumCounts(priced, ({ usage }) => usage.calls),
    tokens: sumKnownCounts(priced, ({ usage }) => loggedTokens(usage)),
    cost: sumCosts(priced.map(costOf)),
  };
}

/** One per key of `keyOf`, the dearest first, ties by name. */
export function spendingBy(priced: readonly PricedUsage[], nameOf: (usage: MeteredUsage) => string | null): Spending[] {
  const found = new Map<string | null, Spending>();
  for (const one of priced) {
    const name = nameOf(one.usage);
    const before = found.get(name) ?? {
      name,
      calls: 0n,
      tokens: null,
      cost: { low: ZERO, high: ZERO, unpricedCalls: 0n },
    };
    found.set(name, {
      name,
      calls: addCounts(before.calls, one.usage.calls),
      tokens: sumKnownCounts([before.tokens, loggedTokens(one.usage)], (tokens) => tokens),
      cost: addCosts(before.cost, costOf(one)),
    });
  }
  return [...found.values()].sort(byCost);
}

function byCost(left: Spending, right: Spending): number {
  return compare(right.cost.high, left.cost.high) || ((left.name ?? '') < (right.name ?? '') ? -1 : 1);
}

/** `priced` is grouped by day. */
export function daySpending(priced: readonly PricedUsage[]): DaySpending[] {
  const days = groupedBy(priced, ({ usage }) => usage.group[0] ?? '');
  return [...days]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([date, ofDay]) => spendingBy(ofDay, ({ model }) => model).map((one) => ({ ...one, date })));
}

/** One row per model, with every price that was applied to it. */
export function comparedRows(priced: readonly PricedUsage[]): ComparedRow[] {
  const models = groupedBy(priced, ({ usage }) => usage.model);
  return [...models].map(([model, ofModel]): ComparedRow => {
    const { calls, cost } = totalOf(ofModel);
    return {
      group: [model],
      calls,
      cost,
      isUnknown: isZero(cost.high) && cost.unpricedCalls !== 0n,
      prices: pricedLines(ofModel).map(({ sku, rule, meter, pricedAs, quantity, amount }) => ({
        key: JSON.stringify([sku, rule, meter, pricedAs]),
        quantity,
        amount,
        isTokens: isTokenMeter(meter),
      })),
    };
  });
}

/** Tokens and cache per model; `price` gives what usage costs in the currency of `priced`. */
export function cacheUses(priced: readonly PricedUsage[], price: (usage: MeteredUsage) => PricedUsage): CacheUse[] {
  const models = groupedBy(priced, ({ usage }) => usage.model);
  const uses = [...models].map(([model, ofModel]): CacheUse => {
    const total = (isMeant: (meter: Meter) => boolean): Exact =>
      sum(
        ofModel.flatMap(({ usage }) =>
          [...usage.quantities].flatMap(([meter, quantity]) => (isMeant(meter) ? [quantity] : [])),
        ),
      );
    const uncached = ofModel.map(({ usage }) => price(withoutCache(usage)));
    const isKnown = [...ofModel, ...uncached].every(
      ({ low, high, unpriced }) => unpriced.length === 0 && compare(low, high) === 0,
    );
    return {
      model,
      input: total(isInputMeter),
      cacheRead: total((meter) => meter.startsWith('cache_read')),
      cacheWrite: total((meter) => meter.startsWith('cache_write')),
      output: total(isOutputMeter),
      cost: sumCosts(ofModel.map(costOf)),
      costWithoutCache: isKnown ? sum(uncached.map(({ low }) => low)) : null,
    };
  });
  return uses.sort(
    (left, right) => compare(right.cost.high, left.cost.high) || ((left.model ?? '') < (right.model ?? '') ? -1 : 1),
  );
}

const UNCACHED: Partial<Record<Meter, Meter>> = {
  cache_read: 'input',
  cache_read_audio: 'input_audio',
  cache_read_image: 'input_image',
  cache_write: 'input',
  cache_write_5m: 'input',
  cache_write_1h: 'input',
};

/** The same calls, had none of their input been written to a cache or read from it. */
function withoutCache(usage: MeteredUsage): MeteredUsage {
  const quantities = new Map<Meter, Exact>();
  for (const [meter, quantity] of usage.quantities) {
    const counted = UNCACHED[meter] ?? meter;
    quantities.set(counted, add(quantities.get(counted) ?? ZERO, quantity));
  }
  return { ...usage, quantities };
}
