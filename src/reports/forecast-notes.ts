/**
 * What a reader of a forecast has to know: days that taught it nothing, outliers, models that stopped, and what the user stated.
 */
import { type Note, noteOf } from '../core/diagnostics.js';
import { say } from '../core/phrase.js';
import type { ForecastChoice } from '../core/question.js';
import { plural, visible } from '../core/text.js';
import { nextDate } from '../core/zone.js';
import { banded } from '../projection/forecast/band.js';
import type { LogDays } from '../projection/forecast/days.js';
import type { Forecast } from '../projection/forecast/forecast.js';

export function forecastNotes(forecast: Forecast, choice: ForecastChoice): Note[] {
  const { days, models, basis } = forecast;
  return [
    ...longAgoNotes(days),
    ...partialNotes(days),
    ...gapNotes(days),
    ...unsureNotes(forecast),
    ...(basis === 'backtest' ? outlierNotes(days, models) : []),
    ...stopNotes(days, models),
    ...statedNotes(choice),
  ];
}

/** Said where bounds are left open: a forecast without them would else look like a certain one. */
function unsureNotes(forecast: Forecast): Note[] {
  const { unsure } = banded(forecast, forecast.models, (_, counted) => (counted === 'calls' ? 0 : 1));
  const isTold = forecast.months.some(({ span, isConclusive }) => span !== null && isConclusive);
  if (unsure === null || !isTold) return [];
  return [noteOf('forecast_unsure', say('how far the forecast may be off is not known: {reason}', { reason: unsure }))];
}

/** The date of a position. */
export function dateAt({ first }: Pick<LogDays, 'first'>, day: number): string {
  return nextDate(first, day);
}

function longAgoNotes({ longAgo }: LogDays): Note[] {
  if (longAgo === 0n) return [];
  const message = `${plural(longAgo, 'call')} more than ten years before the last one ${longAgo === 1n ? 'is' : 'are'} no part of the forecast: look at the clock of the log`;
  return [{ code: 'long_ago', message, count: Number(longAgo) }];
}

function partialNotes(days: LogDays): Note[] {
  const notes: Note[] = [];
  if (days.isFirstPartial) {
    const message = `${days.first} seems to begin in the middle of the day: its usage counts, the forecast learns nothing from it`;
    notes.push({ code: 'partial_first_day', message });
  }
  if (days.isLastPartial) {
    const message = `${days.asOf} does not seem to be over: the forecast learns nothing from it and expects the rest of it`;
    notes.push({ code: 'partial_last_day', message });
  }
  return notes;
}

function gapNotes(days: LogDays): Note[] {
  if (days.gaps.length === 0) return [];
  const lost = days.gaps.reduce((total, { start, end }) => total + end - start, 0);
  const words = days.gaps.slice(0, 3).map(({ start, end }) => span(days, start, end));
  const more = days.gaps.length > 3 ? ` and ${days.gaps.length - 3} more` : '';
  const message =
    `${plural(lost, 'day')} without calls (${words.join(', ')}${more}) look${lost === 1 ? 's' : ''} like a gap in logging: ` +
    'observed months lack them, and the forecast learns nothing from them';
  return [{ code: 'gaps', message, count: lost }];
}

function span(days: LogDays, start: number, end: number): string {
  return end - start === 1 ? dateAt(days, start) : `${dateAt(days, start)} to ${dateAt(days, end - 1)}`;
}

function outlierNotes(days: LogDays, models: Forecast['models']): Note[] {
  const all = models.flatMap(({ model, series }) =>
    [...series].flatMap(([counted, { outliers }]) =>
      outliers.map((outlier) => ({ ...outlier, model, meter: counted })),
    ),
  );
  const farthest = all.reduce(
    (best, one) => (best === undefined || distance(one) > distance(best) ? one : best),
    undefined as (typeof all)[number] | undefined,
  );
  if (farthest === undefined) return [];
  const times =
    farthest.expected > 0
      ? `${(farthest.value / farthest.expected).toFixed(1)} × what the days around it say`
      : 'far off';
  const count = new Set(all.map(({ day }) => day)).size;
  const message =
    `${plural(count, 'day')} with outliers weighed down, not dropped; farthest ${dateAt(days, farthest.day)}: ` +
    `${farthest.meter} of ${visible(farthest.model ?? 'calls without a model')}, ${times}`;
  return [{ code: 'outliers', message, count }];
}

function distance({ value, expected }: { value: number; expected: number }): number {
  return Math.abs(Math.log((value + 1) / (expected + 1)));
}

function stopNotes(days: LogDays, models: Forecast['models']): Note[] {
  const stopped = models.flatMap(({ model, series }) => {
    const at = series.get('calls')?.stoppedAt;
    return at === undefined ? [] : [`${visible(model ?? 'calls without a model')} (since ${dateAt(days, at)})`];
  });
  if (stopped.length === 0) return [];
  const shown = stopped.slice(0, 5).join(', ') + (stopped.length > 5 ? ` and ${stopped.length - 5} more` : '');
  const message = `${plural(stopped.length, 'model')} stopped and ${stopped.length === 1 ? 'is' : 'are'} not expected back: ${shown}`;
  return [{ code: 'stopped_models', message, count: stopped.length }];
}

function statedNotes({ growth, volume, volumes }: ForecastChoice): Note[] {
  const notes: Note[] = [];
  const stated = [volume, volumes === undefined ? undefined : visible(volumes)].filter((one) => one !== undefined);
  if (stated.length > 0) {
    const message = `volume as stated (${stated.join(', ')}), in the mix of the logs: nothing says how sure it is`;
    notes.push({ code: 'stated_volume', message });
  }
  if (growth !== undefined) {
    const message = `${growth} growth a month as stated, on top: once in the first month after the current one; a stated volume grows from the second on`;
    notes.push({ code: 'stated_growth', message });
  }
  return notes;
}
