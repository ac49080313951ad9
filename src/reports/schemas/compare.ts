/**
 * `compare --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { Backtest, BillStep, Count, Day, Money, PriceCalls, Rate } from './parts.js';

/** A ratio that comes from money may be exact: then it is a decimal string. */
const Ratio = z.union([z.number(), Money]);

const Offer = z.looseObject({
  offer: z.string(),
  steps: z.array(BillStep),
  monthly_cost: Money.nullable(),
  monthly_cost_without_infrastructure: Money.nullable(),
});

const Tier = z.strictObject({ tokens: Ratio, monthly_cost: Money, cost_per_million_tokens: Money });

/** Bounds by the forecast; null without one, and of a payback that is not within the horizon. */
function interval<Value extends z.ZodType>(key: string, value: Value) {
  const keys = ['80_low', '80_high', '95_low', '95_high'];
  return Object.fromEntries(keys.map((end) => [`${key}_${end}`, value.nullable()]));
}

const Horizon = z
  .strictObject({
    basis: z.enum(['forecast', 'stated_growth', 'stated_volume', 'level']).meta({
      description: 'Where the months ahead come from; level: all like the month of the calls, for want of a forecast.',
    }),
    reason: z.string().nullable().meta({ description: 'Why there is no forecast.' }),
    monthly_growth: Ratio.nullable(),
    as_of: Day.nullable(),
    paths: Count.nullable(),
    seed: Count.nullable(),
    backtest: Backtest.nullable(),
  })
  .nullable();

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
  savings_bound: z.enum(['upper', 'lower', 'neither']).nullable().meta({
    description:
      'What savings and net benefits are where some usage has no price: at most what is told (the alternative lacks it), at least (the baseline does), or either (both do). Null where all has one.',
  }),
  one_time_cost: Money.nullable(),
  one_time_parts: z.array(z.strictObject({ id: z.string(), formula: z.string(), amount: Money })),
  months: z.array(
    z.strictObject({
      month: Count,
      calendar_month: z.string().nullable(),
      tokens: Ratio,
      baseline: Money,
      alternative: Money,
      savings: Money,
      savings_80_low: Money.nullable(),
      savings_80_high: Money.nullable(),
      savings_95_low: Money.nullable(),
      savings_95_high: Money.nullable(),
    }),
  ),
  ...interval('net_benefit', Money),
  ...interval('payback_months', Ratio),
  probability_of_paying: Rate.nullable().meta({
    description:
      'Share of the ways the forecast months may go in which the net benefit is above 0; null without a forecast.',
  }),
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
  break_even: z
    .looseObject({
      tokens_per_month: Ratio.nullable(),
      cheaper: z.enum(['above', 'below']).meta({ description: 'On which side of that volume.' }),
      until_tokens_per_month: Ratio.nullable().meta({
        description: 'How far on that side; null where that range has no other end.',
      }),
      cheaper_ranges: z.array(z.strictObject({ from: Ratio.nullable(), to: Ratio.nullable() })).meta({
        description: 'All volumes at which the alternative is cheaper; null: from the first token, or without an end.',
      }),
      is_complete: z.boolean().meta({
        description: 'False where prices go up in more steps than were looked at: there may be more ranges.',
      }),
    })
    .nullable(),
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
  horizon: Horizon,
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
