/**
 * The tables of `compare` behind its totals: where a saving comes from, what moving costs, month by month, tiers near this
 * volume, and what the decision hangs on.
 */
import { compare, floor, isZero, subtract } from '../core/exact.js';
import { CAUSES } from '../projection/causes.js';
import type { CompareResult } from '../projection/comparison.js';
import type { Cell, Table } from './report.js';

/** Left out where every saving has one cause, which the bills show. */
export function causeTable({ comparisons, plan }: CompareResult): Table | undefined {
  const { currency } = plan;
  const isMixed = comparisons.some(
    ({ savings }) => CAUSES.filter((cause) => !isZero(savings.byCause[cause])).length > 1,
  );
  if (!isMixed) return undefined;
  return {
    id: 'causes',
    title: 'Where the savings per month come from',
    columns: [
      { key: 'alternative', label: 'alternative', type: 'text' },
      { key: 'price', label: 'price', type: 'money', currency },
      { key: 'discounts', label: 'discounts', type: 'money', currency },
      { key: 'fees', label: 'fees', type: 'money', currency },
      { key: 'infrastructure', label: 'infrastructure (assumed)', type: 'money', currency },
    ],
    rows: comparisons.map(({ alternative, savings }) => [
      alternative,
      ...CAUSES.map((cause) => savings.byCause[cause]),
    ]),
  };
}

/** Left out where the one-time cost is one stated amount. */
export function movingTable({ comparisons, plan }: CompareResult): Table | undefined {
  const rows = comparisons.flatMap(({ alternative, oneTimeParts }) =>
    oneTimeParts.map(({ id, formula, amount }): Cell[] => [alternative, id.replaceAll('_', ' '), formula, amount]),
  );
  if (comparisons.every(({ oneTimeParts }) => oneTimeParts.every(({ id }) => id === 'stated'))) return undefined;
  return {
    id: 'moving',
    title: 'What moving costs once',
    columns: [
      { key: 'alternative', label: 'alternative', type: 'text' },
      { key: 'what', label: 'what', type: 'text' },
      { key: 'formula', label: 'how', type: 'text' },
      { key: 'amount', label: 'amount', type: 'money', currency: plan.currency },
    ],
    rows,
  };
}

/** Left out where all months are alike. */
export function monthTable({ comparisons, plan }: CompareResult): Table | undefined {
  const { currency } = plan;
  const differ = comparisons.some(({ months }) =>
    months.some(
      ({ baseline, alternative }) =>
        compare(baseline, months[0]?.baseline ?? baseline) !== 0 ||
        compare(alternative, months[0]?.alternative ?? alternative) !== 0,
    ),
  );
  if (!differ) return undefined;
  return {
    id: 'months',
    title: 'Month by month',
    columns: [
      { key: 'alternative', label: 'alternative', type: 'text' },
      { key: 'month', label: 'month', type: 'integer' },
      { key: 'baseline', label: plan.baseline.id, type: 'money', currency },
      { key: 'cost', label: 'alternative', type: 'money', currency },
      { key: 'savings', label: 'savings', type: 'money', currency },
    ],
    rows: comparisons.flatMap(({ alternative, months }) =>
      months.map((one, index): Cell[] => [
        alternative,
        BigInt(index + 1),
        one.baseline,
        one.alternative,
        subtract(one.baseline, one.alternative),
      ]),
    ),
  };
}

export function tierTable({ comparisons, plan }: CompareResult): Table | undefined {
  const { currency } = plan;
  const rows = comparisons.flatMap(({ alternative, nearTiers: tiers }) =>
    tiers === null
      ? []
      : (
          [
            ['where the tier begins', tiers.below],
            ['this month', tiers.here],
            ['where the next begins', tiers.above],
          ] as const
        ).flatMap(([place, one]): Cell[][] =>
          one === null ? [] : [[alternative, place, floor(one.tokens), one.monthlyCost, one.costPerMillionTokens]],
        ),
  );
  if (rows.length === 0) return undefined;
  return {
    id: 'near_tiers',
    title: 'Tiers near this volume',
    columns: [
      { key: 'offer', label: 'offer', type: 'text' },
      { key: 'where', label: 'where', type: 'text' },
      { key: 'tokens', label: 'tokens per month', type: 'integer' },
      { key: 'monthly_cost', label: 'per month', type: 'money', currency },
      { key: 'cost_per_million_tokens', label: 'per million tokens', type: 'money', currency },
    ],
    rows,
  };
}

const FACTORS = {
  volume: 'volume, 10 %',
  cache_hit_rate: 'cache-hit rate, 10 % of it',
  discount: 'discounts, 10 % of them',
  fees: 'fees, 10 %',
  exchange_rate: 'exchange rate, 10 %',
  growth: 'growth, 1 point a month',
} as const;

export function sensitivityTable({ comparisons, plan }: CompareResult): Table | undefined {
  const { currency } = plan;
  const rows = comparisons.flatMap(({ alternative, sensitivities }) =>
    (sensitivities ?? []).map(({ factor, less, more }): Cell[] => [alternative, FACTORS[factor], less, more]),
  );
  if (rows.length === 0) return undefined;
  return {
    id: 'sensitivity',
    title: `Net benefit over ${plan.horizonMonths} months, when one thing is other than assumed`,
    columns: [
      { key: 'alternative', label: 'alternative', type: 'text' },
      { key: 'factor', label: 'what', type: 'text' },
      { key: 'net_benefit_less', label: 'less of it', type: 'money', currency },
      { key: 'net_benefit_more', label: 'more of it', type: 'money', currency },
    ],
    rows,
  };
}
