import { describe, expect, it } from 'vitest';
import { decimal, type Exact, exact } from '../../src/core/exact.js';
import { cellText, isRounded } from '../../src/render/figures.js';
import type { Cell, ColumnType } from '../../src/reports/report.js';

describe('a figure for people', () => {
  it.each<[string, Cell, ColumnType, number]>([
    // money: half away from zero at the last shown digit
    ['1,234,567.89', decimal('1234567.885'), 'money', 2],
    ['63.13', decimal('63.125'), 'money', 2],
    ['63.125', decimal('63.125'), 'money', 3],
    ['-11.25', decimal('-11.25'), 'money', 2],
    ['-63.13', decimal('-63.125'), 'money', 2],
    ['0.00', decimal('0'), 'money', 2],
    ['<0.01', decimal('0.007'), 'money', 2],
    ['>-0.01', decimal('-0.0001'), 'money', 2],
    ['<1', decimal('0.9'), 'money', 0],
    ['0.01', decimal('0.01'), 'money', 2],
    ['1.00 – 2.00', { low: decimal('1'), high: decimal('2') }, 'money', 2],
    ['≥ 1.23', { low: decimal('1.236'), high: decimal('1.236'), isLowerBound: true }, 'money', 2],
    ['unpriced', 'unpriced', 'money', 2],
    ['–', null, 'money', 2],
    // prices and decimals: every digit
    ['0.0000025', decimal('0.0000025'), 'price', 2],
    ['1,000.5', decimal('1000.50'), 'price', 2],
    ['0.333333333333333333', exact(1n, 3n), 'decimal', 2],
    ['62.5', 62.5, 'decimal', 2],
    ['1e-7', 1e-7, 'decimal', 2],
    // rates
    ['32.95 %', 0.32954545, 'rate', 2],
    ['117.50 %', decimal('1.175'), 'rate', 2],
    ['0.00 %', 0, 'rate', 2],
    ['<0.01 %', 0.00001, 'rate', 2],
    // milliseconds
    ['1,235', 1234.6, 'milliseconds', 2],
    ['12.5', 12.46, 'milliseconds', 2],
    ['12', 12.04, 'milliseconds', 2],
    ['1,000', 999.96, 'milliseconds', 2],
    ['-200', -200, 'milliseconds', 2],
    ['0', 0, 'milliseconds', 2],
    ['44.5', 44.45334401281538, 'measured', 2],
    ['1,818', 1818.1818181818182, 'measured', 2],
    // the rest
    ['12,345,678,901,234,567,890', 12345678901234567890n, 'integer', 2],
    ['-1,000', -1000, 'integer', 2],
    ['429', 429n, 'integer', 2],
    ['2026-09-01T00:00:00Z', Date.UTC(2026, 8, 1), 'instant', 2],
    ['2026-09-01', '2026-09-01', 'date', 2],
    ['yes', true, 'boolean', 2],
    ['no', false, 'boolean', 2],
  ])('reads %s', (text, cell, type, decimals) => {
    expect(cellText(cell, type, decimals)).toBe(text);
  });

  it.each<[boolean, Exact | null, ColumnType]>([
    [false, decimal('1.25'), 'money'],
    [true, decimal('1.255'), 'money'],
    [true, exact(1n, 3n), 'money'],
    [false, decimal('1.255'), 'price'],
    [false, null, 'money'],
  ])('knows whether digits were dropped: %s', (expected, cell, type) => {
    expect(isRounded(cell, type, 2)).toBe(expected);
  });
});
