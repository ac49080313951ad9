/**
 * `compare --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { BillStep, Count, Money, PriceCalls } from './parts.js';

/** A ratio that comes from money may be exact: then it is a decimal string. */
const Ratio = z.union([z.number(), Money]);

const Offer = z.looseObject({
  offer: z.string(),
  steps: z.array(BillStep),
  monthly_cost: Money.nullable(),
  monthly_cost_without_infrastructure: Money.nullable(),
});

const Tier = z.strictObject({ tokens: Ratio, monthly_cost: Money, cost_per_million_tokens: Money });

const Comparison = z.looseObject({
  alternative: z.string(),
  savings: z
    .looseObject({
      monthly: Money.nullable(),
      rate: Ratio.nullable(),
      monthly_without_infrastructure: Money.nullable(),
      rate_without_infrastructure: Ratio.nullable(),
      by_cause: z
        .strictObject({ price: Money, discounts: Money, fees: Money, infrastructure: Money })
        .meta({ description: 'The parts of the saving, which add up to it at the cheap end.' }),
    })
    .nullable(),
  one_time_cost: Money.nullable(),
  one_time_parts: z.array(z.strictObject({ id: z.string(), formula: z.string(), amount: Money })),
  months: z.array(z.strictObject({ month: Count, baseline: Money, alternative: Money, savings: Money })),
  net_benefit: Money.nullable(),
  roi: Ratio.nullable(),
  payback_months: Ratio.nullable(),
  npv: Money.nullable(),
  break_even_cache_hit_rate: z
    .strictObject({ rate: z.number(), cheaper: z.enum(['above', 'below']) })
    .nullable()
    .meta({ description: 'Share of the text read from a cache at both, 0 to 1.' }),
  near_tiers: z.strictObject({ here: Tier, below: Tier.nullable(), above: Tier.nullable() }).nullable(),
  sensitivity: z
    .array(z.strictObject({ factor: z.string(), net_benefit_less: Money, net_benefit_more: Money }))
    .nullable()
    .meta({ description: 'Net benefit with a tenth less and more of one thing; of growth a point a month.' }),
  break_even: z.looseObject({ tokens_per_month: Ratio.nullable() }).nullable(),
  carries_unknown: z
    .array(
      z.strictObject({
        what: z.enum(['prompt_cache', 'batch', 'flex', 'priority', 'long_context']),
        monthly_cost_if_carried: Money,
        monthly_cost_if_not: Money,
        calls_lost_if_not: Count,
        cache_hit_rate: z.number().nullable(),
        break_even_cache_hit_rate: z.number().nullable(),
      }),
    )
    .meta({ description: 'What the offer may or may not carry, and what a month costs either way.' }),
  cliffs: z.array(z.looseObject({ from: Ratio, to: Ratio, cheaper_at: Ratio })),
  notes: z.array(z.unknown()),
});

export const compareSchema = z.looseObject({
  ...envelopeShape(['compare']),
  offers: z.array(Offer),
  comparisons: z.array(Comparison),
  what_if: z
    .strictObject({
      swaps: z.array(z.strictObject({ from: z.string(), to: z.string() })),
      batch: z.number().nullable(),
      tier: z.string().nullable(),
      cache_hit: z.number().nullable(),
      without_failures: z.boolean(),
    })
    .nullable()
    .meta({ description: 'Offers whose id ends in `:what-if` are billed for the calls changed like this.' }),
  suggestions: z
    .array(
      z.strictObject({
        kind: z.enum(['batch', 'cache', 'cliff', 'failures', 'model']),
        subject: z.string(),
        advice: z.string(),
        calls: Ratio.nullable(),
        monthly_savings: Money,
      }),
    )
    .nullable(),
  price_calls: z
    .array(PriceCalls)
    .optional()
    .meta({ description: 'With --explain: the calls behind every list price, as they were seen.' }),
});
