/**
 * The months after the last call, for a comparison over a horizon: their usage by forecast, and ways it may go.
 *
 * Needs the calls of the whole period selected, not only those of the month that is billed.
 */

import { ONE } from '../core/exact.js';
import type { CompareChoice, Question } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import type { PriceOptions } from '../pricing/price-usage.js';
import { resolveModel } from '../pricing/price-usage.js';
import { datedChanges } from '../pricing/segments.js';
import { logDays } from '../projection/forecast/days.js';
import { forecastUsage } from '../projection/forecast/forecast.js';
import { volumePaths } from '../projection/forecast/paths.js';
import { type Ahead, LONGEST_AHEAD } from '../projection/horizon.js';
import type { Grouping } from '../queries/dimensions.js';
import { models as loggedModels } from '../queries/selection.js';
import { costBand } from './forecast-cost.js';
import { type MeterOptions, meterSelected } from './metering.js';
import { daysOfAll } from './month-seen.js';
import type { OpenPlan } from './open-plan.js';
import { charged } from './priced.js';
import type { Selected } from './selecting.js';

const PATHS = 1000;
const SEED_UNASKED = 1;

export async function monthsAhead(
  engine: Engine,
  question: Question,
  choice: CompareChoice,
  opened: OpenPlan,
  options: PriceOptions,
  groups: readonly Grouping[],
  selected: Selected,
  also: Pick<MeterOptions, 'alsoModels'>,
): Promise<Ahead | { readonly reason: string }> {
  const months = opened.plan.horizonMonths;
  if (months > LONGEST_AHEAD) {
    return { reason: `a forecast of ${months} months would be a guess: ${LONGEST_AHEAD} are the most` };
  }
  const edges = await daysOfAll(engine, question);
  if (selected.span.firstAt === null || edges.length === 0) return { reason: 'no call has a time' };
  const books = [opened.book, ...opened.ownBooks.values()];
  const logged = [...(await loggedModels(engine)), ...(also.alsoModels ?? [])];
  const skus = books.flatMap((book) => logged.flatMap((row) => resolveModel(book, row, options.aliases).sku ?? []));
  const daily = await meterSelected(engine, question, ['day', ...groups], opened.book, options, selected, {
    ownBooks: [...opened.ownBooks.values()],
    ...also,
  });
  const holidays = new Set(choice.holidays);
  const found = forecastUsage({
    usage: daily.filter(({ group }) => group[0] !== null),
    days: logDays(edges, holidays),
    zone: question.zone,
    months,
    growth: ONE,
    stated: [],
    holidays,
    changes: datedChanges(skus),
  });
  if (found.reason !== null) return { reason: found.reason };
  const seed = choice.seed ?? SEED_UNASKED;
  const ahead = found.months.filter(({ kind }) => kind === 'forecast');
  const band = costBand({ found, opened, options }, found.models);
  const isSure = band.unsure === null;
  return {
    asOf: found.days.asOf,
    months: ahead.map(({ month, expected }) => ({ month, usage: charged(expected) })),
    paths: isSure ? volumePaths({ band, months: ahead, paths: PATHS, seed }) : [],
    unsure: band.unsure,
    seed,
    tested: band.tested,
  };
}
