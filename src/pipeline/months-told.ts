/**
 * The selected calls month by month at list prices: what was observed, where the current month lands and the months after.
 */
import { Diagnostics } from '../core/diagnostics.js';
import { exact } from '../core/exact.js';
import type { PricingChoice, Question } from '../core/question.js';
import { listOffer } from '../offers/presets.js';
import { exchanger } from '../pricing/exchange.js';
import { type PriceOptions, resolveModel } from '../pricing/price-usage.js';
import { datedChanges } from '../pricing/segments.js';
import { logDays } from '../projection/forecast/days.js';
import { forecastUsage } from '../projection/forecast/forecast.js';
import type { DayEdges } from '../queries/rows.js';
import { models as loggedModels } from '../queries/selection.js';
import type { ForecastRow } from '../reports/forecast.js';
import { meterSelected, selectCalls } from './asking.js';
import { rowsOf } from './forecast-cost.js';
import { type OpenPlan, offerPricing } from './open-plan.js';
import type { Opened } from './opening.js';

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
  const skus = logged.flatMap((row) => resolveModel(book, row, choice.aliases).sku ?? []);
  const daily = await meterSelected(engine, asked, ['day'], book, options, selected);
  const holidays = new Set(choice.holidays);
  const found = forecastUsage({
    usage: daily.filter(({ group }) => group[0] !== null),
    days: logDays(edges, holidays),
    zone: question.zone,
    months: choice.months,
    growth: exact(1n),
    stated: [],
    holidays,
    changes: datedChanges(skus),
  });
  const exchange = exchanger(book.currency, choice.currency, choice.exchangeRates);
  const offer = listOffer(book.currency, 'list');
  const pricing = offerPricing(opened, options);
  return rowsOf({ found, offer, pricing, exchange, opened, options }, [], () => true);
}
