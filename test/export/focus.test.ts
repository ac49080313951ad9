/**
 * FOCUS rows held to the specification's own rules (https://focus.finops.org/focus-specification/v1-2/, and 1.4), written here
 * from the specification and not from the columns of the program, with arithmetic of this test's own.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportChoice, FocusChoice, Question } from '../../src/core/question.js';
import { openDuckDB } from '../../src/engine/duckdb.js';
import { focusColumns } from '../../src/export/focus-columns.js';
import { cost } from '../../src/pipeline/cost.js';
import { exportCost, exportFocus } from '../../src/pipeline/export-charges.js';
import { load } from '../../src/pipeline/ledger.js';
import { book, desk, json, pricing, question } from '../pipeline/words.js';
import { parseCsv } from '../render/readers.js';

const MANDATORY = {
  '1.2': [
    'BilledCost',
    'BillingAccountId',
    'BillingAccountName',
    'BillingCurrency',
    'BillingPeriodEnd',
    'BillingPeriodStart',
    'ChargeCategory',
    'ChargeClass',
    'ChargeDescription',
    'ChargePeriodEnd',
    'ChargePeriodStart',
    'ContractedCost',
    'EffectiveCost',
    'InvoiceIssuerName',
    'ListCost',
    'PricingQuantity',
    'PricingUnit',
    'ProviderName',
    'PublisherName',
    'ServiceCategory',
    'ServiceName',
  ],
  '1.4': [
    'BilledCost',
    'BillingAccountId',
    'BillingAccountName',
    'BillingCurrency',
    'BillingPeriodEnd',
    'BillingPeriodStart',
    'ChargeCategory',
    'ChargeClass',
    'ChargeDescription',
    'ChargePeriodEnd',
    'ChargePeriodStart',
    'ContractedCost',
    'EffectiveCost',
    'HostProviderName',
    'InvoiceIssuerName',
    'ListCost',
    'PricingQuantity',
    'PricingUnit',
    'ServiceCategory',
    'ServiceName',
    'ServiceProviderName',
  ],
} as const;
const MAY_BE_NULL = ['BillingAccountName', 'ChargeClass', 'ChargeDescription', 'PricingQuantity', 'PricingUnit'];
const DECIMALS = [
  'BilledCost',
  'ContractedCost',
  'EffectiveCost',
  'ListCost',
  'ListUnitPrice',
  'ContractedUnitPrice',
  'PricingQuantity',
  'ConsumedQuantity',
];
const INSTANTS = ['BillingPeriodStart', 'BillingPeriodEnd', 'ChargePeriodStart', 'ChargePeriodEnd'];

type Row = Record<string, string | null | Record<string, string>>;

/** Decimal text as an integer of 10^-40. */
function units(text: unknown): bigint {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text)) ?? [];
  if (whole === '' || fraction.length > 40) throw new Error(`not a plain decimal: ${text}`);
  return BigInt(`${sign}${whole}${fraction.padEnd(40, '0')}`);
}

const product = (left: unknown, right: unknown) => units(left) * units(right);
const alone = (value: unknown) => units(value) * 10n ** 40n;
const total = (rows: readonly Row[], column: string) => rows.reduce((sum, row) => sum + units(row[column]), 0n);

/** Everything in a row that breaks a rule. */
function problems(row: Row, version: '1.2' | '1.4'): string[] {
  const found: string[] = [];
  const rule = (holds: boolean, text: string) => holds || found.push(text);
  for (const name of MANDATORY[version]) {
    rule(name in row, `${name} is missing`);
    rule(MAY_BE_NULL.includes(name) || row[name] !== null, `${name} is null`);
    rule(row[name] !== '', `${name} is empty text`);
  }
  for (const name of DECIMALS)
    rule(row[name] === null || /^-?\d+(\.\d+)?$/.test(String(row[name])), `${name} is no plain decimal`);
  for (const name of INSTANTS) rule(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(row[name])), `${name} is not UTC`);
  const [start, end] = [String(row.ChargePeriodStart), String(row.ChargePeriodEnd)];
  rule(start < end, 'the charge period is empty');
  rule(
    String(row.BillingPeriodStart) <= start && end <= String(row.BillingPeriodEnd),
    'the charge period leaves the billing period',
  );
  rule(/^\d{4}-\d\d-01T00:00:00Z$/.test(String(row.BillingPeriodStart)), 'the billing period is no month');
  rule(['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'].includes(String(row.ChargeCategory)), 'no charge category');
  rule(/^[A-Z]{3}$/.test(String(row.BillingCurrency)), 'no currency of ISO 4217');
  rule(
    row.ServiceCategory === 'AI and Machine Learning' && row.ServiceSubcategory === 'Generative AI',
    'not the category of models',
  );
  const isPriced = row.ChargeCategory === 'Usage' || row.ChargeCategory === 'Purchase';
  for (const name of [
    'PricingQuantity',
    'PricingUnit',
    'ListUnitPrice',
    'ContractedUnitPrice',
    'SkuId',
    'SkuPriceId',
    'PricingCategory',
  ])
    rule((row[name] !== null) === isPriced, `${name} of ${row.ChargeCategory}`);
  for (const name of ['ConsumedQuantity', 'ConsumedUnit', 'SkuMeter'])
    rule((row[name] !== null) === (row.ChargeCategory === 'Usage'), `${name} of ${row.ChargeCategory}`);
  if (isPriced) {
    rule(product(row.ListUnitPrice, row.PricingQuantity) === alone(row.ListCost), 'ListCost is not price × quantity');
    rule(
      product(row.ContractedUnitPrice, row.PricingQuantity) === alone(row.ContractedCost),
      'ContractedCost is not price × quantity',
    );
    rule(units(row.ListUnitPrice) >= 0n && units(row.ContractedUnitPrice) >= 0n, 'a negative unit price');
  }
  if (row.ConsumedUnit === 'Tokens') {
    rule(row.PricingUnit === '1000000 Tokens', 'tokens are not priced per million');
    rule(
      units(row.PricingQuantity) * 1_000_000n === units(row.ConsumedQuantity),
      'PricingQuantity is not tokens ÷ 1e6',
    );
  }
  for (const name of ['Tags', 'SkuPriceDetails']) {
    const value = row[name] as Record<string, unknown> | null;
    rule(value === null || Object.values(value).every((one) => typeof one === 'string'), `${name} is not flat`);
    if (name === 'SkuPriceDetails')
      rule(
        Object.keys(value ?? {}).every((key) => key.startsWith('x_')),
        `${name} has keys of others`,
      );
  }
  return found;
}

const OFFERS = `offers:
  - {id: direct, label: Acme direct, kind: official, currency: USD, source: {retrieved: 2026-10-01}, steps: [{id: usage, kind: usage}, {id: vat, kind: tax, percent: 10, base: [usage]}]}
  - id: bundle
    label: Gate
    kind: gateway
    currency: USD
    source: {retrieved: 2026-10-01}
    steps:
      - {id: usage, kind: usage}
      - {id: bundle, kind: percent, percent: -15, base: [usage]}
      - {id: loyal, kind: percent, percent: -2, base: [usage, bundle]}
      - {id: card, kind: percent, percent: 2.5, base: [usage, bundle], method: grossed_up}
      - {id: seats, kind: fixed, amount: 20, per: month}
      - {id: hosting, kind: infra, amount: 7, per: month}
  - id: tiers
    label: Volume
    kind: gateway
    currency: USD
    source: {retrieved: 2026-10-01}
    carries: {prompt_cache: 'no'}
    steps:
      - {id: usage, kind: usage}
      - {id: volume, kind: tiered_rate, mode: graduated, metric: tokens, scope: all, per: 1000000, base: [usage], tiers: [{from: 0, price: 7}, {from: 1000, price: 3}]}
      - {id: alpha_off, kind: percent, percent: -10, base: [volume], skus: ['*alpha']}
  - id: euro
    label: Euro
    kind: gateway
    currency: EUR
    source: {retrieved: 2026-10-01}
    steps:
      - {id: usage, kind: usage, price_factor: 0.9}
      - {id: fx, kind: fx, rate: 0.92, to: EUR, as_of: 2026-09-01, source: bank}
`;
const DAYS = ['2026-09-30T23:59:59Z', '2026-10-01T00:00:00Z', '2026-10-15T12:00:00Z', '2026-10-31T23:30:00Z'];
const table = desk();
// Loaded once: most questions here are about the same calls.
beforeAll(async () => {
  const reading = { anthropicInput: 'exclusive' } as const;
  await load({ logs: [log], ledger: 'ledger.duckdb' }, reading, { dryRun: false }, table.surroundings);
});
afterAll(() => table.clear());

const prices = table.write(
  'prices.yaml',
  book(
    {
      alpha: '{input: 3, output: 15, cache_read: 0.3, web_search: {price: 10, per: 1000}}',
      beta: '{input: 0.15, output: 0.6}',
      flat: '{unsplit: 7}',
    },
    OFFERS,
  ),
);
const CALLS = DAYS.flatMap((started_at, index) => [
  {
    call_id: `a${index}`,
    started_at,
    provider: 'acme',
    model: 'alpha',
    input_tokens: 1234 + index,
    cache_read_tokens: 1000,
    output_tokens: 77,
    web_searches: 2,
    team: 'search',
    project: 'p1',
  },
  {
    call_id: `b${index}`,
    started_at,
    provider: 'acme',
    model: 'beta',
    input_tokens: 98_765,
    output_tokens: 4321 + index,
    team: index % 2 ? 'ops' : null,
  },
  { call_id: `c${index}`, started_at, provider: 'acme', model: 'flat', unsplit_tokens: 1001, team: 'search' },
]);
const SUBSCRIBED = {
  call_id: 'n',
  started_at: DAYS[2],
  provider: 'acme',
  model: 'alpha',
  input_tokens: 500,
  output_tokens: 50,
  is_notional: true,
};
const log = table.log('log.jsonl', [
  ...CALLS,
  SUBSCRIBED,
  { call_id: 'e', started_at: DAYS[1], model: 'alpha', status: 'error', http_status: 500, usage_kind: 'missing' },
]);

const asked = (logs: readonly string[], more: Partial<Question> = {}) =>
  question(logs, { source: { logs, ledger: join(table.folder, 'ledger.duckdb') }, ...more });

async function focus(
  choice: Partial<FocusChoice & ExportChoice> = {},
  more: Partial<Question> = {},
  logs: readonly string[] = [],
) {
  let text = '';
  const version = choice.version ?? '1.2';
  const answer = await exportFocus(
    asked(logs, { by: [], ...more }),
    pricing([prices]),
    {
      version,
      billingAccount: { id: 'acct-1', name: null },
      format: 'jsonl',
      partition: [],
      write: async (bytes) => {
        text += bytes;
      },
      ...choice,
    },
    table.surroundings,
  );
  return {
    text,
    answer,
    rows:
      text === '' || choice.format
        ? []
        : text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as Row),
  };
}

async function reportTotal(offer: string | undefined): Promise<string> {
  const answer = await cost(asked([]), pricing([prices]), { explain: false, offer }, table.surroundings);
  return json<{ totals: { cost: string; list_cost: string } }>(answer).totals[
    offer === undefined ? 'list_cost' : 'cost'
  ];
}

describe('FOCUS rows', () => {
  it.each(['1.2', '1.4'] as const)('%s keep every rule of the specification', async (version) => {
    for (const offer of [undefined, 'direct', 'bundle', 'tiers', 'euro', 'discount:15%', 'openrouter:10']) {
      const { rows } = await focus({ version, offer }, { by: ['team', 'project'] });
      expect(rows.length).toBeGreaterThan(20);
      expect(
        rows.flatMap((row) => problems(row, version)),
        offer,
      ).toEqual([]);
      const keys = Object.keys(rows[0] as Row);
      expect(keys.findIndex((key) => key.startsWith('x_'))).toBe(keys.filter((key) => !key.startsWith('x_')).length);
      expect(keys.includes('ProviderName')).toBe(version === '1.2');
      const identity = rows.map(({ SkuPriceId, SkuMeter, ChargePeriodStart, Tags, x_CostBasis, x_OfferStep }) =>
        JSON.stringify([SkuPriceId, SkuMeter, ChargePeriodStart, Tags, x_CostBasis, x_OfferStep]),
      );
      expect(new Set(identity).size).toBe(identity.length);
    }
  });

  it.each([
    undefined,
    'direct',
    'bundle',
    'tiers',
    'euro',
    'fee:5%',
    'discount:15%',
    'openrouter:10',
  ])('of %s sum to the total of its report', async (offer) => {
    const { rows } = await focus({ offer });
    const reported = units(await reportTotal(offer));
    // A fee that is a quotient has no last digit: each is told to 18 places.
    const slack = offer === 'bundle' ? 10n ** 23n : 0n;
    const difference = total(rows, 'ContractedCost') - reported;
    expect(difference <= slack && -difference <= slack).toBe(true);
    const notional = rows.filter((row) => row.x_CostBasis === 'notional');
    expect(notional.length).toBeGreaterThan(0);
    expect(total(notional, 'BilledCost')).toBe(0n);
    expect(total(rows, 'EffectiveCost') + total(notional, 'ContractedCost')).toBe(total(rows, 'ContractedCost'));
  });

  it('say what was agreed in the unit price, and what cannot be said of a unit in rows of its own', async () => {
    const { rows } = await focus({ offer: 'bundle' }, { month: '2026-10' });
    const input = rows.find((row) => row.SkuMeter === 'Input Tokens' && row.x_ModelId === 'beta') as Row;
    // 0.15 × (1 − 0.15) × (1 − 0.02)
    expect([input.ListUnitPrice, input.ContractedUnitPrice]).toEqual(['0.15', '0.12495']);
    const steps = rows.filter((row) => row.x_OfferStep !== null);
    expect(
      steps.map((row) => [row.x_OfferStep, row.ChargeCategory, row.ChargeFrequency, row.BilledCost === '0']),
    ).toEqual([
      ['card', 'Purchase', 'Usage-Based', false],
      ['seats', 'Purchase', 'Recurring', false],
      ['hosting', 'Purchase', 'Recurring', true],
    ]);
    const { rows: taxed } = await focus({ offer: 'direct' }, { month: '2026-10' });
    expect(taxed.at(-1)).toMatchObject({
      ChargeCategory: 'Tax',
      SkuId: null,
      PricingUnit: null,
      ListUnitPrice: null,
      x_OfferStep: 'vat',
    });
    const { rows: tiered } = await focus({ offer: 'tiers' }, { month: '2026-10' });
    expect(
      tiered.filter((row) => row.x_OfferStep !== null).map((row) => [row.x_OfferStep, row.ChargeCategory]),
    ).toEqual([
      ['volume', 'Adjustment'],
      ['alpha_off', 'Adjustment'],
    ]);
    // A seller without the prompt cache sells plain input.
    expect(tiered.some((row) => row.SkuMeter === 'Cache Read Input Tokens')).toBe(false);
  });

  it('are of what was incurred: no alternative of a scenario is a charge', async () => {
    const scenario = table.write(
      's.yaml',
      'schema: tollbook-scenario/1\nid: s\ncurrency: USD\nbaseline: direct\nalternatives: [bundle, tiers]\n',
    );
    const { rows, answer } = await focus({ scenario });
    expect(new Set(rows.map((row) => row.x_Offer))).toEqual(new Set(['direct']));
    expect(total(rows, 'ContractedCost')).toBe(units(await reportTotal('direct')));
    expect(json<{ offer: string }>(answer).offer).toBe('direct');
    expect(new Set((await focus({ scenario, offer: 'bundle' })).rows.map((row) => row.x_Offer))).toEqual(
      new Set(['bundle']),
    );
  });

  it('leave out what has no known cost, and say how much that is', async () => {
    const odd = table.log('odd.jsonl', [
      { call_id: '1', started_at: DAYS[1], model: 'nobody-knows', input_tokens: 10, output_tokens: 1 },
      { call_id: '2', started_at: DAYS[1], model: 'beta', unsplit_tokens: 100 },
      { call_id: '3', model: 'beta', input_tokens: 100, output_tokens: 1 },
      { call_id: '4', started_at: DAYS[1], model: 'beta', input_tokens: 100, output_tokens: 1 },
    ]);
    const { rows, answer } = await focus({}, {}, [odd]);
    expect(rows.map((row) => row.ConsumedQuantity)).toEqual(['100', '1']);
    expect(answer.incomplete).toBe(true);
    expect(answer.report.notes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['without_time', 'cost_ranges', 'offer_lower_bound']),
    );
    expect((await focus({}, { assumeMonth: '2026-10' }, [odd])).rows).toHaveLength(4);
  });

  it('are refused in another zone and another currency, and per hour', async () => {
    await expect(focus({}, { zone: 'Asia/Seoul' })).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('--tz UTC'),
    });
    await expect(focus({}, { by: ['hour'] })).rejects.toMatchObject({ code: 'usage' });
  });

  it('are the same, digit by digit, as CSV, Parquet and Arrow, in one file or in folders', async () => {
    const { rows } = await focus({ offer: 'discount:15%' }, { by: ['team'] });
    const { text } = await focus({ offer: 'discount:15%', format: 'csv' }, { by: ['team'] });
    const [header, ...cells] = parseCsv(text) as [string[], ...string[][]];
    expect(header).toEqual(Object.keys(rows[0] as Row));
    await focus({ offer: 'discount:15%', format: 'parquet', file: 'focus.parquet' }, { by: ['team'] });
    await focus({ offer: 'discount:15%', format: 'arrow', file: 'focus.arrow' }, { by: ['team'] });
    await focus(
      { offer: 'discount:15%', format: 'parquet', file: 'folders', partition: ['month', 'provider'] },
      { by: ['team'] },
    );
    const engine = await openDuckDB({ path: ':memory:', temporaryDirectory: table.folder, memoryLimit: '200MB' });
    const parquet = await engine.query<{ cost: string; type: string; at: string }>(
      `select "ContractedCost"::varchar as cost, typeof("ContractedCost") as type, typeof("ChargePeriodStart") as at from '${join(table.folder, 'focus.parquet')}'`,
    );
    const folders = await engine.query<{ month: string; provider: string; cost: string }>(
      `select month, provider, sum("ContractedCost")::varchar as cost from read_parquet('${join(table.folder, 'folders')}/*/*/*.parquet') group by all order by all`,
    );
    await engine.close();
    expect(parquet[0]).toMatchObject({ type: 'DECIMAL(38,18)', at: 'TIMESTAMP WITH TIME ZONE' });
    const arrow = tableFromIPC(readFileSync(join(table.folder, 'focus.arrow')));
    const scale = (arrow.schema.fields.find(({ name }) => name === 'ContractedCost')?.type as { scale?: number })
      ?.scale;
    expect(scale).toBe(18);
    rows.forEach((row, index) => {
      expect(cells[index]?.[header.indexOf('ContractedCost')]).toBe(row.ContractedCost);
      expect(units(parquet[index]?.cost)).toBe(units(row.ContractedCost));
      expect(BigInt(arrow.getChild('ContractedCost')?.get(index).toString()) * 10n ** 22n).toBe(
        units(row.ContractedCost),
      );
    });
    expect(folders.map(({ month, provider }) => [month, provider])).toEqual([
      ['2026-09', 'List prices less 15 %'],
      ['2026-10', 'List prices less 15 %'],
    ]);
    expect(folders.reduce((sum, { cost: part }) => sum + units(part), 0n)).toBe(total(rows, 'ContractedCost'));
  });

  it('have the columns of the list that is kept of the specification', ({ skip }) => {
    const list = fileURLToPath(new URL('../../../shared/design/focus-columns.csv', import.meta.url));
    if (!existsSync(list)) return skip('no list of columns beside the project');
    const [, ...known] = readFileSync(list, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    for (const [version, place] of [
      ['1.2', 2],
      ['1.4', 3],
    ] as const) {
      const names = focusColumns(version).map(({ name }) => name);
      const mandatory = known.filter((row) => row[place] === 'Mandatory').map(([name]) => name);
      expect(names).toEqual(expect.arrayContaining(mandatory));
      const allowed = known
        .filter((row) => row[place] !== '-' && !row[place]?.startsWith('removed'))
        .map(([name]) => name);
      expect(names.filter((name) => !name.startsWith('x_') && !allowed.includes(name))).toEqual([]);
    }
  });
});

describe('export cost', () => {
  it('is quantity × unit price ÷ per = cost, and its costs are the total of the report; what is unknown is null', async () => {
    let text = '';
    const more = table.log('more.jsonl', [
      { call_id: 'u', started_at: DAYS[1], model: 'nobody-knows', input_tokens: 10, output_tokens: 1 },
    ]);
    const write = async (bytes: string | Uint8Array) => {
      text += bytes;
    };
    await exportCost(
      question([log, more], { by: ['team'] }),
      pricing([prices]),
      { offer: 'direct', format: 'jsonl', partition: [], write },
      table.surroundings,
    );
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    const usage = rows.filter((row) => row.charge === 'usage');
    for (const row of usage) expect(product(row.quantity, row.unit_price)).toBe(units(row.per) * units(row.cost));
    expect(rows.filter((row) => row.charge === 'unpriced')).toMatchObject([
      { model: 'nobody-knows', cost: null, quantity: '11', reason: 'unknown_model' },
    ]);
    expect(
      total(
        rows.filter((row) => row.cost !== null),
        'cost',
      ),
    ).toBe(units(await reportTotal('direct')));
    expect(rows.find((row) => row.charge === 'tax')).toMatchObject({ step: 'vat', day: null, month: '2026-09' });
  });
});
