/**
 * Arithmetic on calendar dates that are already cut in the report's zone: YYYY-MM-DD in, YYYY-MM-DD out. No instants, so
 * no zone and no summer time can disturb it.
 */

const DAY_MS = 86_400_000;

/** Days from one date to another, both counted: 1 for the same date. */
export function daysBetween(first: string, last: string): number {
  return Math.round((instant(last) - instant(first)) / DAY_MS) + 1;
}

export function dayAfter(date: string): string {
  return new Date(instant(date) + DAY_MS).toISOString().slice(0, 10);
}

export function monthOf(date: string): string {
  return date.slice(0, 7);
}

export function firstDay(month: string): string {
  return `${month}-01`;
}

export function lastDay(month: string): string {
  return `${month}-${String(daysInMonth(month)).padStart(2, '0')}`;
}

export function daysInMonth(month: string): number {
  const next = new Date(`${month}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1, 0);
  return next.getUTCDate();
}

/** Every month from the one of `first` to the one of `last`. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year = 0, number = 0] = monthOf(first).split('-').map(Number);
  for (;;) {
    const month = `${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}`;
    if (month > monthOf(last)) return months;
    months.push(month);
    [year, number] = number === 12 ? [year + 1, 1] : [year, number + 1];
  }
}

function instant(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}
