/**
 * How a forecast did on the log it was made from, as programs read it and in one sentence.
 */
import { type Phrase, say } from '../core/phrase.js';
import type { Tested } from '../projection/forecast/band.js';
import type { ResultValue } from './report.js';

export function backtestResult(tested: Tested | null): ResultValue {
  return (
    tested && {
      origins: tested.origins,
      days: tested.days,
      error: tested.error,
      coverage_80: tested.coverage80,
      coverage_95: tested.coverage95,
    }
  );
}

/** Nothing where there was no usage to be off by. */
export function backtestSentence(tested: Tested | null): Phrase[] {
  if (tested?.error == null) return [];
  const held = (share: number) => `${Math.round(100 * share)} %`;
  return [
    say(
      'Backtest from {origins} earlier {origins|day|days}: {days} {days|day|days} of cost {days|was|were} off by {error} on average; {held80} lay in the 80 % interval, {held95} in the 95 % one.',
      {
        origins: tested.origins,
        days: tested.days,
        error: `${(100 * tested.error).toFixed(1)} %`,
        held80: held(tested.coverage80),
        held95: held(tested.coverage95),
      },
    ),
  ];
}
