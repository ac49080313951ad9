/**
 * `prices list --json`, `prices explain --json` and `prices check --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { AuditedMoney, Count, Money } from './parts.js';

export const pricesListSchema = z.looseObject({
  ...envelopeShape(['prices list', 'prices']),
  rows: z.array(
    z.looseObject({
      sku: z.string(),
      provider: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      source: z.string().nullable(),
      layer: z.string(),
    }),
  ),
});

export const pricesExplainSchema = z.looseObject({
  ...envelopeShape(['prices explain', 'prices']),
  sku: z.string().nullable(),
  rule: z.string().nullable(),
  version: z.looseObject({ from: z.string().nullable(), to: z.string().nullable() }).nullable(),
  source: z.string().nullable(),
  conditions: z
    .array(z.strictObject({ id: z.string().nullable(), when: z.string(), prices: z.string() }))
    .meta({ description: 'What else the price in force says: tiers, batch and other conditions, applied or not.' }),
  lines: z.array(
    z.looseObject({
      meter: z.string(),
      quantity: AuditedMoney,
      unit_price: AuditedMoney,
      per: Money,
      amount: AuditedMoney,
    }),
  ),
  total: AuditedMoney.nullable(),
  call: z
    .looseObject({
      call_id: z.string().nullable(),
      request_id: z.string().nullable(),
      started_at: z.string().nullable(),
      provider: z.string().nullable(),
      model: z.string().nullable(),
      status: z.string().nullable(),
      input_tokens: Count.nullable(),
      output_tokens: Count.nullable(),
      is_charged: z.boolean(),
      is_notional: z.boolean(),
      logged_cost: z.string().nullable(),
      logged_cost_currency: z.string().nullable(),
      path: z.string().nullable(),
      line: Count.nullable(),
      command: z.string(),
    })
    .optional()
    .meta({ description: 'The call that was asked about, where it is one of a log or the ledger.' }),
});

export const pricesCheckSchema = z.looseObject({
  ...envelopeShape(['prices check']),
  rows: z.array(
    z.strictObject({
      kind: z.enum(['gap', 'disagreement', 'stale']),
      sku: z.string().nullable().meta({ description: 'Null where a finding is about a whole layer.' }),
      about: z.string().meta({ description: 'A meter, time, conditions or age.' }),
      layer: z.string(),
      found: z.string(),
      below: z.string().nullable(),
      expected: z.string().nullable(),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
  gaps: Count,
  disagreements: Count,
  stale: Count,
});
