/** Months that follow each other: what one leaves to the next, and what an offer does not serve. */
import { describe, expect, it } from 'vitest';
import { decimal, sum } from '../../src/core/exact.js';
import type { Bill, OfferPricing } from '../../src/offers/bill.js';
import { billOf } from '../../src/offers/evaluate.js';
import { prepareOffer } from '../../src/offers/prepare.js';
import { priceUsage } from '../../src/pricing/price-usage.js';
import { bookText, NO_CONTEXT, own } from '../pricing/helpers.js';
import { amounts, bill, month, offer, SONNET, text, usage, worth } from './words.js';

/** Bills of months that cost these amounts at list. */
function months(of: ReturnType<typeof offer>, spent: readonly string[]) {
  const prepared = prepareOffer(of, month([worth('1')]), SONNET, 'low');
  const bills: Bill[] = [];
  for (const amount of spent) bills.push(billOf(prepared, { volume: decimal(amount), before: bills.at(-1)?.after }));
  return bills;
}

describe('prepaid credit', () => {
  const topUps = offer(`id: usage, kind: usage
    id: credits, kind: prepaid, increment: 10, base: [usage]
    id: fee, kind: percent, percent: 5.5, min: 0.80, charge_size: 10, base: [usage, credits]`);
  it('is carried to the next month, which buys less', () => {
    const bills = months(topUps, ['75', '75', '75']);
    // 8 bought, 5 left; 7 bought, none left; 8 bought again
    expect(bills.map((one) => amounts(one).fee)).toEqual(['6.4', '5.6', '6.4']);
    expect(bills.map((one) => text(one.unusedCredit))).toEqual(['5', '0', '5']);
    expect(bills.map((one) => text(one.creditChange))).toEqual(['5', '-5', '5']);
    expect(text(sum(bills.map((one) => one.total)))).toBe('243.4');
  });
  it('pays for a month that needs no more than is left', () => {
    const bills = months(topUps, ['61', '8', '2']);
    expect(bills.map((one) => amounts(one).fee)).toEqual(['5.6', '0', '0.8']);
    expect(bills.map((one) => text(one.unusedCredit))).toEqual(['9', '1', '9']);
  });
  it('that expires is never carried', () => {
    const expiring = offer(
      'id: usage, kind: usage\nid: credits, kind: prepaid, increment: 10, base: [usage], unused: cost',
    );
    expect(months(expiring, ['75', '75']).map((one) => amounts(one).credits)).toEqual(['5', '5']);
  });
});

describe('a minimum per year', () => {
  const least = offer('id: usage, kind: usage\nid: least, kind: minimum, amount: 1200, per: year, base: [usage]');
  it('is a twelfth for one month alone', () => {
    expect(amounts(bill(least, [worth('60')])).least).toBe('40');
  });
  it('a good month makes up for a poor one, before and after it', () => {
    expect(months(least, ['150', '60', '90']).map((one) => amounts(one).least)).toEqual(['0', '0', '0']);
    expect(months(least, ['60', '150', '50']).map((one) => amounts(one).least)).toEqual(['40', '-40', '40']);
  });
  it('twelve months come to what the year owes, and a new year begins anew', () => {
    const poor = months(
      least,
      Array.from({ length: 13 }, () => '50'),
    );
    expect(text(sum(poor.slice(0, 12).map((one) => one.total)))).toBe('1200');
    expect(amounts(poor[12]!).least).toBe('50');
    const uneven = ['0', '0', '0', '0', '0', '0', '200', '200', '200', '200', '200', '200'];
    expect(text(sum(months(least, uneven).map((one) => one.total)))).toBe('1200');
    const rich = ['0', '0', '0', '0', '0', '0', '300', '300', '300', '300', '300', '300'];
    expect(text(sum(months(least, rich).map((one) => one.total)))).toBe('1800');
  });
});

describe('long context that is not carried', async () => {
  const opened = await own(
    bookText(`  - sku: acme/alpha
    provider: acme
    match: [{exact: alpha}]
    versions:
      - source: {retrieved: 2026-10-01}
        rates: {input: 1, output: 2}
        overrides: [{id: long, when: {input_tokens: {gt: 200000}}, rates: {input: 2, output: 3}}]`),
  );
  const book: OfferPricing = { currency: () => 'USD', price: (used) => priceUsage(opened, used) };
  const size = (inputTokens: bigint | null) =>
    usage(
      { input: '1000000' },
      { model: 'alpha', provider: 'acme', calls: 4n, context: { ...NO_CONTEXT, inputTokens } },
    );
  const carries = offer('id: usage, kind: usage', 'carries: {long_context: no}');
  it('calls beyond the size from which the list has another price are unpriced, not free', () => {
    const result = bill(carries, [size(200000n), size(200001n)], book);
    expect(text(result.total)).toBe('1');
    expect(result.unpriced.map(({ reason, detail, calls, tokens }) => [reason, detail, calls, tokens])).toEqual([
      ['forbidden', 'the offer seller does not carry long context', 4n, 1000000n],
    ]);
  });
  it('calls whose size is not known are not taken for long ones', () => {
    const result = bill(carries, [size(null)], book);
    expect([text(result.total), result.unpriced]).toEqual(['1', []]);
  });
});
