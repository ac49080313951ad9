/** What a month is: every rule of PRODUCT and README, by example. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiply } from '../../src/core/exact.js';
import { english } from '../../src/core/phrase.js';
import { type MonthInput, resolveMonth } from '../../src/projection/month.js';
import { refusal, text } from '../offers/words.js';
import { days } from './words.js';

const timed = (first: string, last: string, more: Partial<MonthInput> = {}): MonthInput => ({
  days: days(first, last),
  callsWithoutTime: 0n,
  ...more,
});
const untimed = (more: Partial<MonthInput> = {}): MonthInput => ({ days: [], callsWithoutTime: 12n, ...more });

describe('months by time', () => {
  it.each([
    [
      'a 31-day month',
      '2026-10-01',
      '2026-10-31',
      'complete_months',
      '2026-10',
      '1',
      31,
      '2026-10, a complete month of 31 days, not scaled',
    ],
    [
      'a 30-day month',
      '2026-09-01',
      '2026-09-30',
      'complete_months',
      '2026-09',
      '1',
      30,
      '2026-09, a complete month of 30 days, not scaled',
    ],
    [
      'February',
      '2026-02-01',
      '2026-02-28',
      'complete_months',
      '2026-02',
      '1',
      28,
      '2026-02, a complete month of 28 days, not scaled',
    ],
    [
      'February of a leap year but its last day',
      '2028-02-01',
      '2028-02-28',
      'scaled',
      '2028-02',
      '29/28',
      29,
      '28 of 29 days of 2028-02, scaled × 1.04',
    ],
    [
      '12 of 31 days',
      '2026-10-05',
      '2026-10-16',
      'scaled',
      '2026-10',
      '31/12',
      31,
      '12 of 31 days of 2026-10, scaled × 2.58',
    ],
    ['a week', '2026-09-07', '2026-09-13', 'scaled', '2026-09', '30/7', 30, '7 of 30 days of 2026-09, scaled × 4.29'],
    [
      'the month in which summer time ends',
      '2026-10-01',
      '2026-10-25',
      'scaled',
      '2026-10',
      '1.24',
      31,
      '25 of 31 days of 2026-10, scaled × 1.24',
    ],
    [
      'two complete months',
      '2026-08-01',
      '2026-09-30',
      'complete_months',
      '2026-09',
      '0.5',
      30,
      'mean of 2 complete months (2026-08 to 2026-09), not scaled by time',
    ],
    [
      'a complete month among parts: only it counts',
      '2026-08-20',
      '2026-10-10',
      'complete_months',
      '2026-09',
      '1',
      30,
      '2026-09, a complete month of 30 days, not scaled',
    ],
    [
      'over a new year',
      '2026-11-15',
      '2027-02-03',
      'complete_months',
      '2027-01',
      '0.5',
      31,
      'mean of 2 complete months (2026-12 to 2027-01), not scaled by time',
    ],
    [
      'parts of two months: the fuller one',
      '2026-09-20',
      '2026-10-10',
      'scaled',
      '2026-09',
      '10/7',
      30,
      '21 days from 2026-09-20 to 2026-10-10, taken as 30 days of 2026-09, scaled × 1.43',
    ],
  ] as const)('%s', (_, first, last, basis, month, factor, daysInMonth, sentence) => {
    const found = resolveMonth(timed(first, last));
    expect(found.basis).toBe(basis);
    expect(found.month).toBe(month);
    const decimals = text(found.factor);
    expect(decimals).toBe(factor);
    expect(found.daysInMonth).toBe(daysInMonth);
    expect(english(found.sentence)).toBe(sentence);
  });

  it('counts only the calls of the complete months', () => {
    expect(resolveMonth(timed('2026-08-20', '2026-10-10')).period).toEqual({ start: '2026-09-01', end: '2026-10-01' });
    expect(resolveMonth(timed('2026-10-05', '2026-10-16')).period).toEqual({ start: '2026-10-05', end: '2026-10-17' });
  });

  it('a gap inside is days without calls, not days not seen', () => {
    const gap = [...days('2026-10-01', '2026-10-04'), ...days('2026-10-30', '2026-10-31')];
    expect(resolveMonth({ days: gap, callsWithoutTime: 0n }).basis).toBe('complete_months');
    const weekdays = [...days('2026-10-05', '2026-10-09'), ...days('2026-10-12', '2026-10-16')];
    expect(text(resolveMonth({ days: weekdays, callsWithoutTime: 0n }).factor)).toBe('31/12');
  });

  it('complete months without any call say nothing', () => {
    const apart = [...days('2026-09-11', '2026-09-19'), ...days('2026-12-01', '2026-12-01')];
    const found = resolveMonth({ days: apart, callsWithoutTime: 0n });
    expect([found.basis, found.reason]).toEqual([
      'inconclusive',
      'the complete months 2026-10 to 2026-11 have no call: a month without any says nothing about the others',
    ]);
    const one = [...days('2026-09-11', '2026-09-19'), ...days('2026-11-01', '2026-11-01')];
    expect(resolveMonth({ days: one, callsWithoutTime: 0n }).reason).toMatch(/^the complete month 2026-10 has no call/);
  });

  it('days the log covers without calls count when the caller knows of them', () => {
    const seen = { first: '2026-09-01', last: '2026-09-30' };
    expect(resolveMonth({ ...timed('2026-09-02', '2026-09-29'), seen }).basis).toBe('complete_months');
  });

  it.each([
    ['2026-09-01', '2026-09-06', '6 days (2026-09-01 to 2026-09-06)'],
    ['2026-09-30', '2026-10-05', '6 days (2026-09-30 to 2026-10-05)'],
    ['2026-09-01', '2026-09-01', '1 day (2026-09-01 to 2026-09-01)'],
  ])('%s to %s is too short', (first, last, span) => {
    const found = resolveMonth(timed(first, last));
    expect(found.basis).toBe('inconclusive');
    expect(found.reason).toBe(
      `the calls span ${span}; monthly figures need at least 7 days, or a stated volume such as --volume 5Mtok/month`,
    );
  });

  it('a stated volume needs no span, and counts every call', () => {
    const found = resolveMonth(timed('2026-09-01', '2026-09-01', { hasVolume: true, callsWithoutTime: 3n }));
    expect([found.basis, found.period, found.countsCallsWithoutTime, found.month]).toEqual([
      'stated_volume',
      null,
      true,
      '2026-09',
    ]);
  });

  it('no calls are inconclusive, not an error', () => {
    expect(resolveMonth({ days: [], callsWithoutTime: 0n }).basis).toBe('inconclusive');
  });

  it('a month is never scaled when it is complete, whatever surrounds it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 200 }), (start, length) => {
        const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
        const found = resolveMonth(timed(at(start), at(start + length)));
        if (found.basis === 'complete_months') {
          expect(text(multiply(found.factor, { numerator: BigInt(found.months.length), denominator: 1n }))).toBe('1');
        } else expect(found.basis).toBe(length + 1 < 7 ? 'inconclusive' : 'scaled');
      }),
      { numRuns: 200 },
    );
  });
});

describe('calls without a time', () => {
  it('ask for what is missing, naming both flags', () => {
    expect(refusal(() => resolveMonth(untimed()))).toBe(
      '12 calls without a time and none with one: a monthly figure needs to know how long they took | ' +
        'say which month they are (--assume-month 2026-09), how many days they span (--days 30), or a volume (--volume 5Mtok/month)',
    );
  });

  it.each([
    [30, '1', 30, 'calls without a time taken to span 30 days (--days), a month, not scaled'],
    [31, '1', 31, 'calls without a time taken to span 31 days (--days), a month, not scaled'],
    [28, '1', 28, 'calls without a time taken to span 28 days (--days), a month, not scaled'],
    [10, '3', 30, 'calls without a time taken to span 10 days (--days), scaled × 3.00 to a month of 30 days'],
    [60, '0.5', 30, 'calls without a time taken to span 60 days (--days), scaled × 0.50 to a month of 30 days'],
  ])('--days %i', (statedDays, factor, daysInMonth, sentence) => {
    const found = resolveMonth(untimed({ statedDays }));
    expect([found.basis, text(found.factor), found.daysInMonth, found.month, english(found.sentence)]).toEqual([
      'stated_days',
      factor,
      daysInMonth,
      null,
      sentence,
    ]);
  });

  it('--days below a week is as short as a log of that span', () => {
    expect(resolveMonth(untimed({ statedDays: 3 })).basis).toBe('inconclusive');
  });

  it('--assume-month makes them that month', () => {
    const found = resolveMonth(untimed({ assumeMonth: '2026-02' }));
    expect([found.basis, text(found.factor), found.daysInMonth, found.month, found.countsCallsWithoutTime]).toEqual([
      'assumed_month',
      '1',
      28,
      '2026-02',
      true,
    ]);
    expect(english(found.sentence)).toBe(
      '12 calls without a time taken as all of 2026-02 (--assume-month), not scaled',
    );
  });

  it('some without a time are left out of monthly figures, and counted in a note', () => {
    const found = resolveMonth(timed('2026-09-01', '2026-09-30', { callsWithoutTime: 3n }));
    expect([found.basis, found.countsCallsWithoutTime]).toEqual(['complete_months', false]);
    expect(found.notes).toEqual([
      {
        code: 'calls_without_time',
        message:
          '3 calls without a time are not in the monthly figures: say which month they are in with --assume-month 2026-09',
        count: 3,
        incomplete: true,
      },
    ]);
  });

  it('--assume-month puts them beside the timed calls of that month, and says what it leaves out', () => {
    const found = resolveMonth(timed('2026-09-25', '2026-10-02', { callsWithoutTime: 3n, assumeMonth: '2026-09' }));
    expect([found.basis, found.period, found.countsCallsWithoutTime]).toEqual([
      'assumed_month',
      { start: '2026-09-01', end: '2026-10-01' },
      true,
    ]);
    expect(found.notes.map((note) => note.message)).toEqual([
      '20 calls with a time outside 2026-09 are not in the monthly figures',
    ]);
  });

  it('--assume-month decides nothing where every call has a time', () => {
    expect(resolveMonth(timed('2026-10-01', '2026-10-31', { assumeMonth: '2026-09' })).month).toBe('2026-10');
  });

  it.each([
    [{ statedDays: 30, assumeMonth: '2026-09' }, '--assume-month and --days exclude each other | keep one of them'],
    [{ assumeMonth: '2026-13' }, '--assume-month 2026-13 is not a month | write it as 2026-09'],
    [{ statedDays: 0 }, '--days 0 is not a number of days | write a whole number above 0, such as --days 30'],
    [{ statedDays: 2.5 }, '--days 2.5 is not a number of days | write a whole number above 0, such as --days 30'],
  ])('%j is refused', (input, message) => {
    expect(refusal(() => resolveMonth(untimed(input)))).toBe(message);
  });
});
