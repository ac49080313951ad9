/**
 * `cost --json`.
 */
import { z } from 'zod';
import { EnteredLine } from './books.js';
import { envelopeShape } from './envelope.js';
import { AuditedMoney, BillStep, Count, Money, PriceCalls, SharedCount } from './parts.js';

/** Loose beside the keys named here: grouping columns, and bounds where only a range is known. */
const Row = z.looseObject({
  offer: z.string().nullable(),
  calls: SharedCount,
  tokens: SharedCount.nullable(),
  list_cost: Money.nullable(),
  cost: Money.nullable().meta({ description: 'Null where only a range is known: then cost_low and cost_high.' }),
  cost_low: Money.nullable().optional(),
  cost_high: Money.nullable().optional(),
});

export const costSchema = z.looseObject({
  ...envelopeShape(['cost']),
  rows: z.array(Row),
  totals: z.looseObject({}).nullable().optional(),
  list_currency: z.string().optional().meta({ description: 'Of list_cost, where an offer was asked for.' }),
  bills: z
    .array(
      z.looseObject({
        month: z.string().nullable(),
        steps: z.array(BillStep),
        cost: Money.nullable(),
        cost_low: Money.optional(),
        cost_high: Money.optional(),
        unused_credit: Money,
      }),
    )
    .optional()
    .meta({ description: 'One bill of the offer per calendar month.' }),
  entered: z
    .strictObject({ rows: z.array(EnteredLine), total: Money, cost_low: Money, cost_high: Money })
    .optional()
    .meta({ description: 'Credits and adjustments of the months, and the cost with them.' }),
  reconcile: z
    .strictObject({
      against: z.literal('logged'),
      calls_without_logged_cost: Count,
      rows: z.array(
        z.looseObject({
          logged_kind: z.string().nullable(),
          logged_currency: z.string().nullable(),
          calls: Count,
          logged_cost: Money.nullable(),
          computed_cost: Money.nullable(),
          difference: Money.nullable().meta({ description: 'Logged less computed.' }),
          ratio: z.number().nullable().meta({ description: 'Logged ÷ computed.' }),
          cause: z.string(),
          likely_cause: z.string(),
        }),
      ),
      totals: z.looseObject({}),
    })
    .optional()
    .meta({ description: 'Logged cost beside computed cost; neither replaces the other.' }),
  signatures: z.array(
    z.looseObject({
      group: z.array(z.string().nullable()).meta({ description: 'Values of group_by: the row it is part of.' }),
      sku: z.string(),
      signature: z.string(),
      rule: z.string().meta({ description: 'The signature without its dates.' }),
      meter: z.string(),
      priced_as: z.string().nullable(),
      quantity: AuditedMoney,
      unit_price: AuditedMoney,
      per: Money,
      amount: AuditedMoney,
    }),
  ),
  price_calls: z.array(PriceCalls).optional().meta({ description: 'With --explain: the calls behind every price.' }),
});
