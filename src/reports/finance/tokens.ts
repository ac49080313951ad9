/**
 * Tokens per model, and what reading from the cache and writing to it did to the cost.
 */
import { divide, type Exact, isZero, subtract, sum } from '../../core/exact.js';
import { say } from '../../core/phrase.js';
import type { Bars } from '../chart.js';
import { numberOf } from '../compare-result.js';
import { costCell, sumCosts } from '../group-cost.js';
import type { Cell, Section, Table } from '../report.js';
import type { CacheUse, FinanceModel } from './model.js';
import { column, moneyColumn, NO_MODEL, nameOr, TOTAL } from './words.js';

const MOST_BARS = 10;

export function tokensSection(model: FinanceModel): Section {
  const used = model.caches.filter((one) => !isZero(one.input) || !isZero(one.output));
  return {
    id: 'tokens',
    title: 'Tokens and cache',
    says: [
      say(
        'Cache hit rate is the share of all input that was read from a cache. Saved by the cache: what the same calls would have cost with every cached token as plain input, less what they cost; below 0 where writing cost more than reading saved.',
      ),
    ],
    charts: used.length === 0 ? [] : [chartOf(used.slice(0, MOST_BARS))],
    tables: [cacheTable(model, model.caches)],
  };
}

function savedBy({ cost, costWithoutCache }: CacheUse): Exact | null {
  return costWithoutCache === null ? null : subtract(costWithoutCache, cost.low);
}

function chartOf(used: readonly CacheUse[]): Bars {
  const plain = (one: CacheUse) => subtract(subtract(one.input, one.cacheRead), one.cacheWrite);
  const series = (name: string, value: (one: CacheUse) => Exact) => ({ name: say(name), values: used.map(value) });
  return {
    kind: 'bars',
    id: 'tokens_per_model',
    title: 'Tokens by model and kind',
    description:
      'One bar per model: input, input read from the cache, input written to it, and output. The table below has the same figures.',
    unit: 'tokens',
    type: 'integer',
    table: 'tokens_by_model',
    layout: 'stacked',
    names: used.map(({ model }) => nameOr(model, NO_MODEL)),
    series: [
      series('plain input', plain),
      series('cache reads', ({ cacheRead }) => cacheRead),
      series('cache writes', ({ cacheWrite }) => cacheWrite),
      series('output', ({ output }) => output),
    ],
  };
}

function cacheTable({ currency }: FinanceModel, uses: readonly CacheUse[]): Table {
  const hitRate = (read: Exact, input: Exact) => (isZero(input) ? null : numberOf(divide(read, input)));
  const whole = (value: Exact): Cell => (value.denominator === 1n ? value.numerator : value);
  const total = (pick: (one: CacheUse) => Exact) => sum(uses.map(pick));
  const saved = uses.map(savedBy);
  const known = saved.filter((one) => one !== null);
  return {
    id: 'tokens_by_model',
    title: 'Tokens and cache by model',
    columns: [
      column('model', 'model', 'text'),
      column('input_tokens', 'input', 'integer'),
      column('cache_read_tokens', 'cache reads', 'integer'),
      column('cache_write_tokens', 'cache writes', 'integer'),
      column('cache_hit_rate', 'cache hit rate', 'rate'),
      column('output_tokens', 'output', 'integer'),
      moneyColumn('cost', 'cost', currency, { isRange: true }),
      moneyColumn('cost_without_cache', 'without cache', currency),
      moneyColumn('saved_by_cache', 'saved by the cache', currency),
    ],
    rows: uses.map((one) => [
      nameOr(one.model, NO_MODEL),
      whole(one.input),
      whole(one.cacheRead),
      whole(one.cacheWrite),
      hitRate(one.cacheRead, one.input),
      whole(one.output),
      costCell(one.cost),
      one.costWithoutCache,
      savedBy(one),
    ]),
    totals: [
      TOTAL,
      whole(total(({ input }) => input)),
      whole(total(({ cacheRead }) => cacheRead)),
      whole(total(({ cacheWrite }) => cacheWrite)),
      hitRate(
        total(({ cacheRead }) => cacheRead),
        total(({ input }) => input),
      ),
      whole(total(({ output }) => output)),
      costCell(sumCosts(uses.map(({ cost }) => cost))),
      known.length === uses.length ? sum(uses.flatMap(({ costWithoutCache }) => costWithoutCache ?? [])) : null,
      known.length === uses.length ? sum(known) : null,
    ],
  };
}
