/**
 * The days to be forecast, cut into months and, where a price changes within one, into pieces of a month.
 */
import { dateOf, nextDate, nextMonth, startOfDate } from '../../core/zone.js';
import { daysBetween, firstDay, lastDay, monthOf } from '../calendar.js';
import type { LogDays } from './days.js';

export interface Piece {
  /** Dates, both included. */
  readonly first: string;
  readonly last: string;
  /** Days ahead: 0 is the day after those seen whole. */
  readonly start: number;
  readonly days: number;
}

export interface Target {
  readonly month: string;
  /** Empty on the last day of a month: nothing is left of it. */
  readonly pieces: readonly Piece[];
  /** 0 for the month of the last call, then 1, 2, … */
  readonly ahead: number;
}

/** `changes` are instants at which a price changes. */
export function targetsOf(days: LogDays, months: number, changes: readonly number[], zone: string): Target[] {
  const current = monthOf(days.asOf);
  const from = nextDate(days.first, days.end);
  const edges = [...new Set(changes.map((at) => dateOf(at, zone)))];
  return Array.from({ length: months + 1 }, (_, ahead) => {
    const month = nextMonth(current, ahead);
    const last = lastDay(month);
    // The last day of a month counts as over: its landing is what was observed.
    if (ahead === 0 && days.asOf === last) return { month, ahead, pieces: [] };
    const first = ahead === 0 ? from : firstDay(month);
    const starts = [first, ...edges.filter((date) => date > first && date <= last).sort()];
    const pieces = starts.map((start, index): Piece => {
      const next = starts[index + 1];
      const end = next === undefined ? last : nextDate(next, -1);
      return { first: start, last: end, start: daysBetween(from, start) - 1, days: daysBetween(start, end) };
    });
    return { month, ahead, pieces };
  });
}

const WEEK_MS = 7 * 86_400_000;

/** An instant of the piece that stands for one before it: the same time of the same weekday where the piece has it. */
export function within(at: number | null, piece: Piece, zone: string): number | null {
  if (at === null) return null;
  const start = startOfDate(piece.first, zone);
  const end = startOfDate(nextDate(piece.last), zone);
  const moved = at + Math.ceil((start - at) / WEEK_MS) * WEEK_MS;
  if (moved < end) return moved;
  return Math.min(end - 1, start + (at - startOfDate(dateOf(at, zone), zone)));
}
