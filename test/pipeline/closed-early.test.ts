/**
 * A month that was closed before it was over: its figures are final, so nothing scales it or expects more of it.
 *
 * A call a day of 1,000,000 tokens at 3 per million: 3.00 a day, 30.00 on the first ten days, × 31 ÷ 10 = 93.00 for a month.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { english } from '../../src/core/phrase.js';
import type { Question } from '../../src/core/question.js';
import { check } from '../../src/pipeline/check.js';
import { close } from '../../src/pipeline/close.js';
import { forecast } from '../../src/pipeline/forecast.js';
import { ledgerForget, load } from '../../src/pipeline/ledger.js';
import { report } from '../../src/pipeline/report.js';
import { resultSchema } from '../../src/reports/schemas/index.js';
import { book, desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());

const BOOK = here.write('book.yaml', book({ alpha: '{input: 3, output: 10}' }));
const october = Array.from({ length: 10 }, (_, day) => ({
  call_id: `o${day}`,
  started_at: `2026-10-${String(day + 1).padStart(2, '0')}T10:00:00Z`,
  provider: 'acme',
  model: 'alpha',
  input_tokens: 1_000_000,
  output_tokens: 0,
  status: 'ok',
}));
here.log('october.jsonl', october);

const ask = (ledger: string, more: Partial<Question> = {}) =>
  question([], { source: { logs: [], ledger }, by: [], ...more });
const LIMITS = [
  { id: 'month', kind: 'monthly_cost', fail: '20' },
  { id: 'landing', kind: 'landing_over_budget', fail: '0.5', budget: '50' },
] as const;
const CHOICE = { policy: undefined, onInconclusive: undefined, against: undefined, volume: undefined, holidays: [] };

async function gates(ledger: string, more: Partial<Question> = {}, limits: readonly object[] = LIMITS) {
  const choice = { ...CHOICE, limits, showAll: true } as unknown as Parameters<typeof check>[2];
  const answer = await check(ask(ledger, more), pricing([BOOK]), choice, here.surroundings);
  const result = json<{ gates: Record<string, unknown>[]; month: Record<string, unknown> | null }>(answer);
  expect(resultSchema('check').safeParse(result).error?.issues ?? []).toEqual([]);
  return { ...result, header: answer.report.header.map(english) };
}

beforeAll(async () => {
  for (const ledger of ['open.duckdb', 'closed.duckdb']) {
    const source = { logs: ['october.jsonl'], ledger };
    await load(source, { anthropicInput: 'exclusive' }, { dryRun: false }, here.surroundings);
  }
  await close(ask('closed.duckdb'), pricing([BOOK]), { month: '2026-10', reopen: undefined }, here.surroundings);
});

describe('a month of ten days', () => {
  it('is scaled by check while it is open, which is said, and was broken on no day', async () => {
    const { gates: found, month, header } = await gates('open.duckdb');
    expect(found).toMatchObject([
      { id: 'month', status: 'fail', value: '93', first_on: null, first_at: null },
      // 30.00 of 50.00 so far, and ten alike days say nothing of how far days go apart.
      { id: 'landing', status: 'inconclusive', value: null },
    ]);
    expect(month).toMatchObject({ basis: 'scaled', factor: 3.1, days_seen: 10, days_in_month: 31 });
    expect(header).toContain('A month is 10 of 31 days of 2026-10, scaled × 3.10.');
  });

  it.each([{ month: '2026-10' }, {}])('is what it is once it is closed, asked for %o', async (more) => {
    const { gates: found, month } = await gates('closed.duckdb', more);
    // 21.00 is the sum on the seventh day.
    expect(found).toMatchObject([
      { id: 'month', status: 'fail', value: '30', first_on: '2026-10-07', first_at: null },
      { id: 'landing', status: 'pass', value: '0' },
    ]);
    expect(month).toMatchObject({ factor: 1, sentence: '2026-10 as it was closed, not scaled' });
  });

  it('is no landing of a forecast or of a report', async () => {
    const choice = { ...pricing([BOOK]), holidays: [] } as unknown as Parameters<typeof forecast>[1];
    const told = json<{ rows: object[] }>(await forecast(ask('closed.duckdb'), choice, here.surroundings));
    expect(told.rows).toMatchObject([{ month: '2026-10', kind: 'observed', calls: 10, cost: '30' }]);
    const asked = { ...pricing([BOOK]), to: [], holidays: [], budgets: [], fiscalYearStart: 1 };
    const page = json<{ headlines: Record<string, { value: string | null }> }>(
      await report(ask('closed.duckdb', { month: '2026-10' }), asked, here.surroundings),
    );
    expect(page.headlines.landing?.value).toBe('30');
  });

  it('has its figures when its logs are gone', async () => {
    await ledgerForget('closed.duckdb', 'october.jsonl', here.surroundings);
    const { gates: found } = await gates('closed.duckdb', { month: '2026-10' }, LIMITS.slice(0, 1));
    expect(found).toMatchObject([{ id: 'month', status: 'fail', value: '30' }]);
  });
});
