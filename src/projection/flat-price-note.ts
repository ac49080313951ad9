/**
 * A flat price for all tokens is easily another price in disguise: 15.00 per million is what output costs, and most tokens
 * are input. Where the published list knows both, the note says what the same tokens cost there.
 */
import type { Note } from '../core/diagnostics.js';
import { compare, decimal, divide, type Exact, exact, isZero, multiply, ONE, subtract, sum } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import type { MeteredUsage } from '../core/usage.js';
import type { MonthlyUsage, OfferPricing } from '../offers/bill.js';
import type { CompareInput } from './comparison.js';
import { shownCount, shownMoney } from './shown.js';
import { tokensOf } from './volume.js';

const INPUT_SHARE = decimal('0.75');
const MILLION = exact(1_000_000n);

/** Empty unless every token is unsplit, priced flat by the books in use, and the published list prices all of it. */
export function flatPriceNote({ pricing, publishedPricing, plan }: CompareInput, month: MonthlyUsage): Note[] {
  const tokens = tokensOf(month.usage);
  const isUnsplit = month.usage.every((usage) => [...usage.quantities.keys()].every((meter) => !isSplit(meter)));
  if (!publishedPricing || isZero(tokens) || !isUnsplit) return [];
  const flat = costOf(month.usage, pricing);
  const asOutput = costOf(
    month.usage.map((usage) => splitBy(usage, exact(0n))),
    publishedPricing,
  );
  const split = costOf(
    month.usage.map((usage) => splitBy(usage, INPUT_SHARE)),
    publishedPricing,
  );
  if (!flat || !asOutput || !split || compare(flat, split) === 0) return [];
  const price = divide(multiply(flat, MILLION), tokens);
  const isOutputPrice = compare(flat, asOutput) === 0;
  const models = [...new Set(month.usage.map((usage) => usage.model ?? 'the model'))].join(', ');
  const what = isOutputPrice ? `is the output list price of ${models}` : `is a flat price for ${models}`;
  const [monthly, listed] = [flat, split].map((amount) => multiply(amount, month.factor)) as [Exact, Exact];
  return [
    {
      code: 'flat_price',
      message:
        `${shownMoney(price)} ${plan.currency} per million tokens ${what}: at list, with an input share of 75 %, the same ` +
        `${shownCount(multiply(tokens, month.factor))} tokens cost ${shownMoney(listed)}, not ${shownMoney(monthly)}`,
    },
  ];
}

/** The exact cost; undefined where it is a range or something has no price. */
function costOf(usage: readonly MeteredUsage[], pricing: OfferPricing): Exact | undefined {
  const priced = usage.map((item) => pricing.price(item));
  const isKnown = priced.every((item) => item.unpriced.length === 0 && compare(item.low, item.high) === 0);
  return isKnown ? sum(priced.map((item) => item.low)) : undefined;
}

function splitBy(usage: MeteredUsage, inputShare: Exact): MeteredUsage {
  const quantities = new Map(usage.quantities);
  const total = quantities.get('unsplit');
  quantities.delete('unsplit');
  if (total) {
    quantities.set('input', multiply(total, inputShare));
    quantities.set('output', multiply(total, subtract(ONE, inputShare)));
  }
  return { ...usage, quantities };
}

function isSplit(meter: Meter): boolean {
  return meter !== 'unsplit' && meter !== 'request';
}
