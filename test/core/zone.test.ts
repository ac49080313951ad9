/** Calendar arithmetic on dates that broken clocks write: in every year that text can name, the first hundred too. */
import { describe, expect, it } from 'vitest';
import { dayAlignment, daysBetween, daysInMonth, nextDate, nextMonth, startOfDate } from '../../src/core/zone.js';
import { daysInMonth as daysOfMonth } from '../../src/projection/calendar.js';

const DAY_MS = 86_400_000;

describe('years before 100', () => {
  it('are no years of the twentieth century', () => {
    expect(nextDate('0001-01-01')).toBe('0001-01-02');
    expect(nextDate('0099-12-31')).toBe('0100-01-01');
    expect(nextDate('0001-01-01', daysBetween('0001-01-01', '2026-09-30'))).toBe('2026-10-01');
    expect(nextMonth('0099-12')).toBe('0100-01');
    expect(nextMonth('0001-01', 12 * 2025 + 9)).toBe('2026-10');
    expect(startOfDate('0001-01-01', 'UTC')).toBe(Date.parse('0001-01-01T00:00:00Z'));
    expect(startOfDate('0050-06-15', 'UTC')).toBe(Date.parse('0050-06-15T00:00:00Z'));
    // Solar time of Seoul, 8 h 27 m 52 s, long before zones.
    expect(startOfDate('0050-06-15', 'Asia/Seoul') - Date.parse('0050-06-15T00:00:00Z')).toBeGreaterThan(-DAY_MS);
  });

  it.each([
    ['0001-02', 28],
    ['0004-02', 29],
    // 1900 was no leap year; 0000 is one, and 0100 is none.
    ['0000-02', 29],
    ['0100-02', 28],
    ['2026-02', 28],
    ['2028-02', 29],
    ['2026-12', 31],
  ])('%s has %i days', (month, days) => {
    expect(daysInMonth(month)).toBe(days);
    expect(daysOfMonth(month)).toBe(days);
  });
});

describe('days of a zone', () => {
  it.each([
    ['UTC', 2025, 'day'],
    ['Asia/Seoul', 2025, 'hour'],
    ['America/New_York', 2025, 'hour'],
    // Five hours and three quarters, and five and a half.
    ['Asia/Kathmandu', 2025, 'minute'],
    ['Asia/Kolkata', 2025, 'minute'],
    // Solar time to the second before there were zones, and clocks of today a thousand years from now.
    ['Asia/Seoul', 1, 'second'],
    ['Asia/Seoul', 3025, 'hour'],
    ['Asia/Kathmandu', 9000, 'minute'],
  ])('%s in the year %i begin on the edge of a UTC %s', (zone, year, unit) => {
    const start = Date.parse(`${String(year).padStart(4, '0')}-01-01T00:00:00Z`);
    expect(dayAlignment(zone, start, start + 366 * DAY_MS)).toBe(unit);
  });
});
