/** Savings, return, payback, net present value, break-even and cliffs, with figures computed by hand. */
import { describe, expect, it } from 'vitest';
import { toFixed } from '../../src/core/decimal.js';
import { decimal, type Exact, exact, multiply, ONE } from '../../src/core/exact.js';
import { planComparison } from '../../src/offers/plan.js';
import type { Offer } from '../../src/pricing/offer-schema.js';
import { cliffsOf } from '../../src/projection/cliffs.js';
import { compareOffers } from '../../src/projection/compare.js';
import type { Comparison } from '../../src/projection/comparison.js';
import { compoundFactors, economicsOf, volumesOf } from '../../src/projection/savings.js';
import { crossings, simplestBetween } from '../../src/projection/search.js';
import { parseVolume, volumeFactor } from '../../src/projection/volume.js';
import { offer, refusal, SONNET, text, usage } from '../offers/words.js';
import { SEPTEMBER, scenario } from './words.js';

const FOUR_CASE = 'alternatives: [other]\nhorizon_months: 12\none_time_cost: 2000';
const TOKENS = '375000000'; // 5,625.00 at 15 per million

function comparison(alternative: Offer, text: string, tokens = TOKENS, baseline?: Offer): Comparison {
  const offers = baseline ? [alternative, baseline] : [alternative];
  const plan = planComparison(
    scenario(baseline ? `${text}\nbaseline: ${baseline.id}` : text),
    { to: [] },
    offers,
    'USD',
  );
  const result = compareOffers({
    plan,
    month: SEPTEMBER,
    usage: [usage({ unsplit: tokens })],
    dimensions: [],
    pricing: SONNET,
  });
  return result.comparisons[0]!;
}

const other = (steps: string) => offer(steps, 'id: other');
const DISCOUNT_AND_FEE = other(`id: usage, kind: usage
  id: discount, kind: percent, percent: -15, base: [usage]
  id: subscription, kind: fixed, amount: 500, per: month`);

describe('a monthly baseline of 5,625.00 against 15 % off and a fee of 500.00', () => {
  const result = comparison(DISCOUNT_AND_FEE, FOUR_CASE);
  it('saves 343.75 a month and is worth its 2,000.00', () => {
    expect(text(result.savings.monthly.low)).toBe('343.75'); // 843.75 − 500
    expect(text(result.netBenefit.low)).toBe('2125'); // 12 × 343.75 − 2000
    expect(text(result.roi!.low)).toBe('1.0625');
    expect(text(result.paybackMonths!.low)).toBe('64/11'); // 2000 ÷ 343.75
  });
  it('breaks even where 15 % of the usage is the fee', () => {
    // 500 ÷ 0.15 = 3,333.33 of usage at 15 per million: 2,000,000,000/9 tokens
    expect([text(result.breakEven!.tokensPerMonth), result.breakEven!.cheaper]).toEqual(['2000000000/9', 'above']);
  });
});

describe('what is null', () => {
  it('ROI and payback without a one-time cost; payback where nothing is saved', () => {
    const free = comparison(DISCOUNT_AND_FEE, 'alternatives: [other]');
    expect([free.oneTimeCost, free.roi, free.paybackMonths, text(free.netBenefit.low)]).toEqual([
      null,
      null,
      null,
      '4125',
    ]);
    const dearer = comparison(
      other('id: usage, kind: usage\nid: fee, kind: percent, percent: 5, base: [usage]'),
      FOUR_CASE,
    );
    expect([text(dearer.savings.monthly.low), dearer.paybackMonths, text(dearer.roi!.low)]).toEqual([
      '-281.25',
      null,
      '-2.6875',
    ]);
    expect(dearer.breakEven).toBeNull();
  });
  it('a rate of nothing', () => {
    const nothing = comparison(DISCOUNT_AND_FEE, FOUR_CASE, '0');
    expect([nothing.savings.rate, nothing.breakEven]).toEqual([null, null]);
  });
  it('a cost of 0 has been paid back, and has no return', () => {
    const zero = comparison(DISCOUNT_AND_FEE, 'alternatives: [other]\none_time_cost: 0');
    expect([zero.roi, text(zero.paybackMonths!.low)]).toEqual([null, '0']);
  });
});

describe('over the horizon', () => {
  it('grows the volume, not the savings: each month is billed at its own volume', () => {
    const grown = comparison(
      DISCOUNT_AND_FEE,
      'alternatives: [other]\nhorizon_months: 3\nmonthly_growth_percent: 10\none_time_cost: 100',
    );
    // 843.75 × (1 + 1.1 + 1.21) − 3 × 500 − 100 = 2792.8125 − 1600
    expect(text(grown.netBenefit.low)).toBe('1192.8125');
    expect(text(grown.paybackMonths!.low)).toBe('16/55'); // 100 ÷ 343.75, within the first month
  });
  it('pays back by what each month saves: with growth sooner than the first month alone would say', () => {
    const paid = (months: number, cost: number) =>
      comparison(
        DISCOUNT_AND_FEE,
        `alternatives: [other]\nhorizon_months: ${months}\nmonthly_growth_percent: 10\none_time_cost: ${cost}`,
      ).paybackMonths;
    // 343.75 and 428.125, then 228.125 of the 520.9375 of the third: 2 + 730/1667, where 1000 ÷ 343.75 would be 2.909
    expect(text(paid(3, 1000)!.low)).toBe('4064/1667');
    // What months beyond the horizon save is not worked out.
    expect(paid(2, 1000)).toBeNull();
  });
  it('what an offer charges once is part of the one-time cost', () => {
    const once = comparison(
      other('id: usage, kind: usage, price_factor: 0.5\nid: set-up, kind: fixed, amount: 300, per: once'),
      'alternatives: [other]\none_time_cost: 200',
      '5000000',
    );
    expect([text(once.savings.monthly.low), text(once.oneTimeCost!), text(once.netBenefit.low)]).toEqual([
      '37.5',
      '500',
      '-50',
    ]);
  });
  it('discounts by the year, compounded monthly', () => {
    const yearly = decimal('0.21');
    const factor = compoundFactors(yearly);
    expect(text(factor(12))).toBe('1.21');
    expect(text(factor(6))).toBe('1.1'); // the root of 1.21 is rational, and found
    expect(text(factor(24))).toBe('1.4641');
    // (1.21)^(1/12) = 1.0160118677733873592715906…, computed apart with 50 digits
    expect(text(factor(1))).toBe('1.016011867773387359');
    const { npv } = economicsOf({
      monthlySavings: [...Array(5).fill(exact(0n)), decimal('110')],
      oneTimeCost: decimal('60'),
      yearlyDiscountRate: yearly,
    });
    expect(text(npv)).toBe('40'); // 110 ÷ 1.1 − 60
  });
  it('8 % a year of 343.75 a month for 2,000.00', () => {
    const months = Array<Exact>(12).fill(decimal('343.75'));
    const { npv } = economicsOf({
      monthlySavings: months,
      oneTimeCost: decimal('2000'),
      yearlyDiscountRate: decimal('0.08'),
    });
    // Computed apart with 50 digits.
    expect(toFixed(npv, 12)).toBe('1957.544886738071');
  });
  it('without a rate the present value is the net benefit', () => {
    const result = comparison(DISCOUNT_AND_FEE, FOUR_CASE);
    expect(result.npv).toEqual(result.netBenefit);
  });
  it('volumes compound', () => {
    expect(volumesOf(3, decimal('1.5')).map(text)).toEqual(['1', '1.5', '2.25']);
  });
});

function told({ breakEven: even }: Comparison): [string, string[]] {
  const end = (at: Exact | null) => (at === null ? '' : text(at));
  const until = even!.until === null ? '' : ` until ${text(even!.until)}`;
  const ranges = even!.ranges.map(({ from, to }) => `${end(from)}..${end(to)}`);
  return [`${even!.cheaper} ${text(even!.tokensPerMonth)}${until}`, ranges];
}

describe('break-even', () => {
  const official = offer('id: usage, kind: usage\nid: proxy, kind: infra, amount: 30, per: month', 'id: official');
  it('can be an upper end: a fee instead of infrastructure', () => {
    const result = comparison(
      other('id: usage, kind: usage\nid: fee, kind: percent, percent: 5, base: [usage]'),
      'alternatives: [other]',
      '5000000',
      official,
    );
    // 5 % of usage is 30.00 at 600.00 of usage: 40 million tokens
    expect(told(result)).toEqual(['below 40000000', ['..40000000']]);
  });
  it('is a threshold where a tier makes the difference', () => {
    const tiers = other(
      'id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1000000, tiers: [{from: 0, price: 16}, {from: 7000001, price: 12}]',
    );
    const result = comparison(tiers, 'alternatives: [other]', '5000000');
    expect(told(result)).toEqual(['above 7000001', ['7000001..']]);
    expect(result.notes.map(({ code }) => code)).not.toContain('break_even_ranges');
  });
  it('is the one that decides today, of several', () => {
    // Cheaper between a minimum of 30 (2 M tokens of 15) and the volume at which its dearer tier begins.
    const odd =
      other(`id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1000000, tiers: [{from: 0, price: 10}, {from: 9000000, price: 20}]
      id: least, kind: minimum, amount: 30, base: [usage]`);
    const at = (tokens: string) => told(comparison(odd, 'alternatives: [other]', tokens));
    expect(at('5000000')).toEqual(['above 2000000 until 9000000', ['2000000..9000000']]);
    expect(at('1000000')).toEqual(['above 2000000 until 9000000', ['2000000..9000000']]);
    expect(at('20000000')).toEqual(['below 9000000 until 2000000', ['2000000..9000000']]);
  });
  it('is a range of a plan with included usage and dearer overage', () => {
    // 50 a month with 90 of usage at 1.2 × list, list L: below 75 of L it costs 50, so it is cheaper from 50 of L on; then
    // 1.2 L − 40, which is L at 200. In tokens of 15 a million: 10/3 and 40/3 million.
    const plan = other(`id: usage, kind: usage, price_factor: 1.2
      id: included, kind: included, amount: 90, base: [usage]
      id: subscription, kind: fixed, amount: 50, per: month`);
    const range = '10000000/3..40000000/3';
    const result = comparison(plan, 'alternatives: [other]', '5000000');
    expect(told(result)).toEqual(['above 10000000/3 until 40000000/3', [range]]);
    expect(told(comparison(plan, 'alternatives: [other]', '20000000'))).toEqual([
      'below 40000000/3 until 10000000/3',
      [range],
    ]);
    expect(result.notes.find(({ code }) => code === 'break_even_ranges')?.message).toBe(
      'other: tokens a month at which it is cheaper than official: 3,333,334 to 13,333,333; at all others it is dearer or costs the same',
    );
  });
  it('is one of several ranges where credit is bought ahead and expires', () => {
    // k × 20 for usage of 0.8 L up to 20 k, so up to L of 25 k; cheaper from L of 20 k on: 20 to 25, 40 to 50, 60 to 75, and from
    // 80 on, because 100 is where the fifth begins to pay. A million tokens are 15 of L.
    const credit = other(
      'id: usage, kind: usage, price_factor: 0.8\nid: credit, kind: prepaid, increment: 20, base: [usage], unused: cost',
    );
    const result = comparison(credit, 'alternatives: [other]', '4800000');
    const ranges = ['4000000/3..5000000/3', '8000000/3..10000000/3', '4000000..5000000', '16000000/3..'];
    expect(told(result)).toEqual(['above 4000000 until 5000000', ranges]);
    expect(told(comparison(credit, 'alternatives: [other]', '5100000'))).toEqual(['above 16000000/3', ranges]);
  });
  it('is one of many ranges where whole packages are bought', () => {
    // k packages for 14 k are cheaper than 15 per million from 14/15 k million tokens to k million; from the 14th on the next
    // begins to pay where the one before ends.
    const packages = other(
      'id: usage, kind: tiered_rate, mode: package, metric: tokens, scope: all, per: 1000000, tiers: [{from: 0, price: 14}]',
    );
    const result = comparison(packages, 'alternatives: [other]', '4800000');
    expect(told(result)[0]).toBe('above 14000000/3 until 5000000');
    const even = result.breakEven!;
    expect([even.ranges.length, told(result)[1]![0], told(result)[1]!.at(-1), even.isComplete]).toEqual([
      14,
      '2800000/3..1000000',
      '39200000/3..',
      true,
    ]);
    expect(result.notes.find(({ code }) => code === 'break_even_ranges')?.message).toMatch(
      /^other: tokens a month at which it is cheaper than official: 933,334 to 1,000,000, .*, and 10 more ranges; /,
    );
  });
  it('says that there are more ranges than it looked at', () => {
    // Of 20 each for 0.999 L: cheaper by turns up to the thousandth.
    const credit = other(
      'id: usage, kind: usage, price_factor: 0.999\nid: credit, kind: prepaid, increment: 20, base: [usage], unused: cost',
    );
    const { breakEven: even, notes } = comparison(credit, 'alternatives: [other]', '5000000');
    expect(even!.isComplete).toBe(false);
    expect(notes.find(({ code }) => code === 'break_even_ranges')?.message).toMatch(/by turns cheaper and dearer/);
  });
  it('finds roots, jumps and ends of level stretches exactly', () => {
    const grid = [1, 10, 100].map((at) => exact(BigInt(at)));
    const find = (value: (at: Exact) => Exact) =>
      crossings(value, grid).map(({ at, isRise }) => `${isRise ? '+' : '-'}${text(at)}`);
    const line = (slope: string, offset: string) => (at: Exact) => ({
      ...exact(1n),
      ...addUp(multiply(decimal(slope), at), decimal(offset)),
    });
    expect(find(line('3', '-7'))).toEqual(['+7/3']);
    expect(find(line('-3', '70'))).toEqual(['-70/3']);
    expect(find((at) => (at.numerator * 7n >= 100n * at.denominator ? ONE : exact(-1n)))).toEqual(['+100/7']);
    // zero from the first grid point to 5.5, then rising
    expect(find((at) => (at.numerator * 2n <= 11n * at.denominator ? exact(0n) : addUp(at, decimal('-5.5'))))).toEqual([
      '+5.5',
    ]);
    expect(find(() => exact(0n))).toEqual([]);
  });
  it('the simplest fraction between two numbers', () => {
    expect(text(simplestBetween(decimal('0.3333'), decimal('0.3334')))).toBe('1/3');
    expect(text(simplestBetween(decimal('6999999.9'), decimal('7000000.1')))).toBe('7000000');
  });
});

describe('cliffs', () => {
  const table = (mode: string, tiers: string, more = 'metric: tokens, scope: all, per: 1000000') =>
    cliffsOf(offer(`id: usage, kind: usage\nid: t, kind: tiered_rate, mode: ${mode}, ${more}, tiers: ${tiers}`)).map(
      (cliff) => [cliff.from, cliff.to, cliff.cheaperAt].map(text).join(' '),
    );
  it.each([
    [
      'volume',
      '[{from: 0, price: 15}, {from: 1000000, price: 12.5}, {from: 10000000, price: 10.5}]',
      ['2500000/3 1000000 1000000', '8400000 10000000 10000000'],
    ],
    ['graduated', '[{from: 0, price: 15}, {from: 1000000, price: 12.5}]', []],
    ['volume, dearer above', '[{from: 0, price: 10}, {from: 1000000, price: 12}]', []],
    // 10 M cost 10.00: less than all of the middle tier, and than 666,666.67 of the first
    [
      'volume, over two tiers',
      '[{from: 0, price: 15}, {from: 1000000, price: 12.5}, {from: 10000000, price: 1}]',
      ['2500000/3 1000000 1000000', '2000000/3 10000000 10000000'],
    ],
    ['volume, packs', '[{from: 0, flat: 20}, {from: 1000000, flat: 10}]', ['0 1000000 1000000']],
    ['volume, then free', '[{from: 0, price: 15}, {from: 1000000, price: 0}]', ['0 1000000 1000000']],
    // five packages cost 50, four at 15 cost 60: from the fourth on the fifth is cheaper
    ['package', '[{from: 0, price: 15}, {from: 5000000, price: 10}]', ['3000000 4000000 5000000']],
  ])('%s', (mode, tiers, expected) => {
    expect(table(mode.split(',')[0] ?? mode, tiers)).toEqual(expected);
  });
  it('of discounts on spend', () => {
    const off = 'metric: spend, scope: all, per: 1, base: [usage]';
    // 10 % off from 1,000: 1,000 costs 900
    expect(table('volume', '[{from: 0, percent_off: 0}, {from: 1000, percent_off: 10}]', off)).toEqual([
      '900 1000 1000',
    ]);
  });
});

describe('--volume', () => {
  it.each([
    ['5Mtok/month', '5000000', 'tokens'],
    ['2.5Gtok/month', '2500000000', 'tokens'],
    ['500ktokens/month', '500000', 'tokens'],
    ['20000calls/month', '20000', 'calls'],
    ['20_000 calls/month', '20000', 'calls'],
    ['60Mtok/year', '5000000', 'tokens'],
  ])('%s', (written, quantity, unit) => {
    const volume = parseVolume(written);
    expect([text(volume.quantity), volume.unit]).toEqual([quantity, unit]);
  });
  it.each([
    '5Mtok',
    '0tok/month',
    'a lot',
    '-5Mtok/month',
    '5e6tok/month',
    '5Mtok/day',
    '1,000calls/month',
  ])('%s is refused', (written) => {
    expect(refusal(() => parseVolume(written))).toBe(
      `--volume ${written} is not a volume | write tokens or calls per month, such as 5Mtok/month or 20000calls/month`,
    );
  });
  it('scales the mix by tokens or by calls', () => {
    const used = [usage({ input: '3000', output: '1000' }, { calls: 40n })];
    expect(text(volumeFactor(parseVolume('5Mtok/month'), used))).toBe('1250');
    expect(text(volumeFactor(parseVolume('100calls/month'), used))).toBe('2.5');
    expect(refusal(() => volumeFactor(parseVolume('5Mtok/month'), [usage({})]))).toMatch(/found none in the logs/);
  });
});

function addUp(left: Exact, right: Exact): Exact {
  return exact(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}
