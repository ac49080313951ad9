/**
 * Closed months: figures that survive a change of prices and logs, what is said about it, and the lines that people enter.
 *
 * Prices are per million tokens. October: 1,000,000 in and 100,000 out for search (3 + 1 = 4.00), 2,000,000 in for chat (6.00).
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../../src/core/question.js';
import { LEDGER_VERSION } from '../../src/ingest/layout.js';
import { ledgerAdopt } from '../../src/pipeline/adopt.js';
import type { Answer } from '../../src/pipeline/answer.js';
import { check } from '../../src/pipeline/check.js';
import { close } from '../../src/pipeline/close.js';
import { cost } from '../../src/pipeline/cost.js';
import { ledgerEnter, ledgerEntries } from '../../src/pipeline/entries.js';
import { exportCost } from '../../src/pipeline/export-charges.js';
import { ledgerForget, load } from '../../src/pipeline/ledger.js';
import { withLedger } from '../../src/pipeline/ledger-door.js';
import { report } from '../../src/pipeline/report.js';
import { reconcile } from '../../src/pipeline/statement.js';
import { usage } from '../../src/pipeline/usage.js';
import { resultSchema } from '../../src/reports/schemas/index.js';
import { book, desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());

const THREE = here.write('three.yaml', book({ alpha: '{input: 3, output: 10}' }));
const FOUR = here.write('four.yaml', book({ alpha: '{input: 4, output: 10}' }));
const call = (id: string, at: string, team: string, input: number, output = 0) => ({
  call_id: id,
  started_at: at,
  provider: 'acme',
  model: 'alpha',
  team,
  input_tokens: input,
  output_tokens: output,
  status: 'ok',
});
here.log('october.jsonl', [
  call('a1', '2026-10-01T10:00:00Z', 'search', 1_000_000, 100_000),
  call('a2', '2026-10-31T10:00:00Z', 'chat', 2_000_000),
  call('a3', '2026-11-02T10:00:00Z', 'chat', 1_000_000),
]);
here.log('late.jsonl', [call('b1', '2026-10-15T10:00:00Z', 'search', 500_000)]);

const LEDGER = 'books.duckdb';
const source = (...logs: string[]) => ({ logs, ledger: LEDGER });
const ask = (more: Partial<Question> = {}) => question([], { source: source(), ...more });
const bring = (file: string) =>
  load(source(file), { anthropicInput: 'exclusive' }, { dryRun: false }, here.surroundings);
const closeMonth = (prices: string, reopen?: string, month = '2026-10') =>
  close(ask(), pricing([prices]), { month, reopen }, here.surroundings);
const costOf = (prices: string, more: Partial<Question> = {}) =>
  cost(ask(more), pricing([prices]), { explain: false }, here.surroundings);

interface Closing {
  readonly status: string;
  readonly closed: Record<string, unknown>;
  readonly now: Record<string, unknown>;
  readonly reasons: string[];
  readonly rows: Record<string, unknown>[];
  readonly history: { kind: string; reason: string | null }[];
}
interface Costs {
  readonly basis: string;
  readonly rows: Record<string, unknown>[];
  readonly totals: { cost: string };
  readonly closed_months?: Record<string, unknown>[];
  readonly entered?: Record<string, unknown>;
  readonly signatures: Record<string, unknown>[];
}

interface Usage {
  readonly rows: Record<string, unknown>[];
  readonly totals: Record<string, unknown>;
  readonly coverage: Record<string, unknown>;
}

interface Month {
  readonly headlines: Record<string, { value: string | null }>;
  readonly tables: Record<string, { rows: Record<string, unknown>[]; totals: Record<string, unknown> }>;
  readonly closed_months?: Record<string, unknown>[];
}

/** The result, held to the schema of its command. */
function result<Value>(answer: Answer): Value {
  const value = json<Record<string, unknown>>(answer);
  expect(resultSchema(String(value.command)).safeParse(value).error?.issues ?? []).toEqual([]);
  return value as Value;
}
const codes = (answer: Answer) => answer.report.notes.map(({ code }) => code);

beforeAll(async () => {
  await bring('october.jsonl');
});

// Each step goes on from the ledger of the one before.
describe('a month', () => {
  it('takes credits from a file, all or none, once and for ever', async () => {
    const file = here.write(
      'credits.yaml',
      'schema: tollbook-entries/1\nentries:\n' +
        '  - {id: c1, kind: credit, month: 2026-10, amount: -1.25, currency: USD, team: search, description: outage}\n' +
        '  - {id: i1, kind: invoice, month: 2026-10, amount: 10.00, currency: USD, provider: acme}\n',
    );
    const entered = result<Costs>(await ledgerEnter(LEDGER, file, here.surroundings));
    expect(entered.rows.map(({ id, amount }) => [id, amount])).toEqual([
      ['c1', '-1.25'],
      ['i1', '10'],
    ]);
    const again = await ledgerEnter(LEDGER, file, here.surroundings);
    expect(codes(again)).toEqual(['entries_known']);
    expect(result<Costs>(again).rows).toHaveLength(2);
    // CSV with the same keys; c1 contradicts what is there, so c2 is not entered either.
    const other = here.write(
      'more.csv',
      'id,kind,month,amount,currency,description\nc2,adjustment,2026-10,0.10,USD,"a, b"\nc1,credit,2026-10,-2,USD,\n',
    );
    await expect(ledgerEnter(LEDGER, other, here.surroundings)).rejects.toThrow(
      'c1 is in the ledger with another content',
    );
    expect(result<Costs>(await ledgerEntries(LEDGER, here.surroundings)).rows).toHaveLength(2);
  });

  it('is closed at its figures', async () => {
    const closed = result<Closing>(await closeMonth(THREE));
    expect(closed.status).toBe('closed');
    expect(closed.closed).toMatchObject({
      calls: 2,
      tokens: 3_100_000,
      cost: '10',
      entered: '-1.25',
      calls_unpriced: 0,
    });
    expect(closed.closed.sources).toMatchObject([{ path: 'october.jsonl', lines: 3, calls: 2 }]);
  });

  it('of a month whose last days have no calls yet says that it may not be over', async () => {
    const early = { logs: ['october.jsonl'], ledger: 'early.duckdb' };
    await load(early, { anthropicInput: 'exclusive' }, { dryRun: false }, here.surroundings);
    const of = (month: string) =>
      close(ask({ source: { ...early, logs: [] } }), pricing([THREE]), { month, reopen: undefined }, here.surroundings);
    // The newest call is of November 2.
    expect(codes(await of('2026-10'))).not.toContain('month_may_not_be_over');
    const november = await of('2026-11');
    expect(codes(november)).toContain('month_may_not_be_over');
    expect(november.report.notes.find(({ code }) => code === 'month_may_not_be_over')?.message).toContain(
      'is of 2026-11-02T10:00:00Z, before the last day of 2026-11',
    );
    expect(codes(await of('2026-11'))).not.toContain('month_may_not_be_over');
  });

  it('of logs that were all forgotten since is said to have no report, and where its figures are', async () => {
    const gone = { logs: ['october.jsonl'], ledger: 'gone.duckdb' };
    await load(gone, { anthropicInput: 'exclusive' }, { dryRun: false }, here.surroundings);
    const asked = ask({ by: [], month: '2026-10', source: { ...gone, logs: [] } });
    await close(asked, pricing([THREE]), { month: '2026-10', reopen: undefined }, here.surroundings);
    await ledgerForget('gone.duckdb', 'october.jsonl', here.surroundings);
    const choice = { ...pricing([THREE]), to: [], holidays: [], budgets: [], fiscalYearStart: 1 };
    await expect(report(asked, choice, here.surroundings)).rejects.toMatchObject({
      message: expect.stringContaining('2026-10 is closed, and the ledger holds none of its calls any more'),
      hint: expect.stringContaining('`tollbook cost --month 2026-10`'),
    });
    await expect(report({ ...asked, month: '2026-09' }, choice, here.surroundings)).rejects.toMatchObject({
      message: 'no call is in 2026-09',
    });
  });

  it('verifies as long as nothing changed', async () => {
    const answer = await closeMonth(THREE);
    expect(result<Closing>(answer).status).toBe('verified');
    expect(answer.gateFailed).toBe(false);
    const costs = await costOf(THREE);
    expect(codes(costs)).toContain('closed_month');
    expect(result<Costs>(costs).totals.cost).toBe('13');
  });

  it('survives a price change, with a note and what would differ', async () => {
    // November is open: 1,000,000 at 4.
    const answer = await costOf(FOUR, { by: ['month', 'team'] });
    const { rows, totals, closed_months: months, entered } = result<Costs>(answer);
    expect(rows.map(({ month, team, cost: amount }) => [month, team, amount])).toEqual([
      ['2026-10', 'chat', '6'],
      ['2026-10', 'search', '4'],
      ['2026-11', 'chat', '4'],
    ]);
    expect(totals.cost).toBe('14');
    expect(months).toMatchObject([
      { month: '2026-10', closed: { calls: 2, cost_low: '10' }, recomputed: { calls: 2, cost_low: '13' } },
    ]);
    expect(answer.report.notes.find(({ code }) => code === 'closed_month_differs')?.message).toContain(
      'shown are 2 calls at 10.00 USD; recomputed today they would be 2 calls at 13.00 USD',
    );
    expect(entered).toMatchObject({ total: '-1.25', cost_low: '12.75' });
  });

  it('of a part is told as that of the part, with the command that says why', async () => {
    const answer = await costOf(FOUR, { where: [{ dimension: 'team', value: 'chat' }], month: '2026-10' });
    // 2 million tokens at 3 and at 4.
    expect(answer.report.notes.find(({ code }) => code === 'closed_month_differs')?.message).toBe(
      '2026-10 is closed: shown are 1 call of team=chat at 6.00 USD; recomputed today they would be 1 call at 8.00 USD; ' +
        '`tollbook close 2026-10 --db books.duckdb` with the same --prices says why',
    );
    const same = await costOf(THREE, { where: [{ dimension: 'team', value: 'chat' }], month: '2026-10' });
    expect(same.report.notes.find(({ code }) => code === 'closed_month')?.message).toBe(
      '2026-10 is closed; recomputed today the figures of team=chat are the same',
    );
  });

  it('survives it in the report of the month and of the next, and exports say that they recompute', async () => {
    const choice = { ...pricing([FOUR]), to: [], holidays: [], budgets: [], fiscalYearStart: 1 };
    const answer = await report(ask({ by: [], month: '2026-10' }), choice, here.surroundings);
    const { tables, headlines, closed_months: months } = result<Month>(answer);
    expect(headlines.cost?.value).toBe('10');
    expect(tables.cost_by_model?.totals.cost).toBe('10');
    expect(tables.cost_by_team?.rows.map(({ team, cost: amount }) => [team, amount])).toEqual([
      ['chat', '6'],
      ['search', '4'],
      ['unallocated', '0'],
    ]);
    const days = tables.cost_by_day?.rows.filter(({ cost: amount }) => amount !== '0');
    expect(days?.map(({ day, cost: amount }) => [day, amount])).toEqual([
      ['2026-10-01', '4'],
      ['2026-10-31', '6'],
    ]);
    expect(months).toMatchObject([{ month: '2026-10', closed: { cost_low: '10' }, recomputed: { cost_low: '13' } }]);
    expect(codes(answer)).toEqual(expect.arrayContaining(['closed_month_differs', 'closed_month_in_part']));
    expect(tables.entries?.rows.map(({ id, amount }) => [id, amount])).toEqual([['c1', '-1.25']]);
    expect(tables.entries?.totals.amount).toBe('8.75');
    // November 2 at 4.00 against October 1 as it was closed: at today's prices it would have been 5.00.
    const next = result<Month>(await report(ask({ by: [], month: '2026-11' }), choice, here.surroundings));
    expect(next.headlines.change?.value).toBe('0');
    const as = { offer: undefined, format: 'csv', partition: [], write: async () => undefined } as const;
    const exported = await exportCost(ask({ by: [], month: '2026-10' }), pricing([FOUR]), as, here.surroundings);
    expect(codes(exported)).toContain('closed_month_recomputed');
  });

  it('keeps the prices that were applied, for every grouping, filter and day', async () => {
    const ofDay = result<Costs>(await costOf(FOUR, { by: ['day'], since: '2026-10-31', until: '2026-11-02' }));
    expect(ofDay.rows.map(({ day, cost: amount }) => [day, amount])).toEqual([
      ['2026-10-31', '6'],
      ['2026-11-02', '4'],
    ]);
    const ofTeam = result<Costs>(
      await costOf(FOUR, { month: '2026-10', where: [{ dimension: 'team', value: 'search' }] }),
    );
    expect(ofTeam.totals.cost).toBe('4');
    expect(ofTeam.signatures.map(({ meter, unit_price: price }) => [meter, price])).toEqual([
      ['input', '3'],
      ['output', '10'],
    ]);
    const used = await usage(ask({ month: '2026-10' }), pricing([FOUR]), here.surroundings);
    expect(json<{ totals: { list_cost: string } }>(used).totals.list_cost).toBe('10');
    const limit = { id: 'max', kind: 'cost', fail: '10' } as const;
    const none = { policy: undefined, onInconclusive: undefined, against: undefined, volume: undefined };
    const gates = await check(
      ask({ month: '2026-10', by: [] }),
      pricing([FOUR]),
      { ...none, limits: [limit], showAll: true },
      here.surroundings,
    );
    expect(json<{ gates: object[] }>(gates).gates).toMatchObject([{ status: 'pass', value: '10' }]);
  });

  it('says where the close cannot answer, and recomputes', async () => {
    const byUser = await costOf(FOUR, { month: '2026-10', by: ['user'] });
    expect(codes(byUser)).toContain('closed_month_recomputed');
    expect(result<Costs>(byUser).totals.cost).toBe('13');
    const cut = await costOf(FOUR, { since: '2026-10-01T12:00:00Z', until: '2026-11-01T00:00:00Z' });
    expect(codes(cut)).toContain('closed_month_recomputed');
    const otherZone = await costOf(FOUR, { month: '2026-10', zone: 'Asia/Seoul' });
    expect(codes(otherZone)).toContain('closed_month_recomputed');
  });

  it('does not let late calls and lines in, and says why it no longer verifies', async () => {
    await bring('late.jsonl');
    expect(result<Costs>(await costOf(FOUR, { month: '2026-10' })).totals.cost).toBe('10');
    // The late 500,000 of search are there today, and not in the close.
    const used = await usage(ask({ month: '2026-10', by: ['team'] }), pricing([FOUR]), here.surroundings);
    const shown = result<Usage>(used);
    const counts = { errors: null, error_rate: null, duration_ms_p50: null };
    expect(shown.rows).toMatchObject([
      { team: 'chat', calls: 1, errors: 0, total_tokens: 2_000_000, list_cost: '6' },
      { team: 'search', calls: 1, input_tokens: 1_000_000, total_tokens: 1_100_000, list_cost: '4', ...counts },
    ]);
    expect(shown.totals).toMatchObject({ calls: 2, output_tokens: 100_000, total_tokens: 3_100_000, ...counts });
    expect(shown.coverage).toMatchObject({ calls: 2, calls_priced: 2 });
    expect(codes(used)).toContain('closed_month_not_kept');
    const answer = await closeMonth(FOUR);
    const { status, now, reasons, rows } = result<Closing>(answer);
    expect([status, answer.gateFailed]).toEqual(['differs', true]);
    // 3,500,000 × 4 + 100,000 × 10, per million.
    expect(now).toMatchObject({ calls: 3, tokens: 3_600_000, cost: '15' });
    // The closed 3,000,000 cost 1 more per million; the late 500,000 at 4 are 2.
    expect(rows).toMatchObject([
      {
        model: 'alpha',
        calls_closed: 2,
        calls_now: 3,
        cost_closed: '10',
        cost_now: '15',
        price_effect: '3',
        usage_effect: '2',
      },
    ]);
    expect(reasons).toHaveLength(2);
    expect(reasons[0]).toMatch(/^prices: .* the closed usage would cost another amount$/);
    expect(reasons[1]).toBe('source: late.jsonl came later, 1 call of the month');
    const late = here.write(
      'late.yaml',
      'schema: tollbook-entries/1\nentries: [{id: c9, kind: credit, month: 2026-10, amount: -1, currency: USD}]\n',
    );
    await expect(ledgerEnter(LEDGER, late, here.surroundings)).rejects.toThrow('c9 is of 2026-10, which is closed');
  });

  it('is reopened with a reason that stays, and closed anew', async () => {
    const reopened = result<Closing>(await closeMonth(FOUR, 'late logs of search'));
    expect(reopened.status).toBe('reopened');
    expect(result<Costs>(await costOf(FOUR, { month: '2026-10' })).totals.cost).toBe('15');
    const anew = result<Closing>(await closeMonth(FOUR));
    expect(anew.status).toBe('closed');
    expect(anew.history.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['entry', null],
      ['entry', null],
      ['close', null],
      ['reopen', 'late logs of search'],
      ['close', null],
    ]);
    await expect(closeMonth(FOUR, 'why', '2026-11')).rejects.toThrow('2026-11 is not closed');
    await expect(closeMonth(FOUR, undefined, '2026-09')).rejects.toThrow('no call in 2026-09');
  });

  it('keeps its figures when its logs are gone', async () => {
    await ledgerForget(LEDGER, 'late.jsonl', here.surroundings);
    expect(result<Costs>(await costOf(FOUR, { month: '2026-10' })).totals.cost).toBe('15');
    const used = await usage(ask({ month: '2026-10', by: ['day'] }), pricing([FOUR]), here.surroundings);
    expect(result<Usage>(used).rows.map(({ day, calls, total_tokens: tokens }) => [day, calls, tokens])).toEqual([
      ['2026-10-01', 1, 1_100_000],
      ['2026-10-15', 1, 500_000],
      ['2026-10-31', 1, 2_000_000],
    ]);
    const { status, reasons, rows } = result<Closing>(await closeMonth(FOUR));
    expect(status).toBe('differs');
    expect(reasons).toEqual(['source: late.jsonl has no call of the month any more; it had 1 call']);
    expect(rows).toMatchObject([{ price_effect: '0', usage_effect: '-2' }]);
  });

  it('goes along to a ledger that was loaded anew, from one of another version', async () => {
    const anew = 'anew.duckdb';
    await load(
      { logs: ['october.jsonl'], ledger: anew },
      { anthropicInput: 'exclusive' },
      { dryRun: false },
      here.surroundings,
    );
    await withLedger(LEDGER, here.surroundings, { isReadOnly: false }, (engine) =>
      engine.execute("update ledger_facts set value = 'another' where name = 'version'"),
    );
    await expect(costOf(FOUR)).rejects.toThrow('made by another version of tollbook');
    const adopted = result<{ rows: object[] }>(await ledgerAdopt(anew, LEDGER, here.surroundings));
    expect(adopted.rows).toMatchObject([{ month: '2026-10', status: 'closed', calls: 3, cost: '15' }]);
    const answer = await cost(
      question([], { source: { logs: [], ledger: anew }, month: '2026-10', by: ['team'] }),
      pricing([FOUR]),
      { explain: false },
      here.surroundings,
    );
    expect(result<Costs>(answer).rows.map(({ team, cost: amount }) => [team, amount])).toEqual([
      ['chat', '8'],
      ['search', '7'],
    ]);
    await expect(ledgerAdopt(anew, LEDGER, here.surroundings)).rejects.toThrow(
      'closed months or entered lines of its own',
    );
    await withLedger(LEDGER, here.surroundings, { isReadOnly: false, isAnyLayout: true }, (engine) =>
      engine.execute("update ledger_facts set value = $version where name = 'version'", {
        version: String(LEDGER_VERSION),
      }),
    );
  });

  it('is invoiced once what was closed was reconciled', async () => {
    expect(result<Costs>(await costOf(FOUR, { month: '2026-10' })).basis).toBe('list');
    // The invoice line says 10.00, the close 15.00.
    const tolerance = { rate: { numerator: 1n, denominator: 100n } };
    const entered = await reconcile(
      ask({ month: '2026-10', by: ['day'] }),
      { ...pricing([FOUR]), invoices: [], tolerance },
      here.surroundings,
    );
    expect(entered.gateFailed).toBe(true);
    expect(json<{ totals: object }>(entered).totals).toMatchObject({ before: '10', after: '15', difference: '-5' });
    // 1,000,000 × 4 + 100,000 × 10, then 500,000 × 4, then 2,000,000 × 4, per million.
    const statement = here.write(
      'statement.csv',
      'Date,Model,Cost\n2026-10-01,alpha,5.00\n2026-10-15,alpha,2\n2026-10-31,alpha,8\n',
    );
    const fields = { started_at: ['Date'], model: ['Model'], logged_cost: ['Cost'] };
    const agreed = await reconcile(
      ask({
        month: '2026-10',
        by: ['day'],
        reading: { anthropicInput: 'exclusive', formats: [{ id: 'rows', fields }] },
      }),
      { ...pricing([FOUR]), invoices: [statement], tolerance },
      here.surroundings,
    );
    expect(agreed.gateFailed).toBe(false);
    expect(json<{ rows: object[] }>(agreed).rows).toMatchObject([
      { day: '2026-10-01', before: '5', after: '5', causes: [] },
      { day: '2026-10-15', before: '2', after: '2' },
      { day: '2026-10-31', before: '8', after: '8' },
    ]);
    // From the first day to the last: the whole month.
    expect(codes(agreed)).toContain('reconciled');
    expect(result<Costs>(await costOf(FOUR, { month: '2026-10' })).basis).toBe('invoiced');
    expect(result<Costs>(await costOf(FOUR, {})).basis).toBe('list');
    await closeMonth(FOUR, 'the invoice was corrected');
    expect(result<Costs>(await costOf(FOUR, { month: '2026-10' })).basis).toBe('list');
  });
});
