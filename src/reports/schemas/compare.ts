/**
 * `compare --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { BillStep, Count, Money } from './parts.js';

/** A ratio that comes from money may be exact: then it is a decimal string. */
const Ratio = z.union([z.number(), Money]);

const Offer = z.looseObject({
  offer: z.string(),
  steps: z.array(BillStep),
  monthly_cost: Money.nullable(),
  monthly_cost_without_infrastructure: Money.nullable(),
});

const Comparison = z.looseObject({
  alternative: z.string(),
  savings: z
    .looseObject({
      monthly: Money.nullable(),
      rate: Ratio.nullable(),
      monthly_without_infrastructure: Money.nullable(),
      rate_without_infrastructure: Ratio.nullable(),
    })
    .nullable(),
  one_time_cost: Money.nullable(),
  net_benefit: Money.nullable(),
  roi: Ratio.nullable(),
  payback_months: Ratio.nullable(),
  npv: Money.nullable(),
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
});
