/**
 * Where a month lands that is not over: the forecast of its rest, priced day by day at list prices.
 */
import type { PricingChoice, Question } from '../core/question.js';
import type { MeteredUsage } from '../core/usage.js';
import { listOffer } from '../offers/presets.js';
import { exchanger } from '../pricing/exchange.js';
import { type LoggedModel, type PriceOptions, resolveModel } from '../pricing/price-usage.js';
import { datedChanges } from '../pricing/segments.js';
import { logDays } from '../projection/forecast/days.js';
import { forecastUsage } from '../projection/forecast/forecast.js';
import { growthFactor } from '../projection/forecast/stated.js';
import type { DayEdges } from '../queries/rows.js';
import type { Landing } from '../reports/finance/model.js';
import { rowsOf } from './forecast-cost.js';
import { type OpenPlan, offerPricing } from './open-plan.js';

export interface LandingInput {
  readonly question: Question & { readonly month: string };
  readonly choice: PricingChoice & { readonly holidays: readonly string[] };
  readonly opened: OpenPlan;
  readonly options: PriceOptions;
  /** All calls up to the end of the month that have a time, grouped by day. */
  readonly daily: readonly MeteredUsage[];
  readonly edges: readonly DayEdges[];
  readonly models: readonly LoggedModel[];
}

export function landingOf(input: LandingInput): Landing {
  const { question, choice, opened, options, daily, edges, models } = input;
  const { book } = opened;
  const skus = models.flatMap((row) => resolveModel(book, row, choice.aliases).sku ?? []);
  const holidays = new Set(choice.holidays);
  const found = forecastUsage({
    usage: daily,
    days: logDays(edges, holidays),
    zone: question.zone,
    months: 0,
    growth: growthFactor(undefined),
    stated: [],
    holidays,
    changes: datedChanges(skus),
  });
  const exchange = exchanger(book.currency, choice.currency, choice.exchangeRates);
  const offer = listOffer(book.currency, 'list');
  const rows = rowsOf(
    { found, offer, pricing: offerPricing(opened, options), exchange, opened, options },
    [],
    () => true,
  );
  const row = rows.find(({ month }) => month.month === question.month);
  const kind = row?.cost == null ? 'inconclusive' : 'forecast';
  return { kind, cost: row?.cost ?? null, basis: found.basis, tested: row?.tested ?? null };
}
