/**
 * `forecast`: usage of the months to come, then their bills, one after the other: at list prices, or at an offer with its
 * tiers, minimums and credit.
 */
import { resolve } from 'node:path';
import { Diagnostics } from '../core/diagnostics.js';
import { configurationError, usageError } from '../core/errors.js';
import { exact } from '../core/exact.js';
import type { Dimension, ForecastChoice, Question, Surroundings } from '../core/question.js';
import { periodBounds } from '../core/zone.js';
import { exchanger } from '../pricing/exchange.js';
import { type PriceOptions, resolveModel } from '../pricing/price-usage.js';
import { datedChanges } from '../pricing/segments.js';
import { logDays } from '../projection/forecast/days.js';
import { type Forecast, forecastUsage } from '../projection/forecast/forecast.js';
import { growthFactor, type StatedVolume } from '../projection/forecast/stated.js';
import { parseVolume } from '../projection/volume.js';
import { loadVolumes, type VolumeEntry } from '../projection/volume-file.js';
import { models as loggedModels } from '../queries/selection.js';
import { forecastReport } from '../reports/forecast.js';
import { forecastNotes } from '../reports/forecast-notes.js';
import { groupKey } from '../reports/group-cost.js';
import { type Answer, answer } from './answer.js';
import { closedIn, openBooks } from './closed.js';
import { noteRecomputed } from './closed-notes.js';
import { basisOf, commonPart } from './common-part.js';
import { countedApart } from './counted-apart.js';
import { addingUp, type Costing, costWeights, dimensionsOf, groupsOf, type Named, rowsOf } from './forecast-cost.js';
import { meterSelected } from './metering.js';
import { daysOfAll } from './month-seen.js';
import { offerPricing, openPlan } from './open-plan.js';
import { withSource } from './opening.js';
import { charged, told as toldIn } from './priced.js';
import { selectCalls } from './selecting.js';

const MONTHS_UNASKED = 1;
/** What no month to come has a value of. */
const UNTOLD: readonly Dimension[] = ['hour', 'day', 'week', 'month', 'session'];

export async function forecast(
  question: Question,
  choice: ForecastChoice,
  surroundings: Surroundings,
): Promise<Answer> {
  refuseGroups(question.by);
  const diagnostics = new Diagnostics();
  const growth = growthFactor(choice.growth);
  const stated = await statedVolumes(choice, surroundings);
  const opened = await openPlan(
    {
      ...choice,
      volume: undefined,
      to: choice.offer === undefined ? [] : [choice.offer],
      scenario: choice.scenario,
    },
    surroundings,
    false,
  );
  const offer =
    choice.offer === undefined ? opened.plan.baseline : (opened.plan.alternatives[0] ?? opened.plan.baseline);
  const options: PriceOptions = { split: choice.split, aliases: choice.aliases };
  return withSource(question.source, question.reading, surroundings, diagnostics, async (source) => {
    const bounds = periodBounds(question, question.zone);
    const selected = await selectCalls(source.engine, question, diagnostics, { bounds });
    const edges = await daysOfAll(source.engine, question);
    if (selected.span.firstAt === null || edges.length === 0) {
      throw usageError(
        'no call with a time: a forecast needs days',
        'price calls without a time with tollbook compare --assume-month 2026-09, or at a stated volume: --volume 5Mtok/month',
      );
    }
    const books = [opened.book, ...opened.ownBooks.values()];
    const logged = await loggedModels(source.engine);
    const skus = books.flatMap((book) => logged.flatMap((row) => resolveModel(book, row, choice.aliases).sku ?? []));
    const told = dimensionsOf(question.by);
    const { metered: daily, priced } = await countedApart(opened.book, options, (apart) =>
      meterSelected(source.engine, question, ['day', ...told.apart], opened.book, options, selected, {
        ownBooks: [...opened.ownBooks.values()],
        apart,
      }),
    );
    const isIn = (group: readonly (string | null)[]) => (usage: Named) =>
      groupKey(told.wordsOf(usage)) === groupKey(group);
    const holidays = new Set(choice.holidays);
    const kept = await openBooks(source, question, diagnostics);
    const whole = forecastUsage({
      usage: daily.filter(({ group }) => group[0] !== null),
      isByGroup: told.apart.length > 0,
      days: logDays(edges, holidays),
      zone: question.zone,
      months: choice.months ?? MONTHS_UNASKED,
      growth,
      stated,
      holidays,
      final: closedIn(kept, question),
      changes: datedChanges(skus),
    });
    const found = choice.months === undefined ? withoutUntold(whole) : whole;
    const exchange = exchanger(offer.currency, choice.currency, choice.exchangeRates);
    const costing: Costing = { found, offer, pricing: offerPricing(opened, options), exchange, opened, options };
    const months = rowsOf(costing, [], () => true);
    const parts =
      question.by.length === 0
        ? months
        : addingUp(
            groupsOf(found, told.wordsOf).flatMap((group) => rowsOf(costing, group, isIn(group))),
            months,
            offer.id,
            diagnostics,
          );
    noteRecomputed(kept, 'months are billed one after the other', diagnostics);
    for (const note of forecastNotes(found, choice)) diagnostics.add(note);
    const exchangeOfList = exchanger(opened.book.currency, choice.currency, choice.exchangeRates);
    const money = {
      book: opened.book,
      options,
      metered: daily,
      ...toldIn(priced, opened.book.currency, exchangeOfList),
      currency: exchange?.to ?? offer.currency,
      basis: basisOf(charged(daily), choice.offer === undefined ? 'list' : 'contracted'),
    };
    const common = commonPart('forecast', question, source, selected, diagnostics, money);
    const isInconclusive = months.some((row) => !row.month.isConclusive);
    return answer(
      forecastReport({
        common,
        found,
        rows: parts,
        months,
        offer: choice.offer ?? null,
        weights: costWeights(costing),
        isShared: selected.sharers !== undefined,
      }),
      diagnostics,
      isInconclusive,
    );
  });
}

function refuseGroups(by: readonly Dimension[]): void {
  const other = by.find((dimension) => UNTOLD.includes(dimension));
  if (other === undefined) return;
  throw usageError(
    `--by ${other}: a forecast is of months to come, of which no ${other} is known`,
    'write --by model, --by team or another dimension of the calls; the rows are months in any case',
  );
}

async function statedVolumes(choice: ForecastChoice, { workingDirectory }: Surroundings): Promise<StatedVolume[]> {
  const all: StatedVolume[] = choice.volume === undefined ? [] : [{ volume: parseVolume(choice.volume) }];
  if (choice.volumes === undefined) return all;
  const file = choice.volumes;
  const entries = await loadVolumes(resolve(workingDirectory, file), file);
  return [...entries.map((entry, index) => expectedCalls(entry, `${file}: volumes[${index}].where`)), ...all];
}

/** Throws a configuration error for what a forecast cannot tell calls apart by. */
function expectedCalls({ where, callsPerMonth }: VolumeEntry, place: string): StatedVolume {
  const other = [...where.keys()].find((dimension) => dimension !== 'model' && dimension !== 'endpoint');
  if (other !== undefined) {
    throw configurationError(place, `expected model and endpoint, found ${other}`, 'a forecast is made per model');
  }
  return {
    model: where.get('model'),
    endpoint: where.get('endpoint'),
    volume: { quantity: exact(callsPerMonth), unit: 'calls' },
  };
}

/** Nobody asked for months that cannot be told. */
function withoutUntold(found: Forecast): Forecast {
  const months = found.months.filter((month) => month.isConclusive || month.kind === 'landing');
  const isTold = months.every(({ isConclusive }) => isConclusive);
  return { ...found, months, reason: isTold ? null : found.reason };
}
