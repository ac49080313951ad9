/**
 * The worked invoices that are offers, from a log and a price book on disk to what `compare` says a month at the offer costs;
 * and an offer in another currency than the baseline, by the built command.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { decimal } from '../../src/core/exact.js';
import { compare } from '../../src/pipeline/compare.js';
import { INVOICE_OFFERS } from '../offers/invoice-offers.js';
import { book, desk, json, pricing, question } from './words.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const CASES = new URL('../../../shared/oracle/pricing-cases.json', import.meta.url);
const here = desk();
afterAll(() => here.clear());

const IN_EUROS = {
  base: 'USD',
  currency: 'EUR',
  month: '2026-09',
  rate: decimal('0.9'),
  asOf: '2026-09-30',
  source: 'a bank',
};
const EUROS =
  'fx: [{base: USD, currency: EUR, month: 2026-09, rate: "0.9", as_of: 2026-09-30, source: a bank}, {base: EUR, currency: USD, month: 2026-09, rate: "1.25", as_of: 2026-09-30, source: a bank}]\n';

interface Case {
  readonly id: string;
  readonly expected: { readonly total: string };
}

const cases = existsSync(CASES)
  ? (JSON.parse(readFileSync(CASES, 'utf8')) as { cases: Case[] }).cases.filter(({ id }) => id in INVOICE_OFFERS)
  : [];

describe.runIf(cases.length > 0)('invoices through compare', () => {
  it.each(cases.map(({ id, expected }) => [id, expected.total] as const))(
    '%s is %s',
    { timeout: 180_000 },
    async (id, total) => {
      const { steps, more = '', tokens, price, calls = 1 } = INVOICE_OFFERS[id] as (typeof INVOICE_OFFERS)[string];
      const list = steps.map((step) => `      - {${step}}\n`);
      const terms = more.split('\n').map((line) => `    ${line}\n`);
      const currency = more.includes('currency:') ? '' : '    currency: USD\n';
      const offers = `offers:\n  - id: seller\n    label: A seller\n    kind: gateway\n${currency}    source: {retrieved: 2026-11-23}\n${terms.join('')}    steps:\n${list.join('')}`;
      const prices = here.write(`${id}.yaml`, book({ alpha: `{input: "${price}", output: "${price}"}` }, offers));
      const call = {
        provider: 'acme',
        model: 'alpha',
        input_tokens: Number(tokens) / calls,
        output_tokens: 0,
        status: 'ok',
      };
      const log = here.log(
        `${id}.jsonl`,
        Array.from({ length: calls }, () => call),
      );
      // The baseline is in dollars: an offer in euros can only be compared at a rate that somebody stated.
      const told = more.includes('currency: EUR') ? 'EUR' : undefined;
      const { offers: bills } = json<{ offers: { offer: string; monthly_cost: string }[] }>(
        await compare(
          question([log], { by: [], assumeMonth: '2026-09' }),
          { ...pricing([prices], { currency: told, exchangeRates: [IN_EUROS] }), to: ['seller'] },
          { explain: false },
          here.surroundings,
        ),
      );
      expect(bills.find(({ offer }) => offer === 'seller')?.monthly_cost).toBe(total);
    },
  );
});

describe('an offer in euros beside a baseline in dollars', () => {
  const offers = `offers:
  - id: seller
    label: A seller
    kind: gateway
    currency: EUR
    source: {retrieved: 2026-11-23}
    steps:
      - {id: usage, kind: usage}
      - {id: eur, kind: fx, to: EUR, rate: 0.92, spread_percent: 0.5, as_of: 2026-11-20, source: ECB}
      - {id: card, kind: percent, percent: 2.5, base: [usage]}
`;
  const prices = () => here.write('mixed.yaml', book({ alpha: '{input: "1", output: "1"}' }, offers));
  const log = () => {
    const call = { provider: 'acme', model: 'alpha', input_tokens: 75_000_000, output_tokens: 0, status: 'ok' };
    return here.log('mixed.jsonl', [call]);
  };
  const run = (...more: readonly string[]) =>
    spawnSync(
      process.execPath,
      [MAIN, 'compare', log(), '--prices', prices(), '--to', 'seller', '--assume-month', '2026-09', ...more],
      { encoding: 'utf8', cwd: here.folder },
    );

  it('both are told in one currency, at the rates of the month', () => {
    const euros = here.write('euros.yaml', EUROS);
    const costs = (...more: readonly string[]) => {
      const { stdout, stderr } = run('--config', euros, '--json', ...more);
      expect(stderr).toBe('');
      const result = JSON.parse(stdout) as {
        currency: string;
        offers: { offer: string; monthly_cost: string; list_cost: string }[];
        comparisons: { savings: { monthly: string } }[];
      };
      return {
        currency: result.currency,
        offers: result.offers.map(({ offer, monthly_cost: cost, list_cost: list }) => [offer, cost, list]),
        savings: result.comparisons.map(({ savings }) => savings.monthly),
      };
    };
    // 75 × 0.92 × 1.005 × 1.025 = 71.078625 EUR; 75 USD × 0.9 = 67.5 EUR
    expect(costs('--currency', 'EUR')).toEqual({
      currency: 'EUR',
      offers: [
        ['official', '67.5', '67.5'],
        ['seller', '71.078625', '67.5'],
      ],
      savings: ['-3.578625'],
    });
    // 71.078625 EUR × 1.25 = 88.84828125 USD
    expect(costs()).toEqual({
      currency: 'USD',
      offers: [
        ['official', '75', '75'],
        ['seller', '88.84828125', '75'],
      ],
      savings: ['-13.84828125'],
    });
  }, 180_000);

  it('without a rate it says which one is missing', () => {
    const { status, stdout, stderr } = run();
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/expected a rate from EUR to USD for 2026-09, found none/);
  }, 180_000);
});
