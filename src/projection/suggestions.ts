/**
 * Savings that the calls themselves show, without another seller: what is cached too little, what could wait for a batch,
 * what a smaller model of this very log does for less, what failed and was billed, and volumes just above a cliff.
 *
 * Each is priced on its own at the baseline's bill, so they overlap and do not add up. Ranked by what a month saves.
 */

import { compare, divide, type Exact, exact, isZero, multiply, ONE, subtract, sum, ZERO } from '../core/exact.js';
import { isOutputMeter } from '../core/meters.js';
import type { MeteredUsage } from '../core/usage.js';
import type { OfferPricing, UsageShare } from '../offers/bill.js';
import type { Plan } from '../offers/plan.js';
import { isPriceMissing } from '../pricing/types.js';
import { type Candidate, singleCandidate } from './candidates.js';
import { cliffsOf } from './cliffs.js';
import { atHitRate, type Change, cacheable, callsIn, changed, inBatch, toModel, withoutFailures } from './what-if.js';

export const MOST_SUGGESTIONS = 10;

/** Prompts below this are not cached by the large providers: OpenAI and Anthropic, "Prompt caching", both read in autumn 2026. */
const CACHEABLE_FROM = exact(1024n);
const LITTLE_CACHED = exact(1n, 10n);
const ASSUMED_HIT_RATE = exact(1n, 2n);
/** A difference that pays for the trouble of sending some calls elsewhere. */
const MUCH_CHEAPER = exact(1n, 2n);

export interface Suggestion {
  readonly kind: 'batch' | 'cache' | 'cliff' | 'failures' | 'model';
  /** A model as logged; of a cliff the offer. */
  readonly subject: string;
  readonly advice: string;
  /** Calls of a month that would change; null for a cliff. */
  readonly calls: Exact | null;
  readonly monthlySavings: Exact;
}

export interface Signs {
  readonly isFailure: (usage: MeteredUsage) => boolean;
  /** Not streamed, at night: nobody waited for the answer. */
  readonly isNight: (usage: MeteredUsage) => boolean;
  /** Little in, little out. */
  readonly isSmall: (usage: MeteredUsage) => boolean;
}

export interface SuggestionInput {
  readonly plan: Plan;
  readonly baseline: Candidate;
  readonly alternatives: readonly Candidate[];
  readonly pricing: OfferPricing;
  readonly signs: Signs;
  readonly currency: string;
}

/** The largest savings, at most ten. */
export function suggestions(input: SuggestionInput): Suggestion[] {
  const { signs } = input;
  const { month } = input.baseline;
  const models = [...new Set(month.usage.flatMap((one) => one.model ?? []))].sort();
  const found = models.flatMap((model) => {
    const ofModel = month.usage.filter((one) => one.model === model && one.quantities.size > 0);
    return [
      ofChange(
        input,
        'failures',
        model,
        ofModel.filter(signs.isFailure),
        withoutFailures(() => true),
        'failed calls are billed: find out why they fail',
      ),
      ofChange(
        input,
        'batch',
        model,
        ofModel.filter((one) => signs.isNight(one) && !one.context.isBatch),
        inBatch(ONE),
        'calls at night that nobody waits for could be sent in batches',
      ),
      cacheSuggestion(input, model, ofModel),
      smallerModel(input, model, ofModel.filter(signs.isSmall)),
    ];
  });
  return [...found, ...cliffSuggestions(input)]
    .filter((one): one is Suggestion => one !== undefined && compare(one.monthlySavings, ZERO) > 0)
    .sort(
      (left, right) =>
        compare(right.monthlySavings, left.monthlySavings) ||
        (left.kind < right.kind ? -1 : left.kind > right.kind ? 1 : left.subject < right.subject ? -1 : 1),
    )
    .slice(0, MOST_SUGGESTIONS);
}

function ofChange(
  { baseline, plan, pricing, currency }: SuggestionInput,
  kind: Suggestion['kind'],
  subject: string,
  affected: readonly UsageShare[],
  change: Change,
  advice: string,
): Suggestion | undefined {
  if (affected.length === 0) return undefined;
  const { month } = baseline;
  const chosen = new Set(affected);
  const usage = changed(month.usage, [(one) => (chosen.has(one) ? change(one) : [one])]);
  const after = singleCandidate(plan.baseline, { ...month, usage }, pricing, currency);
  const missing = (candidate: Candidate) => candidate.billAt('low').unpriced.filter(isPriceMissing).length;
  if (missing(after) > missing(baseline)) return undefined;
  return {
    kind,
    subject,
    advice,
    calls: multiply(callsIn(affected), month.factor),
    monthlySavings: subtract(baseline.billAt('low').total, after.billAt('low').total),
  };
}

function cacheSuggestion(input: SuggestionInput, model: string, usage: readonly UsageShare[]): Suggestion | undefined {
  const of = (part: 'read' | 'rest') => sum(usage.map((one) => multiply(cacheable(one)[part], one.share ?? ONE)));
  const sent = sum([of('read'), of('rest')]);
  const calls = callsIn(usage);
  if (isZero(sent) || isZero(calls) || compare(divide(sent, calls), CACHEABLE_FROM) < 0) return undefined;
  if (compare(divide(of('read'), sent), LITTLE_CACHED) >= 0) return undefined;
  return ofChange(
    input,
    'cache',
    model,
    usage,
    atHitRate(ASSUMED_HIT_RATE),
    'long prompts hardly use the cache: assumed is that half of the text repeats and is read from it, writes left out',
  );
}

/** The cheapest model of the same seller that this log already uses, where it is much cheaper. */
function smallerModel(input: SuggestionInput, model: string, small: readonly UsageShare[]): Suggestion | undefined {
  if (small.length === 0) return undefined;
  const { pricing } = input;
  const { month } = input.baseline;
  const seller = sellerOf(pricing, small[0] as UsageShare);
  if (seller === null) return undefined;
  const answers = month.usage.filter((one) => [...one.quantities.keys()].some(isOutputMeter));
  const others = new Map(
    answers
      .filter((one) => one.model !== null && one.model !== model && sellerOf(pricing, one) === seller)
      .map((one) => [JSON.stringify([one.provider, one.model]), one] as const),
  );
  const costOf = (target: MeteredUsage | undefined) => {
    const priced = small.map((one) =>
      pricing.price(
        target === undefined ? one : toModel(one, { provider: target.provider, model: target.model as string }),
      ),
    );
    return priced.some((one) => one.unpriced.length > 0) ? undefined : sum(priced.map((one) => one.low));
  };
  const now = costOf(undefined);
  if (now === undefined) return undefined;
  const [best] = [...others.values()]
    .flatMap((target) => {
      const cost = costOf(target);
      return cost !== undefined && compare(cost, multiply(now, MUCH_CHEAPER)) <= 0 ? [{ target, cost }] : [];
    })
    .sort(
      (left, right) =>
        compare(left.cost, right.cost) || ((left.target.model ?? '') < (right.target.model ?? '') ? -1 : 1),
    );
  if (best === undefined) return undefined;
  const target = { provider: best.target.provider, model: best.target.model as string };
  return ofChange(
    input,
    'model',
    model,
    small,
    (one) => [toModel(one, target)],
    `short questions with short answers, which ${target.model} answers for less: same tokens assumed, quality to be tried`,
  );
}

function sellerOf(pricing: OfferPricing, usage: MeteredUsage): string | null {
  return pricing.price(usage).sku?.split('/')[0] ?? null;
}

/** A month just above a cliff costs more than a slightly larger one would. */
function cliffSuggestions({ alternatives, baseline }: SuggestionInput): Suggestion[] {
  const ofTheseCalls = alternatives.filter(({ month }) => month.usage === baseline.month.usage);
  return ofTheseCalls.flatMap((candidate) =>
    candidate.offers.flatMap(cliffsOf).flatMap((cliff): Suggestion[] => {
      const bill = candidate.billAt('low');
      const { tokens } = bill;
      const isHere = compare(tokens, cliff.from) > 0 && compare(tokens, cliff.to) < 0;
      if (!isHere || cliff.metric !== 'tokens' || cliff.scope !== 'all' || isZero(tokens)) return [];
      const larger = candidate.billAt('low', { volume: divide(cliff.cheaperAt, tokens) });
      return [
        {
          kind: 'cliff',
          subject: candidate.id,
          advice: `a tier is cheaper from ${cliff.cheaperAt.numerator / cliff.cheaperAt.denominator} tokens a month on, and this month is just below it`,
          calls: null,
          monthlySavings: subtract(bill.total, larger.total),
        },
      ];
    }),
  );
}
