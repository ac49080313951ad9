/**
 * Every amount says what it is: list, contracted, notional or mixed, in the result and above the table, whatever the command.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/catalog.js';
import { exact } from '../../src/core/exact.js';
import type { Answer } from '../../src/pipeline/answer.js';
import { budgets } from '../../src/pipeline/budgets.js';
import { check } from '../../src/pipeline/check.js';
import { compare } from '../../src/pipeline/compare.js';
import { cost, pricesExplain } from '../../src/pipeline/cost.js';
import { diff } from '../../src/pipeline/diff.js';
import { forecast } from '../../src/pipeline/forecast.js';
import { report } from '../../src/pipeline/report.js';
import { errors, usage } from '../../src/pipeline/usage.js';
import { renderCsv } from '../../src/render/csv.js';
import { renderJson } from '../../src/render/json.js';
import { renderTable } from '../../src/render/table.js';
import { book, desk, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());

const OFFERS = `offers:
  - {id: seller, label: A seller, kind: gateway, currency: USD, source: {retrieved: 2026-10-01}, steps: [{id: usage, kind: usage, price_factor: 0.9}]}
`;
const prices = here.write('book.yaml', book({ alpha: '{input: 1, output: 2}' }, OFFERS));
const days = Array.from({ length: 30 }, (_, day) => ({
  started_at: `2026-09-${String(day + 1).padStart(2, '0')}T12:00:00Z`,
  provider: 'acme',
  model: 'alpha',
  input_tokens: 1_000,
  output_tokens: 500,
  status: 'ok',
}));
const ids = (letter: string) => days.map((call, index) => ({ ...call, call_id: `${letter}${index}` }));
const paid = [here.log('paid.jsonl', ids('p'))];
const flat = [
  here.log(
    'flat.jsonl',
    ids('f').map((call) => ({ ...call, is_notional: true })),
  ),
];
/** Failures that were billed, and further calls, of the kinds of the logs. */
const kindsOf = (logs: readonly string[]) => [paid, flat].filter(([log]) => log !== undefined && logs.includes(log));
const failed = (logs: readonly string[]) =>
  here.log(
    'failed.jsonl',
    kindsOf(logs).map((kind, index) => ({
      ...days[0],
      call_id: `e${index}`,
      is_notional: kind === flat,
      status: 'error',
      error_type: 'timeout',
      is_billed: true,
    })),
  );
const more = (logs: readonly string[]) =>
  here.log(
    'more.jsonl',
    kindsOf(logs).map((kind, index) => ({ ...days[0], call_id: `m${index}`, is_notional: kind === flat })),
  );
const policy = here.write('policy.yaml', 'schema: tollbook-policy/1\ngates: [{id: total, kind: cost, fail: "1000"}]\n');
const BUDGETS = {
  budgets: [
    { id: 'all', where: [], per: 'month', amount: exact(10n), currency: undefined, from: undefined, to: undefined },
  ],
  fiscalYearStart: 1,
} as const;
const LIMITS = { limits: [], onInconclusive: undefined, against: undefined, volume: undefined, showAll: true };
const choice = pricing([prices]);
const saved = async (name: string, logs: readonly string[]) =>
  here.write(name, renderJson((await cost(question(logs), choice, { explain: false }, here.surroundings)).report));

/** Commands that print no amount. */
const WITHOUT_MONEY = ['latency', 'load', 'ledger', 'query', 'config', 'completion'];

/** Not looked at yet: these need a ledger that is kept, a statement, or a file to write into. */
const ELSEWHERE = ['close', 'reconcile', 'export'];

/** What each command makes of paid traffic, and of traffic on a flat plan. */
const WITH_MONEY: Readonly<Record<string, readonly [string, (logs: readonly string[]) => Promise<Answer>, string][]>> =
  {
    usage: [['usage', (logs) => usage(question(logs), choice, here.surroundings), 'list']],
    errors: [['errors', (logs) => errors(question([...logs, failed(logs)]), choice, here.surroundings), 'list']],
    cost: [
      ['cost', (logs) => cost(question(logs), choice, { explain: true }, here.surroundings), 'list'],
      [
        'cost --offer',
        (logs) => cost(question(logs), choice, { explain: false, offer: 'seller' }, here.surroundings),
        'contracted',
      ],
      [
        'cost --reconcile',
        (logs) => cost(question(logs), choice, { explain: false, reconcile: 'logged' }, here.surroundings),
        'list',
      ],
    ],
    forecast: [
      [
        'forecast',
        (logs) => forecast(question(logs, { by: [] }), { ...choice, holidays: [] }, here.surroundings),
        'list',
      ],
      [
        'forecast --offer',
        (logs) => forecast(question(logs, { by: [] }), { ...choice, holidays: [], offer: 'seller' }, here.surroundings),
        'contracted',
      ],
    ],
    compare: [
      [
        'compare',
        (logs) =>
          compare(question(logs, { by: [] }), { ...choice, to: ['seller'] }, { explain: true }, here.surroundings),
        'contracted',
      ],
    ],
    diff: [
      [
        'diff',
        async (logs) => {
          await saved('base.json', logs);
          await saved('head.json', [...logs, more(logs)]);
          return diff({ base: 'base.json', head: 'head.json' }, here.surroundings);
        },
        'list',
      ],
    ],
    check: [
      ['check', (logs) => check(question(logs, { by: [] }), choice, { ...LIMITS, policy }, here.surroundings), 'list'],
    ],
    budgets: [
      [
        'budgets',
        (logs) => budgets(question(logs, { by: [] }), { ...choice, ...BUDGETS, holidays: [] }, here.surroundings),
        'list',
      ],
    ],
    report: [
      [
        'report',
        (logs) =>
          report(
            question(logs, { by: [], month: '2026-09' }),
            { ...choice, ...BUDGETS, to: [], holidays: [] },
            here.surroundings,
          ),
        'list',
      ],
    ],
    prices: [
      [
        'prices explain',
        (logs) =>
          pricesExplain(choice, { model: logs === paid ? 'p0' : 'f0', usage: {} }, here.surroundings, {
            question: question(logs, { by: [] }),
            isNamed: true,
          }),
        'list',
      ],
    ],
  };

const all = Object.values(WITH_MONEY).flat();

it('every command either prints no amount or is looked at here', () => {
  const names = Object.values(COMMANDS).flatMap((entries) => entries.map(({ name }) => name));
  expect(names.filter((name) => ![...WITHOUT_MONEY, ...ELSEWHERE].includes(name) && !(name in WITH_MONEY))).toEqual([]);
});

describe.each(all)('%s', (_, ask, basis) => {
  const said = async (logs: readonly string[]) => {
    const answer = await ask(logs);
    const [, word] = /\(basis: (\w+)\)/u.exec(renderTable(answer.report)) ?? [];
    const result = JSON.parse(renderJson(answer.report)) as { basis: unknown };
    const [header = '', first = ''] = renderCsv(answer.report).split('\r\n');
    const hasMoney = answer.report.tables[0]?.columns.some((column) => column.type === 'money') === true;
    // The file says it too, where it holds an amount.
    expect(/(^|,)basis(,|$)/.test(header)).toBe(hasMoney);
    if (hasMoney) expect(first.split(',')).toContain(word);
    return [result.basis, word];
  };
  it('says what paid traffic, traffic on a flat plan and both together cost', { timeout: 180_000 }, async () => {
    expect(await said(paid)).toEqual([basis, basis]);
    expect(await said(flat)).toEqual(['notional', 'notional']);
    if (ask !== WITH_MONEY.prices?.[0]?.[1]) expect(await said([...paid, ...flat])).toEqual(['mixed', 'mixed']);
  });
});
