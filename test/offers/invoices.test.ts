/**
 * Worked invoices beside the checkout, each as the offer that expresses it. A case that no offer here expresses fails, so
 * that a new one is not overlooked; a few are plain arithmetic or deliberately wrong methods, and are named as such.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exact } from '../../src/core/exact.js';
import { INVOICE_OFFERS } from './invoice-offers.js';
import { amounts, bill, flat, offer, SONNET, text, usage, worth } from './words.js';

const FILE = new URL('../../../shared/oracle/pricing-cases.json', import.meta.url);

interface InvoiceCase {
  readonly id: string;
  readonly kind: string;
  readonly expected: { readonly total: string };
}

const million = (tokens: string) => [usage({ unsplit: tokens })];

/** The wrong method, for contrast: without tiers, scaling cost and scaling usage agree. */
const CONTRAST: Record<string, () => string> = {
  'H41-projection-naive': () =>
    text(
      bill(offer('id: usage, kind: usage'), million('2400000'), flat({ 'claude-sonnet-4': '12.5' }), {
        factor: exact(30n, 7n),
      }).total,
    ),
};

/** Total of the offer that expresses the case. */
function totalOf(id: string): string | undefined {
  const known = INVOICE_OFFERS[id];
  if (known === undefined) return CONTRAST[id]?.();
  return total(
    offer(known.steps.join('\n'), known.more),
    million(known.tokens).map((one) => ({ ...one, isAlike: true })),
    flat({ 'claude-sonnet-4': known.price }),
  );
}

/** Not an offer: a difference, an implied rate, the length of an average month (ours are of the calendar). */
const ARITHMETIC = new Set(['H05-published-saving', 'H09-published-graduated-implied', 'H43-day-month']);
const isThere = existsSync(FILE);
const cases: InvoiceCase[] = isThere
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { cases: InvoiceCase[] }).cases.filter((one) => one.kind === 'invoice')
  : [];

describe.runIf(isThere)('worked invoices', () => {
  it.each(cases.filter((one) => !ARITHMETIC.has(one.id)).map((one) => [one.id, one] as const))('%s', (id, one) => {
    expect(totalOf(id), `an offer for ${id}`).toBeDefined();
    expect(totalOf(id)).toBe(one.expected.total);
  });
});

describe('the same rules on other figures', () => {
  it('scales usage, then prices it: the discount tier is reached', () => {
    // 2.4 M tokens in 7 days are 72/7 M in 30: at 10.50 for all 108, at 12.50 they would be 128.57
    const table = offer(
      'id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1000000, tiers: [{from: 0, price: 12.5}, {from: 10000000, price: 10.5}]',
    );
    expect(text(bill(table, million('2400000'), SONNET, { factor: exact(30n, 7n) }).total)).toBe('108');
  });
  it('the same usage by card abroad, by top-ups, and paid in euros', () => {
    const used = [worth('75')];
    const official =
      'id: usage, kind: usage\nid: card, kind: percent, percent: 2.5, base: [usage]\nid: infra, kind: infra, amount: 30, per: month';
    expect(total(offer(official), used)).toBe('106.875');
    const topUps =
      'id: usage, kind: usage\nid: credits, kind: prepaid, increment: 10, base: [usage]\nid: fee, kind: percent, percent: 5.5, base: [usage, credits], min: 0.80, charge_size: 10';
    const paid = bill(offer(topUps), used);
    expect(amounts(paid)).toEqual({ usage: '75', credits: '0', fee: '6.4', total: '81.4' });
    expect(text(paid.unusedCredit)).toBe('5'); // 86.4 paid
    const europe = offer(
      `id: usage, kind: usage
      id: platform, kind: percent, percent: 5, base: [usage]
      id: commit, kind: minimum, amount: 50, base: [usage, platform]
      id: eur, kind: fx, to: EUR, rate: 0.92, spread_percent: 0.5, as_of: 2026-11-20, source: ECB reference
      id: card, kind: percent, percent: 2.5, base: [usage, platform, commit]
      id: vat, kind: tax, percent: 20, base: [usage, platform, commit], recoverable: true`,
      'currency: EUR',
    );
    expect(total(europe, used)).toBe('74.63255625');
  });
});

function total(...of: Parameters<typeof bill>): string {
  return text(bill(...of).total);
}
