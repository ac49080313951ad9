/**
 * Days and months in a named time zone: the one door to date-fns. Instants are milliseconds since the epoch, dates text.
 */
import { TZDate } from '@date-fns/tz';
// One function a path: the package's own index loads 300 files, a tenth of a second of every start.
import { addDays } from 'date-fns/addDays';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { usageError } from './errors.js';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})$/;

/** The first instant of a date (YYYY-MM-DD) in the zone. */
export function startOfDate(date: string, zone: string): number {
  const [year, month, day] = parts(date);
  const start = new TZDate(year, month - 1, day, zone);
  // Years before 100 are taken for those of the twentieth century.
  return year < 100 ? start.setFullYear(year, month - 1, day) : start.getTime();
}

/** The first instant of a month (YYYY-MM) in the zone. */
export function startOfMonth(month: string, zone: string): number {
  return startOfDate(`${month}-01`, zone);
}

/** The date on which an instant falls in the zone. */
export function dateOf(instant: number, zone: string): string {
  const local = new TZDate(instant, zone);
  return `${pad(local.getFullYear(), 4)}-${pad(local.getMonth() + 1)}-${pad(local.getDate())}`;
}

export function nextDate(date: string, days = 1): string {
  return dateOf(addDays(dayOf(date), days).getTime(), 'UTC');
}

export function nextMonth(month: string, months = 1): string {
  const [year, number] = parts(`${month}-01`);
  const total = year * 12 + number - 1 + months;
  return `${pad(Math.floor(total / 12), 4)}-${pad((total % 12) + 1)}`;
}

export function daysInMonth(month: string): number {
  const [year, number] = parts(`${month}-01`);
  // The calendar repeats every 400 years.
  return new Date(Date.UTC(2000 + (year % 400), number, 0)).getUTCDate();
}

/** From text, because of the years before 100. */
function dayOf(date: string): TZDate {
  if (!DATE.test(date)) throw usageError(`expected a date, found ${date}`, 'write it as 2026-10-01');
  return new TZDate(`${date}T00:00:00Z`, 'UTC');
}

/** Calendar days from `first` to `last`, both included. */
export function daysBetween(first: string, last: string): number {
  return differenceInCalendarDays(new TZDate(`${last}T00:00:00Z`, 'UTC'), new TZDate(`${first}T00:00:00Z`, 'UTC')) + 1;
}

export function isMonth(text: string): boolean {
  return MONTH.test(text) && DATE.test(`${text}-01`) && Number(text.slice(5)) >= 1 && Number(text.slice(5)) <= 12;
}

/**
 * No zone had changed its clock before the first of these years; after the last one the clocks of all follow rules that repeat year
 * by year (IANA time zone database, 2026). A broken clock writes years far beyond both.
 */
const FIRST_CLOCKS = Date.UTC(1840, 0, 1);
const LAST_CLOCKS = Date.UTC(2100, 0, 1);
const YEAR = 366 * 86_400_000;

/** The coarsest UTC unit on whose edges days of the zone begin between two instants. */
export function dayAlignment(zone: string, start: number, end: number): 'day' | 'hour' | 'minute' | 'second' {
  if (zone === 'UTC') return 'day';
  const first = Math.min(Math.max(start, FIRST_CLOCKS), LAST_CLOCKS);
  const last = Math.min(Math.max(end, FIRST_CLOCKS), LAST_CLOCKS + YEAR);
  let length = 86_400_000;
  for (let instant = first; instant <= last + 86_400_000; instant += 86_400_000 / 2) {
    const midnight = startOfDate(dateOf(instant, zone), zone);
    while (midnight % length !== 0) length = length === 86_400_000 ? 3_600_000 : length === 3_600_000 ? 60_000 : 1000;
    if (length === 1000) break;
  }
  return length === 86_400_000 ? 'day' : length === 3_600_000 ? 'hour' : length === 60_000 ? 'minute' : 'second';
}

/**
 * What `--since` and `--until` say, half-open: a date means its whole day in the zone, an instant itself.
 * Throws a usage error when the period would be empty.
 */
export function periodBounds(
  asked: { since?: string | undefined; until?: string | undefined; month?: string | undefined },
  zone: string,
): { start: number | null; end: number | null } {
  if (asked.month !== undefined) {
    return { start: startOfMonth(asked.month, zone), end: startOfMonth(nextMonth(asked.month), zone) };
  }
  const start = asked.since === undefined ? null : instantOf(asked.since, zone, 0);
  const end = asked.until === undefined ? null : instantOf(asked.until, zone, 1);
  if (start !== null && end !== null && start >= end) {
    throw usageError(
      `the period from ${asked.since} until ${asked.until} is empty`,
      '--since names the first day, --until the last',
    );
  }
  return { start, end };
}

function instantOf(text: string, zone: string, plusDays: number): number {
  if (DATE.test(text)) return startOfDate(nextDate(text, plusDays), zone);
  const hasOffset = /(Z|[+-]\d{2}:?\d{2})$/i.test(text);
  const instant = hasOffset ? Date.parse(text) : new TZDate(text, zone).getTime();
  if (Number.isNaN(instant)) {
    throw usageError(`expected a date or an instant, found ${text}`, 'write 2026-10-01 or 2026-10-01T12:00:00Z');
  }
  return instant;
}

function parts(date: string): [number, number, number] {
  const match = DATE.exec(date);
  if (!match) throw usageError(`expected a date, found ${date}`, 'write it as 2026-10-01');
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}
