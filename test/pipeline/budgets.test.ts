/**
 * Budgets: periods by the calendar and by a fiscal year, what was spent, and where a period lands. Every call costs 3.00
 * (1,000,000 tokens in at 3 per million), one per team and day, so that landings can be counted on the fingers.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { type Budget, periodOf, standingOf } from '../../src/books/budgets.js';
import { configSchema } from '../../src/cli/config/schema.js';
import { exact, ZERO } from '../../src/core/exact.js';
import type { Question } from '../../src/core/question.js';
import { parseYaml, readShape } from '../../src/core/yaml.js';
import { nextDate } from '../../src/core/zone.js';
import { type BudgetsChoice, budgets } from '../../src/pipeline/budgets.js';
import { close } from '../../src/pipeline/close.js';
import { ledgerEnter } from '../../src/pipeline/entries.js';
import { load } from '../../src/pipeline/ledger.js';
import { resultSchema } from '../../src/reports/schemas/index.js';
import { book, desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());

describe('periods', () => {
  it.each([
    ['month', '2026-10', 1, '2026-10', '2026-10', '2026-10'],
    ['quarter', '2026-10', 1, '2026-Q4', '2026-10', '2026-12'],
    ['quarter', '2026-12', 1, '2026-Q4', '2026-10', '2026-12'],
    ['fiscal_year', '2026-10', 1, 'FY2026', '2026-01', '2026-12'],
    ['fiscal_year', '2026-10', 4, 'FY2027', '2026-04', '2027-03'],
    ['fiscal_year', '2026-03', 4, 'FY2026', '2025-04', '2026-03'],
    ['fiscal_year', '2026-04', 4, 'FY2027', '2026-04', '2027-03'],
    ['quarter', '2026-10', 4, 'FY2027-Q3', '2026-10', '2026-12'],
    ['quarter', '2026-01', 2, 'FY2026-Q4', '2025-11', '2026-01'],
    ['quarter', '2026-02', 2, 'FY2027-Q1', '2026-02', '2026-04'],
  ] as const)('%s of %s, years from month %i on: %s', (per, month, start, label, first, last) => {
    expect(periodOf(per, month, start)).toEqual({ label, first, last });
  });

  it('of one kind follow each other without gap and overlap', () => {
    for (const per of ['month', 'quarter', 'fiscal_year'] as const) {
      for (let start = 1; start <= 12; start += 1) {
        const seen = new Map<string, string[]>();
        for (let index = 0; index < 36; index += 1) {
          const month = `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
          const { label, first, last } = periodOf(per, month, start);
          expect(first <= month && month <= last).toBe(true);
          seen.set(label, [...(seen.get(label) ?? []), first, last]);
        }
        for (const edges of seen.values()) expect(new Set(edges).size).toBeLessThanOrEqual(2);
      }
    }
  });
});

describe('standing', () => {
  const of = (value: bigint) => ({ low: exact(value), high: exact(value) });
  it.each([
    ['exceeded', 101n, 150n, 160n],
    ['within', 100n, 100n, 100n],
    ['lands_above', 50n, 101n, 120n],
    ['at_risk', 50n, 100n, 101n],
    ['unknown', 50n, null, null],
    ['exceeded', 101n, null, null],
  ] as const)('%s: %s spent, %s expected, at most %s of 100', (status, actual, landing, upper) => {
    const standing = standingOf(exact(100n), of(actual), landing && of(landing), upper && exact(upper));
    expect(standing.status).toBe(status);
    expect(standing.left).toEqual(exact(100n - actual));
  });

  it('has no share of a budget of 0', () => {
    expect(standingOf(ZERO, of(5n), of(5n), null)).toMatchObject({
      share: null,
      landingShare: null,
      status: 'exceeded',
    });
  });
});

const PRICES = here.write('book.yaml', book({ alpha: '{input: 3, output: 10}' }));
const DEARER = here.write('dearer.yaml', book({ alpha: '{input: 5, output: 10}' }));

function days(first: string, last: string, team: string) {
  const lines: Record<string, unknown>[] = [];
  for (let day = first; day <= last; day = nextDate(day)) {
    const call_id = `${team}-${day}`;
    lines.push({
      call_id,
      started_at: `${day}T10:00:00Z`,
      provider: 'acme',
      model: 'alpha',
      team,
      input_tokens: 1_000_000,
      output_tokens: 0,
      status: 'ok',
    });
  }
  return lines;
}
// 50 days of search; chat stopped after 5 October.
const LOG = here.log('calls.jsonl', [
  ...days('2026-09-01', '2026-10-20', 'search'),
  ...days('2026-09-01', '2026-10-05', 'chat'),
]);

const budget = (id: string, per: Budget['per'], amount: bigint, more: Partial<Budget> = {}): Budget => ({
  id,
  per,
  amount: exact(amount),
  where: [],
  currency: undefined,
  from: undefined,
  to: undefined,
  ...more,
});
const team = (value: string): Pick<Budget, 'where'> => ({ where: [{ dimension: 'team', value }] });

interface Row {
  readonly id: string;
  readonly status_code: string;
  readonly landing: string | null;
  readonly actual: string;
}
async function rowsOf(some: readonly Budget[], asked: Partial<Question> = {}, choice: Partial<BudgetsChoice> = {}) {
  const all = { ...pricing([PRICES]), budgets: some, fiscalYearStart: 4, holidays: [], ...choice };
  const answer = await budgets(question([LOG], { by: [], ...asked }), all, here.surroundings);
  const result = json<{ rows: Row[]; notes: { code: string }[]; as_of: string }>(answer);
  expect(resultSchema('budgets').safeParse(result).error?.issues ?? []).toEqual([]);
  return { ...result, answer };
}

describe('budgets of logs', () => {
  it('say what was spent and where the period of the last call lands', async () => {
    const {
      rows,
      notes,
      as_of: asOf,
    } = await rowsOf([
      budget('search-quarter', 'quarter', 276n, team('search')),
      budget('chat-month', 'month', 12n, team('chat')),
      budget('year', 'fiscal_year', 1000n),
      budget('typo', 'month', 10n, team('serch')),
      budget('past', 'month', 10n, { to: '2026-09' }),
      budget('coming', 'fiscal_year', 10n, { from: '2027-04' }),
    ]);
    expect(asOf).toBe('2026-10-20');
    expect(rows).toMatchObject([
      // 20 days of October × 3; 92 days of the quarter × 3.
      {
        id: 'search-quarter',
        period: 'FY2027-Q3',
        actual: '60',
        share_used: 60 / 276,
        landing: '276',
        landing_share: 1,
        left: '216',
        days_seen: 20,
        days: 92,
      },
      // Chat stopped: the days since then are known to be without it.
      {
        id: 'chat-month',
        period: '2026-10',
        actual: '15',
        landing: '15',
        left: '-3',
        status_code: 'exceeded',
        share_used: 1.25,
      },
      // September 180, October 60 + 15 so far.
      {
        id: 'year',
        period: 'FY2027',
        first: '2026-04-01',
        last: '2027-03-31',
        actual: '255',
        days_seen: 50,
        days: 365,
      },
      { id: 'typo', actual: '0', landing: '0', status_code: 'within' },
    ]);
    expect(notes.map(({ code }) => code)).toContain('budget_without_calls');
  });

  it('of a month that is over land where they are', async () => {
    const { rows } = await rowsOf([budget('all', 'month', 180n), budget('q', 'quarter', 1n)], { month: '2026-09' });
    expect(rows).toMatchObject([
      { period: '2026-09', actual: '180', landing: '180', landing_upper: '180', status_code: 'within', share_used: 1 },
      { period: 'FY2027-Q2', actual: '180', landing: '180', status_code: 'exceeded', days_seen: 30 },
    ]);
  });

  it('are inconclusive where too few days are known, and say so with their exit code', async () => {
    const log = here.log('short.jsonl', days('2026-10-01', '2026-10-03', 'search'));
    const { rows, answer } = await rowsOf([budget('all', 'month', 100n)], { source: { logs: [log], ledger: 'none' } });
    expect(rows).toMatchObject([{ actual: '9', landing: null, status_code: 'unknown', share_used: 0.09 }]);
    expect(answer.inconclusive).toBe(true);
  });

  it('in another currency are refused, with the way out', async () => {
    await expect(rowsOf([budget('won', 'month', 1n, { currency: 'KRW' })])).rejects.toThrow(
      'expected an amount in USD, in which costs are told, found one in KRW',
    );
  });

  it('count credits, and the closed figures of closed months', async () => {
    const source = { logs: [], ledger: 'budgets.duckdb' };
    await load({ ...source, logs: [LOG] }, { anthropicInput: 'exclusive' }, { dryRun: false }, here.surroundings);
    const credits = here.write(
      'credits.yaml',
      'schema: tollbook-entries/1\nentries:\n' +
        '  - {id: s, kind: credit, month: 2026-10, amount: -6, currency: USD, team: search}\n' +
        '  - {id: c, kind: adjustment, month: 2026-09, amount: 1, currency: USD, team: chat}\n',
    );
    await ledgerEnter(source.ledger, credits, here.surroundings);
    const asked = question([], { source, by: [] });
    await close(asked, pricing([PRICES]), { month: '2026-09', reopen: undefined }, here.surroundings);
    const quarter = [budget('search', 'month', 100n, team('search')), budget('year', 'fiscal_year', 1000n)];
    const { rows } = await rowsOf(quarter, { source }, pricing([DEARER]));
    // At 5 a call: 20 × 5 − 6; the closed September at 3 with its adjustment, and 25 calls of October at 5 less 6.
    expect(rows).toMatchObject([
      { id: 'search', actual: '94', entered: '-6' },
      { id: 'year', actual: '300', entered: '-5' },
    ]);
  });
});

describe('the settings', () => {
  const read = (text: string) => readShape(configSchema, parseYaml(text, 'tollbook.yaml'), 'tollbook.yaml');

  it('give budgets exactly as they are written', () => {
    const { budgets: some } = read(
      'budgets:\n  - {id: a, where: {team: x, "tag:app": y}, per: quarter, amount: 0.1}\n',
    );
    expect(some).toMatchObject([{ id: 'a', per: 'quarter', amount: exact(1n, 10n) }]);
    expect(some?.[0]?.where).toEqual([
      { dimension: 'team', value: 'x' },
      { dimension: 'tag:app', value: 'y' },
    ]);
  });

  it.each([
    ['budgets: [{id: a, per: week, amount: 1}]', 'expected month, quarter, fiscal_year'],
    ['budgets: [{id: a, per: month, amount: 1e3}]', 'expected a price such as 15.00'],
    ['budgets: [{id: a, per: month, amount: 1, where: {day: x}}]', 'expected what a budget can be of'],
    ['budgets: [{id: a, per: month, amount: 1}, {id: a, per: month, amount: 2}]', 'expected each id once'],
    [
      'budgets: [{id: a, per: month, amount: 1, from: 2026-10, to: 2026-09}]',
      'expected a last month that is not before',
    ],
    ['fiscal_year_start: 13', 'expected a whole number from 1 to 12'],
  ])('%s is refused', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
