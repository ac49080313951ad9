/**
 * The bills of a forecast: month after month, each starting with what the one before left, and again at both ends of what is
 * expected, because tiers and minimums are not proportional.
 */

import { addCounts, asExact, type Count } from '../core/count.js';
import type { Diagnostics } from '../core/diagnostics.js';
import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  isZero,
  maximum,
  minimum,
  multiply,
  ONE,
  subtract,
  toNumber,
  ZERO,
} from '../core/exact.js';
import { isTokenMeter } from '../core/meters.js';
import type { Dimension } from '../core/question.js';
import type { OfferPricing, UsageShare } from '../offers/bill.js';
import type { Exchanger } from '../pricing/exchange.js';
import type { Offer } from '../pricing/offer-schema.js';
import { type PriceOptions, priceUsage } from '../pricing/price-usage.js';
import { type Band, type Banded, banded, type Weights } from '../projection/forecast/band.js';
import type { Counted } from '../projection/forecast/days.js';
import type { Forecast, ForecastMonth, ModelForecast } from '../projection/forecast/forecast.js';
import { callsOf, tokensOf } from '../projection/volume.js';
import type { MonthBill } from '../reports/cost.js';
import type { ForecastRow, Interval } from '../reports/forecast.js';
import { groupKey } from '../reports/group-cost.js';
import { billOfMonth } from './offer-cost.js';
import type { OpenPlan } from './open-plan.js';
import { charged } from './priced.js';

export interface Costing {
  readonly found: Forecast;
  readonly offer: Offer;
  readonly pricing: OfferPricing;
  readonly exchange: Exchanger | undefined;
  readonly opened: OpenPlan;
  readonly options: PriceOptions;
}

/** Of a forecast series, or of usage. */
export type Named = Pick<ModelForecast, 'provider' | 'gateway' | 'model' | 'group'>;

/** How groups are told: by what a series is of anyhow, and by what usage has to be told apart by for it. */
export interface Told {
  readonly apart: readonly Dimension[];
  readonly wordsOf: (usage: Named) => (string | null)[];
}

export function dimensionsOf(by: readonly Dimension[]): Told {
  const apart = by.filter((dimension) => !isOfSeries(dimension));
  return {
    apart,
    wordsOf: (usage) =>
      by.map((dimension) =>
        isOfSeries(dimension) ? usage[dimension] : (usage.group[apart.indexOf(dimension)] ?? null),
      ),
  };
}

function isOfSeries(dimension: Dimension): dimension is 'model' | 'provider' | 'gateway' {
  return dimension === 'model' || dimension === 'provider' || dimension === 'gateway';
}

/** In the order of the usage of all months, most calls first; ties by name. */
export function groupsOf({ months }: Forecast, wordsOf: Told['wordsOf']): (string | null)[][] {
  const groups = new Map<string, { words: (string | null)[]; calls: Count }>();
  for (const usage of months.flatMap((month) => [...month.observed, ...month.expected])) {
    const words = wordsOf(usage);
    const key = groupKey(words);
    groups.set(key, { words, calls: addCounts(groups.get(key)?.calls ?? 0n, usage.calls) });
  }
  return [...groups]
    .sort(
      ([left, { calls: few }], [right, { calls: many }]) =>
        compare(asExact(many), asExact(few)) || (left < right ? -1 : 1),
    )
    .map(([, { words }]) => words);
}

/** The rows of groups, without their costs where terms of the offer concern all calls together: parts of a bill add up to it. */
export function addingUp(
  rows: readonly ForecastRow[],
  months: readonly ForecastRow[],
  offer: string,
  diagnostics: Diagnostics,
): readonly ForecastRow[] {
  const isSum = ({ month, bill }: ForecastRow, bound: 'low' | 'high') => {
    const parts = rows.filter((row) => row.month.month === month.month);
    const total = parts.reduce((cost, row) => add(cost, row.bill?.[bound].total ?? ZERO), ZERO);
    return compare(total, bill?.[bound].total ?? ZERO) === 0;
  };
  if (months.every((month) => isSum(month, 'low') && isSum(month, 'high'))) return rows;
  diagnostics.add({
    code: 'cost_not_by_group',
    message: `the terms of ${offer} concern all calls together (fees, tiers, minimums): only the total is its cost`,
  });
  return rows.map((row) => ({ ...row, cost: null }));
}

/** What a unit of each meter costs at list prices, as a weight. */
export function costWeights({ found, opened, options }: Pick<Costing, 'found' | 'opened' | 'options'>): Weights {
  const rates = new Map<ModelForecast, ReadonlyMap<Counted, number>>();
  for (const model of found.models) {
    const amounts = new Map<Counted, { amount: Exact; quantity: Exact }>();
    for (const usage of charged(model.whole)) {
      const { lines, range } = priceUsage(opened.book, usage, options);
      for (const { meter, amount, quantity } of [...lines, ...(range ? [range.low, range.high] : [])]) {
        // A fee per request is counted by calls where the log does not count requests.
        const counted: Counted = meter === 'request' && !usage.quantities.has('request') ? 'calls' : meter;
        const sum = amounts.get(counted) ?? { amount: ZERO, quantity: ZERO };
        amounts.set(counted, { amount: add(sum.amount, amount), quantity: add(sum.quantity, quantity) });
      }
    }
    const entries = [...amounts].map(([counted, { amount, quantity }]): [Counted, number] => [
      counted,
      isZero(quantity) ? 0 : toNumber(divide(multiply(amount, exact(10n ** 12n)), quantity)),
    ]);
    rates.set(model, new Map(entries));
  }
  return (model, counted) => rates.get(model)?.get(counted) ?? 0;
}

const ofTokens: Weights = (_, counted) => (counted !== 'calls' && isTokenMeter(counted) ? 1 : 0);

/** How sure the cost of these series is; without list prices their tokens say it. */
export function costBand(
  costing: Pick<Costing, 'found' | 'opened' | 'options'>,
  models: readonly ModelForecast[],
): Banded {
  const byCost = banded(costing.found, models, costWeights(costing));
  return byCost.unsure === null && byCost.tested === null && byCost.young.length === 0
    ? banded(costing.found, models, ofTokens)
    : byCost;
}

/** The months of one group, each bill starting with what the one before left. */
export function rowsOf(
  costing: Costing,
  group: readonly (string | null)[],
  isIn: (usage: Named) => boolean,
): ForecastRow[] {
  const { found } = costing;
  const models = (found.parts.length > 0 && group.length > 0 ? found.parts : found.models).filter(isIn);
  const calls = banded(found, models, (_, counted) => (counted === 'calls' ? 1 : 0));
  const tokens = banded(found, models, ofTokens);
  const cost = costBand(costing, models);
  const rows: ForecastRow[] = [];
  let before: MonthBill | undefined;
  for (const whole of found.months) {
    const month = { ...whole, observed: whole.observed.filter(isIn), expected: whole.expected.filter(isIn) };
    if (!month.isConclusive) {
      rows.push({ group, month, calls: null, tokens: null, cost: null, bill: null, tested: cost.tested });
      continue;
    }
    const bill = billAt(costing, month, ONE, before);
    rows.push({
      group,
      month,
      calls: quantityIn(month, calls, (usage) => callsOf([usage])),
      tokens: quantityIn(month, tokens, (usage) => tokensOf([usage])),
      cost: costIn(costing, month, cost, bill, before),
      bill,
      tested: cost.tested,
    });
    before = bill;
  }
  return rows;
}

function quantityIn(month: ForecastMonth, band: Banded, of: (usage: UsageShare) => Exact): Interval<Exact> {
  const total = (usage: readonly UsageShare[]) =>
    usage.reduce((sum, one) => add(sum, multiply(of(one), one.share ?? ONE)), ZERO);
  const observed = total(month.observed);
  const point = add(observed, total(month.expected));
  const width = band.of(month);
  const low = (below: number) => maximum(observed, subtract(point, whole(below)));
  return width === null
    ? { value: point, at80: null, at95: null }
    : {
        value: point,
        at80: { low: low(width.below80), high: add(point, whole(width.above80)) },
        at95: { low: low(width.below95), high: add(point, whole(width.above95)) },
      };
}

/** Less than half a call is no certainty either. */
function whole(value: number): Exact {
  return exact(BigInt(value > 0 ? Math.max(1, Math.round(value)) : 0));
}

/** What is expected at another volume of the same mix, priced anew: tiers and minimums are not proportional. */
function costIn(
  costing: Costing,
  month: ForecastMonth,
  band: Banded,
  bill: MonthBill,
  before: MonthBill | undefined,
): Interval<{ readonly low: Exact; readonly high: Exact }> {
  const value = { low: bill.low.total, high: bill.high.total };
  const width: Band | null = band.of(month);
  const expected = band.expected(month);
  if (width === null) return { value, at80: null, at95: null };
  // What is not expected to be at all has no mix that more of it could be priced in.
  if (expected <= 0) return { value, at80: null, at95: null };
  const at = (below: number, above: number) => {
    const ends = [1 - below / expected, 1 + above / expected].map((volume) =>
      billAt(costing, month, ratio(Math.max(0, volume)), before),
    );
    const all = [bill, ...ends].flatMap(({ low, high }) => [low.total, high.total]);
    return all.reduce((span, total) => ({ low: minimum(span.low, total), high: maximum(span.high, total) }), value);
  };
  return { value, at80: at(width.below80, width.above80), at95: at(width.below95, width.above95) };
}

const MILLION = 1_000_000;

function ratio(value: number): Exact {
  return exact(BigInt(Math.round(value * MILLION)), BigInt(MILLION));
}

/** The month with its expected part at another volume, at the offer. */
export function billAt(
  costing: Costing,
  month: ForecastMonth,
  volume: Exact,
  before: MonthBill | undefined,
): MonthBill {
  const expected = month.expected.map((usage) => ({ ...usage, share: multiply(usage.share ?? ONE, volume) }));
  const usage = charged([...month.observed, ...expected]);
  return billOfMonth(costing.offer, month.month, usage, costing.pricing, costing.exchange, before, expected.length > 0);
}
