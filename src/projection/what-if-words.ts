/**
 * What a changed usage assumes, in words: each assumption where it matters, with the volume it is about.
 */
import type { Note } from '../core/diagnostics.js';
import { compare, divide, type Exact, exact, isZero, multiply, ONE, sum, ZERO } from '../core/exact.js';
import type { WhatIf } from '../core/question.js';
import type { MonthlyUsage, OfferPricing, UsageShare } from '../offers/bill.js';
import { shownCount, shownRate } from './shown.js';
import { cacheable, callsIn, type Swap } from './what-if.js';

/** `claude-opus-5 → claude-sonnet-5, 30.00 % in batches` */
export function whatIfText(whatIf: WhatIf): string {
  return [
    ...(whatIf.isWithoutFailures ? ['no failed calls'] : []),
    ...whatIf.swaps.map(({ from, to }) => `${from} → ${to}`),
    ...(whatIf.cacheHit === undefined ? [] : [`${shownRate(whatIf.cacheHit)} read from the cache`]),
    ...(whatIf.batch === undefined ? [] : [`${shownRate(whatIf.batch)} in batches`]),
    ...(whatIf.tier === undefined ? [] : [`tier ${whatIf.tier}`]),
  ].join(', ');
}

/** `before` and `after`: the usage as it is and as it would have been. */
export function whatIfNotes(
  whatIf: WhatIf,
  swaps: readonly Swap[],
  before: MonthlyUsage,
  after: readonly UsageShare[],
  pricing: OfferPricing,
): Note[] {
  const monthly = (quantity: Exact) => shownCount(multiply(quantity, before.factor));
  const notes: Note[] = [];
  for (const swap of swaps) {
    const moved = before.usage.filter(swap.isFrom);
    const calls = monthly(callsIn(moved));
    const isOne = calls === '1';
    notes.push({
      code: 'what_if_swap',
      message:
        `what if: ${calls} ${isOne ? 'call' : 'calls'} a month of ${swap.from} ${isOne ? 'goes' : 'go'} to ${swap.to}, with the same tokens; models count ` +
        `tokens differently and do not answer alike, so try it before relying on it`,
    });
    const cached = sum(moved.map((one) => multiply(cacheable(one).read, one.share ?? ONE)));
    if (!isZero(cached)) {
      notes.push({
        code: 'what_if_cold_cache',
        message:
          `what if: ${swap.to} begins with a cold cache: until it is warm, the ${monthly(cached)} tokens a month that are read from ` +
          'a cache are written to it first, at the price of writes, which is not in these figures',
      });
    }
  }
  if (whatIf.cacheHit !== undefined) {
    const of = (part: 'read' | 'rest') =>
      sum(before.usage.map((one) => multiply(cacheable(one)[part], one.share ?? ONE)));
    const all = sum([of('read'), of('rest')]);
    const seen = isZero(all) ? ZERO : divide(of('read'), all);
    const written = sum(
      after.flatMap((one) =>
        (['cache_write', 'cache_write_5m', 'cache_write_1h'] as const).map(
          (meter) => one.quantities.get(meter) ?? ZERO,
        ),
      ),
    );
    const isColder = compare(whatIf.cacheHit, seen) > 0 && isZero(written);
    notes.push({
      code: 'what_if_cache',
      message:
        `what if: ${shownRate(whatIf.cacheHit)} of the text sent is read from a cache, ${shownRate(seen)} was; ` +
        (isColder
          ? 'these calls write nothing to a cache, so what a seller charges for the writes is not in these figures'
          : 'what is not read keeps its share of writes'),
    });
  }
  notes.push(...unlistedMode(whatIf, after, pricing));
  return notes;
}

/** Batch and tiers have a price of their own or none that is known; then the ordinary one stands in, and it is said. */
function unlistedMode(whatIf: WhatIf, after: readonly UsageShare[], pricing: OfferPricing): Note[] {
  if (whatIf.batch === undefined && whatIf.tier === undefined) return [];
  const models = new Set(
    after
      .filter((one) => one.quantities.size > 0)
      .filter((one) => pricing.price(one).assumed?.includes('mode') === true)
      .map((one) => one.model ?? '(unknown)'),
  );
  if (models.size === 0) return [];
  const names = [...models].sort().slice(0, 3).join(', ');
  const more = models.size > 3 ? ` and ${shownCount(exact(BigInt(models.size - 3)))} more` : '';
  return [
    {
      code: 'what_if_no_price',
      message: `what if: no price for calls served that way is known of ${names}${more}: they are priced as ordinary calls`,
      count: models.size,
    },
  ];
}
