/** What each kind of step charges, with figures computed by hand. */
import { describe, expect, it } from 'vitest';
import { decimal, exact } from '../../src/core/exact.js';
import { amounts, bill, flat, formula, offer, refusal, SONNET, text, usage, worth } from './words.js';

const USED = [usage({ unsplit: '5000000' })];

describe('usage', () => {
  it('charges list prices, and a factor of them', () => {
    expect(amounts(bill(offer('id: usage, kind: usage'), USED))).toEqual({ usage: '75', total: '75' });
    const cheaper = bill(offer('id: usage, kind: usage, price_factor: 0.9'), USED);
    expect(amounts(cheaper)).toEqual({ usage: '67.5', total: '67.5' });
    expect(formula(cheaper, 'usage')).toBe(
      '5,000,000 tokens of anthropic/claude-sonnet-4, on average 13.50 per 1,000,000, at list prices × 0.90',
    );
  });

  it("charges the offer's own book and keeps the list beside it", () => {
    const pricing = flat({ 'claude-sonnet-4': '15' }, { 'own.yaml': { 'claude-sonnet-4': '12' } });
    const own = bill(offer('id: usage, kind: usage, book: own.yaml'), USED, pricing);
    expect([text(own.total), text(own.list)]).toEqual(['60', '75']);
  });

  it('prices the month, not the log: quantities and calls times the factor', () => {
    const scaled = bill(
      offer('id: usage, kind: usage\nid: fee, kind: per_unit, metric: requests, price: 1, per: 1000'),
      USED,
      SONNET,
      {
        factor: { numerator: 31n, denominator: 12n },
      },
    );
    // 75 × 31/12 = 193.75; 1,000 calls × 31/12 at 1 per 1,000 = 31/12
    expect(amounts(scaled)).toEqual({ usage: '193.75', fee: '31/12', total: '589/3' });
  });

  it('calls that were not billed cost nothing, miss nothing and count nowhere', () => {
    const failed = usage({}, { model: 'no-such-model', calls: 50n });
    const fees = offer(
      'id: usage, kind: usage, skus: [anthropic/claude*]\nid: call, kind: per_unit, metric: requests, price: 1, per: 1000',
    );
    const result = bill(fees, [...USED, failed]);
    expect([amounts(result), result.unpriced]).toEqual([{ usage: '75', call: '1', total: '76' }, []]);
  });

  it('reports what it cannot price, and charges the rest', () => {
    const some = bill(offer('id: usage, kind: usage'), [...USED, usage({ input: '1000' }, { model: 'mystery' })]);
    expect(text(some.total)).toBe('75');
    expect(some.unpriced.map((item) => [item.model, item.tokens])).toEqual([['mystery', 1000n]]);
  });
});

describe('tiered_rate', () => {
  const table = (mode: string, rest = 'metric: tokens, scope: all, per: 1000000') =>
    `id: usage, kind: tiered_rate, mode: ${mode}, ${rest}, tiers: [{from: 0, price: 15}, {from: 1000000, price: 12.5}, {from: 10000000, price: 10.5}]`;

  it.each([
    // volume: all tokens at the tier of the whole; a tier starts exactly at its `from`
    ['volume', '999999', '14.999985'],
    ['volume', '1000000', '12.5'],
    ['volume', '5000000', '62.5'],
    ['volume', '9900000', '123.75'],
    ['volume', '10000000', '105'],
    // graduated: 1 M × 15 + 4 M × 12.5 = 65; + 5 M × 12.5 + 2 M × 10.5 = 15 + 112.5 + 21
    ['graduated', '5000000', '65'],
    ['graduated', '12000000', '148.5'],
    ['graduated', '1000000', '15'],
    // package: whole millions are bought, and what is bought decides the tier: 1 M at 12.50, 6 M at 12.50
    ['package', '900000', '12.5'],
    ['package', '5000001', '75'],
    ['package', '0', '0'],
  ])('%s of %s tokens is %s', (mode, tokens, expected) => {
    expect(text(bill(offer(table(mode)), [usage({ unsplit: tokens })]).total)).toBe(expected);
  });

  it('says which tier', () => {
    expect(formula(bill(offer(table('volume')), USED), 'usage')).toBe(
      '5,000,000 tokens at 12.50 per 1,000,000 (volume tier from 1,000,000)',
    );
    expect(formula(bill(offer(table('graduated')), USED), 'usage')).toBe(
      '5,000,000 tokens graduated: 1,000,000 at 15.00 per 1,000,000 + 4,000,000 at 12.50 per 1,000,000',
    );
  });

  it('charges requests, input or output tokens, each by its own count', () => {
    const used = [usage({ input: '3000000', cache_read: '1000000', output: '500000' }, { calls: 2000n })];
    const step = (metric: string, per: string) =>
      offer(
        `id: usage, kind: tiered_rate, mode: volume, metric: ${metric}, scope: all, per: ${per}, tiers: [{from: 0, price: 1}]`,
      );
    expect(text(bill(step('input_tokens', '1000000'), used).total)).toBe('4');
    expect(text(bill(step('output_tokens', '1000000'), used).total)).toBe('0.5');
    expect(text(bill(step('requests', '1000'), used).total)).toBe('2');
  });

  it('is chosen per SKU or per provider where the offer says so', () => {
    const used = [
      usage({ unsplit: '600000' }),
      usage({ unsplit: '600000' }, { model: 'claude-opus-5' }),
      usage({ unsplit: '600000' }, { model: 'gpt-5', provider: 'openai' }),
    ];
    const prices = flat({ 'claude-sonnet-4': '1', 'claude-opus-5': '1', 'gpt-5': '1' });
    const total = (scope: string) =>
      text(bill(offer(table('volume', `metric: tokens, scope: ${scope}, per: 1000000`)), used, prices).total);
    expect(total('all')).toBe('22.5'); // 1.8 M × 12.5
    expect(total('per_provider')).toBe('24'); // 1.2 M × 12.5 + 0.6 M × 15
    expect(total('per_sku')).toBe('27'); // 3 × 0.6 M × 15
  });

  it('percent_off replaces its base', () => {
    const discounted = offer(`id: usage, kind: usage
      id: volume, kind: tiered_rate, mode: volume, metric: spend, scope: all, per: 1, base: [usage], tiers: [{from: 0, percent_off: 0}, {from: 50, percent_off: 10}, {from: 100, percent_off: 20}]
      id: fee, kind: percent, percent: 10, base: [volume]`);
    expect(amounts(bill(discounted, USED))).toEqual({ usage: '0', volume: '67.5', fee: '6.75', total: '74.25' });
    expect(formula(bill(discounted, USED), 'volume')).toBe(
      '75.00 spent at 10 % off (volume tier from 50), instead of usage 75.00',
    );
    const graduated = offer(`id: usage, kind: usage
      id: volume, kind: tiered_rate, mode: graduated, metric: spend, scope: all, per: 1, base: [usage], tiers: [{from: 0, percent_off: 0}, {from: 50, percent_off: 10}]`);
    expect(amounts(bill(graduated, USED))).toEqual({ usage: '0', volume: '72.5', total: '72.5' }); // 50 + 25 × 0.9
  });

  it('replaces only the SKUs it is limited to', () => {
    const some = offer(`id: usage, kind: usage
      id: off, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1, base: [usage], skus: [anthropic/*], tiers: [{from: 0, percent_off: 50}]`);
    const used = [...USED, usage({ input: '1000000' }, { model: 'gpt-5', provider: 'openai' })];
    const prices = flat({ 'claude-sonnet-4': '15', 'gpt-5': '10' });
    expect(amounts(bill(some, used, prices))).toEqual({ usage: '10', off: '37.5', total: '47.5' });
  });

  it('a flat tier is a price for the whole, once entered', () => {
    const packs = (mode: string) =>
      offer(
        `id: usage, kind: tiered_rate, mode: ${mode}, metric: tokens, scope: all, per: 1000000, tiers: [{from: 0, flat: 12.5}, {from: 1000000, flat: 105}]`,
      );
    expect(text(bill(packs('volume'), [usage({ unsplit: '400000' })]).total)).toBe('12.5');
    expect(text(bill(packs('volume'), USED).total)).toBe('105');
    expect(text(bill(packs('graduated'), USED).total)).toBe('117.5');
    expect(text(bill(packs('volume'), [usage({})]).total)).toBe('0');
  });
});

describe('percent', () => {
  const withPercent = (step: string) => offer(`id: usage, kind: usage\nid: fee, kind: percent, base: [usage], ${step}`);
  it.each([
    ['percent: -15', '75', '-11.25', '-15 % of usage 75.00'],
    ['percent: 2.5, method: grossed_up', '78', '2', '2.5 ÷ 97.5 (2.5 % of the sum with the fee) of usage 78.00'],
    ['percent: 5.5, min: 0.80', '10', '0.8', '5.5 % of usage 10.00, at least 0.80'],
    ['percent: 5.5, min: 0.80', '0', '0', '5.5 % of usage 0.00, at least 0.80'],
    ['percent: 5, max: 3', '75', '3', '5 % of usage 75.00, at most 3.00'],
    ['percent: -15, max: 10', '75', '-10', '-15 % of usage 75.00, at most 10.00'],
    [
      'percent: 5.5, min: 0.80, charge_size: 10',
      '75',
      '6.4',
      '8 × 0.80: 5.5 % of 10.00, at least 0.80, once per 10.00 of usage 75.00',
    ],
    [
      'percent: 5.5, min: 0.80, charge_size: 100',
      '100',
      '5.5',
      '1 × 5.50: 5.5 % of 100.00, at least 0.80, once per 100.00 of usage 100.00',
    ],
    ['percent: 5, when: {min_spend: 75}', '75', '3.75', '5 % of usage 75.00'],
    ['percent: 5, when: {min_spend: 75.01}', '75', '0', '5 % of usage 75.00 does not apply: less than 75.01 spent'],
    [
      'percent: -15, when: {min_distinct_skus: 2}',
      '75',
      '0',
      '-15 % of usage 75.00 does not apply: 1 of 2 distinct SKUs',
    ],
    // 1,000 calls, the first 600 free of the fee: 5 % of 400/1000 of 75
    [
      'percent: 5, when: {after_requests: 600}',
      '75',
      '1.5',
      '5 % of usage 75.00, for 400 of 1,000 requests (after 600)',
    ],
    [
      'percent: 5, when: {after_requests: 5000}',
      '75',
      '0',
      '5 % of usage 75.00, for 0 of 1,000 requests (after 5,000)',
    ],
  ])('%s on %s is %s', (step, spent, expected, explained) => {
    const result = bill(withPercent(step), [worth(spent)]);
    expect(amounts(result).fee).toBe(expected);
    expect(formula(result, 'fee')).toBe(explained);
  });

  it('counts distinct SKUs and providers', () => {
    const used = [worth('75'), usage({ input: '1' }, { model: 'gpt-5', provider: 'openai' })];
    const prices = flat({ 'claude-sonnet-4': '15', 'gpt-5': '0' });
    expect(amounts(bill(withPercent('percent: -10, when: {min_distinct_skus: 2}'), used, prices)).fee).toBe('-7.5');
    expect(amounts(bill(withPercent('percent: -10, when: {min_distinct_providers: 2}'), used, prices)).fee).toBe(
      '-7.5',
    );
    expect(amounts(bill(withPercent('percent: -10, when: {min_distinct_providers: 3}'), used, prices)).fee).toBe('0');
  });

  it('stacks on one base or on what is left, up to the cap of its group', () => {
    const two = (second: string, cap = '') =>
      offer(`id: usage, kind: usage
        id: first, kind: percent, percent: -30, base: [usage], stack_group: bundle${cap}
        id: second, kind: percent, percent: -15, base: ${second}, stack_group: bundle`);
    const total = (...of: Parameters<typeof two>) => text(bill(two(...of), [worth('150')]).total);
    expect(total('[usage]')).toBe('82.5'); // 150 × (1 − 0.30 − 0.15)
    expect(total('[usage, first]')).toBe('89.25'); // 150 × 0.70 × 0.85
    expect(total('[usage]', ', stack_cap_percent: 40')).toBe('90'); // 150 × 0.60
    expect(total('[usage]', ', stack_cap_percent: 20')).toBe('120');
    expect(formula(bill(two('[usage]', ', stack_cap_percent: 40'), [worth('150')]), 'second')).toBe(
      '-15 % of usage 150.00, limited: bundle together at most 40 % of 150.00',
    );
  });

  it('limited to some SKUs, sees only their share of the base', () => {
    const used = [worth('75'), usage({ input: '1000000' }, { model: 'gpt-5', provider: 'openai' })];
    const prices = flat({ 'claude-sonnet-4': '15', 'gpt-5': '10' });
    expect(amounts(bill(withPercent('percent: -10, skus: [openai/*]'), used, prices)).fee).toBe('-1');
    const onFee = offer(
      'id: seat, kind: fixed, amount: 20, per: month\nid: usage, kind: usage\nid: off, kind: percent, percent: -10, base: [seat], skus: [openai/*]',
    );
    expect(refusal(() => bill(onFee, used, prices))).toMatch(
      /step off \| expected a base that is charged per SKU, found seat \(fixed\)/,
    );
  });
});

describe('fixed, infra, per_unit', () => {
  it.each([
    ['id: x, kind: fixed, amount: 5, per: month', '5', '5.00 per month'],
    ['id: x, kind: fixed, amount: 20, per: month, quantity: 7', '140', '20.00 per month × 7'],
    ['id: x, kind: fixed, amount: 2.5, per: hour, quantity: 2', '3600', '2.50 per hour × 2 × 720 hours'], // 30 days
    ['id: x, kind: fixed, amount: 1200, per: year', '100', '1,200.00 per year ÷ 12'],
    ['id: x, kind: fixed, amount: 500, per: once', '0', '500.00 once: part of the one-time cost, not of a month'],
    ['id: x, kind: infra, amount: 30, per: month', '30', '30.00 per month, assumed'],
    ['id: x, kind: infra, amount: 100, per: year, note: proxy', '25/3', '100.00 per year ÷ 12, assumed: proxy'],
    ['id: x, kind: per_unit, metric: requests, price: 0.5, per: 1000', '0.5', '1,000 requests at 0.50 per 1,000'],
    [
      'id: x, kind: per_unit, metric: requests, price: 1, per: 1, free: 900',
      '100',
      '100 requests at 1.00 per 1 after 900 free of 1,000',
    ],
    [
      'id: x, kind: per_unit, metric: requests, price: 1, per: 1, free: 1001',
      '0',
      '0 requests at 1.00 per 1 after 1,001 free of 1,000',
    ],
    ['id: x, kind: per_unit, metric: tokens, price: 2, per: 1000000', '10', '5,000,000 tokens at 2.00 per 1,000,000'],
    ['id: x, kind: per_unit, metric: searches, price: 10, per: 1000', '0.2', '20 searches at 10.00 per 1,000'],
  ])('%s', (step, expected, explained) => {
    const used = [usage({ unsplit: '5000000', web_search: '20' })];
    const result = bill(
      offer(step.includes('per_unit') ? step : `id: usage, kind: usage\n${step}`),
      used,
      flat({ 'claude-sonnet-4': '0' }),
    );
    expect(amounts(result).x).toBe(expected);
    expect(formula(result, 'x')).toBe(explained);
  });

  it('infrastructure is apart, and once is not part of a month', () => {
    const result = bill(
      offer(
        'id: usage, kind: usage\nid: set-up, kind: fixed, amount: 500, per: once\nid: infra, kind: infra, amount: 30, per: month',
      ),
      USED,
    );
    expect([result.total, result.totalWithoutInfrastructure, result.infrastructure, result.oneTime].map(text)).toEqual([
      '105',
      '75',
      '30',
      '500',
    ]);
  });

  it('leaves out what is charged per month when only use is asked for', () => {
    const result = bill(
      offer(
        'id: usage, kind: usage\nid: seat, kind: fixed, amount: 20, per: month\nid: off, kind: percent, percent: -10, base: [usage, seat]\nid: least, kind: minimum, amount: 500, base: [usage]',
      ),
      USED,
      SONNET,
      {},
      { onlyUse: true },
    );
    expect(text(result.total)).toBe('67.5');
  });
});

describe('included, minimum, prepaid', () => {
  it.each([
    ['id: x, kind: included, amount: 20, base: [usage]', '12', '-12', '-12.00 of usage 12.00: 20.00 is included'],
    ['id: x, kind: included, amount: 20, base: [usage]', '75', '-20', '-20.00 of usage 75.00: 20.00 is included'],
    // 75.00 are 5 M tokens: the first million is a fifth
    [
      'id: x, kind: included, tokens: 1000000, base: [usage]',
      '75',
      '-15',
      '1,000,000 of 5,000,000 tokens included, at the average price of usage 75.00',
    ],
    [
      'id: x, kind: included, tokens: 9000000, base: [usage]',
      '75',
      '-75',
      '5,000,000 of 5,000,000 tokens included, at the average price of usage 75.00',
    ],
    [
      'id: x, kind: minimum, amount: 500, base: [usage]',
      '612.5',
      '0',
      'at least 500.00 per month: reached by usage 612.50',
    ],
    [
      'id: x, kind: minimum, amount: 500, base: [usage]',
      '120',
      '380',
      'at least 500.00 per month: missing beyond usage 120.00',
    ],
    [
      'id: x, kind: minimum, amount: 6000, per: year, base: [usage]',
      '120',
      '380',
      'at least 6,000.00 per year ÷ 12: missing beyond usage 120.00',
    ],
    [
      'id: x, kind: prepaid, increment: 10, base: [usage]',
      '75',
      '0',
      '8 × 10.00 bought for usage 75.00: 5.00 is not used and carried to the next month',
    ],
    [
      'id: x, kind: prepaid, increment: 10, base: [usage], unused: cost',
      '75',
      '5',
      '8 × 10.00 bought for usage 75.00: 5.00 is not used and expires',
    ],
    [
      'id: x, kind: prepaid, increment: 25, base: [usage]',
      '75',
      '0',
      '3 × 25.00 bought for usage 75.00, nothing left over',
    ],
    [
      'id: x, kind: prepaid, increment: 25, base: [usage], unused: cost',
      '0',
      '0',
      '0 × 25.00 bought for usage 0.00, nothing left over',
    ],
  ])('%s on %s is %s', (step, spent, expected, explained) => {
    const result = bill(offer(`id: usage, kind: usage\n${step}`), [worth(spent)]);
    expect(amounts(result).x).toBe(expected);
    expect(formula(result, 'x')).toBe(explained);
  });

  it('a fee on a purchase sees the credit that was bought beyond the usage', () => {
    const result = bill(
      offer(`id: usage, kind: usage
        id: credits, kind: prepaid, increment: 100, base: [usage]
        id: fee, kind: percent, percent: 5.5, base: [usage, credits]`),
      USED,
    );
    expect(amounts(result)).toEqual({ usage: '75', credits: '0', fee: '5.5', total: '80.5' });
    expect(text(result.unusedCredit)).toBe('25');
  });
});

describe('fx and tax', () => {
  it('converts what came before in place', () => {
    const result = bill(
      offer(
        `id: usage, kind: usage
        id: eur, kind: fx, to: EUR, rate: 0.92, spread_percent: 0.5, as_of: 2026-11-20, source: ECB reference
        id: card, kind: percent, percent: 2.5, base: [usage]
        id: vat, kind: tax, percent: 20, base: [usage]`,
        'currency: EUR',
      ),
      USED,
    );
    // 75 × 0.92 × 1.005 = 69.345; 2.5 % = 1.733625; 20 % = 13.869
    expect(amounts(result)).toEqual({ usage: '69.345', eur: '0', card: '1.733625', vat: '13.869', total: '84.947625' });
    expect(result.currency).toBe('EUR');
    expect(formula(result, 'eur')).toBe(
      '75.00 USD × 0.92 × 1.005 (spread 0.5 %) = 69.345 EUR, rate of 2026-11-20, ECB reference',
    );
  });

  it('a recoverable tax is shown and costs nothing', () => {
    const result = bill(
      offer('id: usage, kind: usage\nid: vat, kind: tax, percent: 20, base: [usage], recoverable: true'),
      USED,
    );
    expect(amounts(result)).toEqual({ usage: '75', vat: '0', total: '75' });
    expect(formula(result, 'vat')).toBe('20 % of usage 75.00 = 15.00, recoverable: nets to 0');
  });

  it('refuses an offer whose steps end in another currency than it says', () => {
    expect(refusal(() => bill(offer('id: usage, kind: usage', 'currency: EUR'), USED))).toBe(
      'offer seller: currency | expected USD, which its steps are in, found EUR | write currency: USD, or add an fx step to EUR',
    );
  });
});

describe('rounding', () => {
  const rounded = (level: string, mode: string, price: string) =>
    offer(
      `id: usage, kind: usage, price_factor: ${price}\nid: infra, kind: infra, amount: 0.001, per: month`,
      `rounding: {level: ${level}, quantum: 0.01, mode: ${mode}}`,
    );
  const one = flat({ 'claude-sonnet-4': '1' });
  const million = [usage({ input: '1000000' })];
  it.each([
    ['half_up', '2.675', '2.68'],
    ['half_even', '2.665', '2.66'],
    ['half_even', '2.675', '2.68'],
    ['up', '2.671', '2.68'],
    ['down', '2.679', '2.67'],
  ])('the invoice %s: %s is %s, without the infrastructure nobody bills', (mode, price, expected) => {
    const result = bill(rounded('invoice', mode, price), million, one);
    expect(text(result.totalWithoutInfrastructure)).toBe(expected);
    expect(result.steps.at(-1)?.kind).toBe('rounding');
  });
  it('each line, which later steps then see', () => {
    const lines = offer(
      'id: usage, kind: usage, price_factor: 0.333\nid: fee, kind: percent, percent: 10, base: [usage]',
      'rounding: {level: line, quantum: 0.01, mode: half_up}',
    );
    expect(amounts(bill(lines, million, one))).toEqual({ usage: '0.33', fee: '0.03', total: '0.36' });
  });
  it('each request, of calls that are alike: 1,000 of 0.0004 are 1,000 credits of 0.01', () => {
    // 400 tokens at 1 per million each
    const alike = { ...usage({ unsplit: '400000' }), isAlike: true };
    const result = bill(rounded('request', 'up', '1'), [alike], one);
    expect(text(result.totalWithoutInfrastructure)).toBe('10');
    expect(text(result.list)).toBe('0.4');
    expect(formula(result, 'usage')).toMatch(/, each request rounded up to 0\.01$/);
    // half of 0.0004 rounds half up to 0 cents, 13 times it to 1 cent: the factor is part of what a request costs
    const factored = (factor: string) =>
      offer(
        `id: usage, kind: usage, price_factor: ${factor}`,
        'rounding: {level: request, quantum: 0.01, mode: half_up}',
      );
    expect(text(bill(factored('0.5'), [alike], one).total)).toBe('0');
    expect(text(bill(factored('13'), [alike], one).total)).toBe('10');
    // three times the month is three times the requests
    expect(
      text(bill(rounded('request', 'up', '1'), [alike], one, { factor: exact(3n) }).totalWithoutInfrastructure),
    ).toBe('30');
  });
  it('each request cannot be told from a sum, nor a tier be rounded per request', () => {
    expect(refusal(() => bill(rounded('request', 'up', '1'), million, one))).toMatch(
      /offer seller: rounding \| expected calls one by one, because each request is rounded; found sums of calls/,
    );
    const tiers = offer(
      'id: t, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1, tiers: [{from: 0, price: 1}]',
      'rounding: {level: request, quantum: 0.01, mode: up}',
    );
    expect(refusal(() => bill(tiers, million, one))).toMatch(/found a tiered_rate step/);
  });
});

describe('when and for what', () => {
  it('a step outside its dates adds nothing, one in force for part of the month its share', () => {
    const dated = (dates: string) =>
      offer(`id: usage, kind: usage\nid: off, kind: percent, percent: -10, base: [usage], ${dates}`);
    expect(amounts(bill(dated('from: 2026-10-01'), USED)).off).toBe('0');
    expect(amounts(bill(dated('to: 2026-09-01'), USED)).off).toBe('0');
    expect(amounts(bill(dated('from: 2026-08-15, to: 2026-10-01'), USED)).off).toBe('-7.5');
    expect(amounts(bill(dated('from: 2026-09-21'), USED)).off).toBe('-2.5'); // 10 of 30 days
    expect(formula(bill(dated('from: 2026-10-01'), USED), 'off')).toBe('not in force: only from 2026-10-01');
    expect(formula(bill(dated('from: 2026-09-21'), USED), 'off')).toBe(
      '-10 % of usage 75.00 × 1/3 of the month, in force from 2026-09-21',
    );
  });

  it('a price that changes in the month counts for its days', () => {
    const change = offer(
      'id: old, kind: usage, to: 2026-09-11\nid: new, kind: usage, price_factor: 0.5, from: 2026-09-11',
    );
    expect(amounts(bill(change, USED))).toEqual({ old: '25', new: '25', total: '50' }); // 10/30 × 75 + 20/30 × 37.5
  });

  it('a monthly fee is due in full unless it is prorated', () => {
    const fee = (more: string) =>
      offer(`id: usage, kind: usage\nid: seat, kind: fixed, amount: 30, per: month, from: 2026-09-16${more}`);
    expect(amounts(bill(fee(''), USED)).seat).toBe('30');
    expect(amounts(bill(fee(', prorate: daily'), USED)).seat).toBe('15');
  });

  it('dated steps need a month', () => {
    const dated = offer('id: usage, kind: usage, from: 2026-01-01');
    expect(refusal(() => bill(dated, USED, SONNET, { month: null }))).toMatch(/--assume-month/);
  });

  it('usage that no step charges is refused by name', () => {
    const used = [...USED, usage({ input: '5' }, { model: 'gpt-5', provider: 'openai' })];
    const prices = flat({ 'claude-sonnet-4': '15', 'gpt-5': '1' });
    expect(refusal(() => bill(offer('id: usage, kind: usage, skus: [anthropic/*]'), used, prices))).toBe(
      'offer seller | expected a step that charges every SKU all of 2026-09, found none for openai/gpt-5 | add a usage or tiered_rate step for them, or widen the skus or dates of one',
    );
    expect(refusal(() => bill(offer('id: usage, kind: usage, from: 2026-09-02'), USED))).toMatch(
      /found none for anthropic\/claude-sonnet-4/,
    );
  });

  it('a flat fee for everything charges everything', () => {
    expect(amounts(bill(offer('id: server, kind: fixed, amount: 3, per: hour'), USED))).toEqual({
      server: '2160',
      total: '2160',
    });
  });

  it('a fee for named SKUs charges those, prices the rest', () => {
    const mixed = offer(
      'id: server, kind: fixed, amount: 100, per: month, skus: [openai/*]\nid: usage, kind: usage, skus: ["*sonnet*"]',
    );
    const used = [...USED, usage({ input: '5' }, { model: 'gpt-5', provider: 'openai' })];
    expect(amounts(bill(mixed, used, flat({ 'claude-sonnet-4': '15', 'gpt-5': '1' })))).toEqual({
      server: '100',
      usage: '75',
      total: '175',
    });
  });
});

describe('what an offer carries', () => {
  const cached = [usage({ input: '1000000', cache_read: '3000000', cache_write_5m: '1000000' })];
  const prices: typeof SONNET = {
    currency: () => 'USD',
    price(used) {
      // 3 per million input, 0.3 cached, 3.75 written; half of it in a batch
      const rate = (meter: string) => decimal({ input: '3', cache_read: '0.3', cache_write_5m: '3.75' }[meter] ?? '0');
      let total = 0n;
      for (const [meter, quantity] of used.quantities)
        total += quantity.numerator * rate(meter).numerator * (1000n / rate(meter).denominator);
      const amount = { numerator: used.context.isBatch ? total / 2n : total, denominator: 1_000_000_000n };
      return { usage: used, sku: 'anthropic/claude-sonnet-4', lines: [], unpriced: [], low: amount, high: amount };
    },
  };
  const total = (carries: string, used = cached) => {
    const { total: amount } = bill(offer('id: usage, kind: usage', carries), used, prices);
    return Number(amount.numerator) / Number(amount.denominator);
  };
  it('a dropped prompt cache is plain input, a dropped batch the standard rate', () => {
    expect(total('')).toBe(7.65); // 3 + 0.9 + 3.75
    expect(total('carries: {prompt_cache: yes}')).toBe(7.65);
    expect(total('carries: {prompt_cache: no}')).toBe(15); // 5 M × 3
    const batch = [usage({ input: '1000000' }, { context: { isBatch: true } })];
    expect(total('', batch)).toBe(1.5);
    expect(total('carries: {batch: no}', batch)).toBe(3);
  });
  it('a model it does not carry is unpriced, not free', () => {
    const result = bill(offer('id: usage, kind: usage', 'carries: {models: [openai/*]}'), cached, prices);
    expect(result.unpriced.map((item) => [item.reason, item.detail])).toEqual([
      ['forbidden', 'the offer seller does not carry this model'],
    ]);
  });
});
