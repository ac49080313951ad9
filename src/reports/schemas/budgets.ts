/**
 * `budgets --json`.
 */
import { z } from 'zod';
import { BUDGET_PERIODS } from '../../books/budgets.js';
import { envelopeShape } from './envelope.js';
import { Count, Day, Money, Rate, SharedCount } from './parts.js';

export const budgetsSchema = z.strictObject({
  ...envelopeShape(['budgets']),
  as_of: Day.nullable().meta({ description: 'Day of the last call.' }),
  rows: z
    .array(
      z.strictObject({
        id: z.string(),
        scope: z.string(),
        period: z.string().meta({ description: '2026-10, 2026-Q4 or FY2026, by the calendar year it ends in.' }),
        per: z.enum(BUDGET_PERIODS),
        first: Day,
        last: Day,
        days_seen: Count.meta({ description: 'Days of the period from the first to the last call.' }),
        days: Count,
        amount: Money,
        actual: Money.nullable().meta({ description: 'Null where only a range, or a lower bound, is known.' }),
        actual_low: Money.nullable(),
        actual_high: Money.nullable(),
        entered: Money.meta({ description: 'Credits and adjustments in it.' }),
        unpriced_calls: SharedCount,
        share_used: Rate.nullable(),
        landing: Money.nullable().meta({ description: 'Null where it is inconclusive or a range.' }),
        landing_low: Money.nullable(),
        landing_high: Money.nullable(),
        landing_upper: Money.nullable().meta({
          description: 'Sum of the upper ends of the 80 % intervals of its months.',
        }),
        landing_share: Rate.nullable(),
        left: Money.nullable().meta({ description: 'Budget less actual; null where nothing of it is known.' }),
        status_code: z.enum(['exceeded', 'lands_above', 'at_risk', 'within', 'unknown']),
        status: z.string(),
      }),
    )
    .meta({ description: 'In the order of the settings; a share of a cost known as a range is of its cheap end.' }),
});
