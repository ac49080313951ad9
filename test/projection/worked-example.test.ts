/** The worked example that every release reproduces, exactly. */

import { beforeAll, describe, expect, it } from 'vitest';
import { ZERO } from '../../src/core/exact.js';
import { english } from '../../src/core/phrase.js';
import type { CompareResult } from '../../src/projection/comparison.js';
import { resolveMonth } from '../../src/projection/month.js';
import { text, usage } from '../offers/words.js';
import { days, workedExample } from './words.js';

const FIVE_MILLION = [usage({ unsplit: '5000000' })];

describe('5 million unsplit tokens in September 2026', () => {
  let result: CompareResult;
  beforeAll(async () => {
    result = await workedExample(FIVE_MILLION);
  });

  it('bills the offers', () => {
    const bills = result.offers.map((offer) => [
      offer.id,
      ...(offer.bills?.low.steps ?? []).map((step) => `${step.id} ${text(step.amount)}`),
      text(offer.bills?.low.total ?? ZERO),
      text(offer.bills?.low.totalWithoutInfrastructure ?? ZERO),
    ]);
    expect(bills).toEqual([
      ['official', 'usage 75', 'card 5', 'infrastructure 30', '110', '80'],
      ['gateway', 'usage 75', 'bundle -11.25', 'infrastructure 10', '73.75', '63.75'],
      ['gateway-volume', 'usage 62.5', 'bundle -9.375', 'infrastructure 10', '63.125', '53.125'],
    ]);
    for (const offer of result.offers) expect(offer.bills?.high).toEqual(offer.bills?.low);
  });

  it('saves', () => {
    const [gateway, volume] = result.comparisons;
    const { savings } = gateway!;
    expect(
      [savings.monthly, savings.rate, savings.monthlyWithoutInfrastructure, savings.rateWithoutInfrastructure].map(
        (spread) => text(spread!.low),
      ),
    ).toEqual(['36.25', '29/88', '16.25', '0.203125']);
    expect(text(volume!.savings.monthly.low)).toBe('46.875'); // 110 − 63.125
  });

  it('pays back', () => {
    const [gateway] = result.comparisons;
    expect(text(gateway!.netBenefit.low)).toBe('235'); // 12 × 36.25 − 200
    expect(text(gateway!.roi!.low)).toBe('1.175');
    expect(text(gateway!.paybackMonths!.low)).toBe('160/29'); // 5.517…
    expect(text(gateway!.npv.low)).toBe('235');
    expect(text(gateway!.oneTimeCost!)).toBe('200');
  });

  it('finds both cliffs, with exact bounds, in the volume table only', () => {
    const [gateway, volume] = result.comparisons;
    expect(gateway!.cliffs).toEqual([]);
    expect(volume!.cliffs.map((cliff) => [cliff.from, cliff.to, cliff.cheaperAt].map(text))).toEqual([
      ['2500000/3', '1000000', '1000000'],
      ['8400000', '10000000', '10000000'],
    ]);
  });

  it('has no break-even where the gateway is always cheaper', () => {
    expect(result.comparisons.map((comparison) => comparison.breakEven)).toEqual([null, null]);
  });

  it('says what does not fit together', () => {
    const messages = [...result.notes, ...result.comparisons.flatMap((comparison) => comparison.notes)].map(
      (note) => note.message,
    );
    expect(messages).toEqual([
      'gateway and gateway-volume are two variants of one seller with different totals, 73.75 and 63.125 per month: ask which one is billed',
      'a month of these calls is 75.00 USD at list prices: whatever an offer saves of it, the time to decide and to move is likely to cost more',
      '15.00 USD per million tokens is the output list price of claude-sonnet-4: at list, with an input share of 75 %, the same 5,000,000 tokens cost 30.00, not 75.00',
      'gateway: 20.00 of the 36.25 USD saved per month is assumed infrastructure; without it 80.00 against 63.75, 16.25 (20.31 %)',
      'gateway-volume: 20.00 of the 46.875 USD saved per month is assumed infrastructure; without it 80.00 against 53.125, 26.875 (33.59 %)',
    ]);
  });

  it('saves 25.00 (22.73 %) without the bundle', async () => {
    const plain = await workedExample(FIVE_MILLION, {
      plan: {
        ...result.plan,
        alternatives: [
          {
            ...result.plan.alternatives[0]!,
            steps: result.plan.alternatives[0]!.steps.filter((step) => step.id !== 'bundle'),
          },
        ],
      },
    });
    const { savings } = plain.comparisons[0]!;
    expect([text(plain.offers[1]!.bills!.low.total), text(savings.monthly.low), text(savings.rate!.low)]).toEqual([
      '85',
      '25',
      '5/22',
    ]);
  });
});

describe('the same log without times', () => {
  const untimed = { days: [], callsWithoutTime: 900n };
  it.each([
    ['--assume-month', { ...untimed, assumeMonth: '2026-09' }],
    ['--days', { ...untimed, statedDays: 30 }],
    ['a whole month of 31 days', { days: days('2026-10-01', '2026-10-31'), callsWithoutTime: 0n }],
  ])('%s gives the same figures', async (_, input) => {
    const result = await workedExample(FIVE_MILLION, { month: resolveMonth(input) });
    expect(result.offers.map((offer) => text(offer.bills!.low.total))).toEqual(['110', '73.75', '63.125']);
    expect(text(result.comparisons[0]!.paybackMonths!.low)).toBe('160/29');
  });
  it('a stated volume scales whatever there is', async () => {
    const month = resolveMonth({ ...untimed, hasVolume: true });
    const result = await workedExample(
      [usage({ unsplit: '1234' }, { calls: 7n })],
      { month },
      {
        to: [],
        volume: { quantity: { numerator: 5_000_000n, denominator: 1n }, unit: 'tokens' },
      },
    );
    expect(result.offers.map((offer) => text(offer.bills!.low.total))).toEqual(['110', '73.75', '63.125']);
    expect(english(result.sentence)).toBe('5,000,000 tokens per month, the mix of the logs');
  });
});
