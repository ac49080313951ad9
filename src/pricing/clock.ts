/**
 * Wall clocks: what the local day and time are somewhere at an instant, for prices that depend on the hour.
 *
 * Deliberately only what a price condition asks. Cutting reports into days is core/zone.ts.
 */
import type { ClockCondition } from './book-model.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that the zone's wall clock is ahead of UTC at the instant. */
export function offsetAt(zone: string, at: number): number {
  if (zone === 'UTC') return 0;
  const format = formats.get(zone) ?? wallClock(zone);
  formats.set(zone, format);
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const local = new Date(Date.UTC(2000, 0, 1, hour, minute, second));
  // As numbers, years before 100 would be those of the twentieth century.
  return local.setUTCFullYear(year, month - 1, day) - Math.floor(at / 1000) * 1000;
}

/** Whether the wall clock fits: one of the days, and inside one of the windows. */
export function clockHolds(clock: ClockCondition, at: number): boolean {
  const local = at + offsetAt(clock.zone, at);
  const dayNumber = Math.floor(local / DAY);
  // The epoch was a Thursday, ISO day 4.
  const weekday = ((((dayNumber + 3) % 7) + 7) % 7) + 1;
  if (clock.days && !clock.days.has(weekday)) return false;
  const minute = Math.floor((local - dayNumber * DAY) / MINUTE);
  return clock.windows === undefined || clock.windows.some(({ start, end }) => isWithin(minute, start, end));
}

function isWithin(minute: number, start: number, end: number): boolean {
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
}

function wallClock(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}
