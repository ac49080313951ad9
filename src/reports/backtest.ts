/**
 * How a forecast did on the log it was made from, as programs read it and in one sentence.
 */
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
export function backtestSentence(tested: Tested | null): string[] {
  if (tested?.error == null) return [];
  const held = (share: number) => `${Math.round(100 * share)} %`;
  return [
    `Backtest from ${tested.origins} earlier days: ${tested.days} days of cost were off by ${(100 * tested.error).toFixed(1)} % on average; ` +
      `${held(tested.coverage80)} lay in the 80 % interval, ${held(tested.coverage95)} in the 95 % one.`,
  ];
}
