/**
 * `cost --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { AuditedMoney, BillStep, Count, Money } from './parts.js';

/** Loose beside the keys named here: grouping columns, and bounds where only a range is known. */
const Row = z.looseObject({
  offer: z.string().nullable(),
  calls: Count,
  tokens: Count.nullable(),
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
  signatures: z.array(
    z.looseObject({
      sku: z.string(),
      signature: z.string(),
      meter: z.string(),
      quantity: Money,
      unit_price: AuditedMoney,
      per: Money,
      amount: AuditedMoney,
    }),
  ),
});
