/** `cost`, `prices list` and `prices explain`: what usage costs, and why. */
import { Diagnostics } from '../core/diagnostics.js';
import { configurationError, usageError } from '../core/errors.js';
import { compare as compareExact, type Exact, exact, isZero, ONE, parseDecimal, sum } from '../core/exact.js';
import { METERS, type Meter } from '../core/meters.js';
import type { PricingChoice, Question, Surroundings } from '../core/question.js';
import type { MeteredUsage } from '../core/usage.js';
import { packageVersion } from '../core/version.js';
import { dateOf, daysInMonth } from '../core/zone.js';
import type { Bill, Bound, MonthlyUsage } from '../offers/bill.js';
import { evaluateOffer } from '../offers/evaluate.js';
import { openPriceBook } from '../pricing/price-book.js';
import { pricedInForce, priceUsage } from '../pricing/price-usage.js';
import { instantOf } from '../pricing/schema-parts.js';
import type { PricedUsage } from '../pricing/types.js';
import { costReport, type OfferCost } from '../reports/cost.js';
import { envelope } from '../reports/envelope.js';
import { type GroupCost, groupKey } from '../reports/group-cost.js';
import { pricesExplainReport, pricesListReport } from '../reports/prices.js';
import { pricingNotes } from '../reports/pricing-notes.js';
import { unpricedNote } from '../reports/unpriced.js';
import { type Answer, answer } from './answer.js';
import { charged, commonPart, meterSelected, priceAll, priceSelected, type Selected, selectCalls } from './asking.js';
import { type OpenPlan, offerPricing, openPlan } from './compare.js';
import { withSource } from './opening.js';

export async function cost(
  question: Question,
  pricing: PricingChoice,
  choice: { readonly explain: boolean; readonly offer?: string | undefined; readonly scenario?: string | undefined },
  surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const plan =
    choice.offer === undefined
      ? undefined
      : await openPlan({ ...pricing, scenario: choice.scenario, to: [choice.offer] }, surroundings);
  return withSource(question.source, question.reading, surroundings, diagnostics, async (opened) => {
    const selected = await selectCalls(opened.engine, question, diagnostics);
    const money =
      plan === undefined
        ? await priceSelected(opened.engine, question, question.by, pricing, selected)
        : await priceByPlan(opened.engine, question, pricing, selected, plan);
    for (const note of pricingNotes(money.priced)) diagnostics.add(note);
    const offer =
      plan === undefined
        ? undefined
        : offerCost(plan, charged(money.metered), selected, question, pricing, diagnostics);
    const common = commonPart('cost', question, opened, selected, diagnostics, {
      ...money,
      ...(offer === undefined ? {} : { basis: 'contracted' as const }),
    });
    return answer(
      costReport({ common, priced: money.priced, offer, top: question.top, explain: choice.explain }),
      diagnostics,
    );
  });
}

async function priceByPlan(
  engine: Parameters<typeof meterSelected>[0],
  question: Question,
  pricing: PricingChoice,
  selected: Selected,
  plan: OpenPlan,
) {
  const options = { split: pricing.split, aliases: pricing.aliases };
  const own = [...plan.ownBooks.values()];
  const metered = await meterSelected(engine, question, question.by, plan.book, options, selected, own);
  return { book: plan.book, options, metered, priced: priceAll(plan.book, metered, options) };
}

/** The bill of the selected calls as they are, unscaled; per group only where the parts add up to it. */
function offerCost(
  opened: OpenPlan,
  metered: readonly MeteredUsage[],
  selected: Selected,
  question: Question,
  pricing: PricingChoice,
  diagnostics: Diagnostics,
): OfferCost {
  const offer = opened.plan.alternatives[0];
  if (offer === undefined) throw configurationError('--offer', 'expected an offer', 'name one of the books');
  const prices = offerPricing(opened, { split: pricing.split, aliases: pricing.aliases });
  const { firstAt, lastAt } = selected.span;
  const months = [firstAt, lastAt].flatMap((at) => (at === null ? [] : dateOf(at, question.zone).slice(0, 7)));
  const month = months.length > 0 && new Set(months).size === 1 ? (months[0] as string) : null;
  const usageOf = (usage: readonly MeteredUsage[]): MonthlyUsage => ({
    month,
    days: exact(BigInt(month === null ? 30 : daysInMonth(month))),
    usage,
    factor: ONE,
  });
  const billOf = (usage: readonly MeteredUsage[], bound: Bound): Bill =>
    evaluateOffer(offer, usageOf(usage), prices, bound);
  const total = groupCost(billOf(metered, 'low'), billOf(metered, 'high'));
  const groups = new Map<string, MeteredUsage[]>();
  for (const usage of metered) {
    const key = groupKey(usage.group);
    groups.set(key, [...(groups.get(key) ?? []), usage]);
  }
  const costs = new Map<string, GroupCost>();
  for (const [key, usage] of groups) costs.set(key, groupCost(billOf(usage, 'low'), billOf(usage, 'high')));
  const adds = (end: (cost: GroupCost) => Exact) => compareExact(sum([...costs.values()].map(end)), end(total)) === 0;
  if (adds((one) => one.low) && adds((one) => one.high)) return { id: offer.id, costs, total };
  diagnostics.add({
    code: 'cost_not_by_group',
    message: `the terms of ${offer.id} concern all calls together (fees, tiers, minimums): only the total is its cost`,
  });
  return { id: offer.id, costs: new Map(), total };
}

function groupCost(low: Bill, high: Bill): GroupCost {
  const [least, most] = compareExact(low.total, high.total) <= 0 ? [low, high] : [high, low];
  return {
    low: least.total,
    high: most.total,
    unpricedCalls: low.unpriced.reduce((calls, one) => calls + one.calls, 0n),
  };
}

export async function pricesList(
  pricing: PricingChoice,
  choice: { readonly filter?: string | undefined },
  _surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const book = await openPriceBook({ files: pricing.books });
  const common = envelope(
    {
      command: 'prices list',
      version: packageVersion(),
      priceBook: { id: book.id, hash: book.hash, asOf: book.asOf },
      currency: book.currency,
    },
    diagnostics.notes,
  );
  return answer(pricesListReport({ common, book, filter: choice.filter }), diagnostics);
}

export interface ExplainedCall {
  readonly model: string;
  readonly provider?: string | undefined;
  /** A UTC date or instant. */
  readonly at?: string | undefined;
  /** Meter to quantity, a plain decimal. */
  readonly usage: Readonly<Record<string, string>>;
  readonly serviceTier?: string | undefined;
  readonly isBatch?: boolean | undefined;
  readonly speed?: string | undefined;
  readonly region?: string | undefined;
  readonly inferenceGeo?: string | undefined;
}

export async function pricesExplain(
  pricing: PricingChoice,
  call: ExplainedCall,
  _surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const book = await openPriceBook({ files: pricing.books });
  const usage = explainedUsage(call);
  const options = { split: pricing.split, aliases: pricing.aliases };
  const priced: PricedUsage =
    usage.quantities.size === 0 ? pricedInForce(book, usage, options) : priceUsage(book, usage, options);
  for (const note of pricingNotes([priced])) diagnostics.add(note);
  const note = unpricedNote(priced.unpriced);
  if (note !== undefined) diagnostics.add(note);
  const common = envelope(
    {
      command: 'prices explain',
      version: packageVersion(),
      priceBook: { id: book.id, hash: book.hash, asOf: book.asOf },
      basis: 'list',
      currency: book.currency,
      unpriced: priced.unpriced,
    },
    diagnostics.notes,
  );
  return answer(pricesExplainReport({ common, priced }), diagnostics);
}

const INPUT_METERS: readonly Meter[] = METERS.filter((meter) => /^(input|cache_read|cache_write)/.test(meter));

function explainedUsage(call: ExplainedCall): MeteredUsage {
  const quantities = new Map<Meter, Exact>();
  for (const [meter, text] of Object.entries(call.usage)) {
    const quantity = parseDecimal(text);
    if (quantity === undefined || !METERS.includes(meter as Meter)) {
      throw usageError(`${meter}=${text} is not a meter and a quantity`, `meters are ${METERS.join(', ')}`);
    }
    if (!isZero(quantity)) quantities.set(meter as Meter, quantity);
  }
  const at = call.at === undefined ? null : instantOf(call.at);
  if (at === undefined) throw usageError(`--at ${call.at} is not a date or an instant`, 'write 2026-10-01');
  const input = sum(INPUT_METERS.flatMap((meter) => quantities.get(meter) ?? []));
  return {
    group: [],
    provider: call.provider ?? null,
    gateway: null,
    model: call.model,
    context: {
      at,
      inputTokens: quantities.has('unsplit') ? null : input.numerator / input.denominator,
      serviceTier: call.serviceTier ?? null,
      isBatch: call.isBatch ?? false,
      speed: call.speed ?? null,
      region: call.region ?? null,
      inferenceGeo: call.inferenceGeo ?? null,
      endpoint: null,
      dims: {},
    },
    calls: 1n,
    quantities,
    isNotional: false,
  };
}
