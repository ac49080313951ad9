/** What one of many costs: rounded as money is, but never to a figure that says nothing. */
import { describe, expect, it } from 'vitest';
import { exact } from '../../src/core/exact.js';
import { cellText, isRounded } from '../../src/render/figures.js';

describe('an average', () => {
  it.each([
    // 37 ÷ 14,000 = 0.002642857…
    [exact(37n, 14_000n), 2, '0.00264'],
    [exact(-37n, 14_000n), 2, '-0.00264'],
    [exact(1n, 3n), 2, '0.333'],
    [exact(617n, 50n), 2, '12.34'],
    [exact(2n), 2, '2.00'],
    [exact(0n), 2, '0.00'],
    [exact(1n, 3n), 6, '0.333333'],
  ])('%o at %i decimals', (value, decimals, text) => {
    expect(cellText(value, 'average', decimals)).toBe(text);
  });

  it('of a range has the digits that its smaller end needs', () => {
    const range = { low: exact(37n, 14_000n), high: exact(1n, 2n) };
    expect(cellText(range, 'average', 2)).toBe('0.00264 – 0.50000');
    expect(isRounded(range, 'average', 2)).toBe(true);
    expect(isRounded(exact(17n, 10n), 'average', 2)).toBe(false);
  });
});
