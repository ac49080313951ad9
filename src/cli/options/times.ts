/**
 * Dates, instants and months of the command line.
 *
 * Relative words are resolved against `--now` only: nothing in a result depends on the clock of the machine.
 */
import type { Check, Checked } from './check.js';

/** The calendar date that "today" is, or why there is none. */
export type Today = { readonly date: string } | { readonly missing: true };

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;
const NOW_HINT = 'this version reads dates only, such as 2026-10-01; relative words need --now INSTANT beside them';

/** A calendar date as written, or an instant as `2026-10-01T00:00:00.000Z`. */
export const dateOrInstant: Check<string> = (text) => {
  if (DATE.test(text)) {
    return isRealDate(text) ? { value: text } : { expected: 'a date of the calendar', hint: 'that day does not exist' };
  }
  const day = INSTANT.exec(text)?.[1];
  const at = day === undefined || !isRealDate(day) ? Number.NaN : Date.parse(text);
  if (!Number.isNaN(at)) return { value: new Date(at).toISOString() };
  const hint = LOCAL_TIME.test(text)
    ? 'a time needs its zone: write 2026-10-01T09:00:00Z, or with an offset such as +09:00'
    : 'write a date such as 2026-10-01, or a time such as 2026-10-01T09:00:00Z';
  return { expected: 'a date or an instant', hint };
};

export const calendarMonth: Check<string> = (text) => {
  if (MONTH.test(text) && isRealDate(`${text}-01`)) return { value: text };
  return { expected: 'a month', hint: 'write year and month, such as 2026-10' };
};

/** A date or instant, or one of the words today, yesterday, this-month, last-month. */
export function moment(edge: 'first' | 'last', today: Today): Check<string> {
  return (text) =>
    relative(text, today, {
      today: (date) => date,
      yesterday: (date) => addDays(date, -1),
      'this-month': (date) => edgeOfMonth(date, 0, edge),
      'last-month': (date) => edgeOfMonth(date, -1, edge),
    }) ?? dateOrInstant(text);
}

/** A month, or one of the words this-month, last-month. */
export function month(today: Today): Check<string> {
  return (text) =>
    relative(text, today, {
      'this-month': (date) => date.slice(0, 7),
      'last-month': (date) => edgeOfMonth(date, -1, 'first').slice(0, 7),
    }) ?? calendarMonth(text);
}

/** The calendar date in a zone at a date (itself) or an instant. */
export function dateIn(zone: string, at: string): string {
  if (DATE.test(at)) return at;
  const parts = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(at));
  const part = (type: 'year' | 'month' | 'day') => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

function relative(
  text: string,
  today: Today,
  words: Readonly<Record<string, (date: string) => string>>,
): Checked<string> | undefined {
  const word = Object.hasOwn(words, text) ? words[text] : undefined;
  if (word) return 'date' in today ? { value: word(today.date) } : { expected: 'a date', hint: NOW_HINT };
  if (!/^(now|tomorrow|(this|last|next)-\w+|\d+\s*(days?|d|weeks?|w|months?)(-ago)?)$/i.test(text)) return undefined;
  const known = Object.keys(words).join(', ');
  return { expected: 'a date', hint: `the relative words are ${known}, and need --now INSTANT beside them` };
}

function isRealDate(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  // The platform reads 30 February as 2 March; a real date comes back as it was written.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

function edgeOfMonth(date: string, months: number, edge: 'first' | 'last'): string {
  const at = new Date(`${date.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months + (edge === 'last' ? 1 : 0));
  const first = at.toISOString().slice(0, 10);
  return edge === 'last' ? addDays(first, -1) : first;
}
