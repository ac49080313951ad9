/**
 * Statements of issuers against calls: every export, in exact amounts, with the cause of each difference. Prices of the book are
 * per million tokens: alpha 3 in and 10 out, beta 1 in and 2 out; cache reads of alpha 0.30.
 */
import { afterAll, describe, expect, it } from 'vitest';
import type { Tolerance } from '../../src/books/statements/differences.js';
import { modelOfItem } from '../../src/books/statements/provider-reports.js';
import { exact } from '../../src/core/exact.js';
import type { Question } from '../../src/core/question.js';
import { reconcile } from '../../src/pipeline/statement.js';
import { resultSchema } from '../../src/reports/schemas/index.js';
import { desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());

const sku = (provider: string, name: string, rates: string) =>
  `  - {sku: ${provider}/${name}, provider: ${provider}, match: [{exact: ${name}}], versions: [{source: {retrieved: 2026-10-01}, rates: ${rates}}]}\n`;
const BOOK = here.write(
  'book.yaml',
  'schema: tollbook-prices/1\nid: test\nas_of: 2026-10-01\ncurrency: USD\nskus:\n' +
    sku('openai', 'alpha', '{input: 3, output: 10, cache_read: 0.30}') +
    sku('openai', 'beta', '{input: 1, output: 2}') +
    sku('anthropic', 'gamma', '{input: 3, output: 15, cache_read: 0.30, cache_write: 3.75, cache_write_1h: 6}') +
    sku('openrouter', 'x/alpha', '{input: 3, output: 10}'),
);
const call = (id: string, at: string, more: Readonly<Record<string, unknown>>) => ({
  call_id: id,
  started_at: at,
  provider: 'openai',
  model: 'alpha',
  output_tokens: 0,
  status: 'ok',
  ...more,
});
// 1 October: alpha 1,000,000 in = 3.00; 2 October: alpha 1,000,000 in = 3.00, beta 2,000,000 in = 2.00. And calls that OpenAI
// cannot have billed: another seller's, and one that failed without tokens.
const LOG = here.log('calls.jsonl', [
  call('o1', '2026-10-01T10:00:00Z', { input_tokens: 1_000_000 }),
  call('o2', '2026-10-02T10:00:00Z', { input_tokens: 1_000_000 }),
  call('o3', '2026-10-02T11:00:00Z', { model: 'beta', input_tokens: 2_000_000 }),
  call('o4', '2026-10-02T11:00:00Z', { input_tokens: 0, status: 'error', http_status: 500 }),
  call('a1', '2026-10-02T12:00:00Z', { provider: 'anthropic', model: 'gamma', input_tokens: 1_000_000 }),
]);

interface Row {
  readonly day?: string;
  readonly model: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: string | number | null;
  readonly verdict: string;
  readonly causes: string[];
}
interface Result {
  readonly is_within: boolean;
  readonly scope: string;
  readonly statement: { export: string; cannot_contain: string[] };
  readonly rows: Row[];
  readonly models: Row[];
  readonly totals: Record<string, unknown>;
  readonly causes: object[];
  readonly notes: { code: string }[];
  readonly calls?: unknown;
}

const ONE_PERCENT: Tolerance = { rate: exact(1n, 100n) };

async function held(
  invoices: readonly string[],
  more: Partial<Question> & { readonly tolerance?: Tolerance; readonly logs?: readonly string[] } = {},
): Promise<Result> {
  const { tolerance = ONE_PERCENT, logs = [LOG], ...asked } = more;
  const answer = await reconcile(
    question(logs, { by: ['day'], ...asked }),
    { ...pricing([BOOK]), invoices, tolerance },
    here.surroundings,
  );
  const result = json<Result>(answer);
  expect(resultSchema('reconcile').safeParse(result).error?.issues ?? []).toEqual([]);
  expect(answer.gateFailed).toBe(!result.is_within);
  return result;
}

const brief = (rows: readonly Row[]) =>
  rows.map(({ day, model, before, after, verdict, causes }) => [day, model, before, after, verdict, causes.join()]);

const DAY = 86_400;
const FIRST = Date.parse('2026-10-01T00:00:00Z') / 1000;
/** Buckets of days from 1 October on; amounts are written into the text as they are. */
function openAi(name: string, days: readonly (readonly (readonly [string, string])[])[], more = ''): string {
  const buckets = days.map((items, index) => {
    const results = items.map(
      ([item, value]) =>
        `{"object":"organization.costs.result","amount":{"value":${value},"currency":"usd"},"line_item":${JSON.stringify(item)},"project_id":null}`,
    );
    const start = FIRST + index * DAY;
    return `{"object":"bucket","start_time":${start},"end_time":${start + DAY},"results":[${results.join()}]}`;
  });
  return here.write(
    name,
    `{"object":"page","data":[${buckets.join()}],"has_more":${more || 'false'},"next_page":null}`,
  );
}

describe('OpenAI costs', () => {
  it('agree to the last digit, whatever the spelling of a number, with the calls that OpenAI billed', async () => {
    const file = openAi('same.json', [
      [['alpha, input', '3.00']],
      [
        ['alpha, input', '0.3e1'],
        ['beta, input', '2'],
      ],
    ]);
    const result = await held([file], { tolerance: { amount: exact(0n) } });
    expect(result.scope).toBe('provider=openai');
    expect(brief(result.rows)).toEqual([
      ['2026-10-01', 'alpha', '3', '3', 'within', ''],
      ['2026-10-02', 'alpha', '3', '3', 'within', ''],
      ['2026-10-02', 'beta', '2', '2', 'within', ''],
    ]);
    expect(result.totals).toMatchObject({ before: '8', after: '8', difference: '0', calls_after: 3 });
    expect(result.statement.cannot_contain.join()).toContain('calls and tokens');
    expect(result.causes).toEqual([]);
  });

  it('that lack a log, or name what was not called, say so; a tolerance of all hides no model', async () => {
    // Alpha costs 3.00 more and beta is not billed: the total is 1.00 off, of which 20 % would be tolerated.
    const file = openAi('missing.json', [
      [['alpha, input', '3']],
      [
        ['alpha, input', '3'],
        ['delta, input', '1'],
      ],
    ]);
    const result = await held([file], { tolerance: { rate: exact(1n, 5n) } });
    expect(result.is_within).toBe(false);
    expect(brief(result.models)).toEqual([
      [undefined, 'beta', '0', '2', 'beyond', 'not_on_statement'],
      [undefined, 'delta', '1', '0', 'beyond', 'not_in_ledger'],
      [undefined, 'alpha', '6', '6', 'within', ''],
    ]);
    expect(result.causes).toMatchObject([
      { cause: 'not_on_statement', difference: '2' },
      { cause: 'not_in_ledger', difference: '1' },
    ]);
  });

  it('whose days are cut elsewhere agree over the period', async () => {
    const file = openAi('shifted.json', [
      [['alpha, input', '0.5']],
      [
        ['alpha, input', '5.5'],
        ['beta, input', '2'],
      ],
    ]);
    const result = await held([file]);
    expect(result.is_within).toBe(true);
    expect(brief(result.rows).slice(0, 2)).toEqual([
      ['2026-10-01', 'alpha', '0.5', '3', 'beyond', 'day_boundary'],
      ['2026-10-02', 'alpha', '5.5', '3', 'beyond', 'day_boundary'],
    ]);
  });

  it('that lack a day of a model say which, where the other days agree', async () => {
    const file = openAi('day.json', [
      [['alpha, input', '3']],
      [
        ['alpha, input', '3.5'],
        ['beta, input', '2'],
      ],
    ]);
    const { rows, models } = await held([file]);
    expect(rows.filter(({ causes }) => causes.length > 0)).toMatchObject([
      { day: '2026-10-02', model: 'alpha', difference: '0.5', causes: ['some_days'] },
    ]);
    expect(models).toMatchObject([
      { model: 'alpha', causes: ['some_days'] },
      { model: 'beta', causes: [] },
    ]);
  });

  it('at one factor for every model are a discount', async () => {
    const file = openAi('discount.json', [
      [['alpha, input', '2.55']],
      [
        ['alpha, input', '2.55'],
        ['beta, input', '1.7'],
      ],
    ]);
    const { models, totals } = await held([file]);
    expect(models.map(({ causes }) => causes)).toEqual([['same_ratio'], ['same_ratio']]);
    expect(totals).toMatchObject({ before: '6.8', after: '8', difference: '-1.2', ratio: 0.85 });
  });

  it('share the causes of logged costs: cache reads at the price of input', async () => {
    // 1,000,000 in, of which 600,000 from the cache: 400,000 × 3 + 600,000 × 0.30 = 1.38; all at 3 it is 3.00.
    const log = here.log('cached.jsonl', [
      call('c1', '2026-10-01T10:00:00Z', { input_tokens: 1_000_000, cache_read_tokens: 600_000 }),
    ]);
    const { models } = await held([openAi('cached.json', [[['alpha, input', '3']]])], { logs: [log] });
    expect(brief(models)).toEqual([[undefined, 'alpha', '3', '1.38', 'beyond', 'cache_read_at_input_rate']]);
  });

  it('are compared by day where they name no model, and as rows of CSV', async () => {
    const file = here.write(
      'costs.csv',
      `start_time,end_time,amount_value,amount_currency,line_item\n${FIRST},${FIRST + DAY},3.0000000000000000,usd,\n` +
        `${FIRST + DAY},${FIRST + 2 * DAY},5,usd,\n${FIRST + 2 * DAY},${FIRST + 3 * DAY},,,\n`,
    );
    const { rows, is_within: isWithin } = await held([file]);
    expect(rows.map(({ day, before, after }) => [day, before, after])).toEqual([
      ['2026-10-01', '3', '3'],
      ['2026-10-02', '5', '5'],
    ]);
    expect(isWithin).toBe(true);
  });

  it('come in pages, and say when one is missing', async () => {
    const pages = [
      openAi(
        'page1.json',
        [
          [
            ['alpha, input', '6'],
            ['beta, input', '2'],
          ],
        ],
        'true',
      ),
      openAi('page2.json', [[], []], 'true'),
    ];
    const { is_within: isWithin, notes } = await held(pages);
    expect(isWithin).toBe(true);
    expect(notes.map(({ code }) => code)).toContain('statement_has_more');
  });

  it('leave a cent, or its like, to rounding', async () => {
    const log = here.log('small.jsonl', [call('s1', '2026-10-01T10:00:00Z', { input_tokens: 1000 })]);
    // 0.003 against 0.013: off by 0.01, which passes; against 0.0131 it does not.
    expect((await held([openAi('cent.json', [[['alpha, input', '0.013']]])], { logs: [log] })).is_within).toBe(true);
    expect((await held([openAi('more.json', [[['alpha, input', '0.0131']]])], { logs: [log] })).is_within).toBe(false);
  });

  it.each([
    ['alpha, input', 'alpha'],
    ['gpt-4o-2024-08-06, cached input', 'gpt-4o-2024-08-06'],
    ['web search tool calls', 'web search tool calls'],
    [null, null],
  ])('reads the line item %j as of %j', (item, model) => expect(modelOfItem(item)).toBe(model));
});

describe('Anthropic reports', () => {
  const GAMMA = here.log('gamma.jsonl', [
    // 1,000 × 3 + 200 × 0.30 + 500 × 3.75 + 1,000 × 6 + 500 × 15 = 3,000 + 60 + 1,875 + 6,000 + 7,500 = 18,435 millionths.
    call('g1', '2026-10-01T10:00:00Z', {
      provider: 'anthropic',
      model: 'gamma',
      input_tokens: 2700,
      cache_read_tokens: 200,
      cache_write_5m_tokens: 500,
      cache_write_1h_tokens: 1000,
      cache_write_tokens: 1500,
      output_tokens: 500,
    }),
  ]);
  const page = (result: object) =>
    JSON.stringify({
      data: [{ starting_at: '2026-10-01T00:00:00Z', ending_at: '2026-10-02T00:00:00Z', results: [result] }],
      has_more: false,
      next_page: null,
    });

  it('of costs are in cents, as exact text', async () => {
    const file = here.write(
      'cost.json',
      page({ amount: '1.8435', currency: 'USD', model: 'gamma', description: 'Gamma Usage' }),
    );
    const { rows, statement } = await held([file], { logs: [GAMMA], tolerance: { amount: exact(0n) } });
    expect(statement.export).toBe('anthropic.costs');
    expect(statement.cannot_contain.join()).toContain('Priority Tier');
    expect(brief(rows)).toEqual([['2026-10-01', 'gamma', '0.018435', '0.018435', 'within', '']]);
  });

  it('of usage are compared in tokens', async () => {
    const usage = {
      uncached_input_tokens: 1000,
      cache_creation: { ephemeral_1h_input_tokens: 1000, ephemeral_5m_input_tokens: 500 },
      cache_read_input_tokens: 200,
      output_tokens: 500,
      model: 'gamma',
    };
    const same = await held([here.write('usage.json', page(usage))], { logs: [GAMMA], tolerance: { rate: exact(0n) } });
    expect(same.rows).toMatchObject([
      { tokens_before: 3200, tokens_after: 3200, before: null, verdict: 'within', causes: [] },
    ]);
    const more = await held([here.write('usage2.json', page({ ...usage, output_tokens: 1500 }))], { logs: [GAMMA] });
    expect(more.rows).toMatchObject([{ difference: '1000', verdict: 'beyond', causes: ['fewer_tokens_in_ledger'] }]);
    await expect(
      held([here.write('usage.json', page(usage))], { logs: [GAMMA], tolerance: { amount: exact(1n) } }),
    ).rejects.toThrow('tokens are compared, and --tolerance is an amount');
  });
});

describe('exports that are logs', () => {
  it('OpenAI usage: sums of calls in tokens, days in the zone of the issuer', async () => {
    const file = here.write(
      'usage.jsonl',
      `${JSON.stringify({
        object: 'page',
        data: [
          {
            object: 'bucket',
            start_time: FIRST,
            end_time: FIRST + DAY,
            results: [
              {
                object: 'organization.usage.completions.result',
                input_tokens: 1_500_000,
                output_tokens: 0,
                num_model_requests: 2,
                model: 'alpha',
              },
            ],
          },
        ],
      })}\n`,
    );
    const { rows, statement } = await held([file], { until: '2026-10-01' });
    expect(statement.export).toBe('openai.usage');
    expect(rows).toMatchObject([
      {
        day: '2026-10-01',
        calls_before: 2,
        calls_after: 1,
        tokens_before: 1_500_000,
        tokens_after: 1_000_000,
        causes: ['fewer_tokens_in_ledger'],
      },
    ]);
  });

  it('OpenRouter activity, call by call: what was charged, per day of its UTC', async () => {
    const file = here.write(
      'activity.csv',
      'generation_id,created_at,cost_total,byok_usage_inference,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name,variant,cancelled,streamed,user\n' +
        'gen-1,2026-10-01 23:59:59.900,3.0,0,1000000,0,0,0,x/alpha,P,standard,false,true,u\n' +
        'gen-2,2026-10-02 00:00:00.100,1.5,0,500000,0,0,0,x/alpha,P,standard,false,true,u\n',
    );
    const router = (id: string, at: string, tokens: number) =>
      call(id, at, { provider: 'openrouter', gateway: 'openrouter', model: 'x/alpha', input_tokens: tokens });
    const log = here.log('router.jsonl', [
      router('r1', '2026-10-01T23:59:59.900Z', 1_000_000),
      router('r2', '2026-10-02T00:00:00.100Z', 500_000),
      call('o1', '2026-10-02T10:00:00Z', { input_tokens: 1_000_000 }),
    ]);
    const result = await held([file], { logs: [log], tolerance: { amount: exact(0n) } });
    expect(result.scope).toBe('provider=openrouter');
    expect(result.statement.export).toBe('openrouter.activity');
    expect(brief(result.rows)).toEqual([
      ['2026-10-01', 'x/alpha', '3', '3', 'within', ''],
      ['2026-10-02', 'x/alpha', '1.5', '1.5', 'within', ''],
    ]);
    expect(result.statement.cannot_contain.join()).toContain('failed calls');
  });

  it('LiteLLM spend, with the days cut where the issuer cuts them', async () => {
    const spend = (id: string, at: string, amount: number, tokens: number) => ({
      request_id: id,
      call_type: 'acompletion',
      api_key: 'hash',
      spend: amount,
      total_tokens: tokens,
      prompt_tokens: tokens,
      completion_tokens: 0,
      startTime: at,
      endTime: at,
      model: 'alpha',
      custom_llm_provider: 'openai',
      status: 'success',
    });
    const file = here.log('spend.jsonl', [
      spend('chatcmpl-1', '2026-10-01 10:00:00', 3, 1_000_000),
      spend('chatcmpl-2', '2026-10-02 10:00:00', 3, 1_000_000),
    ]);
    const alpha = { where: [{ dimension: 'model', value: 'alpha' }] as const };
    const inUtc = await held([file], alpha);
    expect(inUtc.statement.export).toContain('litellm');
    expect(brief(inUtc.rows).map((row) => row.slice(0, 5))).toEqual([
      ['2026-10-01', 'alpha', '3', '3', 'within'],
      ['2026-10-02', 'alpha', '3', '3', 'within'],
    ]);
    // Times without a zone are the issuer's: 10:00 in Seoul is 01:00 UTC, and our 10:00 UTC is 19:00 there, the same day.
    const inSeoul = await held([file], { ...alpha, zone: 'Asia/Seoul' });
    expect(inSeoul.is_within).toBe(true);
  });

  it("a gateway's own log, call by call: what only one side has, and pairs that count other tokens", async () => {
    const spend = (id: string, at: string, tokens: number) => ({
      request_id: id,
      call_type: 'acompletion',
      api_key: 'hash',
      spend: 3,
      total_tokens: tokens,
      prompt_tokens: tokens,
      completion_tokens: 0,
      startTime: at,
      endTime: at,
      model: 'alpha',
      custom_llm_provider: 'openai',
      status: 'success',
    });
    const file = here.log('calls-of-gateway.jsonl', [
      spend('o1', '2026-10-01 10:00:00', 1_000_000),
      spend('o2', '2026-10-02 10:00:00', 900_000),
      spend('g9', '2026-10-02 11:30:00', 5_000),
    ]);
    const result = await held([file]);
    // Ours beside them: o3 of 2,000,000 tokens; o4 failed without tokens and a1 is another seller's.
    expect(result.calls).toEqual({
      paired: 2,
      other_tokens: 1,
      only_on_statement: 1,
      only_in_ledger: 1,
      rows: [
        {
          ...{ id: 'o3', day: '2026-10-02', model: 'beta', verdict: 'not_on_statement', says: 'not on the statement' },
          ...{ tokens_theirs: null, tokens_ours: 2_000_000 },
        },
        {
          ...{ id: 'o2', day: '2026-10-02', model: 'alpha', verdict: 'other_tokens', says: 'other tokens' },
          ...{ tokens_theirs: 900_000, tokens_ours: 1_000_000 },
        },
        {
          ...{ id: 'g9', day: '2026-10-02', model: 'alpha', verdict: 'not_in_ledger', says: 'not in the ledger' },
          ...{ tokens_theirs: 5_000, tokens_ours: null },
        },
      ],
    });
    const strangers = await held([here.log('strangers.jsonl', [spend('x1', '2026-10-01 10:00:00', 1_000_000)])]);
    expect(strangers.calls).toBeUndefined();
    expect(strangers.notes.map(({ code }) => code)).toContain('no_common_ids');
  });

  it("a gateway's own rows with columns of its own, and an amount that is no number", async () => {
    const file = here.write(
      'rows.csv',
      'When,What,Paid\n2026-10-01,alpha,3\n2026-10-02,alpha,"3,00"\n2026-10-02,beta,2\n',
    );
    const fields = { started_at: ['When'], model: ['What'], logged_cost: ['Paid'] };
    const {
      rows,
      notes,
      is_within: isWithin,
    } = await held([file], {
      reading: { anthropicInput: 'exclusive', formats: [{ id: 'rows', fields }] },
      where: [{ dimension: 'provider', value: 'openai' }],
    });
    expect(brief(rows)).toEqual([
      ['2026-10-01', 'alpha', '3', '3', 'within', ''],
      ['2026-10-02', 'alpha', null, '3', 'beyond', 'unreadable'],
      ['2026-10-02', 'beta', '2', '2', 'within', ''],
    ]);
    expect(notes.map(({ code }) => code)).toContain('unreadable_statement_cost');
    expect(isWithin).toBe(false);
  });
});

describe('what cannot be compared', () => {
  it.each([
    ['a missing file', 'none.json', 'expected a readable file, found no such file'],
    [
      'a report with a broken amount',
      here.write(
        'broken.json',
        `{"data":[{"start_time":${FIRST},"results":[{"object":"organization.costs.result","amount":{"value":"1,5","currency":"usd"}}]}]}`,
      ),
      'expected an amount such as 12.34',
    ],
    [
      'another currency',
      here.write(
        'euro.json',
        `{"data":[{"start_time":${FIRST},"results":[{"object":"organization.costs.result","amount":{"value":"1.5","currency":"eur"}}]}]}`,
      ),
      'the statement is in EUR, and costs are told in USD',
    ],
  ])('%s', async (_, file, message) => {
    await expect(held([file])).rejects.toThrow(message);
  });

  it('usage without a price is not passed off as a difference', async () => {
    const log = here.log('unknown.jsonl', [call('u1', '2026-10-01T10:00:00Z', { model: 'omega', input_tokens: 10 })]);
    const { rows } = await held([openAi('omega.json', [[['omega, input', '1']]])], { logs: [log] });
    expect(rows).toMatchObject([{ difference: null, verdict: 'beyond', causes: ['missing_price'] }]);
  });
});
