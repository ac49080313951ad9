/**
 * The selected calls month by month at list prices: what was observed, where the current month lands and the months after.
 */
import { Diagnostics } from '../core/diagnostics.js';
import { exact } from '../core/exact.js';
import type { PricingChoice, Question } from '../core/question.js';
import type { MeteredUsage } from '../core/usage.js';
import { listOffer } from '../offers/presets.js';
import { exchanger } from '../pricing/exchange.js';
import { type LoggedModel, type PriceOptions, resolveModel } from '../pricing/price-usage.js';
import { datedChanges } from '../pricing/segments.js';
import { logDays } from '../projection/forecast/days.js';
import { type Forecast, forecastUsage } from '../projection/forecast/forecast.js';
import type { DayEdges } from '../queries/rows.js';
import { models as loggedModels } from '../queries/selection.js';
import type { ForecastRow } from '../reports/forecast.js';
import { rowsOf } from './forecast-cost.js';
import { meterSelected } from './metering.js';
import { type OpenPlan, offerPricing } from './open-plan.js';
import type { Opened } from './opening.js';
import { selectCalls } from './selecting.js';

/**
 * One row per month up to `months` after that of the last call; none where no call has a time. `edges` are the days of all
 * calls: that a part of the traffic made none on the last of them is something known of it.
 */
export async function toldMonths(
  { engine }: Pick<Opened, 'engine'>,
  question: Question,
  choice: PricingChoice & { readonly holidays: readonly string[]; readonly months: number },
  opened: OpenPlan,
  edges: readonly DayEdges[],
): Promise<readonly ForecastRow[]> {
  if (edges.length === 0) return [];
  const { book } = opened;
  const options: PriceOptions = { split: choice.split, aliases: choice.aliases };
  const asked = { ...question, by: [] };
  const selected = await selectCalls(engine, asked, new Diagnostics(), { dimensions: [] });
  const logged = await loggedModels(engine);
  const daily = await meterSelected(engine, asked, ['day'], book, options, selected);
  const timed = daily.filter(({ group }) => group[0] !== null);
  return atList({ question, choice, opened, options, daily: timed, edges, models: logged, months: choice.months }).rows;
}

export interface AtListInput {
  readonly question: Question;
  readonly choice: PricingChoice & { readonly holidays: readonly string[] };
  readonly opened: OpenPlan;
  readonly options: PriceOptions;
  /** Calls that have a time, grouped by day. */
  readonly daily: readonly MeteredUsage[];
  readonly edges: readonly DayEdges[];
  readonly models: readonly LoggedModel[];
  /** After that of the last call. */
  readonly months: number;
}

/** What these days let expect, as they go on, priced month by month at list prices. */
export function atList(input: AtListInput): { readonly found: Forecast; readonly rows: readonly ForecastRow[] } {
  const { question, choice, opened, options, daily, edges, models, months } = input;
  const { book } = opened;
  const holidays = new Set(choice.holidays);
  const found = forecastUsage({
    usage: daily,
    days: logDays(edges, holidays),
    zone: question.zone,
    months,
    growth: exact(1n),
    stated: [],
    holidays,
    changes: datedChanges(models.flatMap((row) => resolveModel(book, row, choice.aliases).sku ?? [])),
  });
  const exchange = exchanger(book.currency, choice.currency, choice.exchangeRates);
  const offer = listOffer(book.currency, 'list');
  const pricing = offerPricing(opened, options);
  return { found, rows: rowsOf({ found, offer, pricing, exchange, opened, options }, [], () => true) };
}
