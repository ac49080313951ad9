/**
 * `--since --until --month --tz --now --assume-month --days`: which calls, and how days and months are cut.
 */
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import type { Question } from '../../core/question.js';
import type { Settings } from '../config/settings.js';
import { flagValue } from './check.js';
import { wholeNumber } from './numbers.js';
import { calendarMonth, dateIn, dateOrInstant, moment, month, type Today } from './times.js';

export interface PeriodOptions {
  readonly since?: string;
  readonly until?: string;
  readonly month?: string;
  readonly tz?: string;
  readonly now?: string;
  readonly assumeMonth?: string;
  readonly days?: string;
}

type Period = Pick<Question, 'zone' | 'since' | 'until' | 'month' | 'assumeMonth' | 'days'>;

export function addPeriodOptions(command: Command): void {
  command
    .optionsGroup('Period:')
    .option('--since <time>', 'from this date or instant on, inclusive')
    .option('--until <time>', 'up to this date, inclusive, or this instant, exclusive')
    .option('--month <month>', 'one calendar month, such as 2026-10')
    .option('--tz <zone>', 'time zone in which days and months are cut (default: UTC)')
    .option('--now <time>', 'what today, yesterday, this-month and last-month are relative to')
    .option('--assume-month <month>', 'take calls without a time to be of this month')
    .option('--days <number>', 'take calls without a time to span this many days');
}

/** Throws a usage error for a time that is none, and for options that contradict each other. */
export function readPeriod(options: PeriodOptions, settings: Settings): Period {
  const zone = settings.value('tz', options.tz) ?? 'UTC';
  const now = flagValue('--now', options.now, dateOrInstant);
  const today: Today = now === undefined ? { missing: true } : { date: dateIn(zone, now) };
  const period: Period = {
    zone,
    since: flagValue('--since', options.since, moment('first', today)),
    until: flagValue('--until', options.until, moment('last', today)),
    month: flagValue('--month', options.month, month(today)),
    assumeMonth: flagValue('--assume-month', options.assumeMonth, calendarMonth),
    days: flagValue('--days', options.days, wholeNumber(1, 36_600, 30)),
  };
  refuseContradictions(period);
  return period;
}

function refuseContradictions({ since, until, month, assumeMonth, days }: Period): void {
  if (month !== undefined && (since !== undefined || until !== undefined)) {
    throw usageError('--month and --since or --until say two different periods', 'keep one of the two ways');
  }
  if (assumeMonth !== undefined && days !== undefined) {
    throw usageError('--assume-month and --days say two different things about calls without a time', 'keep one');
  }
  if (since === undefined || until === undefined) return;
  const areDates = since.length === until.length && since.length === 10;
  const areInstants = since.length === until.length && since.length > 10;
  if ((areDates && since > until) || (areInstants && since >= until)) {
    throw usageError(`--since ${since} is not before --until ${until}`, 'exchange the two, or leave one out');
  }
}
