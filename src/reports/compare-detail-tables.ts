/**
 * The tables of `compare` behind its totals: where a saving comes from, what moving costs, month by month, tiers near this
 * volume, and what the decision hangs on.
 */
import { compare, type Exact, floor, isZero, subtract } from '../core/exact.js';
import { say } from '../core/phrase.js';
import { CAUSES } from '../projection/causes.js';
import { type CompareResult, isRange, isUncertain, type MonthPair, savingsBound } from '../projection/comparison.js';
import { numberOf } from './compare-result.js';
import { boundedCell } from './compare-tables.js';
import type { Cell, Column, Table } from './report.js';

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
      { key: 'what', label: 'what', type: 'text', isWords: true },
      { key: 'formula', label: 'how', type: 'text', isWords: true },
      { key: 'amount', label: 'amount', type: 'money', currency: plan.currency },
    ],
    rows,
  };
}

/** Left out without a forecast: nothing else says how sure a decision is. */
export function outcomeTable({ comparisons, plan, offers }: CompareResult): Table | undefined {
  const { currency, horizonMonths } = plan;
  const range = (key: string, label: string): Column => ({ key, label, type: 'money', currency, isRange: true });
  const rows = comparisons.flatMap((comparison): Cell[][] => {
    const { alternative, outcomes } = comparison;
    if (outcomes === null || isUncertain({ offers }, comparison)) return [];
    const { probability, netBenefit, paybackMonths } = outcomes;
    const late = (months: Exact | null) => months ?? `not in ${horizonMonths}`;
    const bound = savingsBound({ offers }, alternative);
    const share = isRange(probability) ? null : numberOf(probability.low);
    return [
      [
        alternative,
        share === null || bound === null || bound === 'neither'
          ? share
          : `${bound === 'upper' ? '≤' : '≥'} ${(share * 100).toFixed(2)} %`,
        numberOf(probability.low),
        numberOf(probability.high),
        netBenefit.at80,
        netBenefit.at95,
        paybackMonths && late(paybackMonths.at80.low),
        paybackMonths && late(paybackMonths.at80.high),
      ],
    ];
  });
  if (rows.length === 0) return undefined;
  const hasRange = comparisons.some(({ outcomes }) => outcomes !== null && isRange(outcomes.probability));
  const hasCost = comparisons.some(({ outcomes }) => outcomes?.paybackMonths != null);
  return {
    id: 'outcomes',
    title: `How sure that is, by the forecast`,
    columns: [
      { key: 'alternative', label: 'alternative', type: 'text' },
      { key: 'probability_of_paying', label: 'pays with', type: 'rate', isDetail: hasRange },
      { key: 'probability_of_paying_low', label: 'pays with', type: 'rate', isDetail: !hasRange },
      { key: 'probability_of_paying_high', label: 'to', type: 'rate', isDetail: !hasRange },
      range('net_benefit_80', 'net benefit, 80 %'),
      range('net_benefit_95', 'net benefit, 95 %'),
      { key: 'payback_80_low', label: 'payback from, 80 %', type: 'money', isDetail: !hasCost },
      { key: 'payback_80_high', label: 'to', type: 'money', isDetail: !hasCost },
    ],
    rows,
  };
}

/** Left out where all months are alike. */
export function monthTable({ comparisons, plan, horizon, offers }: CompareResult): Table | undefined {
  const { currency } = plan;
  const isForecast = horizon.basis === 'forecast';
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
      { key: 'month', label: 'month', type: 'integer', isDetail: isForecast },
      { key: 'calendar_month', label: 'month', type: 'text', isDetail: !isForecast },
      { key: 'baseline', label: plan.baseline.id, type: 'money', currency },
      { key: 'cost', label: 'alternative', type: 'money', currency },
      { key: 'savings', label: 'savings', type: 'money', currency },
      { key: 'savings_80', label: 'savings, 80 %', type: 'money', currency, isRange: true, isDetail: !isForecast },
      { key: 'savings_95', label: 'savings, 95 %', type: 'money', currency, isRange: true, isDetail: !isForecast },
    ],
    rows: comparisons.flatMap(({ alternative, months, outcomes }) => {
      const bound = savingsBound({ offers }, alternative);
      const isOpen = (at: 'upper' | 'lower') => bound === at || bound === 'neither';
      const cost = (amount: Exact, at: 'upper' | 'lower'): Cell =>
        isOpen(at) ? { low: amount, high: amount, isLowerBound: true } : amount;
      const saved = ({ baseline, alternative: after }: MonthPair) => subtract(baseline, after);
      return months.map((one, index): Cell[] => [
        alternative,
        BigInt(index + 1),
        one.month,
        cost(one.baseline, 'lower'),
        cost(one.alternative, 'upper'),
        boundedCell({ low: saved(one), high: saved(one) }, bound),
        outcomes?.months[index]?.at80 ?? null,
        outcomes?.months[index]?.at95 ?? null,
      ]);
    }),
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
      { key: 'where', label: 'where', type: 'text', isWords: true },
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
    title: say('Net benefit over {months} {months|month|months}, when one thing is other than assumed', {
      months: plan.horizonMonths,
    }),
    columns: [
      { key: 'alternative', label: 'alternative', type: 'text' },
      { key: 'factor', label: 'what', type: 'text', isWords: true },
      { key: 'net_benefit_less', label: 'less of it', type: 'money', currency },
      { key: 'net_benefit_more', label: 'more of it', type: 'money', currency },
    ],
    rows,
  };
}
