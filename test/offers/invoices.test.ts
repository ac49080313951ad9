/**
 * Worked invoices beside the checkout, each as the offer that expresses it. A case that no offer here expresses fails, so
 * that a new one is not overlooked; a few are plain arithmetic or deliberately wrong methods, and are named as such.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exact } from '../../src/core/exact.js';
import { amounts, bill, flat, offer, refusal, SONNET, text, usage, worth } from './words.js';

const FILE = new URL('../../../shared/oracle/pricing-cases.json', import.meta.url);

interface InvoiceCase {
  readonly id: string;
  readonly kind: string;
  readonly expected: { readonly total: string };
}

const million = (tokens: string) => [usage({ unsplit: tokens })];
const perUnit = flat({ 'claude-sonnet-4': '0' });
const tiers = (mode: string, table: string, more = '') =>
  offer(`id: usage, kind: tiered_rate, mode: ${mode}, metric: tokens, scope: all, per: 1, tiers: ${table}${more}`);

/** Total of the offer that expresses the case. */
const INVOICES: Record<string, () => string> = {
  'H01-published-1M': () =>
    total(
      offer(
        'id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1000000, tiers: [{from: 0, price: 15}, {from: 1000000, price: 12.5}]',
      ),
      million('1000000'),
    ),
  'H03-published-official': () =>
    total(
      offer(
        'id: usage, kind: usage\nid: card, kind: fixed, amount: 5, per: month\nid: infra, kind: infra, amount: 30, per: month',
      ),
      million('5000000'),
    ),
  'H07-published-with-tier': () =>
    total(
      offer(
        'id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1000000, tiers: [{from: 0, price: 15}, {from: 1000000, price: 12.5}]\nid: bundle, kind: percent, percent: -15, base: [usage]\nid: infra, kind: infra, amount: 10, per: month',
      ),
      million('5000000'),
    ),
  'H11-published-bundle-40': () =>
    total(
      offer(
        'id: usage, kind: usage\nid: bundle, kind: percent, percent: -40, base: [usage]\nid: infra, kind: infra, amount: 10, per: month',
      ),
      million('5000000'),
    ),
  'H13-graduated-zuplo': () =>
    total(
      tiers('graduated', '[{from: 0, price: 0.1}, {from: 1000, price: 0.05}, {from: 10000, price: 0.01}]'),
      million('15000'),
      perUnit,
    ),
  'H15-volume-lago': () =>
    total(
      tiers(
        'volume',
        '[{from: 0, price: 0.001}, {from: 50000, price: 0.0006}]',
        '\nid: flat, kind: fixed, amount: 10, per: month',
      ),
      million('65000'),
      perUnit,
    ),
  'H17-graduated-flexprice': () =>
    total(
      tiers('graduated', '[{from: 0, price: 0.001}, {from: 10000, price: 0.0008}, {from: 50000, price: 0.0006}]'),
      million('65000'),
      perUnit,
    ),
  'H19-openrouter-100': () =>
    total(offer('id: usage, kind: usage\nid: fee, kind: percent, percent: 5.5, min: 0.80, base: [usage]'), [
      worth('100'),
    ]),
  'H21-openrouter-crypto': () =>
    total(offer('id: usage, kind: usage\nid: fee, kind: percent, percent: 5, base: [usage]'), [worth('100')]),
  // The case pays for the credit that is left over: unused credit as a cost.
  'H23-topups': () =>
    total(
      offer(
        'id: usage, kind: usage\nid: credits, kind: prepaid, increment: 10, base: [usage], unused: cost\nid: fee, kind: percent, percent: 5.5, min: 0.80, charge_size: 10, base: [usage, credits]',
      ),
      [worth('75')],
    ),
  'H25-merge-5pct': () =>
    total(offer('id: usage, kind: usage\nid: fee, kind: percent, percent: 5, base: [usage]'), [worth('75')]),
  'H27-min-commit-exceeded': () =>
    total(offer('id: usage, kind: usage\nid: shortfall, kind: minimum, amount: 500, base: [usage]'), [worth('612.5')]),
  'H29-subscription-unused': () =>
    total(
      offer(
        'id: sub, kind: fixed, amount: 20, per: month\nid: usage, kind: usage\nid: included, kind: included, amount: 20, base: [usage]',
      ),
      [worth('12')],
    ),
  'H31-stack-additive': () =>
    total(
      offer(
        'id: usage, kind: usage\nid: a, kind: percent, percent: -30, base: [usage]\nid: b, kind: percent, percent: -15, base: [usage]',
      ),
      [worth('150')],
    ),
  'H33-fx-chain': () =>
    total(
      offer(
        'id: usage, kind: usage\nid: eur, kind: fx, to: EUR, rate: 0.92, spread_percent: 0.5, as_of: 2026-11-20, source: ECB\nid: card, kind: percent, percent: 2.5, base: [usage]',
        'currency: EUR',
      ),
      [worth('75')],
    ),
  'H35-round-half-up': () =>
    total(offer('id: usage, kind: usage', 'rounding: {level: invoice, quantum: 0.01, mode: half_up}'), [
      worth('2.675'),
    ]),
  'H39-ccu': () =>
    total(offer('id: usage, kind: usage', 'rounding: {level: invoice, quantum: 0.01, mode: up}'), [worth('75')]),
  // The wrong method, for contrast, is what a flat price gives: without tiers, scaling cost and scaling usage agree.
  'H41-projection-naive': () =>
    text(
      bill(offer('id: usage, kind: usage'), million('2400000'), flat({ 'claude-sonnet-4': '12.5' }), {
        factor: exact(30n, 7n),
      }).total,
    ),
};

/** Not an offer: a difference, an implied rate, the length of an average month (ours are of the calendar). */
const ARITHMETIC = new Set(['H05-published-saving', 'H09-published-graduated-implied', 'H43-day-month']);
/** Needs every call on its own: refused in words. */
const REFUSED = new Set(['H37-credit-roundup']);

const isThere = existsSync(FILE);
const cases: InvoiceCase[] = isThere
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { cases: InvoiceCase[] }).cases.filter((one) => one.kind === 'invoice')
  : [];

describe.runIf(isThere)('worked invoices', () => {
  it.each(
    cases.filter((one) => !ARITHMETIC.has(one.id) && !REFUSED.has(one.id)).map((one) => [one.id, one] as const),
  )('%s', (id, one) => {
    expect(INVOICES[id], `an offer for ${id}`).toBeDefined();
    expect(INVOICES[id]?.()).toBe(one.expected.total);
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
  it('rounding per request is refused', () => {
    const credits = offer('id: usage, kind: usage', 'rounding: {level: request, quantum: 0.01, mode: up}');
    expect(refusal(() => bill(credits, million('1')))).toMatch(/not supported/);
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
