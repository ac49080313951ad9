/**
 * A close of which some usage has no price: nothing of it is 0, and its cost is the least it may be.
 *
 * alpha: 1,000,000 in at 3 per million, 3.00. beta has no price at all.
 */
import { afterAll, expect, it } from 'vitest';
import { close } from '../../src/pipeline/close.js';
import { load } from '../../src/pipeline/ledger.js';
import { renderTable } from '../../src/render/table.js';
import { book, desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());

const BOOK = here.write('book.yaml', book({ alpha: '{input: 3, output: 10}' }));
const call = (id: string, model: string) => ({
  call_id: id,
  started_at: '2026-10-01T10:00:00Z',
  provider: 'acme',
  model,
  input_tokens: 1_000_000,
  output_tokens: 0,
  status: 'ok',
});
here.log('first.jsonl', [call('a', 'alpha'), call('b', 'beta')]);
here.log('late.jsonl', [call('c', 'alpha')]);
const asked = question([], { source: { logs: [], ledger: 'books.duckdb' }, by: [] });
const bring = (file: string) =>
  load({ logs: [file], ledger: 'books.duckdb' }, { anthropicInput: 'exclusive' }, { dryRun: false }, here.surroundings);
const closing = (month: string | undefined) =>
  close(asked, pricing([BOOK]), { month, reopen: undefined }, here.surroundings);

it('tells the least of the whole and no amount of a model without a price', async () => {
  await bring('first.jsonl');
  const closed = await closing('2026-10');
  expect(json<{ closed: object }>(closed).closed).toMatchObject({ cost_low: '3', calls_unpriced: 1 });
  await bring('late.jsonl');
  const differs = await closing('2026-10');
  expect(json<{ rows: object[] }>(differs).rows).toMatchObject([
    { model: 'alpha', cost_closed: '3', cost_now: '6', price_effect: '0', usage_effect: '3' },
    { model: 'beta', cost_closed: null, cost_now: null, price_effect: null, usage_effect: null },
  ]);
  const text = renderTable(differs.report);
  expect(text).toMatch(/^cost +≥ 3\.00 +≥ 6\.00 +3\.00 +USD$/m);
  expect(text).toMatch(/^total .*≥ 3\.00 +≥ 6\.00/m);
  expect(renderTable((await closing(undefined)).report)).toMatch(/2026-10 +closed +2 +≥ 3\.00/);
});
