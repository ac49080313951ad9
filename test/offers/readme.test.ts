/** The table of src/offers/README.md, row by row. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rowsOf } from './readme-tables.js';
import { amounts, bill, offer, worth } from './words.js';

const README = readFileSync(new URL('../../src/offers/README.md', import.meta.url), 'utf8');

describe('README of offers', () => {
  const rows = rowsOf(README, 'step');
  it.each(rows)('%s on %s is %s', (step, cost, amount) => {
    const seller = offer(`id: usage, kind: usage\nid: x, ${step!.replaceAll('`', '')}`);
    expect(amounts(bill(seller, [worth(cost!)])).x).toBe(amount);
  });
  it('shows every kind of step', () => {
    const shown = new Set(rows.map(([step]) => /kind: (\w+)/.exec(step ?? '')?.[1]));
    expect([...shown].sort()).toEqual([
      'fixed',
      'included',
      'infra',
      'minimum',
      'per_unit',
      'percent',
      'prepaid',
      'tax',
      'tiered_rate',
    ]);
  });
});
