/** The monthly report: a month worked by hand, what its tables add up to, and its files. */
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exact } from '../../src/core/exact.js';
import { renderDocument } from '../../src/render/document.js';
import { render } from '../../src/render/index.js';
import type { Report } from '../../src/reports/report.js';
import { resultSchema } from '../../src/reports/schemas/index.js';
import { desk, json } from '../pipeline/words.js';
import { busyLog, call, reportOn, WORKED } from './words.js';

type Value = string | number | boolean | null;
type Row = Readonly<Record<string, Value>>;
interface Result {
  readonly headlines: Readonly<Record<string, Row>>;
  readonly tables: Readonly<Record<string, { readonly rows: readonly Row[]; readonly totals: Row | null }>>;
  readonly is_complete: boolean;
  readonly days_covered: Row;
}

/** Escape, and the character that turns text around. */
const HIDDEN = ['\u001b', '\u202e'];

const here = desk();
afterAll(() => here.clear());

const resultOf = (report: Report) => json<Result>({ report });
const cells = (rows: readonly Row[] | undefined, ...keys: string[]) => rows?.map((row) => keys.map((key) => row[key]));

describe('a month worked by hand', () => {
  let report: Report;
  let result: Result;
  beforeAll(async () => {
    report = await reportOn(here, WORKED, '2026-10', { to: ['discount:10%', 'fee:5%'], oneTimeCost: '10' });
    result = resultOf(report);
  });

  it('says what it cost, what changed, where it lands and what the best offer saves', () => {
    expect(resultSchema('report').safeParse(result).error?.issues ?? []).toEqual([]);
    expect(result.is_complete).toBe(true);
    const value = (id: string) => result.headlines[id]?.value;
    expect(['cost', 'change', 'budget', 'landing', 'savings'].map(value)).toEqual([
      '11.1',
      '6.6',
      null,
      '11.1',
      '1.11',
    ]);
  });

  it('tells the cost of every day, quiet ones too', () => {
    const { rows, totals } = result.tables.cost_by_day!;
    expect(rows).toHaveLength(31);
    const spent = rows.filter((row) => row.cost !== '0');
    expect(cells(spent, 'day', 'cost')).toEqual([
      ['2026-10-01', '6.3'],
      ['2026-10-02', '0.3'],
      ['2026-10-31', '4.5'],
    ]);
    expect(totals?.cost).toBe('11.1');
  });

  it('is a CSV that names the models, and says of which days a cost is only the least', async () => {
    const odd = { model: '=odd', input_tokens: 5, call_id: 'odd' };
    const log = [
      ...WORKED,
      call('2026-10-02T13:00:00Z', odd),
      call('2026-10-02T14:00:00Z', { ...odd, call_id: 'more' }),
    ];
    const rows = String(render(await reportOn(here, log, '2026-10', {}), 'csv')).split('\r\n');
    const fields = rows.map((row) => row.split(','));
    const of = (day: string, column: string) =>
      fields.find(([first]) => first === day)?.[fields[0]?.indexOf(column) ?? -1];
    expect(fields[0]?.filter((name) => name.startsWith('cost_of'))).toEqual([
      ...['cost_of_alpha', 'cost_of_alpha_low', 'cost_of_alpha_high'],
      ...['cost_of_=odd', 'cost_of_=odd_low', 'cost_of_=odd_high'],
    ]);
    expect([of('2026-10-01', 'cost_of_alpha'), of('2026-10-02', 'cost_of_alpha')]).toEqual(['6.3', '0.3']);
    expect([of('2026-10-01', 'unpriced_calls'), of('2026-10-02', 'unpriced_calls')]).toEqual(['0', '2']);
  });

  it('shows what nobody pays for as a row of its own', () => {
    expect(cells(result.tables.cost_by_team?.rows, 'team', 'cost')).toEqual([
      ['search', '6.3'],
      ['unallocated', '4.8'],
    ]);
    expect(result.tables.cost_by_team?.totals?.cost).toBe('11.1');
  });

  it('splits the change into price, volume and mix', () => {
    const totals = result.tables.change?.totals;
    // Tokens: 1.1 million before, 3.4 million after. Shares of input, cache reads and output, and their prices.
    const grown = 2.3;
    const mean = (before: number, after: number) => (before + after) / 2;
    const volume = grown * (3 * mean(10 / 11, 21 / 34) + 0.3 * mean(0, 10 / 34) + 15 * mean(1 / 11, 3 / 34));
    expect(totals).toMatchObject({ before: '4.5', after: '11.1', change: '6.6', price_effect: '0' });
    expect(Number(totals?.volume_effect)).toBeCloseTo(volume, 12);
    expect(Number(totals?.volume_effect) + Number(totals?.mix_effect)).toBeCloseTo(6.6, 12);
  });

  it('says what the cache saved, what failures cost and how long calls took', () => {
    // 1 million tokens at 0.30 and not at 3.00.
    expect(result.tables.tokens_by_model?.rows[0]).toMatchObject({
      cache_read_tokens: 1_000_000,
      cost_without_cache: '13.8',
      saved_by_cache: '2.7',
    });
    expect(cells(result.tables.errors_by_class?.rows, 'error_type', 'http_status', 'errors', 'cost')).toEqual([
      ['server_error', 500, 1, '0.3'],
    ]);
    expect(result.tables.errors_by_day?.totals).toMatchObject({ attempts: 3, errors: 1, cost: '0.3' });
    expect(cells(result.tables.latency?.rows, 'is_streamed', 'duration_ms_p50')).toEqual([
      [true, 900],
      [false, 1100],
    ]);
  });

  it('goes from one total to the other in steps that add up', () => {
    const chart = report.document?.sections
      .flatMap(({ charts }) => charts)
      .find(({ id }) => id === 'official_to_gateway');
    if (chart?.kind !== 'waterfall') throw new Error('there is no waterfall');
    const steps = chart.steps.map(({ amount }) => Number(amount.numerator) / Number(amount.denominator));
    expect(steps).toEqual([11.1, -1.11, 9.99]);
    expect(cells(result.tables.savings?.rows, 'offer', 'monthly_cost', 'savings')).toEqual([
      ['official', '11.1', null],
      ['discount:10%', '9.99', '1.11'],
      ['fee:5%', '11.655', '-0.555'],
    ]);
  });

  it('says how the budgets of its periods stand', async () => {
    const budget = (id: string, amount: bigint, more: object = {}) => ({
      id,
      where: [],
      per: 'month' as const,
      amount: exact(amount),
      currency: undefined,
      from: undefined,
      to: undefined,
      ...more,
    });
    const budgeted = await reportOn(here, WORKED, '2026-10', {
      budgets: [
        budget('all', 20n),
        budget('search', 5n, { where: [{ dimension: 'team', value: 'search' }] }),
        budget('last year', 1n, { to: '2025-12' }),
      ],
    });
    const { headlines, tables } = resultOf(budgeted);
    // 11.10 of 20; 6.30 of 5. The month is over, so it lands where it is.
    expect(headlines.budget?.value).toBe('0.555');
    expect(cells(tables.budgets?.rows, 'id', 'scope', 'period', 'amount', 'actual', 'share', 'landing')).toEqual([
      ['all', 'all calls', '2026-10', '20', '11.1', 0.555, '11.1'],
      ['search', 'team=search', '2026-10', '5', '6.3', 1.26, '6.3'],
    ]);
    expect(resultSchema('report').safeParse(resultOf(budgeted)).error?.issues ?? []).toEqual([]);
  });

  it('is a workbook whose totals are formulas with the value beside them, and whose text never runs', async () => {
    const files = unzipSync((await renderDocument(report, 'xlsx')) as Uint8Array);
    const text = (name: string) => strFromU8(files[name]!);
    const names = [...text('xl/workbook.xml').matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toContain('Assumptions and method');
    expect(names.every((name) => (name ?? '').length <= 31)).toBe(true);
    const sheet = (name: string) => text(`xl/worksheets/sheet${names.indexOf(name) + 1}.xml`);
    const days = sheet('Cost by day and model');
    // Day, calls, one model, cost; 31 days under one header. 2026-10-01 is day 46296 since the end of 1899.
    expect(days).toMatch(/<c r="A2" s="\d+"><v>46296<\/v><\/c>/);
    expect(days).toMatch(/<c r="D33" s="\d+"><f>SUM\(D2:D32\)<\/f><v>11\.1<\/v><\/c>/);
    const projects = sheet('Cost by project');
    const [, style] = />=1\+1</.test(projects)
      ? (/<c r="A\d+" s="(\d+)" t="inlineStr"><is><t xml:space="preserve">=1\+1</.exec(projects) ?? [])
      : [];
    const styles = [
      ...text('xl/styles.xml').matchAll(/<xf numFmtId="\d+" fontId="\d" fillId="0" borderId="0" xfId="0"[^>]*>/g),
    ];
    expect(styles[Number(style)]?.[0]).toContain('quotePrefix="1"');
    // Every formula is one of our own sums.
    const formulas = names.flatMap((name) =>
      [...sheet(name ?? '').matchAll(/<f>([^<]*)<\/f>/g)].map(([, code]) => code),
    );
    expect(formulas.length).toBeGreaterThan(10);
    expect(formulas.filter((code) => !/^SUM\(([A-Z]+)2:\1\d+\)$/.test(code ?? ''))).toEqual([]);
  });

  it('gives the same bytes again', async () => {
    const again = await reportOn(here, WORKED, '2026-10', { to: ['discount:10%', 'fee:5%'], oneTimeCost: '10' });
    for (const locale of ['en', 'ko'] as const) {
      for (const format of ['html', 'xlsx'] as const) {
        const [one, other] = [
          await renderDocument(report, format, { locale }),
          await renderDocument(again, format, { locale }),
        ];
        expect(Buffer.from(one).equals(Buffer.from(other)), `${format} ${locale}`).toBe(true);
      }
    }
    for (const format of ['markdown', 'json', 'csv', 'table'] as const) {
      expect(render(again, format)).toBe(render(report, format));
    }
  });
});

describe('a month that is not over', () => {
  it('is compared with the same days of last month and lands at the rate of its days', async () => {
    // 3.00 a day on ten days of October, 1.50 on each of the first twelve of September.
    const days = (month: string, count: number, tokens: number) =>
      Array.from({ length: count }, (_, day) => `${month}-${String(day + 1).padStart(2, '0')}`).map((date) =>
        call(`${date}T12:00:00Z`, { call_id: date, input_tokens: tokens }),
      );
    const only = resultOf(await reportOn(here, days('2026-10', 10, 1_000_000), '2026-10'));
    expect(only.is_complete).toBe(false);
    expect(only.days_covered).toEqual({ first: '2026-10-01', last: '2026-10-10' });
    expect(only.headlines.cost?.value).toBe('30');
    // Ten days seen and twenty-one like them.
    expect(only.headlines.landing?.value).toBe('93');
    expect(only.headlines.change?.value).toBe(null);
    const both = resultOf(
      await reportOn(here, [...days('2026-09', 12, 500_000), ...days('2026-10', 10, 1_000_000)], '2026-10'),
    );
    expect(both.headlines.change?.value).toBe('15');
  });

  it('is refused where no call is in it, and says where the calls are', async () => {
    await expect(reportOn(here, WORKED, '2026-07')).rejects.toThrow('no call is in 2026-07');
  });
});

describe('a busy month with unpriced models', () => {
  it('is a lower bound everywhere, adds up, and stays small', async () => {
    const report = await reportOn(here, [...busyLog(40), call('2026-11-01T00:00:00Z', { call_id: 'end' })], '2026-10', {
      to: ['discount:10%'],
    });
    const result = resultOf(report);
    expect(result.headlines.cost?.is_lower_bound).toBe(true);
    const whole = result.tables.cost_by_day?.totals;
    for (const id of ['cost_by_model', 'cost_by_team', 'cost_by_project', 'cost_by_key']) {
      const { rows, totals } = result.tables[id]!;
      expect([totals?.cost, totals?.calls], id).toEqual([whole?.cost, whole?.calls]);
      expect(rows.reduce((sum, row) => sum + Number(row.calls), 0)).toBe(totals?.calls);
    }
    // More keys than rows: the rest is one row, and the table still adds up.
    expect(result.tables.cost_by_key?.rows).toHaveLength(51);
    const page = String(await renderDocument(report, 'html'));
    expect(page.length).toBeLessThan(1_500_000);
    for (const hostile of ['<img', ...HIDDEN]) expect(page.includes(hostile), hostile).toBe(false);
    const printed = String(render(report, 'table'));
    for (const hidden of HIDDEN) expect(printed.includes(hidden)).toBe(false);
    const csv = String(render(report, 'csv'));
    expect(csv.split('\r\n')[1]).toMatch(/^2026-10-01,/);
  });
});
