/**
 * The worked invoices that are offers, end to end: a log and a price book on disk, the built command, and what it says a month
 * at the offer costs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { INVOICE_OFFERS } from '../offers/invoice-offers.js';
import { book, desk } from './words.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const CASES = new URL('../../../shared/oracle/pricing-cases.json', import.meta.url);
const here = desk();
afterAll(() => here.clear());

/** An offer in euros beside a baseline in dollars: compare refuses to mix them; test/offers evaluates it alone. */
const OTHER_CURRENCY = 'H33-fx-chain';

interface Case {
  readonly id: string;
  readonly expected: { readonly total: string };
}

const cases = existsSync(CASES)
  ? (JSON.parse(readFileSync(CASES, 'utf8')) as { cases: Case[] }).cases.filter(
      ({ id }) => id in INVOICE_OFFERS && id !== OTHER_CURRENCY,
    )
  : [];

describe.runIf(cases.length > 0)('invoices through compare', () => {
  it.each(cases.map(({ id, expected }) => [id, expected.total] as const))(
    '%s is %s',
    { timeout: 180_000 },
    (id, total) => {
      const { steps, more = '', tokens, price } = INVOICE_OFFERS[id] as (typeof INVOICE_OFFERS)[string];
      const list = steps.map((step) => `      - {${step}}\n`);
      const terms = more.split('\n').map((line) => `    ${line}\n`);
      const currency = more.includes('currency:') ? '' : '    currency: USD\n';
      const offers = `offers:\n  - id: seller\n    label: A seller\n    kind: gateway\n${currency}    source: {retrieved: 2026-11-23}\n${terms.join('')}    steps:\n${list.join('')}`;
      const prices = here.write(`${id}.yaml`, book({ alpha: `{input: "${price}", output: "${price}"}` }, offers));
      const log = here.log(`${id}.jsonl`, [
        { provider: 'acme', model: 'alpha', input_tokens: Number(tokens), output_tokens: 0, status: 'ok' },
      ]);
      const words = ['compare', log, '--prices', prices, '--to', 'seller', '--assume-month', '2026-09', '--json'];
      const run = spawnSync(process.execPath, [MAIN, ...words], { encoding: 'utf8', cwd: here.folder });
      expect(run.stderr).toBe('');
      const { offers: bills } = JSON.parse(run.stdout) as { offers: { offer: string; monthly_cost: string }[] };
      expect(bills.find(({ offer }) => offer === 'seller')?.monthly_cost).toBe(total);
    },
  );
});
